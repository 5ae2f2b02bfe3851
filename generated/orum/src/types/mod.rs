// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod balance;
mod balance_response;
mod currency;
mod error_response;
mod orum_version;
mod updated_at;

pub use balance::*;
pub use balance_response::*;
pub use currency::*;
pub use error_response::*;
pub use orum_version::*;
pub use updated_at::*;
