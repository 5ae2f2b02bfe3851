//! Telnyx: amounts as text, an open enum, and one form of error for every status.

use bursar::telnyx::{GetUserBalanceError, UserBalanceRecordType};

use super::Content::{Empty, Html, Json};
use super::Errors;
use crate::providers::{Bench, Telnyx};

#[tokio::test]
async fn success() {
    let bench = Bench::<Telnyx>::start().await;
    let response = bench.ok(
        r#"{"data":{"record_type":"balance","pending":"10.00","balance":"-300.10","credit_limit":"0.0000000000000000000000000001",
            "available_credit":"79228162514264337593543950335","currency":"USD","new":{"a":[1]}},"meta":null}"#,
    )
    .await;
    let data = response.data.as_ref().unwrap();
    let amounts = [data.pending, data.balance, data.credit_limit, data.available_credit];
    let shown = amounts.map(|amount| amount.unwrap().to_string());
    let exact = ["10.00", "-300.10", "0.0000000000000000000000000001", "79228162514264337593543950335"];
    assert_eq!(shown, exact);
    assert_eq!(amounts.map(|amount| amount.unwrap().scale()), [2, 2, 28, 0]);
    assert_eq!(data.record_type, Some(UserBalanceRecordType::Balance));
    assert_eq!(data.currency.as_deref(), Some("USD"));
}

#[tokio::test]
async fn a_value_that_nobody_documented_is_kept() {
    let bench = Bench::<Telnyx>::start().await;
    let response = bench.ok(r#"{"data":{"record_type":"wallet_\"v2\""}}"#).await;
    let kind = response.data.as_ref().unwrap().record_type.clone().unwrap();
    assert_eq!(kind, UserBalanceRecordType::Unknown("wallet_\"v2\"".to_owned()));
    assert_eq!((kind.as_str(), kind.to_string().as_str()), ("wallet_\"v2\"", "wallet_\"v2\""));
    assert_eq!("balance".parse(), Ok(UserBalanceRecordType::Balance));
}

#[tokio::test]
async fn null_and_absent() {
    let bench = Bench::<Telnyx>::start().await;
    let all = ["pending", "record_type", "balance", "credit_limit", "available_credit", "currency"];
    let nulls = all.map(|name| format!("\"{name}\":null")).join(",");
    for body in [format!("{{\"data\":{{{nulls}}}}}"), r#"{"data":{}}"#.to_owned()] {
        let response = bench.ok(&body).await;
        let data = response.data.as_ref().unwrap();
        assert!([data.pending, data.balance, data.credit_limit, data.available_credit].iter().all(Option::is_none));
        assert_eq!((&data.record_type, &data.currency), (&None, &None));
    }
    for body in ["{}", r#"{"data":null}"#] {
        assert_eq!(bench.ok(body).await.data, None);
    }
}

#[tokio::test]
async fn amounts_are_read_from_numbers_as_well() {
    let bench = Bench::<Telnyx>::start().await;
    let response = bench.ok(r#"{"data":{"balance":300.10,"pending":1e2}}"#).await;
    let data = response.data.as_ref().unwrap();
    assert_eq!([data.balance, data.pending].map(|amount| amount.unwrap().to_string()), ["300.10", "100"]);
}

#[tokio::test]
async fn faults() {
    let bench = Bench::<Telnyx>::start().await;
    let decimal = "invalid type: boolean `true`, expected a decimal as text (line 1, column 25)";
    bench.undecodable(r#"{"data":{"balance": true}}"#, "$.data.balance", decimal).await;
    let text = "invalid value: string \"1,00\", expected a decimal number (line 1, column 27)";
    bench.undecodable(r#"{"data":{"pending": "1,00"}}"#, "$.data.pending", text).await;
    let kind = "invalid type: integer `5`, expected a string (line 1, column 24)";
    bench.undecodable(r#"{"data":{"record_type":5}}"#, "$.data.record_type", kind).await;
    let list = "invalid type: sequence, expected an object (line 1, column 8)";
    bench.undecodable(r#"{"data":[]}"#, "$.data", list).await;
}

const TWO: &str = r#"{"errors":[{"code":"10009","title":"Forbidden","detail":"No balance for you",
    "source":{"pointer":"/data/x","parameter":"q"},"meta":{"url":"https://a.test","n":1.50}},{"code":"2","title":"B"}]}"#;
const ONE: &str = r#"{"errors":[{"code":"10011","title":"Too many requests","detail":null}]}"#;

#[tokio::test]
async fn errors_by_status() {
    let all = Errors::<Telnyx>::start().await;
    let body = "Forbidden(BillingErrors { errors: Some([\
        BillingError { code: \"10009\", title: \"Forbidden\", detail: Some(\"No balance for you\"), \
        source: Some(BillingErrorSource { pointer: Some(\"/data/x\"), parameter: Some(\"q\") }), \
        meta: Some({\"n\": Number(1.5), \"url\": String(\"https://a.test\")}) }, \
        BillingError { code: \"2\", title: \"B\", detail: None, source: None, meta: None }]) })";
    all.typed((403, Json(TWO)), "403", body, "403 Forbidden: No balance for you").await;
    let one = "BillingErrors { errors: Some([BillingError { code: \"10011\", title: \"Too many requests\", detail: None, \
        source: None, meta: None }]) }";
    let typed = async |status: u16, key: &'static str, arm: &str, line: &'static str| {
        let body: &'static str = format!("{arm}({one})").leak();
        all.typed((status, Json(ONE)), key, body, line).await
    };
    typed(422, "422", "UnprocessableEntity", "422 Unprocessable Entity: Too many requests").await;
    typed(503, "503", "ServiceUnavailable", "503 Service Unavailable: Too many requests").await;
    let error = typed(429, "429", "TooManyRequests", "429 Too Many Requests: Too many requests").await;
    assert_eq!(error.retry_after().as_millis(), 500);
    for (status, line) in [
        (400, "400 Bad Request: Too many requests"),
        (401, "401 Unauthorized: Too many requests"),
        (404, "404 Not Found: Too many requests"),
        (500, "500 Internal Server Error: Too many requests"),
        (599, "599: Too many requests"),
    ] {
        typed(status, "default", "Default", line).await;
    }
    let empty = "Forbidden(BillingErrors { errors: Some([]) })";
    all.typed((403, Json(r#"{"errors":[]}"#)), "403", empty, "403 Forbidden").await;
    let none = "Default(BillingErrors { errors: None })";
    all.typed((500, Json("{}")), "default", none, "500 Internal Server Error").await;
    all.cover(include_str!("../../../generated/telnyx/SURFACE.txt"), "GetUserBalanceError");
}

#[tokio::test]
async fn fields_of_an_error() {
    let all = Errors::<Telnyx>::start().await;
    let none = "ServiceUnavailable(BillingErrors { errors: None })";
    let error = all.typed((503, Json(r#"{"errors":null}"#)), "503", none, "503 Service Unavailable").await;
    let bursar::Error::Api(api) = error else { panic!("{error}") };
    let GetUserBalanceError::ServiceUnavailable(body) = api.into_body() else { panic!("the arm of 503") };
    assert_eq!(body.errors, None);
}

#[tokio::test]
async fn errors_without_the_documented_body() {
    let bench = Bench::<Telnyx>::start().await;
    let html = Some(r#"the content type is "text/html" where application/json is documented"#);
    bench.untyped((502, Html("<h1>Bad Gateway</h1>")), Some("default"), html, "502 Bad Gateway").await;
    bench.untyped((403, Html("<h1>No</h1>")), Some("403"), html, "403 Forbidden").await;
    bench.untyped((401, Empty), Some("default"), Some("the body is empty"), "401 Unauthorized").await;
    let missing = Some("at $.errors[0]: missing field `code` (line 1, column 24)");
    bench
        .untyped((422, Json(r#"{"errors":[{"title":"T"}]}"#)), Some("422"), missing, "422 Unprocessable Entity: T")
        .await;
    let list = Some("invalid type: sequence, expected an object (line 1, column 0)");
    bench.untyped((429, Json("[]")), Some("429"), list, "429 Too Many Requests").await;
}
