//! Schemas of each version.

use super::check;

/// A schema of a version, what it becomes, and what is said, with `@` for its place.
pub(super) fn schema(version: &str, schema: &str, becomes: &str, says: &[&str]) {
    let document = format!(
        r##"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, "paths": {{}},
            "components": {{"schemas": {{"T": {schema}, "Pet": {{"type": "object"}}}}}}}}"##
    );
    let says: Vec<String> = says.iter().map(|line| line.replace("@", "#/components/schemas/T")).collect();
    let says: Vec<&str> = says.iter().map(String::as_str).collect();
    check(&document, "/components/schemas/T", becomes, &says);
}

fn in_31(from: &str, becomes: &str) {
    schema("3.1.0", from, becomes, &[]);
}

#[test]
fn types_and_null() {
    in_31(
        r#"{"type": ["string", "null"], "format": "date-time"}"#,
        r#"{"type": "string", "nullable": true, "format": "date-time"}"#,
    );
    in_31(r#"{"type": ["integer"]}"#, r#"{"type": "integer"}"#);
    in_31(r#"{"type": ["integer", "number"]}"#, r#"{"type": "number"}"#);
    in_31(r#"{"type": "null"}"#, r#"{"nullable": true, "x-bursar-null": true}"#);
    in_31(r#"{"const": null}"#, r#"{"nullable": true, "x-bursar-null": true, "x-bursar-const": true}"#);
    in_31(
        r#"{"description": "d", "type": ["string", "integer", "null"], "maxLength": 3, "minimum": 1, "format": "int64"}"#,
        r#"{"description": "d", "nullable": true, "anyOf": [
            {"type": "string", "maxLength": 3}, {"type": "integer", "minimum": 1, "format": "int64"}]}"#,
    );
    in_31(
        r#"{"type": ["string", "integer"], "enum": ["a", 1]}"#,
        r#"{"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}]}"#,
    );
    in_31(
        r#"{"type": ["object", "array"], "oneOf": [{"type": "object"}, {"type": "array", "items": {}}]}"#,
        r#"{"oneOf": [{"type": "object"}, {"type": "array", "items": {}}], "x-bursar-types": ["object", "array"]}"#,
    );
}

#[test]
fn unions_with_null() {
    let pet = r##"{"$ref": "#/components/schemas/Pet"}"##;
    in_31(
        &format!(r#"{{"anyOf": [{pet}, {{"type": "null"}}]}}"#),
        &format!(r#"{{"nullable": true, "allOf": [{pet}]}}"#),
    );
    in_31(
        r#"{"title": "outer", "oneOf": [{"type": "null"}, {"title": "inner", "type": "string", "format": "date"}]}"#,
        r#"{"title": "outer", "nullable": true, "type": "string", "format": "date"}"#,
    );
    in_31(
        r#"{"oneOf": [{"type": "string"}, {"type": "null"}, {"type": "integer"}]}"#,
        r#"{"nullable": true, "oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
    );
    in_31(r#"{"oneOf": [{"type": "null"}]}"#, r#"{"nullable": true, "x-bursar-null": true}"#);
    in_31(
        r#"{"required": ["a"], "anyOf": [{"type": "object"}, {"type": "null"}]}"#,
        r#"{"required": ["a"], "nullable": true, "allOf": [{"type": "object"}]}"#,
    );
}

#[test]
fn constants_and_enums() {
    in_31(r#"{"const": "order.paid"}"#, r#"{"type": "string", "enum": ["order.paid"], "x-bursar-const": true}"#);
    in_31(r#"{"const": 2}"#, r#"{"type": "integer", "enum": [2], "x-bursar-const": true}"#);
    in_31(r#"{"enum": ["x", null]}"#, r#"{"type": "string", "enum": ["x"], "nullable": true}"#);
    schema(
        "3.0.3",
        r#"{"type": "string", "nullable": true, "enum": ["a", null]}"#,
        r#"{"type": "string", "nullable": true, "enum": ["a"]}"#,
        &[],
    );
    schema(
        "3.0.3",
        r#"{"type": "string", "enum": ["a", null]}"#,
        r#"{"type": "string", "nullable": true, "enum": ["a"]}"#,
        &["note[null-in-enum] @/enum: `enum` has null without `nullable: true`; it is read as nullable"],
    );
    schema(
        "3.1.0",
        r#"{"type": "string", "enum": ["a", null]}"#,
        r#"{"type": "string", "nullable": true, "enum": ["a"]}"#,
        &["note[null-in-enum] @/enum: `enum` has null, which `type` does not admit; it is read as nullable"],
    );
    schema(
        "3.0.3",
        r#"{"type": "string", "enum": [1.10, true, "a"]}"#,
        r#"{"type": "string", "enum": ["1.1", "true", "a"]}"#,
        &[
            "note[unquoted-text] @/enum: `1.1` is not quoted; it is read as text",
            "note[unquoted-text] @/enum: `true` is not quoted; it is read as text",
        ],
    );
    schema(
        "3.0.3",
        r#"{"type": "integer", "enum": ["low", 1.0]}"#,
        r#"{"type": "integer", "x-bursar-enum": ["low", 1]}"#,
        &["degraded[enum-type] @/enum: `enum` has values that the type `integer` does not hold: `low`"],
    );
    schema(
        "3.0.3",
        r#"{"enum": ["a", 1]}"#,
        r#"{"x-bursar-enum": ["a", 1]}"#,
        &["note[mixed-enum] @/enum: `enum` has values of several types; any JSON value is accepted there"],
    );
    schema(
        "3.0.3",
        r#"{"type": "object", "enum": [{"a": 1}]}"#,
        r#"{"type": "object", "x-bursar-enum": [{"a": 1}]}"#,
        &["note[mixed-enum] @/enum: `enum` of type `object` is not expressed; any such value is accepted"],
    );
    schema(
        "3.0.3",
        r#"{"type": "string", "enum": ["a", "b", "a"]}"#,
        r#"{"type": "string", "enum": ["a", "b"]}"#,
        &["note[duplicate-enum-value] @/enum: `enum` has the value `a` more than once"],
    );
    schema(
        "3.0.3",
        r#"{"type": "string", "enum": []}"#,
        r#"{"type": "string"}"#,
        &["degraded[wrong-value] @/enum: `enum` has no values, expected at least one; it is ignored"],
    );
}

#[test]
fn numbers() {
    in_31(
        r#"{"type": "integer", "exclusiveMinimum": 0}"#,
        r#"{"type": "integer", "minimum": 0, "exclusiveMinimum": true}"#,
    );
    in_31(
        r#"{"type": "number", "minimum": 1, "exclusiveMinimum": 0, "maximum": 5, "exclusiveMaximum": 5}"#,
        r#"{"type": "number", "minimum": 1, "maximum": 5, "exclusiveMaximum": true}"#,
    );
    in_31(
        r#"{"type": "integer", "minimum": 1.0, "maximum": 1e3}"#,
        r#"{"type": "integer", "minimum": 1, "maximum": 1000}"#,
    );
    schema(
        "3.0.3",
        r#"{"type": "integer", "maximum": 18446744073709551615, "multipleOf": 0.5}"#,
        r#"{"type": "integer", "x-bursar-maximum": "18446744073709551615", "x-bursar-multipleOf": "0.5"}"#,
        &[
            "note[number-range] @/maximum: `maximum: 18446744073709551615` is no bound that the type can hold; it is kept for documentation",
            "note[number-range] @/multipleOf: `multipleOf: 0.5` is no bound that the type can hold; it is kept for documentation",
        ],
    );
    schema(
        "3.0.3",
        r#"{"type": "integer", "default": 100000000000000000000}"#,
        r#"{"type": "integer", "x-bursar-default": "100000000000000000000"}"#,
        &["note[number-range] @/default: `default: 100000000000000000000` is beyond 64 bits and is not used"],
    );
    schema(
        "3.0.3",
        r#"{"type": "string", "minLength": -1, "maxLength": 1e30}"#,
        r#"{"type": "string"}"#,
        &[
            "degraded[wrong-value] @/minLength: `minLength` is `-1`, expected an integer from 0",
            "note[number-range] @/maxLength: `maxLength: 1000000000000000000000000000000` is beyond 64 bits and restricts nothing",
        ],
    );
    schema(
        "3.0.3",
        r#"{"type": "number", "multipleOf": 0}"#,
        r#"{"type": "number"}"#,
        &["degraded[wrong-value] @/multipleOf: `multipleOf` is not greater than 0; it is ignored"],
    );
}

#[test]
fn content_and_examples() {
    in_31(
        r#"{"type": "string", "contentEncoding": "base64"}"#,
        r#"{"type": "string", "format": "byte", "x-bursar-contentEncoding": "base64"}"#,
    );
    in_31(
        r#"{"contentMediaType": "image/png"}"#,
        r#"{"type": "string", "format": "binary", "x-bursar-contentMediaType": "image/png"}"#,
    );
    in_31(
        r#"{"type": "string", "contentMediaType": "application/json", "contentSchema": {"type": ["null", "object"]}}"#,
        r#"{"type": "string", "x-bursar-contentMediaType": "application/json", "x-bursar-contentSchema": {"type": "object", "nullable": true}}"#,
    );
    in_31(r#"{"type": "string", "examples": ["a"]}"#, r#"{"type": "string", "example": "a"}"#);
    in_31(
        r#"{"type": "string", "examples": ["a", "b"]}"#,
        r#"{"type": "string", "example": "a", "x-bursar-examples": ["a", "b"]}"#,
    );
}

#[test]
fn booleans_and_kept_keywords() {
    in_31("true", "{}");
    in_31("false", r#"{"not": {}}"#);
    in_31(
        r#"{"type": "array", "prefixItems": [{"type": ["string", "null"]}, true], "items": false}"#,
        r#"{"type": "array", "x-bursar-prefixItems": [{"type": "string", "nullable": true}, {}], "items": {"not": {}}}"#,
    );
    schema(
        "3.1.0",
        r#"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}, "unevaluatedProperties": false, "dependentRequired": {"a": ["b"]}}"#,
        r#"{"type": "object", "x-bursar-if": {"required": ["a"]}, "x-bursar-then": {"required": ["b"]},
            "x-bursar-dependentRequired": {"a": ["b"]}, "x-bursar-unevaluatedProperties": false}"#,
        &[
            "note[constraint-keyword] @/if: `if` restricts values and changes no type; it is kept for documentation",
            "note[constraint-keyword] @/then: `then` restricts values and changes no type; it is kept for documentation",
            "note[constraint-keyword] @/dependentRequired: `dependentRequired` restricts values and changes no type; it is kept for documentation",
            "note[constraint-keyword] @/unevaluatedProperties: `unevaluatedProperties` restricts values and changes no type; it is kept for documentation",
        ],
    );
}

#[test]
fn siblings_of_references() {
    let pet = r##""$ref": "#/components/schemas/Pet""##;
    in_31(
        &format!(r#"{{{pet}, "description": "d", "properties": {{"a": true}}, "allOf": [{{"type": "object"}}]}}"#),
        &format!(r#"{{"description": "d", "properties": {{"a": {{}}}}, "allOf": [{{{pet}}}, {{"type": "object"}}]}}"#),
    );
    in_31(&format!("{{{pet}}}"), &format!("{{{pet}}}"));
    schema(
        "3.0.3",
        &format!(r#"{{{pet}, "description": "d", "type": "object", "x-own": 1}}"#),
        &format!("{{{pet}}}"),
        &[
            "note[ref-siblings] @/description: `description` beside `$ref` is ignored, as OpenAPI 3.0 says",
            "note[ref-siblings] @/type: `type` beside `$ref` is ignored, as OpenAPI 3.0 says",
        ],
    );
    schema(
        "3.0.3",
        &format!(r#"{{{pet}, "nullable": true}}"#),
        &format!(r#"{{"nullable": true, "allOf": [{{{pet}}}]}}"#),
        &[
            "note[ref-nullable] @/nullable: `nullable` beside `$ref` is ignored by the standard; it is read as it is meant",
        ],
    );
    schema("3.0.3", &format!(r#"{{{pet}, "nullable": false}}"#), &format!("{{{pet}}}"), &[]);
    schema(
        "3.0.3",
        &format!(r#"{{{pet}, "x-bursar-opaque": true}}"#),
        &format!(r#"{{"x-bursar-opaque": true, "allOf": [{{{pet}}}]}}"#),
        &[],
    );
}

#[test]
fn keywords_without_effect() {
    schema(
        "3.0.3",
        r#"{"type": "string", "items": {}, "format": "date", "x-own": 1}"#,
        r#"{"type": "string", "format": "date", "x-own": 1}"#,
        &["note[inapplicable-keyword] @/items: `items` says nothing about a value of type `string` and is ignored"],
    );
    schema(
        "3.0.3",
        r#"{"type": "boolean", "format": "bool"}"#,
        r#"{"type": "boolean"}"#,
        &["note[inapplicable-keyword] @/format: `format` says nothing about a value of type `boolean` and is ignored"],
    );
    schema(
        "3.0.3",
        r#"{"type": "array"}"#,
        r#"{"type": "array"}"#,
        &["note[missing-key] @: this schema of type `array` has no `items`; its elements are any JSON values"],
    );
    in_31(r#"{"type": "array"}"#, r#"{"type": "array"}"#);
    schema(
        "3.0.3",
        r#"{"type": "object", "required": true, "properties": {"a": null}}"#,
        r#"{"type": "object", "properties": {"a": {}}}"#,
        &[
            "note[required-flag] @/required: `required: true` at a schema has no meaning and is ignored = help: list the property in `required` of its object",
            "note[null-value] @/properties/a: `a` is null; it is read as a schema without conditions",
        ],
    );
}

#[test]
fn keywords_of_other_versions() {
    schema(
        "3.1.0",
        r#"{"type": "string", "nullable": true}"#,
        r#"{"type": "string", "nullable": true}"#,
        &[
            "note[foreign-keyword] @/nullable: `nullable` is a keyword of OpenAPI 3.0, not of OpenAPI 3.1; it is read as there",
        ],
    );
    schema(
        "3.0.3",
        r#"{"const": "a"}"#,
        r#"{"type": "string", "enum": ["a"], "x-bursar-const": true}"#,
        &[
            "note[foreign-keyword] @/const: `const` is a keyword of OpenAPI 3.1, not of OpenAPI 3.0; it is read as there",
        ],
    );
    schema(
        "3.1.0",
        r#"{"type": "string", "$dynamicRef": "a", "$comment": "c", "xml": {}}"#,
        r#"{"type": "string"}"#,
        &["degraded[unsupported-keyword] @/$dynamicRef: `$dynamicRef` of OpenAPI 3.1 is not supported"],
    );
    schema(
        "3.1.0",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "type": "string"}"#,
        r#"{"type": "string"}"#,
        &[
            "note[other-dialect] @/$schema: schemas are written in the dialect `http://json-schema.org/draft-07/schema#`; they are read as those of OpenAPI 3.1",
        ],
    );
}

#[test]
fn defaults_are_values_of_their_schema() {
    let check = |schema: &str, default: &str, shown: Option<&str>| {
        let document = format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{"A": {{{schema}, "default": {default}}}}}}}}}"#
        );
        let says = shown.map(|shown| {
            format!("note[wrong-default] #/components/schemas/A/default: the default `{shown}` is no value of this schema; it is left out")
        });
        let (becomes, says): (&str, Vec<&str>) = match &says {
            Some(says) => ("", vec![says.as_str()]),
            None => (default, Vec::new()),
        };
        super::check(&document, "/components/schemas/A/default", becomes, &says);
    };
    check(r#""type": "integer""#, "1", None);
    check(r#""type": "integer""#, "1.0", None);
    check(r#""type": "integer""#, "1.5", Some("1.5"));
    check(r#""type": "integer""#, r#""1""#, Some(r#""1""#));
    check(r#""type": "integer", "format": "int32""#, "2147483648", Some("2147483648"));
    check(r#""type": "boolean""#, "0", Some("0"));
    check(r#""type": "string""#, "{}", Some("{}"));
    check(r#""type": "string", "enum": ["a"]"#, r#""a""#, None);
    check(r#""type": "string", "enum": ["a"]"#, r#""b""#, Some(r#""b""#));
    check(r#""type": "string", "format": "date""#, r#""2024-02-29""#, None);
    check(r#""type": "string", "format": "date""#, r#""2024-13-01""#, Some(r#""2024-13-01""#));
    check(r#""type": "string", "format": "date-time""#, r#""2024-02-29T12:00:00Z""#, None);
    check(r#""type": "string", "format": "date-time""#, r#""yesterday""#, Some(r#""yesterday""#));
    check(r#""type": "array", "items": {}"#, r#""x""#, Some(r#""x""#));
    check(r#""type": "string", "nullable": true"#, "null", None);
    check(r#""type": "object""#, &format!("\"{}\"", "y".repeat(50)), Some(&format!("\"{}…", "y".repeat(39))));
    check(r#""description": "d""#, "[1]", None);
}
