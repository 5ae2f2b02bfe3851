//! placeholder

#[path = "private.rs"]
#[doc(hidden)]
pub mod __private;
mod answer;
mod auth;
mod base;
mod builder;
mod call;
mod clock;
mod config;
mod core;
mod encode;
mod error;
mod exchange;
mod maybe;
mod meta;
mod redact;
mod response;
mod secret;
mod select;
mod send;
mod spec;
mod table;
mod transport;
mod wire;

pub use bytes::Bytes;
pub use chrono::{DateTime, NaiveDate, Utc};
pub use http::{HeaderMap, HeaderValue, Method, StatusCode};
pub use reqwest;
pub use rust_decimal::Decimal;
pub use serde_json::Value as JsonValue;
pub use uuid::Uuid;

pub use crate::clock::{Clock, TokioClock};
pub use crate::config::ConfigError;
pub use crate::error::{
    ApiError, AuthError, DecodeError, Error, Fault, OutcomeUnknown, RequestError, TimeoutError, TimeoutPhase,
    TransportError,
};
pub use crate::maybe::Maybe;
pub use crate::meta::RateLimit;
pub use crate::response::{RawResponse, Response};
pub use crate::secret::Secret;
pub use crate::transport::{
    Body, BoxFuture, Chunks, FailureKind, HttpRequest, HttpResponse, ReqwestTransport, Transport, TransportFailure,
};
