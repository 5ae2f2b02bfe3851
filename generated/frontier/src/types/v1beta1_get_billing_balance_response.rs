// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{BillingAccountBalance, v1};

v1::record! {
    /// `#/components/schemas/v1beta1GetBillingBalanceResponse` of the document.
    de full pub struct V1beta1GetBillingBalanceResponse {
        /// `balance`
        pub balance: Option<BillingAccountBalance> = "balance", optional v1::Plain;
    }
}
