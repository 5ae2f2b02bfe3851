//! Redirects: followed within the origin for GET and HEAD, told otherwise.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::{CustomRequest, Method};
use support::provider::*;
use support::{Act, Server, json, reply};

const OK: &str = r#"{"id":"x","amount":1}"#;

fn to(status: u16, location: &str) -> Act {
    reply(status, &[("location", location)], "")
}

fn client(server: &Server) -> Client {
    Client::new(|b| {
        b.base_url(format!("{}/v1", server.url()));
        b.api_key(QUERY_KEY, "SECRETq".into());
        b.api_key(COOKIE_KEY, "SECRETc".into());
    })
}

#[tokio::test]
async fn followed_within_the_origin_with_credentials() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start([to(status, "/new?x=1#frag"), to(status, "other"), json(200, OK)]).await;
        let got = client(&server).call::<Secured>().await.unwrap();
        assert_eq!((got.id.as_str(), got.attempts()), ("x", 1));
        let expect = ["GET /v1/secured?api_key=SECRETq", "GET /new?x=1&api_key=SECRETq", "GET /other?api_key=SECRETq"];
        assert_eq!(server.lines(), expect);
        assert!(server.seen().iter().all(|seen| seen.header("cookie") == Some("SESSION=SECRETc")));
    }
    let absolute = Server::start([json(200, OK)]).await;
    let url = absolute.url();
    let server = Server::start([to(308, "?page=2"), json(200, OK)]).await;
    client(&server).item::<GetItem>("1").await.unwrap();
    assert_eq!(server.lines(), ["GET /v1/items/1", "GET /v1/items/1?page=2"]);
    assert!(url.starts_with("http://127.0.0.1"));
}

#[tokio::test]
async fn not_followed_elsewhere() {
    let check = async |location: &str, reason: &str| {
        let server = Server::start([to(302, location)]).await;
        let error = client(&server).call::<Secured>().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("acme secured (GET /secured): 302 Found: the redirect is not followed: {reason}")
        );
        assert!(error.is_redirect() && !error.is_retryable());
        assert!(!format!("{error:?}").contains("SECRET"));
        assert_eq!(server.seen().len(), 1);
    };
    check("http://evil.test/new?k=SECRETq", "it leads to another origin, http://evil.test").await;
    check("//evil.test/new", "it leads to another origin, http://evil.test").await;
    check("https://127.0.0.1/new", "it leads to another origin, https://127.0.0.1").await;
    check("http://127.0.0.1.evil.test/", "it leads to another origin, http://127.0.0.1.evil.test").await;
    check("http://[", "its Location is not a URL").await;
    let server = Server::start([json(200, OK)]).await;
    let same_host = server.other_url();
    check(&format!("{same_host}/x"), &format!("it leads to another origin, {same_host}")).await;
    assert_eq!(server.seen().len(), 0);
}

/// Who follows would log in as somebody else.
#[tokio::test]
async fn not_followed_with_a_user_name() {
    for user in ["u:p@", "u@", ":p@"] {
        let server = Server::start([]).await;
        server.answer([to(302, &format!("{}/x", server.url().replace("://", &format!("://{user}"))))]);
        let error = client(&server).call::<Secured>().await.unwrap_err();
        let expect =
            "acme secured (GET /secured): 302 Found: the redirect is not followed: its Location has a user name in it";
        assert_eq!((error.to_string().as_str(), server.seen().len()), (expect, 1), "{user}");
    }
}

#[tokio::test]
async fn a_key_that_the_target_repeats_is_not_doubled() {
    let server =
        Server::start([to(302, "/new?api_key=SECRETq&x=1"), to(302, "/other?my_api_key=1"), json(200, OK)]).await;
    client(&server).call::<Secured>().await.unwrap();
    let expect = ["GET /new?api_key=SECRETq&x=1", "GET /other?my_api_key=1&api_key=SECRETq"];
    assert_eq!(server.lines()[1..], expect);
}

mod documented {
    use bursar_runtime::__private::v1;

    use super::support::provider::Item;

    #[derive(Debug, PartialEq)]
    pub(super) enum FindError {
        Elsewhere,
        Undocumented,
    }

    pub(super) struct Find;

    v1::operation! { Find -> Item, FindError {
        Get "/find", "find";
        replies json "200", none "302";
        gives json v1::Plain;
        err 1 none => Elsewhere;
    } }
}

/// Then it is the answer, and whoever asked decides.
#[tokio::test]
async fn a_documented_redirect_is_not_followed() {
    let server = Server::start([to(302, "/x"), to(307, "/y"), json(200, OK)]).await;
    let Err(bursar_runtime::Error::Api(error)) = client(&server).call::<documented::Find>().await else { panic!() };
    assert_eq!((error.documented(), error.body()), (Some("302"), &documented::FindError::Elsewhere));
    assert_eq!(error.headers()["location"], "/x");
    client(&server).call::<documented::Find>().await.unwrap();
    assert_eq!(server.lines(), ["GET /v1/find", "GET /v1/find", "GET /y"]);
}

#[tokio::test]
async fn what_changes_something_is_not_sent_again() {
    let server = Server::start([to(307, "/elsewhere")]).await;
    let error = client(&server).pay::<CreatePayment>().await.unwrap_err();
    let expect = "acme createPayment (POST /payments): 307 Temporary Redirect: the redirect is not followed: a POST request is not \
        sent again";
    assert_eq!(error.to_string(), expect);
    let error = client(&server).item::<DeleteItem>("1").await.unwrap_err();
    let expect = "acme DELETE /items/{id}: 307 Temporary Redirect: the redirect is not followed: a DELETE request is not sent again";
    assert_eq!(error.to_string(), expect);
    // nor is a body, which even a GET may have
    let mut builder = bursar_runtime::__private::v1::Builder::new(&PROVIDER);
    builder.base_url(server.url());
    let core = builder.build().unwrap();
    let search = <CustomRequest>::new(&core, Method::GET, "/search").body("text/plain", "q").anonymous();
    let error = search.raw().await.unwrap_err();
    let expect = "acme request (GET {path}): 307 Temporary Redirect: the redirect is not followed: a GET request is not sent again";
    assert_eq!(error.to_string(), expect);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_head_is_followed_as_a_get_is() {
    let server = Server::start([to(301, "/there"), reply(200, &[("x-count", "1")], "")]).await;
    client(&server).item::<HeadItem>("1").await.unwrap();
    assert_eq!(server.lines(), ["HEAD /v1/items/1", "HEAD /there"]);
}

#[tokio::test]
async fn five_and_no_more() {
    let server = Server::start([to(302, "/v1/secured")]).await;
    let error = client(&server).call::<Secured>().await.unwrap_err();
    let expect = "acme secured (GET /secured): 302 Found: the redirect is not followed: there were 5 redirects already";
    assert_eq!(error.to_string(), expect);
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn without_a_target_it_is_an_answer() {
    let server = Server::start([reply(302, &[], "")]).await;
    let error = client(&server).call::<Secured>().await.unwrap_err();
    assert_eq!(error.to_string(), "acme secured (GET /secured): 302 Found");
    assert!(error.is_redirect());
}

#[tokio::test]
async fn from_https_to_http_is_named() {
    use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, StatusCode, Transport, TransportFailure};

    struct Downgrade;
    impl Transport for Downgrade {
        fn execute(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            let location = http::HeaderValue::from_static("http://sandbox.acme.test/v1/items/1");
            let headers = [(http::header::LOCATION, location)].into_iter().collect();
            Box::pin(async move { Ok(HttpResponse::full(StatusCode::FOUND, headers, "")) })
        }
    }
    let error = Client::new(|b| b.transport(Downgrade)).item::<GetItem>("1").await.unwrap_err();
    let expect = "acme getItem (GET /items/{id}): 302 Found: the redirect is not followed: it leads from https to http, \
        http://sandbox.acme.test";
    assert_eq!(error.to_string(), expect);
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_given_client_that_follows_by_itself_is_an_error() {
    let server = Server::start([to(302, "/new"), json(200, OK)]).await;
    let client = Client::new(|b| {
        b.base_url(server.url());
        b.http_client(reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls()).build().unwrap());
    });
    let error = client.item::<GetItem>("1").await.unwrap_err();
    let text = "the given reqwest client follows redirects by itself: build it with redirect(Policy::none())";
    assert_eq!(error.to_string(), format!("acme getItem (GET /items/{{id}}): the request failed: {text}"));
}

/// reqwest's feature `rustls-no-provider` wants to be told about TLS, even for http.
#[cfg(feature = "rustls")]
fn tls() -> rustls::ClientConfig {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}
