// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

//! Operations: Balance.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Read the balance
    ///
    /// What the enterprise can pay out, and what is on its way.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_orum::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_balance().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_balance(&self) -> Request<GetBalance, M> {
        Request::new(&self.core)
    }
}

/// The operation `GET /deliver/balance`.
#[derive(Debug, Clone, Copy)]
pub struct GetBalance;

/// What `GET /deliver/balance` answers when it succeeds.
pub type GetBalanceOk = BalanceResponse;

/// What `GET /deliver/balance` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetBalanceError {
    /// Status 401: The token is missing, wrong or used up.
    Unauthorized(ErrorResponse),
    /// Any other status: Any other failure.
    Default(ErrorResponse),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    GetBalance -> GetBalanceOk, GetBalanceError {
        Get "/deliver/balance", "get-balance";
        param v1::Param::header("Orum-Version").required().fixed("v2022-09-21");
        auth 0["read:balances"];
        replies json "200", json "401", json "default";
        gives json v1::Plain;
        err 1 json v1::Plain => Unauthorized, 2 json v1::Plain => Default;
    }
}

impl<M: v1::Mode> Request<GetBalance, M> {
    /// Sets the header parameter `Orum-Version`; `v2022-09-21` is sent without it.
    pub fn orum_version(mut self, orum_version: impl Into<OrumVersion>) -> Self {
        self.call.set::<OrumVersion>(0, &orum_version.into());
        self
    }
}
