// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod balance;

pub use balance::*;
