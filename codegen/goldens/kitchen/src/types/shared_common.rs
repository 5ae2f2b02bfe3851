// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/requestBodies/Shared/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SharedCommon {
    /// `a`
    pub a: Option<String>,
}

v1::object! {
    ser full SharedCommon {
        a: "a", optional v1::Plain;
    }
}

v1::construct! {
    SharedCommon() {
        a: Option<String>;
    }
}
