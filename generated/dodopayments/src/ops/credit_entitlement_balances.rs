// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

//! Operations: Credit Entitlement Balances.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Read a customer's credit balance
    ///
    /// How much of one credit entitlement a customer has left. The API key needs the role `Viewer` or a higher one.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_dodopayments::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_customer_balance("credit_entitlement_id", "customer_id").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_customer_balance(
        &self,
        credit_entitlement_id: impl Into<String>,
        customer_id: impl Into<String>,
    ) -> Request<GetCustomerBalance, M> {
        let mut request = Request::new(&self.core);
        request.call.set::<String>(0, &credit_entitlement_id.into());
        request.call.set::<String>(1, &customer_id.into());
        request
    }
}

/// The operation `GET /credit-entitlements/{credit_entitlement_id}/balances/{customer_id}`.
#[derive(Debug, Clone, Copy)]
pub struct GetCustomerBalance;

/// What `GET /credit-entitlements/{credit_entitlement_id}/balances/{customer_id}` answers when it succeeds.
pub type GetCustomerBalanceOk = CustomerCreditBalanceResponse;

/// What `GET /credit-entitlements/{credit_entitlement_id}/balances/{customer_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetCustomerBalanceError {
    /// Status 404: No such entitlement, or the customer has no balance of it.
    NotFound,
    /// Status 500: A failure on the server's side.
    InternalServerError,
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    GetCustomerBalance -> GetCustomerBalanceOk, GetCustomerBalanceError {
        Get "/credit-entitlements/{credit_entitlement_id}/balances/{customer_id}", "get_customer_balance_handler";
        param v1::Param::path("credit_entitlement_id");
        param v1::Param::path("customer_id");
        auth 0[];
        replies json "200", none "404", none "500";
        gives json v1::Plain;
        err 1 none => NotFound, 2 none => InternalServerError;
    }
}
