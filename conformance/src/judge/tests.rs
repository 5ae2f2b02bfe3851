//! Each word, kind and limit once met and once broken.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;

use super::*;
use crate::protocol::{Closing, Outcome};
use crate::read;
use crate::record::{Answer, Connection, End, Exchange, Record, Request, Secured};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{\"id\":\"x\",\"amount\":1}";
const SERVER_ERROR: &str = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";

/// A moment of the case, in ms.
fn at(ms: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_000_000) + Duration::from_millis(ms)
}

fn micros(ms: u64) -> u64 {
    crate::protocol::micros(at(ms))
}

/// Evidence of a case in which nothing happened yet. Calls begin at 0 ms.
fn evidence(case: &str) -> Evidence {
    let text = format!(
        "version: 1\napi: x\nclient: {{total_timeout_ms: 4000, backoff_ms: {{first: 10, cap: 200}}, retry_after_cap_ms: 1000, \
         max_error_text_bytes: 100, max_error_body_bytes: 50}}\nbehaviours:\n  - {{id: x, script: [[keep]], {case}}}\n"
    );
    let case = read::read(&text).unwrap().cases.remove(0);
    let secrets = vec!["SECRET-1".to_owned()];
    let closing = Some(Closing { peak_kb: Some(2048), ..Closing::default() });
    let (record, printed, exit) = (Record::default(), String::new(), Exit::Good);
    Evidence { case, record, calls: Vec::new(), idle_kb: Some(1024), closing, printed, exit, secrets }
}

impl Evidence {
    fn call(mut self, end: u64, outcome: Outcome) -> Self {
        let begin = self.calls.last().map_or(micros(0), |call: &Made| call.end);
        self.calls.push(Made { begin, end: micros(end), outcome: Some(outcome) });
        self
    }

    fn connection(mut self, host: Host, secured: Secured) -> Self {
        self.record.connections.push(Connection { host, at: at(1), secured, noise: Vec::new() });
        self
    }

    /// A request over the last connection, answered at once.
    fn exchange(mut self, ms: u64, head: &str, answer: &str) -> Self {
        if self.record.connections.is_empty() {
            self = self.connection(Host::A, Secured::Plain);
        }
        let connection = self.record.connections.len() - 1;
        let host = self.record.connections[connection].host;
        let (head, body) = head.split_once("||").unwrap_or((head, ""));
        let head =
            format!("{head} HTTP/1.1\r\nauthorization: {}\r\n\r\n", if host == Host::A { "SECRET-1" } else { "" });
        let request = Request { head: head.into(), body: body.into() };
        let (bytes, length) = (answer.as_bytes().to_vec(), answer.len() as u64);
        let answer = Answer { bytes, length, ended: Some(at(ms)), end: End::Kept };
        self.record.exchanges.push(Exchange { host, connection, at: at(ms), request, answer });
        self
    }

    #[track_caller]
    fn gives(self, failures: &[&str]) {
        let verdict = judge(&self);
        assert_eq!((verdict.failures, verdict.unchecked), (failures.iter().map(|f| (*f).to_owned()).collect(), vec![]));
    }
}

fn ok(value: serde_json::Value) -> Outcome {
    Outcome { kinds: vec![Kind::Ok], value: Some(value), ..Outcome::default() }
}

fn item() -> Outcome {
    ok(json!({"id": "x", "amount": 1}))
}

fn status(status: u16) -> Outcome {
    Outcome {
        kinds: vec![Kind::Status(status)],
        display: "it failed".into(),
        status: Some(status),
        ..Outcome::default()
    }
}

fn case(expect: &str) -> Evidence {
    evidence(&format!("call: get, expect: {{kind: ok, {expect}}}"))
}

fn fails(expect: &str) -> Evidence {
    evidence(&format!("call: get, expect: {{kind: status(503), {expect}}}"))
}

#[test]
fn kinds_attempts_and_targets() {
    case("attempts: {a: 1}, target: '/x%3D%2f'").exchange(5, "GET /x=%2F", OK).call(9, item()).gives(&[]);
    case("attempts: {a: 1}").call(9, item()).gives(&["0 requests to a instead of 1"]);
    case("attempts: {a: [2, 3]}")
        .exchange(5, "GET /x", OK)
        .call(9, item())
        .gives(&["1 requests to a instead of 2 to 3"]);
    case("target: /x").exchange(5, "GET /y", OK).call(9, item()).gives(&["/y was sent instead of /x"]);
    case("target: /x").call(9, item()).gives(&["nothing was sent instead of /x"]);
    case("").call(9, status(503)).gives(&["status(503) instead of ok (it failed)"]);
    fails("").call(9, status(500)).gives(&["status(500) instead of status(503) (it failed)"]);
    case("").gives(&["0 of 1 calls came to an end"]);
    let two = || evidence("call: [get, get], expect: {kind: [ok, [ok, decode]]}");
    let paging = || Outcome { kinds: vec![Kind::Paging], ..Outcome::default() };
    two().call(5, item()).call(9, paging()).gives(&[]);
    two().call(5, paging()).call(9, item()).gives(&["call 1: paging instead of ok"]);
}

#[test]
fn limits_of_the_case() {
    case("max_ms: 9, max_rss_mb: 1").call(9, item()).gives(&[]);
    case("max_ms: 8").call(9, item()).gives(&["9 ms instead of 8 ms at most"]);
    let mut large = case("max_rss_mb: 1").call(9, item());
    large.idle_kb = Some(0);
    large.gives(&["grew by 2 MiB instead of 1 MiB at most"]);
    let mut unknown = case("max_rss_mb: 1, must: it shines").call(9, item());
    unknown.idle_kb = None;
    let verdict = judge(&unknown);
    assert!(verdict.is_good());
    let unchecked = ["must \"it shines\"", "max_rss_mb, as memory is measured on Linux only"];
    assert_eq!(verdict.unchecked, unchecked);
}

#[test]
fn ends_of_the_program() {
    let mut crashed = case("");
    (crashed.exit, crashed.printed) = (Exit::Bad("status 101".into()), "thread panicked\n".into());
    crashed.gives(&["panic: the client ended with status 101: thread panicked\\n"]);
    let mut busy = case("");
    busy.exit = Exit::Killed(500);
    busy.gives(&["panic: the client was still busy after 500 ms"]);
}

#[test]
fn times() {
    fails("must_not: over-total-timeout").call(4499, status(503)).gives(&[]);
    fails("must_not: over-total-timeout").call(4501, status(503)).gives(&["over-total-timeout: a call lasted 4501 ms"]);
    let twice = |expect: &str, second: u64| {
        fails(expect).exchange(5, "GET /x", SERVER_ERROR).exchange(second, "GET /x", SERVER_ERROR)
    };
    twice("must_not: sleep-over-cap", 1100).call(1110, status(503)).gives(&[]);
    twice("must_not: sleep-over-cap", 1106).call(1110, status(503)).gives(&["sleep-over-cap: a pause of 1101 ms"]);
    twice("must_not: sleep-over-cap", 20).call(1121, status(503)).gives(&["sleep-over-cap: a pause of 1101 ms"]);
    twice("must_not: busy-loop", 13).call(20, status(503)).gives(&[]);
    twice("must_not: busy-loop", 8).call(20, status(503)).gives(&["busy-loop: again after 3000 µs"]);
    let now = SERVER_ERROR.replace("\r\n\r\n", "\r\nRetry-After: 0\r\n\r\n");
    let asked = fails("must_not: busy-loop").exchange(5, "GET /x", &now).exchange(5, "GET /x", SERVER_ERROR);
    asked.call(20, status(503)).gives(&[]);
    let must = "must: pauses follow the usual backoff";
    twice(must, 13).call(20, status(503)).gives(&[]);
    let words = "must \"pauses follow the usual backoff\": pause 1 lasted";
    twice(must, 10).call(20, status(503)).gives(&[&format!("{words} 5000 µs")]);
    twice(must, 505).call(600, status(503)).gives(&[&format!("{words} 500000 µs")]);
}

#[test]
fn requests_that_are_sent_again() {
    let twice = |answer: &str| case("must_not: retry").exchange(5, "GET /x", answer).exchange(9, "GET /x", OK);
    twice("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n").call(20, item()).gives(&[]);
    twice(SERVER_ERROR).call(20, item()).gives(&["retry: GET /x was sent again"]);
    // in another call, or for another page, it is another request
    let two = evidence("call: [get, get], expect: {kind: ok, must_not: retry}");
    two.exchange(1, "GET /x", OK).call(5, item()).exchange(7, "GET /x", OK).call(9, item()).gives(&[]);
    case("must_not: retry").exchange(1, "GET /x", OK).exchange(2, "GET /x?page=2", OK).call(5, item()).gives(&[]);
    let handshakes =
        case("must_not: retry").connection(Host::A, Secured::Refused).connection(Host::A, Secured::Refused);
    handshakes.call(5, item()).gives(&["retry: the handshake was tried again"]);
}

#[test]
fn successes_that_are_none() {
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\":\"x\",\"amount\":1}";
    case("must_not: partial-success").exchange(1, "GET /x", OK).call(5, item()).gives(&[]);
    let partial = case("must_not: partial-success").exchange(1, "GET /x", short).call(5, item());
    partial.gives(&["partial-success: call 1 took an incomplete response for a success"]);
    let double = OK.replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\n");
    let ambiguous = case("must_not: partial-success").exchange(1, "GET /x", &double).call(5, item());
    ambiguous.gives(&["partial-success: call 1 took an ambiguous response for a success"]);
    let wrong = fails("must_not: partial-success").exchange(1, "GET /x", OK).call(5, item());
    wrong.gives(&["ok instead of status(503)", "partial-success: call 1 is a success"]);
    let other = case("must_not: cross-response").exchange(1, "GET /x", OK).call(5, ok(json!({"id": "hostile"})));
    other.gives(&["cross-response: call 1 returned `hostile`, which was not sent to it"]);
    case("must_not: cross-response").exchange(1, "GET /x", OK).call(5, item()).gives(&[]);
}

#[test]
fn connections_that_are_used_again() {
    let twice = |answer: &str| {
        case("must_not: connection-reuse").exchange(1, "GET /x", answer).exchange(2, "GET /y", OK).call(5, item())
    };
    twice(OK).gives(&[]);
    let reused = |why: &str| format!("connection-reuse: /y went over a connection {why}");
    twice(&format!("{OK}{OK}")).gives(&[&reused("that had surplus bytes")]);
    twice("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n").gives(&[&reused("whose response was incomplete")]);
    twice("HTTP/1.1 200 OK\r\nodd\r\n\r\n").gives(&[&reused("whose response was ambiguous")]);
    twice(&OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).gives(&[&reused("that was to be closed")]);
    let fresh = case("must_not: connection-reuse").exchange(1, "GET /x", &format!("{OK}x"));
    fresh.connection(Host::A, Secured::Plain).exchange(2, "GET /y", OK).call(5, item()).gives(&[]);
}

#[test]
fn other_hosts() {
    let at_b = |words: &str, head: &str| {
        let case = case(&format!("must_not: [{words}]")).connection(Host::B, Secured::Plain);
        let mut case = case.exchange(1, head, OK).call(5, item());
        let request = &mut case.record.exchanges[0].request.head;
        *request = String::from_utf8_lossy(request).replace("authorization: \r\n", "").into_bytes();
        case
    };
    at_b("credential-to-b, body-to-b", "GET /x").gives(&[]);
    at_b("credential-to-b", "GET /SECRET-1").gives(&["credential-to-b: b got a secret"]);
    at_b("credential-to-b", "GET /x HTTP/1.1\r\nCookie: a=b\r\nx:").gives(&["credential-to-b: b got `cookie`"]);
    at_b("body-to-b", "POST /x||abc").gives(&["body-to-b: b got a body of 3 bytes"]);
    at_b("host-change", "GET /x").gives(&["host-change: b got a request"]);
}

#[test]
fn peers_that_are_not_verified() {
    let tls = |certificate: &str, words: &str| {
        evidence(&format!("call: get, tls: {{certificate: {certificate}}}, expect: {{kind: ok, must_not: [{words}]}}"))
    };
    let all = "credential-sent, plaintext-credential, plaintext-fallback";
    tls("valid", all).connection(Host::A, Secured::Yes).exchange(1, "GET /x", OK).call(5, item()).gives(&[]);
    tls("expired", all).connection(Host::A, Secured::Refused).call(5, item()).gives(&[]);
    let sent = tls("expired", "credential-sent").connection(Host::A, Secured::Yes).exchange(1, "GET /x", OK);
    sent.call(5, item()).gives(&["credential-sent: a got a secret"]);
    let skipped = || tls("valid", all).connection(Host::A, Secured::Skipped);
    skipped().exchange(1, "GET /x", OK).call(5, item()).gives(&[
        "credential-sent: a got a secret",
        "plaintext-credential: a got a secret without TLS",
        "plaintext-fallback: a connection to a is not secured",
    ]);
    let mut noise = skipped().call(5, item());
    noise.record.connections[0].noise = b"SECRET-1".to_vec();
    assert_eq!(judge(&noise).failures.len(), 3);
    let open = judge(&case("must_not: [plaintext-credential, plaintext-fallback]").call(5, item()));
    assert_eq!(open.unchecked.len(), 2);
}

#[test]
fn texts_of_errors() {
    let with = |words: &str, change: &dyn Fn(&mut Evidence)| {
        let mut case = fails(&format!("must_not: [{words}]")).call(5, status(503));
        change(&mut case);
        case
    };
    fn outcome(evidence: &mut Evidence) -> &mut Outcome {
        evidence.calls[0].outcome.as_mut().unwrap()
    }
    with("secret-in-error, secret-in-debug, unbounded-error-text", &|_| ()).gives(&[]);
    with("secret-in-error", &|e| outcome(e).display = "x SECRET-1".into())
        .gives(&["secret-in-error: an error prints a secret"]);
    with("secret-in-debug", &|e| outcome(e).texts.push("SECRET-1".into()))
        .gives(&["secret-in-debug: an error prints a secret"]);
    let closing = |e: &mut Evidence, closing: Closing| e.closing = Some(closing);
    let debug = Closing { debug: vec!["SECRET-1".into()], ..Closing::default() };
    with("secret-in-debug", &|e| closing(e, debug.clone()))
        .gives(&["secret-in-debug: a client or a request prints a secret"]);
    let leaks = Closing { leaks: vec!["TRACE hyper: SECRET-1".into()], ..Closing::default() };
    with("secret-in-debug", &|e| closing(e, leaks.clone()))
        .gives(&["secret-in-debug: a log line has a secret in it: TRACE hyper…"]);
    with("secret-in-debug", &|e| e.printed = "SECRET-1".into()).gives(&["secret-in-debug: a secret was printed"]);
    with("unbounded-error-text", &|e| outcome(e).texts.push("x".repeat(101)))
        .gives(&["unbounded-error-text: an error prints 101 bytes"]);
    with("unbounded-error-text", &|e| outcome(e).kept_bytes = Some(51))
        .gives(&["unbounded-error-text: an error keeps 51 bytes"]);
}

#[test]
fn values_that_were_changed() {
    let body = |body: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let gave = |words: &str, sent: &str, value: serde_json::Value| {
        case(&format!("must_not: [{words}]")).exchange(1, "GET /x", &body(sent)).call(5, ok(value))
    };
    gave("silent-replacement", "{\"a\":\"\u{fffd}\"}", json!("\u{fffd}")).gives(&[]);
    gave("silent-replacement", "{}", json!("a\u{fffd}")).gives(&["silent-replacement: `a\u{fffd}` was returned"]);
    gave(
        "wrap, saturate",
        "{\"a\":1e2,\"b\":-7,\"c\":9007199254740993}",
        json!([100.0, -7, 9_007_199_254_740_993_i64]),
    )
    .gives(&[]);
    gave("wrap, saturate", "{\"a\":4294967296}", json!(0)).gives(&["wrap: 0 was returned, which was not sent"]);
    let max = "saturate: 9223372036854775807 was returned, which was not sent";
    gave("wrap, saturate", "{\"a\":99999999999999999999}", json!(i64::MAX)).gives(&[max]);
    let asked = |header: &str, ms: u64| {
        let outcome = Outcome { retry_after: Some(header.into()), retry_after_ms: Some(ms), ..status(503) };
        fails("must_not: [wrap, saturate]").call(5, outcome)
    };
    asked("7", 7000).gives(&[]);
    asked("99999999999999999999", 365 * 24 * 3600 * 1000).gives(&[]);
    asked("-1", 1000).gives(&["wrap: Retry-After: -1 became 1000 ms"]);
    asked("99999999999999999999", u64::MAX)
        .gives(&["saturate: Retry-After: 99999999999999999999 became 18446744073709551615 ms"]);
}

#[test]
fn lines_and_braces() {
    let given = || {
        evidence("call: get, args: {note: \"a\\r\\nX-Injected: 1\"}, expect: {kind: ok, must_not: header-injection}")
    };
    given().exchange(1, "GET /x?note=a%0D%0AX-Injected:1", OK).call(5, item()).gives(&[]);
    let injected = given().exchange(1, "GET /x HTTP/1.1\r\nnote: a\r\nX-Injected: 1\r\nx:", OK).call(5, item());
    injected.gives(&["header-injection: `X-Injected: 1` is a line of its own"]);
    let bare = case("must_not: header-injection").exchange(1, "GET /x\n", OK).call(5, item());
    bare.gives(&["header-injection: a control character is in a head"]);
    let brace = case("must_not: literal-brace").exchange(1, "GET /x/{id}", OK).call(5, item());
    brace.gives(&["literal-brace: /x/{id} was sent"]);
}

#[test]
fn sentences() {
    let two = |text: &str| evidence(&format!("call: [get, get], expect: {{kind: ok, must: {text}}}")).call(1, item());
    two("second call returns id y").call(2, ok(json!({"id": "y"}))).gives(&[]);
    two("last call returns amount 2").call(2, ok(json!({"amount": 2}))).gives(&[]);
    let second = "must \"second call returns id y\": it returned";
    two("second call returns id y").call(2, item()).gives(&[&format!("{second} \\\"x\\\"")]);
    two("second call returns id y").call(2, ok(json!(null))).gives(&[&format!("{second} no `id`")]);
    let says = |must: &str, display: &str| {
        fails(&format!("must: \"{must}\"")).call(5, Outcome { display: display.into(), ..status(503) })
    };
    let html = "error names the media type text/html";
    says(html, "it is text/html").gives(&[]);
    says(html, "it is odd").gives(&["must \"error names the media type text/html\": it says it is odd"]);
    says("error says that the body is empty", "the body is empty").gives(&[]);
    says("error says that the body is empty", "EOF")
        .gives(&["must \"error says that the body is empty\": it says EOF"]);
    let delay = |ms: Option<u64>, header: Option<&str>| {
        let outcome = Outcome { retry_after_ms: ms, retry_after: header.map(str::to_owned), ..status(503) };
        fails("must: \"error reports the delay\"").call(5, outcome)
    };
    delay(Some(7000), Some("7")).gives(&[]);
    delay(None, Some("soon")).gives(&[]);
    delay(Some(8000), Some("7")).gives(&["must \"error reports the delay\": the error reports Some(8000) ms"]);
    delay(None, None).gives(&["must \"error reports the delay\": the error reports None ms"]);
    let keys = |second: &str| {
        let keyed = |key: &str| format!("POST /x HTTP/1.1\r\nIdempotency-Key: {key}\r\nx:");
        let case = case("must: \"the same key every time\"").exchange(1, &keyed("k"), SERVER_ERROR);
        case.exchange(2, &keyed(second), OK).call(5, item())
    };
    keys("k").gives(&[]);
    keys("l").gives(&["must \"the same key every time\": the keys differ, or there is none"]);
}
