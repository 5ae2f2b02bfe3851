//! The balance of an account, through the client.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = bursar::telnyx::Client::from_env()?;
    let balance = client.get_user_balance().await?;
    println!("{:?}", balance.data.as_ref().and_then(|data| data.available_credit.as_ref()));
    Ok(())
}
