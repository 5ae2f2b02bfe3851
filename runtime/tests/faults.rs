//! Every fault with every kind of request: how often it is sent, with which key, after which pauses, and what comes out.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Debug;
use std::time::Duration;

use bursar_runtime::testing::{Answer, Double, Failure, ManualClock, Step};
use bursar_runtime::{Error, FailureKind, ReqwestTransport, Response, Retries};
use support::pauses::{ATTEMPT, Limits, Pauses, Same};
use support::provider::*;
use support::{Act, Server, bytes, json, reply};

const OK: &str = r#"{"id":"x","amount":1}"#;
const KEY: &str = "00000000-0000-4000-8000-000000000000";
const JSON: (&str, &str) = ("content-type", "application/json");

/// What goes wrong with each request.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// Nobody listens.
    Refused,
    /// The connection is reset before a byte of the request was read.
    ResetUnread,
    /// The connection is reset once the request was read.
    ResetRead,
    /// The connection is closed once the request was read.
    ClosedRead,
    /// The connection is reset in the middle of a success.
    ResetMidAnswer,
    /// The connection is closed in the middle of a success.
    ClosedMidAnswer,
    /// The answer does not come in time.
    Timeout,
    /// This status, with these headers.
    Status(u16, &'static [(&'static str, &'static str)]),
}

impl Fault {
    fn act(self) -> Act {
        let half = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 21\r\n\r\n{\"id\":".to_vec();
        match self {
            Self::Refused | Self::ResetUnread => Act::Reset(Vec::new()),
            Self::ResetRead => Act::Reset(Vec::new()),
            Self::ClosedRead => Act::SendAndClose(Vec::new()),
            Self::ResetMidAnswer => Act::Reset(half),
            Self::ClosedMidAnswer => Act::SendAndClose(half),
            Self::Timeout => Act::SendAndHang(Vec::new()),
            Self::Status(status, headers) => reply(status, &[&[JSON], headers].concat(), r#"{"message":"no"}"#),
        }
    }
}

/// One for all clients of a test, as it takes longest to make.
fn http() -> ReqwestTransport {
    thread_local! {
        static HTTP: ReqwestTransport = ReqwestTransport::new(std::time::Duration::from_secs(5)).unwrap();
    }
    HTTP.with(Clone::clone)
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ask {
    Get,
    Put,
    Delete,
    Post,
    KeyedPost,
}

const ASKS: [Ask; 5] = [Ask::Get, Ask::Put, Ask::Delete, Ask::Post, Ask::KeyedPost];

/// What came of it.
#[derive(Debug, PartialEq)]
struct Outcome {
    kind: String,
    attempts: u32,
    requests: usize,
    pauses: Vec<u128>,
}

fn kind<T: Debug>(got: &Result<Response<T>, Error<ItemError>>) -> String {
    match got {
        Ok(_) => "ok".to_owned(),
        Err(Error::Api(e)) => format!("{}", e.status().as_u16()),
        Err(Error::Timeout(_)) => "timeout".to_owned(),
        Err(Error::Transport(e)) if e.kind() == Some(FailureKind::Connect) => "connect".to_owned(),
        Err(Error::Transport(e)) if e.kind() == Some(FailureKind::Interrupted) => "lost".to_owned(),
        Err(Error::OutcomeUnknown(_)) => "unknown".to_owned(),
        Err(other) => format!("{other:?}"),
    }
}

fn facts<T: Debug>(got: &Result<Response<T>, Error<ItemError>>) -> (String, u32, Option<String>) {
    let (attempts, key) = match got {
        Ok(answer) => (answer.attempts(), answer.idempotency_key()),
        Err(error) => (error.attempts(), error.idempotency_key()),
    };
    (kind(got), attempts, key.map(str::to_owned))
}

async fn ask(client: &Client, ask: Ask) -> (String, u32, Option<String>) {
    match ask {
        Ask::Get => facts(&client.item::<GetItem>("1").await),
        Ask::Put => facts(&client.pay::<PutItem>().await),
        Ask::Delete => facts(&client.item::<DeleteItem>("1").await),
        Ask::Post => facts(&client.pay::<CreatePayment>().await),
        Ask::KeyedPost => facts(&client.pay::<CreateKeyed>().await),
    }
}

/// Runs the fault `times` times, and then a success.
async fn run(fault: Fault, times: usize, what: Ask) -> Outcome {
    let ok = if what == Ask::Delete { reply(204, &[], "") } else { json(200, OK) };
    let script = std::iter::repeat_n(fault.act(), times).chain([ok]);
    let server = match fault {
        Fault::ResetUnread => Server::unread(times, script).await,
        _ => Server::start(script).await,
    };
    let clock = Pauses::new(match fault {
        Fault::Timeout => Limits::WhenSeen(server.clone(), times),
        _ => Limits::Never,
    });
    let client = Client::new(|b| {
        b.base_url(if matches!(fault, Fault::Refused) { support::nobody() } else { server.url() });
        b.transport(http());
        b.clock(clock.clone());
        b.random(Same(0));
        b.timeout(ATTEMPT);
        b.retries(Retries::default());
    });
    let (kind, attempts, key) = ask(&client, what).await;
    let keyed = what == Ask::KeyedPost;
    assert_eq!(key.as_deref(), keyed.then_some(KEY), "{fault:?} {what:?}");
    for seen in server.seen() {
        assert_eq!(seen.header("idempotency-key"), keyed.then_some(KEY), "{fault:?} {what:?}");
    }
    Outcome { kind, attempts, requests: server.seen().len(), pauses: clock.millis() }
}

/// The fault on every attempt: the kind of error, attempts, requests that the server read, and pauses; by what is asked.
async fn check(fault: Fault, expect: [(&str, u32, usize, &[u128]); 5]) {
    for (what, (kind, attempts, requests, pauses)) in ASKS.into_iter().zip(expect) {
        let expect = Outcome { kind: kind.to_owned(), attempts, requests, pauses: pauses.to_vec() };
        assert_eq!(run(fault, 5, what).await, expect, "{fault:?} {what:?}");
        // and the fault only once: a call that may be repeated succeeds
        let once = run(fault, 1, what).await;
        match attempts {
            // nobody begins to listen
            _ if matches!(fault, Fault::Refused) => {}
            1 => assert_eq!((once.kind.as_str(), once.attempts), (kind, 1), "{fault:?} {what:?}"),
            _ => assert_eq!((once.kind.as_str(), once.attempts), ("ok", 2), "{fault:?} {what:?}"),
        }
    }
}

const BACKOFF: &[u128] = &[500, 1000];
const NONE: &[u128] = &[];

#[tokio::test]
async fn connections() {
    let all = ("connect", 3, 0, BACKOFF);
    check(Fault::Refused, [all; 5]).await;
    let lost = |requests| ("lost", 3, requests, BACKOFF);
    for (fault, requests) in [(Fault::ResetUnread, 0), (Fault::ResetRead, 3), (Fault::ClosedRead, 3)] {
        let (once, all) = (("unknown", 1, requests / 3, NONE), ("unknown", 3, requests, BACKOFF));
        check(fault, [lost(requests), lost(requests), lost(requests), once, all]).await;
    }
    for fault in [Fault::ResetMidAnswer, Fault::ClosedMidAnswer] {
        // a DELETE that gives nothing needs no body: its status is the answer, also when the rest is lost
        check(fault, [lost(3), lost(3), lost(3), ("unknown", 1, 1, NONE), ("unknown", 3, 3, BACKOFF)]).await;
    }
    let late = ("timeout", 3, 3, BACKOFF);
    check(Fault::Timeout, [late, late, late, ("unknown", 1, 1, NONE), ("unknown", 3, 3, BACKOFF)]).await;
}

#[tokio::test]
async fn statuses() {
    for (status, kind) in [(408, "408"), (429, "429"), (500, "500"), (502, "502"), (503, "503"), (504, "504")] {
        let all = (kind, 3, 3, BACKOFF);
        check(Fault::Status(status, &[]), [all, all, all, (kind, 1, 1, NONE), all]).await;
    }
    for (status, kind) in [(400, "400"), (401, "401"), (403, "403"), (404, "404"), (409, "409"), (501, "501")] {
        check(Fault::Status(status, &[]), [(kind, 1, 1, NONE); 5]).await;
    }
}

#[tokio::test]
async fn the_word_of_the_server() {
    /// The pauses of a GET and of a POST with a key; a POST without one never has any.
    async fn pauses(headers: &'static [(&'static str, &'static str)], pauses: &[u128]) {
        let all = ("429", 3, 3, pauses);
        check(Fault::Status(429, headers), [all, all, all, ("429", 1, 1, NONE), all]).await;
    }
    pauses(&[("retry-after", "7")], &[7000, 7000]).await;
    pauses(&[("retry-after", "0")], &[0, 0]).await;
    pauses(&[("retry-after", "60")], &[60_000, 60_000]).await;
    pauses(&[("retry-after-ms", "30"), ("retry-after", "7")], &[30, 30]).await;
    // 2023-11-14T22:13:20Z is now; the second time the date is in the past
    pauses(&[("retry-after", "Tue, 14 Nov 2023 22:13:23 GMT")], &[3000, 0]).await;
    pauses(&[("retry-after", "Tuesday, 14-Nov-23 22:13:23 GMT")], &[3000, 0]).await;
    pauses(&[("retry-after", "Tue Nov 14 22:13:23 2023")], &[3000, 0]).await;
    // what cannot be read counts as none
    for unreadable in ["-1", "1e9", "NaN", "soon", "", "1.5"] {
        let headers: &'static [_] = Box::leak(Box::new([("retry-after", unreadable)]));
        pauses(headers, BACKOFF).await;
    }
    // longer than a minute: nobody waits that long unasked
    let once = ("503", 1, 1, NONE);
    for long in ["61", "3600", "99999999999999999999", "Wed, 15 Nov 2023 22:13:23 GMT"] {
        let headers: &'static [_] = Box::leak(Box::new([("retry-after", long)]));
        check(Fault::Status(503, headers), [once; 5]).await;
    }
}

#[tokio::test]
async fn should_retry() {
    // it wins over the status, not over the rule for what could be done twice
    let (yes, all) = (("409", 1, 1, NONE), ("409", 3, 3, BACKOFF));
    check(Fault::Status(409, &[("x-should-retry", "true")]), [all, all, all, yes, all]).await;
    check(Fault::Status(503, &[("x-should-retry", "false")]), [("503", 1, 1, NONE); 5]).await;
    let all = ("503", 3, 3, BACKOFF);
    check(Fault::Status(503, &[("x-should-retry", "maybe")]), [all, all, all, ("503", 1, 1, NONE), all]).await;
    // what went well is not done again, whatever the server says
    let double = Double::new();
    double.on::<GetItem>().always(Answer::json(200, OK).header("x-should-retry", "true"));
    let client = Client::new(|b| {
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.retries(Retries::default());
    });
    assert_eq!(client.item::<GetItem>("1").await.unwrap().attempts(), 1);
    assert_eq!(double.requests().len(), 1);
}

#[tokio::test]
async fn an_attempt_that_left_is_not_forgotten() {
    // lost once, and then nobody listens any more: that nothing was sent would not be true
    async fn check(fault: Fault, expect: [(&str, u32); 5]) {
        for (what, expect) in ASKS.into_iter().zip(expect) {
            let server = Server::once(fault.act()).await;
            let client = Client::new(|b| {
                b.base_url(server.url());
                b.transport(http());
                b.clock(Pauses::new(Limits::Never));
                b.timeout(ATTEMPT);
                b.retries(Retries::default());
            });
            let (kind, attempts, _) = ask(&client, what).await;
            assert_eq!((kind.as_str(), attempts), expect, "{fault:?} {what:?}");
        }
    }
    check(Fault::ClosedRead, [("lost", 1), ("lost", 1), ("lost", 1), ("unknown", 1), ("unknown", 1)]).await;
    check(Fault::Status(503, &[("connection", "close")]), [("503", 1); 5]).await;
}

/// The error of a call is that of its last attempt which left; before any did, that of the last one.
#[tokio::test]
async fn of_several_troubles_the_last_that_left_is_told() {
    async fn check(what: Ask, steps: [Step; 3], expect: (&str, u32)) {
        let double = Double::new();
        let shown = format!("{what:?} {steps:?}");
        for step in steps {
            double.on::<GetItem>().then(step.clone());
            double.on::<CreateKeyed>().then(step);
        }
        let client = Client::new(|b| {
            b.transport(double.clone());
            b.clock(ManualClock::auto());
            b.retries(Retries::default());
        });
        let (kind, attempts, _) = ask(&client, what).await;
        assert_eq!((kind.as_str(), attempts, double.requests().len()), (expect.0, expect.1, 3), "{shown}");
    }
    let busy = || Step::from(Answer::status(503));
    let [refused, slow, lost, silent] =
        [Failure::ConnectRefused, Failure::ConnectTimeout, Failure::Lost, Failure::Silence].map(Step::from);
    let steps = |first: &Step, then: &Step| [first.clone(), then.clone(), then.clone()];
    for (what, after_silence, after_loss) in [(Ask::Get, "timeout", "lost"), (Ask::KeyedPost, "unknown", "unknown")] {
        for unsent in [&refused, &slow] {
            check(what, steps(&lost, unsent), (after_loss, 1)).await;
            check(what, steps(&silent, unsent), (after_silence, 1)).await;
            check(what, steps(&busy(), unsent), ("503", 1)).await;
            check(what, [unsent.clone(), busy(), unsent.clone()], ("503", 2)).await;
            check(what, steps(unsent, &lost), (after_loss, 3)).await;
            check(what, steps(unsent, &silent), (after_silence, 3)).await;
        }
        check(what, steps(&busy(), &silent), (after_silence, 3)).await;
        check(what, steps(&silent, &busy()), ("503", 3)).await;
        check(what, steps(&refused, &slow), ("timeout", 3)).await;
        check(what, steps(&slow, &refused), ("connect", 3)).await;
    }
}

#[tokio::test]
async fn pauses_are_spread() {
    let server = Server::start([Act::Send(bytes(503, &[], ""))]).await;
    let clock = Pauses::new(Limits::Never);
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.clock(clock.clone());
        b.random(Same(0x80));
        b.timeout(ATTEMPT);
        b.retries(Retries::new(6));
    });
    client.item::<GetItem>("1").await.unwrap_err();
    assert_eq!(clock.millis(), [437, 874, 1749, 3498, 6996, 6996]);
}

#[tokio::test]
async fn no_pause_is_begun_that_would_reach_the_deadline() {
    async fn check(asked: &str, attempts: u32) {
        let (double, clock) = (Double::new(), ManualClock::auto());
        let answer = Answer::json(429, r#"{"message":"no"}"#).header("retry-after", asked);
        double.on_operation("getItem").always(answer);
        let client = Client::new(|b| {
            b.transport(double.clone());
            b.clock(clock.clone());
            b.deadline(Duration::from_secs(20));
            b.retries(Retries::default());
        });
        let error = client.item::<GetItem>("1").await.unwrap_err();
        let passed = u64::from(attempts - 1) * asked.parse::<u64>().unwrap();
        assert_eq!((error.attempts(), double.requests().len()), (attempts, attempts as usize), "{asked}");
        assert_eq!(clock.elapsed(), Duration::from_secs(passed), "{asked}");
        assert_eq!(error.retry_after(), Duration::from_secs(asked.parse().unwrap()));
    }
    check("0", 3).await;
    check("9", 3).await;
    // two pauses would reach it
    check("10", 2).await;
    check("20", 1).await;
    check("100", 1).await;
}

#[tokio::test]
async fn pauses_count_as_time_of_the_call() {
    let server = Server::start([reply(503, &[("retry-after", "7")], ""), json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.transport(http());
        b.clock(Pauses::new(Limits::Never));
        b.timeout(ATTEMPT);
        b.retries(Retries::default());
    });
    let got = client.item::<GetItem>("1").await.unwrap();
    assert_eq!((got.attempts(), got.elapsed()), (2, Duration::from_secs(7)));
}
