//! A request as the test double got it. Everything in it can be read; `Debug` shows no credential all the same, since it
//! ends up in logs of tests.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::redact;
use crate::transport::{FailureKind, HttpRequest, TransportFailure};

/// A request that reached the [`Double`](super::Double).
#[derive(Clone)]
pub struct Recorded {
    request: HttpRequest,
}

impl Recorded {
    pub(super) fn new(request: HttpRequest) -> Self {
        Self { request }
    }

    /// Reads a body that is a stream; whether it was one.
    pub(super) async fn read(&mut self) -> Result<bool, TransportFailure> {
        let body = &mut self.request.body;
        if body.is_empty() || body.as_bytes().is_some() {
            return Ok(false);
        }
        let failed = |e| format!("the body could not be read to its end: {e}");
        let bytes = body.collect().await.map_err(|e| TransportFailure::new(FailureKind::Other, failed(e)))?;
        *body = bytes.into();
        Ok(true)
    }

    /// Which operation it belongs to; see [`HttpRequest::operation`].
    pub fn operation(&self) -> &'static str {
        self.request.operation
    }

    /// The path of the operation as the document has it; see [`HttpRequest::route`].
    pub fn route(&self) -> &'static str {
        self.request.route
    }

    /// Which attempt of its call it is, beginning with 1.
    pub fn attempt(&self) -> u32 {
        self.request.attempt
    }

    /// Whether a token is asked for, not an operation.
    pub fn is_token_request(&self) -> bool {
        self.request.is_token_request()
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.request.method
    }

    /// The whole URL, credentials of the query included.
    pub fn url(&self) -> &str {
        self.request.url.as_str()
    }

    /// The path as it was sent, percent-encoded.
    pub fn path(&self) -> &str {
        let (before, _) = self.split();
        let after_scheme = before.split_once("://").map_or(before, |(_, rest)| rest);
        after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
    }

    /// The query as names and values, percent-decoded, in their order.
    pub fn query(&self) -> Vec<(String, String)> {
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pairs = self.split().1.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(n, v)| (decode(n), decode(v))).collect()
    }

    /// The first value of this name in the query.
    pub fn query_value(&self, name: &str) -> Option<String> {
        self.query().into_iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    fn split(&self) -> (&str, &str) {
        self.url().split_once('?').unwrap_or((self.url(), ""))
    }

    /// The headers, credentials included.
    pub fn headers(&self) -> &HeaderMap {
        &self.request.headers
    }

    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body; `None` when there is no content.
    pub fn body(&self) -> Option<&Bytes> {
        self.request.body.as_bytes()
    }

    /// The body as JSON; `None` when it is not.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.body()?).ok()
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt())
            .field("method", &self.method())
            .field("path", &self.path())
            .field("query", &self.query().into_iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &redact::Headers(self.headers()))
            .field("body", &self.request.body)
            .finish_non_exhaustive()
    }
}
