//! What an `Auth` error says of a token endpoint: every way in which it fails, and every question that the error answers.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use bursar_runtime::testing::{Answer, Double, Failure, ManualClock, Step};
use bursar_runtime::{Error, Retries};
use support::provider::*;

const OK: &str = r#"{"id":"x","amount":1}"#;

fn client(double: &Double, clock: &ManualClock) -> Client {
    Client::new(|b| {
        b.client_credentials(OAUTH, "id".into(), "SECRET".into());
        b.transport(double.clone());
        b.clock(clock.clone());
        b.max_error_bytes(200);
    })
}

/// What the error is asked: the status, `error` of OAuth2, and whether it is a timeout, a missing connection, worth another try.
type Said<'a> = (Option<u16>, Option<&'a str>, [bool; 3]);

#[tokio::test]
async fn every_failure_says_what_it_is() {
    async fn check(step: impl Into<Step>, expect: &str, said: Said<'_>) {
        let double = Double::new();
        double.on_token().always(step);
        let error = client(&double, &ManualClock::auto()).call::<Machine>().await.unwrap_err();
        let text = error.to_string().replace("https://sandbox.acme.test/oauth/token", "AUTH");
        assert_eq!(text, format!("acme machine (GET /machine): {expect}"));
        let facts = [error.is_timeout(), error.is_connect(), error.is_retryable()];
        let status = error.status().map(|status| status.as_u16());
        let has_cause = std::error::Error::source(&error).is_some();
        assert_eq!(has_cause, text.contains("no answer from"), "{text}");
        assert_eq!((error.attempts(), double.requests().len(), error.is_unauthorized()), (0, 0, status == Some(401)));
        let Error::Auth(error) = &error else { panic!("{text}") };
        assert_eq!((status, error.oauth_error(), facts), said, "{text}");
        assert!(!error.is_missing_credentials());
        assert_eq!(
            format!("{error:?}").replace("https://sandbox.acme.test/oauth/token", "AUTH"),
            format!("AuthError({text:?})")
        );
    }
    let none = [false; 3];
    let again = [false, false, true];
    check(
        Failure::ConnectRefused,
        "no answer from the token endpoint AUTH: the test double refused the connection",
        (None, None, [false, true, true]),
    )
    .await;
    check(Failure::ConnectTimeout, "no token from AUTH within 5s (connect timeout)", (None, None, [true; 3])).await;
    check(
        Failure::Tls,
        "no answer from the token endpoint AUTH: the test double has no secure connection",
        (None, None, [false, true, false]),
    )
    .await;
    let lost = "no answer from the token endpoint AUTH: the test double closed the connection";
    check(Failure::Lost, lost, (None, None, again)).await;
    check(Failure::Silence, "no token from AUTH within 60s (attempt timeout)", (None, None, [true, false, true])).await;
    // half of a token is none; half of an error is one
    check(Answer::json(200, r#"{"access_token":"#).then_lost(), lost, (None, None, again)).await;
    let silent = "no token from AUTH within 60s (attempt timeout)";
    check(Answer::json(200, "{").then_silent(), silent, (None, None, [true, false, true])).await;
    let refused = r#"{"error":"invalid_client"}"#;
    let text = "the token endpoint AUTH answered 401 Unauthorized: invalid_client";
    check(Answer::json(401, refused).then_lost(), text, (Some(401), Some("invalid_client"), none)).await;
    let text = "the token endpoint AUTH answered 400 Bad Request";
    check(Answer::json(400, r#"{"error":"","error_description":5}"#), text, (Some(400), None, none)).await;
    check(Answer::status(503), "the token endpoint AUTH answered 503 Service Unavailable", (Some(503), None, again))
        .await;
    let long = format!(r#"{{"access_token":"{}"}}"#, "t".repeat(200));
    let text = "the token endpoint AUTH answered 200 OK, but the body is too large";
    check(Answer::json(200, long), text, (Some(200), None, none)).await;
    let empty = "the token endpoint AUTH answered 200 OK, but the body has no `access_token`";
    check(Answer::json(200, r#"{"access_token":""}"#), empty, (Some(200), None, none)).await;
}

#[tokio::test]
async fn the_endpoint_says_when_to_ask_again() {
    let (double, clock) = (Double::new(), ManualClock::auto());
    double.on_token().then(Answer::status(429).header("retry-after", "7"));
    let error = client(&double, &clock).call::<Machine>().await.unwrap_err();
    assert_eq!(
        (error.server_retry_after(), error.retry_after()),
        (Some(Duration::from_secs(7)), Duration::from_secs(7))
    );
    assert!(error.is_rate_limited());
    // and that is how long a call waits
    double.on_token().then(Answer::status(503).header("retry-after", "9"));
    double.on::<Machine>().then(Answer::json(200, OK));
    let patient = client(&double, &clock).call::<Machine>().with(|call| call.retries(Retries::new(1)));
    let before = clock.elapsed();
    assert_eq!(patient.await.unwrap().attempts(), 1);
    assert_eq!(clock.elapsed() - before, Duration::from_secs(9));
}

/// How long a token is kept, by what the endpoint says of its life.
#[tokio::test]
async fn lives_of_every_form() {
    async fn check(life: &str, kept: &[u64], gone: u64) {
        let (double, clock) = (Double::new(), ManualClock::new());
        double.on::<Machine>().always(Answer::json(200, OK));
        double.on_token().always(Answer::json(200, format!(r#"{{"access_token":"t","expires_in":{life}}}"#)));
        let client = client(&double, &clock);
        client.call::<Machine>().await.unwrap();
        let begin = clock.elapsed();
        for second in kept {
            clock.advance(begin + Duration::from_secs(*second) - clock.elapsed());
            client.call::<Machine>().await.unwrap();
            assert_eq!(double.token_requests().len(), 1, "{life} {second}");
        }
        clock.advance(begin + Duration::from_secs(gone) - clock.elapsed());
        client.call::<Machine>().await.unwrap();
        assert_eq!(double.token_requests().len(), 2, "{life} {gone}");
    }
    check("3600", &[0, 3539], 3540).await;
    check("3600.5", &[3540], 3541).await;
    check(r#"" 3600 ""#, &[3539], 3540).await;
    check("300", &[239], 240).await;
    check("299", &[239], 240).await;
    check("10", &[7], 8).await;
    // no life is no reason to keep it
    check("0", &[], 0).await;
    check("-5", &[], 0).await;
}

#[tokio::test]
async fn without_a_life_it_is_kept_until_it_is_refused() {
    for life in ["null", "true", r#""soon""#, "1e300"] {
        let (double, clock) = (Double::new(), ManualClock::new());
        double.on_token().always(Answer::json(200, format!(r#"{{"access_token":"t","expires_in":{life}}}"#)));
        double.on::<Machine>().times(2, Answer::json(200, OK)).then(Answer::status(401)).then(Answer::json(200, OK));
        let client = client(&double, &clock);
        client.call::<Machine>().await.unwrap();
        clock.advance(Duration::from_secs(1 << 32));
        client.call::<Machine>().await.unwrap();
        assert_eq!(double.token_requests().len(), 1, "{life}");
        assert_eq!(client.call::<Machine>().await.unwrap().attempts(), 2);
        assert_eq!(double.token_requests().len(), 2, "{life}");
    }
}

/// The attempt whose token was refused is counted, although there is no second one.
#[tokio::test]
async fn no_token_after_one_that_was_refused() {
    let double = Double::new();
    double.on_token().then(Answer::json(200, r#"{"access_token":"t","expires_in":3600}"#)).then(Answer::status(400));
    double.on::<Machine>().then(Answer::status(401));
    let error = client(&double, &ManualClock::auto()).call::<Machine>().await.unwrap_err();
    assert!(matches!(&error, Error::Auth(_)) && error.status().is_some_and(|status| status == 400), "{error}");
    assert_eq!((error.attempts(), double.requests().len(), double.token_requests().len()), (1, 1, 2));
}

/// Who waits for the token of somebody else has a deadline all the same, and takes nobody along.
#[tokio::test]
async fn a_deadline_ends_the_wait_for_the_token_of_another_call() {
    let (double, clock) = (Double::new(), ManualClock::new());
    double.on_token().then(Failure::Silence).then(Answer::json(200, r#"{"access_token":"t"}"#));
    double.on::<Machine>().always(Answer::json(200, OK));
    let client = client(&double, &clock);
    let first = tokio::spawn(client.call::<Machine>().into_future());
    while double.token_requests().is_empty() {
        tokio::task::yield_now().await;
    }
    let brief = client.call::<Machine>().with(|call| call.deadline(Duration::from_secs(2)));
    let (brief, patient) = (tokio::spawn(brief.into_future()), tokio::spawn(client.call::<Machine>().into_future()));
    while clock.sleepers() < 2 {
        tokio::task::yield_now().await;
    }
    clock.advance(Duration::from_secs(2));
    let error = brief.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "acme machine (GET /machine): no complete answer within 2s (deadline)");
    assert!(!first.is_finished() && !patient.is_finished());
    // the first comes to its own limit; who shared its wait shares what came of it, and the next call asks anew
    clock.advance(Duration::from_secs(58));
    for call in [first, patient] {
        assert!(call.await.unwrap().unwrap_err().is_timeout());
    }
    client.call::<Machine>().await.unwrap();
    assert_eq!(double.token_requests().len(), 2);
}
