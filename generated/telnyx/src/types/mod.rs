// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod billing_error;
mod billing_errors;
mod user_balance;
mod user_balance_response;

pub use billing_error::{BillingError, BillingErrorSource};
pub use billing_errors::BillingErrors;
pub use user_balance::{UserBalance, UserBalanceRecordType};
pub use user_balance_response::UserBalanceResponse;
