// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/WordEvent/properties/data/x-bursar-contentSchema` of the document.
    de full pub struct JsonEventsEvent {
        /// `word`
        pub word: String = "word", required v1::Plain;
    }
}
