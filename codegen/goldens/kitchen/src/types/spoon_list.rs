// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Point, SpoonPage, v1};

v1::record! {
    /// `#/components/schemas/SpoonList` of the document.
    de full pub struct SpoonList {
        /// `spoons`
        pub spoons: Vec<Point> = "spoons", required v1::List<v1::Plain>;
        /// `outer`
        pub outer: Option<Box<SpoonPage>> = "outer", optional v1::Plain;
    }
}
