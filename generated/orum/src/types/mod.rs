// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod balance;
mod balance_response;
mod currency;
mod error_response;
mod orum_version;
mod updated_at;

pub use balance::Balance;
pub use balance_response::BalanceResponse;
pub use currency::Currency;
pub use error_response::ErrorResponse;
pub use orum_version::OrumVersion;
pub use updated_at::UpdatedAt;
