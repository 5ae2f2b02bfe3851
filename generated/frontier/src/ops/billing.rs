// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

//! Operations: Billing.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Read the balance of a billing account
    ///
    /// How much a billing account of an organization holds.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_frontier::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_billing_balance("org_id", "id").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_billing_balance(
        &self,
        org_id: impl Into<String>,
        id: impl Into<String>,
    ) -> Request<GetBillingBalance, M> {
        let mut request = Request::new(&self.core);
        request.call.set::<String>(0, &org_id.into());
        request.call.set::<String>(1, &id.into());
        request
    }
}

/// The operation `GET /v1beta1/organizations/{org_id}/billing/{id}/balance`.
#[derive(Debug, Clone, Copy)]
pub struct GetBillingBalance;

/// What `GET /v1beta1/organizations/{org_id}/billing/{id}/balance` answers when it succeeds.
pub type GetBillingBalanceOk = V1beta1GetBillingBalanceResponse;

/// What `GET /v1beta1/organizations/{org_id}/billing/{id}/balance` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetBillingBalanceError {
    /// Status 400: The request cannot be understood, or a parameter of it is wrong.
    BadRequest(RpcStatus),
    /// Status 401: The caller is not known.
    Unauthorized(RpcStatus),
    /// Status 403: The caller may not read this.
    Forbidden(RpcStatus),
    /// Status 404: There is no such billing account.
    NotFound(RpcStatus),
    /// Status 500: A failure inside Frontier.
    InternalServerError(RpcStatus),
    /// Any other status: Any other failure.
    Default(RpcStatus),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    GetBillingBalance -> GetBillingBalanceOk, GetBillingBalanceError {
        Get "/v1beta1/organizations/{org_id}/billing/{id}/balance", "FrontierService_GetBillingBalance";
        param v1::Param::path("org_id");
        param v1::Param::path("id");
        auth 0[];
        replies json "200", json "400", json "401", json "403", json "404", json "500", json "default";
        gives json v1::Plain;
        err 1 json v1::Plain => BadRequest, 2 json v1::Plain => Unauthorized, 3 json v1::Plain => Forbidden,
            4 json v1::Plain => NotFound, 5 json v1::Plain => InternalServerError,
            6 json v1::Plain => Default;
    }
}
