//! Request bodies: the forms that one can have, and how members are written.

use super::{Docs, Explode, Presence, Reserved, Style, Ty};

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// The forms that it can have, in document order; at least one.
    pub forms: Vec<BodyForm>,
    /// Whether the caller has to give it.
    pub need: Presence,
    /// What the document says about it.
    pub docs: Docs,
}

/// One form of a body: a media type and what is written in it.
#[derive(Debug, Clone)]
pub struct BodyForm {
    /// The media type or range, as the document writes it.
    pub media_type: String,
    /// What is written.
    pub content: BodyContent,
    /// How single members are written; the others go by their type.
    pub rules: Vec<PartRule>,
}

/// What a form of a body holds.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyContent {
    /// JSON.
    Json(Ty),
    /// `application/x-www-form-urlencoded`.
    Form(Ty),
    /// `multipart/form-data` without files: members as JSON knows them.
    Multipart(Ty),
    /// `multipart/form-data` with files, as a struct of its own.
    Files(Ty),
    /// Text.
    Text,
    /// Octets.
    Octets,
    /// Octets of a media type that the caller names, in the range that the document gives.
    Range,
}

/// How one member of a form is written (Encoding Object).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRule {
    /// Name on the wire.
    pub wire: String,
    /// As a query parameter, where the document says so.
    pub style: Option<(Style, Explode, Reserved)>,
    /// The media type of its parts.
    pub media_type: Option<String>,
    /// Headers with their only value.
    pub headers: Vec<(String, String)>,
}

impl BodyForm {
    /// A word for this form, in names.
    pub fn word(&self) -> &str {
        word(&self.media_type)
    }
}

impl BodyContent {
    /// The type of the value, where the document gives it.
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Multipart(ty) | Self::Files(ty) => Some(ty),
            Self::Text | Self::Octets | Self::Range => None,
        }
    }
}

/// A word for a media type: what people call the usual ones, else the subtype.
pub fn word(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().as_str() {
        "application/json" | "text/json" => "json",
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        "text/plain" => "text",
        "application/octet-stream" => "bytes",
        "*/*" | "application/*" => "any",
        _ => match essence.split_once('/') {
            Some((kind, "*")) => kind,
            Some((_, subtype)) => subtype,
            None => essence,
        },
    }
}
