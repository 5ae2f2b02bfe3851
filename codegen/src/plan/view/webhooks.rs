//! What the provider sends by itself, as it is printed.

use super::{Codec, Present, RustTy};
use crate::plan::doctext::DocText;

/// src/webhooks/mod.rs
#[derive(Debug, Clone)]
pub struct WebhooksView {
    /// Module documentation.
    pub docs: DocText,
    /// Whether there are events.
    pub events: Present,
    /// Whether it is known how they are signed.
    pub verify: Present,
}

/// An enum of events.
#[derive(Debug, Clone)]
pub struct EventsView {
    /// Its name.
    pub name: &'static str,
    /// Documentation.
    pub docs: DocText,
    /// What tells the events apart.
    pub by: ByView,
    /// The arms.
    pub arms: Vec<EventView>,
}

/// What tells events apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByView {
    /// The caller knows.
    Caller,
    /// The text at a JSON Pointer.
    Member(String),
    /// The value of a header.
    Header(String),
}

/// An event.
#[derive(Debug, Clone)]
pub struct EventView {
    /// What the document calls it.
    pub hook: String,
    /// Variant.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Texts that stand for it; at least one.
    pub tags: Vec<String>,
    /// Type of the payload, and how it is coded.
    pub payload: Option<(RustTy, Codec)>,
}

/// src/webhooks/verify.rs
#[derive(Debug, Clone)]
pub struct VerifyView {
    /// The provider's name.
    pub provider: String,
    /// The package in code.
    pub package: String,
    /// The provider's name for people, safe in documentation.
    pub title: String,
    /// Variable with the secrets.
    pub secret_var: String,
    /// What the variable holds, in words.
    pub keys: &'static str,
    /// The family's name in provider.toml.
    pub family: &'static str,
    /// Constructor of the scheme in the runtime, and its arguments.
    pub constructor: (&'static str, Vec<String>),
    /// What differs from the family: methods of the scheme with their arguments.
    pub settings: Vec<(&'static str, SettingView)>,
    /// The header that names the event.
    pub event_header: Option<String>,
}

/// The argument of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingView {
    /// A text.
    Text(String),
    /// A variant of an enum of the runtime: enum, variant.
    Variant(&'static str, &'static str),
    /// A duration in seconds.
    Seconds(u64),
}
