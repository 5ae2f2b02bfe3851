//! The seam between the runtime and the network: one request in, one response out, no policy.
//!
//! A transport neither follows redirects nor retries nor decodes; the runtime does all of that the same way over every
//! transport. Implement [`Transport`] to test a program without a network.

mod body;
#[cfg(feature = "client")]
mod head;
mod layer;
#[cfg(feature = "client")]
mod reqwest;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

pub use self::body::{Body, BodyChunks};
pub(crate) use self::layer::Layered;
pub use self::layer::{Middleware, Next};
#[cfg(feature = "client")]
pub use self::reqwest::ReqwestTransport;
use crate::redact;

/// A boxed future, as object-safe traits need them.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and gives its response.
///
/// Dropping the future must give up the request. Redirects must be given back, not followed.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and returns when the head of the response has arrived.
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>>;
}

/// A request that is ready to be sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// Which operation it belongs to: its `operationId`, else its method and path, such as `GET /balances/{id}`.
    /// `OAuth2 token` for a request of a token, which calls may share.
    pub operation: &'static str,
    /// The path of the operation as the document has it, such as `/balances/{id}`; empty for a request of a token.
    pub route: &'static str,
    /// Which attempt of the call this is, beginning with 1. A redirect that is followed belongs to its attempt.
    pub attempt: u32,
    /// The method.
    pub method: Method,
    /// The absolute URL, which can hold an API key.
    pub url: Url,
    /// The headers; credentials are marked sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
    /// How long the connection may take to be established; for transports that can tell that phase apart.
    pub connect_timeout: Duration,
    /// How long the whole exchange may take. The runtime enforces it itself.
    pub attempt_timeout: Duration,
}

impl HttpRequest {
    /// Whether a token is asked for, not the operation.
    pub fn is_token_request(&self) -> bool {
        self.route.is_empty()
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.as_str();
        let query = if let Some((before, _)) = url.split_once('?') {
            url = before;
            "?…"
        } else {
            ""
        };
        f.debug_struct("HttpRequest")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .field("method", &self.method)
            .field("url", &format_args!("{url}{query}"))
            .field("headers", &redact::Headers(&self.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// The head of a response, and its body still to be pulled.
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Chunks,
}

impl HttpResponse {
    /// A response whose body arrives in chunks: see [`Chunks`].
    pub fn new(
        status: StatusCode,
        headers: HeaderMap,
        body: impl Stream<Item = Result<Bytes, TransportFailure>> + Send + 'static,
    ) -> Self {
        Self { status, headers, body: Box::pin(body) }
    }

    /// A response whose body is there already.
    pub fn full(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self::new(status, headers, Full(Some(body.into())))
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &redact::Headers(&self.headers))
            .finish_non_exhaustive()
    }
}

/// A body that is pulled chunk by chunk, so that limits hold before the bytes are collected.
///
/// A body that is cut short must fail, not end. Where the upper bound of `size_hint` is 0, it is not polled for its end.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportFailure>> + Send>>;

struct Full(Option<Bytes>);

impl Stream for Full {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::from(self.0.is_some());
        (left, Some(left))
    }
}

/// In which way an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// The connection was not established: nothing was sent.
    Connect,
    /// The connection was not established in time: nothing was sent.
    ConnectTimeout,
    /// No secure connection could be made: nothing was sent.
    Tls,
    /// The transport itself refused to send it, and would again: nothing was sent.
    Refused,
    /// The connection was lost after it had been established.
    Interrupted,
    /// What the server sent is not HTTP, or exceeds the limits of the HTTP library.
    Protocol,
    /// Anything else.
    Other,
}

impl FailureKind {
    /// Whether another attempt can end otherwise.
    pub(crate) fn is_passing(self) -> bool {
        matches!(self, Self::Connect | Self::ConnectTimeout | Self::Interrupted)
    }

    /// Whether it is certain that the server has not seen the request.
    pub fn is_unsent(self) -> bool {
        matches!(self, Self::Connect | Self::ConnectTimeout | Self::Tls | Self::Refused)
    }
}

/// Why a transport has no response. Its text must not show the URL's query or any header.
#[derive(Debug)]
pub struct TransportFailure {
    kind: FailureKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TransportFailure {
    /// A failure with its cause.
    pub fn new(kind: FailureKind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// In which way.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }
}

impl fmt::Display for TransportFailure {
    /// The cause and the causes behind it, each once.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.source.to_string();
        f.write_str(&said)?;
        let mut next = self.source.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            if !said.contains(&text) {
                write!(f, ": {text}")?;
                said.push_str(&text);
            }
            next = cause.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is there as a whole is pulled once.
    #[test]
    fn full_bodies_know_how_much_is_left() {
        let mut body = HttpResponse::full(StatusCode::OK, HeaderMap::new(), "abc").body;
        let mut cx = Context::from_waker(std::task::Waker::noop());
        assert_eq!(body.size_hint(), (1, Some(1)));
        assert!(matches!(body.as_mut().poll_next(&mut cx), Poll::Ready(Some(Ok(bytes))) if bytes == "abc"));
        assert_eq!(body.size_hint(), (0, Some(0)));
        assert!(matches!(body.as_mut().poll_next(&mut cx), Poll::Ready(None)));
    }
}
