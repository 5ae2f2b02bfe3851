// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Place` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Place {
    /// `name`
    pub name: String,
    /// `village`
    pub village: Option<String>,
}

v1::object! {
    de ser Place {
        name: "name", required v1::Plain;
        village: "village", optional v1::Plain;
    }
}

v1::construct! {
    Place(name: String) {
        village: Option<String>;
    }
}
