//! What the clients make of answers: successes field by field, errors by status, and bodies that are not what is
//! documented. One file per provider, on the checks that are here.

mod dodopayments;
mod fedapay;
mod frontier;
mod orum;
mod telnyx;

use std::collections::BTreeSet;
use std::sync::Mutex;

use bursar::runtime::{DateTime, StatusCode, Utc};
use bursar::{Error, Response};

use crate::providers::{Bench, Provider, for_each_provider};
use crate::support::{Act, Server, html, json, reply};

impl<P: Provider> Bench<P> {
    /// The success of a call that is answered with this body.
    async fn ok(&self, body: &str) -> Response<P::Ok> {
        self.call(json(200, body)).await.unwrap()
    }

    /// An answer whose body is not the one of its status, or that has no documented body at all.
    async fn untyped(
        &self,
        answer: (u16, Content),
        documented: Option<&'static str>,
        fault: Option<&'static str>,
        line: &'static str,
    ) {
        self.check(answer, Expect { documented, body: "Undocumented", fault, line }).await;
    }

    async fn check(&self, (status, content): (u16, Content), expect: Expect) -> Error<P::Err> {
        let error = self.fail(content.act(status)).await;
        assert_eq!(error.to_string(), format!("{}: {}", P::FACTS.call, expect.line));
        assert_eq!(error.status(), StatusCode::from_u16(status).ok());
        assert_eq!(error.raw_body(), Some(content.text().as_bytes()));
        assert_eq!(error.is_unauthorized(), status == 401);
        assert_eq!(error.is_not_found(), status == 404);
        assert_eq!(error.is_rate_limited(), status == 429);
        assert_eq!(error.is_retryable(), [408, 429, 500, 502, 503, 504].contains(&status), "{status}");
        let Error::Api(api) = &error else { panic!("{error}") };
        assert_eq!((api.status().as_u16(), api.raw_body()), (status, content.text().as_bytes()));
        assert_eq!((api.documented(), format!("{:?}", api.body()).as_str()), (expect.documented, expect.body));
        assert_eq!(api.decode_error().map(ToString::to_string).as_deref(), expect.fault);
        error
    }

    /// A success whose body is something else than documented: the place, the words, the status and the bytes.
    async fn undecodable(&self, body: &str, path: &str, fault: &str) {
        let headers = [("content-type", "application/json"), ("x-request-id", "r-7")];
        let error = self.fail(reply(200, &headers, body)).await;
        let place = if path == "$" { String::new() } else { format!("at {path}: ") };
        let expect = format!("{}: 200 OK, but the body cannot be decoded: {place}{fault}", P::FACTS.call);
        assert_eq!(error.to_string(), expect, "{body}");
        assert_eq!((error.status(), error.request_id()), (Some(StatusCode::OK), Some("r-7")));
        assert!(!error.is_retryable());
        let Error::Decode(error) = error else { panic!("{error}") };
        assert_eq!((error.path(), error.raw_body()), (path, body.as_bytes()));
    }
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The content of an error answer.
#[derive(Clone, Copy)]
enum Content {
    Json(&'static str),
    Html(&'static str),
    Empty,
}

impl Content {
    fn text(self) -> &'static str {
        match self {
            Self::Json(text) | Self::Html(text) => text,
            Self::Empty => "",
        }
    }

    fn act(self, status: u16) -> Act {
        match self {
            Self::Json(text) => json(status, text),
            Self::Html(text) => html(status, text),
            Self::Empty => reply(status, &[], ""),
        }
    }
}

/// The error answers of a provider, and which documented statuses they were about.
struct Errors<P: Provider> {
    bench: Bench<P>,
    seen: Mutex<BTreeSet<&'static str>>,
}

/// What becomes of an error answer.
struct Expect {
    /// The key of the document's responses.
    documented: Option<&'static str>,
    /// `Debug` of the typed body.
    body: &'static str,
    /// Why it is not the documented body.
    fault: Option<&'static str>,
    /// What the error prints behind the call.
    line: &'static str,
}

impl<P: Provider> Errors<P> {
    async fn start() -> Self {
        Self { bench: Bench::start().await, seen: Mutex::default() }
    }

    /// An answer whose body is the one of its status.
    async fn typed(
        &self,
        (status, content): (u16, Content),
        documented: &'static str,
        body: &'static str,
        line: &'static str,
    ) -> Error<P::Err> {
        self.seen.lock().unwrap().insert(documented);
        self.bench.check((status, content), Expect { documented: Some(documented), body, fault: None, line }).await
    }

    /// The keys of the document's error responses, from the list of what the client publishes.
    fn cover(self, surface: &str, outcome: &str) {
        let arm = format!("type {outcome}::");
        let arms = surface.lines().filter_map(|line| line.strip_prefix(&arm)?.split_once(" = "));
        let all: BTreeSet<_> = arms.map(|(_, key)| key).collect();
        assert!(!all.is_empty(), "{outcome} is published");
        assert_eq!(self.seen.into_inner().unwrap(), all);
    }
}

for_each_provider!(
    a_page_where_json_is_documented,
    no_body_where_one_is_documented,
    broken_json,
    what_comes_with_an_answer,
    an_undocumented_success,
    the_word_of_the_server,
);

async fn a_page_where_json_is_documented<P: Provider>() {
    let page = "<html><body>Please sign in</body></html>";
    let error = P::call(&Server::start([html(200, page)]).await).await.unwrap_err();
    let why = r#"the content type is "text/html" where application/json is documented"#;
    assert_eq!(error.to_string(), format!("{}: 200 OK, but the body cannot be decoded: {why}", P::FACTS.call));
    assert_eq!(error.raw_body(), Some(page.as_bytes()));
}

async fn no_body_where_one_is_documented<P: Provider>() {
    Bench::<P>::start().await.undecodable("", "$", "the body is empty").await;
}

async fn broken_json<P: Provider>() {
    Bench::<P>::start().await.undecodable("\n <html>", "$", "expected value (line 2, column 2)").await;
    let cut = &P::FACTS.body[..P::FACTS.body.len() - 1];
    let error = P::call(&Server::start([json(200, cut)]).await).await.unwrap_err();
    assert!(error.to_string().contains("EOF while parsing an object (line "), "{error}");
    assert!(matches!(error, Error::Decode(_)));
    // a byte order mark is no fault (RFC 8259 §8.1)
    Bench::<P>::start().await.ok(&format!("\u{feff}{}", P::FACTS.body)).await;
}

async fn what_comes_with_an_answer<P: Provider>() {
    let headers = [
        ("content-type", "Application/JSON; charset=utf-8"),
        ("x-request-id", "req-1"),
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", "99"),
        ("x-ratelimit-reset", "30"),
    ];
    let response = P::call(&Server::start([reply(200, &headers, P::FACTS.body)]).await).await.unwrap();
    assert_eq!((response.status(), response.request_id()), (StatusCode::OK, Some("req-1")));
    assert_eq!((response.documented(), response.attempts()), (Some("200"), 1));
    let limit = response.rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining, limit.reset.map(|r| r.as_secs())), (Some(100), Some(99), Some(30)));
    assert_eq!(response.headers()["x-request-id"], "req-1");
}

/// With one documented success, any other is read as that.
async fn an_undocumented_success<P: Provider>() {
    let response = P::call(&Server::start([json(206, P::FACTS.body)]).await).await.unwrap();
    assert_eq!((response.status().as_u16(), response.documented()), (206, None));
}

async fn the_word_of_the_server<P: Provider>() {
    let headers = [("retry-after", "7"), ("x-request-id", "req-2"), ("x-should-retry", "false")];
    let error = P::call(&Server::start([reply(503, &headers, "")]).await).await.unwrap_err();
    assert_eq!((error.retry_after().as_secs(), error.request_id()), (7, Some("req-2")));
    assert!(!error.is_retryable());
    let error = P::call(&Server::start([reply(503, &[], "")]).await).await.unwrap_err();
    assert_eq!((error.retry_after().as_millis(), error.server_retry_after()), (500, None));
}
