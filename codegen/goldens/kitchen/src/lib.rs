// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! A typed client of the Pantry \<Kitchen\> API (Pantry "API" */ \<b\> 2.0.0-β).
//!
//! Heading
//! \`\`\`rust
//! fn main() { panic!("text of a document is not run") }
//! \`\`\`
//! let indented = "neither is this";
//! \[Client\] and \[link\](javascript:alert) and \<script\>alert(1)\</script\>, \\u202e, <https://pantry.example/docs>.
//! \~\~\~
//! unclosed
//!
//! Start at [`Client`]; every operation is a method of it.
#![cfg_attr(
    not(feature = "full"),
    allow(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "only a part of the operations was asked for"
    )
)]
#![allow(
    clippy::doc_lazy_continuation,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::type_complexity,
    reason = "names, shapes and descriptions are the provider's"
)]

#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
pub mod ops;
mod prelude;
mod request;
pub mod types;
pub mod webhooks;

pub use bursar_runtime as runtime;
pub use bursar_runtime::{ApiError, ConfigError, Error, Maybe, Response};
pub use client::*;
pub use ops::*;
pub use request::Request;
pub use types::*;

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct Readme;
