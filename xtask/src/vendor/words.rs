//! Summaries and descriptions of a new document: ours where a place had them before, and none of the provider's.
//!
//! A contract is facts, which everybody may repeat; prose belongs to who wrote it. So the words of a vendored document are our
//! own, and survive when a new version comes in.

use bursar_codegen::source::{Object, Pointer, Value};

/// What is left out as a whole: programs in other languages.
const PROGRAMS: &[&str] = &["x-codeSamples", "x-code-samples"];

/// Whose keys are names and no keywords.
const NAMES: &[&str] = &[
    "$defs",
    "additionalOperations",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "flows",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Whose values are data.
const DATA: &[&str] = &["const", "default", "enum", "example", "mapping", "security", "value"];

/// Puts our words in the place of the provider's; gives the places that have none yet and should.
pub(super) fn ours(new: &mut Value, before: Option<&Value>) -> Vec<Pointer> {
    let mut words = Words::default();
    words.node(new, before, &Pointer::root(), "");
    words.missing
}

#[derive(Default)]
struct Words {
    missing: Vec<Pointer>,
}

impl Words {
    /// An object of keywords; `names` is the keyword whose map it stands in.
    fn node(&mut self, new: &mut Value, before: Option<&Value>, at: &Pointer, names: &str) {
        match new {
            Value::Object(members) => {
                self.prose(members, before, at, names);
                for (key, value) in members.iter_mut() {
                    if DATA.contains(&key.as_str()) || key.starts_with("x-") {
                        continue;
                    }
                    let (before, at) = (before.and_then(|before| before.get(key)), at.child(key));
                    match value {
                        Value::Object(scopes) if key == "scopes" => self.scopes(scopes, before, &at),
                        // a path item holds operations, an operation of a callback is below an expression
                        Value::Object(map) if NAMES.contains(&key.as_str()) => self.names(map, before, &at, key),
                        // examples of a schema
                        Value::Array(_) if key == "examples" => {}
                        value => self.node(value, before, &at, ""),
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let before = before.and_then(Value::as_array).and_then(|items| items.get(index));
                    self.node(item, before, &at.index(index), "");
                }
            }
            _ => {}
        }
    }

    fn names(&mut self, map: &mut Object, before: Option<&Value>, at: &Pointer, keyword: &str) {
        for (name, value) in map.iter_mut().filter(|(name, _)| !name.starts_with("x-")) {
            let before = before.and_then(|before| before.get(name));
            match value {
                // a callback is a map of path items itself
                Value::Object(items) if keyword == "callbacks" => self.names(items, before, &at.child(name), "paths"),
                value => self.node(value, before, &at.child(name), keyword),
            }
        }
    }

    /// The summary and the description of one object.
    fn prose(&mut self, members: &mut Object, before: Option<&Value>, at: &Pointer, names: &str) {
        PROGRAMS.iter().for_each(|key| drop(members.shift_remove(*key)));
        for key in ["summary", "description"] {
            let own = before.and_then(|before| before.get(key)).filter(|own| own.as_str().is_some());
            let theirs = members.get(key).is_some_and(|theirs| theirs.as_str().is_some());
            match own {
                Some(own) => drop(members.insert(key.to_owned(), own.clone())),
                // a response has to have one (OAS 3.0.4 Response Object)
                None if names == "responses" && key == "description" && !members.contains_key("$ref") => {
                    let status = at.last().unwrap_or_default();
                    members.insert(key.to_owned(), said_of(&status).into());
                    self.missing.push(at.clone());
                }
                None if theirs => {
                    members.shift_remove(key);
                    self.missing.push(at.clone());
                }
                None => {}
            }
        }
        self.missing.dedup();
    }

    /// Scopes and what each is for, which is a text that has to be there.
    fn scopes(&mut self, scopes: &mut Object, before: Option<&Value>, at: &Pointer) {
        for (scope, about) in scopes.iter_mut().filter(|(scope, _)| !scope.starts_with("x-")) {
            match before.and_then(|before| before.get(scope)).filter(|own| own.as_str().is_some()) {
                Some(own) => own.clone_into(about),
                None => {
                    *about = scope.as_str().into();
                    self.missing.push(at.child(scope));
                }
            }
        }
    }
}

/// What stands in for the description of a response (RFC 9110 §15).
fn said_of(status: &str) -> &'static str {
    match status {
        "200" => "OK.",
        "201" => "Created.",
        "202" => "Accepted.",
        "204" => "No content.",
        "400" => "Bad request.",
        "401" => "Unauthorized.",
        "403" => "Forbidden.",
        "404" => "Not found.",
        "409" => "Conflict.",
        "422" => "Unprocessable content.",
        "429" => "Too many requests.",
        "500" => "Internal server error.",
        "503" => "Service unavailable.",
        "default" => "Any other answer.",
        _ => "An answer.",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::page::documents;
    use super::*;

    fn value(text: &str) -> Value {
        documents("x", format!("openapi: 3.0.0\n{text}").as_bytes()).unwrap().remove(0).value
    }

    fn check(theirs: &str, before: &str, expect: &str, missing: &[&str]) {
        let mut new = value(theirs);
        let places = ours(&mut new, Some(&value(before)));
        assert_eq!(new.to_json(), value(expect).to_json(), "{theirs}");
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        assert_eq!(places, missing, "{theirs}");
    }

    #[test]
    fn words_are_ours() {
        check("info: {description: theirs}", "info: {description: ours}", "info: {description: ours}", &[]);
        check("info: {description: theirs}", "info: {}", "info: {}", &["#/info"]);
        check("info: {title: T}", "info: {title: U, description: ours}", "info: {title: T, description: ours}", &[]);
        check(
            "paths: {/a: {get: {summary: s, description: d, x-codeSamples: [1], parameters: [{name: a, description: d}]}}}",
            "paths: {/a: {get: {summary: ours, parameters: [{name: a, description: own}]}}}",
            "paths: {/a: {get: {summary: ours, parameters: [{name: a, description: own}]}}}",
            &["#/paths/~1a/get"],
        );
    }

    #[test]
    fn names_and_data_are_no_words() {
        let schema = "components: {schemas: {description: {properties: {description: {type: string}, summary: {enum: [a]}}, \
            example: {description: kept}, default: {summary: kept}, x-note: {description: kept}}}}";
        check(schema, "info: {}", schema, &[]);
        check(
            "components: {examples: {summary: {summary: theirs, value: {description: kept}}}}",
            "info: {}",
            "components: {examples: {summary: {value: {description: kept}}}}",
            &["#/components/examples/summary"],
        );
        let callback = "paths: {/a: {post: {callbacks: {summary: {'{$request.body#/url}': {post: {responses: {'204': {description: D}}}}}}}}}";
        check(
            callback,
            "info: {}",
            &callback.replace("description: D", "description: No content."),
            &["#/paths/~1a/post/callbacks/summary/{$request.body#~1url}/post/responses/204"],
        );
    }

    #[test]
    fn what_has_to_be_there_is() {
        check(
            "paths: {/a: {get: {responses: {'200': {description: theirs}, '404': {description: theirs}, default: {$ref: x}}}}}",
            "paths: {/a: {get: {responses: {'200': {description: ours}}}}}",
            "paths: {/a: {get: {responses: {'200': {description: ours}, '404': {description: Not found.}, default: {$ref: x}}}}}",
            &["#/paths/~1a/get/responses/404"],
        );
        check(
            "components: {securitySchemes: {o: {type: oauth2, description: theirs, flows: {clientCredentials: {scopes: {'read:a': theirs, b: theirs}}}}}}",
            "components: {securitySchemes: {o: {flows: {clientCredentials: {scopes: {'read:a': ours}}}}}}",
            "components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials: {scopes: {'read:a': ours, b: b}}}}}}",
            &["#/components/securitySchemes/o", "#/components/securitySchemes/o/flows/clientCredentials/scopes/b"],
        );
    }
}
