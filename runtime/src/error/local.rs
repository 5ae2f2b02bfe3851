//! Errors without an answer: a value that cannot be sent, a connection, a limit of time, an outcome that nobody knows.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::api::Status;
use super::{Op, Repeat};
use crate::transport::{FailureKind, TransportFailure};

/// A value cannot be sent; nothing was. The value itself is not part of the message.
pub struct RequestError {
    pub(crate) op: Op,
    pub(crate) subject: Option<String>,
    pub(crate) reason: String,
}

impl RequestError {
    /// The parameter or header that is at fault, if it is one.
    pub fn parameter(&self) -> Option<&str> {
        self.subject.as_deref().and_then(|s| s.split('`').nth(1))
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Some(subject) => write!(f, "{}: {subject} {}", self.op, self.reason),
            None => write!(f, "{}: {}", self.op, self.reason),
        }
    }
}

impl fmt::Debug for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RequestError").field(&self.to_string()).finish()
    }
}

impl std::error::Error for RequestError {}

/// There was no usable answer.
pub struct TransportError {
    pub(crate) op: Op,
    pub(crate) status: Option<StatusCode>,
    pub(crate) trouble: Trouble,
}

/// What kept the answer from being usable.
#[derive(Debug)]
pub(crate) enum Trouble {
    Failure(TransportFailure),
    Redirect {
        reason: String,
    },
    TooLarge {
        limit: u64,
    },
    /// Of a stream, counted from 0.
    #[cfg_attr(not(feature = "streams"), expect(dead_code, reason = "only streams have items"))]
    ItemTooLarge {
        item: u64,
        limit: u64,
    },
}

impl TransportError {
    /// In which way the connection failed; `None` for redirects and bodies over the limit.
    pub fn kind(&self) -> Option<FailureKind> {
        match &self.trouble {
            Trouble::Failure(failure) => Some(failure.kind()),
            Trouble::Redirect { .. } | Trouble::TooLarge { .. } | Trouble::ItemTooLarge { .. } => None,
        }
    }

    /// The status, when the head of an answer had arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Whether no connection was established, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.kind().is_some_and(FailureKind::is_unsent)
    }

    /// Whether the server redirected and the redirect was not followed.
    pub fn is_redirect(&self) -> bool {
        matches!(self.trouble, Trouble::Redirect { .. })
    }

    /// Whether the body, or an item of a stream, is larger than the client accepts.
    pub fn is_too_large(&self) -> bool {
        matches!(self.trouble, Trouble::TooLarge { .. } | Trouble::ItemTooLarge { .. })
    }

    pub(crate) fn is_retryable(&self) -> bool {
        match self.kind() {
            Some(FailureKind::Connect | FailureKind::ConnectTimeout) => true,
            Some(FailureKind::Interrupted) => self.op.repeat == Repeat::Harmless,
            _ => false,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => {
                let what = match failure.kind() {
                    FailureKind::Connect | FailureKind::ConnectTimeout => "cannot connect",
                    FailureKind::Tls => "no secure connection",
                    FailureKind::Refused => "the request was not sent",
                    FailureKind::Interrupted => "the connection was lost",
                    FailureKind::Protocol => "the answer is not valid HTTP",
                    FailureKind::Other => "the request failed",
                };
                write!(f, "{what}: {failure}")
            }
            Self::Redirect { reason } => write!(f, "the redirect is not followed: {reason}"),
            Self::TooLarge { limit } => write!(f, "the body is larger than the limit of {limit} bytes"),
            Self::ItemTooLarge { item, limit } => {
                write!(f, "item {item} of the stream is larger than the limit of {limit} bytes")
            }
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{}: {}: {}", self.op, Status(status), self.trouble),
            None => write!(f, "{}: {}", self.op, self.trouble),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("call", &format_args!("{}", self.op))
            .field("status", &self.status.map(|s| s.as_u16()))
            .field("trouble", &self.trouble)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.trouble {
            Trouble::Failure(failure) => Some(failure),
            Trouble::Redirect { .. } | Trouble::TooLarge { .. } | Trouble::ItemTooLarge { .. } => None,
        }
    }
}

/// Which limit of time was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Establishing the connection: nothing was sent.
    Connect,
    /// One attempt, from connecting to the last byte of the body.
    Attempt,
    /// The whole call, with tokens and everything.
    Deadline,
    /// Between two chunks of a stream; it is as long as that of an attempt.
    Silence,
}

impl fmt::Display for TimeoutPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connect timeout",
            Self::Attempt => "attempt timeout",
            Self::Deadline => "deadline",
            Self::Silence => "attempt timeout",
        })
    }
}

/// A limit of time was met.
pub struct TimeoutError {
    pub(crate) op: Op,
    pub(crate) phase: TimeoutPhase,
    pub(crate) limit: Duration,
}

impl TimeoutError {
    /// Which limit.
    pub fn phase(&self) -> TimeoutPhase {
        self.phase
    }

    /// Its length.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    pub(crate) fn is_retryable(&self) -> bool {
        match self.phase {
            TimeoutPhase::Connect => true,
            TimeoutPhase::Attempt | TimeoutPhase::Deadline | TimeoutPhase::Silence => {
                self.op.repeat == Repeat::Harmless
            }
        }
    }

    fn text(&self) -> String {
        let what = match self.phase {
            TimeoutPhase::Connect => "not connected",
            TimeoutPhase::Attempt | TimeoutPhase::Deadline => "no complete answer",
            TimeoutPhase::Silence => "no more of the stream",
        };
        format!("{what} within {:?} ({})", self.limit, self.phase)
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.op, self.text())
    }
}

impl fmt::Debug for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TimeoutError").field(&self.to_string()).finish()
    }
}

impl std::error::Error for TimeoutError {}

/// A request that must not be repeated was sent, and no complete answer came. Before trying again, find out from the
/// provider whether it was carried out.
pub struct OutcomeUnknown {
    pub(crate) cause: Cause,
}

/// Why there is no answer.
pub(crate) enum Cause {
    Timeout(TimeoutError),
    Transport(TransportError),
}

impl Cause {
    pub(super) fn op(&self) -> &Op {
        match self {
            Self::Timeout(e) => &e.op,
            Self::Transport(e) => &e.op,
        }
    }
}

impl OutcomeUnknown {
    /// The idempotency key that was sent, with which a repetition would be harmless.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.cause.op().key.as_deref()
    }

    /// Whether a limit of time is the reason.
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause, Cause::Timeout(_))
    }

    /// The status, when the head of an answer had arrived before it broke off.
    pub fn status(&self) -> Option<StatusCode> {
        match &self.cause {
            Cause::Timeout(_) => None,
            Cause::Transport(e) => e.status,
        }
    }
}

impl fmt::Display for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (op, cause) = match &self.cause {
            Cause::Timeout(e) => (&e.op, e.text()),
            Cause::Transport(e) => (&e.op, e.trouble.to_string()),
        };
        write!(f, "{op}: sent, but it is unknown whether it was carried out: {cause}")
    }
}

impl fmt::Debug for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause: &dyn fmt::Debug = match &self.cause {
            Cause::Timeout(e) => e,
            Cause::Transport(e) => e,
        };
        f.debug_struct("OutcomeUnknown").field("cause", cause).finish_non_exhaustive()
    }
}

impl std::error::Error for OutcomeUnknown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Timeout(e) => Some(e),
            Cause::Transport(e) => Some(e),
        }
    }
}
