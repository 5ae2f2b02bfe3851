//! Members by pattern, what is unevaluated, members under a condition.

use super::schemas::schema;

/// A schema of 3.1, what it becomes, and what is said, with `@` for its place.
fn check(from: &str, becomes: &str, says: &[&str]) {
    schema("3.1.0", from, becomes, says);
}

/// What is said about patterns, which is always there.
fn names(pattern: &str) -> String {
    format!("note[pattern-names] @/patternProperties: the client does not check that names match `{pattern}`")
}

const OPEN: &str = "degraded[rest-untyped] @/patternProperties: members by pattern are any JSON values here: other members \
                    may have any value = help: say `additionalProperties: false` by an overlay, if no other members come";
const SOME: &str = "degraded[rest-untyped] @/patternProperties: members by pattern are any JSON values here: some of them may \
                    have any value = help: say what all of them have in common under `additionalProperties`, by an overlay";

#[test]
fn one_pattern() {
    check(
        r#"{"type": "object", "patternProperties": {"^a": {"const": 1}}, "additionalProperties": false}"#,
        r#"{"type": "object", "additionalProperties": {"type": "integer", "enum": [1], "x-bursar-const": true}}"#,
        &[&names("^a")],
    );
    check(
        r#"{"patternProperties": {"^a": {"type": "string"}}, "unevaluatedProperties": false}"#,
        r#"{"x-bursar-unevaluatedProperties": false, "additionalProperties": {"type": "string"}}"#,
        &[
            "note[constraint-keyword] @/unevaluatedProperties: `unevaluatedProperties` restricts values and changes no type; it is kept for documentation",
            &names("^a"),
        ],
    );
    check(
        r#"{"properties": {"b": {"type": "integer"}}, "patternProperties": {"^.*$": {"type": "string"}}}"#,
        r#"{"properties": {"b": {"type": "integer"}}, "additionalProperties": {"type": "string"}}"#,
        &[&names("^.*$")],
    );
    check(
        r#"{"patternProperties": {"^a": {"type": "string"}}}"#,
        r#"{"additionalProperties": true}"#,
        &[&names("^a"), OPEN],
    );
    check(
        r#"{"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": true}"#,
        r#"{"additionalProperties": true}"#,
        &[&names("^a"), OPEN],
    );
    // nothing is lost where the pattern says no type either
    check(r#"{"patternProperties": {"^x-": true}}"#, r#"{"additionalProperties": true}"#, &[&names("^x-")]);
    check(
        r#"{"patternProperties": {"^x-": {"description": "d"}}, "additionalProperties": false}"#,
        r#"{"additionalProperties": true}"#,
        &[&names("^x-")],
    );
    // names that may not be there
    check(
        r#"{"patternProperties": {"^x-": false}, "additionalProperties": false}"#,
        r#"{"additionalProperties": false}"#,
        &[&names("^x-")],
    );
    check(
        r#"{"patternProperties": {"^x-": false}, "additionalProperties": {"type": "string"}}"#,
        r#"{"additionalProperties": {"type": "string"}}"#,
        &[&names("^x-")],
    );
    check(r#"{"type": "object", "patternProperties": {}}"#, r#"{"type": "object"}"#, &[]);
}

#[test]
fn several_types() {
    check(
        r#"{"patternProperties": {"^a": {"type": "string", "title": "A"}, "^b": {"type": "string", "title": "B"}}, "additionalProperties": {"type": "string"}}"#,
        r#"{"additionalProperties": {"type": "string", "title": "A"}}"#,
        &[&format!("{} or another pattern", names("^a"))],
    );
    check(
        r#"{"patternProperties": {"^a": {"type": "string"}, "^b": {"type": ["integer", "null"]}}, "additionalProperties": false}"#,
        r#"{"additionalProperties": {"anyOf": [{"type": "string"}, {"type": "integer", "nullable": true}]}}"#,
        &[&format!("{} or another pattern", names("^a"))],
    );
    check(
        r##"{"patternProperties": {"^a": {"$ref": "#/components/schemas/Pet"}}, "additionalProperties": {"type": "array", "items": {"type": "string"}}}"##,
        r##"{"additionalProperties": {"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "array", "items": {"type": "string"}}]}}"##,
        &[&names("^a")],
    );
    check(
        r#"{"patternProperties": {"^a": {}}, "additionalProperties": {"type": "string"}}"#,
        r#"{"additionalProperties": true}"#,
        &[&names("^a"), SOME],
    );
}

#[test]
fn patterns_of_other_types() {
    check(
        r#"{"type": ["object", "string"], "patternProperties": {"^a": {"type": "string"}}, "additionalProperties": false}"#,
        r#"{"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "string"}]}"#,
        &[&names("^a")],
    );
    check(
        r#"{"type": "string", "patternProperties": {"^a": {}}}"#,
        r#"{"type": "string"}"#,
        &[
            "note[inapplicable-keyword] @/patternProperties: `patternProperties` says nothing about a value of type `string` and is ignored",
        ],
    );
}

#[test]
fn unevaluated() {
    check(
        r#"{"properties": {"a": {"type": "string"}}, "unevaluatedProperties": {"type": "integer"}}"#,
        r#"{"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}"#,
        &[],
    );
    check(
        r#"{"type": "array", "unevaluatedItems": {"type": "integer"}}"#,
        r#"{"type": "array", "items": {"type": "integer"}}"#,
        &[],
    );
    check(
        r#"{"type": "array", "prefixItems": [{"type": "string"}], "unevaluatedItems": false}"#,
        r#"{"type": "array", "x-bursar-prefixItems": [{"type": "string"}], "items": {"not": {}}}"#,
        &[],
    );
    let help = "= help: say what all of them have in common under `additionalProperties`, by an overlay";
    check(
        r##"{"allOf": [{"$ref": "#/components/schemas/Pet"}], "unevaluatedProperties": {"type": "integer"}}"##,
        r##"{"allOf": [{"$ref": "#/components/schemas/Pet"}], "additionalProperties": true}"##,
        &[&format!(
            "degraded[rest-untyped] @/unevaluatedProperties: what `unevaluatedProperties` is about depends on the value; all of it is any JSON values {help}"
        )],
    );
    check(
        r#"{"type": "array", "contains": {"const": 1}, "unevaluatedItems": {"type": "integer"}}"#,
        r#"{"type": "array", "x-bursar-contains": {"type": "integer", "enum": [1], "x-bursar-const": true}}"#,
        &[
            "note[constraint-keyword] @/contains: `contains` restricts values and changes no type; it is kept for documentation",
            &format!(
                "degraded[rest-untyped] @/unevaluatedItems: what `unevaluatedItems` is about depends on the value; all of it is any JSON values {help}"
            ),
        ],
    );
}

#[test]
fn members_under_a_condition() {
    let kept = |key: &str| {
        format!(
            "note[constraint-keyword] @/{key}: `{key}` restricts values and changes no type; it is kept for documentation"
        )
    };
    check(
        r#"{"properties": {"kind": {"type": "string"}}, "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"properties": {"a": {"type": "string"}, "kind": {"minLength": 1}}}, "else": {"properties": {"a": {"type": "integer"}, "b": {}}}}"#,
        r#"{"properties": {"kind": {"type": "string"}, "a": {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "b": {}},
            "x-bursar-if": {"properties": {"kind": {"type": "string", "enum": ["a"], "x-bursar-const": true}}},
            "x-bursar-then": {"properties": {"a": {"type": "string"}, "kind": {"minLength": 1}}},
            "x-bursar-else": {"properties": {"a": {"type": "integer"}, "b": {}}}}"#,
        &[&kept("if"), &kept("then"), &kept("else")],
    );
    check(
        r#"{"properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"b": {"type": "string"}}}, "c": {"properties": {"b": {"type": "string"}}}}}"#,
        r#"{"properties": {"a": {}, "b": {"type": "string"}},
            "x-bursar-dependentSchemas": {"a": {"properties": {"b": {"type": "string"}}}, "c": {"properties": {"b": {"type": "string"}}}}}"#,
        &[&kept("dependentSchemas")],
    );
    check(
        r#"{"if": {"required": ["a"]}, "then": {"properties": {"b": {"type": "string"}, "c": {}}}}"#,
        r#"{"x-bursar-if": {"required": ["a"]}, "x-bursar-then": {"properties": {"b": {"type": "string"}, "c": {}}}}"#,
        &[
            &kept("if"),
            &kept("then"),
            "note[conditional-members] @/then: members under a condition are there only where they are listed without one: `b`, `c`",
        ],
    );
}
