//! The `union` and `tagged` macros as a generated crate uses them.
#![deny(warnings, missing_docs, clippy::all)]
#![allow(clippy::unwrap_used)]

use bursar_runtime::__private::v1;
use serde_json::Value;

/// A balance.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Balance {
    /// Required.
    pub amount: i64,
}

v1::object! { de ser Balance { amount: i64 = "amount", required v1::Int; } }

/// A balance in an envelope.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// The balance.
    pub balance: Balance,
}

v1::object! { de ser Envelope { balance: Balance = "v1/balance", required v1::Plain; } }

/// Two forms of one answer.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum BalanceReply {
    /// As documented.
    List(Vec<Balance>),
    /// As sent.
    Wrapped(Envelope),
    /// Neither.
    Unknown(Value),
}

v1::union! { de ser BalanceReply {
    List: array, v1::List<v1::Plain>;
    Wrapped: object "v1/balance", v1::Plain;
    Unknown
} }

/// One form per kind.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// null
    Nil(()),
    /// true, false
    Flag(bool),
    /// Integral.
    Whole(i64),
    /// Any number.
    Real(f64),
    /// Text.
    Text(String),
}

v1::union! { de ser Scalar {
    Nil: null, v1::Plain;
    Flag: boolean, v1::Plain;
    Whole: integer, v1::Int;
    Real: number, v1::Float;
    Text: string, v1::Plain;
} }

/// Told apart by members and constants.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// kind is "circle".
    Circle(Value),
    /// sides is 4 and flat is true.
    Square(Value),
    /// Two members.
    Line(Value),
}

v1::union! { de ser Shape {
    Circle: object "kind" == "ci\"rcle", v1::Plain;
    Square: object "sides" == 4 "flat" == true, v1::Plain;
    Line: object "from" "to", v1::Plain;
} }

/// A card.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// The tag.
    pub kind: String,
    /// Required.
    pub last4: String,
    /// A union in a union.
    pub reply: Option<Box<Events>>,
}

v1::object! { de ser Card {
    kind: String = "kind", required v1::Plain;
    last4: String = "last4", required v1::Plain;
    reply: Option<Box<Events>> = "re.ply", optional v1::Boxed<v1::Plain>;
} }

/// A transfer.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Transfer {
    /// The tag.
    pub kind: String,
}

v1::object! { de ser Transfer { kind: String = "kind", required v1::Plain; } }

/// Open, by tag.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// card
    Card(Card),
    /// sepa, wire
    Transfer(Transfer),
    /// Any other.
    Unknown(Value),
}

v1::tagged! { de ser Event on "kind" {
    Card = "card", v1::Plain;
    Transfer = "sepa" | "wire", v1::Plain;
    Unknown
} }

/// Closed, by tag.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Strict {
    /// card
    Card(Card),
    /// sepa
    Transfer(Transfer),
}

v1::tagged! { de ser Strict on "kind" { Card = "card", v1::Plain; Transfer = "sepa", v1::Plain; } }

/// By tag, with an arm for all other tags.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Lenient {
    /// card
    Card(Card),
    /// any other
    Transfer(Transfer),
    /// anything else
    Unknown(Value),
}

v1::tagged! { de ser Lenient on "kind" else Transfer, v1::Plain {
    Card = "card", v1::Plain;
    Transfer = "sepa", v1::Plain;
    Unknown
} }

/// A list of tagged values.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Events {
    /// The values.
    pub items: Vec<Event>,
}

v1::object! { de ser Events { items: Vec<Event> = "items", required v1::List<v1::Plain>; } }

/// Only read, only written.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Half {
    /// Text.
    Text(String),
    /// Anything else.
    Unknown(Value),
}

v1::union! { de Half { Text: string, v1::Plain; Unknown } }
v1::tagged! { ser Half on "kind" { Text = "text", v1::Plain; Unknown } }

/// The value read and what is written of it, or the place and text of the error.
fn round<T: std::fmt::Debug>(json: &str) -> String
where
    v1::Plain: v1::De<T> + v1::Ser<T>,
{
    match v1::decode::<v1::Plain, T>(json.as_bytes()) {
        Ok(value) => serde_json::to_string(&v1::As::<v1::Plain, T>::new(&value)).unwrap(),
        Err(error) => format!("{}: {}", error.path, error.message),
    }
}

#[test]
fn both_forms_of_an_answer() {
    let read = |json: &str| serde_json::from_str::<BalanceReply>(json).unwrap();
    assert_eq!(read(r#"[{"amount":1}]"#), BalanceReply::List(vec![Balance { amount: 1 }]));
    assert_eq!(
        read(r#"{"a":[{}],"v1/balance":{"amount":2}}"#),
        BalanceReply::Wrapped(Envelope { balance: Balance { amount: 2 } })
    );
    assert_eq!(read(r#"{"amount":3}"#), BalanceReply::Unknown(serde_json::json!({"amount": 3})));

    let check = |json: &str, expected: &str| assert_eq!(round::<BalanceReply>(json), expected, "{json}");
    check(r#"[{"amount":1},{"amount":2}]"#, r#"[{"amount":1},{"amount":2}]"#);
    check(r#" {"v1/balance" : {"amount":2}} "#, r#"{"v1/balance":{"amount":2}}"#);
    check("\"x\"", "\"x\"");
    check(r#"{"v1\/balanc\u0065":{"amount":2}}"#, r#"{"v1/balance":{"amount":2}}"#);
    check(r#"[{"amount":1},{"amount":"2"}]"#, r#"$[1].amount: invalid type: string "2", expected an integer"#);
    check(r#"{"v1/balance":{}}"#, r#"$["v1/balance"]: missing field `amount`"#);
    check(r#"{"v1/balance":null}"#, r#"$["v1/balance"]: invalid type: null, expected an object"#);
    check("null", "$: invalid type: null, expected one of (array) (object `v1/balance`)");
    check("[1", "$: EOF while parsing a list");
}

#[test]
fn kinds() {
    let read = |json: &str| serde_json::from_str::<Scalar>(json).unwrap();
    assert_eq!(read("null"), Scalar::Nil(()));
    assert_eq!(read("false"), Scalar::Flag(false));
    assert_eq!(read("12"), Scalar::Whole(12));
    assert_eq!(read("-1.20e1"), Scalar::Whole(-12));
    assert_eq!(read("1.5"), Scalar::Real(1.5));
    assert_eq!(read("\"12\""), Scalar::Text("12".to_owned()));

    let check = |json: &str, expected: &str| assert_eq!(round::<Scalar>(json), expected, "{json}");
    check("12.0", "12");
    check("1e30", "$: invalid value: number `1e30`, expected an integer that fits i64");
    check("[]", "$: invalid type: sequence, expected one of (null) (boolean) (integer) (number) (string)");
}

#[test]
fn members_and_constants() {
    let read = |json: &str| serde_json::from_str::<Shape>(json).unwrap();
    assert!(matches!(read(r#"{"kind":"ci\u0022rcle"}"#), Shape::Circle(_)));
    assert!(matches!(read(r#"{"sides":4.0,"flat":true}"#), Shape::Square(_)));
    assert!(matches!(read(r#"{"from":null,"to":0}"#), Shape::Line(_)));
    assert!(matches!(read(r#"{"from":0,"to":0,"kind":"ci\"rcle"}"#), Shape::Circle(_)));
    let refused = "$: invalid type: map, expected one of (object `kind` = `ci\"rcle`) (object `sides` = `4` `flat` = `true`) (object `from` `to`)";
    let check = |json: &str| assert_eq!(round::<Shape>(json), refused, "{json}");
    check(r#"{"kind":"CI\"RCLE"}"#);
    check(r#"{"sides":"4","flat":true}"#);
    check(r#"{"sides":4,"flat":false}"#);
    check(r#"{"to":0}"#);
    check("{}");
}

#[test]
fn tags() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Event>(json), expected, "{json}");
    let same = |json: &str| check(json, json);
    same(r#"{"kind":"card","last4":"4242"}"#);
    same(r#"{"kind":"sepa"}"#);
    same(r#"{"kind":"wire"}"#);
    same(r#"{"kind":"crypto","wallet":{"a":[1]}}"#);
    same(r#"{"kind":5}"#);
    same(r#"{"last4":"4242"}"#);
    check(r#"{"last4":"1","kind":"\u0063ard"}"#, r#"{"kind":"card","last4":"1"}"#);
    check(r#"{"kind":"card"}"#, "$: missing field `last4`");
    check(r#"{"kind":"card","last4":5}"#, "$.last4: invalid type: integer `5`, expected a string");
    check(r#"{"kind":"wire","kind":"card"}"#, "$: duplicate field `kind`");
    check(r#"["card"]"#, "$: invalid type: sequence, expected an object with `kind`");
    check("null", "$: invalid type: null, expected an object with `kind`");
}

#[test]
fn other_tags_have_an_arm() {
    let check = |json: &str, expected: Result<Lenient, &str>| {
        let got = v1::decode::<v1::Plain, Lenient>(json.as_bytes()).map_err(|error| error.message);
        assert_eq!(got.as_ref().map_err(String::as_str), expected.as_ref().map_err(|text| *text), "{json}");
    };
    let transfer = |kind: &str| Ok(Lenient::Transfer(v1::decode::<v1::Plain, _>(kind.as_bytes()).unwrap()));
    check(r#"{"kind":"sepa"}"#, transfer(r#"{"kind":"sepa"}"#));
    check(r#"{"kind":"crypto"}"#, transfer(r#"{"kind":"crypto"}"#));
    check(r#"{"kind":"card"}"#, Err("missing field `last4`"));
    // what it cannot be is kept
    check(r#"{"last4":"1"}"#, Ok(Lenient::Unknown(serde_json::json!({"last4": "1"}))));
    assert_eq!(round::<Lenient>(r#"{"kind":"crypto"}"#), r#"{"kind":"crypto"}"#);
}

#[test]
fn closed_tags() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Strict>(json), expected, "{json}");
    check(r#"{"kind":"sepa"}"#, r#"{"kind":"sepa"}"#);
    check(r#"{"kind":"wire"}"#, "$: invalid value: `kind` \"wire\", expected one of `card` `sepa`");
    check("{}", "$: missing field `kind`");
}

#[test]
fn places_inside_nested_unions() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Events>(json), expected, "{json}");
    check(r#"{"items":[{"kind":"wire"},{"kind":"card"}]}"#, "$.items[1]: missing field `last4`");
    check(r#"{"items":[{"kind":"card","last4":null}]}"#, "$.items[0].last4: invalid type: null, expected a string");
    check(
        r#"{"items":[{"kind":"card","last4":"1","re.ply":{"items":[{"kind":"card","last4":1}]}}]}"#,
        r#"$.items[0]["re.ply"].items[0].last4: invalid type: integer `1`, expected a string"#,
    );
}

#[test]
fn errors_read_well_without_a_tracker() {
    let error = serde_json::from_str::<Events>(r#"{"items":[{"kind":"card","last4":1}]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at `.items[0].last4`: invalid type: integer `1`, expected a string at line 1 column 36"
    );
}

#[test]
fn halves() {
    assert_eq!(round::<Half>("\"a\""), "\"a\"");
    assert_eq!(round::<Half>("[1]"), "[1]");
}

#[test]
fn trees_and_readers() {
    let json = serde_json::json!({"items": [{"kind": "card", "last4": "1"}]});
    assert_eq!(serde_json::from_value::<Events>(json.clone()).unwrap().items.len(), 1);
    let text = json.to_string();
    assert_eq!(serde_json::from_reader::<_, Events>(text.as_bytes()).unwrap().items.len(), 1);
}

#[test]
fn hostile_nesting_is_an_error_and_no_overflow() {
    let open = r#"{"items":[{"kind":"card","last4":"1","re.ply":"#;
    let nested = |levels: usize| format!("{}null{}", open.repeat(levels), "}]}".repeat(levels));
    assert!(serde_json::from_str::<Events>(&nested(30)).is_ok());
    let error = v1::decode::<v1::Plain, Events>(nested(2_000).as_bytes()).unwrap_err();
    assert_eq!(error.message, "recursion limit exceeded");
}

/// Somebody who can be reached.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Contact {
    /// By an amount.
    Balance(Balance),
    /// By an envelope.
    Envelope(Envelope),
    /// Both, or neither.
    Unknown(Value),
}

v1::union! { de ser Contact any {
    Balance: object "amount", v1::Plain;
    Envelope: object "v1/balance", v1::Plain;
    Unknown
} }

#[test]
fn what_is_several_things_at_once_is_kept_whole() {
    let one: Contact = serde_json::from_str(r#"{"amount":1}"#).unwrap();
    assert_eq!(one, Contact::Balance(Balance { amount: 1 }));
    let text = r#"{"amount":1,"v1/balance":{"amount":2}}"#;
    let both: Contact = serde_json::from_str(text).unwrap();
    assert_eq!(both, Contact::Unknown(serde_json::from_str(text).unwrap()));
    assert_eq!(serde_json::to_string(&both).unwrap(), text);
    let neither: Contact = serde_json::from_str(r#"{"x":1}"#).unwrap();
    assert_eq!(neither, Contact::Unknown(serde_json::json!({ "x": 1 })));
}
