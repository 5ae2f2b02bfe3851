//! UUIDs as text.

use serde::de::Deserializer;
use serde::ser::Serializer;
use uuid::Uuid;

use super::text::{read_text, write_text};
use super::{De, Ser};

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
