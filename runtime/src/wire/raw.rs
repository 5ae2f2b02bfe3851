//! One JSON value as its text, before anything is made of it.
//!
//! `serde_json` hands a number to a visitor as `i64`, `u64` or `f64`; `9007199254740993.0` and `0.1` have lost digits by
//! then. Its raw value protocol (a newtype struct of a private name, answered by a map of one entry) gives the text,
//! borrowed where the input is a slice. The protocol is spoken here directly because `&RawValue` refuses inputs that
//! cannot be borrowed from and `Box<RawValue>` copies those that can. Deserializers that do not know it are asked for a
//! tree instead; their numbers have only the precision they kept.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::Value;

use super::nest::duplicate;

/// `serde_json::value::RawValue`'s name in the protocol; not public there, so a test pins it.
const TOKEN: &str = "$serde_json::private::RawValue";

/// Nesting that is followed, the same as `serde_json`'s own. Reading out of a [`Raw`] starts a new reader, whose count
/// starts at zero; without this bound a deeply nested recursive union would exhaust the stack.
const DEPTH: usize = 128;

/// Characters of a value that an error quotes.
pub(crate) const QUOTED: usize = 40;

/// The text of one valid JSON value, without white space around it.
#[derive(Debug)]
pub struct Raw<'de>(Cow<'de, str>);

/// The kinds of JSON values (RFC 8259 §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "RFC 8259 is closed")]
pub enum Kind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number, integral or not.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl<'de> Raw<'de> {
    /// Takes the next value of any kind.
    ///
    /// # Errors
    /// The input is not valid JSON.
    #[inline]
    pub fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_newtype_struct(TOKEN, RawVisitor).map(Self)
    }

    /// [`Raw::read`] for a value that will be looked into.
    ///
    /// # Errors
    /// The input is not valid JSON, or nested too deep.
    pub fn read_bounded<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = Self::read(d)?;
        if depth(raw.text()) > DEPTH {
            return Err(de::Error::custom("recursion limit exceeded"));
        }
        Ok(raw)
    }

    /// The value as JSON text.
    #[inline]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The kind, by the first character.
    #[inline]
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            _ => Kind::Number,
        }
    }

    /// The content of a string value, unescaped; of any other kind nothing.
    pub fn string(&self) -> Option<Cow<'_, str>> {
        let inner = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            return serde_json::from_str(&self.0).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(inner))
    }

    /// The error for a value of the wrong kind.
    #[cold]
    pub fn wrong_type<E: de::Error>(&self, expected: &str) -> E {
        match self.kind() {
            Kind::Null => E::invalid_type(Unexpected::Unit, &expected),
            Kind::Boolean => E::invalid_type(Unexpected::Bool(self.text() == "true"), &expected),
            Kind::Number => E::invalid_type(Unexpected::Other(&quoted_number(self.text())), &expected),
            Kind::String => {
                let text = self.string().unwrap_or_default();
                E::invalid_type(Unexpected::Str(&excerpt(&text, QUOTED)), &expected)
            }
            Kind::Array => E::invalid_type(Unexpected::Seq, &expected),
            Kind::Object => E::invalid_type(Unexpected::Map, &expected),
        }
    }
}

impl<'de> Deserialize<'de> for Raw<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::read(d)
    }
}

/// How errors name a number.
pub(crate) fn quoted_number(text: &str) -> String {
    format!("number `{}`", excerpt(text, QUOTED))
}

/// `text`, cut to what an error may quote of it: so many characters.
pub(crate) fn excerpt(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The deepest nesting in valid JSON text.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0_usize);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                now += 1;
                most = most.max(now);
            }
            b'}' | b']' => now = now.saturating_sub(1),
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
    }
    most
}

fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key_seed(FirstKey)? {
            Some(First::Token) => map.next_value_seed(TextSeed),
            Some(First::Name(name)) => tree_from(name, map),
            None => Ok(Cow::Borrowed("{}")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(d).map(written)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(written)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(written(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(written(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(written(value.into()))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(written(value.into()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(written(value.into()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(written(Value::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(written(Value::Null))
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(d).map(written)
    }
}

fn written(value: Value) -> Cow<'static, str> {
    Cow::Owned(value.to_string())
}

/// An object from a deserializer that does not speak the protocol, whose first name is already read.
#[cold]
fn tree_from<'de, A: MapAccess<'de>>(name: String, mut map: A) -> Result<Cow<'de, str>, A::Error> {
    let first = map.next_value::<Value>()?;
    let mut tree = serde_json::Map::deserialize(MapAccessDeserializer::new(map))?;
    if tree.contains_key(&name) {
        return Err(duplicate(&name));
    }
    tree.insert(name, first);
    Ok(written(Value::Object(tree)))
}

enum First {
    Token,
    Name(String),
}

struct FirstKey;

impl<'de> DeserializeSeed<'de> for FirstKey {
    type Value = First;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<First, D::Error> {
        d.deserialize_identifier(self)
    }
}

impl Visitor<'_> for FirstKey {
    type Value = First;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<First, E> {
        Ok(if name == TOKEN { First::Token } else { First::Name(name.to_owned()) })
    }
}

/// Text, borrowed where the input can be borrowed from.
pub(crate) struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer, U64Deserializer};
    use serde_json::json;

    fn raw<'de, D: Deserializer<'de>>(d: D) -> Cow<'de, str>
    where
        D::Error: fmt::Debug,
    {
        Raw::read(d).unwrap().0
    }

    #[test]
    fn the_protocol_gives_the_text_as_written_and_borrowed() {
        for text in ["0.10", "9007199254740993.0", "\"a\\u0062\"", "[1, 2]", "{\"a\" : null}", "true"] {
            let spaced = format!(" {text}\n");
            let mut d = serde_json::Deserializer::from_slice(spaced.as_bytes());
            let found = raw(&mut d);
            assert_eq!(found, text);
            assert!(matches!(found, Cow::Borrowed(_)), "{text} was copied: the protocol's name has changed");
        }
    }

    #[test]
    fn a_reader_gives_the_text_too() {
        let mut d = serde_json::Deserializer::from_reader(&b"[0.10]"[..]);
        assert_eq!(raw(&mut d), "[0.10]");
    }

    #[test]
    fn trees_and_foreign_deserializers_are_written_out() {
        assert_eq!(raw(json!({"a": [1, 2.5]})), r#"{"a":[1,2.5]}"#);
        assert_eq!(raw(&json!("x")), "\"x\"");
        assert_eq!(raw(U64Deserializer::<Error>::new(7)), "7");
        assert_eq!(raw(IntoDeserializer::<Error>::into_deserializer("t\"")), r#""t\"""#);
        assert_eq!(raw(IntoDeserializer::<Error>::into_deserializer(())), "null");
        let members = [("b", 1_u8), ("a", 2)];
        assert_eq!(raw(MapDeserializer::<_, Error>::new(members.into_iter())), r#"{"a":2,"b":1}"#);
    }

    #[test]
    fn depth_ignores_brackets_in_strings() {
        assert_eq!(depth(r#"{"a[[":["\"[",{}]}"#), 3);
        assert_eq!(depth("1"), 0);
    }

    #[test]
    fn too_deep_is_refused_before_it_is_followed() {
        let read = |levels: usize| {
            let text = "[".repeat(levels) + &"]".repeat(levels);
            Raw::read_bounded(&mut serde_json::Deserializer::from_str(&text)).map(|_| ()).map_err(|e| e.to_string())
        };
        assert_eq!(read(128), Ok(()));
        assert_eq!(read(129), Err("recursion limit exceeded".to_owned()));
        assert_eq!(read(100_000), Err("recursion limit exceeded".to_owned()));
    }

    #[test]
    fn errors_quote_a_little_of_the_value() {
        let check = |text: &str, expected: &str| {
            let raw = Raw::read(&mut serde_json::Deserializer::from_str(text)).unwrap();
            assert_eq!(raw.wrong_type::<serde_json::Error>("an apple").to_string(), expected);
        };
        check("null", "invalid type: null, expected an apple");
        check("true", "invalid type: boolean `true`, expected an apple");
        check("1.50", "invalid type: number `1.50`, expected an apple");
        check("\"a\\nb\"", "invalid type: string \"a\\nb\", expected an apple");
        check("[1]", "invalid type: sequence, expected an apple");
        check("{}", "invalid type: map, expected an apple");
        let long = format!("\"{}\"", "é".repeat(41));
        check(&long, &format!("invalid type: string \"{}…\", expected an apple", "é".repeat(40)));
    }
}
