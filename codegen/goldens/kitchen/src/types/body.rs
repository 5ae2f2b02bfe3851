// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Body` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Body {
    /// `name`
    pub name: String,
    /// `tags`
    pub tags: Option<Vec<String>>,
    /// `note`
    pub note: Maybe<String>,
}

v1::object! {
    ser full Body {
        name: "name", required v1::Plain;
        tags: "tags", optional v1::List<v1::Plain>;
        note: "note", maybe v1::Plain;
    }
}

v1::construct! {
    Body(name: String) {
        tags: Option<Vec<String>>;
        note: Maybe<String>;
    }
}
