//! Typed events: chosen by name, member or header; unknown ones are kept; errors name the place.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, UNIX_EPOCH};

use bursar_runtime::__private::v1;
use bursar_runtime::JsonValue;
use bursar_runtime::webhook::{NamedBy, Scheme, Signer, Source, Verified, Verifier, WebhookError};

#[derive(Debug, Clone, PartialEq)]
struct Paid {
    amount: i64,
}

v1::object! { de ser Paid { amount: i64 = "amount", required v1::Int; } }

macro_rules! event {
    ($name:ident $($by:tt)*) => {
        #[derive(Debug, Clone, PartialEq)]
        enum $name {
            Paid(Paid),
            Notes(Vec<String>),
            Ping,
            Unknown { name: Option<String>, payload: JsonValue },
        }

        v1::webhook_events! { $name $($by)* {
            Paid = "order.paid" | "paid", json v1::Plain;
            Notes = "notes", json v1::List<v1::Plain>;
            Ping = "ping", none;
        } }
    };
}

event!(ByCaller by caller);
event!(ByMember by member "/meta/a~1b~0");
event!(ByHeader by header "X-Event");

fn unknown(name: Option<&str>, payload: JsonValue) -> ByMember {
    ByMember::Unknown { name: name.map(str::to_owned), payload }
}

#[test]
fn by_name() {
    let paid = ByCaller::Paid(Paid { amount: 5 });
    assert_eq!(ByCaller::decode("order.paid", br#"{"amount": 5, "new": 1}"#).as_ref(), Ok(&paid));
    assert_eq!(ByCaller::decode("paid", br#"{"amount": 5}"#), Ok(paid));
    assert_eq!(ByCaller::decode("notes", br#"["a"]"#), Ok(ByCaller::Notes(vec!["a".to_owned()])));
    // what a delivery without documented content holds is not looked at
    assert_eq!(ByCaller::decode("ping", b"pong"), Ok(ByCaller::Ping));
    let other = ByCaller::Unknown { name: Some("Paid".to_owned()), payload: serde_json::json!({"a": 1}) };
    assert_eq!(ByCaller::decode("Paid", br#"{"a":1}"#), Ok(other));
    let empty = ByCaller::Unknown { name: Some("new".to_owned()), payload: JsonValue::Null };
    assert_eq!(ByCaller::decode("new", b" "), Ok(empty));
}

// what `full` adds where the feature `full-serde` is on
v1::webhook_events! { @ser ByCaller { Paid json v1::Plain; Notes json v1::List<v1::Plain>; Ping none; } }

#[test]
fn an_event_writes_its_payload() {
    for (name, payload) in
        [("paid", r#"{"amount":5}"#), ("notes", r#"["a"]"#), ("new", r#"{"b":1.5}"#), ("ping", "null")]
    {
        let event = ByCaller::decode(name, payload.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), payload);
    }
}

#[test]
fn errors_name_the_place() {
    let check = |name: &str, payload: &[u8], path: &str, text: &str| {
        let error = ByCaller::decode(name, payload).unwrap_err();
        assert_eq!((error.fault().unwrap().path(), error.to_string().as_str()), (path, text));
        assert!(!error.is_refused());
    };
    let head = "the payload cannot be decoded:";
    check("paid", b"{}", "$", &format!("{head} missing field `amount` (line 1, column 2)"));
    let wrong = "invalid type: string \"x\", expected an integer (line 1, column 15)";
    check("paid", br#"{"amount": "x"}"#, "$.amount", &format!("{head} at $.amount: {wrong}"));
    check("paid", b"{", "$", &format!("{head} EOF while parsing an object (line 1, column 1)"));
    check("new", b"{]", "$", &format!("{head} key must be a string (line 1, column 2)"));
    check("paid", b"{\"amount\": \"\xff\"}", "$", &format!("{head} the text is not UTF-8 (line 1, column 13)"));
}

#[test]
fn by_a_member() {
    let paid = br#"{"amount": 5, "meta": {"c": {"a/b~": "notes"}, "a/b~": "p\u0061id"}}"#;
    assert_eq!(ByMember::from_payload(paid), Ok(ByMember::Paid(Paid { amount: 5 })));
    for (payload, name) in [
        (serde_json::json!({"meta": {"a/b~": "later"}}), Some("later")),
        (serde_json::json!({"meta": {"a/b~": 1}}), None),
        (serde_json::json!({"meta": {}}), None),
        (serde_json::json!({"meta": "paid"}), None),
        (serde_json::json!([{"meta": {"a/b~": "paid"}}]), None),
        (serde_json::json!("paid"), None),
    ] {
        let event = ByMember::from_payload(payload.to_string().as_bytes());
        assert_eq!(event, Ok(unknown(name, payload)));
    }
    // which of two is meant would be a guess
    let error = ByMember::from_payload(br#"{"meta": {"a/b~": "ping"}, "meta": {"a/b~": "paid"}}"#).unwrap_err();
    assert_eq!(error.to_string(), "the payload cannot be decoded: duplicate field `meta`");
    let error = ByMember::from_payload(b"{\"meta\": nul}").unwrap_err();
    assert_eq!(error.to_string(), "the payload cannot be decoded: expected ident (line 1, column 13)");
    let deep = "[".repeat(100_000);
    assert!(ByMember::from_payload(format!("{{\"meta\": {deep}").as_bytes()).is_err());
}

#[test]
fn the_whole_payload_can_be_the_name() {
    assert_eq!(NamedBy::Member("").find(b"\"ping\""), Ok(Some("ping".to_owned())));
    assert_eq!(NamedBy::Member("/a").find(b"{\"a\": \"\"}"), Ok(Some(String::new())));
    assert_eq!(NamedBy::Header("x").find(b"{}"), Ok(None));
}

enum Acme {}
impl Source for Acme {
    const PROVIDER: &'static str = "acme";
    const SECRET_VAR: &'static str = "ACME_HOOK";
    const SCHEME: Scheme = Scheme::standard_webhooks();
    const EVENT_HEADER: Option<&'static str> = Some("x-event");
}

fn verified<'b>(name: Option<&'static str>, payload: &'b str) -> Verified<'b> {
    let secret = "whsec_c2VjcmV0";
    let mut headers = Signer::<Acme>::new(secret).unwrap().sign("i", UNIX_EPOCH + Duration::from_secs(9), payload);
    headers.extend(name.map(|name| ("x-event", name.to_owned())));
    let verifier = Verifier::<Acme>::new([secret]).unwrap().tolerance(Duration::from_secs(u64::MAX));
    verifier.verify(headers, payload).unwrap()
}

#[test]
fn from_a_verified_delivery() {
    let payload = r#"{"amount": 5, "meta": {"a/b~": "ping"}}"#;
    let delivery = verified(Some("paid"), payload);
    assert_eq!(delivery.event(), Ok(ByHeader::Paid(Paid { amount: 5 })));
    assert_eq!(delivery.event(), Ok(ByMember::Ping));
    assert_eq!(delivery.event_named("order.paid"), Ok(ByCaller::Paid(Paid { amount: 5 })));
    assert_eq!(delivery.json::<Paid>(), Ok(Paid { amount: 5 }));
    let missing = Err(WebhookError::MissingHeader { name: "X-Event" });
    assert_eq!(verified(None, payload).event::<ByHeader>(), missing);
    let error = verified(None, "[1]").json::<Paid>().unwrap_err();
    assert!(error.to_string().starts_with("the payload cannot be decoded: invalid type: "), "{error}");
}
