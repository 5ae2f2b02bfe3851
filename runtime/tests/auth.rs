//! Credentials on requests: alternatives, all places, and none at all.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::__private::v1::Builder;
use support::provider::*;
use support::{Seen, Server, json};

const OK: &str = r#"{"id":"x","amount":1}"#;

/// The credentials of one call of `Secured`.
async fn sent(set: impl FnOnce(&mut Builder)) -> Seen {
    let server = Server::start([json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        set(b);
    });
    client.call::<Secured>().with(|c| c.set(1, &2)).await.unwrap();
    server.seen().remove(0)
}

fn credentials(seen: &Seen) -> [Option<&str>; 3] {
    ["authorization", "x-api-key", "cookie"].map(|name| seen.header(name))
}

#[tokio::test]
async fn the_first_satisfiable_alternative_is_used_alone() {
    let seen = sent(|b| {
        b.bearer(TOKEN, "t".into());
        b.api_key(HEADER_KEY, "k".into());
        b.basic(LOGIN, "u".into(), "p".into());
        b.api_key(QUERY_KEY, "q".into());
    });
    let seen = seen.await;
    assert_eq!((credentials(&seen), seen.target.as_str()), ([Some("Bearer t"), Some("k"), None], "/secured?page=2"));
    let seen = sent(|b| {
        b.api_key(HEADER_KEY, "k".into());
        b.basic(LOGIN, "u".into(), "p".into());
    });
    assert_eq!(credentials(&seen.await), [Some("Basic dTpw"), None, None]);
    let seen = sent(|b| {
        b.api_key(QUERY_KEY, "k+2&x=".into());
        b.api_key(COOKIE_KEY, "k3".into());
    });
    let seen = seen.await;
    assert_eq!(
        (credentials(&seen), seen.target.as_str()),
        ([None, None, Some("SESSION=k3")], "/secured?page=2&api_key=k%2B2%26x%3D")
    );
    let seen = sent(|b| b.bearer(TOKEN, "t".into())).await;
    assert_eq!(credentials(&seen), [Some("Bearer t"), None, None]);
}

#[tokio::test]
async fn a_key_cookie_joins_the_others() {
    let server = Server::start([json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.api_key(QUERY_KEY, "q".into());
        b.api_key(COOKIE_KEY, "k-1".into());
    });
    client.call::<Secured>().with(|c| c.set(0, &"dark")).await.unwrap();
    assert_eq!(server.seen()[0].header("cookie"), Some("theme=dark; SESSION=k-1"));
}

#[tokio::test]
async fn without_usable_credentials_nothing_is_sent() {
    let server = Server::start([json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.api_key(COOKIE_KEY, "k".into());
    });
    let error = client.call::<Secured>().await.unwrap_err();
    let expect = "acme secured (GET /secured): no credentials for this call: it needs token (ACME_TOKEN) and inHeader \
        (ACME_HEADER_KEY), or login (ACME_USER, ACME_PASSWORD), or inHeader (ACME_HEADER_KEY), or inQuery (ACME_QUERY_KEY) \
        and inCookie (ACME_COOKIE_KEY), or token (ACME_TOKEN)";
    assert_eq!(error.to_string(), expect);
    assert!(matches!(error, bursar_runtime::Error::Auth(e) if e.is_missing_credentials()));
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn an_operation_without_security_gets_none() {
    let server = Server::start([json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.bearer(TOKEN, "t".into());
        b.api_key(COOKIE_KEY, "k".into());
    });
    client.item::<GetItem>("1").await.unwrap();
    assert_eq!(credentials(&server.seen()[0]), [None, None, None]);
}

#[tokio::test]
async fn a_header_of_the_call_wins() {
    let server = Server::start([json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.bearer(TOKEN, "client".into());
    });
    client.call::<Secured>().with(|c| c.header("Authorization", "Bearer call")).await.unwrap();
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer call"));
}
