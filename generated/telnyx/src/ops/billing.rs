// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

//! Operations: Billing.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Read the balance of the account
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_telnyx::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_user_balance().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_user_balance(&self) -> Request<GetUserBalance, M> {
        Request::new(&self.core)
    }
}

/// The operation `GET /balance`.
#[derive(Debug, Clone, Copy)]
pub struct GetUserBalance;

/// What `GET /balance` answers when it succeeds.
pub type GetUserBalanceOk = UserBalanceResponse;

/// What `GET /balance` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetUserBalanceError {
    /// Status 403: The key may not read balances.
    Forbidden(BillingErrors),
    /// Status 422: The account cannot be told, or its details are wrong.
    UnprocessableEntity(BillingErrors),
    /// Status 503: Out of service for the moment.
    ServiceUnavailable(BillingErrors),
    /// Status 429: Too many requests in this window.
    TooManyRequests(BillingErrors),
    /// Any other status: Any other failure.
    Default(BillingErrors),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    GetUserBalance -> GetUserBalanceOk, GetUserBalanceError {
        Get "/balance", "GetUserBalance";
        auth 0[];
        replies json "200", json "403", json "422", json "503", json "429", json "default";
        gives json v1::Plain;
        err 1 json v1::Plain => Forbidden, 2 json v1::Plain => UnprocessableEntity,
            3 json v1::Plain => ServiceUnavailable, 4 json v1::Plain => TooManyRequests,
            5 json v1::Plain => Default;
    }
}
