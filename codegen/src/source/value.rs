//! The ordered JSON value that every stage before `doc` works on: keys in document order, numbers as written.

use indexmap::IndexMap;

use super::Pointer;

/// Members of an object, in document order.
pub type Object = IndexMap<String, Value>;

/// A JSON value that keeps the order of keys and the text of numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(Number),
    /// A text.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Object),
}

/// A JSON number as it was written; valid by RFC 8259 §6.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// Keeps `text` when it is a JSON number.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let starts = digits.as_bytes().first().is_some_and(u8::is_ascii_digit);
        // serde_json is the judge of the grammar; the text itself is what is kept
        (starts && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()).then(|| Self(text.into()))
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value when it is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest double.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value.to_string().into())
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(value.to_string().into())
    }
}

impl Value {
    /// The member `key`, when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object()?.get(key)
    }

    /// The value at `pointer` below this one.
    pub fn at(&self, pointer: &Pointer) -> Option<&Value> {
        pointer.keys().try_fold(self, |value, key| match value {
            Value::Object(members) => members.get(key.as_ref()),
            Value::Array(items) => items.get(array_index(&key)?),
            _ => None,
        })
    }

    /// The value at `pointer` below this one, to change it.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Value> {
        pointer.keys().try_fold(self, |value, key| match value {
            Value::Object(members) => members.get_mut(key.as_ref()),
            Value::Array(items) => items.get_mut(array_index(&key)?),
            _ => None,
        })
    }

    /// The text, when this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self { Some(text) } else { None }
    }

    /// The truth value, when this is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// The members, when this is an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Value::Object(members) = self { Some(members) } else { None }
    }

    /// The members, when this is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        if let Value::Object(members) = self { Some(members) } else { None }
    }

    /// The elements, when this is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Value::Array(items) = self { Some(items) } else { None }
    }

    /// What it is, in JSON's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    /// The same value for libraries that speak `serde_json`. Numbers beyond 64 bits become doubles.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => (*truth).into(),
            Value::Number(number) => serde_json::from_str(number.as_str()).unwrap_or(serde_json::Value::Null),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Value::to_json).collect(),
            Value::Object(members) => {
                serde_json::Value::Object(members.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Bool(truth)
    }
}

fn array_index(key: &str) -> Option<usize> {
    // RFC 6901 §4: no leading zeros
    if key.len() > 1 && key.starts_with('0') { None } else { key.parse().ok() }
}
