//! Idempotency keys, and what they allow: which methods are repeated without one and with one.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::testing::{Answer, Double, Failure, ManualClock, Step};
use bursar_runtime::{CustomRequest, Method, Retries, Uuid};
use support::provider::*;

const OK: &str = r#"{"id":"x","amount":1}"#;

/// A request of each method, without a key and with one: how often it is sent.
#[tokio::test]
async fn the_rule_of_each_method() {
    async fn sent(method: &Method, key: Option<&str>, step: Step) -> usize {
        let double = Double::new();
        double.on_operation("request").always(step);
        let mut builder = v1::Builder::new(&PROVIDER);
        builder.transport(double.clone());
        builder.clock(ManualClock::auto());
        let core = builder.build().unwrap();
        let request = <CustomRequest>::new(&core, method.clone(), "/x").anonymous();
        let request = match key {
            Some(key) => request.idempotency_key("Idempotency-Key", key),
            None => request,
        };
        let error = request.raw().await.unwrap_err();
        let requests = double.requests();
        assert_eq!(error.attempts() as usize, requests.len(), "{method} {error}");
        assert!(requests.iter().all(|request| request.header("idempotency-key") == key), "{method}");
        requests.len()
    }
    let methods = [
        (Method::GET, 3),
        (Method::HEAD, 3),
        (Method::OPTIONS, 3),
        (Method::TRACE, 3),
        (Method::PUT, 3),
        (Method::DELETE, 3),
        (Method::POST, 1),
        (Method::PATCH, 1),
    ];
    for (method, without) in methods {
        let may_have_left: [Step; 4] =
            [Failure::Lost.into(), Failure::Silence.into(), Answer::status(503).into(), Answer::status(429).into()];
        for step in may_have_left {
            assert_eq!(sent(&method, None, step.clone()).await, without, "{method} {step:?}");
            assert_eq!(sent(&method, Some("k"), step.clone()).await, 3, "{method} {step:?}");
        }
        for (failure, times) in [(Failure::ConnectRefused, 3), (Failure::ConnectTimeout, 3), (Failure::Tls, 1)] {
            assert_eq!(sent(&method, None, failure.into()).await, times, "{method} {failure:?}");
            assert_eq!(sent(&method, Some("k"), failure.into()).await, times, "{method} {failure:?}");
        }
    }
}

#[tokio::test]
async fn each_call_has_a_key_of_its_own() {
    let double = Double::new();
    double.on::<CreateKeyed>().always(Answer::status(503));
    let client = Client::new(|b| {
        b.transport(double.clone());
        b.clock(ManualClock::auto());
        b.retries(Retries::default());
    });
    let mut keys = Vec::new();
    for _ in 0..2 {
        let error = client.pay::<CreateKeyed>().await.unwrap_err();
        let key = error.idempotency_key().unwrap().to_owned();
        assert_eq!(Uuid::parse_str(&key).unwrap().get_version_num(), 4, "{key}");
        keys.push(key);
    }
    assert_ne!(keys[0], keys[1]);
    let requests = double.requests();
    let sent: Vec<_> = requests.iter().map(|seen| seen.header("idempotency-key").unwrap()).collect();
    assert_eq!(sent, [0, 0, 0, 1, 1, 1].map(|call| keys[call].as_str()));
}

/// A key that is the same twice could make one payment of two.
#[tokio::test]
async fn without_randomness_there_is_no_key() {
    struct Broken;
    impl bursar_runtime::Random for Broken {
        fn fill(&self, _: &mut [u8]) -> std::io::Result<()> {
            Err(std::io::Error::other("the source is dry"))
        }
    }
    let double = Double::new();
    double.on::<CreateKeyed>().always(Answer::json(200, OK));
    double.on::<GetItem>().times(1, Answer::status(503)).then(Answer::json(200, OK));
    let clock = ManualClock::auto();
    let client = Client::new(|b| {
        b.transport(double.clone());
        b.clock(clock.clone());
        b.random(Broken);
        b.retries(Retries::default());
    });
    let error = client.pay::<CreateKeyed>().await.unwrap_err();
    let expect = "acme createKeyed (POST /keyed): the idempotency key cannot be made, as there is no randomness: the source is dry";
    assert_eq!(error.to_string(), expect);
    assert_eq!(double.requests().len(), 0);
    // one of the caller's is as good as ever, and a pause does without chance
    client.pay::<CreateKeyed>().with(|call| call.idempotency_key("mine")).await.unwrap();
    client.item::<GetItem>("1").await.unwrap();
    assert_eq!(clock.elapsed(), Duration::from_millis(500));
}
