//! What an application puts around requests: which ones it sees, in which order, and what it cannot undo.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::{Arc, Mutex};

use bursar_runtime::testing::{Answer, Double, ManualClock};
use bursar_runtime::{
    BoxFuture, Error, HeaderMap, HttpRequest, HttpResponse, Middleware, Next, Retries, StatusCode, TransportFailure,
};
use support::provider::*;

/// Writes down what passes, on the way there and back.
#[derive(Clone)]
struct Noted(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Noted {
    fn handle<'a>(
        &'a self,
        mut request: HttpRequest,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
        Box::pin(async move {
            let note = |text: String| self.1.lock().unwrap().push(format!("{} {text}", self.0));
            note(format!("{} {} {}", request.operation, request.attempt, request.url.path()));
            request.headers.append("x-layer", self.0.parse().unwrap());
            let response = next.run(request).await?;
            note(response.status.as_u16().to_string());
            Ok(response)
        })
    }
}

fn client(double: &Double, layers: impl IntoIterator<Item = Noted>) -> Client {
    Client::new(|b| {
        b.client_credentials(OAUTH, "id".into(), "SECRET".into());
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.retries(Retries::default());
        layers.into_iter().for_each(|layer| b.middleware(layer));
    })
}

#[tokio::test]
async fn around_every_request_the_first_outermost() {
    let (double, notes) = (Double::new(), Arc::default());
    let moved = Answer::status(302).header("location", "/v1/moved");
    double.on::<Machine>().then(Answer::status(503)).then(moved).then(Answer::json(200, r#"{"id":"x","amount":1}"#));
    let client = client(&double, [Noted("outer", Arc::clone(&notes)), Noted("inner", Arc::clone(&notes))]);
    assert_eq!(client.call::<Machine>().await.unwrap().attempts(), 2);
    let both = |request: &str, status: u16| {
        [format!("outer {request}"), format!("inner {request}"), format!("inner {status}"), format!("outer {status}")]
    };
    let expect = [
        both("OAuth2 token 1 /oauth/token", 200),
        both("machine 1 /v1/machine", 503),
        both("machine 2 /v1/machine", 302),
        both("machine 2 /v1/moved", 200),
    ];
    assert_eq!(*notes.lock().unwrap(), expect.concat());
    for request in double.requests().iter().chain(&double.token_requests()) {
        let layers: Vec<_> = request.headers().get_all("x-layer").iter().collect();
        assert_eq!(layers, ["outer", "inner"]);
    }
}

#[tokio::test]
async fn what_a_layer_answers_is_judged_as_any_answer() {
    struct Answers(StatusCode, &'static str);
    impl Middleware for Answers {
        fn handle<'a>(&'a self, _: HttpRequest, _: Next<'a>) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
            let location = [(http::header::LOCATION, self.1.parse().unwrap())].into_iter().collect::<HeaderMap>();
            Box::pin(std::future::ready(Ok(HttpResponse::full(self.0, location, ""))))
        }
    }
    let error = async |status: StatusCode, location: &'static str| {
        let double = Double::new();
        let client = Client::new(|b| {
            b.transport(double.clone());
            b.middleware(Answers(status, location));
        });
        let error = client.item::<GetItem>("1").await.unwrap_err();
        assert_eq!(double.requests().len(), 0);
        error
    };
    assert!(error(StatusCode::NOT_FOUND, "").await.is_not_found());
    let elsewhere = error(StatusCode::FOUND, "https://evil.test/").await;
    assert!(matches!(&elsewhere, Error::Transport(e) if e.is_redirect()), "{elsewhere}");
}
