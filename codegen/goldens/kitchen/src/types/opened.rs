// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Opened` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Opened {
    /// `kind`
    pub kind: String,
    /// `at`
    pub at: DateTime<Utc>,
    /// `then`
    pub then: Option<Box<Event>>,
}

v1::object! {
    de ser Opened {
        kind: "kind", required v1::Plain;
        at: "at", required v1::Time;
        then: "then", optional v1::Plain;
    }
}

v1::construct! {
    Opened(kind: String, at: DateTime<Utc>) {
        then: Option<Box<Event>>;
    }
}
