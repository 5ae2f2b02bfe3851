// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Vec` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct VecSchema {
    /// `a`
    pub a: Option<Vec<String>>,
}

v1::object! {
    de full VecSchema {
        a: "a", optional v1::List<v1::Plain>;
    }
}
