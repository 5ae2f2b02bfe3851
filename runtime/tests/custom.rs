//! Requests that the document does not describe: what is sent, what is refused, and that the same rules hold.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::__private::v1;
use bursar_runtime::{CustomRequest, Error, JsonValue, Method, Retries};
use serde_json::json;
use support::pauses::{ATTEMPT, Limits, Pauses};
use support::provider::*;
use support::{Act, Server, json as answer, reply};

fn core(server: &Server) -> v1::Core {
    let mut builder = v1::Builder::new(&PROVIDER);
    builder.base_url(format!("{}/v1", server.url()));
    builder.bearer(TOKEN, "SECRETt".into());
    builder.clock(Pauses::new(Limits::Never));
    builder.timeout(ATTEMPT);
    builder.build().unwrap()
}

#[tokio::test]
async fn sent_as_all_others() {
    let server = Server::start([reply(503, &[], ""), answer(200, r#"{"a":[1,2]}"#)]).await;
    let core = core(&server);
    let request = <CustomRequest>::new(&core, Method::GET, "/things/a%2Fb").query("q", "x y").header("x-note", "1");
    let got = request.send::<JsonValue>().await.unwrap();
    assert_eq!((got.attempts(), &*got), (2, &json!({"a": [1, 2]})));
    let seen = server.seen();
    assert_eq!(server.lines(), ["GET /v1/things/a%2Fb?q=x%20y"; 2]);
    let expect = ["authorization", "x-note", "accept", "user-agent"].map(|name| seen[0].header(name));
    assert_eq!(
        expect,
        [Some("Bearer SECRETt"), Some("1"), Some("application/json, */*;q=0.5"), Some("bursar-acme/1.2.3")]
    );

    let request = <CustomRequest>::new(&core, Method::POST, "/things").json(&json!({"b": null})).anonymous();
    request.send::<JsonValue>().await.unwrap();
    let request = <CustomRequest>::new(&core, Method::PUT, "/things").body("text/csv", "a,b");
    assert_eq!(request.raw().await.unwrap().body(), r#"{"a":[1,2]}"#);
    let seen = server.seen();
    assert_eq!((seen[2].body.as_str(), seen[2].header("content-type")), (r#"{"b":null}"#, Some("application/json")));
    assert_eq!((seen[2].header("authorization"), seen[2].header("idempotency-key")), (None, None));
    assert_eq!((seen[3].body.as_str(), seen[3].header("content-type")), ("a,b", Some("text/csv")));
}

#[tokio::test]
async fn answers() {
    let server = Server::start([
        reply(204, &[], ""),
        reply(204, &[], ""),
        reply(204, &[], ""),
        answer(422, r#"{"message":"no"}"#),
        reply(404, &[("content-type", "text/plain")], "nothing"),
        reply(200, &[("content-type", "text/html")], "<h1>"),
    ])
    .await;
    let core = core(&server);
    let request = || <CustomRequest>::new(&core, Method::DELETE, "/x");
    request().send::<()>().await.unwrap();
    assert_eq!(request().send::<Option<String>>().await.unwrap().into_body(), None);
    let empty = request().send::<Item>().await;
    assert_eq!(
        empty.unwrap_err().to_string(),
        "acme request (DELETE {path}): 204 No Content, but the body cannot be decoded: the body is empty"
    );
    let Err(Error::Api(e)) = request().send::<()>().await else { panic!() };
    assert_eq!((e.status().as_u16(), e.body()), (422, &Some(json!({"message": "no"}))));
    let Err(Error::Api(e)) = request().send::<()>().await else { panic!() };
    assert_eq!((e.status().as_u16(), e.body(), e.raw_body()), (404, &None, b"nothing".as_slice()));
    let html = request().send::<Item>().await.unwrap_err();
    assert_eq!(
        html.to_string(),
        "acme request (DELETE {path}): 200 OK, but the body cannot be decoded: the content type is \"text/html\" where \
         application/json is documented"
    );
}

#[tokio::test]
async fn refused_before_anything_is_sent() {
    let server = Server::start([answer(200, "{}")]).await;
    let core = core(&server);
    for (path, expect) in [
        ("things", "acme request (GET {path}): the path does not begin with `/`"),
        ("", "acme request (GET {path}): the path does not begin with `/`"),
        ("http://evil.test/", "acme request (GET {path}): the path does not begin with `/`"),
        ("/a?b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
        ("/a#b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
        ("/a/../b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
        ("/a/%2e%2e/b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
        ("/a b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
        ("/a\\b", "acme request (GET {path}): the path template or query would change when the URL is parsed"),
    ] {
        let error = <CustomRequest>::new(&core, Method::GET, path).raw().await.unwrap_err();
        assert_eq!(error.to_string(), expect, "{path}");
        assert!(matches!(error, Error::Request(_)));
    }
    let odd = <CustomRequest>::new(&core, Method::from_bytes(b"PURGE").unwrap(), "/x").raw().await.unwrap_err();
    assert_eq!(odd.to_string(), "acme request (GET {path}): the method `PURGE` is not supported");
    let split = <CustomRequest>::new(&core, Method::PUT, "/x").body("text/csv\r\nx: y", "").raw().await.unwrap_err();
    assert!(matches!(split, Error::Request(_)), "{split}");
    let split = <CustomRequest>::new(&core, Method::PUT, "/x").idempotency_key("k", "a\nb").raw().await.unwrap_err();
    assert!(matches!(split, Error::Request(_)), "{split}");
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn not_sent_twice_without_a_key() {
    let server = Server::start([Act::SendAndClose(Vec::new())]).await;
    let core = core(&server);
    let error = <CustomRequest>::new(&core, Method::POST, "/x").raw().await.unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown(_)) && server.seen().len() == 1, "{error}");
    let keyed =
        <CustomRequest>::new(&core, Method::POST, "/x").idempotency_key("X-Key", "k-1").retries(Retries::new(1));
    let error = keyed.raw().await.unwrap_err();
    assert_eq!((error.idempotency_key(), error.attempts()), (Some("k-1"), 2));
    let keys: Vec<_> = server.seen().iter().map(|seen| seen.header("x-key").map(str::to_owned)).collect();
    assert_eq!(keys, [None, Some("k-1".to_owned()), Some("k-1".to_owned())]);
}
