//! Errors of running through pages: a page arrived, and what it says of the next one cannot be followed.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Head;
use crate::paging::Astray;
use crate::{meta, redact};

/// The next page cannot be read, although the one before it could: its items were handed out before this.
pub struct PagingError {
    pub(crate) head: Head,
    pub(crate) raw: Bytes,
    pub(crate) problem: PagingProblem,
}

/// Why paging does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PagingProblem {
    /// Following it would never end.
    Repeated,
    /// An empty page is said not to be the last one, and gives no way past it.
    Stuck,
    /// The next page is at an address that is not followed.
    Astray(Astray),
    /// A value of the page, by its pointer, is not what it is there for.
    Unfit { pointer: &'static str, expected: &'static str },
    /// The `Link` header does not follow its grammar.
    Link,
    /// The next page has no number, or no place in the body of the request.
    Beyond,
}

impl PagingError {
    /// Whether the next page is one that was read before, so that paging would never end.
    pub fn is_repeated(&self) -> bool {
        self.problem == PagingProblem::Repeated
    }

    /// Whether the next page is on another origin than the API, where credentials do not go.
    pub fn is_other_origin(&self) -> bool {
        matches!(self.problem, PagingProblem::Astray(Astray::OtherOrigin(_)))
    }

    /// The status of the page that says so.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Its headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The id under which the provider knows its request.
    pub fn request_id(&self) -> Option<&str> {
        meta::request_id(&self.head.headers)
    }

    /// The bytes of its body.
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }
}

/// Of what the server wrote, only an origin is printed: a cursor or URL could hold a secret.
impl fmt::Display for PagingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => f.write_str("the next page is one that was read before"),
            Self::Stuck => f.write_str("the page is empty, and the next one would be the same"),
            Self::Astray(Astray::OtherOrigin(origin)) => write!(f, "the next page is on another origin, {origin}"),
            Self::Astray(Astray::NoUrl) => f.write_str("the address of the next page is not a URL"),
            Self::Astray(Astray::UserInfo) => f.write_str("the address of the next page has a user name in it"),
            Self::Unfit { pointer: "", expected } => write!(f, "the body is not {expected}"),
            Self::Unfit { pointer, expected } => write!(f, "`{pointer}` is not {expected}"),
            Self::Link => f.write_str("the Link header cannot be read"),
            Self::Beyond => f.write_str("the next page cannot be asked for"),
        }
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but paging cannot go on: {}", self.head, self.problem)
    }
}

impl fmt::Debug for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagingError")
            .field("call", &format_args!("{}", self.head.op))
            .field("status", &self.head.status.as_u16())
            .field("problem", &self.problem)
            .field("headers", &redact::Headers(&self.head.headers))
            .field("body_length", &self.raw.len())
            .finish()
    }
}

impl std::error::Error for PagingError {}
