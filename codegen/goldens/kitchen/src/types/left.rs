// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Left` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Left {
    /// `right`
    pub right: Option<Box<Right>>,
}

v1::object! {
    de full Left {
        right: "right", optional v1::Plain;
    }
}
