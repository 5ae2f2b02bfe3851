// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

//! Operations: balances.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Read one balance
    ///
    /// Looks up the balance with the given number.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_fedapay::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_balance(1).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_balance(&self, id: i64) -> Request<GetBalance, M> {
        let mut request = Request::new(&self.core);
        request.call.set(0, &id);
        request
    }
}

/// The operation `GET /balances/{id}`.
#[derive(Debug, Clone, Copy)]
pub struct GetBalance;

/// What `GET /balances/{id}` answers when it succeeds.
pub type GetBalanceOk = BalanceReply;

/// What `GET /balances/{id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetBalanceError {
    /// Status 401: The secret key is missing or wrong.
    Unauthorized,
    /// Status 404: There is no such balance.
    NotFound,
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    GetBalance -> GetBalanceOk, GetBalanceError {
        Get "/balances/{id}", "GET /balances/{id}";
        param v1::Param::path("id");
        auth 0[];
        replies json "200", none "401", none "404";
        gives json v1::Plain;
        err 1 none => Unauthorized, 2 none => NotFound;
    }
}

/// A balance, alone in a list or under its kind.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum BalanceReply {
    /// List.
    List(Vec<Balance>),
    /// Wrapped.
    Wrapped(BalanceReplyWrapped),
    /// None of the documented forms; the value is kept and written back as it came.
    Unknown(JsonValue),
}

v1::union! {
    de full BalanceReply {
        List: array, v1::List<v1::Plain>;
        Wrapped: object "v1/balance", v1::Plain;
        Unknown
    }
}

impl BalanceReply {
    /// The `balance`, whichever form the answer has.
    pub fn balance(&self) -> Option<&Balance> {
        match self {
            Self::List(value) => value.first(),
            Self::Wrapped(value) => Some(&value.v1_balance),
            _ => None,
        }
    }
}

v1::record! {
    /// `#/paths/~1balances~1{id}/get/responses/200/content/application~1json/schema/oneOf/1` of the document.
    de full pub struct BalanceReplyWrapped {
        /// `v1/balance`
        pub v1_balance: Balance = "v1/balance", required v1::Plain;
    }
}
