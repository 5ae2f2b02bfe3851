// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Closed` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Closed {
    /// `kind`
    pub kind: String,
    /// `by`
    pub by: Option<Either>,
}

v1::object! {
    de ser Closed {
        kind: "kind", required v1::Plain;
        by: "by", optional v1::Plain;
    }
}

v1::construct! {
    Closed(kind: String) {
        by: Option<Either>;
    }
}
