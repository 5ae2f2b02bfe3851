// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/WordEvent/properties/data/x-bursar-contentSchema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JsonEventsEvent {
    /// `word`
    pub word: String,
}

v1::object! {
    de full JsonEventsEvent {
        word: "word", required v1::Plain;
    }
}
