//! Values that travel as JSON strings: what their codecs share.

use std::fmt;

use serde::de::{self, Deserializer, Unexpected, Visitor};
#[cfg(any(feature = "time", feature = "uuid"))]
use serde::ser::Serializer;

use super::raw::{QUOTED, excerpt};

/// Reads a string by `parse`; `expected` names its form in errors, or the refusal does when it has more to say.
pub(crate) fn read_text<'de, D, T, P>(d: D, expected: &'static str, parse: P) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    P: FnOnce(&str) -> Option<T>,
{
    d.deserialize_str(TextVisitor { expected, parse })
}

struct TextVisitor<P> {
    expected: &'static str,
    parse: P,
}

impl<T, P: FnOnce(&str) -> Option<T>> Visitor<'_> for TextVisitor<P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let expected = self.expected;
        (self.parse)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(&excerpt(text, QUOTED)), &expected))
    }
}

/// Writes a value by its display form.
#[cfg(any(feature = "time", feature = "uuid"))]
pub(crate) fn write_text<S: Serializer>(value: impl fmt::Display, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(&value)
}
