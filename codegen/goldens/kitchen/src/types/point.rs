// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Point` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Point {
    /// `x`
    pub x: i64,
    /// `y`
    pub y: Option<i64>,
}

v1::object! {
    de ser Point {
        x: "x", required v1::Int;
        y: "y", optional v1::Int;
    }
}

v1::construct! {
    Point(x: i64) {
        y: Option<i64>;
    }
}
