//! What references name, and what applies to operations.
#![allow(clippy::unwrap_used)]

use openapiv3::ReferenceOr;

use super::{Doc, parse};
use crate::diag::Diags;
use crate::lower::tests::json;
use crate::source::Pointer;

const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"},
    "paths": {
        "/z": {"parameters": [{"name": "a", "in": "query", "schema": {}}, {"$ref": "#/components/parameters/B"}],
            "servers": [{"url": "https://path.test"}],
            "post": {"parameters": [{"name": "b", "in": "query", "required": true, "schema": {}}, {"name": "a", "in": "header", "schema": {}}], "responses": {}},
            "get": {"servers": [{"url": "https://op.test"}], "responses": {}, "operationId": "getZ", "x-bursar-callbacks": {
                "own": {"{$url}": {"put": {"responses": {}}, "post": {"responses": {}}}, "x-own": 1}, "shared": {"$ref": "#/components/x-bursar-callbacks/C"}}}},
        "/a": {"$ref": "#/components/x-bursar-pathItems/I"}, "/b": {"$ref": "#/paths/~1a"}},
    "x-bursar-webhooks": {"paid": {"post": {"responses": {}}}},
    "components": {"x-bursar-pathItems": {"I": {"get": {"responses": {}, "x-bursar-callbacks": {"again": {"$ref": "#/components/x-bursar-callbacks/C"}, "ring": {"{$b}": {"$ref": "#/paths/~1a"}}}}}},
        "x-bursar-callbacks": {"C": {"$ref": "#/components/x-bursar-callbacks/D"}, "D": {"{$c}": {"post": {"responses": {}}}}},
        "parameters": {"B": {"name": "b", "in": "query", "schema": {}}},
        "schemas": {"Pet": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Alias"}}},
            "Alias": {"$ref": "#/components/schemas/Alias2"}, "Alias2": {"$ref": "#/components/schemas/Pet"}, "Loop": {"$ref": "#/components/schemas/Loop"}}}}"##;

fn document() -> Doc {
    let mut diags = Diags::default();
    let doc = parse(&json(DOCUMENT), "openapi.yaml", &mut diags).unwrap();
    assert_eq!(diags.iter().count(), 0);
    doc
}

#[test]
fn references_lead_to_where_things_are_defined() {
    let doc = document();
    let at = Pointer::parse("/x").unwrap();
    let check = |reference: &str, expect: Option<(&str, Option<&str>)>| {
        let found = ReferenceOr::ref_(reference);
        let found = doc.schema(&found, &at).map(|cursor| {
            let name = cursor.component().map(|name| name.into_owned());
            (cursor.at.as_str().to_owned(), name)
        });
        let expect = expect.map(|(at, name)| (at.to_owned(), name.map(str::to_owned)));
        assert_eq!(found, expect, "{reference}");
    };
    check("#/components/schemas/Pet", Some(("/components/schemas/Pet", Some("Pet"))));
    check("#/components/schemas/Alias", Some(("/components/schemas/Pet", Some("Pet"))));
    check("#/components/schemas/Nope", None);
    check("#/components/schemas/Loop", None);
    check("#/components/parameters/B", None);
    check("Pet", None);
    let own =
        ReferenceOr::Item(Doc::kept_schema(&json(r#"{"type": "string"}"#).to_json()).unwrap().into_item().unwrap());
    let cursor = doc.schema(&own, &at).unwrap();
    assert_eq!((cursor.at.as_str(), cursor.component()), ("/x", None));
}

#[test]
fn operations_have_all_that_applies() {
    let doc = document();
    let line = |call: super::Call<'_>| {
        let parameters: Vec<&str> = call.parameters.iter().map(|parameter| parameter.at.as_str()).collect();
        let servers: Vec<&str> = call.servers.iter().map(|server| server.node.url.as_str()).collect();
        format!("{} {} {} {parameters:?} {servers:?}", call.method.key(), call.path, call.operation.at)
    };
    let operations: Vec<String> = doc.operations().map(line).collect();
    let item = "/paths/~1z";
    assert_eq!(
        operations,
        [
            format!(r#"get /z #{item}/get ["{item}/parameters/0", "/components/parameters/B"] ["https://op.test"]"#),
            format!(
                r#"post /z #{item}/post ["{item}/parameters/0", "{item}/post/parameters/0", "{item}/post/parameters/1"] ["https://path.test"]"#
            ),
            "get /a #/components/x-bursar-pathItems/I/get [] []".to_owned(),
            "get /b #/components/x-bursar-pathItems/I/get [] []".to_owned(),
        ]
    );
    let callbacks = doc.callbacks();
    let callbacks: Vec<_> = callbacks.map(|it| format!("{} {}: {}", it.operation, it.name, line(it.call))).collect();
    assert_eq!(
        callbacks,
        [
            format!("getZ own: put {{$url}} #{item}/get/x-bursar-callbacks/own/{{$url}}/put [] []"),
            format!("getZ own: post {{$url}} #{item}/get/x-bursar-callbacks/own/{{$url}}/post [] []"),
            // the one that both operations name
            "getZ shared: post {$c} #/components/x-bursar-callbacks/D/{$c}/post [] []".to_owned(),
            "GET /a ring: get {$b} #/components/x-bursar-pathItems/I/get [] []".to_owned(),
        ]
    );
    assert_eq!(doc.webhooks().map(line).collect::<Vec<_>>(), ["post paid #/x-bursar-webhooks/paid/post [] []"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let check = |document: &str, at: &str, message: &str| {
        let mut diags = Diags::default();
        assert!(parse(&json(document), "openapi.yaml", &mut diags).is_none());
        let said: Vec<_> =
            diags.iter().map(|diag| (format!("{:?}", diag.at.at), diag.code, diag.message.as_str())).collect();
        assert_eq!(said, [(format!("Pointer({at})"), "unreadable", message)]);
    };
    check(
        r#"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {"A": {}, "B": {"type": 1}}}}"#,
        "#/components/schemas/B",
        "this part of the document could not be read: invalid type: integer `1`, expected a string",
    );
    check(
        r#"{"openapi": "3.0.3", "info": {"title": "T"}, "paths": {}}"#,
        "#",
        "this part of the document could not be read: missing field `version`",
    );
}
