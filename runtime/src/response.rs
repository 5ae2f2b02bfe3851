//! What a call gives: the typed body, and what came with it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::meta::{self, RateLimit};
use crate::redact;

/// The circumstances of an answer.
#[derive(Clone)]
pub(crate) struct Arrival {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) documented: Option<&'static str>,
    /// When it arrived, by the clock of the client.
    pub(crate) at: SystemTime,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) idempotency_key: Option<Arc<str>>,
}

impl Arrival {
    /// What is known when the head has arrived.
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, at: SystemTime) -> Self {
        Self { status, headers, documented: None, at, attempts: 0, elapsed: Duration::ZERO, idempotency_key: None }
    }

    /// Read only when it is asked for: a dozen headers can hold it.
    fn rate_limit(&self) -> Option<RateLimit> {
        meta::rate_limit(&self.headers, self.at)
    }
}

/// A successful answer. It derefs to the body.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) body: T,
    pub(crate) arrival: Box<Arrival>,
}

impl<T> Response<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.arrival.status
    }

    /// The response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.arrival.headers
    }

    /// The id under which the provider knows the request, from `X-Request-Id` and its relatives.
    pub fn request_id(&self) -> Option<&str> {
        meta::request_id(&self.arrival.headers)
    }

    /// The rate limit, if the server tells it (`RateLimit-*`, `X-RateLimit-*`).
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.arrival.rate_limit()
    }

    /// How many attempts were made, also those that got no connection and one whose token was refused.
    pub fn attempts(&self) -> u32 {
        self.arrival.attempts
    }

    /// The idempotency key of the call, the same on every attempt; `None` where the operation has none.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.arrival.idempotency_key.as_deref()
    }

    /// The time from the start of the call to the last byte, or to the head when the body is a stream.
    pub fn elapsed(&self) -> Duration {
        self.arrival.elapsed
    }

    /// The key of the document's responses that covers the status; `None` for an undocumented success.
    pub fn documented(&self) -> Option<&str> {
        self.arrival.documented
    }

    /// The body, owned.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same answer with a reference to the body.
    #[allow(clippy::should_implement_trait, reason = "the signature of Option::as_ref, not of AsRef")]
    pub fn as_ref(&self) -> Response<&T> {
        Response { body: &self.body, arrival: self.arrival.clone() }
    }

    /// Applies `f` to the body.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Response<U> {
        Response { body: f(self.body), arrival: self.arrival }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// To read a stream where it is.
impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.arrival.status.as_u16())
            .field("headers", &redact::Headers(&self.arrival.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A successful answer whose body was not decoded.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) body: Bytes,
    pub(crate) arrival: Box<Arrival>,
}

impl RawResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.arrival.status
    }

    /// The response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.arrival.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body, owned.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// The id under which the provider knows the request.
    pub fn request_id(&self) -> Option<&str> {
        meta::request_id(&self.arrival.headers)
    }

    /// The rate limit, if the server tells it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.arrival.rate_limit()
    }

    /// How many attempts were made, also those that got no connection and one whose token was refused.
    pub fn attempts(&self) -> u32 {
        self.arrival.attempts
    }

    /// The idempotency key of the call, the same on every attempt; `None` where the operation has none.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.arrival.idempotency_key.as_deref()
    }

    /// The time from the start of the call to the last byte.
    pub fn elapsed(&self) -> Duration {
        self.arrival.elapsed
    }

    /// The key of the document's responses that covers the status.
    pub fn documented(&self) -> Option<&str> {
        self.arrival.documented
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.arrival.status.as_u16())
            .field("headers", &redact::Headers(&self.arrival.headers))
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
