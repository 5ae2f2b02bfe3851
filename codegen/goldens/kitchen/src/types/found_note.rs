// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/FoundNote` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FoundNote {
    /// `sort`
    pub sort: String,
    /// No element twice.
    pub words: Option<Vec<String>>,
}

v1::object! {
    de ser FoundNote {
        sort: "sort", required v1::Plain;
        words: "words", optional v1::List<v1::Plain>;
    }
}

v1::construct! {
    FoundNote(sort: String) {
        words: Option<Vec<String>>;
    }
}
