// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod billing;

pub use billing::*;
