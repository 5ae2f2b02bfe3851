//! The operations of a document, read here apart from the generator: what is to be judged must not be asked.

use bursar_codegen::Files;
use serde_json::{Map, Value};

use super::play::Played;
use crate::tree::{Names, Tree};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    /// `METHOD /path`.
    pub(super) name: String,
    pub(super) verb: String,
    pub(super) path: String,
    /// `operationId`.
    pub(super) id: String,
    pub(super) params: Vec<Param>,
    /// Why it cannot be called with parameters alone.
    body: Option<&'static str>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(super) struct Param {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) is_required: bool,
    schema: Value,
}

impl Operation {
    /// Whether it can be called with parameters alone; or why not.
    pub(super) fn without_body(&self) -> Result<(), &'static str> {
        self.body.map_or(Ok(()), Err)
    }
}

impl Param {
    /// Whether any text is a value.
    pub(super) fn is_text(&self) -> bool {
        let says = |key: &str| self.schema.get(key).is_some();
        self.schema.get("type") == Some(&Value::from("string")) && !says("enum") && !says("format")
    }

    /// A value that means nothing to anybody.
    pub(super) fn harmless(&self) -> Value {
        let first = self.schema.get("enum").and_then(Value::as_array).and_then(|all| all.first()).cloned();
        first.unwrap_or_else(|| match self.schema.get("type").and_then(Value::as_str) {
            Some("integer" | "number") => Value::from(7),
            Some("boolean") => Value::from(true),
            _ => Value::from("v"),
        })
    }
}

/// The files of a case's document, which is called as a probe's is.
///
/// # Errors
/// What cannot be read.
pub(super) fn files(done: &Played) -> Result<Files, String> {
    let tree = Tree::read(&done.root, Names::Visible).map_err(|(name, error)| format!("{name}: {error}"))?;
    let mut files = tree.files;
    files.retain(|name, _| {
        [".yaml", ".yml", ".json"].iter().any(|end| name.ends_with(end)) && name != super::case::FILE
    });
    Ok(files)
}

/// The operations of a document's paths, references within it followed.
pub(super) fn operations(document: &Value) -> Vec<Operation> {
    let empty = Map::new();
    let paths = document.get("paths").and_then(Value::as_object).unwrap_or(&empty);
    let mut found = Vec::new();
    for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
        let item = followed(document, item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                found.push(one(document, path, method, item, operation));
            }
        }
    }
    found
}

fn one(document: &Value, path: &str, method: &str, item: &Value, operation: &Value) -> Operation {
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let list = |value: &Value| value.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut params: Vec<Param> = Vec::new();
    let mut body = operation.pointer("/requestBody").map(|_| "it has a body");
    for stated in list(item).iter().chain(&list(operation)) {
        let stated = followed(document, stated);
        let text = |key: &str| stated.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let schema = stated.get("schema").map_or(stated, |schema| followed(document, schema)).clone();
        let is_required = stated.get("required") == Some(&Value::Bool(true));
        let param = Param { name: text("name"), place: text("in"), is_required, schema };
        match param.place.as_str() {
            "path" | "query" | "header" | "cookie" => {
                params.retain(|other| (&other.name, &other.place) != (&param.name, &param.place));
                params.push(param);
            }
            _ => body = Some("it has a body"),
        }
    }
    let secured = operation.get("security").or(document.get("security")).and_then(Value::as_array);
    if secured.is_some_and(|ways| !ways.is_empty()) {
        body = Some("it needs credentials");
    }
    // those have meanings of their own, and are no parameters of the client
    params.retain(|param| {
        param.place != "header"
            || !["accept", "content-type", "authorization"].contains(&param.name.to_lowercase().as_str())
    });
    let verb = method.to_uppercase();
    let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
    Operation { name: format!("{verb} {path}"), verb, path, id, params, body }
}

/// What a reference within the document leads to; at most a few steps.
fn followed<'v>(document: &'v Value, value: &'v Value) -> &'v Value {
    let mut at = value;
    for _ in 0..8 {
        let Some(target) = at.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#')) else {
            break;
        };
        match document.pointer(target) {
            Some(found) => at = found,
            None => break,
        }
    }
    at
}

/// The names between the braces of a template.
pub(super) fn names(path: &str) -> Vec<String> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}

/// The segments of a path, decoded: its template's, with values in their places. A value is never part of two segments.
pub(super) fn segments(path: &str, value: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut segments = vec![String::new()];
    let mut rest = path.strip_prefix('/').unwrap_or(path);
    loop {
        let (fixed, next) = match rest.split_once('{').and_then(|(fixed, rest)| Some((fixed, rest.split_once('}')?))) {
            Some((fixed, (name, after))) => (fixed, Some((name, after))),
            None => (rest, None),
        };
        for (index, part) in fixed.split('/').enumerate() {
            if index > 0 {
                segments.push(String::new());
            }
            if let Some(last) = segments.last_mut() {
                last.push_str(&decoded(part));
            }
        }
        let Some((name, after)) = next else { return segments };
        if let Some(last) = segments.last_mut() {
            last.push_str(&value(name));
        }
        rest = after;
    }
}

/// Percent-decoded (RFC 3986 §2.1); a `%` without two digits is itself.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.filter(|_| bytes[at] == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn templates_have_their_segments() {
        let check = |path: &str, expect: &[&str]| {
            assert_eq!(segments(path, &|name| format!("<{name}>")), expect, "{path}");
        };
        check("/a/{b}/c", &["a", "<b>", "c"]);
        check("//b", &["", "b"]);
        check("/{a/b}.json", &["<a/b>.json"]);
        check("/a%20b/%7Bx%7D/%", &["a b", "{x}", "%"]);
        check("/{open", &["{open"]);
        assert_eq!(names("/{a}/x-{b c}{d"), ["a", "b c"]);
    }

    #[test]
    fn operations_of_both_generations() {
        let document = json!({"swagger": "2.0", "parameters": {"P": {"name": "p", "in": "query", "type": "integer", "required": true}},
            "paths": {"a": {"parameters": [{"$ref": "#/parameters/P"}], "get": {"operationId": "g"},
                "post": {"parameters": [{"name": "b", "in": "body", "schema": {}}]}, "put": {"security": [{"k": []}]}}}});
        let found = operations(&document);
        let said: Vec<_> = found.iter().map(|op| (op.name.as_str(), op.id.as_str(), op.without_body())).collect();
        let expect = [
            ("GET /a", "g", Ok(())),
            ("PUT /a", "", Err("it needs credentials")),
            ("POST /a", "", Err("it has a body")),
        ];
        assert_eq!(said, expect);
        let param = &found[0].params[0];
        assert_eq!((param.harmless(), param.is_required, param.is_text()), (json!(7), true, false));
    }
}
