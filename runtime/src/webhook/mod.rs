//! What a provider sends by itself: checking that it comes from the provider, and reading what it says.
//!
//! A generated crate states how its provider signs (a `Source`), and which events there are (an [`Event`]). This module
//! does the rest, without any HTTP client: it takes headers and bytes from whatever server received them.
//!
//! ```
//! # #[cfg(feature = "webhooks")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use bursar_runtime::webhook::{Scheme, Signer, Source, Verifier};
//! # use std::time::SystemTime;
//!
//! // A generated crate has this for its provider.
//! enum Acme {}
//! impl Source for Acme {
//!     const PROVIDER: &'static str = "acme";
//!     const SECRET_VAR: &'static str = "ACME_WEBHOOK_SECRET";
//!     const SCHEME: Scheme = Scheme::standard_webhooks();
//! }
//!
//! // Several secrets are active while one is being replaced by another.
//! let new = "whsec_bmV3IHNlY3JldCwgMjQgYnl0ZXMgbG9uZw==";
//! let verifier = Verifier::<Acme>::new([new, "whsec_b2xkIHNlY3JldCwgMjQgYnl0ZXMgbG9uZw=="])?;
//!
//! // A test signs as the provider does.
//! let body = r#"{"type":"order.paid","amount":5}"#;
//! let headers = Signer::<Acme>::new(new)?.sign("msg_1", SystemTime::now(), body);
//!
//! // Headers are anything that gives names and values, such as an `&http::HeaderMap`.
//! let verified = verifier.verify(headers, body)?;
//! assert_eq!(verified.id(), Some("msg_1"));
//! let event: serde_json::Value = verified.json()?;
//! assert_eq!(event["amount"], 5);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "webhooks"))] fn main() {}
//! ```
//!
//! What holds:
//! - The bytes that were signed are the bytes that are read; nothing is parsed before its signature has been checked.
//! - Signatures are compared in constant time; Ed25519 is checked strictly (RFC 8032 §8.4: no second form of a signature).
//! - A delivery is as old as its signed timestamp; too old, or too far in the future, is refused.
//! - No message shows a secret, a signature or the signature that was expected; secrets are wiped when dropped.
//! - An event, tag or member that the document does not know is kept, never a failure.
//!
//! What is left to the program: within the tolerance of time a delivery can be repeated by whoever saw it, and providers
//! repeat deliveries themselves; remember `Verified::id` where doing the work twice would hurt.

mod error;
mod event;
#[cfg(feature = "webhooks")]
mod key;
#[cfg(feature = "webhooks")]
mod received;
#[cfg(feature = "webhooks")]
mod scheme;
#[cfg(feature = "webhooks")]
mod signer;
#[cfg(feature = "webhooks")]
mod verified;
#[cfg(feature = "webhooks")]
mod verifier;

pub use error::WebhookError;
pub use event::{Event, NamedBy, Recognised};
#[doc(hidden)]
pub use event::{read, unknown};
#[cfg(feature = "webhooks")]
pub use scheme::{Encoding, Hash, Scheme, SecretForm};
#[cfg(feature = "webhooks")]
pub use signer::Signer;
#[cfg(feature = "webhooks")]
pub use verified::Verified;
#[cfg(feature = "webhooks")]
pub use verifier::{Source, Verifier};
