//! What the API clients that bursar generates stand on.
//!
//! A generated crate states facts: methods, paths, names, types, ways to authenticate. Everything that *happens* is here:
//! URLs and headers are made, credentials added, tokens fetched, time and size limited, answers decoded, errors worded. A
//! fix to any of that is one release of this crate.
//!
//! # Using a client
//!
//! Most of what you meet of this crate comes back from a call:
//!
//! ```
//! use bursar_runtime::{Error, Response};
//!
//! # #[derive(Debug)] struct Balance { available: i64 }
//! # #[derive(Debug)] enum GetBalanceError { Unauthorized(String), Undocumented }
//! fn report(result: Result<Response<Balance>, Error<GetBalanceError>>) {
//!     match result {
//!         // A response derefs to the body, and knows its circumstances.
//!         Ok(balance) => println!("{} ({:?})", balance.available, balance.request_id()),
//!         // Every kind of error answers the same questions.
//!         Err(e) if e.is_rate_limited() => println!("again in {:?}", e.retry_after()),
//!         // The body of an error is chosen by its status, never by its shape.
//!         Err(Error::Api(e)) => match e.body() {
//!             GetBalanceError::Unauthorized(why) => println!("refused: {why}"),
//!             GetBalanceError::Undocumented => println!("{} {:?}", e.status(), e.raw_body()),
//!         },
//!         // One line: provider, operation, method, route, status, and what went wrong.
//!         Err(e) => println!("{e}"),
//!     }
//! }
//! ```
//!
//! - [`Error`] and its payloads; [`ConfigError`] when a client cannot be built.
//! - [`Response`], [`RawResponse`], [`RateLimit`]; [`Pages`] and [`Items`] of an operation that answers in pages.
//! - [`ByteStream`], [`EventStream`] and [`JsonLines`] for bodies that are read as they arrive; `BlockingStream` of a blocking client.
//! - [`Body`] and [`Upload`], to send octets, streams and files.
//! - [`Maybe`] for request members that can be absent, null or a value; [`Secret`].
//! - [`Transport`] and [`Clock`], to test a program without a network and without waiting; the module `testing` has both.
//!
//! # What holds
//!
//! - No value changes the route: path values are encoded per segment, empty ones, `.` and `..` are refused, and the path
//!   of the finished URL is compared with the one meant. CR, LF and NUL in headers, cookies and credentials are refused.
//! - Credentials go to the origin of the base URL and nowhere else. Redirects are followed within it, at most five, for GET
//!   and HEAD; a body is never sent again.
//! - Nothing waits or grows without end: connecting 5 s, an attempt 60 s, a call until its deadline if one is set; 32 MiB
//!   of a success, 1 MiB of an error. The error tells which limit it was. A body that is read as it arrives has the limit
//!   of an attempt for its silence and 1 MiB for an item; as a whole it has only the deadline.
//! - What is harmless to repeat is repeated twice, with pauses; a POST or PATCH without an idempotency key is sent once as
//!   soon as a byte may have left. Sent and not answered it is [`Error::OutcomeUnknown`], not a mere failure.
//! - Where an operation takes an idempotency key each call has one, the same on every attempt.
//! - `Debug` and `Display` of everything here show no credential, also when the server sends one back.
//! - No global state: no TLS provider is installed, no environment variable is read but those that `from_env` names. In
//!   particular the proxies of `HTTPS_PROXY` and its relatives are not used; give a `reqwest::Client` with a proxy instead.
//!
//! # Features
//!
//! - `client`: sending by reqwest; the two TLS features imply it. Without it a client needs a [`Transport`] of one's own.
//! - `rustls` (default): TLS by rustls with the roots of the platform; the cryptography is ring, unless the application
//!   installed a provider of its own. `native-tls`: the TLS library of the platform. With both, rustls is used; with none,
//!   only `http` URLs work.
//! - `webhooks`: checking the signatures of webhooks, see [`webhook`]. It needs no HTTP client.
//! - `blocking`: the same clients for programs without an async runtime; a call waits on the thread that makes it, and is
//!   refused, unsent, on one that runs async tasks.
//! - `testing`: a transport whose answers are programmed, and a clock that does not wait.
//! - `tracing`: a span for each call, in the terms of OpenTelemetry, without bodies, headers, queries or credentials.
//!
//! What a document needs is turned on by the client that is generated from it, so that no other program compiles it:
//!
//! - `decimal`: [`Decimal`], for amounts of money. `time`: [`DateTime`] and [`NaiveDate`]. `uuid`: [`Uuid`].
//! - `forms`: bodies as forms and with files, [`Upload`].
//! - `streams`: bodies that are read as they arrive, [`ByteStream`], [`EventStream`] and [`JsonLines`].
//! - `paging`: operations that answer in pages, [`Pages`] and [`Items`].
//! - `oauth`: tokens by OAuth 2.0 client credentials.
//! - `full`: all of these.

#![cfg_attr(not(feature = "full"), allow(rustdoc::broken_intra_doc_links, reason = "items of features that are off"))]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a failing test may panic"))]

mod answer;
mod auth;
mod base;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod clock;
mod config;
mod core;
mod custom;
mod date;
mod encode;
mod error;
mod exchange;
mod exclusive;
mod flow;
mod maybe;
mod meta;
mod mode;
#[cfg(feature = "paging")]
mod paging;
mod place;
mod random;
mod redact;
mod response;
mod retry;
mod secret;
mod select;
mod send;
mod spec;
#[cfg(feature = "streams")]
mod stream;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod trace;
mod transport;
pub mod webhook;
mod wire;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use bytes::Bytes;
#[cfg(feature = "time")]
pub use chrono::{DateTime, NaiveDate, Utc};
pub use futures_core::Stream;
pub use http::{HeaderMap, HeaderValue, Method, StatusCode};
#[cfg(feature = "client")]
pub use reqwest;
#[cfg(feature = "decimal")]
pub use rust_decimal::Decimal;
pub use serde_json::Value as JsonValue;
pub use url::Url;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

#[cfg(feature = "forms")]
pub use crate::body::Upload;
pub use crate::clock::{Clock, TokioClock};
pub use crate::config::ConfigError;
pub use crate::custom::CustomRequest;
#[cfg(feature = "paging")]
pub use crate::error::PagingError;
pub use crate::error::{
    ApiError, AuthError, DecodeError, Error, Fault, OutcomeUnknown, RequestError, TimeoutError, TimeoutPhase,
    TransportError,
};
pub use crate::maybe::Maybe;
pub use crate::meta::RateLimit;
#[cfg(feature = "blocking")]
pub use crate::mode::Blocking;
pub use crate::mode::{Async, Mode};
#[cfg(feature = "paging")]
pub use crate::paging::{Items, Page, Pages};
pub use crate::random::{Random, SystemRandom};
pub use crate::response::{RawResponse, Response};
pub use crate::retry::Retries;
pub use crate::secret::Secret;
#[cfg(all(feature = "blocking", feature = "streams"))]
pub use crate::stream::BlockingStream;
#[cfg(feature = "streams")]
pub use crate::stream::{ByteStream, Event, EventStream, JsonLines, StreamError};
#[cfg(feature = "client")]
pub use crate::transport::ReqwestTransport;
pub use crate::transport::{
    Body, BodyChunks, BoxFuture, Chunks, FailureKind, HttpRequest, HttpResponse, Middleware, Next, Transport,
    TransportFailure,
};
