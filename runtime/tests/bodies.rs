//! Request bodies on the wire, byte by byte; what is refused before; and streams, which are never sent twice.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bursar_runtime::__private::v1;
use bursar_runtime::{
    Body, BoxFuture, Bytes, Decimal, Error, FailureKind, HttpRequest, HttpResponse, Maybe, ReqwestTransport, Retries,
    Transport, TransportFailure, Upload,
};
use futures_core::Stream;
use support::pauses::{ATTEMPT, Limits, Pauses, Same};
use support::provider::{Client, Request};
use support::{Act, Seen, Server, bytes, reply};

#[derive(Debug, Clone, PartialEq)]
struct Payment {
    amount: Decimal,
    tags: Option<Vec<String>>,
    to: Option<serde_json::Value>,
    note: Maybe<String>,
}

v1::object! {
    ser Payment {
        amount: Decimal = "amount", required v1::DecimalNumber;
        tags: Option<Vec<String>> = "tags", optional v1::List<v1::Plain>;
        to: Option<serde_json::Value> = "to", optional v1::Plain;
        note: Maybe<String> = "note", maybe v1::Plain;
    }
}

fn payment(amount: &str) -> Payment {
    Payment { amount: amount.parse().unwrap(), tags: None, to: None, note: Maybe::Absent }
}

#[derive(Debug, Clone, PartialEq)]
struct Document {
    title: String,
    scan: Option<Upload>,
}

v1::parts! { Document { title: "title", required v1::Plain; scan: "scan", files; } }

v1::choice! {
    Sendable {
        0 json v1::Plain => Json(Payment);
        1 form v1::Plain => Form(Payment);
        2 multipart v1::Plain => Multipart(Payment);
        3 parts => Files(Document), from;
        4 text => Text(String), from;
        5 octets => Bytes(Body), from;
        6 upload => Image(Upload), from;
        7 upload => Any(v1::Upload);
    }
}

#[derive(Debug)]
enum Sendable {
    Json(Payment),
    Form(Payment),
    Multipart(Payment),
    Files(Document),
    Text(String),
    Bytes(Body),
    Image(Upload),
    Any(Upload),
}

#[derive(Debug)]
enum Failed {
    Undocumented,
}

struct Send;
v1::operation! {
    Send -> (), Failed {
        Post "/send", "send";
        body required "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data",
            "text/plain", "application/octet-stream", "image/*", "*/*";
        field 1 v1::Field::new("tags").style(v1::Style::Form, v1::Explode::No);
        field 2 v1::Field::new("to").media("application/vnd.to+json");
        field 3 v1::Field::new("scan").media("image/png");
        replies none "204";
        gives none;
    }
}

struct Put;
v1::operation! { Put -> (), Failed { Put "/put", "put"; body optional "text/csv; charset=latin1"; replies none "204"; gives none; } }

struct Keyed;
v1::operation! {
    Keyed -> (), Failed { Post "/keyed", "keyed"; body required "application/pdf"; key "Idempotency-Key"; replies none "204"; gives none; }
}

struct Machine;
v1::operation! {
    Machine -> (), Failed { Post "/machine", "machine"; body required "application/pdf"; auth 5["a"]; replies none "204"; gives none; }
}

fn client(server: &Server) -> Client {
    Client::new(|b| {
        b.base_url(server.url());
        b.random(Same(0));
    })
}

fn sending(server: &Server, form: impl Into<Sendable>) -> Request<Send> {
    client(server).call::<Send>().with(|call| call.choose(form.into()))
}

async fn empty() -> Server {
    Server::start([reply(204, &[], "")]).await
}

/// Sends a form: its `Content-Type`, and its content with line ends as `~`.
async fn sent(form: impl Into<Sendable>) -> (String, String) {
    let server = empty().await;
    sending(&server, form).await.unwrap();
    let seen = server.seen().remove(0);
    assert_eq!(seen.header("content-length"), Some(seen.raw.len().to_string().as_str()));
    (seen.header("content-type").unwrap().to_owned(), seen.body.replace("\r\n", "~"))
}

const BOUNDARY: &str = "bursar-00000000000040008000000000000000";

#[tokio::test]
async fn every_form() {
    async fn check(form: impl Into<Sendable>, media: &str, expect: &str) {
        let boundary = |text: &str| text.replace("{B}", BOUNDARY);
        assert_eq!(sent(form).await, (boundary(media), boundary(expect)));
    }
    let mut full = payment("12345678901234567890.10");
    full.tags = Some(vec!["a b".into(), "c&d".into()]);
    full.to = Some(serde_json::json!({"city": "Zürich"}));
    full.note = Maybe::Null;
    let json = r#"{"amount":12345678901234567890.10,"tags":["a b","c&d"],"to":{"city":"Zürich"},"note":null}"#;
    check(Sendable::Json(full.clone()), "application/json", json).await;
    let form = "amount=12345678901234567890.10&tags=a+b,c%26d&to=%7B%22city%22%3A%22Z%C3%BCrich%22%7D";
    check(Sendable::Form(full.clone()), "application/x-www-form-urlencoded", form).await;
    let part = |name: &str| format!("--{{B}}~Content-Disposition: form-data; name=\"{name}\"");
    let (amount, tags, to) = (part("amount"), part("tags"), part("to"));
    let typed = "Content-Type: application/vnd.to+json~~{\"city\":\"Zürich\"}";
    let parts = format!("{amount}~~12345678901234567890.10~{tags}~~a b~{tags}~~c&d~{to}~{typed}~--{{B}}--~");
    check(Sendable::Multipart(full), "multipart/form-data; boundary={B}", &parts).await;
    let document = Document { title: "Ünï".into(), scan: Some(Upload::new("\u{0}x").file_name("né 1.png")) };
    let (title, scan) = (part("title"), part("scan"));
    let file = format!("{scan}; filename=\"n%C3%A9 1.png\"~Content-Type: image/png~~\u{0}x");
    check(document, "multipart/form-data; boundary={B}", &format!("{title}~~Ünï~{file}~--{{B}}--~")).await;
    check("plain \"text\"", "text/plain", "plain \"text\"").await;
    check("héllo".to_owned(), "text/plain; charset=utf-8", "héllo").await;
    check(String::new(), "text/plain", "").await;
    check(Body::from(""), "application/octet-stream", "").await;
    check(Upload::new("x").content_type("image/webp"), "image/webp", "x").await;
    check(Sendable::Any(Upload::new("x")), "application/octet-stream", "x").await;
    check(Sendable::Any(Upload::new("x").content_type("a/b; c=d")), "a/b; c=d", "x").await;
}

#[tokio::test]
async fn octets_are_sent_as_they_are() {
    let all: Vec<u8> = (0..=255).collect();
    let server = empty().await;
    sending(&server, Body::from(all.clone())).await.unwrap();
    sending(&server, Sendable::Files(Document { title: String::new(), scan: Some(all.clone().into()) })).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].raw, all);
    assert!(seen[1].raw.windows(256).any(|window| window == all));
}

#[tokio::test]
async fn a_charset_that_the_document_names_stays() {
    let server = empty().await;
    let client = client(&server);
    client.call::<Put>().with(|call| call.text(0, "ü".to_owned())).await.unwrap();
    client.call::<Put>().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("content-type"), Some("text/csv; charset=latin1"));
    let absent = (seen[1].header("content-type"), seen[1].header("transfer-encoding"), seen[1].body.as_str());
    assert_eq!(absent, (None, None, ""));
}

#[tokio::test]
async fn refused_before_anything_is_sent() {
    async fn check(form: impl Into<Sendable>, expect: &str) {
        let server = empty().await;
        let error = sending(&server, form).await.unwrap_err();
        assert_eq!(error.to_string(), format!("acme send (POST /send): {expect}"));
        assert!(matches!(error, Error::Request(_)) && server.seen().is_empty());
    }
    let file = |file: Upload| Document { title: "t".into(), scan: Some(file) };
    let scan = "the body's member `scan` has a file";
    let name = format!("{scan} name with a line break or NUL in it, which a header cannot hold");
    check(file(Upload::new("x").file_name("a\"\r\nX-Evil: 1")), &name).await;
    let media = format!("{scan} whose content type is no media type");
    check(file(Upload::new("x").content_type("image/png\r\nX-Evil: 1")), &media).await;
    let header = format!("{scan} with a header that a part cannot have");
    check(file(Upload::new("x").header("X", "1\r\nX-Evil: 1")), &header).await;
    check(Upload::new("x"), "the body needs a content type, one of `image/*`").await;
    let none = "the body has a content type that is no media type";
    check(Upload::new("x").content_type("image/png\r\nX-Evil: 1"), none).await;
    check(Sendable::Any(Upload::new("x").content_type("image/*")), none).await;
    let mut nested = payment("1");
    nested.to = Some(serde_json::json!([[1], {"a": 1}]));
    assert!(sent(Sendable::Form(nested)).await.1.contains("to=%5B1%5D&to=%7B%22a%22%3A1%7D"));
    let server = empty().await;
    let missing = client(&server).call::<Send>().await.unwrap_err();
    assert_eq!(missing.to_string(), "acme send (POST /send): the body is required");
}

/// An iterator as a stream.
struct Items<I>(I);

impl<I: Iterator<Item = io::Result<Bytes>> + Unpin> Stream for Items<I> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

fn stream(texts: &'static [&'static str]) -> impl Stream<Item = io::Result<Bytes>> + std::marker::Send + 'static {
    Items(texts.iter().map(|text| match *text {
        "!" => Err(io::Error::other("disk gone")),
        text => Ok(Bytes::from_static(text.as_bytes())),
    }))
}

fn framing(seen: &Seen) -> (Option<&str>, Option<&str>, &str) {
    (seen.header("content-length"), seen.header("transfer-encoding"), &seen.body)
}

#[tokio::test]
async fn streams_have_their_length_or_are_chunked() {
    let server = empty().await;
    let send = |body: Body| sending(&server, body);
    send(Body::stream(5, stream(&["ab", "", "cde"]))).await.unwrap();
    send(Body::stream(None, stream(&["ab", "cde"]))).await.unwrap();
    send(Body::stream(None, stream(&[]))).await.unwrap();
    send(Body::reader(3, &b"xyz"[..])).await.unwrap();
    let seen = server.seen();
    let expect = [
        (Some("5"), None, "abcde"),
        (None, Some("chunked"), "abcde"),
        (None, Some("chunked"), ""),
        (Some("3"), None, "xyz"),
    ];
    assert_eq!(seen.iter().map(framing).collect::<Vec<_>>(), expect);
}

#[tokio::test]
async fn files_can_be_streams() {
    let server = empty().await;
    for length in [Some(3), None] {
        let scan = Upload::new(Body::stream(length, stream(&["ab", "c"]))).file_name("s.png");
        sending(&server, Document { title: "t".into(), scan: Some(scan) }).await.unwrap();
    }
    let seen = server.seen();
    assert_eq!(seen[0].header("content-length"), Some(seen[0].raw.len().to_string().as_str()));
    assert_eq!((seen[1].header("content-length"), seen[1].header("transfer-encoding")), (None, Some("chunked")));
    assert_eq!(seen[0].body, seen[1].body);
    assert!(seen[0].body.ends_with(&format!("\r\n\r\nabc\r\n--{BOUNDARY}--\r\n")), "{}", seen[0].body);
}

#[tokio::test]
async fn a_stream_that_fails_leaves_the_outcome_unknown() {
    async fn check(body: Body, expect: &str) {
        let server = empty().await;
        let error = sending(&server, body).await.unwrap_err();
        assert!(matches!(error, Error::OutcomeUnknown(_)), "{error:?}");
        let sent = "acme send (POST /send): sent, but it is unknown whether it was carried out: the request failed: ";
        assert_eq!(error.to_string(), format!("{sent}the body could not be read to its end: {expect}"));
        assert!(server.seen().is_empty());
    }
    check(Body::stream(None, stream(&["ab", "!"])), "disk gone").await;
    check(Body::stream(5, stream(&["ab"])), "the stream ended after 2 of the 5 bytes that were announced").await;
    check(Body::stream(1, stream(&["ab"])), "the stream has more than the 1 bytes that were announced").await;
}

fn retrying(server: &Server) -> Client {
    Client::new(|b| {
        b.base_url(server.url());
        b.clock(Pauses::new(Limits::Never));
        b.timeout(ATTEMPT);
        b.retries(Retries::new(2));
    })
}

#[tokio::test]
async fn only_what_can_be_made_again_is_repeated() {
    let repeatable = || Body::repeatable(None, || stream(&["abc"]));
    let once = || Body::stream(None, stream(&["abc"]));
    for (body, answers) in [(Body::from("abc"), 2), (repeatable(), 2), (once(), 1)] {
        let server = Server::start([reply(503, &[], ""), reply(204, &[], "")]).await;
        let result = retrying(&server).call::<Keyed>().with(|call| call.octets(0, body)).await;
        let bodies: Vec<_> = server.seen().iter().map(|seen| seen.body.clone()).collect();
        assert_eq!(bodies, vec!["abc"; answers]);
        assert_eq!(result.is_ok(), answers == 2);
        if let Err(error) = result {
            assert_eq!((error.status().unwrap().as_u16(), error.is_retryable()), (503, false));
        }
    }
    let server = Server::start([Act::SendAndClose(Vec::new())]).await;
    let lost = retrying(&server).call::<Keyed>().with(|call| call.octets(0, once())).await.unwrap_err();
    assert_eq!((server.seen().len(), lost.is_retryable()), (1, false));
    assert!(lost.idempotency_key().is_some());
}

#[tokio::test]
async fn a_stream_that_was_sent_is_refused_the_next_time() {
    let server = empty().await;
    let upload = Upload::new(Body::stream(None, stream(&["abc"])));
    let send = || sending(&server, Document { title: "t".into(), scan: Some(upload.clone()) });
    send().await.unwrap();
    assert!(upload.body().is_spent());
    let error = send().await.unwrap_err();
    let reason = "the body is a stream that was sent already and cannot be made again";
    assert_eq!(error.to_string(), format!("acme send (POST /send): {reason}"));
    assert_eq!(server.seen().len(), 1);
}

#[cfg(feature = "testing")]
#[tokio::test]
async fn the_test_double_reads_streams() {
    use bursar_runtime::testing::{Answer, Double, Failure, ManualClock};

    let double = Double::new();
    double.on::<Keyed>().then(Failure::ConnectRefused);
    double.on::<Keyed>().then(Answer::status(204));
    let client = Client::new(|b| {
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.retries(Retries::new(1));
    });
    let send = |body| client.call::<Keyed>().with(|call| call.octets(0, body));
    send(Body::stream(None, stream(&["ab", "c"]))).await.unwrap();
    let bodies: Vec<_> = double.requests().iter().map(|request| request.body().cloned()).collect();
    assert_eq!(bodies, [None, Some(Bytes::from_static(b"abc"))]);
    double.on::<Keyed>().then(Answer::status(204));
    let error = send(Body::stream(3, stream(&["ab"]))).await.unwrap_err();
    assert!(error.to_string().ends_with("the stream ended after 2 of the 3 bytes that were announced"), "{error}");
}

/// Refuses the first connection.
struct Refused(AtomicUsize, ReqwestTransport);

impl Transport for Refused {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        match self.0.fetch_add(1, Ordering::SeqCst) {
            0 => Box::pin(std::future::ready(Err(TransportFailure::new(FailureKind::Connect, "refused")))),
            _ => self.1.execute(request),
        }
    }
}

#[tokio::test]
async fn a_refused_connection_does_not_use_a_stream_up() {
    let server = empty().await;
    let transport = ReqwestTransport::new(std::time::Duration::from_secs(5)).unwrap();
    let transport = Mutex::new(Some(Refused(AtomicUsize::new(0), transport)));
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.transport(transport.lock().unwrap().take().unwrap());
        b.clock(Pauses::new(Limits::Never));
        b.timeout(ATTEMPT);
        b.retries(Retries::new(1));
    });
    let body = Body::stream(3, stream(&["abc"]));
    let response = client.call::<Keyed>().with(|call| call.octets(0, body)).await.unwrap();
    assert_eq!((response.attempts(), server.seen().len(), server.seen()[0].body.as_str()), (2, 1, "abc"));
}

/// A transport or a layer may read a body before it connects; what is gone then cannot go with the next attempt.
#[tokio::test]
async fn a_stream_that_is_gone_is_not_tried_again() {
    #[derive(Clone, Default)]
    struct Greedy(Arc<AtomicUsize>);
    impl Transport for Greedy {
        fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                let read = request.body.collect().await.map_err(|e| TransportFailure::new(FailureKind::Other, e))?;
                assert_eq!(read, "abc");
                Err(TransportFailure::new(FailureKind::Connect, "refused"))
            })
        }
    }
    for (body, attempts) in
        [(Body::stream(None, stream(&["abc"])), 1), (Body::repeatable(None, || stream(&["abc"])), 3)]
    {
        let transport = Greedy::default();
        let client = Client::new(|b| {
            b.transport(transport.clone());
            b.clock(Pauses::new(Limits::Never));
            b.retries(Retries::new(2));
        });
        let error = client.call::<Keyed>().with(|call| call.octets(0, body)).await.unwrap_err();
        assert!(error.is_connect(), "{error}");
        assert_eq!((error.attempts() as usize, transport.0.load(Ordering::SeqCst)), (attempts, attempts));
    }
}

#[tokio::test]
async fn a_new_token_does_not_send_a_stream_again() {
    let token =
        |name: &str| bytes(200, &[("content-type", "application/json")], &format!(r#"{{"access_token":"{name}"}}"#));
    for (body, calls) in [(Body::stream(None, stream(&["abc"])), 1), (Body::repeatable(None, || stream(&["abc"])), 2)] {
        let auth = Server::start([Act::Send(token("t1")), Act::Send(token("t2"))]).await;
        let api = Server::start([reply(401, &[], ""), reply(204, &[], "")]).await;
        let client = Client::new(|b| {
            b.base_url(api.url());
            b.token_url(support::provider::OAUTH, format!("{}/oauth/token", auth.url()));
            b.client_credentials(support::provider::OAUTH, "id".into(), "secret".into());
        });
        let result = client.call::<Machine>().with(|call| call.octets(0, body)).await;
        assert_eq!((api.seen().len(), result.is_ok()), (calls, calls == 2));
    }
}

#[tokio::test]
async fn a_form_that_the_operation_does_not_have_is_refused() {
    let server = empty().await;
    let error = client(&server).call::<Put>().with(|call| call.octets(1, Body::from("x"))).await.unwrap_err();
    assert_eq!(error.to_string(), "acme put (PUT /put): the body has no form number 1");
    assert!(server.seen().is_empty());
}
