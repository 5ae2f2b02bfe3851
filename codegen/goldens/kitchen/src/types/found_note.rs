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
    /// At least 1 items.
    pub place: Option<FoundPlace>,
    /// At least 2 items.
    pub span: Option<(DateTime<Utc>, Option<Decimal>)>,
}

v1::object! {
    de ser FoundNote {
        sort: "sort", required v1::Plain;
        words: "words", optional v1::List<v1::Plain>;
        place: "place", optional v1::Tuple<(v1::Slot<v1::Plain>,v1::Late<v1::DecimalNumber>,v1::Late<v1::Plain>,v1::Rest<v1::IntText>,)>;
        span: "span", optional v1::Tuple<(v1::Slot<v1::Time>,v1::Slot<v1::Nullable<v1::DecimalText>>,)>;
    }
}

v1::construct! {
    FoundNote(sort: String) {
        words: Option<Vec<String>>;
        place: Option<FoundPlace>;
        span: Option<(DateTime<Utc>, Option<Decimal>)>;
    }
}
