//! Values that travel as JSON strings: the shared visitor, and UUIDs.

use std::fmt::{self, Display};

use serde::de::{self, Deserializer, Unexpected, Visitor};
use serde::ser::Serializer;
use uuid::Uuid;

use super::raw::{QUOTED, excerpt};
use super::{De, Ser};

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
pub(crate) fn write_text<S: Serializer>(value: impl Display, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(&value)
}

/// A UUID as text (RFC 9562 §4), in any case, with or without hyphens; written in lower case with hyphens.
#[derive(Debug)]
pub struct UuidText;

impl De<Uuid> for UuidText {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Uuid, D::Error> {
        read_text(d, "a UUID", |text| match text.len() {
            32 | 36 => Uuid::try_parse(text).ok(),
            _ => None,
        })
    }
}

impl Ser<Uuid> for UuidText {
    fn ser<S: Serializer>(value: &Uuid, s: S) -> Result<S::Ok, S::Error> {
        write_text(value.hyphenated(), s)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    #[test]
    fn uuids() {
        let check = |json: &str, expected: &str| {
            let found = decode::<UuidText, Uuid>(json.as_bytes())
                .map_or_else(|e| e.message, |id| serde_json::to_string(&As::<UuidText, _>::new(&id)).unwrap());
            assert_eq!(found, expected, "{json}");
        };
        let written = "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"";
        check(written, written);
        check("\"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"", written);
        check("\"f81d4fae7dec11d0a76500a0c91e6bf6\"", written);
        check("\"\\u006681d4fae-7dec-11d0-a765-00a0c91e6bf6\"", written);
        check("\"f81d4fae\"", "invalid value: string \"f81d4fae\", expected a UUID");
        check(
            "\"{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}\"",
            "invalid value: string \"{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}\", expected a UUID",
        );
        check(
            "\"z81d4fae-7dec-11d0-a765-00a0c91e6bf6\"",
            "invalid value: string \"z81d4fae-7dec-11d0-a765-00a0c91e6bf6\", expected a UUID",
        );
        check("5", "invalid type: integer `5`, expected a UUID");
    }
}
