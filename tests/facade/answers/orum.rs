//! Orum: cents, an open currency, and an error whose details can be null.

use bursar::Error;
use bursar::orum::{Currency, GetBalanceError};
use bursar::runtime::JsonValue;

use super::Content::{Empty, Html, Json};
use super::{Errors, time};
use crate::providers::{Bench, Orum};

fn body(balance: &str) -> String {
    let total = r#"{"pending":3,"available":-4,"currency":"USD","updated_at":"2026-11-20T22:58:03Z"}"#;
    format!(r#"{{"balance":{balance},"total_balance":{total}}}"#)
}

#[tokio::test]
async fn success() {
    let bench = Bench::<Orum>::start().await;
    let text = r#"{"pending":25000,"available":9223372036854775807,"currency":"USD","updated_at":"2026-11-20T22:58:03.220168Z"}"#;
    let response = bench.ok(&body(text)).await;
    let (own, total) = (&response.balance, &response.total_balance);
    assert_eq!((own.pending, own.available), (25000, i64::MAX));
    assert_eq!((total.pending, total.available), (3, -4));
    assert_eq!((&own.currency, own.currency.to_string().as_str()), (&Currency::Usd, "USD"));
    assert_eq!(own.updated_at, time("2026-11-20T22:58:03.220168Z"));
    assert_eq!(total.updated_at, time("2026-11-20T22:58:03Z"));
}

#[tokio::test]
async fn a_currency_that_nobody_documented_is_kept() {
    let bench = Bench::<Orum>::start().await;
    let text = r#"{"pending":1,"available":2,"currency":"CAD","updated_at":"2026-11-20T22:58:03Z"}"#;
    let response = bench.ok(&body(text)).await;
    assert_eq!(response.balance.currency, Currency::Unknown("CAD".to_owned()));
    assert_eq!(response.balance.currency.as_str(), "CAD");
    assert_eq!(response.total_balance.currency, Currency::Usd);
}

#[tokio::test]
async fn faults() {
    let bench = Bench::<Orum>::start().await;
    let balance = |pending: &str| {
        body(&format!(r#"{{"pending":{pending},"available":2,"currency":"USD","updated_at":"2026-11-20T22:58:03Z"}}"#))
    };
    let text = "invalid type: string \"1\", expected an integer (line 1, column 25)";
    bench.undecodable(&balance("\"1\""), "$.balance.pending", text).await;
    let fraction = "invalid value: number `1.5`, expected an integer (line 1, column 25)";
    bench.undecodable(&balance("1.5"), "$.balance.pending", fraction).await;
    let null = "invalid type: null, expected an integer (line 1, column 26)";
    bench.undecodable(&balance("null"), "$.balance.pending", null).await;
    let missing = "missing field `pending` (line 1, column 13)";
    bench.undecodable(&body("{}"), "$.balance", missing).await;
}

const FULL: &str = r#"{"error_code":"unauthorized","message":"Token is used up","details":{"hint":"renew","n":[1]}}"#;

#[tokio::test]
async fn errors_by_status() {
    let all = Errors::<Orum>::start().await;
    let body = "Unauthorized(ErrorResponse { error_code: \"unauthorized\", message: \"Token is used up\", \
        details: Some({\"hint\": String(\"renew\"), \"n\": Array [Number(1)]}) })";
    let error = all.typed((401, Json(FULL)), "401", body, "401 Unauthorized: Token is used up").await;
    let Error::Api(api) = error else { panic!("{error}") };
    let GetBalanceError::Unauthorized(body) = api.into_body() else { panic!("the arm of 401") };
    assert_eq!((body.error_code.as_str(), body.message.as_str()), ("unauthorized", "Token is used up"));
    assert_eq!(body.details.unwrap()["hint"], JsonValue::from("renew"));

    let none = "Default(ErrorResponse { error_code: \"c\", message: \"m\", details: None })";
    for (status, line) in [
        (400, "400 Bad Request: m"),
        (403, "403 Forbidden: m"),
        (404, "404 Not Found: m"),
        (429, "429 Too Many Requests: m"),
        (500, "500 Internal Server Error: m"),
        (503, "503 Service Unavailable: m"),
    ] {
        for body in [r#"{"error_code":"c","message":"m","details":null}"#, r#"{"error_code":"c","message":"m"}"#] {
            all.typed((status, Json(body)), "default", none, line).await;
        }
    }
    all.cover(include_str!("../../../generated/orum/SURFACE.txt"), "GetBalanceError");
}

#[tokio::test]
async fn errors_without_the_documented_body() {
    let bench = Bench::<Orum>::start().await;
    let html = Some(r#"the content type is "text/html" where application/json is documented"#);
    bench.untyped((502, Html("<h1>Bad Gateway</h1>")), Some("default"), html, "502 Bad Gateway").await;
    bench.untyped((401, Empty), Some("401"), Some("the body is empty"), "401 Unauthorized").await;
    let missing = Some("missing field `error_code` (line 1, column 15)");
    bench.untyped((400, Json(r#"{"message":"m"}"#)), Some("default"), missing, "400 Bad Request: m").await;
    let list = Some("at $.details: invalid type: sequence, expected an object (line 1, column 42)");
    let body = Json(r#"{"error_code":"c","message":"m","details":[]}"#);
    bench.untyped((401, body), Some("401"), list, "401 Unauthorized: m").await;
}
