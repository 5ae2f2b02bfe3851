// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/FoundJar` of the document.
    de ser pub struct FoundJar new(sort: String, id: String) {
        /// `sort`
        pub sort: String = "sort", required v1::Plain;
        /// At most 9 characters.
        pub id: String = "id", required v1::Plain;
    }
}
