// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::{Balance, v1};

v1::record! {
    /// `#/components/schemas/BalanceResponse` of the document.
    de full pub struct BalanceResponse {
        /// `balance`
        pub balance: Balance = "balance", required v1::Plain;
        /// `total_balance`
        pub total_balance: Balance = "total_balance", required v1::Plain;
    }
}
