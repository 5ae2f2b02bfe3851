// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod customer_credit_balance_response;

pub use customer_credit_balance_response::CustomerCreditBalanceResponse;
