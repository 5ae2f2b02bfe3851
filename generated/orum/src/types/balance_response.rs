// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/BalanceResponse` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BalanceResponse {
    /// `balance`
    pub balance: Balance,
    /// `total_balance`
    pub total_balance: Balance,
}

v1::object! {
    de full BalanceResponse {
        balance: "balance", required v1::Plain;
        total_balance: "total_balance", required v1::Plain;
    }
}
