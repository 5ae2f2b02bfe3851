// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Closed, JsonValue, Opened, v1};

/// `#/components/schemas/Event` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// Opened.
    Opened(Box<Opened>),
    /// Closed.
    Closed(Closed),
    /// None of the documented forms; the value is kept and written back as it came.
    Unknown(JsonValue),
}

v1::tagged! {
    de ser Event on "kind" {
        Opened = "opened" | "open", v1::Plain;
        Closed = "closed", v1::Plain;
        Unknown
    }
}
