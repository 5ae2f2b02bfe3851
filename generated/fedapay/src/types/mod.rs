// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod balance;

pub use balance::Balance;
