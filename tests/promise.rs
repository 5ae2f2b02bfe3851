//! What the clients are promised to be like to use: this program reads like the one that a newcomer writes, and runs.
//!
//! `from_env` reads the variables of the process, so the program runs itself as a child with variables of its own, and the
//! test is what the child prints.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

mod support;

use std::process::Command;
use std::time::Duration;

use bursar::dodopayments::Environment;
use bursar::orum::GetBalanceError;
use bursar::telnyx;
use support::{Act, Server, bytes, json, reply};
use tokio::time::sleep;

/// Tells the child from its parent; holds the address of the server.
const CHILD: &str = "BURSAR_PROMISE";

type Outcome = Result<(), Box<dyn std::error::Error>>;

async fn telnyx_and_dodopayments() -> Outcome {
    let client = telnyx::Client::from_env()?;
    let balance = client.get_user_balance().await?;
    println!("{:?} {:?}", balance.data.as_ref().and_then(|d| d.available_credit.as_ref()), balance.request_id());

    let dodo = bursar::dodopayments::Client::builder()
        .environment(Environment::TestMode)
        .base_url(std::env::var(CHILD)?)
        .bearer_token("dodo_1")
        .build()?;
    let credit = dodo.get_customer_balance("cent_1", "cus_1").timeout(Duration::from_secs(5)).await?;
    println!("{} {}", credit.balance, credit.overage);
    Ok(())
}

async fn orum_balance(orum: &bursar::orum::Client) -> Outcome {
    match orum.get_balance().await {
        Ok(b) => println!("{} {}", b.balance.available, b.balance.currency),
        Err(e) if e.is_rate_limited() => sleep(e.retry_after()).await,
        Err(bursar::Error::Api(e)) => match e.body() {
            GetBalanceError::Unauthorized(body) => println!("{}", body.message),
            GetBalanceError::Default(body) => println!("{} {}", e.status(), body.message),
            GetBalanceError::Undocumented => println!("{} {:?}", e.status(), e.raw_body()),
            _ => {}
        },
        Err(e) => return Err(e.into()),
    }
    Ok(())
}

async fn child() -> Outcome {
    telnyx_and_dodopayments().await?;
    let orum = bursar::orum::Client::from_env()?;
    for _ in 0..5 {
        orum_balance(&orum).await?;
    }
    match orum_balance(&orum).await {
        Ok(()) => println!("no error"),
        Err(e) => println!("{e}"),
    }
    match bursar::fedapay::Client::from_env() {
        Ok(client) => println!("{client:?}"),
        Err(e) => println!("{e}"),
    }
    Ok(())
}

/// The answers in the order in which the child asks.
fn script() -> Vec<Act> {
    let headers = [("content-type", "application/json"), ("x-request-id", "req-1")];
    let dodo = r#"{"id":"i","customer_id":"cus_1","credit_entitlement_id":"cent_1","balance":"1250.50","overage":"0",
        "created_at":"2026-02-03T10:15:00Z","updated_at":"2026-02-03T10:15:00Z"}"#;
    let one = r#"{"pending":1,"available":1048250,"currency":"USD","updated_at":"2026-11-20T22:58:03Z"}"#;
    let error = r#"{"error_code":"c","message":"not today"}"#;
    // or the client would ask again by itself
    let passing = [("content-type", "application/json"), ("x-should-retry", "false"), ("retry-after-ms", "1")];
    vec![
        Act::Send(bytes(200, &headers, r#"{"data":{"available_credit":"400.00"}}"#)),
        json(200, dodo),
        json(200, &format!(r#"{{"balance":{one},"total_balance":{one}}}"#)),
        reply(429, &passing, error),
        json(401, error),
        json(401, error),
        reply(503, &passing, error),
        reply(502, &[("content-type", "text/html"), passing[1]], "<h1>"),
        json(200, r#"{"balance":{"pending":"1"}}"#),
    ]
}

const PRINTED: &str = r#"Some(400.00) Some("req-1")
1250.50 0
1048250 USD
not today
503 Service Unavailable not today
502 Bad Gateway [60, 104, 49, 62]
orum get-balance (GET /deliver/balance): 200 OK, but the body cannot be decoded: at $.balance.pending: invalid type: string "1", expected an integer (line 1, column 26)
fedapay: no credentials: set FEDAPAY_SECRET_KEY, or give them to the builder
"#;

#[test]
fn the_promise() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    if std::env::var_os(CHILD).is_some() {
        println!();
        return runtime.block_on(child()).unwrap();
    }
    let server = runtime.block_on(Server::start(script()));
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_promise", "--nocapture", "--test-threads=1"])
        .envs([("TELNYX_API_KEY", "KEY1"), ("ORUM_CLIENT_ID", "id"), ("ORUM_CLIENT_SECRET", "secret")])
        .envs([CHILD, "TELNYX_BASE_URL", "ORUM_BASE_URL"].map(|name| (name, server.url())))
        .env_remove("ORUM_TOKEN_URL")
        .env_remove("FEDAPAY_SECRET_KEY")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains(&format!("\n{PRINTED}")), "{text}");
    let keys: Vec<_> =
        server.calls().iter().take(3).map(|seen| seen.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(keys, ["Bearer KEY1", "Bearer dodo_1", &format!("Bearer {}", support::TOKEN)]);
    assert_eq!((server.calls().len(), server.tokens().len()), (9, 2));
}
