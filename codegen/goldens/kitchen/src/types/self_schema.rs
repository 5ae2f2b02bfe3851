// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Self` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SelfSchema {
    /// `name`
    pub name: Option<String>,
}

v1::object! {
    de full SelfSchema {
        name: "name", optional v1::Plain;
    }
}
