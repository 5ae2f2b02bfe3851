// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Send` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SendSchema {
    /// `name`
    pub name: Option<String>,
}

v1::object! {
    de full SendSchema {
        name: "name", optional v1::Plain;
    }
}
