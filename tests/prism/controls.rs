//! Wrong requests, to which Prism has to object: missing credentials at every provider, a value that is not in the
//! document, a parameter of another type, a path that nobody serves.

use bursar::{Error, orum, telnyx};

use crate::{address, raw, token_url};

const NO_CREDENTIALS: &str = "Invalid security scheme used";

/// Sends lines to the Prism of a provider; the answer has to be a refusal that says why.
async fn refused(provider: &str, lines: &[&str], status: u16, why: &str) {
    let answer = raw(&address(provider), lines).await.unwrap();
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{provider}: {answer}");
    assert!(answer.contains(why), "{provider}: {answer}");
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn credentials_are_missing() {
    let version = "Orum-Version: v2022-09-21";
    refused("dodopayments", &["GET /credit-entitlements/a/balances/b HTTP/1.1"], 401, NO_CREDENTIALS).await;
    refused("fedapay", &["GET /balances/31 HTTP/1.1"], 401, NO_CREDENTIALS).await;
    refused("frontier", &["GET /v1beta1/organizations/a/billing/b/balance HTTP/1.1"], 401, NO_CREDENTIALS).await;
    refused("orum", &["GET /deliver/balance HTTP/1.1", version], 401, NO_CREDENTIALS).await;
    refused("telnyx", &["GET /balance HTTP/1.1"], 401, NO_CREDENTIALS).await;
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn a_value_is_not_in_the_document() {
    let client = orum::Client::builder()
        .retries(0)
        .base_url(address("orum"))
        .token_url(token_url().await)
        .client_credentials("id", "secret")
        .build()
        .unwrap();
    let version = orum::OrumVersion::Unknown("v1999-01-01".to_owned());
    let error = match client.get_balance().orum_version(version).await {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    };
    let objection = error.headers().get("sl-violations").unwrap().to_str().unwrap();
    assert_eq!(error.status().as_u16(), 422);
    assert!(objection.contains("orum-version must be equal to one of the allowed values"), "{objection}");
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn a_parameter_has_another_type() {
    let lines = ["GET /balances/first HTTP/1.1", "Authorization: Bearer sk_1"];
    refused("fedapay", &lines, 422, "Request path parameter id must be integer").await;
}

#[tokio::test]
#[ignore = "needs Prism: run .ci/prism"]
async fn nobody_serves_the_path() {
    let base = format!("{}/v3", address("telnyx"));
    let client = telnyx::Client::builder().retries(0).base_url(base).bearer_token("KEY1").build().unwrap();
    let error = match client.get_user_balance().await {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(error.status().as_u16(), 404);
    assert!(String::from_utf8_lossy(error.raw_body()).contains("#NO_PATH_MATCHED_ERROR"), "{error:?}");
}
