// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Content` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Content {
    /// `x`
    pub x: i64,
    /// `y`
    pub y: Option<i64>,
    /// `what`
    pub what: String,
    /// A jar.
    /// indented = code
    /// \| not \| a table \|
    ///
    /// 1. list
    pub jar: Option<Jar>,
}

v1::object! {
    de ser Content {
        x: "x", required v1::Int;
        y: "y", optional v1::Int;
        what: "what", required v1::Plain;
        jar: "jar", optional v1::Plain;
    }
}

v1::construct! {
    Content(x: i64, what: String) {
        y: Option<i64>;
        jar: Option<Jar>;
    }
}
