//! Answers that are read as they arrive: over loopback where the wire matters, over a scripted body where time does.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::large_enum_variant, clippy::type_complexity, missing_docs, reason = "a test")]

mod support;

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{
    BoxFuture, Bytes, Error, EventStream, FailureKind, HeaderMap, HttpRequest, HttpResponse, Response, StatusCode,
    Stream, StreamError, TimeoutPhase, Transport, TransportFailure,
};
use support::clock::TestClock;
use support::provider::{Client, Item, Problem};
use support::{Act, Server, json};

#[derive(Debug, PartialEq)]
pub enum Failure {
    NotFound(Problem),
    Undocumented,
}

pub struct Events;
v1::operation! { Events -> EventStream<String>, Failure {
    Get "/events", "events";
    replies events "200" until "[DONE]", json "404";
    gives events;
    err 1 json v1::Plain => NotFound;
} }

pub struct Typed;
v1::operation! { Typed -> EventStream<Item>, Failure {
    Get "/typed", "typed";
    replies events "200";
    gives events v1::Plain;
} }

pub struct Rows;
v1::operation! { Rows -> bursar_runtime::JsonLines<Item>, Failure {
    Get "/rows", "rows";
    replies lines "200" as "application/x-ndjson";
    gives lines v1::Plain;
} }

pub struct Numbers;
v1::operation! { Numbers -> bursar_runtime::JsonLines<i64>, Failure {
    Get "/numbers", "numbers";
    replies sequence "200";
    gives lines v1::Int;
} }

pub struct Download;
v1::operation! { Download -> Bytes, Failure {
    Get "/file", "download";
    replies bytes "200", json "404";
    stream [0] octets => bursar_runtime::ByteStream;
    gives bytes;
    err 1 json v1::Plain => NotFound;
} }

pub struct Complete;
v1::operation! { Complete -> Item, Failure {
    Post "/complete", "complete";
    body optional "application/json";
    replies json "200", events "200" until "[DONE]", none "202";
    stream [1] events v1::Plain => EventStream<Item>;
    gives json v1::Plain;
} }

#[derive(Debug)]
pub enum MaybeEvents {
    Ok(EventStream<String>),
    NoContent,
}

pub struct Polled;
v1::operation! { Polled -> MaybeEvents, Failure {
    Get "/polled", "polled";
    replies events "200", none "204";
    ok 0 events => Ok, 1 none => NoContent;
} }

fn head(status: u16, media: &str) -> String {
    format!("HTTP/1.1 {status} X\r\ncontent-type: {media}\r\ntransfer-encoding: chunked\r\n\r\n")
}

/// A chunked body, whole.
fn chunked(media: &str, chunks: &[&str]) -> Act {
    let mut text = head(200, media);
    for chunk in chunks {
        text.push_str(&format!("{:x}\r\n{chunk}\r\n", chunk.len()));
    }
    Act::Send(format!("{text}0\r\n\r\n").into_bytes())
}

/// The same without its end.
fn cut(media: &str, chunk: &str) -> Act {
    Act::SendAndClose(format!("{}{:x}\r\n{chunk}\r\n", head(200, media), chunk.len()).into_bytes())
}

const SSE: &str = "text/event-stream";

fn client(server: &Server) -> Client {
    Client::new(|b| b.base_url(server.url()))
}

/// What a stream gives: items by `print`, errors by their text.
async fn all<S: Stream<Item = Result<T, StreamError>> + Unpin, T>(
    stream: &mut S,
    print: impl Fn(&T) -> String,
) -> Vec<String> {
    let mut out = Vec::new();
    while let Some(item) = std::future::poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await {
        out.push(item.map_or_else(|e| format!("error: {e}"), |item| print(&item)));
        assert!(out.len() < 100, "{out:?}");
    }
    out
}

fn event(event: &bursar_runtime::Event<String>) -> String {
    format!("{} {:?} {:?}", event.name(), event.id, event.data)
}

#[tokio::test]
async fn events_arrive_one_by_one() {
    let chunks =
        [": hi\n\ndata: a\r", "\ndata:  b\r\n\r", "\nevent: up\nid: 7\ndata:{}\n\nretry: 3000\n\n", "data: cut"];
    let server = Server::start([chunked("text/event-stream; charset=utf-8", &chunks)]).await;
    let mut events = client(&server).call::<Events>().await.unwrap();
    assert_eq!((events.status().as_u16(), events.documented(), events.attempts()), (200, Some("200"), 1));
    assert_eq!(events.last_event_id(), None);
    assert_eq!(event(&events.next().await.unwrap().unwrap()), r#"message None "a\n b""#);
    assert_eq!(event(&events.next().await.unwrap().unwrap()), r#"up Some("7") "{}""#);
    assert!(events.next().await.is_none() && events.next().await.is_none());
    assert_eq!(events.last_event_id(), Some("7"));
    assert_eq!(server.seen()[0].header("accept"), Some("text/event-stream, application/json;q=0.5"));
    assert_eq!(
        format!("{:?}", events.as_ref().body()),
        r#"EventStream { events: 2, state: "ended", last_event_id: Some("7"), .. }"#
    );
}

trait Body<T> {
    fn body(&self) -> &T;
}

impl<T> Body<T> for Response<&T> {
    fn body(&self) -> &T {
        self
    }
}

#[tokio::test]
async fn an_error_status_is_a_typed_error_before_the_stream() {
    let server = Server::start([json(404, r#"{"message":"none"}"#), json(500, "{}")]).await;
    let Err(Error::Api(error)) = client(&server).call::<Events>().await else { panic!() };
    assert_eq!(error.body(), &Failure::NotFound(Problem { message: "none".into() }));
    let Err(Error::Api(error)) = client(&server).call::<Events>().await else { panic!() };
    assert_eq!((error.body(), error.raw_body()), (&Failure::Undocumented, b"{}".as_slice()));
}

#[tokio::test]
async fn the_end_of_the_data_is_a_fact() {
    let server = Server::start([chunked(SSE, &["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"])]).await;
    let mut events = client(&server).call::<Events>().await.unwrap();
    assert_eq!(all(&mut *events, event).await, [r#"message None "1""#]);
}

#[tokio::test]
async fn a_wrong_item_is_told_with_its_number_and_the_next_one_read() {
    let good = r#"{"id":"a","amount":1}"#;
    let wrong = r#"{"id":"b","amount":"x"}"#;
    let place = "at $.amount: invalid type: string \"x\", expected an integer (line 1, column 23)";
    let body = format!("data: {good}\n\ndata: {wrong}\n\ndata: {good}\n\n");
    let server = Server::start([chunked(SSE, &[&body])]).await;
    let mut events = client(&server).call::<Typed>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.amount, 1);
    let error = events.next().await.unwrap().unwrap_err();
    let expect = format!("acme typed (GET /typed): 200 OK, but item 1 of the stream cannot be decoded: {place}");
    assert_eq!(error.to_string(), expect);
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!((error.item(), error.path(), error.raw_body()), (Some(1), "$.amount", wrong.as_bytes()));
    assert_eq!(events.next().await.unwrap().unwrap().data.id, "a");
    assert!(events.next().await.is_none());

    let body = format!("{good}\r\n\n{wrong}\n{good}");
    for cut in (1..body.len()).step_by(7) {
        let server = Server::start([chunked("application/x-ndjson", &[&body[..cut], &body[cut..]])]).await;
        let mut rows = client(&server).call::<Rows>().await.unwrap();
        let expect =
            format!("error: acme rows (GET /rows): 200 OK, but item 1 of the stream cannot be decoded: {place}");
        assert_eq!(all(&mut *rows, |row| row.id.clone()).await, ["a", &expect, "a"]);
    }
}

#[tokio::test]
async fn sequences_of_json_texts() {
    let server = Server::start([chunked("application/json-seq", &["\u{1e}1\n\u{1e}2", "\u{1e}3\n\u{1e}45"])]).await;
    let mut numbers = client(&server).call::<Numbers>().await.unwrap();
    let cut = |item| {
        format!(
            "error: acme numbers (GET /numbers): 200 OK, but item {item} of the stream cannot be decoded: the text has no \
             end (RFC 7464 section 2.4), so a part of it may be missing"
        )
    };
    assert_eq!(all(&mut *numbers, i64::to_string).await, ["1", &cut(1), "3", &cut(3)]);
}

#[tokio::test]
async fn a_lost_connection_ends_a_stream_with_an_error() {
    let server = Server::start([cut(SSE, "data: 1\n\ndata: 2\n"), cut("application/x-ndjson", "{\"id\"")]).await;
    let mut events = client(&server).call::<Events>().await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.to_string().starts_with("acme events (GET /events): 200 OK: the connection was lost"), "{error}");
    assert!(error.is_retryable() && events.next().await.is_none());
    let mut rows = client(&server).call::<Rows>().await.unwrap();
    assert!(matches!(rows.next().await, Some(Err(Error::Transport(e))) if e.kind() == Some(FailureKind::Interrupted)));
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn an_item_has_a_limit_and_the_stream_none() {
    let line = format!("{}{:x}\r\n{}\r\n", head(200, SSE), 4096, "x".repeat(4096));
    let more = format!("{:x}\r\n{}\r\n", 4096, "x".repeat(4096));
    let server = Server::start([Act::Endless(line.into_bytes(), more.into_bytes())]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.max_item_bytes(100_000);
        b.max_response_bytes(1);
    });
    let mut events = client.call::<Events>().await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    let expect = "acme events (GET /events): 200 OK: item 0 of the stream is larger than the limit of 100000 bytes";
    assert_eq!(error.to_string(), expect);
    assert!(matches!(&error, Error::Transport(e) if e.is_too_large()) && !error.is_retryable());
    assert!(events.next().await.is_none());

    let one = "{\"id\":\"a\",\"amount\":1}\n".repeat(100);
    let server = Server::start([chunked("application/x-ndjson", &[&one, &one])]).await;
    let rows = Client::new(|b| b.base_url(server.url())).call::<Rows>().with(|c| c.max_item_bytes(21));
    let mut rows = rows.with(|c| c.max_response_bytes(1)).await.unwrap();
    let mut count = 0;
    while let Some(row) = rows.next().await {
        count += u32::from(row.is_ok());
    }
    assert_eq!(count, 200);
    // the limit of a call goes before that of its client
    let rows = Client::new(|b| b.base_url(server.url())).call::<Rows>().with(|c| c.max_item_bytes(20));
    let error = rows.await.unwrap().next().await.unwrap().unwrap_err().to_string();
    assert!(error.ends_with("item 0 of the stream is larger than the limit of 20 bytes"), "{error}");
}

#[tokio::test]
async fn a_download_is_collected_or_read_chunk_by_chunk() {
    let chunks = ["abc", "\0\u{7f}", "def"];
    let server = Server::start([chunked("application/octet-stream", &chunks)]).await;
    let whole = client(&server).call::<Download>().await.unwrap();
    assert_eq!(*whole, "abc\0\u{7f}def");
    let mut stream = v1::stream::<Download>(client(&server).call::<Download>().call).await.unwrap();
    assert_eq!(stream.content_length(), None);
    let mut out = Vec::new();
    assert_eq!(stream.write_to(&mut out).await.unwrap(), 8);
    assert_eq!(out, b"abc\0\x7fdef");

    let small = client(&server).call::<Download>().with(|c| c.max_response_bytes(4));
    assert!(small.await.unwrap_err().to_string().ends_with("the body is larger than the limit of 4 bytes"));
    let small = client(&server).call::<Download>().with(|c| c.max_response_bytes(4));
    let mut stream = v1::stream::<Download>(small.call).await.unwrap();
    assert_eq!(stream.write_to(&mut std::io::sink()).await.unwrap(), 8);

    let part = "HTTP/1.1 200 X\r\ncontent-type: application/octet-stream\r\ncontent-length: 9\r\n\r\nabc";
    let server = Server::start([Act::SendAndClose(part.into()), json(404, r#"{"message":"gone"}"#)]).await;
    let mut stream = v1::stream::<Download>(client(&server).call::<Download>().call).await.unwrap();
    assert_eq!(format!("{:?}", stream.as_ref().body()), "ByteStream { content_length: Some(9), .. }");
    let mut out = Vec::new();
    let error = stream.write_to(&mut out).await.unwrap_err();
    assert_eq!((error.kind(), out.as_slice()), (std::io::ErrorKind::Other, b"abc".as_slice()));
    let inner = error.into_inner().unwrap().downcast::<StreamError>().unwrap();
    assert!(matches!(*inner, Error::Transport(_)), "{inner}");
    let gone = v1::stream::<Download>(client(&server).call::<Download>().call).await;
    assert!(matches!(gone, Err(Error::Api(e)) if e.status() == 404));
}

#[tokio::test]
async fn the_stream_of_a_mixed_operation_is_asked_for() {
    let whole = r#"{"id":"w","amount":1}"#;
    let events = chunked(SSE, &["data: {\"id\":\"a\",\"amount\":1}\n\ndata: [DONE]\n\n"]);
    let script = [json(200, whole), events.clone(), json(200, whole), events];
    let server = Server::start(script).await;
    let call = || client(&server).call::<Complete>();
    assert_eq!(call().await.unwrap().id, "w");
    let mut stream = v1::stream::<Complete>(call().call).await.unwrap();
    assert_eq!(all(&mut *stream, |event| event.data.id.clone()).await, ["a"]);
    let error = v1::stream::<Complete>(call().call).await.unwrap_err();
    let expect = "acme complete (POST /complete): 200 OK, but the body cannot be decoded: the content type is \
                  \"application/json\" where text/event-stream was asked for";
    assert_eq!((error.to_string().as_str(), error.raw_body()), (expect, Some(whole.as_bytes())));
    let error = call().await.unwrap_err();
    let expect = "acme complete (POST /complete): 200 OK, but the body cannot be decoded: the content type is \
                  \"text/event-stream\", which `stream()` reads; application/json was asked for";
    assert_eq!(error.to_string(), expect);
    let accepts: Vec<_> = server.seen().iter().map(|seen| seen.header("accept").unwrap().to_owned()).collect();
    assert_eq!(accepts, ["application/json", SSE, SSE, "application/json"]);
}

#[tokio::test]
async fn a_stream_can_be_one_of_several_successes() {
    let server = Server::start([chunked(SSE, &["data: 1\n\n"]), support::reply(204, &[], "")]).await;
    let MaybeEvents::Ok(mut events) = client(&server).call::<Polled>().await.unwrap().into_body() else { panic!() };
    assert_eq!(all(&mut events, event).await, [r#"message None "1""#]);
    assert!(matches!(*client(&server).call::<Polled>().await.unwrap(), MaybeEvents::NoContent));
}

#[tokio::test]
async fn raw_collects_a_stream_as_well() {
    let server = Server::start([chunked(SSE, &["data: 1\n", "\n"])]).await;
    let raw = client(&server).call::<Events>().raw().await.unwrap();
    assert_eq!(raw.body(), "data: 1\n\n");
}

/// What a scripted body does when it is pulled.
#[derive(Debug, Clone)]
enum Pull {
    Give(&'static str),
    /// Nothing, ever.
    Hang,
    Lose,
}

/// Answers from a script, and keeps what was sent.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<(u16, Vec<Pull>)>>>,
    sent: Arc<Mutex<Vec<Option<String>>>>,
}

struct Pulls(VecDeque<Pull>);

impl Stream for Pulls {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.pop_front() {
            Some(Pull::Give(text)) => Poll::Ready(Some(Ok(Bytes::from_static(text.as_bytes())))),
            Some(Pull::Lose) => {
                let lost = TransportFailure::new(FailureKind::Interrupted, "reset");
                Poll::Ready(Some(Err(lost)))
            }
            Some(Pull::Hang) => {
                self.0.push_front(Pull::Hang);
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}

impl Transport for Script {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        let id = request.headers.get("last-event-id").map(|id| id.to_str().unwrap().to_owned());
        self.sent.lock().unwrap().push(id);
        let answer = self.answers.lock().unwrap().pop_front();
        let Some((status, pulls)) = answer else {
            let refused = TransportFailure::new(FailureKind::Connect, "refused");
            return Box::pin(std::future::ready(Err(refused)));
        };
        let mut headers = HeaderMap::new();
        headers.insert("content-type", SSE.parse().unwrap());
        let response = HttpResponse::new(StatusCode::from_u16(status).unwrap(), headers, Pulls(pulls.into()));
        Box::pin(std::future::ready(Ok(response)))
    }
}

struct Bench {
    script: Script,
    clock: TestClock,
    client: Client,
}

fn bench(answers: &[(u16, &[Pull])]) -> Bench {
    let script = Script::default();
    let answers = answers.iter().map(|(status, pulls)| (*status, pulls.to_vec()));
    script.answers.lock().unwrap().extend(answers);
    let clock = TestClock::new();
    let client = Client::new(|b| {
        b.base_url("http://acme.test".into());
        b.transport(script.clone());
        b.clock(clock.clone());
    });
    Bench { script, clock, client }
}

type Polled1 = Option<Option<String>>;

/// One poll: pending, the end, or an item.
fn poll(stream: &mut EventStream<String>) -> Polled1 {
    let mut cx = Context::from_waker(Waker::noop());
    match Pin::new(stream).poll_next(&mut cx) {
        Poll::Pending => None,
        Poll::Ready(item) => Some(item.map(|item| item.map_or_else(|e| format!("error: {e}"), |event| event.data))),
    }
}

fn gave(text: &str) -> Polled1 {
    Some(Some(text.to_owned()))
}

const PENDING: Polled1 = None;
const END: Polled1 = Some(None);

#[tokio::test]
async fn silence_is_limited_between_chunks() {
    let bench = bench(&[(200, &[Pull::Give("data: 1\n\n"), Pull::Give(": beat\n"), Pull::Hang])]);
    let mut stream = bench.client.call::<Events>().await.unwrap().into_body();
    assert_eq!(poll(&mut stream), gave("1"));
    // Between two pulls it is the reader who takes time.
    bench.clock.advance(Duration::from_secs(600));
    assert_eq!(poll(&mut stream), PENDING);
    bench.clock.advance(Duration::from_secs(59));
    assert_eq!(poll(&mut stream), PENDING);
    bench.clock.advance(Duration::from_secs(1));
    let text = "error: acme events (GET /events): no more of the stream within 60s (attempt timeout)";
    assert_eq!(poll(&mut stream), gave(text));
    assert_eq!(poll(&mut stream), END);
}

#[tokio::test]
async fn the_deadline_is_that_of_the_stream() {
    let pulls: &[Pull] = &[Pull::Give("data: 1\n\n"), Pull::Give("data: 2\n\n"), Pull::Hang];
    for (first, is_pulling) in [(9, true), (10, false)] {
        let bench = bench(&[(200, pulls)]);
        let call = bench.client.call::<Events>().with(|c| c.deadline(Duration::from_secs(10)));
        let mut stream = call.await.unwrap().into_body();
        assert_eq!(poll(&mut stream), gave("1"));
        bench.clock.advance(Duration::from_secs(first));
        if is_pulling {
            assert_eq!(poll(&mut stream), gave("2"));
            assert_eq!(poll(&mut stream), PENDING);
            bench.clock.advance(Duration::from_secs(1));
        }
        let text = "error: acme events (GET /events): no complete answer within 10s (deadline)";
        assert_eq!(poll(&mut stream), gave(text));
        assert_eq!(poll(&mut stream), END);
    }
}

#[tokio::test]
async fn a_dropped_next_loses_nothing() {
    let server = Server::start([chunked(SSE, &["data: 1\n\n", "data: 2\n\n"])]).await;
    let mut events = client(&server).call::<Events>().await.unwrap();
    let mut out = Vec::new();
    loop {
        tokio::select! {
            biased;
            item = events.next() => match item {
                Some(item) => out.push(item.unwrap().data),
                None => break,
            },
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(out, ["1", "2"]);
}

#[tokio::test]
async fn nothing_is_sent_again_unless_it_was_asked_for() {
    let bench = bench(&[(200, &[Pull::Give("id: 7\ndata: 1\n\n"), Pull::Lose]), (200, &[])]);
    let mut stream = bench.client.call::<Events>().await.unwrap().into_body();
    assert_eq!(poll(&mut stream), gave("1"));
    assert_eq!(poll(&mut stream), gave("error: acme events (GET /events): 200 OK: the connection was lost: reset"));
    assert_eq!(poll(&mut stream), END);
    assert_eq!(bench.script.sent.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn reconnecting_goes_on_after_the_last_event() {
    let bench = bench(&[
        (200, &[Pull::Give("retry: 500\nid: 7\ndata: 1\n\nid: 8\ndata: half"), Pull::Lose]),
        (200, &[Pull::Give("data: 2\n\n")]),
        (200, &[Pull::Hang]),
        (204, &[]),
    ]);
    let mut stream = bench.client.call::<Events>().await.unwrap().into_body().reconnect(1);
    assert_eq!(poll(&mut stream), gave("1"));
    assert_eq!(poll(&mut stream), PENDING);
    bench.clock.advance(Duration::from_millis(499));
    assert_eq!(poll(&mut stream), PENDING);
    assert_eq!(bench.script.sent.lock().unwrap().len(), 1);
    bench.clock.advance(Duration::from_millis(1));
    assert_eq!(poll(&mut stream), gave("2"));
    assert_eq!(poll(&mut stream), PENDING);
    bench.clock.advance(Duration::from_millis(500));
    assert_eq!(poll(&mut stream), PENDING);
    // Nothing came of this one, so it was the last that was allowed.
    bench.clock.advance(Duration::from_secs(60));
    let text = "error: acme events (GET /events): no more of the stream within 60s (attempt timeout)";
    assert_eq!((poll(&mut stream), poll(&mut stream)), (gave(text), END));
    let sent: Vec<_> = bench.script.sent.lock().unwrap().clone();
    assert_eq!(sent, [None, Some("7".to_owned()), Some("7".to_owned())]);
}

#[tokio::test]
async fn the_last_id_is_that_of_the_caller_until_an_event_has_one() {
    let id: &[Pull] = &[Pull::Give("id: 7\ndata: 2\n\n")];
    let taken_back: &[Pull] = &[Pull::Give("id\n\n")];
    let bench = bench(&[(200, &[Pull::Give("data: 1\n\n")]), (200, id), (200, taken_back), (204, &[])]);
    let call = bench.client.call::<Events>().with(|c| c.header("Last-Event-ID", "5"));
    let mut stream = call.await.unwrap().into_body().reconnect(9);
    loop {
        match poll(&mut stream) {
            None => bench.clock.advance(Duration::from_secs(1)),
            Some(Some(_)) => {}
            Some(None) => break,
        }
    }
    let sent: Vec<_> = bench.script.sent.lock().unwrap().clone();
    let some = |id: &str| Some(id.to_owned());
    assert_eq!(sent, [some("5"), some("5"), some("7"), None]);
    assert_eq!(stream.last_event_id(), None);
}

#[tokio::test]
async fn reconnecting_ends() {
    // What ends a stream that was to go on, the time that passed until then, and the requests that were sent.
    async fn check(answers: &[(u16, &[Pull])], max: u32, seconds: u64, expect: &[&str], sent: usize) {
        let bench = bench(answers);
        let call = bench.client.call::<Events>().with(|c| c.deadline(Duration::from_secs(40)));
        let mut stream = call.await.unwrap().into_body().reconnect(max);
        let (mut out, mut passed) = (Vec::new(), 0);
        loop {
            match poll(&mut stream) {
                None => {
                    bench.clock.advance(Duration::from_secs(1));
                    passed += 1;
                }
                Some(Some(item)) => out.push(item),
                Some(None) => break,
            }
        }
        assert_eq!(out, expect);
        assert_eq!((passed, bench.script.sent.lock().unwrap().len()), (seconds, sent), "{expect:?}");
    }
    let one: &[Pull] = &[Pull::Give("data: 1\n\n")];
    let lost: &[Pull] = &[Pull::Lose];
    let reset = "error: acme events (GET /events): 200 OK: the connection was lost: reset";
    check(&[(200, one), (204, &[])], 9, 3, &["1"], 2).await;
    check(&[(200, one), (404, one)], 9, 3, &["1", "error: acme events (GET /events): 404 Not Found"], 2).await;
    check(&[(200, one), (200, &[]), (200, &[]), (200, one)], 2, 3 + 6, &["1"], 3).await;
    check(&[(200, one), (200, lost), (200, lost)], 2, 3 + 6, &["1", reset], 3).await;
    let refused = "error: acme events (GET /events): cannot connect: refused";
    check(&[(200, one)], 2, 3 + 6, &["1", refused], 3).await;
    // The fourth pause, of 24 s, would pass the deadline.
    check(&[(200, one), (200, &[]), (200, &[]), (200, &[]), (200, one)], 9, 3 + 6 + 12, &["1"], 4).await;
    check(&[(200, &[Pull::Give("retry: 60001\ndata: 1\n\n")])], 9, 0, &["1"], 1).await;
    check(&[(200, &[Pull::Give("retry: 0\ndata: 1\n\n")]), (204, &[])], 9, 1, &["1"], 2).await;
    check(&[(200, &[Pull::Give("data: 1\n\ndata: [DONE]\n\n")])], 9, 0, &["1"], 1).await;
    let id = "error: acme events (GET /events): the header `last-event-id` has characters outside of ASCII in it, which a \
              header cannot hold";
    check(&[(200, &[Pull::Give("id: é\ndata: 1\n\n")])], 9, 3, &["1", id], 1).await;
}

#[tokio::test]
async fn what_is_no_get_is_not_sent_again() {
    let item = r#"data: {"id":"a","amount":1}"#;
    let body: &'static str = Box::leak(format!("{item}\n\n").into_boxed_str());
    let bench = bench(&[(200, &[Pull::Give(body), Pull::Lose])]);
    let mut call = bench.client.call::<Complete>();
    call.call.json::<v1::Plain, _>(&Item { id: "p".into(), amount: 7 });
    let mut stream = v1::stream::<Complete>(call.call).await.unwrap().into_body().reconnect(9);
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    let expect = "acme complete (POST /complete): 200 OK: the connection was lost: reset";
    assert_eq!((error.to_string().as_str(), error.is_retryable()), (expect, false));
    assert!(stream.next().await.is_none());
    assert_eq!(bench.script.sent.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn limits_of_time_tell_their_phase() {
    let bench = bench(&[(200, &[Pull::Hang])]);
    let call = bench.client.call::<Events>().with(|c| c.timeout(Duration::from_secs(5)));
    let mut stream = call.await.unwrap().into_body();
    let clock = bench.clock.clone();
    let (error, ()) = tokio::join!(stream.next(), async move {
        tokio::task::yield_now().await;
        clock.advance(Duration::from_secs(5));
    });
    let Some(Err(error)) = error else { panic!() };
    assert!(error.is_timeout() && error.is_retryable());
    let Error::Timeout(error) = error else { panic!("{error}") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Silence, Duration::from_secs(5)));
}
