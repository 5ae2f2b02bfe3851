//! Frontier: whole numbers as text (protobuf JSON), and one form of error with details of any type.

use bursar::Error;
use bursar::frontier::GetBillingBalanceError;
use bursar::runtime::JsonValue;

use super::Content::{Empty, Html, Json};
use super::{Errors, time};
use crate::providers::{Bench, Frontier};

#[tokio::test]
async fn success() {
    let bench = Bench::<Frontier>::start().await;
    let body =
        r#"{"balance":{"amount":"-9223372036854775808","currency":"VC","updated_at":"2026-11-20T06:12:48.253Z"}}"#;
    let response = bench.ok(body).await;
    let balance = response.balance.as_ref().unwrap();
    assert_eq!((balance.amount, balance.currency.as_deref()), (Some(i64::MIN), Some("VC")));
    assert_eq!(balance.updated_at, Some(time("2026-11-20T06:12:48.253Z")));
}

#[tokio::test]
async fn whole_numbers_are_read_from_both_forms() {
    let bench = Bench::<Frontier>::start().await;
    for (text, expect) in [("\"1200\"", 1200), ("1200", 1200), ("\"9007199254740993\"", 9_007_199_254_740_993)] {
        let response = bench.ok(&format!(r#"{{"balance":{{"amount":{text}}}}}"#)).await;
        assert_eq!(response.balance.as_ref().unwrap().amount, Some(expect), "{text}");
    }
}

#[tokio::test]
async fn null_and_absent() {
    let bench = Bench::<Frontier>::start().await;
    for body in [r#"{"balance":{}}"#, r#"{"balance":{"amount":null,"currency":null,"updated_at":null}}"#] {
        let response = bench.ok(body).await;
        let balance = response.balance.as_ref().unwrap();
        assert_eq!((balance.amount, &balance.currency, balance.updated_at), (None, &None, None));
    }
    for body in ["{}", r#"{"balance":null}"#] {
        assert_eq!(bench.ok(body).await.balance, None);
    }
}

#[tokio::test]
async fn faults() {
    let bench = Bench::<Frontier>::start().await;
    let text = "invalid value: string \"12x\", expected an integer (line 1, column 27)";
    bench.undecodable(r#"{"balance":{"amount":"12x"}}"#, "$.balance.amount", text).await;
    let large = "invalid value: number `9223372036854775808`, expected an integer that fits i64 (line 1, column 43)";
    bench.undecodable(r#"{"balance":{"amount":"9223372036854775808"}}"#, "$.balance.amount", large).await;
    let list = "invalid type: sequence, expected a string (line 1, column 23)";
    bench.undecodable(r#"{"balance":{"currency":["VC"]}}"#, "$.balance.currency", list).await;
}

const FULL: &str = r#"{"code":5,"message":"no such account","details":[
    {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"GONE","metadata":{"id":"b"}},{}]}"#;

#[tokio::test]
async fn errors_by_status() {
    let all = Errors::<Frontier>::start().await;
    let typed = async |status: u16, key: &'static str, arm: &str, line: &'static str| {
        let body = "RpcStatus { code: Some(5), message: Some(\"no such account\"), details: Some([\
            ProtobufAny { type: Some(\"type.googleapis.com/google.rpc.ErrorInfo\"), \
            extra: {\"metadata\": Object {\"id\": String(\"b\")}, \"reason\": String(\"GONE\")} }, \
            ProtobufAny { type: None, extra: {} }]) }";
        let body: &'static str = format!("{arm}({body})").leak();
        all.typed((status, Json(FULL)), key, body, line).await
    };
    typed(400, "400", "BadRequest", "400 Bad Request: no such account").await;
    typed(401, "401", "Unauthorized", "401 Unauthorized: no such account").await;
    typed(403, "403", "Forbidden", "403 Forbidden: no such account").await;
    typed(404, "404", "NotFound", "404 Not Found: no such account").await;
    typed(500, "500", "InternalServerError", "500 Internal Server Error: no such account").await;
    typed(409, "default", "Default", "409 Conflict: no such account").await;
    typed(503, "default", "Default", "503 Service Unavailable: no such account").await;
    let error = typed(404, "404", "NotFound", "404 Not Found: no such account").await;
    let Error::Api(api) = error else { panic!("{error}") };
    let GetBillingBalanceError::NotFound(status) = api.into_body() else { panic!("the arm of 404") };
    assert_eq!((status.code, status.message.as_deref()), (Some(5), Some("no such account")));
    let details = status.details.unwrap();
    assert_eq!(details[0].r#type.as_deref(), Some("type.googleapis.com/google.rpc.ErrorInfo"));
    assert_eq!(details[0].extra["reason"], JsonValue::from("GONE"));
    assert_eq!((details[1].r#type.as_deref(), details[1].extra.len()), (None, 0));
    let none = "Forbidden(RpcStatus { code: None, message: None, details: None })";
    all.typed((403, Json("{}")), "403", none, "403 Forbidden").await;
    let nulls = r#"{"code":null,"message":null,"details":null}"#;
    all.typed((403, Json(nulls)), "403", none, "403 Forbidden").await;
    all.cover(include_str!("../../../generated/frontier/SURFACE.txt"), "GetBillingBalanceError");
}

#[tokio::test]
async fn errors_without_the_documented_body() {
    let bench = Bench::<Frontier>::start().await;
    let html = Some(r#"the content type is "text/html" where application/json is documented"#);
    bench.untyped((502, Html("<h1>nginx</h1>")), Some("default"), html, "502 Bad Gateway").await;
    bench.untyped((401, Empty), Some("401"), Some("the body is empty"), "401 Unauthorized").await;
    let wide =
        Some("at $.code: invalid value: number `2147483648`, expected an integer that fits i32 (line 1, column 19)");
    bench.untyped((400, Json(r#"{"code":2147483648}"#)), Some("400"), wide, "400 Bad Request").await;
    let inner = Some("at $.details[0][\"@type\"]: invalid type: integer `1`, expected a string (line 1, column 22)");
    bench.untyped((500, Json(r#"{"details":[{"@type":1}]}"#)), Some("500"), inner, "500 Internal Server Error").await;
}
