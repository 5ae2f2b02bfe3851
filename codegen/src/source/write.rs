//! An ordered value as the text of a file, which [`super::load`] reads as the same value: order of keys and digits of numbers
//! included, which no library for YAML writes.

use std::fmt::Write as _;

use super::{Format, Value};

/// The text of a file.
pub fn write(value: &Value, format: Format) -> String {
    let mut out = String::new();
    match format {
        Format::Json => json(&mut out, value, 0),
        Format::Yaml => yaml(&mut out, value, 0),
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn json(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "[\n" } else { ",\n" });
                indent(out, depth + 1);
                json(out, item, depth + 1);
            }
            out.push('\n');
            indent(out, depth);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            for (at, (key, member)) in members.iter().enumerate() {
                out.push_str(if at == 0 { "{\n" } else { ",\n" });
                indent(out, depth + 1);
                quoted(out, key);
                out.push_str(": ");
                json(out, member, depth + 1);
            }
            out.push('\n');
            indent(out, depth);
            out.push('}');
        }
        Value::String(text) => quoted(out, text),
        other => scalar(out, other),
    }
}

/// In block style, beginning where the indentation of the first line is written already.
fn yaml(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    indent(out, depth);
                }
                out.push_str("- ");
                yaml(out, item, depth + 1);
            }
        }
        Value::Object(members) if !members.is_empty() => {
            for (at, (key, member)) in members.iter().enumerate() {
                if at > 0 {
                    indent(out, depth);
                }
                text(out, key);
                let is_block = match member {
                    Value::Array(items) => !items.is_empty(),
                    Value::Object(members) => !members.is_empty(),
                    _ => false,
                };
                out.push(':');
                if is_block {
                    out.push('\n');
                    indent(out, depth + 1);
                } else {
                    out.push(' ');
                }
                yaml(out, member, depth + 1);
            }
        }
        other => {
            match other {
                Value::String(words) => text(out, words),
                other => scalar(out, other),
            }
            out.push('\n');
        }
    }
}

fn scalar(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
        Value::String(words) => quoted(out, words),
    }
}

/// Plain where no reader of any version of YAML takes it for anything else, else in quotes.
fn text(out: &mut String, words: &str) {
    let needs_escapes = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    if is_plain(words) {
        out.push_str(words);
    } else if words.contains(needs_escapes) {
        quoted(out, words);
    } else {
        out.push('\'');
        out.push_str(&words.replace('\'', "''"));
        out.push('\'');
    }
}

fn is_plain(words: &str) -> bool {
    // what YAML 1.1 reads as truth values and null (yaml.org/type)
    const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    let starts = words.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '$' | '_'));
    let fits = |c: char| c.is_ascii_alphanumeric() || " _-./{}$+,()':?=&".contains(c);
    // a colon with nothing behind it makes a key
    let is_key = words.ends_with(':') || words.contains(": ");
    let is_word = WORDS.iter().any(|word| words.eq_ignore_ascii_case(word));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = words.split('.').count() > 2 && words.split('.').all(is_digits);
    is_version || starts && !words.ends_with(' ') && words.chars().all(fits) && !is_key && !is_word
}

/// A text in double quotes, by the escapes that JSON and YAML share (RFC 8259 §7, YAML 1.2.2 §5.7).
fn quoted(out: &mut String, words: &str) {
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // line ends of other kinds, and what only looks like nothing
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _infallible = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diags;
    use crate::source::load;

    fn read(text: &str, file: &str) -> Value {
        let mut diags = Diags::default();
        let value = load(&[(file.to_owned(), text.as_bytes().to_vec())].into(), file, &mut diags);
        value.unwrap_or_else(|| panic!("{text}\n{diags:?}"))
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let document = r##"{"openapi": "3.0.3", "info": {"title": "T: a # b", "version": "1.0", "x": []},
            "numbers": [1, 1.0, 1.10, -0, 1e40, 123456789012345678901234567890, 0.1],
            "texts": ["", "yes", "No", "null", "~", "1", "1.0", "0x1f", "2026-01-01", " a", "a ", "a: b", "a #b", "- a", "? a",
                "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "'a'", "\"a\"", "a\nb", "a\\b", "\t", "\u0007", "\u0085", "\u2028",
                "é", "=", "<<", ".inf", "a\r\n", "#/components/schemas/A", "😀", "---", "...", "it's", "12:30:45", "1_000", "3.0.3", "1.2.", "..1", "a:b", "a:", "https://a.test/x?y", "https://a.test/{x}: b", "a ,b", "{x", "a - b", "0o7", "NaN"],
            "nested": [[1, [2, {"a": {"b": [{"c": null, "d": {}}]}}], []], {"200": {"$ref": "#/x"}, "": true, "a b": false}]}"##;
        let value = read(document, "a.json");
        for (format, file) in [(Format::Json, "a.json"), (Format::Yaml, "a.yaml")] {
            let text = write(&value, format);
            assert_eq!(read(&text, file), value, "{text}");
            assert_eq!(write(&read(&text, file), format), text);
        }
    }

    #[test]
    fn looks_as_written_by_hand() {
        let value = read(r##"{"a": {"b": ["x", {"c": 1, "d": ["e"]}], "f": {}}, "200": "two words"}"##, "a.json");
        let expect = "a:\n  b:\n    - x\n    - c: 1\n      d:\n        - e\n  f: {}\n'200': two words\n";
        assert_eq!(write(&value, Format::Yaml), expect);
        let expect = "{\n  \"a\": {\n    \"b\": [\n      \"x\",\n      {\n        \"c\": 1,\n        \"d\": [\n          \"e\"\n        ]\n      }\n    ],\n    \"f\": {}\n  },\n  \"200\": \"two words\"\n}\n";
        assert_eq!(write(&value, Format::Json), expect);
    }
}
