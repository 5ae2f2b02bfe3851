//! How values are read from and written to JSON: the codec traits and the codec that leaves it to serde.

use serde_path_to_error::{Segment, Track};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads a `T` from any serde format. Implemented by codecs, which are unit types.
pub trait De<T> {
    /// Reads one value.
    ///
    /// # Errors
    /// The error of the deserializer when the value is not a `T`.
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error>;
}

/// Writes a `T` to any serde format.
pub trait Ser<T> {
    /// Writes one value.
    ///
    /// # Errors
    /// The error of the serializer when the value cannot be written.
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error>;
}

/// The codec of types that know how to read and write themselves.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl<T: for<'de> Deserialize<'de>> De<T> for Plain {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        T::deserialize(d)
    }
}

impl<T: Serialize> Ser<T> for Plain {
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
        value.serialize(s)
    }
}

/// An error with its place.
#[derive(Debug)]
pub(crate) struct Located {
    /// The value, from the root: `$.data.lines[1].sku`.
    pub(crate) path: String,
    /// What is wrong there.
    pub(crate) message: String,
    /// The line in the text, from 1; 0 when there is none.
    pub(crate) line: usize,
    /// The column in the line, in bytes.
    pub(crate) column: usize,
}

/// Reads a whole JSON text through a codec.
///
/// # Errors
/// The text is not JSON, or not what the codec reads; with the place.
pub(crate) fn decode<C: De<T>, T>(json: &[u8]) -> Result<T, Located> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    // The path is only tracked when there is something to say.
    C::de(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| locate::<C, T>(json).unwrap_or_else(|| located("$".to_owned(), &error)))
}

/// Decodes once more, now with the path.
fn locate<C: De<T>, T>(json: &[u8]) -> Option<Located> {
    let mut track = Track::new();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let error = C::de(serde_path_to_error::Deserializer::new(&mut reader, &mut track)).err()?;
    Some(located(path_text(&track.path()), &error))
}

fn located(path: String, error: &serde_json::Error) -> Located {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = text.strip_suffix(&position).unwrap_or(&text).to_owned();
    Located { path, message, line: error.line(), column: error.column() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only the errors are looked at")]
    struct Line {
        sku: String,
        qty: i64,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only the errors are looked at")]
    struct Doc {
        lines: Vec<Line>,
        #[serde(rename = "a.b", default)]
        dotted: u8,
    }

    #[test]
    fn places() {
        fn check(json: &str, path: &str, message: &str) {
            let got = decode::<Plain, Doc>(json.as_bytes()).unwrap_err();
            assert_eq!((got.path.as_str(), got.message.as_str()), (path, message), "{json}");
        }
        let text = "invalid type: string \"3\", expected i64";
        check(r#"{"lines":[{"sku":"a","qty":"3"}]}"#, "$.lines[0].qty", text);
        check(r#"{"lines":[{"sku":"a"}]}"#, "$.lines[0]", "missing field `qty`");
        check(r#"{"lines":[],"a.b":-1}"#, "$[\"a.b\"]", "invalid value: integer `-1`, expected u8");
        check(r#"{"lines":["#, "$.lines", "EOF while parsing a list");
    }
}
