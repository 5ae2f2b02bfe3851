//! The test double and its clock: what a program under test can be shown, and what it can be asked afterwards.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, SystemTime};

use bursar_runtime::testing::{Answer, Double, Failure, ManualClock, Recorded};
use bursar_runtime::{Clock, Error, Retries, TimeoutPhase};
use serde_json::json;
use support::provider::{
    Client, CreateKeyed, CreatePayment, DeleteItem, Download, GetItem, Machine, OAUTH, OAUTH_FORM, QUERY_KEY, Search,
    Secured, TOKEN,
};

const ITEM: &str = r#"{"id":"1","amount":5}"#;

fn client(double: &Double, clock: &ManualClock) -> Client {
    Client::new(|b| {
        b.retries(Retries::default());
        b.transport(double.clone());
        b.clock(clock.clone());
        b.client_credentials(OAUTH, "cli-SECRET".into(), "pass-SECRET".into());
        b.client_credentials(OAUTH_FORM, "cli-SECRET".into(), "pass-SECRET".into());
        b.bearer(TOKEN, "bearer-SECRET".into());
        b.api_key(QUERY_KEY, "query-SECRET".into());
        b.api_key(support::provider::COOKIE_KEY, "cookie-SECRET".into());
    })
}

fn both() -> (Double, Client) {
    let double = Double::new();
    let client = client(&double, &ManualClock::auto());
    (double, client)
}

#[tokio::test]
async fn answers_come_in_the_order_in_which_they_were_programmed() {
    let (double, client) = both();
    double.on::<GetItem>().then(Answer::status(503)).then(Answer::json(200, ITEM)).always(Answer::json(404, "{}"));
    let item = client.item::<GetItem>("1").await.unwrap();
    assert_eq!((item.amount, item.attempts()), (5, 2));
    double.assert_done();
    for _ in 0..2 {
        assert!(client.item::<GetItem>("1").await.unwrap_err().is_not_found());
    }
    double.assert_done();
    assert_eq!(double.requests().iter().map(Recorded::attempt).collect::<Vec<_>>(), [1, 2, 1, 1]);
}

#[tokio::test]
async fn operations_have_answers_of_their_own() {
    let (double, client) = both();
    double.on_operation("getItem").always(Answer::json(200, json!({"id": "json", "amount": 1})));
    double.on_operation("DELETE /items/{id}").then(Answer::status(204));
    double.on::<Download>().then(Answer::chunks(200, "application/octet-stream", ["ab", "", "c"]));
    client.item::<DeleteItem>("7").await.unwrap();
    assert_eq!(client.item::<Download>("7").await.unwrap().into_body(), "abc");
    assert_eq!(client.item::<GetItem>("7").await.unwrap().id, "json");
    let seen: Vec<_> = double.requests().iter().map(|r| (r.operation(), r.route())).collect();
    let items = "/items/{id}";
    assert_eq!(seen, [("DELETE /items/{id}", items), ("download", "/files/{id}"), ("getItem", items)]);
    assert_eq!(double.requests_of::<Download>().len(), 1);
    double.assert_done();
}

#[tokio::test]
async fn an_answer_can_depend_on_the_request() {
    let (double, client) = both();
    double.on::<GetItem>().always_with(|request| {
        let id = request.path().rsplit('/').next().unwrap_or_default();
        Answer::json(200, json!({"id": id, "amount": request.attempt()}))
    });
    assert_eq!(client.item::<GetItem>("a b").await.unwrap().id, "a%20b");
}

#[tokio::test]
async fn failures_are_those_of_a_connection() {
    async fn check(failure: Failure, attempts: u32, expect: &str) {
        let (double, client) = both();
        double.on::<GetItem>().always(failure);
        let error = client.item::<GetItem>("1").await.unwrap_err();
        assert_eq!(error.to_string(), format!("acme getItem (GET /items/{{id}}): {expect}"), "{failure:?}");
        assert_eq!((double.requests().len(), error.attempts()), (attempts as usize, attempts), "{failure:?}");
    }
    check(Failure::ConnectRefused, 3, "cannot connect: the test double refused the connection").await;
    check(Failure::ConnectTimeout, 3, "not connected within 5s (connect timeout)").await;
    check(Failure::Tls, 1, "no secure connection: the test double has no secure connection").await;
    check(Failure::Lost, 3, "the connection was lost: the test double closed the connection").await;
    check(Failure::Silence, 3, "no complete answer within 60s (attempt timeout)").await;
}

#[tokio::test]
async fn a_body_can_come_to_grief() {
    let (double, client) = both();
    double.on::<GetItem>().times(2, Answer::json(200, "{").then_lost()).then(Answer::json(200, "{").then_silent());
    let error = client.item::<GetItem>("1").with(|call| call.retries(1.into())).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(e) if e.status().is_some_and(|s| s == 200)), "{error}");
    let error = client.item::<GetItem>("1").with(|call| call.retries(0.into())).await.unwrap_err();
    assert!(matches!(&error, Error::Timeout(e) if e.phase() == TimeoutPhase::Attempt), "{error}");
    double.assert_done();
}

#[tokio::test]
async fn what_was_sent_once_is_not_sent_again() {
    let (double, client) = both();
    double.on::<CreatePayment>().always(Failure::Lost);
    double.on::<CreateKeyed>().then(Failure::Lost).then(Answer::json(200, ITEM));
    assert!(matches!(client.pay::<CreatePayment>().await.unwrap_err(), Error::OutcomeUnknown(_)));
    assert_eq!(double.requests_of::<CreatePayment>().len(), 1);
    client.pay::<CreateKeyed>().await.unwrap();
    let keyed = double.requests_of::<CreateKeyed>();
    assert_eq!(keyed[0].header("idempotency-key").unwrap().len(), 36);
    assert_eq!(keyed[0].header("idempotency-key"), keyed[1].header("Idempotency-Key"));
    assert_eq!(keyed[1].json(), Some(json!({"id": "p", "amount": 7})));
    assert_eq!(keyed[1].body().unwrap(), r#"{"id":"p","amount":7}"#);
}

#[tokio::test]
async fn an_unexpected_call_says_what_there_was() {
    let (double, client) = both();
    let error = client.pay::<CreatePayment>().await.unwrap_err();
    let expect = "acme createPayment (POST /payments): the request was not sent: the test double: no answer for \
        `createPayment` (POST /v1/payments): nothing is programmed";
    assert_eq!(error.to_string(), expect);
    assert!(error.is_connect() && !error.is_retryable());

    double.on::<GetItem>().then(Answer::json(200, ITEM)).then(Answer::json(200, ITEM));
    double.on::<CreateKeyed>().then(Answer::status(500)).always(Failure::Lost);
    double.on::<Search>().always(Failure::Lost);
    double.on_token().then(Failure::Lost);
    client.item::<GetItem>("1").await.unwrap();
    let error = client.item::<DeleteItem>("1").await.unwrap_err();
    let there_is = "no answer for `DELETE /items/{id}` (DELETE /v1/items/1): \
        there is `createKeyed` (1 and then always), `getItem` (1 left), `search` (always)";
    assert_eq!(
        error.to_string(),
        format!("acme DELETE /items/{{id}}: the request was not sent: the test double: {there_is}")
    );
    let problems = format!(
        "the test double: no answer for `createPayment` (POST /v1/payments): nothing is programmed; {there_is}; \
         1 for `createKeyed` left over; 1 for `getItem` left over; 1 for tokens left over"
    );
    assert_eq!(double.done(), Err(problems.clone()));
    let panic = std::panic::catch_unwind(|| double.assert_done()).unwrap_err();
    assert_eq!(panic.downcast_ref::<String>(), Some(&problems));
}

#[tokio::test]
async fn tokens_are_given_without_being_programmed() {
    let (double, client) = both();
    double.on::<Machine>().always(Answer::json(200, ITEM));
    client.call::<Machine>().await.unwrap();
    client.call::<Machine>().await.unwrap();
    assert_eq!((double.requests().len(), double.token_requests().len()), (2, 1));
    assert_eq!(double.requests()[0].header("authorization"), Some("Bearer test-token"));
    let asked = double.token_requests().remove(0);
    assert_eq!((asked.operation(), asked.route(), asked.path()), ("OAuth2 token", "", "/oauth/token"));

    let (double, client) = both();
    double.on_token().then(Answer::json(401, json!({"error": "invalid_client"})));
    let Err(Error::Auth(error)) = client.call::<Machine>().await else { panic!("no error") };
    assert_eq!(error.oauth_error(), Some("invalid_client"));
    double.assert_done();
}

#[tokio::test]
async fn requests_can_be_read_in_full_and_print_no_secret() {
    let (double, client) = both();
    double.on::<Secured>().always(Answer::json(200, ITEM));
    double.on::<Search>().always(Answer::json(200, ITEM));
    double.on::<Machine>().always(Answer::json(200, ITEM));
    client.call::<Secured>().with(|call| call.set(1, &"a b&c=ü")).await.unwrap();
    client.call::<Machine>().await.unwrap();
    let secured = double.requests().remove(0);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(secured.query(), [pair("page", "a b&c=ü"), pair("api_key", "query-SECRET")]);
    assert_eq!(secured.query_value("api_key").as_deref(), Some("query-SECRET"));
    assert_eq!((secured.query_value("none"), secured.body(), secured.json()), (None, None, None));
    assert!(secured.url().starts_with("https://sandbox.acme.test/v1/secured?page="));
    assert!(secured.header("cookie").unwrap().contains("cookie-SECRET"));
    assert!(secured.headers().contains_key("cookie") && *secured.method() == "GET" && !secured.is_token_request());
    let token = double.token_requests().remove(0);
    assert!(token.header("authorization").is_some());
    for text in
        [format!("{secured:?}"), format!("{token:?}"), format!("{double:?}"), format!("{:?}", double.requests())]
    {
        assert!(!text.contains("SECRET") && !text.contains("test-token"), "{text}");
    }
    let expect = r#"Recorded { operation: "secured", attempt: 1, method: GET, path: "/v1/secured", query: ["page", "api_key"], "#;
    assert!(format!("{secured:?}").starts_with(expect), "{secured:?}");
}

#[tokio::test]
async fn what_cannot_be_answered_is_an_error() {
    async fn check(answer: Answer, expect: &str) {
        let (double, client) = both();
        double.on::<GetItem>().then(answer);
        let error = client.item::<GetItem>("1").await.unwrap_err();
        let start = "acme getItem (GET /items/{id}): the request was not sent: the test double: ";
        assert_eq!(error.to_string(), format!("{start}{expect}"));
    }
    check(Answer::status(99), "99 is not a status").await;
    check(Answer::text(200, "x").header("a b", "c"), r#""a b" with "c" is not a header"#).await;
    check(Answer::text(200, "x").header("a", "b\n"), r#""a" with "b\n" is not a header"#).await;
}

#[tokio::test]
async fn the_clock_skips_to_the_shortest_sleep() {
    let clock = ManualClock::auto();
    // the deadline ends before the attempt does, whichever was begun first
    let double = Double::new();
    double.on::<GetItem>().always(Failure::Silence);
    let client = client(&double, &clock);
    let late = client.item::<GetItem>("1").with(|call| call.deadline(Duration::from_secs(7))).await.unwrap_err();
    assert!(matches!(&late, Error::Timeout(e) if e.phase() == TimeoutPhase::Deadline), "{late}");
    assert_eq!(clock.elapsed(), Duration::from_secs(7));

    let clock = ManualClock::auto();
    let sleep = |seconds| {
        let clock = clock.clone();
        async move {
            clock.sleep(Duration::from_secs(seconds)).await;
            clock.elapsed().as_secs()
        }
    };
    let (a, b, c) = tokio::join!(tokio::spawn(sleep(3)), tokio::spawn(sleep(1)), tokio::spawn(sleep(2)));
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap(), clock.sleepers()), (3, 1, 2, 0));
}

#[tokio::test]
async fn the_clock_moves_by_hand() {
    let begins = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let clock = ManualClock::new().starting_at(begins);
    let (one, other) = (clock.now(), clock.clone());
    let sleeper = tokio::spawn(async move { other.sleep(Duration::from_secs(10)).await });
    while clock.sleepers() == 0 {
        tokio::task::yield_now().await;
    }
    clock.advance(Duration::from_secs(9));
    tokio::task::yield_now().await;
    assert!(!sleeper.is_finished());
    clock.advance(Duration::from_secs(1));
    sleeper.await.unwrap();
    assert_eq!((clock.now() - one, clock.wall()), (Duration::from_secs(10), begins + Duration::from_secs(10)));
    // a sleep that is given up leaves nothing behind
    let mut dropped = clock.sleep(Duration::MAX);
    assert!(std::future::poll_fn(|cx| std::task::Poll::Ready(dropped.as_mut().poll(cx).is_pending())).await);
    assert_eq!(clock.sleepers(), 1);
    drop(dropped);
    assert_eq!(clock.sleepers(), 0);
    assert_eq!(clock.sleep(Duration::ZERO).await, ());
}
