// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/jar_label` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JarLabelSchema {
    /// `text`
    pub text: Option<String>,
}

v1::object! {
    de ser JarLabelSchema {
        text: "text", optional v1::Plain;
    }
}

v1::construct! {
    JarLabelSchema() {
        text: Option<String>;
    }
}
