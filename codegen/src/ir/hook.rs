//! What the provider sends by itself.

use super::{Docs, Ty};
use crate::source::Pointer;

/// A request that the provider makes: a webhook, or a callback of an operation.
#[derive(Debug, Clone)]
pub struct Hook {
    /// Its name in the document; for a callback that of its operation and its own. Unique among its kind.
    pub name: String,
    /// Texts that stand for it, as [`NamedBy`] finds them; no other hook of its kind has one of them.
    pub tags: Vec<String>,
    /// Type of its JSON payload; `None`: none is documented.
    pub payload: Option<Ty>,
    /// What the document says about it.
    pub docs: Docs,
    /// The operation.
    pub origin: Pointer,
}

/// What tells webhooks apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NamedBy {
    /// Nothing that a delivery says.
    #[default]
    Caller,
    /// The text at this JSON Pointer (RFC 6901) in the payload.
    Member(String),
    /// The value of this header.
    Header(String),
}
