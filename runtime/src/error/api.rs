//! Errors that an answer of the server makes: an error status, or a body that cannot be read.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Op, Repeat};
use crate::response::Arrival;
use crate::{meta, redact};

/// Statuses after which the same request can succeed.
pub(super) const PASSING: &[u16] = &[408, 429, 500, 502, 503, 504];

/// The head of an answer, and the call that it answers.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) op: Op,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) retry_after: Option<Duration>,
}

impl Head {
    pub(crate) fn of(op: Op, arrival: &Arrival) -> Self {
        let retry_after = meta::retry_after(&arrival.headers, arrival.at);
        Self { op, status: arrival.status, headers: arrival.headers.clone(), retry_after }
    }

    pub(crate) fn is_retryable(&self) -> bool {
        let word = self.headers.get("x-should-retry").map(|value| value.as_bytes().to_ascii_lowercase());
        let passing = match word.as_deref() {
            Some(b"true") => true,
            Some(b"false") => false,
            _ => PASSING.contains(&self.status.as_u16()),
        };
        passing && self.op.repeat == Repeat::Harmless
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.op, Status(self.status))
    }
}

/// `404 Not Found`, or `599` when the registry has no name for it.
pub(crate) struct Status(pub(crate) StatusCode);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(reason) => write!(f, "{} {reason}", self.0.as_u16()),
            None => write!(f, "{}", self.0.as_u16()),
        }
    }
}

/// Where and why a body cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl Fault {
    /// A fault of the body as a whole.
    pub(crate) fn of_body(message: impl Into<String>) -> Box<Self> {
        Box::new(Self { path: "$".to_owned(), line: 0, column: 0, message: message.into() })
    }

    /// The place: `$` is the body, `$.data.lines[1].sku` a member in it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the body, from 1; 0 when the fault has no place in the text.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, in bytes, from 1; 0 when the fault has no place in the text.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn scrubbed(mut self: Box<Self>, scrubber: &redact::Scrubber) -> Box<Self> {
        self.message = scrubber.line(&self.message, 300);
        self.path = scrubber.line(&self.path, 300);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path != "$" {
            write!(f, "at {}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        match self.line {
            0 => Ok(()),
            line => write!(f, " (line {line}, column {})", self.column),
        }
    }
}

/// The server answered with an error status. The body is chosen by the status, never by its shape.
pub struct ApiError<E> {
    pub(crate) head: Head,
    pub(crate) body: E,
    pub(crate) raw: Bytes,
    pub(crate) documented: Option<&'static str>,
    pub(crate) fault: Option<Box<Fault>>,
    pub(crate) message: Option<String>,
    pub(crate) excerpt: String,
}

impl<E> ApiError<E> {
    /// The body that the document gives this status; `Undocumented` when it gives none, or the bytes are not it.
    pub fn body(&self) -> &E {
        &self.body
    }

    /// The same, owned.
    pub fn into_body(self) -> E {
        self.body
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The id under which the provider knows the request.
    pub fn request_id(&self) -> Option<&str> {
        meta::request_id(&self.head.headers)
    }

    /// The bytes of the body, up to the limit for error bodies.
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }

    /// The key of the document's responses that covers the status: `"401"`, `"4XX"`, `"default"`.
    pub fn documented(&self) -> Option<&str> {
        self.documented
    }

    /// Why the body is not the documented one.
    pub fn decode_error(&self) -> Option<&Fault> {
        self.fault.as_deref()
    }

    /// The provider's own words, if the body has them in a usual place; one line, without secrets, at most 200 characters.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.message {
            Some(message) => write!(f, "{}: {message}", self.head),
            None => write!(f, "{}", self.head),
        }
    }
}

/// The typed body is not printed: the server may have put into it what it was sent.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("call", &format_args!("{}", self.head.op))
            .field("status", &self.head.status.as_u16())
            .field("documented", &self.documented)
            .field("message", &self.message)
            .field("decode_error", &self.fault)
            .field("headers", &redact::Headers(&self.head.headers))
            .field("body_length", &self.raw.len())
            .field("body", &self.excerpt)
            .finish()
    }
}

/// The server answered with success, but the body is not what is documented.
pub struct DecodeError {
    pub(crate) head: Head,
    pub(crate) raw: Bytes,
    /// Of a stream, counted from 0.
    pub(crate) item: Option<u64>,
    pub(crate) fault: Box<Fault>,
    pub(crate) excerpt: String,
}

impl DecodeError {
    /// Where and why.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// The place in the body, or in the item of a stream: `$.data.lines[1].sku`.
    pub fn path(&self) -> &str {
        self.fault.path()
    }

    /// Which item of a stream it is, counted from 0; `None` when it is the body as a whole.
    pub fn item(&self) -> Option<u64> {
        self.item
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The id under which the provider knows the request.
    pub fn request_id(&self) -> Option<&str> {
        meta::request_id(&self.head.headers)
    }

    /// The bytes of the body, or of the item.
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }

    /// The beginning of the body; one line, without secrets.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.item {
            None => write!(f, "{}, but the body cannot be decoded: {}", self.head, self.fault),
            Some(item) => write!(f, "{}, but item {item} of the stream cannot be decoded: {}", self.head, self.fault),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("call", &format_args!("{}", self.head.op))
            .field("status", &self.head.status.as_u16())
            .field("item", &self.item)
            .field("fault", &self.fault)
            .field("headers", &redact::Headers(&self.head.headers))
            .field("body_length", &self.raw.len())
            .field("body", &self.excerpt)
            .finish()
    }
}

impl std::error::Error for DecodeError {}
