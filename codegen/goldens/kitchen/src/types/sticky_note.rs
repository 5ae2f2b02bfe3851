// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/pinned-note` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StickyNote {
    /// `text`
    pub text: String,
}

v1::object! {
    de full StickyNote {
        text: "text", required v1::Plain;
    }
}
