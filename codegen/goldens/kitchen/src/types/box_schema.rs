// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Box` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoxSchema {
    /// `inside`
    pub inside: Option<Box<BoxSchema>>,
}

v1::object! {
    de full BoxSchema {
        inside: "inside", optional v1::Plain;
    }
}
