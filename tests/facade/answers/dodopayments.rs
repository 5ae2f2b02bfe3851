//! Dodo Payments: amounts as text, a time that can be null, and errors without bodies.

use super::Content::{Empty, Html, Json};
use super::{Errors, time};
use crate::providers::{Bench, Dodopayments};

#[tokio::test]
async fn success() {
    let bench = Bench::<Dodopayments>::start().await;
    let response = bench.ok(
        r#"{"id":"ccb_1","customer_id":"cus_1","credit_entitlement_id":"cde_1","balance":"1250.50","overage":"0.000",
            "created_at":"2026-02-03T10:15:00Z","updated_at":"2026-11-20T23:40:12.300+02:00",
            "last_transaction_at":"2026-11-20T21:40:12.123456789Z"}"#,
    )
    .await;
    let ids = [&response.id, &response.customer_id, &response.credit_entitlement_id];
    assert_eq!(ids, ["ccb_1", "cus_1", "cde_1"]);
    assert_eq!([response.balance, response.overage].map(|a| a.to_string()), ["1250.50", "0.000"]);
    assert_eq!([response.balance, response.overage].map(|a| a.scale()), [2, 3]);
    assert_eq!(response.created_at, time("2026-02-03T10:15:00Z"));
    assert_eq!(response.updated_at, time("2026-11-20T21:40:12.3Z"));
    assert_eq!(response.last_transaction_at, Some(time("2026-11-20T21:40:12.123456789Z")));
}

/// All that is required, and `more`.
fn body(more: &str) -> String {
    format!(
        r#"{{"id":"i","customer_id":"c","credit_entitlement_id":"e","balance":"1","overage":"0",
            "created_at":"2026-02-03T10:15:00Z","updated_at":"2026-02-03T10:15:00Z"{more}}}"#
    )
}

#[tokio::test]
async fn null_and_absent() {
    let bench = Bench::<Dodopayments>::start().await;
    for more in ["", r#","last_transaction_at":null"#] {
        assert_eq!(bench.ok(&body(more)).await.last_transaction_at, None);
    }
    assert_eq!(bench.ok(&body(r#","new":[{}]"#)).await.id, "i");
}

#[tokio::test]
async fn faults() {
    let bench = Bench::<Dodopayments>::start().await;
    let at = body("").replace("\"2026-02-03T10:15:00Z\",\"updated_at\"", "1770113700,\"updated_at\"");
    let number = "invalid type: integer `1770113700`, expected a date-time with offset (RFC 3339) (line 2, column 35)";
    bench.undecodable(&at, "$.created_at", number).await;
    let text = "invalid value: string \"2026-02-03\", expected a date-time with offset (RFC 3339) (line 2, column 118)";
    let at = body(r#","last_transaction_at":"2026-02-03""#);
    bench.undecodable(&at, "$.last_transaction_at", text).await;
    let null = "invalid type: null, expected a decimal as text (line 1, column 70)";
    bench.undecodable(&body("").replace("\"1\"", "null"), "$.balance", null).await;
    bench.undecodable(r#"{"id":"i"}"#, "$", "missing field `balance` (line 1, column 10)").await;
    bench.undecodable("null", "$", "invalid type: null, expected an object (line 1, column 4)").await;
}

#[tokio::test]
async fn errors_by_status() {
    let all = Errors::<Dodopayments>::start().await;
    all.typed((404, Empty), "404", "NotFound", "404 Not Found").await;
    all.typed((500, Empty), "500", "InternalServerError", "500 Internal Server Error").await;
    // a body that nobody documented is kept, and its words are used
    let json = Json(r#"{"code":"NOT_FOUND","message":"No such customer"}"#);
    all.typed((404, json), "404", "NotFound", "404 Not Found: No such customer").await;
    let page = Html("<h1>Oops</h1>");
    all.typed((500, page), "500", "InternalServerError", "500 Internal Server Error").await;
    all.cover(include_str!("../../../generated/dodopayments/SURFACE.txt"), "GetCustomerBalanceError");
}

#[tokio::test]
async fn undocumented_errors() {
    let bench = Bench::<Dodopayments>::start().await;
    bench.untyped((418, Html("<h1>Teapot</h1>")), None, None, "418 I'm a teapot").await;
    bench.untyped((401, Empty), None, None, "401 Unauthorized").await;
    let json = Json(r#"{"error":"rate_limited\nX"}"#);
    bench.untyped((429, json), None, None, "429 Too Many Requests: rate_limited\\nX").await;
    bench.untyped((301, Empty), None, None, "301 Moved Permanently").await;
}
