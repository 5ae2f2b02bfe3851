// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::{Maybe, Place, v1};

v1::record! {
    /// `#/components/schemas/Bottle` of the document.
    de ser pub struct Bottle new(year: i32) {
        /// `id`
        pub id: Option<i64> = "id", optional_read v1::IntText;
        /// `year`
        pub year: i32 = "year", required v1::Int;
        /// `grape`
        pub grape: Maybe<String> = "grape", maybe v1::Plain;
        /// Default "RED".
        pub colour: Option<BottleColour> = "colour", optional v1::Plain;
        /// `from`
        pub from: Option<Place> = "from", optional v1::Plain;
    }
}

v1::string_enum! {
    /// Default "RED".
    pub enum BottleColour {
        /// `RED`
        Red = "RED";
        /// `WHITE`
        White = "WHITE";
    }
}
