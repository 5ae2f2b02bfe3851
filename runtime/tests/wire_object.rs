//! The `object` macro as a generated crate uses it: from outside, under its strictest lints.
#![deny(warnings, missing_docs, clippy::all)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use bursar_runtime::__private::v1;
use bursar_runtime::Maybe;
use serde_json::Value;

/// Every presence, and fields whose names are words of the language or of the macro.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Payment {
    /// Required.
    pub id: String,
    /// Required, exact.
    pub amount: i64,
    /// Optional.
    pub note: Option<String>,
    /// All three states.
    pub nick: Maybe<String>,
    /// Required and nullable.
    pub nul: Option<String>,
    /// A keyword.
    pub r#type: Option<bool>,
    /// A name that the macro uses itself.
    pub map: Option<Vec<i32>>,
    /// Another.
    pub keys: Option<Box<Payment>>,
    /// Another.
    pub others: Option<u8>,
}

v1::object! { de ser Payment {
    id: String = "id", required v1::Plain;
    amount: i64 = "amount", required v1::Int;
    note: Option<String> = "note", optional v1::Plain;
    nick: Maybe<String> = "nick", maybe v1::Plain;
    nul: Option<String> = "nul", required v1::Nullable<v1::Plain>;
    r#type: Option<bool> = "type", optional v1::Plain;
    map: Option<Vec<i32>> = "the-map", optional v1::List<v1::IntText>;
    keys: Option<Box<Payment>> = "größe", optional v1::Boxed<v1::Plain>;
    others: Option<u8> = "", optional v1::Int;
} }

/// Members beside the named ones are kept.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Open {
    /// Named.
    pub id: i64,
    /// The others.
    pub extra: BTreeMap<String, Option<i64>>,
}

v1::object! { de ser Open {
    id: i64 = "id", required v1::Int;
    extra: BTreeMap<String, Option<i64>> = *, v1::Nullable<v1::Int>;
} }

/// Nothing is named.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

v1::object! { de ser Empty {} }

/// Nothing is named, everything is kept.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Bag {
    /// Everything.
    pub all: BTreeMap<String, Value>,
}

v1::object! { de ser Bag { all: BTreeMap<String, Value> = *, v1::Plain; } }

/// Only read.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// A list of objects.
    pub lines: Vec<Open>,
}

v1::object! { de Answer { lines: Vec<Open> = "lines", required v1::List<v1::Plain>; } }

/// Only written.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Question {
    /// Written under another name.
    pub text: String,
}

v1::object! { ser Question { text: String = "q", required v1::Plain; } }

/// What is written of what was read, or the place and text of the error.
fn round<T>(json: &str) -> String
where
    v1::Plain: v1::De<T> + v1::Ser<T>,
{
    match v1::decode::<v1::Plain, T>(json.as_bytes()) {
        Ok(value) => serde_json::to_string(&v1::As::<v1::Plain, T>::new(&value)).unwrap_or_else(|e| e.to_string()),
        Err(error) => format!("{}: {}", error.path, error.message),
    }
}

#[test]
fn presences() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Payment>(json), expected, "{json}");
    check(r#"{"id":"p","amount":1,"nul":null}"#, r#"{"id":"p","amount":1,"nul":null}"#);
    check(r#"{"nul":"n","amount":1.0,"id":"p"}"#, r#"{"id":"p","amount":1,"nul":"n"}"#);
    check(r#"{"id":"","amount":0,"nul":"","note":null}"#, r#"{"id":"","amount":0,"nul":""}"#);
    check(r#"{"id":"","amount":0,"nul":"","note":""}"#, r#"{"id":"","amount":0,"note":"","nul":""}"#);
    check(r#"{"id":"","amount":0,"nul":"","nick":null}"#, r#"{"id":"","amount":0,"nick":null,"nul":""}"#);
    check(r#"{"id":"","amount":0,"nul":"","nick":"n"}"#, r#"{"id":"","amount":0,"nick":"n","nul":""}"#);
    check(
        r#"{"id":"","amount":0,"nul":"","type":true,"the-map":[1,"2"],"":5,"gr\u00f6\u00dfe":{"id":"","amount":0,"nul":""}}"#,
        r#"{"id":"","amount":0,"nul":"","type":true,"the-map":["1","2"],"größe":{"id":"","amount":0,"nul":""},"":5}"#,
    );
    check(r#"{"id":"","amount":0,"nul":"","new":{"x":[1]}}"#, r#"{"id":"","amount":0,"nul":""}"#);
}

#[test]
fn absent_null_and_value_are_told_apart() {
    let nick = |json: &str| serde_json::from_str::<Payment>(json).unwrap().nick;
    assert_eq!(nick(r#"{"id":"","amount":0,"nul":null}"#), Maybe::Absent);
    assert_eq!(nick(r#"{"id":"","amount":0,"nul":null,"nick":null}"#), Maybe::Null);
    assert_eq!(nick(r#"{"id":"","amount":0,"nul":null,"nick":"n"}"#), Maybe::Value("n".to_owned()));
}

#[test]
fn refusals() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Payment>(json), expected, "{json}");
    check("{}", "$: missing field `id`");
    check(r#"{"id":"p","nul":null}"#, "$: missing field `amount`");
    check(r#"{"id":"p","amount":1}"#, "$: missing field `nul`");
    check(r#"{"id":null}"#, "$.id: invalid type: null, expected a string");
    check(r#"{"amount":null}"#, "$.amount: invalid type: null, expected an integer");
    check(r#"{"amount":"3"}"#, r#"$.amount: invalid type: string "3", expected an integer"#);
    check(r#"{"id":"a","amount":1,"id":"b"}"#, "$: duplicate field `id`");
    check(r#"{"id":"a","amount":1,"id":null}"#, "$: duplicate field `id`");
    check(r#"{"note":null,"note":"b"}"#, "$: duplicate field `note`");
    check(r#"{"nick":5}"#, "$.nick: invalid type: integer `5`, expected a string");
    check(r#"{"the-map":{}}"#, r#"$["the-map"]: invalid type: map, expected an array"#);
    check(
        r#"{"größe":{"the-map":[1,2.5]}}"#,
        r#"$.größe["the-map"][1]: invalid value: number `2.5`, expected an integer"#,
    );
    check("[]", "$: invalid type: sequence, expected an object");
    check("null", "$: invalid type: null, expected an object");
    check(r#"{"id":"a""#, "$: EOF while parsing an object");
}

#[test]
fn paths_of_nested_objects() {
    let check = |json: &str, expected: &str| {
        let error = v1::decode::<v1::Plain, Answer>(json.as_bytes()).unwrap_err();
        assert_eq!(format!("{}: {}", error.path, error.message), expected, "{json}");
    };
    check(r#"{"lines":[{"id":1},{"id":null}]}"#, "$.lines[1].id: invalid type: null, expected an integer");
    check(r#"{"lines":[{"id":1},{}]}"#, "$.lines[1]: missing field `id`");
    check(r#"{"lines":[{"id":1,"b":true}]}"#, "$.lines[0].b: invalid type: boolean `true`, expected an integer");
}

#[test]
fn errors_read_well_without_a_tracker() {
    let error = serde_json::from_str::<Answer>(
        "{\"lines\":[{\"id\":1},
{\"id\":\"x\"}]}",
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "at `.lines[1].id`: invalid type: string \"x\", expected an integer at line 2 column 10"
    );
}

#[test]
fn other_members() {
    let check = |json: &str, expected: &str| assert_eq!(round::<Open>(json), expected, "{json}");
    check(r#"{"id":1}"#, r#"{"id":1}"#);
    check(r#"{"z":1,"id":1,"a":null}"#, r#"{"id":1,"a":null,"z":1}"#);
    check(r#"{"id":1,"a":1,"a":2}"#, "$: duplicate field `a`");
    check(r#"{"id":1,"a":"x"}"#, r#"$.a: invalid type: string "x", expected an integer"#);
    let check = |json: &str| assert_eq!(round::<Bag>(json), json);
    check("{}");
    check(r#"{"a":{"x":[null]},"b":[],"c":"é"}"#);
}

#[test]
fn a_member_is_not_written_twice() {
    let open = Open { id: 1, extra: BTreeMap::from([("id".to_owned(), Some(2))]) };
    assert_eq!(serde_json::to_string(&open).unwrap_err().to_string(), "member `id` has a field of its own");
}

#[test]
fn no_rows_and_half_implementations() {
    assert_eq!(round::<Empty>(r#"{"a":1}"#), "{}");
    assert_eq!(round::<Empty>("5"), "$: invalid type: integer `5`, expected an object");
    assert_eq!(serde_json::to_string(&Question { text: "?".to_owned() }).unwrap(), r#"{"q":"?"}"#);
}

#[test]
fn trees_are_read_and_written_too() {
    let json = serde_json::json!({"id": "p", "amount": 9_007_199_254_740_993_i64, "nul": null, "größe": null});
    let payment = serde_json::from_value::<Payment>(json).unwrap();
    assert_eq!(payment.amount, 9_007_199_254_740_993);
    assert_eq!(
        serde_json::to_value(&payment).unwrap(),
        serde_json::json!({"id": "p", "amount": 9_007_199_254_740_993_i64, "nul": null})
    );
}

mod named_like_the_macro {
    //! Types whose names the macro could use itself: generics, local types, what it calls.
    #![allow(missing_docs, non_camel_case_types, reason = "what is tested are names")]

    use bursar_runtime::__private::v1;
    use bursar_runtime::Maybe;

    macro_rules! types {
        ($($name:ident)*) => { $(
            v1::record! {
                de ser pub struct $name new(key: Box<Key>) {
                    pub key: Box<Key> = "key", required v1::Plain;
                    pub a: Option<Box<A>> = "a", optional v1::Plain;
                    pub d: Option<Vec<D>> = "d", optional v1::List<v1::Plain>;
                    pub s: Maybe<Box<S>> = "s", maybe v1::Plain;
                    pub e: Option<Box<E>> = "e", optional v1::Plain;
                    pub member: Option<Box<Member>> = "member", optional v1::Plain;
                    pub members: Option<Box<Members>> = "members", optional v1::Plain;
                    pub object: Option<Box<Object>> = "object", optional v1::Plain;
                    pub result: Option<Box<Result>> = "result", optional v1::Plain;
                }
            }
        )* };
    }

    types! { A D S E Member Members Object Result }

    v1::record! {
        de ser pub struct Key new(id: String) {
            pub id: String = "id", required v1::Plain;
        }
    }

    #[test]
    fn read_and_write() {
        let json = r#"{"key":{"id":"k"},"d":[{"key":{"id":"d"}}],"s":null,"e":{"key":{"id":"e"}}}"#;
        let read: A = serde_json::from_str(json).unwrap();
        assert_eq!(read, A::new(Key::new("k")).d([D::new(Key::new("d"))]).s(Maybe::Null).e(E::new(Key::new("e"))));
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
}
