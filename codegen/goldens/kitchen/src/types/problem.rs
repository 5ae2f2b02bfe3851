// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Problem` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// `message`
    pub message: String,
    /// `details`
    pub details: Option<JsonValue>,
    /// `cause`
    pub cause: Option<Box<Problem>>,
}

v1::object! {
    de full Problem {
        message: "message", required v1::Plain;
        details: "details", optional v1::Plain;
        cause: "cause", optional v1::Plain;
    }
}
