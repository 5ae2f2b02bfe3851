//! Whatever is wrong with a document, it is said here: the typed model never gets to refuse it.

use super::{json, run};
use crate::source::{Pointer, Value};

const OPENAPI: &str = r##"{"openapi": "3.1.0", "info": {"title": "T", "version": "1", "summary": "s", "license": {"name": "n"}, "contact": {"email": "e"}},
    "servers": [{"url": "https://{a}.test", "variables": {"a": {"default": "b", "enum": ["b"]}}}], "security": [{"s": ["r"]}, {}],
    "tags": [{"name": "t", "externalDocs": {"url": "u"}}],
    "webhooks": {"w": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}}}},
    "paths": {"/a/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "exclusiveMinimum": 0}}],
        "get": {"operationId": "o", "tags": ["t"], "security": [], "deprecated": true,
            "parameters": [{"$ref": "#/components/parameters/P", "description": "d"}, {"name": "f", "in": "query", "style": "deepObject", "explode": true,
                "schema": {"type": "object"}, "example": {"a": 1}, "examples": {"e": {"value": 1}}},
                {"name": "c", "in": "query", "content": {"application/json": {"schema": {}}}}],
            "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/A"},
                "encoding": {"a": {"contentType": "x", "style": "form", "explode": false, "headers": {"h": {"schema": {}}}}}}}},
            "responses": {"200": {"description": "d", "headers": {"h": {"schema": {"type": "string"}, "explode": true}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A/$defs/D"}, "examples": {"e": {"$ref": "#/components/examples/E"}}}}},
                "default": {"$ref": "#/components/responses/R"}},
            "callbacks": {"c": {"{$url}": {"post": {"responses": {"204": {"description": "d"}}}}}}}},
        "/b": {"$ref": "#/components/pathItems/I"}},
    "components": {"schemas": {"A": {"type": ["object", "null"], "required": ["a"], "title": "t", "properties": {
            "a": {"type": "string", "enum": ["x"], "pattern": "p", "minLength": 1, "default": "x", "example": "x"},
            "b": {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]}, "minItems": 1, "uniqueItems": true},
            "c": {"const": 1}, "d": {"type": "number", "minimum": 0.5, "multipleOf": 2, "examples": [1]},
            "e": {"type": ["string", "integer"], "maximum": 3}, "f": {"enum": [1, 2]}, "g": {"type": "boolean"}},
            "additionalProperties": {"type": "string"}, "minProperties": 1, "$defs": {"D": {"type": "string"}}, "patternProperties": {"^x": {"type": "string"}}},
        "B": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "object"}], "discriminator": {"propertyName": "k", "mapping": {"a": "A"}},
            "not": {"type": "null"}, "externalDocs": {"url": "u"}}},
        "parameters": {"P": {"name": "h", "in": "header", "schema": {"type": "array", "prefixItems": [true], "items": false}}},
        "responses": {"R": {"description": "d"}}, "examples": {"E": {"summary": "s", "value": null}}, "pathItems": {"I": {"get": {}}},
        "securitySchemes": {"s": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "u", "scopes": {"r": "x"}}}},
            "k": {"type": "apiKey", "in": "header", "name": "n"}, "h": {"type": "http", "scheme": "bearer"}}}}"##;

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

const VALUES: &[&str] = &[
    "null",
    "true",
    "-1",
    "18446744073709551616",
    "0.5",
    "\"x\"",
    "[]",
    "[null]",
    "[[]]",
    "{}",
    r#"{"x": 1}"#,
    r##"{"$ref": "#/info"}"##,
];

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
    for (document, notes) in [(OPENAPI, 0), (SWAGGER, 0)] {
        let (lowered, said) = run(json(document));
        assert!(lowered.is_some());
        assert_eq!(said.len(), notes, "{said:#?}");
    }
}

#[test]
fn broken_openapi_is_never_left_to_the_typed_model() {
    check(OPENAPI);
}

#[test]
fn broken_swagger_is_never_left_to_the_typed_model() {
    check(SWAGGER);
}
