//! Limits of time and size, lost connections, and what is unknown after them.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bursar_runtime::{
    BoxFuture, Bytes, Error, FailureKind, HttpRequest, HttpResponse, StatusCode, Stream, TimeoutPhase, Transport,
    TransportFailure,
};
use support::clock::TestClock;
use support::provider::*;
use support::{Act, Server, bytes, json, reply};

const OK: &str = r#"{"id":"x","amount":1}"#;
const JSON: (&str, &str) = ("content-type", "application/json");

fn client(server: &Server, clock: &TestClock) -> Client {
    Client::new(|b| {
        b.base_url(server.url());
        b.clock(clock.clone());
        b.max_response_bytes(64);
        b.max_error_bytes(32);
    })
}

fn head(status: u16, rest: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{rest}\r\n\r\n").into_bytes()
}

#[test]
fn the_limits_that_hold_unless_others_are_set() {
    let text = format!("{:?}", bursar_runtime::__private::v1::Builder::new(&PROVIDER));
    let limits = "limits: Limits { connect_timeout: 5s, attempt_timeout: 60s, deadline: None, max_response_bytes: 33554432, \
        max_error_bytes: 1048576, max_item_bytes: 1048576, retries: Retries { max: 2, first: 500ms, cap: 8s, longest: 60s } }";
    assert!(text.contains(limits), "{text}");
}

/// A body of so many bytes.
struct Large(usize);

impl Stream for Large {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        static ZEROS: [u8; 1 << 16] = [0; 1 << 16];
        let length = self.0.min(ZEROS.len());
        self.0 -= length;
        Poll::Ready((length > 0).then(|| Ok(Bytes::from_static(&ZEROS[..length]))))
    }
}

#[tokio::test]
async fn as_much_is_read_as_the_limits_say() {
    struct Sized(u16, usize);
    impl Transport for Sized {
        fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            // a transport is told the limits of time, too
            assert_eq!((request.connect_timeout.as_secs(), request.attempt_timeout.as_secs()), (5, 60));
            let status = StatusCode::from_u16(self.0).unwrap();
            let media = [(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/octet-stream"))];
            let answer = HttpResponse::new(status, media.into_iter().collect(), Large(self.1));
            Box::pin(std::future::ready(Ok(answer)))
        }
    }
    let download = async |status: u16, length: usize| {
        Client::new(|b| b.transport(Sized(status, length))).item::<Download>("1").await
    };
    const MIB: usize = 1 << 20;
    assert_eq!(download(200, 32 * MIB).await.unwrap().len(), 32 * MIB);
    let error = download(200, 32 * MIB + 1).await.unwrap_err();
    let text = "acme download (GET /files/{id}): 200 OK: the body is larger than the limit of 33554432 bytes";
    assert_eq!(error.to_string(), text);
    for (length, kept) in [(MIB, MIB), (MIB + 1, MIB), (40 * MIB, MIB)] {
        let Error::Api(error) = download(400, length).await.unwrap_err() else { panic!() };
        let is_cut = error.decode_error().unwrap().to_string() == "the body is larger than the limit of 1048576 bytes";
        assert_eq!((error.raw_body().len(), is_cut), (kept, length > kept), "{length}");
    }
}

/// What is set for a call holds instead of what is set for its client, and only there.
#[tokio::test]
async fn a_call_can_have_limits_of_its_own() {
    use bursar_runtime::Retries;
    use bursar_runtime::testing::{Answer, Double, Failure, ManualClock};

    let (double, clock) = (Double::new(), ManualClock::auto());
    double.on::<GetItem>().always(Failure::Silence);
    double.on::<PutItem>().always(Answer::status(503).header("retry-after", "60"));
    let client = Client::new(|b| {
        b.transport(double.clone());
        b.clock(clock.clone());
        b.timeout(Duration::from_secs(7));
        b.deadline(Duration::from_secs(9));
        b.retries(Retries::none());
    });
    let mut passed = Duration::ZERO;
    let mut took = || {
        let before = std::mem::replace(&mut passed, clock.elapsed());
        (clock.elapsed() - before).as_secs()
    };
    let get = || client.item::<GetItem>("1");
    let limit = |error: Error<ItemError>| match error {
        Error::Timeout(e) => (e.phase(), e.limit().as_secs()),
        other => panic!("{other}"),
    };
    assert_eq!((limit(get().await.unwrap_err()), took()), ((TimeoutPhase::Attempt, 7), 7));
    let brief = get().with(|call| call.timeout(Duration::from_secs(2))).await.unwrap_err();
    assert_eq!((limit(brief), took()), ((TimeoutPhase::Attempt, 2), 2));
    // two limits that are met at once are one
    let both = get().with(|call| call.deadline(Duration::from_secs(7))).await.unwrap_err();
    assert_eq!((limit(both), took()), ((TimeoutPhase::Attempt, 7), 7));
    let early = get().with(|call| call.deadline(Duration::from_secs(3))).await.unwrap_err();
    assert_eq!((limit(early), took()), ((TimeoutPhase::Deadline, 3), 3));
    let late = get().with(|call| call.timeout(Duration::from_secs(100))).await.unwrap_err();
    assert_eq!((limit(late), took()), ((TimeoutPhase::Deadline, 9), 9));
    let before = double.requests().len();
    let patient = client.pay::<PutItem>().with(|call| {
        call.retries(Retries::new(3));
        call.deadline(Duration::from_secs(1000));
    });
    assert_eq!((patient.await.unwrap_err().attempts(), took()), (4, 180));
    assert_eq!((client.pay::<PutItem>().await.unwrap_err().attempts(), took()), (1, 0));
    assert_eq!(double.requests().len(), before + 5);
}

#[tokio::test]
async fn an_attempt_ends_with_its_time() {
    let server = Server::start([Act::SendAndHang(Vec::new())]).await;
    let clock = TestClock::new();
    let client = client(&server, &clock);
    let call = tokio::spawn(client.item::<GetItem>("1").into_future());
    server.until(1).await;
    clock.advance(Duration::from_secs(59));
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    clock.advance(Duration::from_secs(1));
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "acme getItem (GET /items/{id}): no complete answer within 60s (attempt timeout)");
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    let Error::Timeout(error) = error else { panic!() };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Attempt, Duration::from_secs(60)));
}

#[tokio::test]
async fn a_body_that_does_not_end_meets_the_deadline() {
    let server = Server::start([Act::SendAndHang(head(200, "content-length: 21"))]).await;
    let clock = TestClock::new();
    let request = client(&server, &clock).item::<GetItem>("1").with(|c| c.deadline(Duration::from_secs(3)));
    let call = tokio::spawn(request.into_future());
    server.until(1).await;
    clock.advance(Duration::from_secs(4));
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "acme getItem (GET /items/{id}): no complete answer within 3s (deadline)");
    let spent = client(&server, &clock).item::<GetItem>("1").with(|c| c.deadline(Duration::ZERO)).await.unwrap_err();
    assert_eq!(spent.to_string(), "acme getItem (GET /items/{id}): no complete answer within 0ns (deadline)");
    assert_eq!(spent.attempts(), 0);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_payment_without_an_answer_is_unknown() {
    let clock = TestClock::new();
    let server = Server::start([Act::SendAndHang(Vec::new())]).await;
    let request = client(&server, &clock).pay::<CreatePayment>().with(|c| c.timeout(Duration::from_secs(1)));
    let call = tokio::spawn(request.into_future());
    server.until(1).await;
    clock.advance(Duration::from_secs(1));
    let error = call.await.unwrap().unwrap_err();
    let expect = "acme createPayment (POST /payments): sent, but it is unknown whether it was carried out: no complete answer \
        within 1s (attempt timeout)";
    assert_eq!(error.to_string(), expect);
    assert!(error.is_timeout() && !error.is_retryable());
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "acme createPayment (POST /payments): no complete answer within 1s (attempt timeout)");

    let lost = Server::start([Act::SendAndClose(Vec::new())]).await;
    let request = client(&lost, &clock).pay::<CreateKeyed>().with(|c| c.set(0, &"key-1"));
    let error = request.await.unwrap_err();
    let expect =
        "acme createKeyed (POST /keyed): sent, but it is unknown whether it was carried out: the connection was lost";
    assert!(error.to_string().starts_with(expect), "{error}");
    assert!(matches!(error, Error::OutcomeUnknown(e) if e.idempotency_key() == Some("key-1")));
    assert_eq!(lost.seen().len(), 1);

    let cut = Act::SendAndClose([head(200, "content-length: 60"), OK.as_bytes().to_vec()].concat());
    let error = client(&Server::start([cut]).await, &clock).pay::<CreatePayment>().await.unwrap_err();
    assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error}");
    assert_eq!(error.status().map(|s| s.as_u16()), Some(200));
}

#[tokio::test]
async fn lost_connections_of_a_get() {
    let check = async |act: Act, kind: FailureKind, expect: &str| {
        let server = Server::start([act]).await;
        let error = client(&server, &TestClock::new()).item::<GetItem>("1").await.unwrap_err();
        assert!(error.to_string().starts_with(&format!("acme getItem (GET /items/{{id}}): {expect}")), "{error}");
        assert_eq!(error.is_retryable(), kind == FailureKind::Interrupted);
        assert!(std::error::Error::source(&error).is_some());
        let Error::Transport(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), Some(kind));
        assert_eq!(server.seen().len(), 1);
    };
    check(Act::SendAndClose(Vec::new()), FailureKind::Interrupted, "the connection was lost: ").await;
    let cut = [head(200, "content-length: 60"), OK.as_bytes().to_vec()].concat();
    check(Act::SendAndClose(cut), FailureKind::Interrupted, "200 OK: the connection was lost: ").await;
    let chunked = [head(200, "transfer-encoding: chunked"), format!("15\r\n{OK}\r\n").into_bytes()].concat();
    check(Act::SendAndClose(chunked), FailureKind::Interrupted, "200 OK: the connection was lost: ").await;
    let filler = "x-filler: a\r\n".repeat(1000);
    check(Act::SendAndClose(head(200, &filler)), FailureKind::Protocol, "the answer is not valid HTTP: ").await;
    check(Act::SendAndClose(b"NOPE\r\n\r\n".to_vec()), FailureKind::Protocol, "the answer is not valid HTTP: ").await;
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let client = Client::new(|b| b.base_url(support::nobody()));
    let error = client.pay::<CreatePayment>().await.unwrap_err();
    assert!(error.to_string().starts_with("acme createPayment (POST /payments): cannot connect: "), "{error}");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
}

#[tokio::test]
async fn a_connection_that_is_not_answered_meets_the_connect_timeout() {
    struct Slow;
    impl Transport for Slow {
        fn execute(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            Box::pin(async { Err(TransportFailure::new(FailureKind::ConnectTimeout, "timed out")) })
        }
    }
    let client = Client::new(|b| b.transport(Slow));
    let error = client.pay::<CreatePayment>().await.unwrap_err();
    assert_eq!(error.to_string(), "acme createPayment (POST /payments): not connected within 5s (connect timeout)");
    assert!(error.is_connect() && error.is_timeout() && error.is_retryable());
}

#[tokio::test]
async fn large_bodies_of_success_are_refused() {
    let expect = "acme getItem (GET /items/{id}): 200 OK: the body is larger than the limit of 64 bytes";
    let endless =
        Act::Endless(head(200, "transfer-encoding: chunked"), b"20\r\n                                \r\n".to_vec());
    let declared = Act::SendAndHang(head(200, "content-length: 65"));
    for act in [endless, declared, json(200, &format!("{OK:>65}"))] {
        let server = Server::start([act]).await;
        let error = client(&server, &TestClock::new()).item::<GetItem>("1").await.unwrap_err();
        assert_eq!(error.to_string(), expect);
        assert!(matches!(error, Error::Transport(e) if e.is_too_large()));
    }
    let server = Server::start([json(200, &format!("{OK:>64}"))]).await;
    assert!(client(&server, &TestClock::new()).item::<GetItem>("1").await.is_ok());
    let wide = client(&Server::start([json(200, &format!("{OK:>65}"))]).await, &TestClock::new());
    assert!(wide.item::<GetItem>("1").with(|c| c.max_response_bytes(65)).await.is_ok());
}

/// The length in an answer to HEAD is that of the answer to GET (RFC 9110 §8.6), and of no content it says nothing.
#[tokio::test]
async fn a_length_without_a_body_is_no_body() {
    use bursar_runtime::testing::{Answer, Double};

    let double = Double::new();
    let client = Client::new(|b| b.transport(double.clone()));
    double.on::<HeadItem>().then(Answer::status(200).header("content-length", "99999999999"));
    client.item::<HeadItem>("1").await.unwrap();
    for status in [204, 205] {
        double.on::<DeleteItem>().then(Answer::status(status).header("content-length", "99999999999"));
        client.item::<DeleteItem>("1").await.unwrap();
    }
    // nothing waits for a body that cannot come
    double.on::<DeleteItem>().then(Answer::text(204, "x").then_silent());
    client.item::<DeleteItem>("1").await.unwrap();
    double.on::<GetItem>().then(Answer::text(304, "x").then_silent());
    assert_eq!(client.item::<GetItem>("1").await.unwrap_err().raw_body(), Some(&b""[..]));
}

#[tokio::test]
async fn a_status_survives_its_body() {
    let clock = TestClock::new();
    let check = async |act: Act, raw: usize, expect: &str| {
        let server = Server::start([act]).await;
        let call = tokio::spawn(client(&server, &clock).pay::<CreatePayment>().into_future());
        server.until(1).await;
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "acme createPayment (POST /payments): 422 Unprocessable Entity");
        let Error::Api(error) = error else { panic!("{error}") };
        assert_eq!((error.documented(), error.body()), (Some("default"), &ItemError::Undocumented));
        let fault = error.decode_error().unwrap().to_string();
        assert!(fault.starts_with(expect), "{fault}");
        assert_eq!(error.raw_body().len(), raw);
    };
    let endless = Act::Endless(head(422, "transfer-encoding: chunked"), b"10\r\n{{{{{{{{{{{{{{{{\r\n".to_vec());
    check(endless, 32, "the body is larger than the limit of 32 bytes").await;
    let long = bytes(422, &[JSON], &"{".repeat(40));
    check(Act::Send(long), 32, "the body is larger than the limit of 32 bytes").await;
    let cut = [head(422, "content-length: 10"), b"{".to_vec()].concat();
    check(Act::SendAndClose(cut), 1, "the body was cut off: ").await;
}

#[tokio::test]
async fn a_status_survives_the_end_of_the_time() {
    use std::sync::Arc;
    use tokio::sync::Notify;

    /// One chunk, then silence, of which it tells.
    struct Stalled(Option<Bytes>, Arc<Notify>);
    impl Stream for Stalled {
        type Item = Result<Bytes, TransportFailure>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            match self.0.take() {
                Some(chunk) => Poll::Ready(Some(Ok(chunk))),
                None => {
                    self.1.notify_one();
                    Poll::Pending
                }
            }
        }
    }
    struct Stalling(Arc<Notify>);
    impl Transport for Stalling {
        fn execute(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            let body = Stalled(Some(Bytes::from_static(b"{")), Arc::clone(&self.0));
            Box::pin(async { Ok(HttpResponse::new(StatusCode::BAD_REQUEST, Default::default(), body)) })
        }
    }
    let (clock, silent) = (TestClock::new(), Arc::new(Notify::new()));
    let client = Client::new(|b| {
        b.clock(clock.clone());
        b.transport(Stalling(Arc::clone(&silent)));
    });
    let call = tokio::spawn(client.pay::<CreatePayment>().into_future());
    silent.notified().await;
    clock.advance(Duration::from_secs(61));
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "acme createPayment (POST /payments): 400 Bad Request");
    let Error::Api(error) = error else { panic!("{error}") };
    let fault = error.decode_error().unwrap().to_string();
    assert_eq!(fault, "the body was not complete within 60s (attempt timeout)");
    assert_eq!(error.raw_body(), b"{");
}

#[tokio::test]
async fn surplus_bytes_are_not_the_next_answer() {
    let smuggled = [bytes(200, &[JSON], OK), bytes(200, &[JSON], r#"{"id":"hostile","amount":-9}"#)].concat();
    let server = Server::start([Act::Send(smuggled), json(200, r#"{"id":"y","amount":2}"#)]).await;
    let client = client(&server, &TestClock::new());
    assert_eq!(client.item::<GetItem>("1").await.unwrap().id, "x");
    assert_eq!(client.item::<GetItem>("1").await.unwrap().id, "y");
    let none =
        Act::Send(b"HTTP/1.1 204 No Content\r\ncontent-length: 28\r\n\r\n{\"id\":\"hostile\",\"amount\":-9}".to_vec());
    let server = Server::start([none, json(200, r#"{"id":"y","amount":2}"#)]).await;
    let client = self::client(&server, &TestClock::new());
    client.item::<DeleteItem>("1").await.unwrap();
    assert_eq!(client.item::<GetItem>("1").await.unwrap().id, "y");
}

#[tokio::test]
async fn compressed_bodies_are_named() {
    let server = Server::start([reply(200, &[JSON, ("content-encoding", "gzip")], "\u{1f}x")]).await;
    let error = client(&server, &TestClock::new()).item::<GetItem>("1").await.unwrap_err();
    let expect = "acme getItem (GET /items/{id}): 200 OK, but the body cannot be decoded: the body has the content coding \
        \"gzip\", which was not asked for";
    assert_eq!(error.to_string(), expect);
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn without_a_trusted_handshake_nothing_is_sent() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut first = vec![0; 4096];
        let length = stream.read(&mut first).await.unwrap();
        stream.write_all(&bytes(200, &[JSON], OK)).await.unwrap();
        String::from_utf8_lossy(&first[..length]).into_owned()
    });
    let client = Client::new(|b| {
        b.base_url(url);
        b.bearer(TOKEN, "SECRET-token".into());
    });
    let error = client.call::<Secured>().await.unwrap_err();
    assert!(error.to_string().starts_with("acme secured (GET /secured): no secure connection: "), "{error}");
    assert!(error.is_connect() && !error.is_retryable());
    let sent = server.await.unwrap();
    assert!(sent.starts_with('\u{16}') && !sent.contains("SECRET") && !sent.contains("/secured"), "{sent:?}");
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[tokio::test]
async fn without_tls_https_is_refused() {
    let error = Client::new(|_| {}).item::<GetItem>("1").await.unwrap_err();
    let text = "bursar-runtime was built without TLS: enable its feature `rustls` or `native-tls`";
    assert_eq!(error.to_string(), format!("acme getItem (GET /items/{{id}}): no secure connection: {text}"));
}
