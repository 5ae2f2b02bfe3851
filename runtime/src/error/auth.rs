//! Errors of authentication: nothing usable is configured, or the token endpoint gave no token.

use std::fmt;
#[cfg(feature = "oauth")]
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::api::PASSING;
#[cfg(feature = "oauth")]
use super::api::Status;
use super::{Op, TimeoutPhase};
use crate::transport::TransportFailure;

/// Authentication failed before the operation was called.
pub struct AuthError {
    pub(crate) op: Op,
    pub(crate) problem: AuthProblem,
}

pub(crate) enum AuthProblem {
    /// None of the alternatives is configured; the text names what each would need.
    NoCredentials { needed: String },
    /// The token endpoint; shared, as concurrent calls wait for one request.
    #[cfg(feature = "oauth")]
    Token(Arc<TokenFailure>),
}

/// Why there is no token.
#[cfg_attr(not(feature = "oauth"), expect(dead_code, reason = "nobody asks for tokens"))]
pub(crate) enum TokenFailure {
    /// An error answer (RFC 6749 §5.2). All text is free of secrets and short.
    Refused {
        url: String,
        status: StatusCode,
        error: Option<String>,
        description: Option<String>,
        retry_after: Option<Duration>,
    },
    /// A successful answer that is no token.
    Unusable { url: String, status: StatusCode, reason: String },
    /// No answer.
    Transport { url: String, failure: TransportFailure },
    /// No answer in time.
    Timeout { url: String, phase: TimeoutPhase, limit: Duration },
}

impl AuthError {
    fn token(&self) -> Option<&TokenFailure> {
        match &self.problem {
            AuthProblem::NoCredentials { .. } => None,
            #[cfg(feature = "oauth")]
            AuthProblem::Token(failure) => Some(failure),
        }
    }

    /// The status of the token endpoint, if it answered.
    pub fn status(&self) -> Option<StatusCode> {
        match self.token()? {
            TokenFailure::Refused { status, .. } | TokenFailure::Unusable { status, .. } => Some(*status),
            TokenFailure::Transport { .. } | TokenFailure::Timeout { .. } => None,
        }
    }

    /// `error` of the token endpoint, such as `invalid_client` (RFC 6749 §5.2).
    pub fn oauth_error(&self) -> Option<&str> {
        match self.token()? {
            TokenFailure::Refused { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// `error_description` of the token endpoint (RFC 6749 §5.2).
    pub fn oauth_error_description(&self) -> Option<&str> {
        match self.token()? {
            TokenFailure::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }

    /// Whether the client has no credentials that the operation accepts.
    pub fn is_missing_credentials(&self) -> bool {
        self.token().is_none()
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self.token()? {
            TokenFailure::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub(crate) fn is_timeout(&self) -> bool {
        matches!(self.token(), Some(TokenFailure::Timeout { .. }))
    }

    pub(crate) fn is_connect(&self) -> bool {
        match self.token() {
            Some(TokenFailure::Transport { failure, .. }) => failure.kind().is_unsent(),
            Some(TokenFailure::Timeout { phase, .. }) => *phase == TimeoutPhase::Connect,
            _ => false,
        }
    }

    /// The operation was not called, so repeating is safe; it helps where the trouble passes.
    pub(crate) fn is_retryable(&self) -> bool {
        match self.token() {
            Some(TokenFailure::Refused { status, .. }) => PASSING.contains(&status.as_u16()),
            Some(TokenFailure::Transport { failure, .. }) => failure.kind().is_passing(),
            Some(TokenFailure::Timeout { .. }) => true,
            Some(TokenFailure::Unusable { .. }) | None => false,
        }
    }
}

#[cfg(feature = "oauth")]
impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { url, status, error, description, .. } => {
                write!(f, "the token endpoint {url} answered {}", Status(*status))?;
                for text in [error, description].into_iter().flatten() {
                    write!(f, ": {text}")?;
                }
                Ok(())
            }
            Self::Unusable { url, status, reason } => {
                write!(f, "the token endpoint {url} answered {}, but {reason}", Status(*status))
            }
            Self::Transport { url, failure } => write!(f, "no answer from the token endpoint {url}: {failure}"),
            Self::Timeout { url, phase, limit } => write!(f, "no token from {url} within {limit:?} ({phase})"),
        }
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            AuthProblem::NoCredentials { needed } => {
                write!(f, "{}: no credentials for this call: it needs {needed}", self.op)
            }
            #[cfg(feature = "oauth")]
            AuthProblem::Token(failure) => write!(f, "{}: {failure}", self.op),
        }
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AuthError").field(&self.to_string()).finish()
    }
}

impl std::error::Error for AuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.token()? {
            TokenFailure::Transport { failure, .. } => Some(failure),
            _ => None,
        }
    }
}
