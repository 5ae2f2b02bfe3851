// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod billing;

pub use billing::*;
