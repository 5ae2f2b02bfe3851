//! Pages over a connection: every way that leads from one to the next, where it ends, and what is no way.
#![cfg(feature = "client")]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

mod support;

use std::collections::HashSet;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{Error, Items, JsonValue, Pages, Retries};
use futures_core::Stream;
use support::clock::TestClock;
use support::provider::{Client, HEADER_KEY, QUERY_KEY, TOKEN};
use support::{Act, Server, json, reply};
use tokio::sync::Notify;

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: i64,
}

v1::object! { de Event { id: i64 = "id", required v1::Int; } }

#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    pub data: Option<Vec<Event>>,
}

v1::object! { de EventPage { data: Option<Vec<Event>> = "data", optional v1::List<v1::Plain>; } }

#[derive(Debug, Clone, PartialEq)]
pub enum PageError {
    Undocumented,
}

const NEED: v1::Need = v1::Need { scheme: TOKEN, scopes: &[] };
const KEYS: &[v1::Need] = &[v1::Need { scheme: QUERY_KEY, scopes: &[] }, v1::Need { scheme: HEADER_KEY, scopes: &[] }];
const AUTH: &[&[v1::Need]] = &[&[NEED], KEYS, &[]];
const REPLIES: &[v1::Reply] = &[v1::Reply::json("200")];
const PARAMS: &[v1::Param] = &[
    v1::Param::query("q"),
    v1::Param::query("limit"),
    v1::Param::query("at"),
    v1::Param::header("X-Note"),
    v1::Param::header("Idempotency-Key"),
];

macro_rules! paged {
    ($($op:ident $method:ident $path:literal $body:expr, $paging:expr;)+) => { $(
        pub struct $op;
        impl v1::Operation for $op {
            type Ok = EventPage;
            type Err = PageError;
            const SPEC: &'static v1::OpSpec = &spec(v1::OpSpec::new(stringify!($op), v1::Method::$method, $path), $body);
            fn ok(_: usize, answer: &v1::Answer) -> v1::Decoded<EventPage> {
                answer.json::<v1::Plain, _>()
            }
            fn err(_: usize, _: &v1::Answer) -> v1::Decoded<PageError> {
                Ok(PageError::Undocumented)
            }
        }
        v1::paged! { $op -> Event { paging $paging.items("/data"); items |page| page.data?; } }
    )+ };
}

const fn spec(spec: v1::OpSpec, body: Option<v1::BodySpec>) -> v1::OpSpec {
    let spec = spec.params(PARAMS).replies(REPLIES).auth(AUTH).idempotency("Idempotency-Key");
    match body {
        Some(body) => spec.body(body),
        None => spec,
    }
}

const AT: v1::Knob = v1::Knob::param(2);
const LIMIT: v1::Knob = v1::Knob::param(1).number();
const JSON: Option<v1::BodySpec> = Some(v1::BodySpec::optional(&["application/json"]));

paged! {
    ByCursor Get "/events" None, v1::Paging::cursor(AT, "/next");
    ByLastId Get "/events" None, v1::Paging::cursor(AT, "/data/-1/id").more("/more");
    ByPage Get "/events" None, v1::Paging::page(AT.number(), 1).size(LIMIT).total("/total");
    ByOffset Get "/events" None, v1::Paging::offset(AT.number(), 0).size(LIMIT);
    ByLink Get "/v1/events" None, v1::Paging::link();
    ByUrl Get "/v1/events" None, v1::Paging::next_url("/next");
    Search Post "/search" JSON, v1::Paging::cursor(v1::Knob::body("/page/after").number(), "/next");
    Keyed Post "/search" JSON, v1::Paging::cursor(v1::Knob::body("/after"), "/next");
    Browse Post "/search" JSON, v1::Paging::page(v1::Knob::body("/page").number(), 0).size(v1::Knob::body("/size").number());
}

/// The Link operation's page is the array itself.
pub struct ByBareLink;

impl v1::Operation for ByBareLink {
    type Ok = Vec<Event>;
    type Err = PageError;
    const SPEC: &'static v1::OpSpec = &spec(v1::OpSpec::new("ByBareLink", v1::Method::Get, "/repos"), None);
    fn ok(_: usize, answer: &v1::Answer) -> v1::Decoded<Vec<Event>> {
        answer.json::<v1::List<v1::Plain>, _>()
    }
    fn err(_: usize, _: &v1::Answer) -> v1::Decoded<PageError> {
        Ok(PageError::Undocumented)
    }
}

v1::paged! { ByBareLink -> Event { paging v1::Paging::link(); items |page| page; } }

fn client(server: &Server) -> Client {
    Client::new(|b| b.base_url(server.url()))
}

fn pages<O: v1::Paged>(server: &Server, set: impl FnOnce(&mut v1::Call)) -> Pages<O> {
    v1::pages::<O, v1::Async>(client(server).call::<O>().with(set).call)
}

fn items<O: v1::Paged>(server: &Server, set: impl FnOnce(&mut v1::Call)) -> Items<O> {
    v1::items::<O, v1::Async>(client(server).call::<O>().with(set).call)
}

/// The ids of the items before the end or the error, and the error.
async fn run<O: v1::Paged<Item = Event>>(mut items: Items<O>) -> (Vec<i64>, Option<Error<O::Err>>) {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => ids.push(item.id),
            Err(error) => {
                assert!(items.next().await.is_none(), "a stream ends after an error");
                return (ids, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none());
    (ids, None)
}

async fn check<O: v1::Paged<Item = Event>>(
    script: impl IntoIterator<Item = Act>,
    set: impl FnOnce(&mut v1::Call),
    ids: &[i64],
    lines: &[&str],
) -> Server {
    let server = Server::start(script).await;
    let (got, error) = run(items::<O>(&server, set)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((got.as_slice(), server.lines()), (ids, lines.iter().map(|&line| line.to_owned()).collect()));
    server
}

fn page(ids: &[i64], rest: &str) -> Act {
    let data: Vec<String> = ids.iter().map(|id| format!("{{\"id\":{id}}}")).collect();
    json(200, &format!("{{\"data\":[{}]{rest}}}", data.join(",")))
}

#[tokio::test]
async fn a_cursor_is_passed_on_as_it_is() {
    let script = [
        page(&[1, 2], r#","next":"a/b==&x+ü""#),
        page(&[3], r#","next":18446744073709551616"#),
        page(&[4], r#","next":null"#),
    ];
    let lines = [
        "GET /events?q=a%20b&limit=2",
        "GET /events?q=a%20b&limit=2&at=a%2Fb%3D%3D%26x%2B%C3%BC",
        "GET /events?q=a%20b&limit=2&at=18446744073709551616",
    ];
    let set = |c: &mut v1::Call| {
        c.set(0, &"a b");
        c.set(1, &2);
        c.set(3, &"note");
        c.header("X-Own", "h");
    };
    let server = check::<ByCursor>(script, set, &[1, 2, 3, 4], &lines).await;
    for seen in server.seen() {
        assert_eq!((seen.header("x-note"), seen.header("x-own")), (Some("note"), Some("h")));
    }
    let once = ["GET /events"];
    check::<ByCursor>([page(&[1], "")], |_| {}, &[1], &once).await;
    check::<ByCursor>([page(&[1], r#","next":"""#)], |_| {}, &[1], &once).await;
    check::<ByCursor>([page(&[], r#","next":"x""#)], |_| {}, &[], &once).await;
    check::<ByCursor>([json(200, "{}")], |_| {}, &[], &once).await;
    check::<ByCursor>([page(&[9], "")], |c| c.set(2, &"resume"), &[9], &["GET /events?at=resume"]).await;
}

#[tokio::test]
async fn the_last_id_is_a_cursor() {
    let script = [page(&[5, 7], r#","more":true"#), page(&[8], r#","more":false"#)];
    check::<ByLastId>(script, |_| {}, &[5, 7, 8], &["GET /events", "GET /events?at=7"]).await;
}

#[tokio::test]
async fn numbers_of_pages() {
    let two = |c: &mut v1::Call| c.set(1, &2);
    let script = [page(&[1, 2], ""), page(&[3, 4], ""), page(&[5], "")];
    let lines = ["GET /events?limit=2", "GET /events?limit=2&at=2", "GET /events?limit=2&at=3"];
    check::<ByPage>(script, two, &[1, 2, 3, 4, 5], &lines).await;
    let script = [page(&[1, 2], r#","total":4"#), page(&[3, 4], r#","total":4"#)];
    check::<ByPage>(script, two, &[1, 2, 3, 4], &lines[..2]).await;
    check::<ByPage>([page(&[1, 2], ""), page(&[], "")], two, &[1, 2], &lines[..2]).await;
    // the server allows for one item where two were asked for, and says how many there are
    let script = [page(&[1], r#","total":2"#), page(&[2], r#","total":2"#)];
    check::<ByPage>(script, two, &[1, 2], &lines[..2]).await;
    let from_seven = |c: &mut v1::Call| c.set(2, &7);
    check::<ByPage>([page(&[1], ""), page(&[], "")], from_seven, &[1], &["GET /events?at=7", "GET /events?at=8"]).await;
}

#[tokio::test]
async fn offsets_grow_by_what_came() {
    let set = |c: &mut v1::Call| {
        c.set(1, &2);
        c.set(2, &10);
    };
    let script = [page(&[1, 2], ""), page(&[3, 4], ""), page(&[5], "")];
    let lines = ["GET /events?limit=2&at=10", "GET /events?limit=2&at=12", "GET /events?limit=2&at=14"];
    check::<ByOffset>(script, set, &[1, 2, 3, 4, 5], &lines).await;
    let script = [page(&[1, 2, 3], ""), page(&[4], ""), page(&[], "")];
    check::<ByOffset>(script, |_| {}, &[1, 2, 3, 4], &["GET /events", "GET /events?at=3", "GET /events?at=4"]).await;
}

#[tokio::test]
async fn places_in_the_body() {
    let script = [page(&[1], r#","next":7"#), page(&[2], r#","next":"x""#), page(&[3], "")];
    let server = Server::start(script).await;
    let exact = r#"{"amount":1.10,"page":{"size":2}}"#;
    let body: Box<serde_json::value::RawValue> = serde_json::from_str(exact).unwrap();
    let (ids, error) = run(items::<Search>(&server, |c| c.json::<v1::Plain, _>(&Raw(body)))).await;
    assert!(ids == [1, 2, 3] && error.is_none(), "{error:?}");
    let bodies: Vec<String> = server.seen().into_iter().map(|seen| seen.body).collect();
    let expect =
        [exact, r#"{"amount":1.10,"page":{"size":2,"after":7}}"#, r#"{"amount":1.10,"page":{"size":2,"after":"x"}}"#];
    assert_eq!(bodies, expect);

    let server = Server::start([page(&[1, 2], ""), page(&[3], "")]).await;
    let size = serde_json::json!({"size": 2});
    let (ids, error) = run(items::<Browse>(&server, |c| c.json::<v1::Plain, _>(&size))).await;
    assert!(ids == [1, 2, 3] && error.is_none(), "{error:?}");
    let bodies: Vec<String> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies, [r#"{"size":2}"#, r#"{"size":2,"page":1}"#]);
    // a body that was left out is made for the second page
    let server = Server::start([page(&[1], ""), page(&[], "")]).await;
    run(items::<Browse>(&server, |_| {})).await;
    assert_eq!(server.seen()[1].body, r#"{"page":1}"#);
    assert_eq!(server.seen()[1].header("content-type"), Some("application/json"));
    // and one that is no object cannot have a place in it
    let server = Server::start([page(&[1], "")]).await;
    let (ids, error) = run(items::<Browse>(&server, |c| c.json::<v1::Plain, _>(&JsonValue::from(1)))).await;
    let expect = "acme Browse (POST /search): 200 OK, but paging cannot go on: the next page cannot be asked for";
    assert_eq!((ids, error.unwrap().to_string()), (vec![1], expect.to_owned()));
}

/// JSON that writes itself as it was given.
struct Raw(Box<serde_json::value::RawValue>);

impl serde::Serialize for Raw {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(s)
    }
}

#[tokio::test]
async fn links_are_followed_with_credentials() {
    let link = |value: &str, ids: &str| reply(200, &[("content-type", "application/json"), ("link", value)], ids);
    let server = Server::start([]).await;
    let absolute = format!("<{}/repos?page=2&x=%2C>; rel=\"next\", </repos?page=3>; rel=\"last\"", server.url());
    let script = [
        link(&absolute, r#"[{"id":1}]"#),
        link("</repos?page=1>; rel=prev, <?page=3>; title=\"a, b\"; rel=\"last next\"", r#"[{"id":2}]"#),
        link("</repos?page=1>; rel=\"first\"", r#"[{"id":3}]"#),
    ];
    server.answer(script);
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.bearer(TOKEN, "SECRETt".into());
    });
    let request = client.call::<ByBareLink>().with(|c| {
        c.set(0, &"first only");
        c.header("X-Own", "h");
    });
    let (ids, error) = run(v1::items::<ByBareLink, v1::Async>(request.call)).await;
    assert!(ids == [1, 2, 3] && error.is_none(), "{error:?}");
    assert_eq!(server.lines(), ["GET /repos?q=first%20only", "GET /repos?page=2&x=%2C", "GET /repos?page=3"]);
    server.answer([link("", "[]")]);
    assert_eq!(run(v1::items::<ByBareLink, v1::Async>(client.call::<ByBareLink>().call)).await.0, [0; 0]);
    assert_eq!(server.lines().pop().unwrap(), "GET /repos");
    for seen in server.seen().iter().take(3) {
        assert_eq!((seen.header("authorization"), seen.header("x-own")), (Some("Bearer SECRETt"), Some("h")));
    }
}

#[tokio::test]
async fn addresses_follow_the_page_and_keep_one_key() {
    let server = Server::start([
        reply(302, &[("location", "/v2/list?from=redirect")], ""),
        page(&[1], r#","next":"more?p=2&api_key=SECRETq""#),
        page(&[2], r#","next":"../v3/x#top""#),
        page(&[3], r#","next":"""#),
    ])
    .await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.api_key(QUERY_KEY, "SECRETq".into());
        b.api_key(HEADER_KEY, "SECRETh".into());
    });
    let (ids, error) = run(v1::items::<ByUrl, v1::Async>(client.call::<ByUrl>().call)).await;
    assert!(ids == [1, 2, 3] && error.is_none(), "{error:?}");
    let lines = [
        "GET /v1/events?api_key=SECRETq",
        "GET /v2/list?from=redirect&api_key=SECRETq",
        "GET /v2/more?p=2&api_key=SECRETq",
        "GET /v3/x?api_key=SECRETq",
    ];
    assert_eq!(server.lines(), lines);
    assert!(server.seen().iter().all(|seen| seen.header("x-api-key") == Some("SECRETh")));
}

#[tokio::test]
async fn addresses_elsewhere_are_not_followed() {
    let other = Server::start([page(&[2], "")]).await;
    let check = async |next: &str, reason: &str| {
        let server = Server::start([page(&[1], &format!(r#","next":{}"#, serde_json::json!(next)))]).await;
        let client = Client::new(|b| {
            b.base_url(server.url());
            b.bearer(TOKEN, "SECRETt".into());
        });
        let (ids, error) = run(v1::items::<ByUrl, v1::Async>(client.call::<ByUrl>().call)).await;
        let error = error.unwrap();
        let head = "acme ByUrl (GET /v1/events): 200 OK, but paging cannot go on:";
        assert_eq!((ids, error.to_string()), (vec![1], format!("{head} {reason}")));
        assert!(matches!(&error, Error::Paging(e) if e.is_other_origin() == reason.contains("origin")));
        assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
        assert_eq!(server.lines(), ["GET /v1/events"]);
    };
    let origin = "the next page is on another origin,";
    check(&format!("{}/v1/events?p=2", other.url()), &format!("{origin} {}", other.url())).await;
    check("//evil.test/v1?k=SECRETt", &format!("{origin} http://evil.test")).await;
    check("https://127.0.0.1/v1", &format!("{origin} https://127.0.0.1")).await;
    check("file:///etc/passwd", &format!("{origin} file:")).await;
    check("/\\evil.test", "the address of the next page is not a URL").await;
    check("http://[", "the address of the next page is not a URL").await;
    let link = ("link", "<http://evil.test/>; rel=next");
    let server = Server::start([reply(200, &[("content-type", "application/json"), link], r#"[{"id":1}]"#)]).await;
    let (ids, error) = run(items::<ByBareLink>(&server, |_| {})).await;
    assert!(ids == [1] && matches!(error, Some(Error::Paging(e)) if e.is_other_origin()));
    assert_eq!(other.lines(), [""; 0]);
}

#[tokio::test]
async fn a_circle_ends_with_an_error() {
    let circles: [&[&str]; 3] = [&["n", "n"], &["a", "b", "a"], &["a", "b", "b"]];
    for cursors in circles {
        let script: Vec<_> = (1..).zip(cursors).map(|(id, c)| page(&[id], &format!(",\"next\":\"{c}\""))).collect();
        let server = Server::start(script).await;
        let (ids, error) = run(items::<ByCursor>(&server, |_| {})).await;
        let error = error.unwrap();
        assert_eq!(ids, (1..=cursors.len() as i64).collect::<Vec<_>>());
        assert_eq!(server.seen().len(), cursors.len());
        let expect =
            "acme ByCursor (GET /events): 200 OK, but paging cannot go on: the next page is one that was read before";
        assert_eq!(error.to_string(), expect);
        assert!(matches!(&error, Error::Paging(e) if e.is_repeated() && !e.is_other_origin()));
        assert_eq!((error.status().unwrap().as_u16(), error.is_retryable(), error.is_timeout()), (200, false, false));
        assert!(error.raw_body().unwrap().starts_with(b"{\"data\"") && error.headers().is_some());
    }
    // the place that the caller starts from counts
    let server = Server::start([page(&[1], r#","next":"x""#)]).await;
    let (ids, error) = run(items::<ByCursor>(&server, |c| c.set(2, &"x"))).await;
    assert!(ids == [1] && matches!(error, Some(Error::Paging(e)) if e.is_repeated()));
    // so does the first page, and however an address is written
    for next in ["/v1/events", "", "?", "../v1/./events#x"] {
        let server =
            Server::start([page(&[1], r#","next":"/v1/two""#), page(&[2], &format!(",\"next\":\"{next}\""))]).await;
        let (ids, error) = run(items::<ByUrl>(&server, |_| {})).await;
        let is_repeated = matches!(error, Some(Error::Paging(e)) if e.is_repeated());
        assert_eq!((ids, is_repeated), (vec![1, 2], !next.is_empty()), "{next}");
    }
}

#[tokio::test]
async fn each_page_is_a_call_of_its_own() {
    let busy = || reply(503, &[("retry-after-ms", "0")], "");
    let server = Server::start([busy(), page(&[1], r#","next":"n""#), busy(), busy(), page(&[2], "")]).await;
    let mut pages = pages::<ByCursor>(&server, |c| c.retries(Retries::new(2)));
    let mut attempts = Vec::new();
    while let Some(page) = pages.next().await {
        attempts.push(page.unwrap().attempts());
    }
    assert_eq!(attempts, [2, 3]);
    // a deadline is one of each page: the second is asked for long after the first would have met it
    let clock = TestClock::new();
    let server = Server::start([page(&[1], r#","next":"n""#), page(&[2], "")]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.clock(clock.clone());
    });
    let mut items =
        v1::items::<ByCursor, v1::Async>(client.call::<ByCursor>().with(|c| c.deadline(Duration::from_secs(5))).call);
    assert_eq!(items.next().await.unwrap().unwrap().id, 1);
    clock.advance(Duration::from_secs(60));
    assert_eq!(items.next().await.unwrap().unwrap().id, 2);
}

#[tokio::test]
async fn no_page_repeats_the_key_of_another() {
    let set: [&dyn Fn(&mut v1::Call); 4] =
        [&|_| {}, &|c| c.idempotency_key("mine"), &|c| c.header("idempotency-key", "mine"), &|c| c.set(4, &"mine")];
    for (index, set) in set.into_iter().enumerate() {
        let server = Server::start([page(&[1], r#","next":"a""#), page(&[2], r#","next":"b""#), page(&[3], "")]).await;
        let (ids, error) = run(items::<Keyed>(&server, set)).await;
        assert!(ids == [1, 2, 3] && error.is_none(), "{error:?}");
        let seen = server.seen();
        let keys: HashSet<&str> = seen.iter().map(|seen| seen.header("idempotency-key").unwrap()).collect();
        assert_eq!((keys.len(), keys.contains("mine")), (3, index > 0));
        assert_eq!(seen[0].header("idempotency-key") == Some("mine"), index > 0);
    }
}

#[tokio::test]
async fn what_came_before_an_error_is_handed_out() {
    let wrong = json(200, r#"{"data":[{"id":"x"}]}"#);
    let server = Server::start([page(&[1, 2], r#","next":"n""#), wrong]).await;
    let (ids, error) = run(items::<ByCursor>(&server, |_| {})).await;
    assert!(ids == [1, 2] && matches!(&error, Some(Error::Decode(e)) if e.path() == "$.data[0].id"), "{error:?}");
    let server = Server::start([page(&[1], r#","next":"n""#), json(404, "{}")]).await;
    let (ids, error) = run(items::<ByCursor>(&server, |_| {})).await;
    assert!(ids == [1] && error.unwrap().is_not_found());
    let server = Server::start([page(&[1], r#","next":{}"#)]).await;
    let (ids, error) = run(items::<ByCursor>(&server, |_| {})).await;
    let expect = "acme ByCursor (GET /events): 200 OK, but paging cannot go on: `/next` is not text or a number";
    assert_eq!((ids, error.unwrap().to_string()), (vec![1], expect.to_owned()));
}

#[tokio::test]
async fn a_limit_of_pages_and_the_way_on_from_it() {
    let script = || [page(&[1], r#","next":"n1""#), page(&[2], r#","next":"n2""#), page(&[3], "")];
    let server = Server::start(script()).await;
    let mut two = pages::<ByCursor>(&server, |_| {}).max_pages(2);
    let mut kept = None;
    let mut ids = Vec::new();
    while let Some(page) = two.next().await {
        let page = page.unwrap();
        assert_eq!((page.status().as_u16(), page.attempts()), (200, 1));
        kept = page.next_cursor().map(str::to_owned);
        ids.push(page.into_body().data.unwrap()[0].id);
    }
    assert_eq!((ids, kept.as_deref()), (vec![1, 2], Some("n2")));
    let (ids, error) = run(items::<ByCursor>(&server, |_| {}).from_cursor(kept.unwrap())).await;
    assert!(ids == [3] && error.is_none());
    assert_eq!(server.lines(), ["GET /events", "GET /events?at=n1", "GET /events?at=n2"]);

    let server = Server::start(script()).await;
    assert!(pages::<ByCursor>(&server, |_| {}).max_pages(0).next().await.is_none());
    assert_eq!(run(items::<ByCursor>(&server, |_| {}).max_pages(1)).await.0, [1]);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn kept_cursors_of_every_kind() {
    async fn next<O: v1::Paged>(server: &Server) -> Option<String> {
        let page = pages::<O>(server, |_| {}).next().await.unwrap().unwrap();
        page.next_cursor().map(str::to_owned)
    }
    async fn from<O: v1::Paged<Item = Event>>(server: &Server, cursor: &str) -> String {
        let (_, error) = run(items::<O>(server, |_| {}).from_cursor(cursor).max_pages(1)).await;
        error.map_or_else(|| server.lines().pop().unwrap(), |error| error.to_string())
    }
    let server = Server::start([page(&[1, 2], r#","next":"/v1/events?p=2""#)]).await;
    assert_eq!(next::<ByPage>(&server).await.as_deref(), Some("2"));
    assert_eq!(from::<ByPage>(&server, "2").await, "GET /events?at=2");
    assert_eq!(next::<ByOffset>(&server).await.as_deref(), Some("2"));
    assert_eq!(from::<ByOffset>(&server, "12").await, "GET /events?at=12");
    let address = next::<ByUrl>(&server).await.unwrap();
    assert_eq!(address, format!("{}/v1/events?p=2", server.url()));
    server.answer([page(&[1, 2], "")]);
    assert_eq!(from::<ByUrl>(&server, &address).await, "GET /v1/events?p=2");
    assert_eq!(from::<ByUrl>(&server, "?p=3").await, "GET /v1/events?p=3");
    let count = server.seen().len();
    let refused = "acme ByUrl (GET /v1/events): the address to start from is not one of this API";
    assert_eq!(from::<ByUrl>(&server, "http://evil.test/v1/events?p=2").await, refused);
    let refused = "acme ByPage (GET /events): the page to start from is not a number";
    assert_eq!(from::<ByPage>(&server, "two").await, refused);
    let refused = "acme ByOffset (GET /events): the offset to start from is not a number";
    assert_eq!(from::<ByOffset>(&server, "1.5").await, refused);
    let request = client(&server).call::<Search>().with(|c| c.json::<v1::Plain, _>(&JsonValue::from(1)));
    let (_, error) = run(v1::items::<Search, v1::Async>(request.call).from_cursor("x")).await;
    let refused = "acme Search (POST /search): the cursor to start from has no place in the body";
    assert!(matches!(&error, Some(Error::Request(_))));
    assert_eq!((error.unwrap().to_string().as_str(), server.seen().len()), (refused, count));
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let server = Server::start([page(&[1, 2], r#","next":"n""#), page(&[3], "")]).await;
    let mut items = items::<ByCursor>(&server, |_| {});
    assert_eq!(server.seen().len(), 0);
    assert_eq!((items.next().await.unwrap().unwrap().id, items.size_hint()), (1, (1, None)));
    assert_eq!(items.next().await.unwrap().unwrap().id, 2);
    assert_eq!(server.seen().len(), 1);
    assert_eq!(items.next().await.unwrap().unwrap().id, 3);
    assert!(items.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_dropped_wait_loses_no_page() {
    let release = Arc::new(Notify::new());
    let Act::Send(first) = page(&[1], r#","next":"n""#) else { panic!("bytes") };
    let server = Server::start([Act::Wait(Arc::clone(&release), first), page(&[2], "")]).await;
    let mut pages = pages::<ByCursor>(&server, |_| {});
    while server.seen().is_empty() {
        // the future that waits is dropped each time
        let next = pin!(pages.next());
        assert!(next.poll(&mut Context::from_waker(Waker::noop())).is_pending());
        tokio::task::yield_now().await;
    }
    release.notify_one();
    assert_eq!(pages.next().await.unwrap().unwrap().data.as_ref().unwrap()[0].id, 1);
    assert_eq!(pages.next().await.unwrap().unwrap().data.as_ref().unwrap()[0].id, 2);
    assert_eq!(server.lines(), ["GET /events", "GET /events?at=n"]);
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let server = Server::start([page(&[1], r#","next":"/v1/events?api_key=SECRETq""#)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.api_key(QUERY_KEY, "SECRETq".into());
        b.api_key(HEADER_KEY, "SECRETh".into());
    });
    let mut pages = v1::pages::<ByUrl, v1::Async>(client.call::<ByUrl>().call);
    let page = pages.next().await.unwrap().unwrap();
    let text = format!("{page:?} {pages:?}");
    assert!(!text.contains("SECRET") && text.contains("there is one"), "{text}");
}

#[test]
fn streams_cross_threads_and_move() {
    fn check<T: Stream + Send + Unpin + 'static>() {}
    check::<Pages<ByCursor>>();
    check::<Items<ByCursor>>();
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_has_iterators() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let script = || [page(&[1, 2], r#","next":"n""#), page(&[3], r#","next":"n""#)];
    let server = runtime.block_on(Server::start(script()));
    let mut builder = v1::Builder::new(&support::provider::PROVIDER);
    builder.base_url(server.url());
    let core = builder.build_blocking().unwrap();
    let call = || v1::Call::new(&core, <ByCursor as v1::Operation>::SPEC);
    let items = || v1::items::<ByCursor, v1::Blocking>(call());
    let mut all = items();
    let ids: Vec<i64> = all.by_ref().take(3).map(|item| item.unwrap().id).collect();
    assert_eq!((ids, server.lines()), (vec![1, 2, 3], vec!["GET /events".to_owned(), "GET /events?at=n".to_owned()]));
    assert!(matches!(all.next(), Some(Err(Error::Paging(e))) if e.is_repeated()));
    assert!(all.next().is_none());

    server.answer(script());
    let mut pages = v1::pages::<ByCursor, v1::Blocking>(call()).max_pages(1);
    assert_eq!(pages.next().unwrap().unwrap().next_cursor(), Some("n"));
    assert!(pages.next().is_none());

    // what has arrived can be taken anywhere; to wait for more would stall a task
    server.answer(script());
    let mut begun = items();
    assert_eq!(begun.next().unwrap().unwrap().id, 1);
    let rest = async move { (begun.next().unwrap().unwrap().id, begun.next(), begun.next().is_none()) };
    let (id, refused, is_over) = runtime.block_on(async { tokio::spawn(rest).await.unwrap() });
    assert_eq!((id, is_over), (2, true));
    let error = refused.unwrap().unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("a blocking call would stall the async runtime"), "{error}");
}
