// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Right` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Right {
    /// `left`
    pub left: Option<Box<LeftOrNothing>>,
}

v1::object! {
    de full Right {
        left: "left", required v1::Nullable<v1::Plain>;
    }
}
