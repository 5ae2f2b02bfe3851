//! No secret in any text: clients, builders, calls, requests, responses, errors; as is or encoded.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use base64::prelude::{BASE64_STANDARD, Engine};
use bursar_runtime::__private::v1::Builder;
use bursar_runtime::{BoxFuture, Error, HttpRequest, HttpResponse, Secret, StatusCode, Transport, TransportFailure};
use support::provider::*;
use support::{Server, json, reply};

const TOKEN_TEXT: &str = "SECRET-bearer-7f/3a+91";
const PASSWORD: &str = "SECRET pass \"w&rd";
const KEY: &str = "SECRET-key-c2d4=e6";
const CLIENT: &str = "SECRET-client-55aa77";
const ACCESS: &str = "SECRET-access-99bb";

fn all(builder: &mut Builder) {
    builder.bearer(TOKEN, TOKEN_TEXT.into());
    builder.basic(LOGIN, "SECRET-user".into(), PASSWORD.into());
    builder.api_key(HEADER_KEY, KEY.into());
    builder.api_key(QUERY_KEY, KEY.into());
    builder.api_key(COOKIE_KEY, KEY.into());
    builder.client_credentials(OAUTH, "cid".into(), CLIENT.into());
    builder.client_credentials(OAUTH_FORM, "cid".into(), CLIENT.into());
}

/// What must not be in `text`: the word that all secrets begin with, and the encoded forms of each.
fn assert_clean(text: &str) {
    let text = &text.replace("ACME_CLIENT_SECRET", "").replace("ACME_FORM_SECRET", "");
    assert!(!text.contains("SECRET"), "{text}");
    let pairs = [format!("SECRET-user:{PASSWORD}"), format!("cid:{CLIENT}")];
    let secrets = [TOKEN_TEXT, PASSWORD, KEY, CLIENT, ACCESS, "SECRET-user"].map(str::to_owned);
    for secret in secrets.iter().chain(&pairs) {
        let base64 = BASE64_STANDARD.encode(secret);
        let escaped: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        for form in [base64.trim_end_matches('='), &escaped] {
            assert!(!text.contains(form), "{form} in {text}");
        }
    }
}

fn assert_hidden(value: &impl Debug) {
    assert!(!format!("{value:?}").is_empty());
    assert_clean(&format!("{value:?}"));
    assert_clean(&format!("{value:#?}"));
}

fn assert_error<E>(error: &Error<E>) {
    assert_hidden(error);
    assert_clean(&error.to_string());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        assert_clean(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
}

#[tokio::test]
async fn clients_builders_calls() {
    let mut builder = Builder::new(&PROVIDER);
    all(&mut builder);
    builder.base_url("https://SECRET-user:SECRET@a.test/x?token=SECRET".into());
    assert_hidden(&builder);
    let error = builder.build().unwrap_err();
    assert_hidden(&error);
    assert_clean(&error.to_string());
    let client = Client::new(all);
    assert_hidden(&client);
    let request = client.call::<Search>().with(|c| {
        c.set(0, &"SECRET");
        c.header("X-Own", "SECRET");
        c.query("own", "SECRET");
    });
    assert_hidden(&request.call);
    assert_hidden(&Secret::new(KEY));
}

#[test]
fn refused_credentials() {
    let refused: [fn(&mut Builder); 4] = [
        |b| b.bearer(TOKEN, "SECRET\n".into()),
        |b| b.basic(LOGIN, "SECRET:".into(), "SECRET".into()),
        |b| b.api_key(COOKIE_KEY, "SECRET;".into()),
        |b| b.client_credentials(OAUTH, "cid".into(), "SECRET\r".into()),
    ];
    for set in refused {
        let error = Client::try_new(set).unwrap_err();
        assert_hidden(&error);
        assert_clean(&error.to_string());
    }
}

#[tokio::test]
async fn what_a_transport_sees_prints_without_secrets() {
    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<Vec<String>>>);
    impl Transport for Recorder {
        fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            let text = format!("{request:?} {:?}", request.headers);
            self.0.lock().unwrap().push(text);
            let body = format!(r#"{{"access_token":"{ACCESS}","id":"x","amount":1}}"#);
            Box::pin(async move { Ok(HttpResponse::full(StatusCode::OK, Default::default(), body)) })
        }
    }
    let recorder = Recorder::default();
    let only: [fn(&mut Builder); 4] = [
        all,
        |b| b.basic(LOGIN, "SECRET-user".into(), PASSWORD.into()),
        |b| {
            b.api_key(QUERY_KEY, KEY.into());
            b.api_key(COOKIE_KEY, KEY.into());
        },
        |b| b.bearer(TOKEN, TOKEN_TEXT.into()),
    ];
    for set in only {
        let client = Client::new(|b| {
            set(b);
            b.transport(recorder.clone());
        });
        client.call::<Secured>().await.unwrap();
    }
    let client = Client::new(|b| {
        all(b);
        b.transport(recorder.clone());
    });
    client.call::<Machine>().await.unwrap();
    client.call::<MachineForm>().await.unwrap();
    let seen = recorder.0.lock().unwrap();
    assert_eq!(seen.len(), 8);
    seen.iter().for_each(|text| assert_clean(text));
}

#[tokio::test]
async fn a_server_that_echoes_what_it_was_sent() {
    let form = |secret: &str| url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let echoes = [
        format!("Bearer {TOKEN_TEXT}"),
        format!("{PASSWORD} of SECRET-user"),
        BASE64_STANDARD.encode(format!("SECRET-user:{PASSWORD}")),
        BASE64_STANDARD.encode(TOKEN_TEXT),
        format!("api_key={}&k={KEY}", form(KEY)),
        format!("{CLIENT} {ACCESS} {}", BASE64_STANDARD.encode(format!("cid:{CLIENT}"))),
    ];
    for echo in &echoes {
        let text = serde_json::to_string(echo).unwrap();
        let token = json(200, &format!(r#"{{"access_token":"{ACCESS}"}}"#));
        let headers = [("content-type", "application/json"), ("set-cookie", echo.as_str()), ("x-echo", echo.as_str())];
        let bodies = [
            (400, format!(r#"{{"message":{text}}}"#)),
            (400, text.clone()),
            (200, format!(r#"{{"id":1,"amount":{text}}}"#)),
            (200, format!(r#"{{"id":"x","amount":{text}}}"#)),
        ];
        for (status, body) in bodies {
            let server = Server::start([token.clone(), reply(status, &headers, &body)]).await;
            let client = Client::new(|b| {
                all(b);
                b.base_url(server.url());
                b.token_url(OAUTH, format!("{}/t", server.url()));
            });
            let error = client.call::<Machine>().await.unwrap_err();
            assert_error(&error);
            assert_eq!(error.raw_body(), Some(body.as_bytes()));
        }
    }
}

/// A token that another call fetched is the client's secret all the same.
#[tokio::test]
async fn a_server_that_echoes_what_another_call_sent() {
    let token = json(200, &format!(r#"{{"access_token":"{ACCESS}"}}"#));
    let echo = json(400, &format!(r#"{{"message":"not {ACCESS}"}}"#));
    let server = Server::start([token, json(200, r#"{"id":"x","amount":1}"#), echo]).await;
    let client = Client::new(|b| {
        all(b);
        b.base_url(server.url());
        b.token_url(OAUTH, format!("{}/t", server.url()));
    });
    client.call::<Machine>().await.unwrap();
    let error = client.call::<Secured>().await.unwrap_err();
    assert_error(&error);
    assert_eq!(error.to_string(), "acme secured (GET /secured): 400 Bad Request: not [redacted]");
}

#[tokio::test]
async fn connection_errors_have_no_url() {
    let client = Client::new(|b| {
        b.api_key(QUERY_KEY, KEY.into());
        b.api_key(COOKIE_KEY, KEY.into());
        b.base_url(support::nobody());
    });
    let error = client.call::<Secured>().await.unwrap_err();
    assert!(error.is_connect());
    assert_error(&error);
}

#[tokio::test]
async fn responses_print_no_cookies() {
    let headers = [("content-type", "application/json"), ("set-cookie", "SESSION=SECRET")];
    let server = Server::start([reply(200, &headers, r#"{"id":"x","amount":1}"#)]).await;
    let client = Client::new(|b| b.base_url(server.url()));
    assert_hidden(&client.item::<GetItem>("1").await.unwrap());
    assert_hidden(&client.item::<GetItem>("1").raw().await.unwrap());
}
