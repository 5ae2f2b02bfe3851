//! The blocking clients: the same calls, outside of any async runtime; and what they say inside of one.

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use bursar::runtime::reqwest::header::CONTENT_TYPE;
use bursar::runtime::{
    BoxFuture, Clock, HeaderValue, HttpRequest, HttpResponse, Method, StatusCode, TokioClock, Transport,
    TransportFailure,
};
use bursar::{frontier, orum, telnyx};
use tokio::runtime::Runtime;

use crate::providers::{Orum, Provider, Settings};
use crate::support::clock::TestClock;
use crate::support::{Act, Server, json, nobody, reply};

/// A server with threads of its own: nobody here drives it.
fn serve(script: impl IntoIterator<Item = Act>) -> (Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(script));
    (runtime, server)
}

fn client(url: &str) -> orum::blocking::Client {
    orum::blocking::Client::builder().base_url(url).client_credentials("cli", "s3cret").build().unwrap()
}

const BODY: &str = Orum::FACTS.body;

#[test]
fn calls_return_their_answers() {
    let (_runtime, server) = serve([json(200, BODY)]);
    let client = client(&server.url());
    let balance = client.get_balance().timeout(Duration::from_secs(5)).send().unwrap();
    assert_eq!((balance.balance.available, balance.status().as_u16(), balance.attempts()), (2, 200, 1));
    let raw = client.clone().get_balance().raw().unwrap();
    assert_eq!(raw.body().as_ref(), BODY.as_bytes());
    assert_eq!(server.calls().len(), 2);
    // one connection for everything: it outlives the call that opened it
    assert_eq!(server.connections(), 1);
    assert!(server.calls().iter().all(|call| call.header("authorization") == Some(Orum::FACTS.authorization)));
}

#[test]
fn threads_share_a_client_and_its_token() {
    let (_runtime, server) = serve([json(200, BODY)]);
    let (client, barrier) = (client(&server.url()), Arc::new(Barrier::new(8)));
    let call = |client: orum::blocking::Client, barrier: Arc<Barrier>| {
        move || {
            barrier.wait();
            client.get_balance().send().unwrap().balance.pending
        }
    };
    let threads: Vec<_> = (0..8).map(|_| thread::spawn(call(client.clone(), Arc::clone(&barrier)))).collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap() == 1));
    assert_eq!((server.calls().len(), server.tokens().len()), (8, 1));
}

#[test]
fn errors_are_those_of_the_async_client() {
    let (_runtime, server) =
        serve([reply(429, &[("retry-after", "70"), ("content-type", "application/json")], r#"{"errors":[]}"#)]);
    let client = telnyx::blocking::Client::builder().base_url(server.url()).bearer_token("KEY").build().unwrap();
    let error = client.get_user_balance().send().unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((error.retry_after(), error.attempts()), (Duration::from_secs(70), 1));

    let (runtime, _) = serve([]);
    let url = runtime.block_on(nobody());
    let client = frontier::blocking::Client::builder().base_url(url).basic_auth("a", "b").build().unwrap();
    assert!(client.get_billing_balance("o", "b").retries(0).send().unwrap_err().is_connect());
    let error = client.get_billing_balance("..", "b").send().unwrap_err();
    assert!(matches!(error, bursar::Error::Request(_)), "{error}");
}

#[test]
fn limits_of_time_hold_and_retries_are_made() {
    let (_runtime, server) = serve([Act::silence()]);
    let client = telnyx::blocking::Client::builder().base_url(server.url()).bearer_token("KEY").build().unwrap();
    let error = client.get_user_balance().timeout(Duration::from_millis(20)).retries(0).send().unwrap_err();
    assert!(error.is_timeout(), "{error}");

    let (_runtime, server) = serve([json(503, "{}"), json(200, r#"{"data":{}}"#)]);
    let clock = TestClock::new();
    let builder = telnyx::blocking::Client::builder().base_url(server.url()).bearer_token("KEY");
    let client = builder.clock(clock.clone()).build().unwrap();
    let day = Duration::from_secs(86_400);
    let call = thread::spawn(move || client.get_user_balance().timeout(day).send().unwrap().attempts());
    while !call.is_finished() {
        clock.advance(Duration::from_millis(100));
        thread::yield_now();
    }
    assert_eq!(call.join().unwrap(), 2);
}

/// Answers by itself, after a moment.
struct Own;

impl Transport for Own {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        let is_token = request.url.path().ends_with("/oauth/token");
        let body = if is_token { r#"{"access_token":"at","token_type":"Bearer"}"# } else { BODY };
        Box::pin(async move {
            // timers work, and are driven while the calling thread sleeps
            TokioClock.sleep(Duration::from_millis(1)).await;
            let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
            Ok(HttpResponse::full(StatusCode::OK, headers.into_iter().collect(), body))
        })
    }
}

#[test]
fn a_given_transport_is_used() {
    let builder = orum::blocking::Client::builder().client_credentials("cli", "s3cret").transport(Own);
    assert_eq!(builder.build().unwrap().get_balance().send().unwrap().total_balance.available, 4);
}

#[test]
fn variables_of_the_environment() {
    let vars = |name: &str| match name {
        "ORUM_CLIENT_ID" => Some("cli".to_owned()),
        "ORUM_CLIENT_SECRET" => Some("s3cret".to_owned()),
        _ => None,
    };
    let client = orum::blocking::Client::builder().from_vars(vars).unwrap().build().unwrap();
    let expect = r#"Client { provider: "orum", base_url: "https://api-sandbox.orum.io", credentials: ["oauth2"], .. }"#;
    assert_eq!(format!("{client:?}"), expect);
}

const REFUSED: &str = "orum get-balance (GET /deliver/balance): a blocking call would stall the async runtime that this \
    thread belongs to: use the async client there, or make the call inside of `tokio::task::spawn_blocking`";

#[tokio::test]
async fn a_call_in_a_task_is_refused_and_nothing_is_sent() {
    let server = Server::start([json(200, BODY)]).await;
    // a client may be made, cloned and dropped here
    let client = client(&server.url());
    drop(client.clone());
    let error = client.get_balance().send().unwrap_err();
    assert_eq!(error.to_string(), REFUSED);
    assert!(matches!(error, bursar::Error::Request(_)) && !error.is_retryable());
    assert_eq!(client.get_balance().raw().unwrap_err().to_string(), REFUSED);
    // deep inside of a task that has used up a part of its budget
    let inner = client.clone();
    let task = tokio::spawn(async move {
        for _ in 0..100 {
            tokio::task::consume_budget().await;
        }
        inner.get_balance().send().unwrap_err().to_string()
    });
    assert_eq!(task.await.unwrap(), REFUSED);
    assert_eq!(server.seen(), []);
    // the budget of this task is as it was: it is not exhausted by having been looked at
    assert!(tokio::task::coop::has_budget_remaining());
    drop(client);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn threads_for_blocking_work_may_wait() {
    let server = Server::start([json(200, BODY)]).await;
    let (one, two, three) = (client(&server.url()), client(&server.url()), client(&server.url()));
    let available = tokio::task::spawn_blocking(move || one.get_balance().send().unwrap().balance.available);
    assert_eq!(available.await.unwrap(), 2);
    let task =
        tokio::spawn(async move { tokio::task::block_in_place(|| two.get_balance().send().map(|b| b.attempts())) });
    assert_eq!(task.await.unwrap().unwrap(), 1);
    // a thread that merely knows a runtime
    let handle = tokio::runtime::Handle::current();
    let entered = thread::spawn(move || {
        let _guard = handle.enter();
        three.get_balance().send().map(|b| b.attempts()).unwrap()
    });
    assert_eq!(tokio::task::spawn_blocking(|| entered.join().unwrap()).await.unwrap(), 1);
}

/// Written once, for both kinds of client.
fn prepared<M: bursar::runtime::Mode>(client: &orum::Client<M>) -> orum::Request<orum::GetBalance, M> {
    client.get_balance().header("x-caller", "both")
}

#[test]
fn code_may_be_generic_over_the_mode() {
    let (runtime, server) = serve([json(200, BODY)]);
    prepared(&client(&server.url())).send().unwrap();
    let client = Orum::client(Settings::at(server.url()));
    runtime.block_on(async move { prepared(&client).await.map(drop) }).unwrap();
    assert_eq!(server.calls().iter().filter(|call| call.header("x-caller") == Some("both")).count(), 2);
}

#[test]
fn requests_that_no_document_describes() {
    let (_runtime, server) = serve([json(200, r#"["a"]"#)]);
    let client = client(&server.url());
    let list = client.request(Method::GET, "/else").query("n", "1").send::<Vec<String>>().unwrap();
    assert_eq!(list.into_body(), ["a"]);
    let raw = client.request(Method::DELETE, "/else").raw().unwrap();
    assert_eq!(raw.body().as_ref(), br#"["a"]"#);
    let lines: Vec<_> = server.calls().iter().map(|call| call.line()).collect();
    assert_eq!(lines, ["GET /else?n=1", "DELETE /else"]);
}
