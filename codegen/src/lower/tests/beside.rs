//! References to other files: what is taken, where it is put, and what is said when it cannot be had.

use super::{json, said};
use crate::Files;
use crate::diag::Diags;
use crate::lower::lower;
use crate::source::{Pointer, Trace, Value};

/// A document `v1/api.yaml` with files beside it: values of the result, and everything that is said.
fn check(rest: &str, beside: &[(&str, &str)], places: &[(&str, &str)], says: &[&str]) {
    let document = format!(r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, {rest}}}"#);
    check_whole(&document, beside, places, says);
}

pub(super) fn check_whole(document: &str, beside: &[(&str, &str)], places: &[(&str, &str)], says: &[&str]) {
    let files: Files = beside.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let (mut trace, mut diags) = (Trace::default(), Diags::default());
    let lowered = lower(json(document), "v1/api.yaml", &files, &mut trace, &mut diags);
    assert_eq!(said(&diags, &trace), says, "{document}");
    let lowered = lowered.unwrap();
    crate::doc::parse(&lowered, "v1/api.yaml", &mut diags).unwrap();
    for (at, becomes) in places {
        let found = lowered.at(&Pointer::parse(at).unwrap()).map(Value::to_json);
        let expected = (!becomes.is_empty()).then(|| json(becomes).to_json());
        assert_eq!(found, expected, "{at} of {document}");
    }
}

#[test]
fn targets_become_components() {
    check(
        r##""paths": {}, "components": {"schemas": {"Pet": {"properties": {"tag": {"$ref": "../shared/types.yaml#/defs/Tag"}, "whole": {"$ref": "whole.json"}}}}}"##,
        &[
            (
                "shared/types.yaml",
                "defs:\n  Tag: {type: object, properties: {of: {$ref: '#/defs/Name'}, pet: {$ref: '../v1/api.yaml#/components/schemas/Pet'}}}\n  Name: {type: string}\n",
            ),
            ("v1/whole.json", r##"{"type": "object", "properties": {"self": {"$ref": "#"}}}"##),
        ],
        &[
            ("/components/schemas/Pet/properties/tag", r##"{"$ref": "#/components/schemas/Tag"}"##),
            (
                "/components/schemas/Tag",
                r##"{"type": "object", "properties": {"of": {"$ref": "#/components/schemas/Name"}, "pet": {"$ref": "#/components/schemas/Pet"}}}"##,
            ),
            ("/components/schemas/Name", r#"{"type": "string"}"#),
            ("/components/schemas/whole/properties/self", r##"{"$ref": "#/components/schemas/whole"}"##),
        ],
        &[],
    );
}

#[test]
fn names_are_told_apart() {
    check(
        r##""paths": {}, "components": {"schemas": {"A": {"properties": {"a": {"$ref": "x.yaml#/A"}, "b": {"$ref": "y.yaml#/A"}, "c": {"$ref": "../y.yaml#/A"}}}}}"##,
        &[("v1/x.yaml", "A: {type: string}"), ("v1/y.yaml", "A: {type: integer}"), ("y.yaml", "A: {type: boolean}")],
        &[
            ("/components/schemas/x_A", r#"{"type": "string"}"#),
            ("/components/schemas/y_A", r#"{"type": "integer"}"#),
            ("/components/schemas/A_bde0458a", r#"{"type": "boolean"}"#),
        ],
        &[],
    );
}

#[test]
fn path_items_are_taken_in_place() {
    check(
        r##""paths": {"/a": {"$ref": "a.yaml"}, "/b": {"$ref": "a.yaml"}}"##,
        &[
            ("v1/a.yaml", "get: {parameters: [{$ref: 'b.yaml#/p'}], responses: {'204': {$ref: 'b.yaml#/r'}}}"),
            ("v1/b.yaml", "p: {name: q, in: query, schema: {type: string}}\nr: {description: d}\n"),
        ],
        &[
            ("/paths/~1a/get/parameters/0", r##"{"$ref": "#/components/parameters/p"}"##),
            ("/paths/~1b/get/responses", r##"{"204": {"$ref": "#/components/responses/r"}}"##),
            ("/components/parameters/p/name", r#""q""#),
        ],
        &[],
    );
}

#[test]
fn two_point_zero_too() {
    check_whole(
        r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "consumes": ["application/json"], "produces": ["application/json"],
            "paths": {"/a": {"post": {
            "parameters": [{"$ref": "p.yaml#/limit"}, {"name": "b", "in": "body", "schema": {"$ref": "Pet.yaml"}}],
            "responses": {"200": {"description": "d", "schema": {"$ref": "Pet.yaml"}}}}}}}"##,
        &[("v1/p.yaml", "limit: {name: l, in: query, type: integer}"), ("v1/Pet.yaml", "{type: object}")],
        &[
            ("/components/parameters/limit/name", r#""l""#),
            ("/components/schemas/Pet", r#"{"type": "object"}"#),
            ("/paths/~1a/post/parameters", r##"[{"$ref": "#/components/parameters/limit"}]"##),
        ],
        &[],
    );
}

#[test]
fn mapping_values_lead_there_as_well() {
    check(
        r##""paths": {}, "components": {"schemas": {"A": {"oneOf": [{"$ref": "cat.yaml"}], "discriminator": {"propertyName": "k", "mapping": {"c": "./cat.yaml"}}}}}"##,
        &[("v1/cat.yaml", "{type: object}")],
        &[("/components/schemas/A/discriminator/mapping", r##"{"c": "#/components/schemas/cat"}"##)],
        &[],
    );
}

#[test]
fn what_cannot_be_had_is_said() {
    let at = "degraded[external-ref] #/components/schemas/A/$ref:";
    let check = |reference: &str, says: &str| {
        let rest = format!(r#""paths": {{}}, "components": {{"schemas": {{"A": {{"$ref": "{reference}"}}}}}}"#);
        check(&rest, &[("v1/x.yaml", "a: 1"), ("v1/bad.yaml", "a: [")], &[("/components/schemas/A", "{}")], &[says]);
    };
    let outside = |reference: &str| {
        let says = format!(
            "{at} `{reference}` leads out of the folder of the document = help: references may lead to files below that \
             folder, and nothing else is ever opened: put the file there"
        );
        check(reference, &says);
    };
    outside("../../x.yaml");
    outside("/v1/x.yaml");
    outside("file:///v1/x.yaml");
    outside("https://x.test/x.yaml");
    outside("%2e%2e/%2e%2e/x.yaml#/a");
    let help = "put the file below the folder of the document, as YAML or JSON";
    let says = format!("{at} `y.yaml` leads to `v1/y.yaml`, which is not there or cannot be read = help: {help}");
    check("y.yaml", &says);
    check(
        "x.yaml#/b",
        "degraded[dangling-ref] #/components/schemas/A/$ref: `x.yaml#/b` leads to nothing in `v1/x.yaml`",
    );
}

#[test]
fn cycles_through_files() {
    check(
        r##""paths": {}, "components": {"schemas": {"A": {"$ref": "x.yaml#/B"}}}"##,
        &[("v1/x.yaml", "B: {$ref: 'api.yaml#/components/schemas/A'}")],
        &[("/components/schemas/A", "{}")],
        &[
            "degraded[ref-cycle] #/components/schemas/A/$ref: this reference leads back to itself: `#/components/schemas/A` -> \
           `v1/x.yaml#/B` -> `#/components/schemas/A` = help: define one of them in place",
        ],
    );
    check(
        r##""paths": {"/a": {"$ref": "x.yaml"}}"##,
        &[("v1/x.yaml", "$ref: x.yaml")],
        &[("/paths", "{}")],
        &[
            "degraded[ref-cycle] #/$ref: this reference leads back to itself: `v1/x.yaml#` -> `v1/x.yaml#` = help: define one of \
           them in place",
        ],
    );
}

#[test]
fn an_operation_without_its_parameter_is_marked() {
    check(
        r##""paths": {"/a": {"parameters": [{"$ref": "no.yaml"}], "get": {"responses": {"204": {"description": "d"}}}}}"##,
        &[],
        &[("/paths/~1a/get/x-bursar-unusable", r#""the parameter at `#/paths/~1a/parameters/0` cannot be read""#)],
        &[
            "degraded[external-ref] #/paths/~1a/parameters/0/$ref: `no.yaml` leads to `v1/no.yaml`, which is not there or cannot \
           be read = help: put the file below the folder of the document, as YAML or JSON",
        ],
    );
}
