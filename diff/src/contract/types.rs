//! Sets of JSON types. A number may be an integer, so `number` includes `integer`, as JSON Schema says (validation §6.1.1).

use std::fmt;

use bursar_codegen::source::Value;

/// A set of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    /// With integers.
    pub(crate) const NUMBER: Self = Self(4 | 8);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ANY: Self = Self(127);

    /// By the word of a document; `file` (Swagger 2.0) is text here. `None` when it is no type.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" | "file" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The type of a value.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.as_f64().fract() == 0.0 => Self::INTEGER,
            Value::Number(_) => Self::NUMBER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `self` is in `other`.
    pub(crate) fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// The words of a document, `null` last.
    pub(crate) fn names(self) -> Vec<&'static str> {
        let number = if Self::NUMBER.within(self) { "number" } else { "integer" };
        let words = [
            (Self::STRING, "string"),
            (Self::INTEGER, number),
            (Self::BOOLEAN, "boolean"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
            (Self::NULL, "null"),
        ];
        words.into_iter().filter(|(types, _)| types.within(self)).map(|(_, name)| name).collect()
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (*self, Self::ANY.without(Self::NULL).within(*self)) {
            (_, true) => f.write_str("any"),
            (Self::NONE, _) => f.write_str("nothing"),
            _ => f.write_str(&self.names().join(" or ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Types;

    #[test]
    fn a_number_may_be_an_integer() {
        assert!(Types::INTEGER.within(Types::NUMBER));
        assert!(!Types::NUMBER.within(Types::INTEGER));
        assert!(Types::NUMBER.meets(Types::INTEGER));
    }

    #[test]
    fn says_what_a_document_would() {
        let check = |types: Types, expect: &str| assert_eq!(types.to_string(), expect);
        check(Types::NUMBER.or(Types::STRING), "string or number");
        check(Types::INTEGER.or(Types::NULL), "integer or null");
        check(Types::ANY, "any");
        check(Types::ANY.without(Types::NULL), "any");
        check(Types::NONE, "nothing");
    }
}
