//! Orum's tokens: the bytes of the request, one token for many calls, renewal, refusals, and calls that are dropped.

use std::sync::Arc;
use std::time::Duration;

use bursar::Error;
use bursar::orum::{Client, GetBalanceError};
use bursar::runtime::StatusCode;
use tokio::sync::Notify;

use crate::providers::{Orum, Provider, Settings};
use crate::support::clock::TestClock;
use crate::support::{Act, Server, bytes, html, json, nobody, reply, token};

const CALL: &str = "orum get-balance (GET /deliver/balance)";
const REFUSED: &str = r#"{"error_code":"unauthorized","message":"revoked"}"#;

fn ok() -> Act {
    json(200, Orum::FACTS.body)
}

fn client(server: &Server) -> Client {
    Orum::client(Settings::at(server.url()))
}

/// A token that is given out when it is released.
fn later(release: &Arc<Notify>, status: u16, body: &str) -> Act {
    Act::Wait(Arc::clone(release), bytes(status, &[("content-type", "application/json")], body))
}

fn bearers(server: &Server) -> Vec<String> {
    server.calls().iter().map(|seen| seen.header("authorization").unwrap().to_owned()).collect()
}

/// Lets every task run as far as it can.
async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

/// A form with the secret in it, as provider.toml says; nothing of it is anywhere else.
#[tokio::test]
async fn the_request_of_a_token() {
    let server = Server::start([ok()]).await;
    client(&server).get_balance().await.unwrap();
    let seen = server.seen();
    let lines: Vec<_> = seen.iter().map(|seen| seen.line()).collect();
    assert_eq!(lines, ["POST /oauth/token", "GET /deliver/balance"]);
    let form = "grant_type=client_credentials&scope=read%3Abalances&client_id=orum+client%2F1\
        &client_secret=s3cr%26t%2B%3D%2F%C3%B6%3F";
    assert_eq!(seen[0].body, form);
    let host = format!("host: {}", server.host());
    let head = [
        "accept: application/json",
        &format!("content-length: {}", form.len()),
        "content-type: application/x-www-form-urlencoded",
        &host,
        "user-agent: bursar-orum/0.1.0",
    ];
    assert_eq!(seen[0].head(), head);
}

#[tokio::test]
async fn one_token_for_many_calls_and_clones() {
    let server = Server::with_tokens([token("t1", 3600), token("t2", 3600)], [ok()]).await;
    let client = client(&server);
    for _ in 0..5 {
        client.get_balance().await.unwrap();
        client.clone().get_balance().await.unwrap();
    }
    assert_eq!((server.tokens().len(), bearers(&server)), (1, vec!["Bearer t1".to_owned(); 10]));
}

/// A minute before the end of a long life, after four fifths of a short one.
#[tokio::test]
async fn renewed_early_and_not_sooner() {
    let server = Server::with_tokens([token("t1", 3600), token("t2", 100), token("t3", 3600)], [ok()]).await;
    let clock = TestClock::new();
    let client = Orum::client(Settings { clock: Some(clock.clone()), ..Settings::at(server.url()) });
    for seconds in [0, 3539, 1, 79, 1] {
        clock.advance(Duration::from_secs(seconds));
        client.get_balance().await.unwrap();
    }
    assert_eq!(bearers(&server), ["t1", "t1", "t2", "t2", "t3"].map(|t| format!("Bearer {t}")));
    assert_eq!(server.tokens().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_ask_for_one_token() {
    let release = Arc::new(Notify::new());
    let answer = r#"{"access_token":"t1","token_type":"Bearer","expires_in":3600}"#;
    let server = Server::with_tokens([later(&release, 200, answer), token("t2", 3600)], [ok()]).await;
    let client = client(&server);
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.get_balance().into_future())).collect();
    server.until(1).await;
    settle().await;
    assert_eq!(server.seen().len(), 1);
    release.notify_one();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((server.tokens().len(), bearers(&server)), (1, vec!["Bearer t1".to_owned(); 50]));
}

/// Who waited shares the failure; who comes later asks again.
#[tokio::test]
async fn a_failure_is_shared_and_not_kept() {
    let release = Arc::new(Notify::new());
    let refused = later(&release, 503, r#"{"error":"temporarily_unavailable"}"#);
    let server = Server::with_tokens([refused, token("t2", 3600)], [ok()]).await;
    let client = client(&server);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.get_balance().into_future())).collect();
    server.until(1).await;
    settle().await;
    release.notify_one();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!((error.status(), error.is_retryable()), (Some(StatusCode::SERVICE_UNAVAILABLE), true));
    }
    assert_eq!(server.seen().len(), 1);
    client.get_balance().await.unwrap();
    assert_eq!((server.tokens().len(), bearers(&server)), (2, vec!["Bearer t2".to_owned()]));
}

#[tokio::test]
async fn a_dropped_call_poisons_nothing() {
    let server = Server::with_tokens([Act::silence(), token("t2", 3600)], [ok()]).await;
    let client = client(&server);
    let first = tokio::spawn(client.get_balance().into_future());
    server.until(1).await;
    let waiting: Vec<_> = (0..3).map(|_| tokio::spawn(client.get_balance().into_future())).collect();
    settle().await;
    waiting[1].abort();
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    for (index, call) in waiting.into_iter().enumerate() {
        match call.await {
            Ok(result) => assert_eq!(result.unwrap().status(), StatusCode::OK),
            Err(e) => assert!(e.is_cancelled() && index == 1),
        }
    }
    client.get_balance().await.unwrap();
    assert_eq!((server.tokens().len(), bearers(&server)), (2, vec!["Bearer t2".to_owned(); 3]));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let tokens = [token("t1", 3600), token("t2", 3600), token("t3", 3600)];
    let server = Server::with_tokens(tokens, [json(401, REFUSED), ok(), json(401, REFUSED)]).await;
    let client = client(&server);
    let response = client.get_balance().await.unwrap();
    assert_eq!((response.attempts(), response.balance.available), (2, 2));
    assert_eq!((bearers(&server), server.tokens().len()), (vec!["Bearer t1".to_owned(), "Bearer t2".to_owned()], 2));

    let error = client.get_balance().await.unwrap_err();
    assert_eq!(error.to_string(), format!("{CALL}: 401 Unauthorized: revoked"));
    assert!(error.is_unauthorized() && !error.is_retryable());
    let Error::Api(error) = error else { panic!("{error}") };
    let GetBalanceError::Unauthorized(body) = error.body() else { panic!("the arm of 401") };
    assert_eq!((body.error_code.as_str(), body.message.as_str(), &body.details), ("unauthorized", "revoked", &None));
    assert_eq!(bearers(&server)[2..], ["Bearer t2", "Bearer t3"]);
    assert_eq!((server.calls().len(), server.tokens().len()), (4, 3));
}

/// Each of many calls that were refused with the same token is repeated with the one that replaced it.
#[tokio::test]
async fn many_refused_calls_renew_together() {
    let tokens = [token("t1", 3600), token("t2", 3600), token("t3", 3600)];
    let release = Arc::new(Notify::new());
    let refused = || later(&release, 401, REFUSED);
    let server = Server::with_tokens(tokens, [ok(), refused(), refused(), refused(), ok()]).await;
    let client = client(&server);
    client.get_balance().await.unwrap();
    let calls: Vec<_> = (0..3).map(|_| tokio::spawn(client.get_balance().into_future())).collect();
    server.until(5).await;
    settle().await;
    release.notify_waiters();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().attempts(), 2);
    }
    assert_eq!(server.tokens().len(), 2);
    assert_eq!(bearers(&server)[4..], ["Bearer t2"; 3]);
}

#[tokio::test]
async fn only_a_401_renews() {
    for status in [400, 403, 404, 429, 500, 503] {
        let server = Server::start([json(status, REFUSED), ok()]).await;
        let error = client(&server).get_balance().await.unwrap_err();
        assert_eq!(error.status().map(|s| s.as_u16()), Some(status));
        assert_eq!((server.tokens().len(), server.calls().len()), (1, 1));
    }
}

#[tokio::test]
async fn errors_of_the_token_endpoint() {
    let check = async |act: Act, status: u16, words: [Option<&str>; 2], expect: &str| {
        let server = Server::with_tokens([act], [ok()]).await;
        let error = client(&server).get_balance().await.unwrap_err();
        let endpoint = format!("{}/oauth/token", server.url());
        assert_eq!(error.to_string(), format!("{CALL}: the token endpoint {endpoint} answered {expect}"));
        assert_eq!(error.status().map(|s| s.as_u16()), Some(status));
        assert_eq!((error.raw_body(), error.request_id()), (None, None));
        let Error::Auth(error) = error else { panic!("{error}") };
        assert_eq!([error.oauth_error(), error.oauth_error_description()], words);
        assert!(!error.is_missing_credentials());
        assert_eq!((server.tokens().len(), server.calls().len()), (1, 0));
    };
    let refused = json(401, r#"{"error":"invalid_client","error_description":"Client is\nunknown"}"#);
    let words = [Some("invalid_client"), Some(r"Client is\nunknown")];
    check(refused, 401, words, r"401 Unauthorized: invalid_client: Client is\nunknown").await;
    let scope = json(400, r#"{"error":"invalid_scope"}"#);
    check(scope, 400, [Some("invalid_scope"), None], "400 Bad Request: invalid_scope").await;
    check(html(503, "<h1>503</h1>"), 503, [None; 2], "503 Service Unavailable").await;
    check(reply(401, &[], ""), 401, [None; 2], "401 Unauthorized").await;
    let none = json(200, r#"{"token_type":"Bearer","expires_in":3600}"#);
    check(none, 200, [None; 2], "200 OK, but the body has no `access_token`").await;
    check(html(200, "<html>"), 200, [None; 2], "200 OK, but the body is not JSON").await;
    let split = json(200, r#"{"access_token":"t\r\nX-Evil: 1","expires_in":3600}"#);
    check(split, 200, [None; 2], "200 OK, but the token cannot be sent in a header").await;
    let moved = reply(307, &[("location", "/elsewhere")], "");
    let word = "a redirect, which is not followed";
    check(moved, 307, [Some(word), None], &format!("307 Temporary Redirect: {word}")).await;
}

#[tokio::test]
async fn a_limited_token_endpoint_says_when() {
    let limited = reply(429, &[("content-type", "application/json"), ("retry-after", "3")], r#"{"error":"slow_down"}"#);
    let server = Server::with_tokens([limited], [ok()]).await;
    let error = client(&server).get_balance().await.unwrap_err();
    assert!(error.is_rate_limited() && error.is_retryable() && !error.is_unauthorized());
    assert_eq!(error.retry_after(), Duration::from_secs(3));
}

#[tokio::test]
async fn a_token_endpoint_that_is_not_there() {
    let server = Server::start([ok()]).await;
    let url = format!("{}/oauth/token", nobody().await);
    let client = Orum::client(Settings { token_url: Some(url.clone()), ..Settings::at(server.url()) });
    let error = client.get_balance().await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("{CALL}: no answer from the token endpoint {url}: ")), "{error}");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!((error.status(), server.connections()), (None, 0));

    let silent = Server::with_tokens([Act::silence()], [ok()]).await;
    let settings = Settings { timeout: Some(Duration::from_millis(40)), ..Settings::at(silent.url()) };
    let error = Orum::client(settings).get_balance().await.unwrap_err();
    let expect = format!("{CALL}: no token from {}/oauth/token within 40ms (attempt timeout)", silent.url());
    assert_eq!(error.to_string(), expect);
    assert!(matches!(&error, Error::Auth(_)) && error.is_timeout() && error.is_retryable() && !error.is_connect());
    assert_eq!(silent.calls().len(), 0);
}

/// The documented address moves with the base URL, to the same server and without its path; one that is set does not.
#[tokio::test]
async fn the_token_url_follows_the_base_url() {
    let (api, other) = (Server::start([ok()]).await, Server::with_tokens([token("t9", 60)], [ok()]).await);
    let gateway = Settings::at(format!("{}/gateway/v2", api.url()));
    Orum::client(gateway.clone()).get_balance().await.unwrap();
    let lines: Vec<_> = api.seen().iter().map(|seen| seen.line()).collect();
    assert_eq!(lines, ["POST /oauth/token", "GET /gateway/v2/deliver/balance"]);
    assert_eq!(other.connections(), 0);

    let set = Settings { token_url: Some(format!("{}/oauth/token", other.url())), ..gateway };
    Orum::client(set).get_balance().await.unwrap();
    assert_eq!((other.tokens().len(), other.calls().len(), api.tokens().len()), (1, 0, 1));
    assert_eq!(bearers(&api)[1], "Bearer t9");

    let (api_url, token_url) = (api.url(), format!("{}/oauth/token", other.url()));
    let vars = [("ORUM_BASE_URL", api_url.as_str()), ("ORUM_TOKEN_URL", token_url.as_str())];
    let vars = [Orum::FACTS.vars, &vars].concat();
    Orum::build(Orum::vars(Orum::builder(), &vars).unwrap()).unwrap().get_balance().await.unwrap();
    assert_eq!((other.tokens().len(), api.tokens().len()), (2, 1));
}

#[test]
fn token_urls_that_are_none() {
    let check = |url: &str, shown: &str, what: &str| {
        let settings = Settings { token_url: Some(url.to_owned()), ..Settings::default() };
        let error = Orum::build(Orum::set(Orum::builder(), settings)).unwrap_err();
        let expect =
            format!("the token URL {shown:?} {what}; it should look like https://auth.example.com/oauth/token");
        assert_eq!(error.to_string(), expect);
    };
    check("nonsense", "nonsense", "is not an absolute URL");
    let user = "has a user name or password in it, which belong into the credentials";
    check("https://me:hidden@a.test/t", "https://…@a.test/t", user);
}
