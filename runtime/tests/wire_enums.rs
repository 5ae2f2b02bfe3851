//! The `string_enum`, `int_enum` and `construct` macros as a generated crate uses them.
#![deny(warnings, missing_docs, clippy::all)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use bursar_runtime::__private::v1;
use bursar_runtime::Maybe;
use serde_json::Value;

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Currency {
    /// USD
    Usd,
    /// Written with a hyphen.
    InReview,
    /// Undocumented.
    Unknown(String),
}

v1::string_enum! { Currency { Usd = "USD"; InReview = "in-review"; } }

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// 0
    V0,
    /// -1
    Minus1,
    /// Undocumented.
    Unknown(i64),
}

v1::int_enum! { Level { V0 = 0; Minus1 = -1; } }

/// No value is documented.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bare {
    /// Undocumented.
    Unknown(String),
}

v1::string_enum! { Bare {} }

/// A request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NewPayment {
    /// Required.
    pub amount: i64,
    /// Required.
    pub currency: Currency,
    /// Required, nullable.
    pub account: Option<String>,
    /// Optional; its setter looks like a conversion.
    pub to_account: Option<String>,
    /// Optional; its setter has the name of an operator.
    pub add: Option<Vec<String>>,
    /// Nullable.
    pub nick: Maybe<String>,
    /// Nullable, its setter has the name of a test.
    pub is_test: Maybe<bool>,
    /// Recursive.
    pub parent: Option<Box<NewPayment>>,
    /// The others.
    pub extra: BTreeMap<String, Value>,
}

v1::construct! { NewPayment(amount: i64, currency: Currency, account: Option<String>) {
    to_account: Option<String>;
    add: Option<Vec<String>>;
    nick: Maybe<String>;
    is_test: Maybe<bool>;
    parent: Option<Box<NewPayment>>;
    extra: *, Value;
} }

v1::object! { ser NewPayment {
    amount: i64 = "amount", required v1::Int;
    currency: Currency = "currency", required v1::Plain;
    account: Option<String> = "account", required v1::Nullable<v1::Plain>;
    to_account: Option<String> = "to", optional v1::Plain;
    add: Option<Vec<String>> = "add", optional v1::List<v1::Plain>;
    nick: Maybe<String> = "nick", maybe v1::Plain;
    is_test: Maybe<bool> = "test", maybe v1::Plain;
    parent: Option<Box<NewPayment>> = "parent", optional v1::Boxed<v1::Plain>;
    extra: BTreeMap<String, Value> = *, v1::Plain;
} }

/// Many required members.
#[derive(Debug)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Wide {
    pub a: i8,
    pub b: i8,
    pub c: i8,
    pub d: i8,
    pub e: i8,
    pub f: i8,
    pub g: i8,
    pub h: i8,
}

v1::construct! { Wide(a: i8, b: i8, c: i8, d: i8, e: i8, f: i8, g: i8, h: i8) {} }

/// Nothing required.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Filter {
    /// Optional.
    pub limit: Option<i64>,
}

v1::construct! { Filter() { limit: Option<i64>; } }

#[test]
fn string_enums_keep_what_they_do_not_know() {
    let check = |text: &str, expected: Currency| {
        let json = serde_json::to_string(text).unwrap();
        let found = serde_json::from_str::<Currency>(&json).unwrap();
        assert_eq!(found, expected);
        assert_eq!(Currency::from(text), expected);
        assert_eq!(Currency::from(text.to_owned()), expected);
        assert_eq!(text.parse::<Currency>(), Ok(expected));
        assert_eq!(found.as_str(), text);
        assert_eq!(found.to_string(), text);
        assert_eq!(serde_json::to_string(&found).unwrap(), json);
    };
    check("USD", Currency::Usd);
    check("in-review", Currency::InReview);
    check("usd", Currency::Unknown("usd".to_owned()));
    check("", Currency::Unknown(String::new()));
    check("a\"é\n", Currency::Unknown("a\"é\n".to_owned()));
    assert_eq!(Bare::from("x"), Bare::Unknown("x".to_owned()));
    assert_eq!(format!("{:>5}|{:<4}|", Currency::Usd, Bare::from("x")), "  USD|x   |");
}

#[test]
fn string_enums_are_strings() {
    let check = |json: &str, expected: &str| {
        assert_eq!(v1::decode::<v1::Plain, Currency>(json.as_bytes()).unwrap_err().message, expected);
    };
    check("5", "invalid type: integer `5`, expected a string");
    check("null", "invalid type: null, expected a string");
}

#[test]
fn int_enums_keep_what_they_do_not_know() {
    let check = |json: &str, expected: Level, written: &str| {
        let found = serde_json::from_str::<Level>(json).unwrap();
        assert_eq!(found, expected);
        assert_eq!(Level::from(found.as_i64()), expected);
        assert_eq!(found.to_string(), written);
        assert_eq!(serde_json::to_string(&found).unwrap(), written);
    };
    check("0", Level::V0, "0");
    check("-1.0", Level::Minus1, "-1");
    check("7", Level::Unknown(7), "7");
    let refused = |json: &str| v1::decode::<v1::Plain, Level>(json.as_bytes()).unwrap_err().message;
    assert_eq!(refused("0.5"), "invalid value: number `0.5`, expected an integer");
    assert_eq!(refused("1e30"), "invalid value: number `1e30`, expected an integer that fits i64");
    assert_eq!(refused("\"0\""), "invalid type: string \"0\", expected an integer");
}

#[test]
fn construction() {
    let bare = NewPayment::new(5, "USD", None);
    assert_eq!(serde_json::to_string(&bare).unwrap(), r#"{"amount":5,"currency":"USD","account":null}"#);
    let full = NewPayment::new(5_i32, Currency::InReview, "acc".to_owned())
        .to_account("t")
        .add(["a".to_owned()])
        .nick("n")
        .is_test(None)
        .parent(bare.clone())
        .extra("more", 1);
    assert_eq!(
        serde_json::to_string(&full).unwrap(),
        r#"{"amount":5,"currency":"in-review","account":"acc","to":"t","add":["a"],"nick":"n","test":null,"parent":{"amount":5,"currency":"USD","account":null},"more":1}"#
    );
    assert_eq!(bare.nick, Maybe::Absent);
    assert_eq!(bare.clone().nick(Maybe::Null).nick, Maybe::Null);
    assert_eq!(bare.clone().nick(Maybe::Absent), bare);
    assert_eq!(Filter::new().limit(5), Filter { limit: Some(5) });
    assert_eq!(Wide::new(1, 2, 3, 4, 5, 6, 7, 8).h, 8);
}
