//! What goes over the wire: targets, headers, bodies, and what is refused before.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::Error;
use support::provider::*;
use support::{Server, json, reply};

const OK: &str = r#"{"id":"x","amount":1}"#;

async fn server() -> Server {
    Server::start([json(200, OK)]).await
}

#[tokio::test]
async fn path_values_stay_in_their_segment() {
    let server = server().await;
    let client = Client::new(|b| b.base_url(format!("{}/gw/", server.url())));
    let values =
        ["7", "../../admin", "..\\..\\admin", "%2e%2e", "x?admin=1#y", "São Paulo", "a+b&c=d;e:f@g", "...", "\u{202e}"];
    for value in values {
        client.item::<GetItem>(value).await.unwrap();
    }
    let expect = [
        "GET /gw/items/7",
        "GET /gw/items/..%2F..%2Fadmin",
        "GET /gw/items/..%5C..%5Cadmin",
        "GET /gw/items/%252e%252e",
        "GET /gw/items/x%3Fadmin%3D1%23y",
        "GET /gw/items/S%C3%A3o%20Paulo",
        "GET /gw/items/a%2Bb%26c%3Dd%3Be%3Af%40g",
        "GET /gw/items/...",
        "GET /gw/items/%E2%80%AE",
    ];
    assert_eq!(server.lines(), expect);
}

#[tokio::test]
async fn unusable_path_values_are_refused() {
    let server = server().await;
    let client = Client::new(|b| b.base_url(server.url()));
    let check = async |value: &str, expect: &str| {
        let error = client.item::<DeleteItem>(value).await.unwrap_err();
        assert!(matches!(&error, Error::Request(e) if e.parameter() == Some("id")), "{error}");
        assert_eq!(error.to_string(), format!("acme DELETE /items/{{id}}: the path parameter `id` {expect}"));
    };
    check("", "is empty, which would address another resource").await;
    check(".", "is \".\", which would address another resource").await;
    check("..", "is \"..\", which would address another resource").await;
    let unset = client.call::<DeleteItem>().await.unwrap_err();
    assert_eq!(unset.to_string(), "acme DELETE /items/{id}: the path parameter `id` is required");
    let list = client.call::<DeleteItem>().with(|c| c.set(0, &[".."])).await.unwrap_err();
    let text = "the path parameter `id` would make a path segment of dots only, which changes the route";
    assert_eq!(list.to_string(), format!("acme DELETE /items/{{id}}: {text}"));
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn parameters_of_every_location() {
    let server = server().await;
    let client = Client::new(|b| b.base_url(server.url()));
    let request = client.call::<Search>().with(|c| {
        c.set(0, &"a&b=c+d#e%f g");
        c.set(1, &["x", "y,z"]);
        c.set(2, &serde_json::json!({"created": {"gte": 1}, "open": false}));
        c.set(3, &serde_json::json!({"lat": 10}));
        c.set(4, &"http://shop.test/a?b");
        c.set(5, &"note");
        c.set(6, &[12345678, 90099]);
        c.set(8, &"da;rk");
        c.query("extra[]", "1 2");
        c.header("X-Extra", "e");
    });
    request.await.unwrap();
    client.call::<Search>().with(|c| c.set(7, &"2027")).await.unwrap();
    client.call::<Search>().with(|c| c.set(0, &Option::<&str>::None)).await.unwrap();
    let seen = server.seen();
    let query = "q=a%26b%3Dc%2Bd%23e%25f%20g&tags=x,y%2Cz&filter%5Bcreated%5D%5Bgte%5D=1&filter%5Bopen%5D=false\
        &near=%7B%22lat%22%3A10%7D&to=http://shop.test/a?b&required=yes&extra%5B%5D=1%202";
    assert_eq!(seen[0].target, format!("/search?{query}"));
    let names = ["x-note", "x-ids", "acme-version", "cookie", "x-extra", "user-agent", "accept"];
    let values = names.map(|name| seen[0].header(name).unwrap());
    assert_eq!(
        values,
        ["note", "12345678,90099", "2026-01-01", "theme=da%3Brk", "e", "bursar-acme/1.2.3", "application/json"]
    );
    assert_eq!(seen[0].header("accept-encoding"), None);
    assert_eq!(seen[0].header("authorization"), None);
    assert_eq!(seen[1].header("acme-version"), Some("2027"));
    assert_eq!((seen[1].target.as_str(), seen[1].header("cookie")), ("/search?required=yes", None));
    assert_eq!(seen[2].target, "/search?required=yes");
}

#[tokio::test]
async fn what_a_header_cannot_hold_is_refused() {
    let server = server().await;
    let client = Client::new(|b| b.base_url(server.url()));
    let check = async |set: &dyn Fn(&mut bursar_runtime::__private::v1::Call), expect: &str| {
        let error = client.call::<Search>().with(set).await.unwrap_err();
        assert_eq!(error.to_string(), format!("acme search (GET /search): {expect}"));
        assert!(!format!("{error:?}").contains("Evil"));
    };
    let line_break = "has a line break or NUL in it, which a header cannot hold";
    for value in ["a\r\nX-Evil: 1", "a\nEvil", "a\rEvil", "a\0Evil"] {
        check(&|c| c.set(5, &value), &format!("the header parameter `X-Note` {line_break}")).await;
        check(&|c| c.header("X-Own", value), &format!("the header `X-Own` {line_break}")).await;
        let cookie = "has a line break or NUL in it, which a cookie cannot hold";
        check(&|c| c.set(8, &value), &format!("the cookie parameter `theme` {cookie}")).await;
    }
    check(&|c| c.set(6, &["ok", "x\r\nHost: evil"]), &format!("the header parameter `X-Ids` {line_break}")).await;
    let ascii = "has characters outside of ASCII in it, which a header cannot hold";
    check(&|c| c.set(5, &"Zoë"), &format!("the header parameter `X-Note` {ascii}")).await;
    check(&|c| c.header("X Y", "v"), "the header `X Y` is not a header name").await;
    check(&|c| c.header("Host", "evil.test"), "the header `Host` belongs to the HTTP library").await;
    check(&|c| c.header("Transfer-Encoding", "chunked"), "the header `Transfer-Encoding` belongs to the HTTP library")
        .await;
    let nested = "holds an array or object inside another, which its style cannot write";
    check(&|c| c.set(1, &[["a"]]), &format!("the query parameter `tags` {nested}")).await;
    check(&|c| c.set(99, &1), "has no parameter number 99").await;
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn bodies() {
    let server = server().await;
    let client = Client::new(|b| b.base_url(server.url()));
    client.pay::<CreatePayment>().await.unwrap();
    let missing = client.call::<CreatePayment>().await.unwrap_err();
    assert_eq!(missing.to_string(), "acme createPayment (POST /payments): the body is required");
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].line(), seen[0].body.as_str()), ("POST /payments".to_owned(), r#"{"id":"p","amount":7}"#));
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn head_has_no_body_although_it_has_a_length() {
    let server = Server::start([reply(200, &[("content-type", "application/json"), ("x-count", "42")], "")]).await;
    let client = Client::new(|b| b.base_url(server.url()));
    let got = client.item::<HeadItem>("1").await.unwrap();
    assert_eq!((*got, got.headers()["x-count"].to_str().unwrap()), ((), "42"));
    assert_eq!(server.lines(), ["HEAD /items/1"]);
}

#[tokio::test]
async fn the_environment_chooses_the_server() {
    use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportFailure};
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<Vec<String>>>);
    impl Transport for Recorder {
        fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            self.0.lock().unwrap().push(request.url.into());
            let headers = [(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/json"))];
            let response = HttpResponse::full(http::StatusCode::OK, headers.into_iter().collect(), OK);
            Box::pin(async move { Ok(response) })
        }
    }
    let check = async |set: &dyn Fn(&mut bursar_runtime::__private::v1::Builder), expect: [&str; 2]| {
        let recorder = Recorder::default();
        let client = Client::new(|b| {
            b.transport(recorder.clone());
            set(b);
        });
        client.item::<GetItem>("1").await.unwrap();
        client.call::<Own>().await.unwrap();
        assert_eq!(*recorder.0.lock().unwrap(), expect);
    };
    check(&|_| {}, ["https://sandbox.acme.test/v1/items/1", "https://other.acme.test/o/own"]).await;
    check(&|b| b.environment(1), ["https://eu.acme.test/v1/items/1", "https://own-eu.acme.test/o/own"]).await;
    let us = ["https://us.acme.test/v1/items/1", "https://own-us.acme.test/o/own"];
    let region = |b: &mut bursar_runtime::__private::v1::Builder| {
        b.environment(1);
        b.server_variable("region", "us");
    };
    check(&region, us).await;
    check(&|b| b.base_url("http://gw.test/x/".into()), ["http://gw.test/x/items/1", "http://gw.test/x/own"]).await;
}
