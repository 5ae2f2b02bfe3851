// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Decimal, FoundPlace, Utc, v1};

v1::record! {
    /// `#/components/schemas/FoundNote` of the document.
    de ser pub struct FoundNote new(sort: String, size: (i64, i64)) {
        /// `sort`
        pub sort: String = "sort", required v1::Plain;
        /// At least 2 items.
        pub size: (i64, i64) = "size", required v1::Tuple<(v1::Slot<v1::Int>,v1::Slot<v1::Int>,)>;
        /// No element twice.
        pub words: Option<Vec<String>> = "words", optional v1::List<v1::Plain>;
        /// At least 1 items.
        pub place: Option<FoundPlace> = "place", optional v1::Tuple<(v1::Slot<v1::Plain>,v1::Late<v1::DecimalNumber>,v1::Late<v1::Plain>,v1::Rest<v1::IntText>,)>;
        /// At least 2 items.
        pub span: Option<(DateTime<Utc>, Option<Decimal>)> = "span", optional v1::Tuple<(v1::Slot<v1::Time>,v1::Slot<v1::Nullable<v1::DecimalText>>,)>;
    }
}
