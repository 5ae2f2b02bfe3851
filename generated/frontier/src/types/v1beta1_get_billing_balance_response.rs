// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/v1beta1GetBillingBalanceResponse` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct V1beta1GetBillingBalanceResponse {
    /// `balance`
    pub balance: Option<BillingAccountBalance>,
}

v1::object! {
    de full V1beta1GetBillingBalanceResponse {
        balance: "balance", optional v1::Plain;
    }
}
