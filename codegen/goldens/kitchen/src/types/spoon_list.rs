// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/SpoonList` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SpoonList {
    /// `spoons`
    pub spoons: Vec<Point>,
    /// `outer`
    pub outer: Option<Box<SpoonPage>>,
}

v1::object! {
    de full SpoonList {
        spoons: "spoons", required v1::List<v1::Plain>;
        outer: "outer", optional v1::Plain;
    }
}
