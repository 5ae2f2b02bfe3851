//! From the bytes of an answer to values, and to the place of what is wrong with them.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_path_to_error::{Segment, Track};

use crate::error::Fault;
use crate::wire::{De, split_inner};

/// A value, or the place where the body is not one.
pub type Decoded<T> = Result<T, Box<Fault>>;

/// An answer that has arrived in whole.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Bytes,
}

impl Answer {
    /// Reads JSON through the codec `C`.
    ///
    /// # Errors
    /// The place and the reason; an empty body is one.
    pub fn json<C: De<T>, T>(&self) -> Decoded<T> {
        let body = self.json_text()?;
        // The path is only tracked when there is something to say.
        let mut reader = serde_json::Deserializer::from_slice(body);
        match C::de(&mut reader).and_then(|value| reader.end().map(|()| value)) {
            Ok(value) => Ok(value),
            Err(error) => Err(locate::<C, T>(body).unwrap_or_else(|| fault("$".to_owned(), &error))),
        }
    }

    /// Reads UTF-8 text.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Decoded<String> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(Fault::of_body(format!("the text is not UTF-8 from byte {} on", error.valid_up_to()))),
        }
    }

    /// The bytes as they are.
    ///
    /// # Errors
    /// None; the type is that of the other readers.
    pub fn bytes(&self) -> Decoded<Bytes> {
        Ok(self.bytes.clone())
    }

    /// Nothing: a body that nobody documented is ignored.
    ///
    /// # Errors
    /// None; the type is that of the other readers.
    pub fn none(&self) -> Decoded<()> {
        Ok(())
    }

    /// The body without a byte order mark, which RFC 8259 §8.1 lets parsers ignore.
    fn json_text(&self) -> Decoded<&[u8]> {
        let body = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        if body.is_empty() { Err(Fault::of_body("the body is empty")) } else { Ok(body) }
    }
}

/// Decodes once more, now with the path.
fn locate<C: De<T>, T>(body: &[u8]) -> Option<Box<Fault>> {
    let mut track = Track::new();
    let mut reader = serde_json::Deserializer::from_slice(body);
    let error = C::de(serde_path_to_error::Deserializer::new(&mut reader, &mut track)).err()?;
    Some(fault(path_text(&track.path()), &error))
}

fn path_text(path: &serde_path_to_error::Path) -> String {
    let mut text = "$".to_owned();
    for segment in path {
        match segment {
            Segment::Seq { index } => text.push_str(&format!("[{index}]")),
            Segment::Map { key } | Segment::Enum { variant: key } => push_member(&mut text, key),
            Segment::Unknown => text.push_str(".?"),
        }
    }
    text
}

/// `.name`, or `["name"]` where the name would be read as more than one step.
fn push_member(text: &mut String, name: &str) {
    if name.is_empty() || name.contains(['.', '[', ']', '"', '\\']) || name.chars().any(char::is_control) {
        text.push_str(&format!("[{name:?}]"));
    } else {
        text.push('.');
        text.push_str(name);
    }
}

/// Takes the message apart: serde_json writes the position at its end, and decoders of buffered values the inner path at
/// its beginning. A position that comes from a buffer says nothing about the body and is dropped.
fn fault(mut path: String, error: &serde_json::Error) -> Box<Fault> {
    let text = error.to_string();
    let mut message = without_position(&text);
    let (mut line, mut column) = (error.line(), error.column());
    while let (Some(inner), rest) = split_inner(message) {
        let inner = inner.trim_start_matches('$').trim_start_matches('.');
        if !inner.is_empty() {
            let dot = if inner.starts_with('[') { "" } else { "." };
            path.push_str(&format!("{dot}{inner}"));
        }
        message = without_position(rest);
        (line, column) = (0, 0);
    }
    Box::new(Fault { path, line, column, message: message.to_owned() })
}

fn without_position(message: &str) -> &str {
    let Some((text, position)) = message.rsplit_once(" at line ") else { return message };
    let is_position = position.split(" column ").all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if is_position { text } else { message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Plain;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Line {
        sku: String,
        qty: i64,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Doc {
        lines: Vec<Line>,
        #[serde(rename = "a.b", default)]
        dotted: u8,
        #[serde(default)]
        buffered: Buffered,
    }

    /// A decoder that hands an inner path up.
    #[derive(Debug, PartialEq, Default)]
    struct Buffered;

    impl<'de> Deserialize<'de> for Buffered {
        fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
            let _ = serde::de::IgnoredAny::deserialize(d)?;
            Err(serde::de::Error::custom("\u{1}items[0]\u{1}\u{1}.last4\u{1}invalid type: null at line 1 column 2"))
        }
    }

    fn answer(body: &[u8]) -> Answer {
        Answer { status: StatusCode::OK, headers: HeaderMap::new(), bytes: Bytes::copy_from_slice(body) }
    }

    #[test]
    fn places() {
        fn check(body: &str, expect: &str) {
            let got = answer(body.as_bytes()).json::<Plain, Doc>().unwrap_err();
            assert_eq!(got.to_string(), expect, "{body}");
        }
        check("", "the body is empty");
        check(
            "{\"lines\":\n[{\"sku\":\"a\",\"qty\":\"3\"}]}",
            "at $.lines[0].qty: invalid type: string \"3\", expected i64 (line 2, column 21)",
        );
        check(r#"{"lines":[{"sku":"a"}]}"#, "at $.lines[0]: missing field `qty` (line 1, column 21)");
        check(
            r#"{"lines":[],"a.b":-1}"#,
            "at $[\"a.b\"]: invalid value: integer `-1`, expected u8 (line 1, column 20)",
        );
        check(r#"{"lines":[],"buffered":{}}"#, "at $.buffered.items[0].last4: invalid type: null");
        check(r#"{"lines":[]} x"#, "trailing characters (line 1, column 14)");
        check(r#"{"lines":["#, "at $.lines: EOF while parsing a list (line 1, column 10)");
        check("<html>", "expected value (line 1, column 1)");
        let deep = format!("{{\"lines\":[],\"x\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        let got = answer(deep.as_bytes()).json::<Plain, serde_json::Value>().unwrap_err();
        assert_eq!(got.message(), "recursion limit exceeded");
    }

    #[test]
    fn values() {
        let doc =
            answer(b"\xef\xbb\xbf{\"lines\":[{\"sku\":\"a\",\"qty\":1}]}").json::<Plain, serde_json::Value>().unwrap();
        assert_eq!(doc["lines"][0]["qty"], 1);
        assert_eq!(answer("ü\"".as_bytes()).text(), Ok("ü\"".to_owned()));
        let bad = answer(b"ab\xff").text().unwrap_err();
        assert_eq!(bad.to_string(), "the text is not UTF-8 from byte 2 on");
        let bad = answer(b"\"\xff\xfe\"").json::<Plain, String>().unwrap_err();
        assert_eq!(bad.message(), "invalid unicode code point");
        assert_eq!(answer(b"\0\xff").bytes().unwrap().as_ref(), b"\0\xff");
        assert_eq!(answer(b"anything").none(), Ok(()));
    }
}
