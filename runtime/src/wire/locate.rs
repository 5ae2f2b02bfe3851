//! Where in the JSON text an error is.
//!
//! Every codec that goes down into a value puts its step at the head of the errors that come up from there: "at
//! `.items[0].last4`: invalid type …". So reading pays for places only when it fails, and then once; a second, tracking
//! reader would double the code of every type, and where unions nest, the work at every level. Errors of `serde_json`
//! keep their line and column on the way, because it reads them back from the end of a message.

use std::fmt::Display;

use serde::de;

use super::De;
use super::raw::excerpt;

/// Characters of a member name that a path quotes.
const NAME: usize = 200;

/// Characters of a message that are kept: serde's own visitors quote a string of any length in theirs.
const MESSAGE: usize = 400;

/// An error with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Located {
    /// The value, from the root: `$.data.lines[1].sku`, `$["v1/balance"].id`. A missing member is named by its object.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// Line of the text where reading stopped, from 1; 0 when the whole text is one scalar.
    pub line: usize,
    /// Column of the text where reading stopped, in bytes, from 1; 0 when the whole text is one scalar.
    pub column: usize,
}

/// Reads a whole JSON text through a codec.
///
/// # Errors
/// The text is not JSON, not the form of the codec, or is followed by more; with the place.
pub fn decode<C: De<T>, T>(json: &[u8]) -> Result<T, Located> {
    // Checked once for the whole text, not string by string.
    let text = str::from_utf8(json).map_err(|error| not_utf8(json, error.valid_up_to()))?;
    let mut d = serde_json::Deserializer::from_str(text);
    C::de(&mut d).and_then(|value| d.end().map(|()| value)).map_err(|error| located(&error))
}

#[cold]
fn located(error: &serde_json::Error) -> Located {
    let text = message(error);
    let (inner, message) = split_inner(&text);
    let path = format!("${}", inner.unwrap_or_default());
    let message = excerpt(message, MESSAGE).into_owned();
    Located { path, message, line: error.line(), column: error.column() }
}

/// RFC 8259 §8.1: JSON between systems is UTF-8.
#[cold]
fn not_utf8(json: &[u8], valid: usize) -> Located {
    let before = &json[..valid];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    Located {
        path: "$".to_owned(),
        message: "the text is not UTF-8".to_owned(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: valid - line_start + 1,
    }
}

/// What an error says, without the line and column that it ends with.
pub(crate) fn message(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if text.ends_with(&position) {
        text.truncate(text.len() - position.len());
    }
    text
}

/// Splits the message of an error into the path of its place below the value that was read (`.items[0].last4`) and the
/// rest. An error at that value itself has no path.
pub fn split_inner(message: &str) -> (Option<&str>, &str) {
    let split = message.strip_prefix("at `").and_then(|rest| rest.split_once("`: "));
    match split {
        Some((path, rest)) if path.starts_with(['.', '[']) => (Some(path), rest),
        _ => (None, message),
    }
}

/// An error from inside the member `name`.
#[cold]
pub(crate) fn in_member<E: de::Error>(name: &str, error: E) -> E {
    let name = excerpt(name, NAME);
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_numeric());
    if plain && !name.is_empty() {
        return step(format_args!(".{name}"), &error);
    }
    // The dot form would be ambiguous (RFC 9535 section 2.5.1); and a backtick ends the path in a message.
    let quoted = serde_json::Value::from(name).to_string().replace('`', "\\u0060");
    step(format_args!("[{quoted}]"), &error)
}

/// An error from inside the item at `index`.
#[cold]
pub(crate) fn in_item<E: de::Error>(index: usize, error: E) -> E {
    step(format_args!("[{index}]"), &error)
}

fn step<E: de::Error>(step: impl Display, error: &E) -> E {
    let text = error.to_string();
    let (inner, message) = split_inner(&text);
    E::custom(format_args!("at `{step}{}`: {}", inner.unwrap_or_default(), excerpt(message, MESSAGE)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Int, List, Map, Plain};
    use super::*;
    use std::collections::BTreeMap;

    fn check(json: &str, path: &str, message: &str, line: usize, column: usize) {
        let found = decode::<Map<List<Int>>, BTreeMap<String, Vec<i64>>>(json.as_bytes());
        let expected = Located { path: path.to_owned(), message: message.to_owned(), line, column };
        assert_eq!(found, Err(expected), "{json}");
    }

    #[test]
    fn places() {
        check("{\"a\":[1,\n\"x\"]}", "$.a[1]", "invalid type: string \"x\", expected an integer", 2, 4);
        check("{\"v1/a\":[null]}", "$[\"v1/a\"][0]", "invalid type: null, expected an integer", 1, 14);
        check("{\"`\":{}}", "$[\"\\u0060\"]", "invalid type: map, expected an array", 1, 5);
        check("{\"größe\":1}", "$.größe", "invalid type: integer `1`, expected an array", 1, 12);
        check("{\"1\":1}", "$[\"1\"]", "invalid type: integer `1`, expected an array", 1, 6);
        check("{\"\":1}", "$[\"\"]", "invalid type: integer `1`, expected an array", 1, 5);
        check("{} x", "$", "trailing characters", 1, 4);
        check("", "$", "EOF while parsing a value", 1, 0);
        check("{\"a\":[1", "$.a[1]", "EOF while parsing a list", 1, 7);
    }

    #[test]
    fn messages_are_kept_short() {
        let message = |json: &str| decode::<List<Plain>, Vec<bool>>(json.as_bytes()).unwrap_err().message;
        let long = message(&format!("[\"{}\"]", "s".repeat(100_000)));
        assert_eq!(long, format!("invalid type: string \"{}…", "s".repeat(378)));
    }

    #[test]
    fn text_must_be_utf8() {
        let check = |json: &[u8], line, column| {
            let error = decode::<Plain, String>(json).unwrap_err();
            assert_eq!((error.path.as_str(), error.message.as_str()), ("$", "the text is not UTF-8"));
            assert_eq!((error.line, error.column), (line, column));
        };
        check(b"\"\xff\"", 1, 2);
        check(b"\n\"ab\n\xe4\"", 3, 1);
    }

    #[test]
    fn names_are_quoted_in_part() {
        let json = format!("{{\"{}\":1}}", "k".repeat(1_000));
        let error = decode::<Map<Plain>, BTreeMap<String, bool>>(json.as_bytes()).unwrap_err();
        assert_eq!(error.path, format!("$[\"{}…\"]", "k".repeat(200)));
    }

    #[test]
    fn inner_paths() {
        assert_eq!(split_inner("at `.a[\"b\"]`: missing"), (Some(".a[\"b\"]"), "missing"));
        assert_eq!(split_inner("missing field `a`"), (None, "missing field `a`"));
        assert_eq!(split_inner("at `noon`: late"), (None, "at `noon`: late"));
    }
}
