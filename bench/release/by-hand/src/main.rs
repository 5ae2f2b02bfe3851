//! The balance of an account, by hand: amounts stay text, nothing is repeated, errors are values of JSON.
#![allow(dead_code, reason = "what is decoded is what the document describes")]

use std::time::Duration;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Reply {
    data: Option<Balance>,
}

#[derive(Debug, Deserialize)]
struct Balance {
    record_type: Option<String>,
    pending: Option<String>,
    balance: Option<String>,
    credit_limit: Option<String>,
    available_credit: Option<String>,
    currency: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Failed {
    errors: Vec<serde_json::Value>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let token = std::env::var("TELNYX_API_KEY")?;
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let answer = client.get("https://api.telnyx.com/v2/balance").bearer_auth(token).send().await?;
    if !answer.status().is_success() {
        let status = answer.status();
        let failed: Failed = answer.json().await?;
        return Err(format!("{status}: {:?}", failed.errors).into());
    }
    let reply: Reply = answer.json().await?;
    println!("{:?}", reply.data.as_ref().and_then(|data| data.available_credit.as_ref()));
    Ok(())
}
