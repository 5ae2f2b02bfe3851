// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod credit_entitlement_balances;

pub use credit_entitlement_balances::*;
