//! What answers become: typed bodies by status, decode errors with their place, the words of errors.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use bursar_runtime::Error;
use support::clock::TestClock;
use support::provider::*;
use support::{Act, Server, json, reply};

const OK: &str = r#"{"id":"x","amount":1}"#;
const JSON: (&str, &str) = ("content-type", "application/json");

async fn client(act: Act) -> Client {
    let server = Server::start([act]).await;
    Client::new(|b| {
        b.base_url(server.url());
        b.clock(TestClock::new());
    })
}

#[tokio::test]
async fn a_success_derefs_to_its_body() {
    let headers =
        [JSON, ("x-request-id", "req_1"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "1700000030")];
    let got = client(reply(200, &headers, OK)).await.item::<GetItem>("1").await.unwrap();
    assert_eq!((got.id.as_str(), got.amount, got.status().as_u16()), ("x", 1, 200));
    assert_eq!((got.request_id(), got.documented(), got.attempts()), (Some("req_1"), Some("200"), 1));
    let limit = got.rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (None, Some(9), Some(Duration::from_secs(30))));
    assert_eq!(got.elapsed(), Duration::ZERO);
    assert_eq!(got.as_ref().map(|item| item.amount + 1).into_body(), 2);
    assert_eq!(got.map(|item| item.id).into_body(), "x");
    let undocumented = client(json(203, OK)).await.item::<GetItem>("1").await.unwrap();
    assert_eq!((undocumented.status().as_u16(), undocumented.documented()), (203, None));
}

#[tokio::test]
async fn errors_are_chosen_by_status() {
    let check = async |act: Act, expect: (&str, ItemError, Option<&str>, Option<&str>)| {
        let error = client(act).await.item::<GetItem>("1").await.unwrap_err();
        assert_eq!(error.to_string(), format!("acme getItem (GET /items/{{id}}): {}", expect.0));
        let Error::Api(error) = error else { panic!("{error}") };
        let fault = error.decode_error().map(ToString::to_string);
        assert_eq!((error.body(), error.documented(), fault.as_deref()), (&expect.1, expect.2, expect.3));
    };
    let problem = |m: &str| Problem { message: m.into() };
    let message = json(401, r#"{"message":"no"}"#);
    check(message, ("401 Unauthorized: no", ItemError::Unauthorized(problem("no")), Some("401"), None)).await;
    let ignored = reply(404, &[("content-type", "text/html")], "<p>");
    check(ignored, ("404 Not Found", ItemError::NotFound, Some("404"), None)).await;
    let evil = json(500, "{\"message\":\"a\\r\\n\\u001b[31mb\"}");
    let shown = "500 Internal Server Error: a\\r\\n\\u{1b}[31mb";
    check(evil, (shown, ItemError::Default(problem("a\r\n\u{1b}[31mb")), Some("default"), None)).await;
    let long = json(599, &format!(r#"{{"message":"{}"}}"#, "m".repeat(300)));
    let shown = format!("599: {}…", "m".repeat(200));
    check(long, (&shown, ItemError::Default(problem(&"m".repeat(300))), Some("default"), None)).await;
    let other = json(422, r#"{"error":"not the schema"}"#);
    let fault = "missing field `message` (line 1, column 26)";
    check(other, ("422 Unprocessable Entity: not the schema", ItemError::Undocumented, Some("default"), Some(fault)))
        .await;
    let html = reply(502, &[("content-type", "text/html")], "<html>");
    let fault = "the content type is \"text/html\" where application/json is documented";
    check(html, ("502 Bad Gateway", ItemError::Undocumented, Some("default"), Some(fault))).await;
    let empty = reply(401, &[], "");
    check(empty, ("401 Unauthorized", ItemError::Undocumented, Some("401"), Some("the body is empty"))).await;
}

#[tokio::test]
async fn successes_that_do_not_decode() {
    let check = async |act: Act, path: &str, expect: &str| {
        let error = client(act).await.item::<GetItem>("1").await.unwrap_err();
        let text = format!("acme getItem (GET /items/{{id}}): 200 OK, but the body cannot be decoded: {expect}");
        assert_eq!(error.to_string(), text);
        let Error::Decode(error) = error else { panic!("{error}") };
        assert_eq!(error.path(), path);
        let fault = error.fault();
        let place = format!(" (line {}, column {})", fault.line(), fault.column());
        let is_placed = expect.contains(" (line ");
        assert_eq!((expect.contains(fault.message()), expect.ends_with(&place)), (true, is_placed), "{place}");
    };
    check(
        json(200, r#"{"id":"x","amount":"1"}"#),
        "$.amount",
        "at $.amount: invalid type: string \"1\", expected an integer (line 1, column 23)",
    )
    .await;
    check(
        json(200, "{\n\n  \"id\": null,\n  \"amount\": 1}"),
        "$.id",
        "at $.id: invalid type: null, expected a string (line 3, column 12)",
    )
    .await;
    check(json(200, ""), "$", "the body is empty").await;
    let html = reply(200, &[("content-type", "text/html; charset=utf-8")], "<!doctype html>");
    check(html, "$", "the content type is \"text/html\" where application/json is documented").await;
    let error = client(reply(204, &[], "")).await.item::<GetItem>("1").await.unwrap_err();
    let text = "acme getItem (GET /items/{id}): 204 No Content, but the body cannot be decoded: the body is empty";
    assert_eq!(error.to_string(), text);
    // what came with the answer is there all the same
    let came = reply(200, &[JSON, ("x-request-id", "r-1"), ("retry-after", "7")], "{}");
    let error = client(came).await.item::<GetItem>("1").await.unwrap_err();
    assert_eq!((error.raw_body(), error.request_id()), (Some(&b"{}"[..]), Some("r-1")));
    assert_eq!((error.server_retry_after(), error.is_retryable()), (Some(Duration::from_secs(7)), false));
}

#[tokio::test]
async fn bytes_and_raw_answers() {
    let octets = reply(200, &[("content-type", "application/octet-stream")], "\0\u{1}");
    assert_eq!(client(octets).await.item::<Download>("1").await.unwrap().as_ref().into_body().as_ref(), b"\0\x01");
    let raw =
        client(reply(200, &[("content-type", "text/html")], "<p>")).await.item::<GetItem>("1").raw().await.unwrap();
    assert_eq!((raw.status().as_u16(), raw.body().as_ref(), raw.documented()), (200, &b"<p>"[..], Some("200")));
    let error = client(json(404, "")).await.item::<GetItem>("1").raw().await.unwrap_err();
    assert!(error.is_not_found());
}

#[tokio::test]
async fn the_predicates() {
    let of = async |act: Act| client(act).await.item::<GetItem>("1").await.unwrap_err();
    let limited = of(reply(429, &[JSON, ("retry-after", "7"), ("x-request-id", "r")], "{}")).await;
    assert!(limited.is_rate_limited() && limited.is_retryable());
    assert_eq!((limited.retry_after(), limited.request_id()), (Duration::from_secs(7), Some("r")));
    let date = of(reply(503, &[("retry-after", "Tue, 14 Nov 2023 22:13:23 GMT")], "")).await;
    assert_eq!(date.server_retry_after(), Some(Duration::from_secs(3)));
    let plain = of(json(500, "{}")).await;
    assert_eq!((plain.server_retry_after(), plain.retry_after()), (None, Duration::from_millis(500)));
    assert!(plain.is_retryable() && !plain.is_rate_limited() && !plain.is_unauthorized() && !plain.is_timeout());
    assert!(!plain.is_redirect() && !plain.is_connect() && !plain.is_not_found());
    assert!(!of(reply(503, &[("x-should-retry", "false")], "")).await.is_retryable());
    assert!(of(reply(409, &[("x-should-retry", "true")], "")).await.is_retryable());
    assert!(!of(json(400, "{}")).await.is_retryable());
    let pay = client(json(500, "{}")).await.pay::<CreatePayment>().await.unwrap_err();
    assert!(!pay.is_retryable());
    let keyed = client(json(500, "{}")).await.pay::<CreateKeyed>();
    assert!(keyed.with(|c| c.set(0, &"k")).await.unwrap_err().is_retryable());
}

/// The questions that the parts of an answer are asked, of each that has them.
#[tokio::test]
async fn what_came_can_be_read() {
    let headers = [JSON, ("x-request-id", "r-9"), ("x-ratelimit-limit", "100"), ("x-own", "o")];
    let ask = async |status: u16, body: &str| {
        let server = Server::start([reply(status, &headers, body)]).await;
        let client = Client::new(|b| {
            b.base_url(server.url());
            b.clock(TestClock::new());
        });
        client.pay::<CreateKeyed>().with(|call| call.idempotency_key("k-1"))
    };
    let raw = ask(200, "{}").await.raw().await.unwrap();
    assert_eq!((raw.request_id(), raw.idempotency_key(), raw.attempts()), (Some("r-9"), Some("k-1"), 1));
    assert_eq!((raw.headers()["x-own"].as_bytes(), raw.rate_limit().unwrap().limit), (&b"o"[..], Some(100)));
    assert_eq!((raw.elapsed(), raw.clone().into_body()), (Duration::ZERO, raw.body().clone()));

    let answer = ask(200, OK).await.await.unwrap();
    assert_eq!((answer.idempotency_key(), answer.attempts()), (Some("k-1"), 1));
    assert_eq!((answer.headers()["x-own"].as_bytes(), answer.rate_limit().unwrap().limit), (&b"o"[..], Some(100)));

    let error = ask(401, r#"{"message":"no"}"#).await.await.unwrap_err();
    assert_eq!((error.request_id(), error.idempotency_key(), error.attempts()), (Some("r-9"), Some("k-1"), 1));
    assert_eq!(error.headers().unwrap()["x-own"], "o");
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!((error.status().as_u16(), error.request_id(), error.message()), (401, Some("r-9"), Some("no")));
    assert_eq!((error.headers()["x-own"].as_bytes(), error.raw_body()), (&b"o"[..], &br#"{"message":"no"}"#[..]));
    assert_eq!(error.into_body(), ItemError::Unauthorized(Problem { message: "no".into() }));

    let error = ask(203, "{ }").await.await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.idempotency_key()), (203, Some("k-1")));
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!((error.status().as_u16(), error.request_id(), error.item()), (203, Some("r-9"), None));
    assert_eq!(
        (error.headers()["x-own"].as_bytes(), error.raw_body(), error.excerpt()),
        (&b"o"[..], &b"{ }"[..], "{ }")
    );
}

mod perhaps {
    use bursar_runtime::__private::v1;

    use super::support::provider::Item;

    #[derive(Debug, PartialEq)]
    pub(super) enum Found {
        Nothing,
        One(Item),
    }

    #[derive(Debug, PartialEq)]
    pub(super) enum FindError {
        Undocumented,
    }

    pub(super) struct Find;

    v1::operation! { Find -> Found, FindError {
        Get "/find", "find";
        replies none "200", json "200";
        ok 0 none => Nothing, 1 json v1::Plain => One;
    } }
}

/// Whether there is a body decides, before its type.
#[tokio::test]
async fn a_status_with_and_without_a_body() {
    let check = async |act: Act, expect: perhaps::Found| {
        let found = client(act).await.call::<perhaps::Find>().await.unwrap().into_body();
        assert_eq!(found, expect);
    };
    check(json(200, OK), perhaps::Found::One(Item { id: "x".to_owned(), amount: 1 })).await;
    check(json(200, ""), perhaps::Found::Nothing).await;
    check(reply(200, &[], ""), perhaps::Found::Nothing).await;
}
