//! Whatever is wrong with a document, it is said here: the typed model never gets to refuse it.

use super::{json, run};
use crate::source::{Pointer, Value};

const ROOT: &str = r##"{"openapi": "3.1.0", "info": {"title": "T", "version": "1", "summary": "s", "license": {"name": "n"}, "contact": {"email": "e"}},
    "servers": [{"url": "https://{a}.test", "variables": {"a": {"default": "b", "enum": ["b"]}}}], "security": [{"s": ["r"]}, {}],
    "tags": [{"name": "t", "externalDocs": {"url": "u"}}],
    "webhooks": {"w": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}}}},
    "components": {"examples": {"E": {"summary": "s", "value": null}},
        "securitySchemes": {"s": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "u", "scopes": {"r": "x"}}}},
            "k": {"type": "apiKey", "in": "header", "name": "n"}, "h": {"type": "http", "scheme": "bearer"}}}}"##;

const PATHS: &str = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {
    "/a/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}], "get": {"operationId": "o", "tags": ["t"],
        "parameters": [{"$ref": "#/components/parameters/P"}, {"name": "f", "in": "query", "style": "deepObject", "explode": true,
            "schema": {"type": "object"}, "example": {"a": 1}, "examples": {"e": {"value": 1}}},
            {"name": "c", "in": "query", "content": {"application/json": {"schema": {}}}}],
        "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object"},
            "encoding": {"a": {"contentType": "x", "style": "form", "explode": false, "headers": {"h": {"schema": {}}}}}}}},
        "responses": {"200": {"description": "d", "headers": {"h": {"schema": {"type": "string"}, "explode": true}},
            "content": {"application/json": {"examples": {"e": {"value": 1}}}}}, "default": {"$ref": "#/components/responses/R"}},
        "callbacks": {"c": {"{$url}": {"post": {"responses": {"204": {"description": "d"}}}}}}}}, "/b": {"$ref": "#/paths/~1a~1{id}"}},
    "components": {"parameters": {"P": {"name": "h", "in": "header", "schema": {"type": "array", "items": {}}}}, "responses": {"R": {"description": "d"}}}}"##;

const SCHEMAS: &str = r##"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": {
    "A": {"type": ["object", "null"], "required": ["a"], "title": "t", "properties": {
        "a": {"type": "string", "enum": ["x"], "pattern": "p", "minLength": 1, "default": "x", "example": "x"},
        "b": {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]}, "minItems": 1, "uniqueItems": true},
        "c": {"const": 1}, "d": {"type": "number", "minimum": 0.5, "multipleOf": 2, "examples": [1]},
        "e": {"type": ["string", "integer"], "exclusiveMaximum": 3}, "f": {"enum": [1, 2]}, "g": {"prefixItems": [true]}},
        "additionalProperties": {"type": "string"}, "minProperties": 1, "$defs": {"D": {"type": "string"}}, "patternProperties": {"^x": {"type": "string"}}},
    "B": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "object"}], "discriminator": {"propertyName": "k", "mapping": {"a": "A"}},
        "not": {"$ref": "#/components/schemas/A/$defs/D"}, "externalDocs": {"url": "u"}}}}}"##;

const SWAGGER: &str = r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.test", "basePath": "/v", "schemes": ["https"],
    "consumes": ["application/json"], "produces": ["application/json"],
    "parameters": {"B": {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/A"}}, "F": {"name": "f", "in": "formData", "type": "file"}},
    "responses": {"R": {"description": "d", "schema": {"type": "string"}, "examples": {"text/plain": "x"}, "headers": {"h": {"type": "integer"}}}},
    "securityDefinitions": {"o": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "a", "tokenUrl": "t", "scopes": {"r": "x"}}, "b": {"type": "basic"}},
    "paths": {"/a": {"parameters": [{"name": "q", "in": "query", "type": "array", "items": {"type": "string", "enum": ["a"]}, "collectionFormat": "multi"}],
        "post": {"produces": ["text/plain"], "schemes": ["http"], "parameters": [{"$ref": "#/parameters/B"}], "responses": {"200": {"$ref": "#/responses/R"}}},
        "put": {"consumes": ["multipart/form-data"], "parameters": [{"$ref": "#/parameters/F"},
            {"name": "l", "in": "formData", "type": "array", "items": {"type": "string"}, "required": true}], "responses": {"204": {"description": "d"}}}}},
    "definitions": {"A": {"type": "object", "discriminator": "k", "properties": {"k": {"type": "string", "x-nullable": true}}}}}"##;

const VALUES: &[&str] = &["null", "-0.5", "\"x\"", "[null]", r#"{"x": 1}"#, r##"{"$ref": "#/info"}"##];

/// Every place of a document.
fn places(value: &Value, at: Pointer, all: &mut Vec<Pointer>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| places(member, at.child(key), all)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| places(item, at.index(index), all)),
        _ => {}
    }
    all.push(at);
}

/// Lowers the document with each place replaced by each value, and with each member taken away.
fn check(document: &str) {
    let sound = json(document);
    let mut all = Vec::new();
    places(&sound, Pointer::root(), &mut all);
    for at in &all {
        for value in VALUES {
            let mut broken = sound.clone();
            *broken.at_mut(at).unwrap() = json(value);
            hold(broken, at, value);
        }
        let (Some(parent), Some(key)) = (at.parent(), at.last()) else { continue };
        let mut broken = sound.clone();
        if let Some(members) = broken.at_mut(&parent).unwrap().as_object_mut() {
            members.shift_remove(key.as_ref());
            hold(broken, at, "nothing");
        }
    }
}

fn hold(broken: Value, at: &Pointer, value: &str) {
    let (lowered, said) = run(broken);
    let unreadable: Vec<_> = said.iter().filter(|line| line.contains("[unreadable]")).collect();
    assert!(unreadable.is_empty(), "{at} as {value}: {unreadable:?}");
    assert!(lowered.is_some() || !said.is_empty(), "{at} as {value}: refused without a word");
}

#[test]
fn sound_documents_are_read() {
    let names =
        "note[pattern-names] #/components/schemas/A/patternProperties: the client does not check that names match `^x`";
    for (document, says) in [(ROOT, &[][..]), (PATHS, &[]), (SCHEMAS, &[names]), (SWAGGER, &[])] {
        let (lowered, said) = run(json(document));
        assert!(lowered.is_some());
        assert_eq!(said, says);
    }
}

#[test]
fn broken_roots_are_never_left_to_the_typed_model() {
    check(ROOT);
}

#[test]
fn broken_paths_are_never_left_to_the_typed_model() {
    check(PATHS);
}

#[test]
fn broken_schemas_are_never_left_to_the_typed_model() {
    check(SCHEMAS);
}

#[test]
fn broken_swagger_is_never_left_to_the_typed_model() {
    check(SWAGGER);
}

/// Schemas in each other, each of two types.
fn nested(depth: usize) -> Value {
    let mut nested = json("{}");
    for _ in 0..depth {
        let mut outer = json(r#"{"type": ["array", "string"]}"#);
        outer.as_object_mut().unwrap().insert("items".to_owned(), nested);
        nested = outer;
    }
    let text = r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": {}}}"#;
    let mut document = json(text);
    let schemas = Pointer::parse("/components/schemas").unwrap();
    document.at_mut(&schemas).unwrap().as_object_mut().unwrap().insert("T".to_owned(), nested);
    document
}

#[test]
fn deep_documents_are_read_up_to_a_limit() {
    // the document and its components are two levels
    let (lowered, said) = run(nested(125));
    assert!(lowered.is_some());
    assert_eq!(said, Vec::<String>::new());
    let (lowered, said) = run(nested(126));
    assert!(lowered.is_some());
    let at = format!("#/components/schemas/T{}", "/items".repeat(126));
    assert_eq!(said, [format!("error[too-deep] {at}: nested more than 128 levels deep")]);
}
