// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Maybe, v1};

v1::record! {
    /// `#/components/schemas/Body` of the document.
    ser full pub struct Body new(name: String) {
        /// `name`
        pub name: String = "name", required v1::Plain;
        /// `tags`
        pub tags: Option<Vec<String>> = "tags", optional v1::List<v1::Plain>;
        /// `note`
        pub note: Maybe<String> = "note", maybe v1::Plain;
    }
}
