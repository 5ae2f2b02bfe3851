//! Right requests: what the clients send by themselves, once for the success and once for each documented failure.

use std::fmt::Debug;

use bursar::runtime::{Decimal, HeaderMap};
use bursar::{Error, Response, dodopayments, fedapay, frontier, orum, telnyx};

use crate::arms::{self, Arm};
use crate::{address, token_url};

/// The header by which Prism is told what to answer.
const PREFER: &str = "Prefer";

/// Prism names here what it objects to, where the document has an answer for requests that are wrong.
fn no_objection(headers: &HeaderMap) {
    assert_eq!(headers.get("sl-violations"), None);
}

/// Calls an operation for the success and for each failure, and gives the body of the success.
async fn judge<T: Debug, E: Debug>(
    provider: &str,
    arms: &[Arm<E>],
    call: impl AsyncFn(&str) -> Result<Response<T>, Error<E>>,
) -> T {
    for arm in arms {
        let error = match call(&format!("code={}", arm.asked)).await {
            Err(Error::Api(error)) => error,
            other => panic!("{provider} {}: {other:?}", arm.asked),
        };
        no_objection(error.headers());
        assert_eq!(error.status().as_u16(), arm.asked, "{provider}");
        assert_eq!(error.documented(), Some(arm.key), "{provider} {}", arm.asked);
        assert!(error.decode_error().is_none(), "{provider} {}: {error:?}", arm.asked);
        assert!((arm.arrived)(error.body()), "{provider} {}: {:?}", arm.asked, error.body());
    }
    let answer = call("code=200").await.unwrap_or_else(|error| panic!("{provider}: {error:?}"));
    no_objection(answer.headers());
    assert_eq!((answer.status().as_u16(), answer.documented()), (200, Some("200")), "{provider}");
    // how many requests the log has to show
    println!("judged {provider} {}", 1 + arms.iter().map(|arm| arm.requests).sum::<usize>());
    answer.into_body()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn dodopayments() {
    let client = dodopayments::Client::builder()
        .retries(0)
        .base_url(address("dodopayments"))
        .bearer_token("key-1")
        .build()
        .unwrap();
    let body = judge("dodopayments", arms::DODOPAYMENTS, async |prefer| {
        client.get_customer_balance("cde_5sWfJq0dNu", "cus/8Y b?").header(PREFER, prefer).await
    })
    .await;
    assert_eq!((body.balance, body.overage), (decimal("1250.50"), decimal("0")));
    assert!(body.last_transaction_at.is_some_and(|at| at > body.created_at));
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn fedapay() {
    let client =
        fedapay::Client::builder().retries(0).base_url(address("fedapay")).bearer_token("sk_1").build().unwrap();
    let body =
        judge("fedapay", arms::FEDAPAY, async |prefer| client.get_balance(31).header(PREFER, prefer).await).await;
    let balance = body.balance().unwrap();
    assert_eq!((balance.id, balance.amount), (Some(31), Some(84250)));
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn frontier() {
    // no colon in the password: RFC 7617 allows it, Prism 5 takes the credentials for none
    let client = frontier::Client::builder()
        .retries(0)
        .base_url(address("frontier"))
        .basic_auth("id", "secret")
        .build()
        .unwrap();
    let body = judge("frontier", arms::FRONTIER, async |prefer| {
        client.get_billing_balance("org/1", "billing 2").header(PREFER, prefer).await
    })
    .await;
    let balance = body.balance.unwrap();
    assert_eq!((balance.amount, balance.currency.as_deref()), (Some(1200), Some("VC")));
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn orum() {
    let client = orum::Client::builder()
        .retries(0)
        .base_url(address("orum"))
        .token_url(token_url().await)
        .client_credentials("id", "secret")
        .build()
        .unwrap();
    let body = judge("orum", arms::ORUM, async |prefer| client.get_balance().header(PREFER, prefer).await).await;
    assert_eq!((body.balance.available, body.total_balance.available), (1_048_250, 2_500_000));
    assert_eq!(body.balance.currency, orum::Currency::Usd);
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn telnyx() {
    let client = telnyx::Client::builder().retries(0).base_url(address("telnyx")).bearer_token("KEY1").build().unwrap();
    let body =
        judge("telnyx", arms::TELNYX, async |prefer| client.get_user_balance().header(PREFER, prefer).await).await;
    let balance = body.data.unwrap();
    assert_eq!((balance.balance, balance.available_credit), (Some(decimal("300.00")), Some(decimal("400.00"))));
}
