//! Typed clients for payment and billing APIs: one feature per provider, all on the same runtime.
//!
//! ```toml
//! [dependencies]
//! bursar = { version = "0.1", features = ["telnyx"] }
//! ```
//!
//! Each provider is a module named after its feature; [`PROVIDERS`] lists all of them with the version of the document
//! that they were made from. Features for all of them: `blocking`, `testing`, `tracing`, `rustls`, `native-tls`. What a call can end in is one type for every provider: [`Error`].

mod providers;

pub use bursar_runtime as runtime;
pub use bursar_runtime::{ApiError, ConfigError, Error, Maybe, Response};
pub use providers::*;

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct Readme;
