// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/FoundJar` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FoundJar {
    /// `sort`
    pub sort: String,
    /// At most 9 characters.
    pub id: String,
}

v1::object! {
    de ser FoundJar {
        sort: "sort", required v1::Plain;
        id: "id", required v1::Plain;
    }
}

v1::construct! {
    FoundJar(sort: String, id: String) {
    }
}
