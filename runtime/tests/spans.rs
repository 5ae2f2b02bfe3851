//! What a `tracing` subscriber gets to see of a call, and what it must never see.
#![cfg(all(feature = "client", feature = "tracing", feature = "testing"))]
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use bursar_runtime::testing::{Answer, Double, Failure, ManualClock};
use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, Middleware, Next, Random, Retries, TransportFailure};
use support::provider::{
    COOKIE_KEY, Client, CreatePayment, GetItem, Machine, OAUTH, QUERY_KEY, Search, Secured, TOKEN,
};
use support::{Server, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Everything that was said, one line each: `> name fields` for a span, `+ fields` for what was recorded later, `! fields` for
/// an event, `< name` at the end. Fields are sorted.
#[derive(Clone, Default)]
struct Heard {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    lines: Vec<String>,
    /// Names and numbers of references, by id.
    spans: Vec<(String, usize)>,
    current: Vec<u64>,
}

#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl Heard {
    fn note(&self, is_ours: bool, line: String) {
        self.state.lock().unwrap().lines.push(if is_ours { line } else { format!("foreign: {line}") });
    }

    /// What this crate said.
    fn lines(&self) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.lines.iter().filter(|line| !line.starts_with("foreign")).cloned().collect()
    }

    fn all(&self) -> String {
        self.state.lock().unwrap().lines.join("\n")
    }

    /// Runs one test under it.
    fn listen(test: impl AsyncFnOnce(&Self)) {
        let heard = Self::default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        tracing::subscriber::with_default(heard.clone(), || runtime.block_on(test(&heard)));
    }
}

impl Subscriber for Heard {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let metadata = span.metadata();
        self.note(metadata.target() == "bursar", format!("> {} {}{fields}", metadata.level(), metadata.name()));
        let mut state = self.state.lock().unwrap();
        let name = if metadata.target() == "bursar" { metadata.name() } else { "foreign" };
        state.spans.push((name.to_owned(), 1));
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        let is_ours = self.state.lock().unwrap().spans[span.into_u64() as usize - 1].0 != "foreign";
        self.note(is_ours, format!("+{fields}"));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let metadata = event.metadata();
        self.note(metadata.target() == "bursar", format!("! {}{fields}", metadata.level()));
    }

    fn enter(&self, span: &Id) {
        self.state.lock().unwrap().current.push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        assert_eq!(self.state.lock().unwrap().current.pop(), Some(span.into_u64()));
    }

    fn clone_span(&self, id: &Id) -> Id {
        self.state.lock().unwrap().spans[id.into_u64() as usize - 1].1 += 1;
        id.clone()
    }

    fn try_close(&self, id: Id) -> bool {
        let mut state = self.state.lock().unwrap();
        let span = &mut state.spans[id.into_u64() as usize - 1];
        span.1 -= 1;
        let (name, left) = span.clone();
        if left == 0 && name != "foreign" {
            state.lines.push(format!("< {name}"));
        }
        left == 0
    }
}

const ITEM: &str = r#"{"id":"1","amount":5}"#;

/// Pauses are as long as they get.
struct Zero;

impl Random for Zero {
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()> {
        bytes.fill(0);
        Ok(())
    }
}

fn client(double: &Double) -> Client {
    Client::new(|b| {
        b.retries(Retries::default());
        b.random(Zero);
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.client_credentials(OAUTH, "cli-SECRET".into(), "pass-SECRET".into());
        b.bearer(TOKEN, "bearer-SECRET".into());
        b.api_key(QUERY_KEY, "query-SECRET".into());
        b.api_key(COOKIE_KEY, "cookie-SECRET".into());
    })
}

/// The span of an operation as it begins.
fn begin(operation: &str, method: &str, template: &str) -> String {
    format!(
        "> INFO call bursar.operation={operation} bursar.provider=acme http.request.method={method} otel.kind=client \
         otel.name={operation} url.template={template}"
    )
}

const HOST: [&str; 2] = ["+ server.address=sandbox.acme.test", "+ server.port=443"];

#[test]
fn a_call_is_a_span() {
    Heard::listen(async |heard| {
        let double = Double::new();
        double.on::<GetItem>().then(Answer::json(200, ITEM).header("x-request-id", "req-1"));
        client(&double).item::<GetItem>("private-id").await.unwrap();
        let begin = begin("getItem", "GET", "/items/{id}");
        let expect = [
            begin.as_str(),
            HOST[0],
            HOST[1],
            "+ http.response.status_code=200",
            "+ bursar.request_id=req-1",
            "< call",
        ];
        assert_eq!(heard.lines(), expect);
    });
}

#[test]
fn retries_are_events_of_it() {
    Heard::listen(async |heard| {
        let double = Double::new();
        let busy = Answer::json(503, r#"{"message":"SECRET"}"#).header("retry-after", "3");
        double.on::<GetItem>().then(Failure::ConnectRefused).then(busy).then(Answer::status(404));
        assert!(client(&double).item::<GetItem>("1").await.unwrap_err().is_not_found());
        let begin = begin("getItem", "GET", "/items/{id}");
        let expect = [
            begin.as_str(),
            HOST[0],
            HOST[1],
            "! INFO attempt=1 error.type=transport message=retrying pause_ms=500",
            "! INFO attempt=2 http.response.status_code=503 message=retrying pause_ms=3000",
            "+ http.request.resend_count=2",
            "+ http.response.status_code=404",
            "+ error.type=404",
            "+ otel.status_code=ERROR",
            "< call",
        ];
        assert_eq!(heard.lines(), expect);
    });
}

#[test]
fn tokens_are_events_of_it() {
    Heard::listen(async |heard| {
        let double = Double::new();
        double.on::<Machine>().then(Answer::status(401)).then(Answer::json(200, ITEM));
        client(&double).call::<Machine>().await.unwrap();
        let begin = begin("machine", "GET", "/machine");
        let expect = [
            begin.as_str(),
            HOST[0],
            HOST[1],
            "! DEBUG message=asking for a token",
            "! INFO message=the token was refused: renewing it",
            "! DEBUG message=asking for a token",
            "+ http.request.resend_count=1",
            "+ http.response.status_code=200",
            "< call",
        ];
        assert_eq!(heard.lines(), expect);
    });
}

#[test]
fn errors_say_their_kind() {
    fn check(double: Double, call: impl AsyncFnOnce(Client), expect: &[&str]) {
        Heard::listen(async |heard| {
            call(client(&double)).await;
            let lines = heard.lines();
            let start = lines.iter().position(|line| line == HOST[1]).map_or(1, |at| at + 1);
            assert_eq!(lines[start..lines.len() - 1], *expect);
        });
    }
    let on = |step: Answer| {
        let double = Double::new();
        double.on::<GetItem>().always(step);
        double
    };
    let item = async |client: Client| drop(client.item::<GetItem>("1").with(|call| call.retries(0.into())).await);
    let error = "+ otel.status_code=ERROR";
    let ok = "+ http.response.status_code=200";
    check(on(Answer::json(200, "[]")), item, &[ok, "+ error.type=decode", error]);
    check(on(Answer::json(200, "{").then_lost()), item, &["+ error.type=transport", error]);
    check(on(Answer::json(200, "{").then_silent()), item, &["+ error.type=timeout", error]);
    let traversal = async |client: Client| drop(client.item::<GetItem>("..").await);
    check(Double::new(), traversal, &["+ error.type=request", error]);
    let pay = async |client: Client| drop(client.pay::<CreatePayment>().await);
    let double = Double::new();
    double.on::<CreatePayment>().then(Failure::Lost);
    check(double, pay, &["+ error.type=outcome_unknown", error]);
    let double = Double::new();
    double.on_token().then(Answer::status(400));
    let machine = async |client: Client| drop(client.call::<Machine>().await);
    check(double, machine, &["! DEBUG message=asking for a token", "+ error.type=auth", error]);
}

/// Over a real connection, so that everything below has its say as well.
#[test]
fn no_secret_is_said_at_any_level() {
    Heard::listen(async |heard| {
        let echo = r#"{"id":"body-SECRET","amount":1}"#;
        let with_id = |status| {
            support::reply(status, &[("x-request-id", "id-bearer-SECRET"), ("content-type", "application/json")], echo)
        };
        let server = Server::start([with_id(200), with_id(500), json(200, "SECRET")]).await;
        let client = Client::new(|b| {
            b.base_url(server.url());
            b.bearer(TOKEN, "bearer-SECRET".into());
            b.api_key(QUERY_KEY, "query-SECRET".into());
            b.api_key(COOKIE_KEY, "cookie-SECRET".into());
        });
        let call = || client.call::<Secured>().with(|call| call.set(1, &"page-SECRET"));
        call().await.unwrap();
        call().await.unwrap_err();
        client
            .call::<Search>()
            .with(|call| call.set(0, &"q-SECRET"))
            .with(|call| call.header("x-key", "h-SECRET"))
            .await
            .unwrap_err();
        let all = heard.all();
        assert!(!all.contains("SECRET"), "{all}");
        assert!(heard.lines().iter().any(|line| line == "+ bursar.request_id=id-[redacted]"), "{all}");
        assert_eq!(heard.lines().iter().filter(|line| *line == "+ server.address=127.0.0.1").count(), 3);
    });
}

/// Notes which spans are current.
#[derive(Clone)]
struct Inside(Heard, Arc<Mutex<Vec<String>>>);

impl Middleware for Inside {
    fn handle<'a>(
        &'a self,
        request: HttpRequest,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
        let state = self.0.state.lock().unwrap();
        let names = state.current.iter().map(|id| state.spans[*id as usize - 1].0.clone());
        self.1.lock().unwrap().extend(names);
        drop(state);
        next.run(request)
    }
}

#[test]
fn the_span_is_current_where_requests_are_made() {
    Heard::listen(async |heard| {
        let inside = Inside(heard.clone(), Arc::default());
        let double = Double::new();
        double.on::<GetItem>().then(Answer::json(200, ITEM));
        let client = Client::new(|b| {
            b.transport(double);
            b.middleware(inside.clone());
        });
        client.item::<GetItem>("1").await.unwrap();
        assert_eq!(*inside.1.lock().unwrap(), ["call"]);
    });
}
