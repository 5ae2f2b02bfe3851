//! References, hoisting, webhooks, path items and places.

use super::{check, json, run};
use crate::Files;
use crate::diag::{Diag, Diags, Place, Spot};
use crate::lower::lower;
use crate::source::{Origin, Pointer, Trace};

fn document(version: &str, rest: &str) -> String {
    format!(r#"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, {rest}}}"#)
}

#[test]
fn targets_in_place_become_components() {
    let text = document(
        "3.1.0",
        r##""components": {"schemas": {
            "Money": {"type": "object", "properties": {"a b": {"type": "object", "properties": {"in": {"const": 1}}}},
                "$defs": {"Minor": {"type": "integer"}}},
            "Use": {"properties": {
                "m": {"$ref": "#/components/schemas/Money/$defs/Minor"},
                "outer": {"$ref": "#/components/schemas/Money/properties/a%20b"},
                "inner": {"$ref": "#/components/schemas/Money/properties/a b/properties/in"}}}}}"##,
    );
    check(
        &text,
        "/components/schemas",
        r##"{
            "Money": {"type": "object", "properties": {"a b": {"$ref": "#/components/schemas/Money_a_b"}}},
            "Use": {"properties": {
                "m": {"$ref": "#/components/schemas/Money_Minor"},
                "outer": {"$ref": "#/components/schemas/Money_a_b"},
                "inner": {"$ref": "#/components/schemas/Money_a_b_in"}}},
            "Money_a_b_in": {"type": "integer", "enum": [1], "x-bursar-const": true,
                "x-bursar-hoisted": "#/components/schemas/Money/properties/a b/properties/in"},
            "Money_a_b": {"type": "object", "properties": {"in": {"$ref": "#/components/schemas/Money_a_b_in"}},
                "x-bursar-hoisted": "#/components/schemas/Money/properties/a b"},
            "Money_Minor": {"type": "integer", "x-bursar-hoisted": "#/components/schemas/Money/$defs/Minor"}}"##,
        &[],
    );
}

#[test]
fn names_of_hoisted_schemas_are_free() {
    let text = document(
        "3.1.0",
        r##""components": {"schemas": {
            "A": {"$defs": {"B": {"type": "string"}}}, "A_B": {"type": "integer"},
            "Use": {"properties": {"m": {"$ref": "#/components/schemas/A/$defs/B"}}}}}"##,
    );
    check(&text, "/components/schemas/Use/properties/m", r##"{"$ref": "#/components/schemas/A_B_d0f5a373"}"##, &[]);
}

#[test]
fn discriminator_mappings_name_components() {
    let text = |target: &str| {
        document(
            "3.0.3",
            &format!(
                r#""paths": {{}}, "components": {{"schemas": {{"Cat": {{"type": "object"}}, "a.b": {{"type": "object"}}, "T": {{
                    "discriminator": {{"propertyName": "k", "mapping": {{"c": "{target}"}}}}}}}}}}"#
            ),
        )
    };
    let mapping = "/components/schemas/T/discriminator/mapping";
    let cat = r##"{"c": "#/components/schemas/Cat"}"##;
    check(&text("Cat"), mapping, cat, &[]);
    check(&text("#/components/schemas/Cat"), mapping, cat, &[]);
    check(&text("openapi.yaml#/components/schemas/Cat"), mapping, cat, &[]);
    check(&text("a.b"), mapping, r##"{"c": "#/components/schemas/a.b"}"##, &[]);
    let at = "#/components/schemas/T/discriminator/mapping/c";
    check(
        &text("Cats"),
        mapping,
        "{}",
        &[&format!(
            "degraded[dangling-ref] {at}: `Cats` is not in this document = help: did you mean `#/components/schemas/Cat`?"
        )],
    );
    check(
        &text("cat.yaml"),
        mapping,
        "{}",
        &[&format!(
            "degraded[external-ref] {at}: `cat.yaml` leads to `cat.yaml`, which is not there or cannot be read = help: put the file below the folder of the document, as YAML or JSON"
        )],
    );
}

#[test]
fn webhooks_callbacks_and_path_items_are_kept() {
    let operation = r#"{"responses": {"204": {"description": "d"}}}"#;
    let text = document(
        "3.1.0",
        &format!(
            r##""webhooks": {{"paid": {{"$ref": "#/components/pathItems/P"}}}},
            "paths": {{"/a": {{"$ref": "#/components/pathItems/P"}}, "/b": {{"post": {{"callbacks": {{
                "own": {{"{{$url}}": {{"post": {operation}}}}}, "shared": {{"$ref": "#/components/callbacks/C"}}}}}}}}}},
            "components": {{"pathItems": {{"P": {{"get": {operation}}}}}, "callbacks": {{"C": {{"{{$url}}": {{"put": {operation}}}}}}}}}"##
        ),
    );
    check(&text, "/paths/~1a", r##"{"$ref": "#/components/x-bursar-pathItems/P"}"##, &[]);
    check(&text, "/x-bursar-webhooks", r##"{"paid": {"$ref": "#/components/x-bursar-pathItems/P"}}"##, &[]);
    check(
        &text,
        "/paths/~1b/post",
        &format!(
            r##"{{"responses": {{}}, "x-bursar-callbacks": {{"own": {{"{{$url}}": {{"post": {operation}}}}},
                "shared": {{"$ref": "#/components/x-bursar-callbacks/C"}}}}}}"##
        ),
        &[],
    );
    check(&text, "/components/x-bursar-pathItems", &format!(r#"{{"P": {{"get": {operation}}}}}"#), &[]);
}

#[test]
fn documents_of_31_need_no_paths() {
    check(&document("3.1.1", r#""webhooks": {}"#), "/paths", "{}", &[]);
    check(&document("3.2.0", r#""components": {}"#), "/x-bursar-version", r#""3.2.0""#, &[]);
    check(&document("3.0.9", r#""paths": {}"#), "/openapi", r#""3.0.3""#, &[]);
    let info = r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1", "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}}}"#;
    check(
        info,
        "/info",
        r#"{"title": "T", "version": "1", "x-bursar-summary": "s", "license": {"name": "MIT", "x-bursar-identifier": "MIT"}}"#,
        &[],
    );
}

#[test]
fn encodings_say_whether_they_explode() {
    let text = document(
        "3.0.3",
        r#""paths": {}, "components": {"requestBodies": {"B": {"content": {"multipart/form-data": {"schema": {"type": "object"},
            "encoding": {"a": {}, "b": {"style": "deepObject"}, "c": {"explode": false}, "d": {"style": "form"}, "e": {"allowReserved": true}}}}}}}"#,
    );
    check(
        &text,
        "/components/requestBodies/B/content/multipart~1form-data/encoding",
        r#"{"a": {}, "b": {"style": "deepObject"}, "c": {"explode": false, "style": "form"}, "d": {"style": "form", "explode": true}, "e": {"allowReserved": true, "style": "form", "explode": true}}"#,
        &[],
    );
}

#[test]
fn moved_nodes_are_traced_through_the_overlay() {
    let text = r#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"post": {
        "parameters": [{"name": "b", "in": "body", "schema": {"type": "object", "properties": {"x": {"type": "string"}}}},
            {"name": "q", "in": "query", "type": "string"}],
        "consumes": ["application/json"], "responses": {"204": {"description": "d"}}}}},
        "definitions": {"T": {"type": "object", "properties": {"a": {"type": "string"}}}}}"#;
    let mut trace = Trace::default();
    let overlaid = Pointer::parse("/definitions/T/properties/a").unwrap();
    let via = Some(("overlay.yaml".to_owned(), Pointer::parse("/actions/0").unwrap()));
    trace.moved(overlaid.clone(), Origin { file: "swagger.yaml".to_owned(), pointer: overlaid, via });
    lower(json(text), "swagger.yaml", &Files::new(), &mut trace, &mut Diags::default()).unwrap();
    let check = |at: &str, was: &str, via: Option<&str>| {
        let origin = trace.resolve(&Pointer::parse(at).unwrap(), "swagger.yaml");
        assert_eq!(origin.pointer.as_str(), was, "{at}");
        assert_eq!(origin.via.map(|(_, action)| action.as_str().to_owned()).as_deref(), via, "{at}");
    };
    check("/info/title", "/info/title", None);
    check("/components/schemas/T/properties", "/definitions/T/properties", None);
    check("/components/schemas/T/properties/a", "/definitions/T/properties/a", Some("/actions/0"));
    check("/paths/~1a/post/parameters/0", "/paths/~1a/post/parameters/1", None);
    check("/paths/~1a/post/parameters/0/schema", "/paths/~1a/post/parameters/1", None);
    let schema = "/paths/~1a/post/requestBody/content/application~1json/schema";
    check(schema, "/paths/~1a/post/parameters/0/schema", None);
    check(&format!("{schema}/properties/x"), "/paths/~1a/post/parameters/0/schema/properties/x", None);
}

#[test]
fn what_is_left_out_keeps_its_place() {
    // the second parameter takes the place of the first, which is left out
    let text = document(
        "3.0.3",
        r#""paths": {"/a": {"get": {"responses": {"204": {"description": "d"}}, "parameters": [
            {"name": "a", "in": "somewhere", "schema": {}}, {"name": "b", "in": "query", "schema": {"$id": "x"}}]}}}"#,
    );
    let (lowered, said) = run(json(&text));
    assert_eq!(
        said,
        [
            "degraded[wrong-value] #/paths/~1a/get/parameters/0/in: `in` is `somewhere`, expected one of `query`, `header`, `path`, `cookie`, `querystring`",
            "degraded[missing-key] #/paths/~1a/get/parameters/0: this parameter has no `in`",
            "note[foreign-keyword] #/paths/~1a/get/parameters/1/schema/$id: `$id` is a keyword of OpenAPI 3.1, not of OpenAPI 3.0; it is read as there",
            "degraded[unsupported-keyword] #/paths/~1a/get/parameters/1/schema/$id: `$id` of OpenAPI 3.1 is not supported",
        ]
    );
    let kept = lowered.unwrap();
    assert_eq!(kept.at(&Pointer::parse("/paths/~1a/get/parameters/0/name").unwrap()).unwrap().as_str(), Some("b"));
}

#[test]
fn places_are_those_of_the_lowered_document() {
    let text =
        r#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}, "definitions": {"T": {"wat": 1}}}"#;
    let mut diags = Diags::default();
    lower(json(text), "s.yaml", &Files::new(), &mut Trace::default(), &mut diags).unwrap();
    let at = Pointer::parse("/components/schemas/T/wat").unwrap();
    let expected = Diag::note("unknown-key", Place::pointer("s.yaml", &at), "`wat` is not a key of a schema");
    assert_eq!(diags.iter().collect::<Vec<_>>(), [&expected]);
    assert!(matches!(expected.at.at, Spot::Pointer(_)));
}

/// The name that documents of 3.0 give them; they are held against the table like any other part.
#[test]
fn webhooks_of_an_extension() {
    let operation = r#"{"responses": {"204": {"description": "d"}}}"#;
    let item = format!(r#"{{"paid": {{"post": {operation}}}}}"#);
    for version in ["3.0.3", "3.1.1"] {
        let text = document(version, &format!(r#""paths": {{}}, "x-webhooks": {item}"#));
        check(&text, "/x-bursar-webhooks", &item, &[]);
    }
    let text = document(
        "3.0.3",
        r##""paths": {"/a": {"$ref": "#/x-webhooks/paid"}}, "x-webhooks": {"paid": {"post": {"resp": {}, "responses": {"204": {"description": "d"}}}}}"##,
    );
    check(
        &text,
        "/paths/~1a",
        r##"{"$ref": "#/components/x-bursar-pathItems/x-webhooks_paid"}"##,
        &["note[unknown-key] #/x-webhooks/paid/post/resp: `resp` is not a key of an operation"],
    );
    let text = document("3.1.1", &format!(r#""x-webhooks": {{"lost": {{}}}}, "webhooks": {item}"#));
    check(
        &text,
        "/x-bursar-webhooks",
        &item,
        &["degraded[webhooks-twice] #/x-webhooks: `x-webhooks` is left out: `webhooks` says what is sent"],
    );
}

#[test]
fn the_whole_query_string_has_no_style() {
    let text = document(
        "3.2.0",
        r#""paths": {"/a": {"get": {"responses": {"204": {"description": "d"}}, "parameters": [
            {"name": "a", "in": "querystring", "style": "odd", "explode": true, "content": {"application/json": {"schema": {}}}}]}}}"#,
    );
    let (lowered, said) = run(json(&text));
    assert_eq!(
        said,
        [
            "note[inapplicable-keyword] #/paths/~1a/get/parameters/0/style: `style` says nothing about a parameter in `querystring` and is ignored",
            "note[inapplicable-keyword] #/paths/~1a/get/parameters/0/explode: `explode` says nothing about a parameter in `querystring` and is ignored",
        ]
    );
    assert!(lowered.unwrap().at(&Pointer::parse("/paths/~1a/get/parameters/0/style").unwrap()).is_none());
}

#[test]
fn an_empty_style_is_no_style() {
    let text = document(
        "3.0.3",
        r#""paths": {"/a": {"get": {"responses": {"204": {"description": "d"}}, "parameters": [
            {"name": "a", "in": "query", "style": "", "schema": {"type": "string"}}]}}}"#,
    );
    let (_, said) = run(json(&text));
    assert_eq!(
        said,
        [
            "degraded[wrong-value] #/paths/~1a/get/parameters/0/style: `style` is `` in a query parameter, expected one of `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`",
        ]
    );
}
