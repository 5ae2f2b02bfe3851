//! A document twice as large as another one: all of it a second time, under a prefix, with types of its own.

use serde_json::{Map, Value};

/// What paths of the second half begin with.
const PREFIX: &str = "/twice";

/// What names of the second half end in.
const SUFFIX: &str = "Twice";

/// Sections of `components` whose members have a second half. Security schemes are named by requirements and stay shared.
const SECTIONS: [&str; 8] =
    ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"];

/// The same sections of Swagger 2.0, which are at the root.
const OLD_SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];

/// The document with a second half.
pub(super) fn doubled(document: &Value) -> Value {
    let mut twice = document.clone();
    if let Some(paths) = twice.get_mut("paths").and_then(Value::as_object_mut) {
        again(paths, |path| format!("{PREFIX}{path}"));
    }
    if let Some(components) = twice.get_mut("components").and_then(Value::as_object_mut) {
        for section in SECTIONS {
            if let Some(members) = components.get_mut(section).and_then(Value::as_object_mut) {
                again(members, |name| format!("{name}{SUFFIX}"));
            }
        }
    }
    for section in OLD_SECTIONS.into_iter().chain(["webhooks", "x-webhooks"]) {
        if let Some(members) = twice.get_mut(section).and_then(Value::as_object_mut) {
            again(members, |name| format!("{name}{SUFFIX}"));
        }
    }
    if let Some(tags) = twice.get_mut("tags").and_then(Value::as_array_mut) {
        for tag in tags.clone() {
            let name = tag.get("name").and_then(Value::as_str).map(|name| format!("{name} {SUFFIX}"));
            let mut tag = tag;
            if let (Some(members), Some(name)) = (tag.as_object_mut(), name) {
                members.insert("name".to_owned(), name.into());
            }
            tags.push(tag);
        }
    }
    twice
}

/// Adds each member once more, under another name.
fn again(members: &mut Map<String, Value>, name: impl Fn(&str) -> String) {
    let second: Vec<(String, Value)> = members
        .iter()
        .filter(|(key, _)| !key.starts_with("x-"))
        .map(|(key, value)| {
            let mut value = value.clone();
            renamed(&mut value);
            (name(key), value)
        })
        .collect();
    members.extend(second);
}

/// Leads what is named inside of the second half to the second half.
fn renamed(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(renamed),
        Value::Object(members) => {
            for (key, value) in members.iter_mut() {
                match (key.as_str(), &mut *value) {
                    ("$ref", Value::String(text)) => reference(text),
                    ("operationId", Value::String(id)) => id.push_str(SUFFIX),
                    ("tags", Value::Array(tags)) => tags.iter_mut().for_each(|tag| {
                        if let Value::String(tag) = tag {
                            tag.push_str(&format!(" {SUFFIX}"));
                        }
                    }),
                    ("mapping", Value::Object(to)) => to.values_mut().for_each(|to| match to {
                        Value::String(text) => reference(text),
                        other => renamed(other),
                    }),
                    _ => renamed(value),
                }
            }
        }
        _ => {}
    }
}

/// `#/components/schemas/A/…` becomes `#/components/schemas/ATwice/…`; other places stay.
fn reference(text: &mut String) {
    if let Some(path) = text.strip_prefix("#/paths/") {
        *text = format!("#/paths/{}{path}", PREFIX.replace('/', "~1"));
        return;
    }
    let depth = match text.strip_prefix("#/components/").and_then(|rest| rest.split('/').next()) {
        Some(section) if SECTIONS.contains(&section) => 3,
        Some(_) => return,
        None if OLD_SECTIONS.iter().any(|section| text.starts_with(&format!("#/{section}/"))) => 2,
        // a mapping of a discriminator may name a schema by its bare name
        None if !text.contains(['/', '#', '.']) && !text.is_empty() => 0,
        None => return,
    };
    let mut parts: Vec<String> = text.split('/').map(str::to_owned).collect();
    if let Some(name) = parts.get_mut(depth) {
        name.push_str(SUFFIX);
        *text = parts.join("/");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bursar_codegen::Files;
    use bursar_codegen::generate::{Input, generate_alone};
    use serde_json::json;

    use super::*;

    #[test]
    fn references() {
        let check = |text: &str, expect: &str| {
            let mut text = text.to_owned();
            reference(&mut text);
            assert_eq!(text, expect);
        };
        check("#/components/schemas/A", "#/components/schemas/ATwice");
        check("#/components/schemas/A/properties/b", "#/components/schemas/ATwice/properties/b");
        check("#/components/securitySchemes/A", "#/components/securitySchemes/A");
        check("#/definitions/A", "#/definitions/ATwice");
        check("#/paths/~1a/get", "#/paths/~1twice~1a/get");
        check("A", "ATwice");
        check("other.yaml#/A", "other.yaml#/A");
    }

    fn operation(id: &str, tag: &str, schema: &str) -> Value {
        json!({"get": {"operationId": id, "tags": [tag], "security": [{"key": []}], "responses": {"200": {
            "description": "", "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}}}}}})
    }

    #[test]
    fn all_of_it_a_second_time() {
        let schema = json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}});
        let once = json!({
            "openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "tags": [{"name": "t"}],
            "paths": {"/a": operation("a", "t", "A")},
            "components": {"schemas": {"A": schema}, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        });
        let twice = doubled(&once);
        let mut expect = once.clone();
        expect["tags"] = json!([{"name": "t"}, {"name": "t Twice"}]);
        expect["paths"]["/twice/a"] = operation("aTwice", "t Twice", "ATwice");
        let second = json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/ATwice"}}});
        expect["components"]["schemas"]["ATwice"] = second;
        assert_eq!(twice, expect);
        let made = |document: &Value| {
            let files = Files::from([("a.json".to_owned(), document.to_string().into_bytes())]);
            let (alone, report) = generate_alone(&Input { provider: "demo", files: &files }, "a.json");
            assert!(report.diags.iter().next().is_none(), "{:?}", report.print(&files, "."));
            alone.unwrap().output.stats
        };
        let (one, two) = (made(&once), made(&twice));
        assert_eq!((two.operations, two.types), (2 * one.operations, 2 * one.types));
    }
}
