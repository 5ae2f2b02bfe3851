// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod balances;

pub use balances::*;
