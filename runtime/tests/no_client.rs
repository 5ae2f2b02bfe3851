//! Without the feature `client`: everything is there but the transport, which has to be given.
#![cfg(not(feature = "client"))]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::__private::v1;
use bursar_runtime::{
    BoxFuture, ConfigError, HeaderMap, HeaderValue, HttpRequest, HttpResponse, StatusCode, Transport, TransportFailure,
};
use support::provider::*;

fn builder() -> v1::Builder {
    let mut builder = v1::Builder::new(&PROVIDER);
    builder.bearer(TOKEN, "t".into());
    builder
}

#[test]
fn a_transport_has_to_be_given() {
    let reason = "this program was built without one: enable the feature `rustls` or `native-tls`, or give the builder a transport";
    let error = builder().build().unwrap_err();
    assert_eq!(error, ConfigError::Transport { reason: reason.to_owned() });
    assert_eq!(error.to_string(), format!("the HTTP client cannot be set up: {reason}"));
}

struct Canned;

impl Transport for Canned {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        assert_eq!(request.url.as_str(), "https://sandbox.acme.test/v1/items/7");
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        let body = r#"{"id":"7","amount":1}"#;
        Box::pin(std::future::ready(Ok(HttpResponse::full(StatusCode::OK, headers, body))))
    }
}

#[tokio::test]
async fn a_transport_is_enough() {
    let client = Client::new(|builder| builder.transport(Canned));
    assert_eq!(client.item::<GetItem>("7").await.unwrap().amount, 1);
}
