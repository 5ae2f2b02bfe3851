//! Tables for the loader and for positions.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::Files;
use crate::diag::{Diags, Spot};

fn files(name: &str, bytes: &[u8]) -> Files {
    Files::from([(name.to_owned(), bytes.to_vec())])
}

fn read(name: &str, text: &str) -> Value {
    let mut diags = Diags::default();
    let value = load(&files(name, text.as_bytes()), name, &mut diags);
    value.unwrap_or_else(|| panic!("{text:?}: {:?}", diags.iter().next()))
}

fn refuse(name: &str, bytes: &[u8]) -> String {
    let mut diags = Diags::default();
    assert!(load(&files(name, bytes), name, &mut diags).is_none(), "{:?}", String::from_utf8_lossy(bytes));
    let said: Vec<_> = diags.iter().collect();
    let [diag] = said.as_slice() else { panic!("{} said", said.len()) };
    let at = match &diag.at.at {
        Spot::Text { line, column } => format!("{line}:{column}"),
        Spot::File => "file".to_owned(),
        Spot::Pointer(pointer) => pointer.to_string(),
    };
    format!("{} {at} {}", diag.code, diag.message)
}

#[test]
fn scalars_are_kept_as_written() {
    let cases = [
        ("a.yaml", "200: x", r#"{"200":"x"}"#),
        ("a.yaml", "true: x", r#"{"true":"x"}"#),
        ("a.yaml", "~: x", r#"{"~":"x"}"#),
        ("a.yaml", "1.0: x\n1.10: y", r#"{"1.0":"x","1.10":"y"}"#),
        ("a.yaml", "a: 1.10", r#"{"a":1.10}"#),
        ("a.yaml", "a: [1, 1.0, 2e3]", r#"{"a":[1,1.0,2e3]}"#),
        ("a.yaml", "a: 18446744073709551615", r#"{"a":18446744073709551615}"#),
        (
            "a.yaml",
            "a: 123456789012345678901234567890123456789012345",
            r#"{"a":123456789012345678901234567890123456789012345}"#,
        ),
        ("a.yaml", "a: 0x10", r#"{"a":16}"#),
        ("a.yaml", "a: 1_000", r#"{"a":"1_000"}"#),
        ("a.yaml", "a: no\nb: yes\nc: 2024-01-01", r#"{"a":"no","b":"yes","c":"2024-01-01"}"#),
        ("a.yaml", "a: \nb: ~", r#"{"a":null,"b":null}"#),
        ("a.yaml", "\u{feff}a: b", r#"{"a":"b"}"#),
        ("a.yaml", "x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3", r#"{"x":{"a":1,"b":2},"y":{"b":3,"a":1}}"#),
        (
            "a.json",
            r#"{"b": 1.10, "a": 123456789012345678901234567890}"#,
            r#"{"b":1.10,"a":123456789012345678901234567890}"#,
        ),
        ("a.json", "\u{feff}{\"a\\u00e9\": [0.1]}", r#"{"aé":[0.1]}"#),
    ];
    for (name, text, expect) in cases {
        assert_eq!(print(&read(name, text)), expect, "{text:?}");
    }
}

fn print(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", items.iter().map(print).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("{key:?}:{}", print(value))).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

#[test]
fn refusals() {
    let yaml = "the file is not YAML that can be read in one way:";
    let cases: [(&str, &[u8], String); 17] = [
        ("a.yaml", b"", "source-shape file the file is empty".into()),
        ("a.yaml", b"  \n", "source-shape file the file is empty".into()),
        ("a.yaml", b"- a", "source-shape 1:1 the document is an array, not an object".into()),
        ("a.json", b"\"x\"", "source-shape 1:1 the document is a string, not an object".into()),
        ("a.yaml", b"a: \xff", "source-encoding file the file is not UTF-8: byte 3 is not part of a character".into()),
        ("a.yaml", b"\xff\xfea\0", "source-encoding file the file is UTF-16".into()),
        ("a.yaml", b"a\0:\0", "source-encoding file the file is UTF-16 or UTF-32".into()),
        ("a.yaml", b"a: 1\nb: 2\na: 3", "source-duplicate-key 1:1 the key `a` stands here a second time".into()),
        ("a.json", b"{\"a\": 1, \"a\": 2}", "source-duplicate-key 1:12 the key `a` stands here a second time".into()),
        ("a.yaml", b"a: .inf", "source-number 1:4 `inf` is no number of JSON".into()),
        ("a.yaml", b"a: !odd x", "source-tag 1:4 a YAML tag gives this node a type that JSON does not have".into()),
        ("a.yaml", b"a: 1\n---\nb: 2", format!("source-syntax 1:1 {yaml} it holds more than one document")),
        ("a.yaml", b"a: [", format!("source-syntax 2:1 {yaml} did not find expected node content")),
        (
            "a.yaml",
            b"? {a: b}\n: c",
            format!("source-syntax 1:3 {yaml} invalid type: map, expected a key that is text"),
        ),
        ("a.json", b"{\"a\": 01}", "source-syntax 1:8 the file is not JSON: invalid number".into()),
        ("a.yaml", &[b'['; 6_000], "source-budget file more than 5000 brackets are open at once".into()),
        ("a.json", b"{} x", "source-syntax 1:4 the file is not JSON: trailing characters".into()),
    ];
    for (name, bytes, expect) in cases {
        assert_eq!(refuse(name, bytes), expect);
    }
    let none = load(&Files::new(), "a.yaml", &mut Diags::default());
    assert_eq!(none, None);
}

#[test]
fn a_missing_file_names_the_others() {
    let mut diags = Diags::default();
    load(&files("other.yaml", b"a: b"), "openapi.yaml", &mut diags);
    let said: Vec<_> = diags.iter().map(|diag| (diag.message.as_str(), diag.help.as_deref())).collect();
    let help = "add it, or name one of `other.yaml` as `spec` in provider.toml";
    assert_eq!(said, [("there is no file `openapi.yaml` here", Some(help))]);
}

#[test]
fn bombs_are_bounded() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", ")));
    }
    assert!(refuse("a.yaml", bomb.as_bytes()).starts_with("source-"));
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "- ".repeat(100_000)] {
        for name in ["a.json", "a.yaml"] {
            let said = refuse(name, deep.as_bytes());
            assert!(said.starts_with("source-syntax") || said.starts_with("source-budget"), "{name}: {said}");
        }
    }
}

#[test]
fn positions() {
    let yaml = "openapi: 3.0.0\npaths:\n  /a/{b}:\n    get:\n      - one\n      - {two: é, 'three': 3}\n";
    let json =
        "{\"openapi\": \"3\",\n \"paths\": {\"/a/{b}\":\n\t{\"get\": [\"one\", {\"two\": \"\u{e9}\", \"three\": 3}]}}}";
    let cases = [
        ("/openapi", (1, 1), (1, 2)),
        ("/paths", (2, 1), (2, 2)),
        ("/paths/~1a~1{b}", (3, 3), (2, 12)),
        ("/paths/~1a~1{b}/get", (4, 5), (3, 3)),
        ("/paths/~1a~1{b}/get/0", (5, 9), (3, 11)),
        ("/paths/~1a~1{b}/get/1/three", (6, 18), (3, 31)),
    ];
    for (pointer, in_yaml, in_json) in cases {
        let at = Pointer::parse(pointer).unwrap();
        let found = |text: &str, file| position(text.as_bytes(), file, &at).map(|span| (span.line, span.column));
        assert_eq!(found(yaml, "a.yaml"), Some(in_yaml), "{pointer}");
        assert_eq!(found(json, "a.json"), Some(in_json), "{pointer}");
    }
    assert_eq!(position(yaml.as_bytes(), "a.yaml", &Pointer::parse("/nope").unwrap()), None);
}
