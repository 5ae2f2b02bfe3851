//! OAuth2 client credentials: one token for all, renewed early, refused once; and what goes wrong at the endpoint.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use bursar_runtime::testing::{Answer, Double, Failure, ManualClock};
use bursar_runtime::{Error, StatusCode};
use support::clock::TestClock;
use support::provider::*;
use support::{Act, Server, bytes, json, reply};
use tokio::sync::Notify;

const OK: &str = r#"{"id":"x","amount":1}"#;

fn token(name: &str, life: &str) -> Act {
    json(200, &format!(r#"{{"access_token":"{name}","token_type":"bearer"{life}}}"#))
}

/// A client whose API and token endpoint are these servers.
fn client(api: &Server, auth: &Server, clock: &TestClock) -> Client {
    Client::new(|b| {
        b.base_url(api.url());
        b.token_url(OAUTH, format!("{}/oauth/token", auth.url()));
        b.client_credentials(OAUTH, "cid".into(), "csecret".into());
        b.clock(clock.clone());
    })
}

/// A client that repeats, over a transport whose answers are programmed.
fn repeating(double: &Double) -> Client {
    Client::new(|b| {
        b.client_credentials(OAUTH, "id".into(), "SECRET".into());
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.retries(bursar_runtime::Retries::default());
    })
}

fn bearers(api: &Server) -> Vec<String> {
    api.seen().iter().map(|seen| seen.header("authorization").unwrap_or("none").to_owned()).collect()
}

#[tokio::test]
async fn asked_for_once_and_kept() {
    let (api, auth) = (Server::start([json(200, OK)]).await, Server::start([token("t1", "")]).await);
    let clock = TestClock::new();
    let client = client(&api, &auth, &clock);
    client.call::<Machine>().await.unwrap();
    clock.advance(Duration::from_secs(1_000_000));
    client.clone().call::<Machine>().await.unwrap();
    let seen = auth.seen();
    assert_eq!((seen.len(), seen[0].line()), (1, "POST /oauth/token".to_owned()));
    assert_eq!(seen[0].body, "grant_type=client_credentials&scope=read%3Aa+read%3Ab");
    let headers = ["authorization", "content-type", "accept", "cookie"].map(|name| seen[0].header(name));
    let form = "application/x-www-form-urlencoded";
    assert_eq!(headers, [Some("Basic Y2lkOmNzZWNyZXQ="), Some(form), Some("application/json"), None]);
    assert_eq!(bearers(&api), ["Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn the_secret_can_go_into_the_form() {
    let api = Server::start([token("t1", ""), json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(api.url());
        b.token_url(OAUTH_FORM, format!("{}/oauth/form", api.url()));
        b.client_credentials(OAUTH_FORM, "c id".into(), "s&cret".into());
    });
    client.call::<MachineForm>().await.unwrap();
    assert_eq!(api.seen()[0].body, "grant_type=client_credentials&client_id=c+id&client_secret=s%26cret");
    assert_eq!(api.seen()[0].header("authorization"), None);
}

#[tokio::test]
async fn renewed_a_minute_before_the_end_and_not_sooner() {
    let api = Server::start([json(200, OK)]).await;
    let script = [token("t1", r#","expires_in":3600"#), token("t2", r#","expires_in":"100""#), token("t3", "")];
    let auth = Server::start(script).await;
    let clock = TestClock::new();
    let client = client(&api, &auth, &clock);
    for step in [0, 1800, 1739, 1, 79, 1] {
        clock.advance(Duration::from_secs(step));
        client.call::<Machine>().await.unwrap();
    }
    assert_eq!(bearers(&api), ["t1", "t1", "t1", "t2", "t2", "t3"].map(|t| format!("Bearer {t}")));
    assert_eq!(auth.seen().len(), 3);
}

#[tokio::test]
async fn fifty_calls_wait_for_one_token() {
    let release = Arc::new(Notify::new());
    let answer = bytes(200, &[("content-type", "application/json")], r#"{"access_token":"t1","expires_in":3600}"#);
    let (api, auth) = (Server::start([json(200, OK)]).await, Server::start([Act::Wait(release.clone(), answer)]).await);
    let client = client(&api, &auth, &TestClock::new());
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.call::<Machine>().into_future())).collect();
    auth.until(1).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    release.notify_one();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((auth.seen().len(), api.seen().len()), (1, 50));
}

#[tokio::test]
async fn who_waited_for_a_failure_shares_it_and_the_next_call_tries_again() {
    let release = Arc::new(Notify::new());
    let refused = bytes(503, &[("content-type", "text/html")], "<h1>503</h1>");
    let api = Server::start([json(200, OK)]).await;
    let auth = Server::start([Act::Wait(release.clone(), refused), token("t1", "")]).await;
    let client = client(&api, &auth, &TestClock::new());
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.call::<Machine>().into_future())).collect();
    auth.until(1).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    release.notify_one();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!((error.status(), error.is_retryable()), (Some(StatusCode::SERVICE_UNAVAILABLE), true));
    }
    assert_eq!(auth.seen().len(), 1);
    client.call::<Machine>().await.unwrap();
    assert_eq!((auth.seen().len(), api.seen().len()), (2, 1));
}

#[tokio::test]
async fn a_dropped_call_leaves_the_place_to_the_next() {
    let api = Server::start([json(200, OK)]).await;
    let auth = Server::start([Act::SendAndHang(Vec::new()), token("t2", "")]).await;
    let client = client(&api, &auth, &TestClock::new());
    let first = tokio::spawn(client.call::<Machine>().into_future());
    auth.until(1).await;
    let second = tokio::spawn(client.call::<Machine>().into_future());
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    second.await.unwrap().unwrap();
    assert_eq!(bearers(&api), ["Bearer t2"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let refused = json(401, r#"{"message":"revoked"}"#);
    let api = Server::start([refused.clone(), json(200, OK), refused]).await;
    let auth = Server::start([token("t1", ""), token("t2", ""), token("t3", "")]).await;
    let client = client(&api, &auth, &TestClock::new());
    let got = client.call::<Machine>().await.unwrap();
    assert_eq!((got.attempts(), got.id.as_str()), (2, "x"));
    let error = client.call::<Machine>().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!(
        (error.documented(), error.body()),
        (Some("401"), &ItemError::Unauthorized(Problem { message: "revoked".into() }))
    );
    assert_eq!(bearers(&api), ["t1", "t2", "t2", "t3"].map(|t| format!("Bearer {t}")));
    assert_eq!(auth.seen().len(), 3);
}

#[tokio::test]
async fn other_credentials_are_not_renewed() {
    let api = Server::start([json(401, r#"{"message":"no"}"#)]).await;
    let client = Client::new(|b| {
        b.base_url(api.url());
        b.bearer(TOKEN, "t".into());
    });
    let error = client.call::<Secured>().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(api.seen().len(), 1);
}

#[tokio::test]
async fn errors_of_the_token_endpoint() {
    let check = async |act: Act, status: Option<u16>, oauth: [Option<&str>; 2], expect: &str| {
        let (api, auth) = (Server::start([json(200, OK)]).await, Server::start([act]).await);
        let error = client(&api, &auth, &TestClock::new()).call::<Machine>().await.unwrap_err();
        assert_eq!(error.status().map(|s| s.as_u16()), status);
        let text = error.to_string().replace(&auth.url(), "AUTH");
        assert_eq!(text, format!("acme machine (GET /machine): the token endpoint AUTH/oauth/token answered {expect}"));
        let Error::Auth(error) = error else { panic!("{text}") };
        assert_eq!([error.oauth_error(), error.oauth_error_description()], oauth);
        assert_eq!(api.seen().len(), 0);
    };
    let both = json(401, r#"{"error":"invalid_client","error_description":"unknown client"}"#);
    let words = [Some("invalid_client"), Some("unknown client")];
    check(both, Some(401), words, "401 Unauthorized: invalid_client: unknown client").await;
    let one = json(400, r#"{"error":"invalid_scope"}"#);
    check(one, Some(400), [Some("invalid_scope"), None], "400 Bad Request: invalid_scope").await;
    let page = reply(503, &[("content-type", "text/html")], "<h1>503</h1>");
    check(page, Some(503), [None; 2], "503 Service Unavailable").await;
    let echo = json(400, r#"{"error":"bad csecret\n","error_description":"Y2lkOmNzZWNyZXQ="}"#);
    let words = [Some("bad [redacted]"), Some("[redacted]")];
    check(echo, Some(400), words, "400 Bad Request: bad [redacted]: [redacted]").await;
    let none = json(200, r#"{"token_type":"Bearer"}"#);
    check(none, Some(200), [None; 2], "200 OK, but the body has no `access_token`").await;
    let page = reply(200, &[("content-type", "text/html")], "<html>please sign in</html>");
    check(page, Some(200), [None; 2], "200 OK, but the body is not JSON").await;
    let mac = json(200, r#"{"access_token":"t","token_type":"mac"}"#);
    check(mac, Some(200), [None; 2], "200 OK, but the token is not a bearer token").await;
    let split = json(200, r#"{"access_token":"t\r\nX-Evil: 1"}"#);
    check(split, Some(200), [None; 2], "200 OK, but the token cannot be sent in a header").await;
    let moved = reply(302, &[("location", "http://evil.test/")], "");
    let words = [Some("a redirect, which is not followed"), None];
    check(moved, Some(302), words, "302 Found: a redirect, which is not followed").await;
}

#[tokio::test]
async fn a_silent_token_endpoint_meets_the_limits_of_time() {
    let (api, auth) = (Server::start([json(200, OK)]).await, Server::start([Act::SendAndHang(Vec::new())]).await);
    let clock = TestClock::new();
    let client = client(&api, &auth, &clock);
    let call = tokio::spawn(client.call::<Machine>().into_future());
    auth.until(1).await;
    clock.advance(Duration::from_secs(61));
    let error = call.await.unwrap().unwrap_err();
    let text = error.to_string().replace(&auth.url(), "AUTH");
    assert_eq!(text, "acme machine (GET /machine): no token from AUTH/oauth/token within 60s (attempt timeout)");
    assert!(error.is_timeout());
    let call = tokio::spawn(client.call::<Machine>().with(|c| c.deadline(Duration::from_secs(2))).into_future());
    auth.until(2).await;
    clock.advance(Duration::from_secs(3));
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "acme machine (GET /machine): no complete answer within 2s (deadline)");
    assert_eq!(api.seen().len(), 0);
}

#[tokio::test]
async fn the_token_url_follows_the_server_that_is_replaced() {
    use bursar_runtime::__private::v1::Builder;
    use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportFailure};
    use std::sync::Mutex;

    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<Vec<String>>>);
    impl Transport for Recorder {
        fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            self.0.lock().unwrap().push(request.url.into());
            let body = r#"{"access_token":"t","id":"x","amount":1}"#;
            Box::pin(async move { Ok(HttpResponse::full(StatusCode::OK, Default::default(), body)) })
        }
    }
    let check = async |set: &dyn Fn(&mut Builder), expect: &str| {
        let recorder = Recorder::default();
        let client = Client::new(|b| {
            b.client_credentials(OAUTH, "cid".into(), "csecret".into());
            b.transport(recorder.clone());
            set(b);
        });
        client.call::<Machine>().await.unwrap();
        assert_eq!(recorder.0.lock().unwrap()[0], expect);
    };
    check(&|_| {}, "https://sandbox.acme.test/oauth/token").await;
    check(&|b| b.environment(1), "https://auth.acme.test/oauth/token").await;
    check(&|b| b.base_url("http://localhost:1/gw".into()), "http://localhost:1/oauth/token").await;
    let elsewhere = |b: &mut Builder| {
        b.environment(1);
        b.base_url("http://localhost:1".into());
    };
    check(&elsewhere, "https://auth.acme.test/oauth/token").await;
    let given = |b: &mut Builder| {
        b.base_url("http://localhost:1".into());
        b.token_url(OAUTH, "https://own.test/token".into());
    };
    check(&given, "https://own.test/token").await;
}

#[tokio::test]
async fn a_repetition_uses_the_token_that_there_is() {
    let server =
        Server::start([token("one", r#","expires_in":3600"#), reply(503, &[], ""), json(200, OK), json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.token_url(OAUTH, format!("{}/token", server.url()));
        b.client_credentials(OAUTH, "id".into(), "SECRET".into());
        b.clock(support::pauses::Pauses::new(support::pauses::Limits::Never));
        b.timeout(support::pauses::ATTEMPT);
        b.retries(bursar_runtime::Retries::new(1));
    });
    assert_eq!(client.call::<Machine>().await.unwrap().attempts(), 2);
    assert_eq!(client.call::<Machine>().await.unwrap().attempts(), 1);
    assert_eq!(server.lines(), ["POST /token", "GET /machine", "GET /machine", "GET /machine"]);
}

/// One renewal for a call, however often it is refused; what is repeated for another reason does not count anew.
#[tokio::test]
async fn a_repetition_brings_no_second_renewal() {
    let double = Double::new();
    double.on::<Machine>().then(Answer::status(401)).then(Answer::status(503)).always(Answer::status(401));
    let client = repeating(&double);
    let error = client.call::<Machine>().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!((error.attempts(), double.requests().len(), double.token_requests().len()), (3, 3, 2));
    // the next call has a renewal of its own
    client.call::<Machine>().await.unwrap_err();
    assert_eq!((double.requests().len(), double.token_requests().len()), (5, 3));
}

#[tokio::test]
async fn a_call_under_way_holds_no_token_back() {
    let release = Arc::new(Notify::new());
    let slow = Act::Wait(release.clone(), bytes(200, &[("content-type", "application/json")], OK));
    let (api, auth) = (Server::start([slow, json(200, OK)]).await, Server::start([token("t1", "")]).await);
    let client = client(&api, &auth, &TestClock::new());
    let first = tokio::spawn(client.call::<Machine>().into_future());
    api.until(1).await;
    client.call::<Machine>().await.unwrap();
    assert!(!first.is_finished());
    release.notify_one();
    first.await.unwrap().unwrap();
    assert_eq!((api.seen().len(), auth.seen().len()), (2, 1));
}

mod writing {
    use super::support::provider::{Item, ItemError};
    use bursar_runtime::__private::v1;

    /// As `Machine`, with the scopes of one that writes.
    pub(super) struct Write;

    v1::operation! { Write -> Item, ItemError {
        Get "/write", "write";
        auth 5["write:a"];
        replies json "200";
        gives json v1::Plain;
    } }
}

#[tokio::test]
async fn other_scopes_are_another_token() {
    let hang = Act::SendAndHang(Vec::new());
    let api = Server::start([json(200, OK)]).await;
    let auth = Server::start([token("t1", ""), token("t2", r#","expires_in":3600"#), hang]).await;
    let clock = TestClock::new();
    let client = client(&api, &auth, &clock);
    client.call::<Machine>().await.unwrap();
    client.call::<writing::Write>().await.unwrap();
    client.call::<Machine>().await.unwrap();
    client.call::<writing::Write>().await.unwrap();
    let scopes: Vec<_> = auth.seen().iter().map(|seen| seen.body.split_once("&scope=").unwrap().1.to_owned()).collect();
    assert_eq!(scopes, ["read%3Aa+read%3Ab", "write%3Aa"]);
    assert_eq!(bearers(&api), ["t1", "t2", "t1", "t2"].map(|t| format!("Bearer {t}")));
    // who waits for one does not keep the others waiting
    clock.advance(Duration::from_secs(3600));
    let waiting = tokio::spawn(client.call::<writing::Write>().into_future());
    auth.until(3).await;
    client.call::<Machine>().await.unwrap();
    assert!(!waiting.is_finished());
    waiting.abort();
}

#[tokio::test]
async fn a_token_is_asked_for_again_while_that_may_help() {
    async fn check(program: impl FnOnce(&Double), requests: usize) {
        let double = Double::new();
        program(&double);
        let client = repeating(&double);
        let error = client.call::<Machine>().await.unwrap_err();
        assert!(matches!(error, Error::Auth(_)), "{error}");
        assert_eq!((double.token_requests().len(), error.attempts()), (requests, 0), "{error}");
    }
    for status in [408, 429, 500, 502, 503, 504] {
        check(|double| drop(double.on_token().always(Answer::status(status))), 3).await;
    }
    for status in [400, 401, 403, 501, 505] {
        check(|double| drop(double.on_token().always(Answer::status(status))), 1).await;
    }
    check(|double| drop(double.on_token().always(Failure::ConnectRefused)), 3).await;
    check(|double| drop(double.on_token().always(Failure::Lost)), 3).await;
    // no certificate gets better by asking again
    check(|double| drop(double.on_token().always(Failure::Tls)), 1).await;
    check(|double| drop(double.on_token().always(Answer::text(200, "<html>"))), 1).await;
}
