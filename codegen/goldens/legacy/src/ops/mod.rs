// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod bottles;

pub use bottles::*;
