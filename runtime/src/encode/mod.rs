//! From values to the text of parameters. Not generic: a value arrives here as JSON text, whatever its type was.

pub(crate) mod path;
pub(crate) mod percent;
pub(crate) mod style;

use std::borrow::Cow;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A parameter value: JSON without the difference of text and literals. Members keep their order and numbers their
/// digits, which `serde_json::Value` would lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    Null,
    Scalar(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(String, Node<'a>)>),
}

/// Why a value has no form as this parameter. Never holds the value.
pub(crate) type Unfit = String;

/// Deeper values have no form in any style.
const MAX_DEPTH: usize = 32;

impl<'a> Node<'a> {
    /// Reads JSON text that a serializer has written.
    pub(crate) fn parse(json: &'a str) -> Result<Self, Unfit> {
        Self::parse_at(json, 0)
    }

    fn parse_at(json: &'a str, depth: usize) -> Result<Self, Unfit> {
        if depth > MAX_DEPTH {
            return Err(format!("is nested deeper than {MAX_DEPTH} levels"));
        }
        let bad = |e: serde_json::Error| format!("does not serialize to JSON: {}", e.classify_text());
        // text without escapes is there as it is
        if let [b'"', inside @ .., b'"'] = json.as_bytes()
            && !inside.contains(&b'\\')
        {
            return Ok(Self::Scalar(Cow::Borrowed(&json[1..json.len() - 1])));
        }
        match json.as_bytes().first() {
            Some(b'"') => serde_json::from_str(json).map(|text: String| Self::Scalar(text.into())).map_err(bad),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json).map_err(bad)?;
                items.iter().map(|item| Self::parse_at(item.get(), depth + 1)).collect::<Result<_, _>>().map(Self::List)
            }
            Some(b'{') => {
                let mut reader = serde_json::Deserializer::from_str(json);
                let members = reader.deserialize_map(Members).map_err(bad)?;
                let read = |(name, value): (String, &'a RawValue)| Ok((name, Self::parse_at(value.get(), depth + 1)?));
                members.into_iter().map(read).collect::<Result<_, _>>().map(Self::Map)
            }
            Some(b'n') => Ok(Self::Null),
            _ => Ok(Self::Scalar(Cow::Borrowed(json))),
        }
    }
}

/// The members of an object in their order, each as JSON text; `None` when it is no object.
pub(crate) fn members(json: &str) -> Option<Vec<(String, &RawValue)>> {
    serde_json::Deserializer::from_str(json).deserialize_map(Members).ok()
}

/// The kind of a JSON error without the text around it, which could be a secret.
trait ClassifyText {
    fn classify_text(&self) -> &'static str;
}

impl ClassifyText for serde_json::Error {
    fn classify_text(&self) -> &'static str {
        match self.classify() {
            serde_json::error::Category::Io => "i/o",
            serde_json::error::Category::Syntax => "syntax",
            serde_json::error::Category::Data => "data",
            serde_json::error::Category::Eof => "end of text",
        }
    }
}

/// Members of an object in their order.
pub(crate) struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
