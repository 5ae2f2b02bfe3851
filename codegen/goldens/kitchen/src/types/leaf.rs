// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Tree/items` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Leaf {
    /// `leaves`
    pub leaves: Option<Tree>,
}

v1::object! {
    de full Leaf {
        leaves: "leaves", optional v1::List<v1::Plain>;
    }
}
