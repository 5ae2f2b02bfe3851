//! Words that are no types.

use super::{check, json, run};

#[test]
fn words_of_programming_languages_are_types() {
    let says = |word: &str, becomes: &str, says: &str| {
        let document = |rest: &str| {
            format!(
                r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{"S": {rest}}}}}}}"#
            )
        };
        let line = format!("note[type-word] #/components/schemas/S/type: `{word}` is no type; it is read as {says}");
        check(&document(&format!(r#"{{"type": "{word}"}}"#)), "/components/schemas/S", becomes, &[&line]);
    };
    says("int", r#"{"type": "integer"}"#, "`integer`");
    says("Long", r#"{"type": "integer", "format": "int64"}"#, "`integer` with the format `int64`");
    says("float", r#"{"type": "number", "format": "float"}"#, "`number` with the format `float`");
    says("datetime", r#"{"type": "string", "format": "date-time"}"#, "`string` with the format `date-time`");
    says("bool", r#"{"type": "boolean"}"#, "`boolean`");
    says("str", r#"{"type": "string"}"#, "`string`");
    says("String", r#"{"type": "string"}"#, "`string`");
    says("any", "{}", "any value");
    // what the document says itself wins
    let (lowered, _) = run(json(
        r#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {"parameters": [
            {"name": "p", "in": "query", "type": "long", "format": "int32"}], "responses": {"204": {"description": "d"}}}}}}"#,
    ));
    let parameter = crate::source::Pointer::parse("/paths/~1a/get/parameters/0/schema").unwrap();
    let schema = lowered.unwrap().at(&parameter).unwrap().to_json();
    assert_eq!(schema, serde_json::json!({"type": "integer", "format": "int32"}));
}

#[test]
fn other_words_are_not_guessed() {
    let document = r#"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {"S": {"type": "money"}}}}"#;
    let expected = "`string`, `number`, `integer`, `boolean`, `object`, `array`, `null`, `file`";
    let line =
        format!("degraded[wrong-value] #/components/schemas/S/type: `type` is `money`, expected one of {expected}");
    check(document, "/components/schemas/S", "{}", &[&line]);
}
