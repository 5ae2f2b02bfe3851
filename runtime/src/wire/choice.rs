//! Choosing among the forms of a value that may have several, by looking at it and never by trying.
//!
//! A trial would hide why the meant form failed, and would take a broken payment for some other type that happens to
//! accept it. So the first form whose guard holds is read, and its error is the error.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Unexpected, Visitor};
use serde_json::Value;

use super::De;
use super::locate::message;
use super::nest::duplicate;
use super::number::Number;
use super::raw::{Kind, QUOTED, Raw, TextSeed, excerpt};

/// What a form looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "the types of JSON Schema are closed")]
pub enum Guard {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without fraction; `1.0` is one (JSON Schema Core §4.2.3).
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// The guards, under the words by which the `union` macro knows them.
#[allow(non_upper_case_globals, reason = "the words of the macro")]
pub mod guard {
    use super::Guard;

    /// See [`Guard::Null`].
    pub const null: Guard = Guard::Null;
    /// See [`Guard::Boolean`].
    pub const boolean: Guard = Guard::Boolean;
    /// See [`Guard::Integer`].
    pub const integer: Guard = Guard::Integer;
    /// See [`Guard::Number`].
    pub const number: Guard = Guard::Number;
    /// See [`Guard::String`].
    pub const string: Guard = Guard::String;
    /// See [`Guard::Array`].
    pub const array: Guard = Guard::Array;
    /// See [`Guard::Object`].
    pub const object: Guard = Guard::Object;
}

/// A member that an object must have to be of some form.
#[derive(Debug)]
pub struct Must {
    name: &'static str,
    constant: Option<Constant>,
}

/// A constant that a member must equal.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums, reason = "the scalars that a macro row can write")]
pub enum Constant {
    /// A string, equal character by character.
    Text(&'static str),
    /// A number, equal by value.
    Number(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl From<&'static str> for Constant {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Constant {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Constant {
    fn from(flag: bool) -> Self {
        Self::Boolean(flag)
    }
}

impl Must {
    /// The member must be there.
    pub fn member(name: &'static str) -> Self {
        Self { name, constant: None }
    }

    /// The member must be there and equal a constant.
    #[must_use]
    pub fn equal(self, constant: impl Into<Constant>) -> Self {
        Self { name: self.name, constant: Some(constant.into()) }
    }

    fn is_met(&self, members: &[(Cow<'_, str>, Raw<'_>)]) -> bool {
        members.iter().any(|(name, value)| {
            name == self.name && self.constant.as_ref().is_none_or(|constant| constant.equals(value))
        })
    }
}

impl Constant {
    fn equals(&self, value: &Raw<'_>) -> bool {
        match self {
            Self::Text(text) => value.string().is_some_and(|found| found == *text),
            Self::Number(number) => integer(value) == Some(i128::from(*number)),
            Self::Boolean(flag) => value.text() == if *flag { "true" } else { "false" },
        }
    }
}

fn integer(value: &Raw<'_>) -> Option<i128> {
    if value.kind() != Kind::Number {
        return None;
    }
    Number::parse(value.text())?.to_integer().ok()
}

/// The members of an object, as far as guards look into it: names and texts of values.
type Members<'a> = Vec<(Cow<'a, str>, Raw<'a>)>;

/// A value whose form is to be chosen.
#[derive(Debug)]
pub struct Choice<'a> {
    raw: &'a Raw<'a>,
    members: OnceCell<Members<'a>>,
}

impl<'a> Choice<'a> {
    /// Looks at a value; its members are not looked for before a guard asks.
    pub fn new(raw: &'a Raw<'a>) -> Self {
        Self { raw, members: OnceCell::new() }
    }

    /// Whether the value looks like a form.
    ///
    /// # Errors
    /// A member name is not valid text.
    pub fn fits<E: de::Error>(&self, guard: Guard, needs: &[Must]) -> Result<bool, E> {
        let kind = match (guard, self.raw.kind()) {
            (Guard::Null, Kind::Null)
            | (Guard::Boolean, Kind::Boolean)
            | (Guard::Number, Kind::Number)
            | (Guard::String, Kind::String)
            | (Guard::Array, Kind::Array)
            | (Guard::Object, Kind::Object) => true,
            (Guard::Integer, Kind::Number) => Number::parse(self.raw.text()).is_some_and(|n| n.is_integer()),
            _ => false,
        };
        if !kind || needs.is_empty() {
            return Ok(kind);
        }
        let members = self.members()?;
        Ok(needs.iter().all(|need| need.is_met(members)))
    }

    /// The text of the member `name` of an object; `None` when there is none, or it is no string.
    ///
    /// # Errors
    /// The value is not an object, or has the member twice.
    pub fn tag<E: de::Error>(&self, name: &'static str) -> Result<Option<Cow<'_, str>>, E> {
        if self.raw.kind() != Kind::Object {
            return Err(self.raw.wrong_type(&format!("an object with `{name}`")));
        }
        let mut found = self.members()?.iter().filter(|(member, _)| member == name);
        let first = found.next();
        match found.next() {
            Some(_) => Err(E::duplicate_field(name)),
            None => Ok(first.and_then(|(_, value)| value.string())),
        }
    }

    /// The member `name` of an object; `None` when there is none, or the value is no object.
    ///
    /// # Errors
    /// The value has the member twice, or a member name is not valid text.
    pub(crate) fn member<E: de::Error>(&self, name: &str) -> Result<Option<&Raw<'a>>, E> {
        if self.raw.kind() != Kind::Object {
            return Ok(None);
        }
        let mut found = self.members()?.iter().filter(|(member, _)| member == name);
        let first = found.next();
        match found.next() {
            Some(_) => Err(duplicate(name)),
            None => Ok(first.map(|(_, value)| value)),
        }
    }

    /// Reads the value in the form that was chosen.
    ///
    /// # Errors
    /// Those of the codec; line and column are those of the value's end.
    pub fn arm<C: De<T>, T, E: de::Error>(&self) -> Result<T, E> {
        let mut d = serde_json::Deserializer::from_str(self.raw.text());
        C::de(&mut d).map_err(|error| E::custom(message(&error)))
    }

    /// Keeps a value of no known form. Null is not kept: where it is admitted, a nullable codec takes it first.
    ///
    /// # Errors
    /// The value is null, or not valid text.
    pub fn keep<E: de::Error>(&self, expected: &str) -> Result<Value, E> {
        match self.raw.kind() {
            Kind::Null => Err(self.raw.wrong_type(expected)),
            _ => serde_json::from_str(self.raw.text()).map_err(|error| E::custom(message(&error))),
        }
    }

    /// The error for a value of no known form.
    #[cold]
    pub fn refuse<E: de::Error>(&self, expected: &str) -> E {
        self.raw.wrong_type(expected)
    }

    /// The error for a tag that no form has.
    #[cold]
    pub fn refuse_tag<E: de::Error>(&self, name: &'static str, tag: Option<&str>, expected: &str) -> E {
        match tag {
            Some(tag) => {
                let found = format!("`{name}` {:?}", excerpt(tag, QUOTED));
                E::invalid_value(Unexpected::Other(&found), &expected)
            }
            None => E::missing_field(name),
        }
    }

    fn members<E: de::Error>(&self) -> Result<&Members<'a>, E> {
        if let Some(members) = self.members.get() {
            return Ok(members);
        }
        let members = serde_json::Deserializer::from_str(self.raw.text())
            .deserialize_map(MembersVisitor)
            .map_err(|error| E::custom(message(&error)))?;
        Ok(self.members.get_or_init(|| members))
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key_seed(TextSeed)? {
            members.push((name, map.next_value()?));
        }
        Ok(members)
    }
}
