// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Decimal, JsonValue, Money, v1};

/// `#/components/schemas/Either` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Either {
    /// Whole.
    Whole(i64),
    /// Number.
    Number(Decimal),
    /// Bool.
    Bool(bool),
    /// List.
    List(Vec<Either>),
    /// One.
    One(EitherOne),
    /// Two.
    Two(EitherTwo),
    /// None of the documented forms; the value is kept and written back as it came.
    Unknown(JsonValue),
}

v1::union! {
    de ser Either {
        Whole: integer, v1::Int;
        Number: number, v1::DecimalNumber;
        Bool: boolean, v1::Plain;
        List: array, v1::List<v1::Plain>;
        One: object "one" "kind" == "one", v1::Plain;
        Two: object "two" "kind" == "two", v1::Plain;
        Unknown
    }
}

impl Either {
    /// The `money`, whichever form the answer has.
    pub fn money(&self) -> Option<&Money> {
        match self {
            Self::One(value) => Some(&value.one),
            Self::Two(value) => Some(&value.two),
            _ => None,
        }
    }
}

v1::record! {
    /// `#/components/schemas/Either/oneOf/4` of the document.
    de ser pub struct EitherOne new(kind: EitherOneKind, one: Money) {
        /// `kind`
        pub kind: EitherOneKind = "kind", required v1::Plain;
        /// `one`
        pub one: Money = "one", required v1::Plain;
    }
}

v1::string_enum! {
    /// `#/components/schemas/Either/oneOf/4/properties/kind` of the document.
    pub enum EitherOneKind {
        /// `one`
        One = "one";
    }
}

v1::record! {
    /// `#/components/schemas/Either/oneOf/5` of the document.
    de ser pub struct EitherTwo new(kind: EitherTwoKind, two: Money) {
        /// `kind`
        pub kind: EitherTwoKind = "kind", required v1::Plain;
        /// `two`
        pub two: Money = "two", required v1::Plain;
    }
}

v1::string_enum! {
    /// `#/components/schemas/Either/oneOf/5/properties/kind` of the document.
    pub enum EitherTwoKind {
        /// `two`
        Two = "two";
    }
}
