//! Limits of time and size, and servers that are not there.

use std::time::Duration;

use bursar::Error;
use bursar::runtime::{FailureKind, StatusCode, TimeoutPhase};

use crate::providers::{Provider, Settings, for_each_provider};
use crate::support::clock::TestClock;
use crate::support::{Act, Server, html, json, nobody};

for_each_provider!(
    a_server_that_never_answers,
    a_body_that_never_ends_in_time,
    the_deadline_of_a_call,
    nobody_listens,
    a_connection_that_is_lost,
    a_body_over_the_limit,
    an_error_body_over_the_limit,
);

fn head(status: u16, rest: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{rest}\r\n\r\n").into_bytes()
}

async fn a_server_that_never_answers<P: Provider>() {
    let server = Server::start([Act::silence()]).await;
    let client = P::client(Settings::at(server.url()));
    let error = P::within(P::request(&client), Duration::from_millis(40)).await.unwrap_err();
    assert_eq!(error.to_string(), format!("{}: no complete answer within 40ms (attempt timeout)", P::FACTS.call));
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    // a busy machine may not even have sent it by then, but it is not sent again
    assert!(error.status().is_none() && server.calls().len() <= 1);
    let Error::Timeout(error) = error else { panic!("{error}") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Attempt, Duration::from_millis(40)));
}

/// The limit of the client counts to the last byte, and is measured by the client's clock.
async fn a_body_that_never_ends_in_time<P: Provider>() {
    let server = Server::start([Act::SendAndHang([head(200, "content-length: 99"), b"{".to_vec()].concat())]).await;
    let clock = TestClock::new();
    let limit = Duration::from_secs(9);
    let settings = Settings { timeout: Some(limit), clock: Some(clock.clone()), ..Settings::at(server.url()) };
    let call = tokio::spawn(P::request(&P::client(settings)).into_future());
    while server.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    clock.advance(limit - Duration::from_nanos(1));
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    clock.advance(Duration::from_nanos(1));
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), format!("{}: no complete answer within 9s (attempt timeout)", P::FACTS.call));
}

async fn the_deadline_of_a_call<P: Provider>() {
    let server = Server::start([Act::silence()]).await;
    let clock = TestClock::new();
    let limit = Duration::from_secs(3);
    let settings = Settings { deadline: Some(limit), clock: Some(clock.clone()), ..Settings::at(server.url()) };
    let call = tokio::spawn(P::request(&P::client(settings)).into_future());
    while server.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    clock.advance(limit);
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), format!("{}: no complete answer within 3s (deadline)", P::FACTS.call));
    assert!(matches!(error, Error::Timeout(e) if e.phase() == TimeoutPhase::Deadline));
}

async fn nobody_listens<P: Provider>() {
    let tokens = Server::start([]).await;
    let settings =
        Settings { token_url: Some(format!("{}/oauth/token", tokens.url())), ..Settings::at(nobody().await) };
    let error = P::request(&P::client(settings)).await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("{}: cannot connect: ", P::FACTS.call)), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!((error.status(), error.raw_body()), (None, None));
    assert!(matches!(error, Error::Transport(e) if e.kind() == Some(FailureKind::Connect)));
}

async fn a_connection_that_is_lost<P: Provider>() {
    let server = Server::start([Act::SendAndClose(Vec::new())]).await;
    let error = P::call(&server).await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("{}: the connection was lost: ", P::FACTS.call)), "{error}");
    assert!(error.is_retryable() && !error.is_connect());
    assert!(matches!(error, Error::Transport(e) if e.kind() == Some(FailureKind::Interrupted)));
    let cut = [head(200, "content-length: 9999"), P::FACTS.body.as_bytes().to_vec()].concat();
    let server = Server::start([Act::SendAndClose(cut)]).await;
    let error = P::call(&server).await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("{}: 200 OK: the connection was lost: ", P::FACTS.call)), "{error}");
    assert_eq!((error.status(), server.calls().len()), (Some(StatusCode::OK), 1));
}

/// Whether the length is declared or not; a body of exactly the limit is accepted.
async fn a_body_over_the_limit<P: Provider>() {
    let exact = u64::try_from(P::FACTS.body.len()).unwrap();
    let endless = || Act::Endless(head(200, "transfer-encoding: chunked"), b"4\r\n    \r\n".to_vec());
    for (act, limit) in [(json(200, P::FACTS.body), exact - 1), (endless(), 1000)] {
        let server = Server::start([act]).await;
        let settings = Settings { max_response_bytes: Some(limit), ..Settings::at(server.url()) };
        let error = P::request(&P::client(settings)).await.unwrap_err();
        let expect = format!("{}: 200 OK: the body is larger than the limit of {limit} bytes", P::FACTS.call);
        assert_eq!(error.to_string(), expect);
        assert_eq!((error.status(), error.is_retryable()), (Some(StatusCode::OK), false));
        assert!(matches!(error, Error::Transport(e) if e.is_too_large() && e.kind().is_none()));
    }
    let server = Server::start([json(200, P::FACTS.body)]).await;
    let settings =
        Settings { max_response_bytes: Some(exact), max_error_bytes: Some(200), ..Settings::at(server.url()) };
    P::request(&P::client(settings)).await.unwrap();
}

/// The status stays the error; the body is cut and not decoded.
async fn an_error_body_over_the_limit<P: Provider>() {
    let page = "<p>out of service</p>".repeat(10_000);
    let endless = Act::Endless(head(503, "transfer-encoding: chunked"), b"4\r\n<p> \r\n".to_vec());
    for act in [html(503, &page), endless] {
        let server = Server::start([act]).await;
        let settings = Settings { max_error_bytes: Some(300), ..Settings::at(server.url()) };
        let error = P::request(&P::client(settings)).await.unwrap_err();
        assert_eq!(error.to_string(), format!("{}: 503 Service Unavailable", P::FACTS.call));
        assert!(error.is_retryable());
        let Error::Api(error) = error else { panic!("{error}") };
        assert_eq!((error.status().as_u16(), error.raw_body().len()), (503, 300));
        let reason = error.decode_error().map(|fault| fault.to_string());
        assert_eq!(reason.as_deref(), Some("the body is larger than the limit of 300 bytes"));
        assert_eq!(format!("{:?}", error.body()), "Undocumented");
    }
}
