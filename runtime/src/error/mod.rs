//! The error of a call: one enum by what went wrong, with the same questions to all of it.
//!
//! Holds: no variant prints a credential; each prints one line; a status that arrived is never lost.

mod api;
mod auth;
mod local;
#[cfg(feature = "paging")]
mod paging;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

pub(crate) use self::api::Head;
pub use self::api::{ApiError, DecodeError, Fault};
pub use self::auth::AuthError;
pub(crate) use self::auth::AuthProblem;
#[cfg(feature = "oauth")]
pub(crate) use self::auth::TokenFailure;
pub(crate) use self::local::Cause;
pub(crate) use self::local::Trouble;
pub use self::local::{OutcomeUnknown, RequestError, TimeoutError, TimeoutPhase, TransportError};
#[cfg(feature = "paging")]
pub use self::paging::PagingError;
#[cfg(feature = "paging")]
pub(crate) use self::paging::PagingProblem;
use crate::spec::OpSpec;

/// The pause that [`Error::retry_after`] advises when the server said nothing.
const DEFAULT_PAUSE: Duration = Duration::from_millis(500);

/// Which call an error belongs to.
#[derive(Clone)]
pub(crate) struct Op {
    pub(crate) provider: &'static str,
    pub(crate) spec: &'static OpSpec,
    pub(crate) repeat: Repeat,
    /// Attempts that were begun, this one included.
    pub(crate) attempts: u32,
    /// The idempotency key that every attempt has.
    pub(crate) key: Option<Arc<str>>,
}

/// What a second request could do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Nothing more than the first: an idempotent method, or an idempotency key was sent. The body can be sent again.
    Harmless,
    /// The work a second time, or something else than the first: the body can be sent once.
    Dangerous,
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, method, template) = (self.spec.id, self.spec.method.as_str(), self.spec.template);
        let has_own_name = id.strip_prefix(method).and_then(|rest| rest.strip_prefix(' ')) != Some(template);
        match has_own_name {
            true => write!(f, "{} {id} ({method} {template})", self.provider),
            false => write!(f, "{} {id}", self.provider),
        }
    }
}

/// Why a call gave no result. `E` is what the document says about error bodies of the operation.
///
/// It is small, so that `Result`s stay small; the details are in the boxes.
#[non_exhaustive]
pub enum Error<E> {
    /// The server answered with an error status.
    Api(Box<ApiError<E>>),
    /// The server answered with success, but the body is not what is documented.
    Decode(Box<DecodeError>),
    /// There was no usable answer: no connection, a lost one, too large a body, a redirect that is not followed.
    Transport(Box<TransportError>),
    /// A limit of time was met.
    Timeout(Box<TimeoutError>),
    /// No usable credentials, or the token endpoint refused. The operation itself was not called.
    Auth(Box<AuthError>),
    /// A value cannot be sent; nothing was.
    Request(Box<RequestError>),
    /// A request that must not be repeated was sent, and no answer came: it may or may not have been carried out.
    OutcomeUnknown(Box<OutcomeUnknown>),
    /// A page arrived, and what it says of the next one cannot be followed. Its items were handed out before.
    #[cfg(feature = "paging")]
    Paging(Box<PagingError>),
}

/// An error without a body of its own, which is every kind that one request can have but [`Error::Api`].
pub(crate) enum Stop {
    Decode(Box<DecodeError>),
    Transport(Box<TransportError>),
    Timeout(Box<TimeoutError>),
    Auth(Box<AuthError>),
    Request(Box<RequestError>),
    OutcomeUnknown(Box<OutcomeUnknown>),
}

impl<E> From<Stop> for Error<E> {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Decode(e) => Self::Decode(e),
            Stop::Transport(e) => Self::Transport(e),
            Stop::Timeout(e) => Self::Timeout(e),
            Stop::Auth(e) => Self::Auth(e),
            Stop::Request(e) => Self::Request(e),
            Stop::OutcomeUnknown(e) => Self::OutcomeUnknown(e),
        }
    }
}

impl Stop {
    /// Which call it belongs to.
    #[cfg(feature = "tracing")]
    pub(crate) fn op(&self) -> &Op {
        match self {
            Self::Decode(e) => &e.head.op,
            Self::Transport(e) => &e.op,
            Self::Timeout(e) => &e.op,
            Self::Auth(e) => &e.op,
            Self::Request(e) => &e.op,
            Self::OutcomeUnknown(e) => e.cause.op(),
        }
    }

    /// Whether another attempt may succeed without doing the work twice. With an idempotency key that also goes for an
    /// outcome that is unknown: the next attempt has the same key.
    pub(crate) fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(e) => e.is_retryable(),
            Self::Timeout(e) => e.is_retryable(),
            Self::Auth(e) => e.is_retryable(),
            Self::OutcomeUnknown(e) => match &e.cause {
                Cause::Timeout(e) => e.is_retryable(),
                Cause::Transport(e) => e.is_retryable(),
            },
            Self::Decode(_) | Self::Request(_) => false,
        }
    }

    /// Whether this attempt came to its end before the request was sent. (A limit of time that a request met which must not
    /// be repeated is an unknown outcome, not a timeout.)
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            Self::Transport(e) => e.is_connect(),
            Self::Timeout(e) => e.phase() == TimeoutPhase::Connect || !e.op.spec.method.is_idempotent(),
            Self::Auth(_) | Self::Request(_) => true,
            Self::Decode(_) | Self::OutcomeUnknown(_) => false,
        }
    }

    /// The pause that the server asked for.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Auth(e) => e.retry_after(),
            _ => None,
        }
    }
}

impl<E> Error<E> {
    fn op(&self) -> &Op {
        match self {
            Self::Api(e) => &e.head.op,
            Self::Decode(e) => &e.head.op,
            Self::Transport(e) => &e.op,
            Self::Timeout(e) => &e.op,
            Self::Auth(e) => &e.op,
            Self::Request(e) => &e.op,
            Self::OutcomeUnknown(e) => e.cause.op(),
            #[cfg(feature = "paging")]
            Self::Paging(e) => &e.head.op,
        }
    }

    /// How many attempts were made, also those that got no connection. 0 when there was none.
    pub fn attempts(&self) -> u32 {
        self.op().attempts
    }

    /// The idempotency key of the call, the same on every attempt; `None` where the operation has none. Sending it with a
    /// later call of the same content makes that a repetition of this one.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.op().key.as_deref()
    }

    /// The status of the answer, if there was one; of the token endpoint for [`Error::Auth`].
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(e) => Some(e.status()),
            Self::Decode(e) => Some(e.status()),
            Self::Transport(e) => e.status(),
            Self::Auth(e) => e.status(),
            Self::OutcomeUnknown(e) => e.status(),
            #[cfg(feature = "paging")]
            Self::Paging(e) => Some(e.status()),
            Self::Timeout(_) | Self::Request(_) => None,
        }
    }

    /// The response headers, if an answer to the operation arrived.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(e) => Some(e.headers()),
            Self::Decode(e) => Some(e.headers()),
            #[cfg(feature = "paging")]
            Self::Paging(e) => Some(e.headers()),
            _ => None,
        }
    }

    /// The id under which the provider knows the request, from `X-Request-Id` and its relatives.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(crate::meta::request_id)
    }

    /// The response body as it arrived, if an answer to the operation arrived. It can hold anything.
    pub fn raw_body(&self) -> Option<&[u8]> {
        match self {
            Self::Api(e) => Some(e.raw_body()),
            Self::Decode(e) => Some(e.raw_body()),
            #[cfg(feature = "paging")]
            Self::Paging(e) => Some(e.raw_body()),
            _ => None,
        }
    }

    /// How long the server asked to wait (`retry-after-ms`, then `Retry-After`, at most a year). A date is measured from
    /// the arrival of the answer.
    pub fn server_retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(e) => e.head.retry_after,
            Self::Decode(e) => e.head.retry_after,
            Self::Auth(e) => e.retry_after(),
            _ => None,
        }
    }

    /// How long to wait before another try: the server's word, else 500 ms.
    pub fn retry_after(&self) -> Duration {
        self.server_retry_after().unwrap_or(DEFAULT_PAUSE)
    }

    /// Whether a limit of time was met, also when the outcome is unknown because of it.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Auth(e) => e.is_timeout(),
            Self::OutcomeUnknown(e) => e.is_timeout(),
            _ => false,
        }
    }

    /// Whether no connection was established, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(e) => e.is_connect(),
            Self::Timeout(e) => e.phase() == TimeoutPhase::Connect,
            Self::Auth(e) => e.is_connect(),
            _ => false,
        }
    }

    /// Whether the server, or the token endpoint, answered 429.
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the server answered 404.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Api(e) if e.status() == StatusCode::NOT_FOUND)
    }

    /// Whether the credentials were refused with 401.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    fn has_status(&self, status: StatusCode) -> bool {
        matches!(self, Self::Api(_) | Self::Auth(_)) && self.status() == Some(status)
    }

    /// Whether the server redirected and the redirect was not followed.
    pub fn is_redirect(&self) -> bool {
        match self {
            Self::Transport(e) => e.is_redirect(),
            Self::Api(e) => e.status().is_redirection(),
            _ => false,
        }
    }

    /// Whether the same call may succeed later *and* repeating it cannot do its work twice: nothing was sent yet, or it is
    /// idempotent and met a passing trouble (408, 429, 500, 502, 503, 504, a lost connection, a timeout).
    /// `x-should-retry` of the server wins over the status.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(e) => e.head.is_retryable(),
            Self::Transport(e) => e.is_retryable(),
            Self::Timeout(e) => e.is_retryable(),
            Self::Auth(e) => e.is_retryable(),
            Self::Decode(_) | Self::Request(_) | Self::OutcomeUnknown(_) => false,
            #[cfg(feature = "paging")]
            Self::Paging(_) => false,
        }
    }

    fn parts(&self) -> &dyn Line {
        match self {
            Self::Api(e) => e.as_ref(),
            Self::Decode(e) => e.as_ref(),
            Self::Transport(e) => e.as_ref(),
            Self::Timeout(e) => e.as_ref(),
            Self::Auth(e) => e.as_ref(),
            Self::Request(e) => e.as_ref(),
            Self::OutcomeUnknown(e) => e.as_ref(),
            #[cfg(feature = "paging")]
            Self::Paging(e) => e.as_ref(),
        }
    }
}

/// What all payloads can do.
trait Line: fmt::Display + fmt::Debug {}
impl<T: fmt::Display + fmt::Debug> Line for T {}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.parts(), f)
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.parts(), f)
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(e) => e.source(),
            Self::Auth(e) => e.source(),
            Self::OutcomeUnknown(e) => e.source(),
            _ => None,
        }
    }
}
