//! FedaPay: the documented list and the real object are one answer, and errors have no bodies.

use bursar::fedapay::BalanceReply;

use super::Content::{Empty, Html, Json};
use super::{Errors, time};
use crate::providers::{Bench, Fedapay};

/// The balance itself, as the provider's library is tested against it.
const BALANCE: &str = r#"{"id":9007199254740993,"klass":"v1/balance","currency_id":1,"account_id":2,"amount":-952,
    "mode":"mtn","created_at":"2018-03-12T09:09:03.969Z","updated_at":"2019-01-02T00:00:00+01:00"}"#;

#[tokio::test]
async fn both_bodies_give_the_same_balance() {
    let bench = Bench::<Fedapay>::start().await;
    let wrapped = bench.ok(&format!(r#"{{"v1/balance":{BALANCE}}}"#)).await;
    let list = bench.ok(&format!("[{BALANCE}]")).await;
    assert!(matches!(*wrapped, BalanceReply::Wrapped(_)));
    assert!(matches!(&*list, BalanceReply::List(all) if all.len() == 1));
    assert_eq!(wrapped.balance(), list.balance());
    for reply in [&wrapped, &list] {
        let balance = reply.balance().unwrap();
        assert_eq!((balance.id, balance.amount), (Some(9_007_199_254_740_993), Some(-952)));
        assert_eq!((balance.currency_id, balance.account_id), (Some(1), Some(2)));
        assert_eq!((balance.klass.as_deref(), balance.mode.as_deref()), (Some("v1/balance"), Some("mtn")));
        assert_eq!(balance.created_at, Some(time("2018-03-12T09:09:03.969Z")));
        assert_eq!(balance.updated_at, Some(time("2019-01-01T23:00:00Z")));
    }
}

#[tokio::test]
async fn null_and_absent() {
    let bench = Bench::<Fedapay>::start().await;
    let all = ["id", "klass", "currency_id", "account_id", "amount", "mode", "created_at", "updated_at"];
    let nulls = format!("{{{}}}", all.map(|name| format!("\"{name}\":null")).join(","));
    for body in [r#"[{}]"#, r#"{"v1/balance":{}}"#, &format!("[{nulls}]"), &format!(r#"{{"v1/balance":{nulls}}}"#)] {
        let reply = bench.ok(body).await;
        let balance = reply.balance().unwrap();
        assert_eq!([balance.id, balance.currency_id, balance.account_id, balance.amount], [None; 4]);
        assert_eq!((&balance.klass, &balance.mode), (&None, &None));
        assert_eq!((balance.created_at, balance.updated_at), (None, None));
    }
    let none = bench.ok("[]").await;
    assert_eq!((none.balance(), none.documented()), (None, Some("200")));
    let first = bench.ok(r#"[{"id":1},{"id":2}]"#).await;
    assert_eq!(first.balance().unwrap().id, Some(1));
}

/// A third form is kept as it is, and has no balance.
#[tokio::test]
async fn another_body() {
    let bench = Bench::<Fedapay>::start().await;
    for body in [r#"{"v2/balance":{"id":1}}"#, "{}", "\"text\"", "7"] {
        let reply = bench.ok(body).await;
        assert_eq!(reply.balance(), None);
        let BalanceReply::Unknown(value) = &*reply else { panic!("{reply:?}") };
        assert_eq!(value.to_string(), body);
    }
}

#[tokio::test]
async fn faults() {
    let bench = Bench::<Fedapay>::start().await;
    let number = "invalid type: string \"952\", expected an integer";
    bench.undecodable(r#"[{"amount":1},{"amount":"952"}]"#, "$[1].amount", number).await;
    let inner = "invalid value: number `1.5`, expected an integer";
    bench.undecodable(r#"{"v1/balance": {"amount":1.5}}"#, r#"$["v1/balance"].amount"#, inner).await;
    let time = "invalid value: string \"soon\", expected a date-time with offset (RFC 3339)";
    bench.undecodable(r#"{"v1/balance":{"created_at":"soon"}}"#, r#"$["v1/balance"].created_at"#, time).await;
    let null = "invalid type: null, expected an object";
    bench.undecodable(r#"{"v1/balance": null}"#, r#"$["v1/balance"]"#, null).await;
}

#[tokio::test]
async fn errors_by_status() {
    let all = Errors::<Fedapay>::start().await;
    all.typed((401, Empty), "401", "Unauthorized", "401 Unauthorized").await;
    all.typed((404, Empty), "404", "NotFound", "404 Not Found").await;
    let json = Json(r#"{"message":"Clé invalide"}"#);
    all.typed((401, json), "401", "Unauthorized", "401 Unauthorized: Clé invalide").await;
    all.typed((404, Html("<p>?</p>")), "404", "NotFound", "404 Not Found").await;
    all.cover(include_str!("../../../generated/fedapay/SURFACE.txt"), "GetBalanceError");
}

#[tokio::test]
async fn undocumented_errors() {
    let bench = Bench::<Fedapay>::start().await;
    bench.untyped((500, Html("<h1>500</h1>")), None, None, "500 Internal Server Error").await;
    bench.untyped((403, Empty), None, None, "403 Forbidden").await;
    let json = Json(r#"{"errors":[{"title":"bad","detail":"worse"}]}"#);
    bench.untyped((400, json), None, None, "400 Bad Request: worse").await;
}
