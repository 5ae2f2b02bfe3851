//! References by the names that schemas give themselves.

use super::beside::check_whole;

const HEAD: &str = r#""openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}"#;

/// The schemas of a document of 3.1, a file beside it, what `Use` becomes, and what is said, with `@` for it.
fn check(schemas: &str, beside: &str, uses: &str, says: &[&str]) {
    let document = format!(r#"{{{HEAD}, "components": {{"schemas": {schemas}}}}}"#);
    let says: Vec<String> = says.iter().map(|line| line.replace('@', "#/components/schemas/Use")).collect();
    let says: Vec<&str> = says.iter().map(String::as_str).collect();
    check_whole(&document, &[("v1/other.yaml", beside)], &[("/components/schemas/Use", uses)], &says);
}

#[test]
fn names_lead_to_schemas() {
    let pet = r##"{"properties": {"a": {"$ref": "#/components/schemas/Pet"}}}"##;
    check(
        r##"{"Use": {"properties": {"a": {"$ref": "#pet"}}}, "Pet": {"$anchor": "pet", "type": "object"}}"##,
        "",
        pet,
        &[],
    );
    check(
        r##"{"Use": {"properties": {"a": {"$ref": "api.yaml#p%65t"}}}, "Pet": {"$anchor": "pet", "$dynamicAnchor": "pet"}}"##,
        "",
        pet,
        &[],
    );
    check(
        r##"{"Use": {"properties": {"a": {"$ref": "#in"}}}, "Pet": {"properties": {"a%b/default": {"default": {"$anchor": "in"}, "$anchor": "in"}}}}"##,
        "",
        r##"{"properties": {"a": {"$ref": "#/components/schemas/Pet_a_b_default"}}}"##,
        &[],
    );
    check(
        r##"{"Use": {"properties": {"a": {"$ref": "other.yaml#tag"}}}}"##,
        "defs: {Tag: {$anchor: tag, properties: {of: {$ref: '#name'}}}, Name: {$anchor: name, type: string}}\n",
        r##"{"properties": {"a": {"$ref": "#/components/schemas/Tag"}}}"##,
        &[],
    );
    // the mapping of a discriminator
    check(
        r##"{"Use": {"discriminator": {"propertyName": "k", "mapping": {"p": "#pet"}}}, "Pet": {"$anchor": "pet"}}"##,
        "",
        r##"{"discriminator": {"propertyName": "k", "mapping": {"p": "#/components/schemas/Pet"}}}"##,
        &[],
    );
}

#[test]
fn dynamic_references_that_mean_one_schema() {
    let pet = r##"{"properties": {"a": {"$ref": "#/components/schemas/Pet"}}}"##;
    for target in ["#pet", "#/components/schemas/Pet"] {
        check(
            &format!(
                r##"{{"Use": {{"properties": {{"a": {{"$dynamicRef": "{target}"}}}}}}, "Pet": {{"$dynamicAnchor": "pet"}}}}"##
            ),
            "",
            pet,
            &[],
        );
    }
    check(
        r##"{"Use": {"$dynamicRef": "#pet"}, "Pet": {"$dynamicAnchor": "pet"}, "Dog": {"$dynamicAnchor": "pet"}}"##,
        "",
        "{}",
        &["degraded[unsupported-keyword] @/$dynamicRef: `$dynamicRef` of OpenAPI 3.1 is not supported"],
    );
}

#[test]
fn names_that_lead_nowhere() {
    check(
        r##"{"Use": {"$ref": "#pet"}, "Pet": {"$anchor": "pets"}}"##,
        "",
        "{}",
        &[
            "degraded[dangling-ref] @/$ref: `#pet` is no JSON Pointer, and no schema has it as its `$anchor` = help: write `#/` and the keys on the way from the root, or the `$anchor` of a schema",
        ],
    );
    check(
        r##"{"Use": {"$ref": "#pet"}, "Pet": {"$anchor": "pet"}, "Dog": {"$dynamicAnchor": "pet"}}"##,
        "",
        "{}",
        &[
            "degraded[dangling-ref] @/$ref: `#pet` is the name of several schemas: `#/components/schemas/Pet`, `#/components/schemas/Dog` = help: refer to one of them by its JSON Pointer",
        ],
    );
    check(
        r##"{"Use": {"$ref": "other.yaml#pet"}}"##,
        "a: {}\n",
        "{}",
        &["degraded[dangling-ref] @/$ref: `other.yaml#pet` leads to nothing in `v1/other.yaml`"],
    );
    check(
        r##"{"Use": {"$anchor": []}}"##,
        "",
        "{}",
        &["degraded[wrong-type] @/$anchor: `$anchor` is an array, expected a string"],
    );
}
