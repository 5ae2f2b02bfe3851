//! Where a call goes that does not go where all others do.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::__private::v1;
use bursar_runtime::Error;
use bursar_runtime::testing::{Answer, Double};
use support::provider::*;

/// The URL that a call goes to; the message of the error where it goes nowhere.
async fn check(set: impl FnOnce(&mut v1::Builder), place: impl FnOnce(&mut v1::Call), expect: Result<&str, &str>) {
    let double = Double::new();
    double.on::<Own>().then(Answer::json(200, r#"{"id":"x","amount":1}"#));
    let client = Client::new(|b| {
        b.transport(double.clone());
        set(b);
    });
    let done = client.call::<Own>().with(place).await;
    assert!(matches!(done, Ok(_) | Err(Error::Request(_))), "nothing is sent or it arrives");
    let went = double.requests().iter().map(|request| request.url().to_string()).collect::<Vec<_>>();
    let got = done.map(|_| went.join(" ")).map_err(|error| error.to_string());
    assert_eq!(got.as_deref().map_err(String::as_str), expect);
}

#[tokio::test]
async fn servers_of_an_operation_and_before_them_addresses_of_the_caller() {
    check(|_| {}, |_| {}, Ok("https://other.acme.test/o/own")).await;
    check(|b| b.environment(1), |_| {}, Ok("https://own-eu.acme.test/o/own")).await;
    check(|_| {}, |c| c.server(1), Ok("https://own-eu.acme.test/o/own")).await;
    let in_us = |c: &mut v1::Call| {
        c.server(1);
        c.server_variable("region", "us");
    };
    check(|_| {}, in_us, Ok("https://own-us.acme.test/o/own")).await;
    // a base URL is the caller's word, and that of the call goes before that of the client
    let gateway = |b: &mut v1::Builder| b.base_url("https://gw.test/acme".to_owned());
    check(gateway, |c| c.server(1), Ok("https://gw.test/acme/own")).await;
    check(gateway, |c| c.base_url("http://127.0.0.1:9/x/"), Ok("http://127.0.0.1:9/x/own")).await;
    check(|_| {}, |c| c.base_url("https://gw.test"), Ok("https://gw.test/own")).await;
}

#[tokio::test]
async fn places_that_are_none_are_refused_before_anything_is_sent() {
    let none = "acme own (GET /own): the server number 7 is not one of the 2 that the operation has of its own, counted from 0";
    check(|_| {}, |c| c.server(7), Err(none)).await;
    check(|_| {}, |c| c.server(2), Err(&none.replace('7', "2"))).await;
    let bad = "acme own (GET /own): the base URL \"ftp://x\" is not an http or https URL; it should look like https://api.example.com/v1";
    check(|_| {}, |c| c.base_url("ftp://x"), Err(bad)).await;
    let unknown = |c: &mut v1::Call| c.server_variable("region", "us");
    check(|_| {}, unknown, Err("acme own (GET /own): the server URL has no variable \"region\": it has none at all"))
        .await;
    let wrong = |c: &mut v1::Call| {
        c.server(1);
        c.server_variable("region", "mars");
    };
    check(
        |_| {},
        wrong,
        Err("acme own (GET /own): the server variable `region` cannot be \"mars\": it is one of eu, us"),
    )
    .await;
}
