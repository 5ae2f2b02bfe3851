// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/FoundNote` of the document.
    de ser pub struct FoundNote new(sort: String) {
        /// `sort`
        pub sort: String = "sort", required v1::Plain;
        /// No element twice.
        pub words: Option<Vec<String>> = "words", optional v1::List<v1::Plain>;
    }
}
