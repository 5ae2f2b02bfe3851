//! Structs by the `record` macro, and enums with their table.

#![allow(clippy::unwrap_used, missing_docs, reason = "a macro's output is what is tested")]

use std::collections::BTreeMap;

use bursar_runtime::__private::v1;
use bursar_runtime::Maybe;
use serde_json::{Value as JsonValue, json};

v1::record! {
    /// A payment that is made.
    de ser pub struct NewPayment new(amount: i64, nul: Option<String>, r#type: Vec<Vec<String>>) {
        /// How much.
        pub amount: i64 = "amount", required v1::Int;
        pub note: Option<String> = "note", optional v1::Plain;
        pub nick: Maybe<String> = "nick", maybe v1::Plain;
        pub nul: Option<String> = "nul", required v1::Nullable<v1::Plain>;
        pub r#type: Vec<Vec<String>> = "type", required v1::List<v1::List<v1::Plain>>;
        pub id: Option<String> = "id", optional_read v1::Plain;
        pub state: Maybe<Level> = "state", maybe_read v1::Plain;
        pub extra: BTreeMap<String, JsonValue> = *, v1::Plain;
    }
}

v1::record! {
    de ser pub struct Empty new() {
    }
}

v1::record! {
    de ser pub struct Answer {
        pub level: Option<Level> = "level", optional v1::Plain;
        pub word: Word = "word", required v1::Plain;
    }
}

v1::record! {
    de ser pub struct Pairs new(pair: (String, i64), one: (String,)) {
        pub pair: (String, i64) = "pair", required v1::Tuple<(v1::Slot<v1::Plain>, v1::Slot<v1::Int>)>;
        pub one: (String,) = "one", required v1::Tuple<(v1::Slot<v1::Plain>,)>;
        pub more: Option<(String, i64)> = "more", optional v1::Tuple<(v1::Slot<v1::Plain>, v1::Slot<v1::Int>)>;
    }
}

v1::record! {
    de ser pub struct Read {
        pub pair: (String, i64) = "pair", required v1::Tuple<(v1::Slot<v1::Plain>, v1::Slot<v1::Int>)>;
    }
}

#[test]
fn fields_are_tuples() {
    let pairs = Pairs::new(("a".to_owned(), 1), ("b".to_owned(),)).more(("c".to_owned(), 2));
    let json = json!({"pair": ["a", 1], "one": ["b"], "more": ["c", 2]});
    assert_eq!(serde_json::to_value(&pairs).unwrap(), json);
    assert_eq!(serde_json::from_value::<Pairs>(json).unwrap(), pairs);
    let read: Read = serde_json::from_value(json!({"pair": ["x", 7]})).unwrap();
    assert_eq!(read.pair, ("x".to_owned(), 7));
}

v1::int_enum! {
    /// How high.
    pub enum Level {
        /// Not very.
        Low = 0;
        Minus1 = -1;
    }
}

v1::string_enum! {
    /// A word.
    pub enum Word {
        Yes = "yes";
    }
}

fn check<T>(value: &T, expect: JsonValue)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_value(value).unwrap(), expect);
    assert_eq!(&serde_json::from_value::<T>(expect).unwrap(), value);
}

#[test]
fn new_takes_what_is_required_and_the_rest_starts_absent() {
    let bare = NewPayment::new(5, None, Vec::new());
    assert_eq!((&bare.note, &bare.nick, &bare.id, &bare.state), (&None, &Maybe::Absent, &None, &Maybe::Absent));
    check(&bare, json!({"amount": 5, "nul": null, "type": []}));
    check(&Empty::new(), json!({}));
}

#[test]
fn setters_set_and_other_members_are_added() {
    let full = NewPayment::new(5, Some("x".to_owned()), vec![vec!["a".to_owned()]])
        .note("n")
        .nick(None)
        .extra("more", json!([1]));
    check(&full, json!({"amount": 5, "note": "n", "nick": null, "nul": "x", "type": [["a"]], "more": [1]}));
    check(&full.nick("b"), json!({"amount": 5, "note": "n", "nick": "b", "nul": "x", "type": [["a"]], "more": [1]}));
}

#[test]
fn what_only_the_server_says_is_read() {
    let text = r#"{"amount": 5, "nul": null, "type": [], "id": "i", "state": -1}"#;
    let read: NewPayment = serde_json::from_str(text).unwrap();
    assert_eq!((read.id.as_deref(), &read.state), (Some("i"), &Maybe::Value(Level::Minus1)));
}

#[test]
fn enums_come_with_their_unknown_value() {
    check(&Answer { level: Some(Level::Low), word: Word::Yes }, json!({"level": 0, "word": "yes"}));
    let unknown = Answer { level: Some(Level::Unknown(7)), word: Word::Unknown("no".to_owned()) };
    check(&unknown, json!({"level": 7, "word": "no"}));
}
