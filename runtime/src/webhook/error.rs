//! Why a delivery is not accepted. No text here shows a secret, a signature, or the signature that was expected.

use std::fmt;
use std::time::Duration;

use crate::error::Fault;

/// A delivery was not accepted, or what it says cannot be read.
///
/// All but [`WebhookError::Decode`] mean that the delivery may come from anybody; answer it with a status that is no
/// success and do nothing else. After `Decode` it does come from the provider, which will deliver it again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The payload is larger than the verifier takes.
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The largest size in bytes.
        limit: usize,
    },
    /// A header that the signature needs is missing.
    MissingHeader {
        /// The header.
        name: &'static str,
    },
    /// A header is not what it has to be.
    Malformed {
        /// The header.
        name: &'static str,
        /// What is wrong with it; never its value.
        reason: &'static str,
    },
    /// It was signed longer ago than is tolerated: late, or repeated by somebody who saw it.
    TooOld {
        /// How long ago, in whole seconds.
        age: Duration,
        /// What is tolerated.
        tolerance: Duration,
    },
    /// It was signed further in the future than is tolerated: one of the two clocks is wrong.
    InFuture {
        /// How far, in whole seconds.
        ahead: Duration,
        /// What is tolerated.
        tolerance: Duration,
    },
    /// No signature was made of this payload with any of the secrets.
    NoMatch {
        /// How many secrets there are.
        secrets: usize,
    },
    /// The payload is not what the document says, or not JSON in UTF-8.
    Decode(Box<Fault>),
}

impl WebhookError {
    /// Whether the delivery may come from anybody: the answer should be a 400 or 401, and nothing else should happen.
    pub fn is_refused(&self) -> bool {
        !matches!(self, Self::Decode(_))
    }

    /// Where and why the payload cannot be read.
    pub fn fault(&self) -> Option<&Fault> {
        if let Self::Decode(fault) = self { Some(fault) } else { None }
    }
}

impl fmt::Display for WebhookError {
    // few programs take deliveries, and only those compile it
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { size, limit } => write!(f, "the payload has {size} bytes; {limit} are accepted"),
            Self::MissingHeader { name } => write!(f, "the header `{name}` is missing"),
            Self::Malformed { name, reason } => write!(f, "the header `{name}` {reason}"),
            Self::TooOld { age, tolerance } => write!(f, "signed {age:?} ago; {tolerance:?} are tolerated"),
            Self::InFuture { ahead, tolerance } => {
                write!(f, "signed {ahead:?} in the future; {tolerance:?} are tolerated: one of the clocks is wrong")
            }
            Self::NoMatch { secrets: 1 } => f.write_str("no signature matches the secret"),
            Self::NoMatch { secrets } => write!(f, "no signature matches one of the {secrets} secrets"),
            Self::Decode(fault) => write!(f, "the payload cannot be decoded: {fault}"),
        }
    }
}

impl std::error::Error for WebhookError {}
