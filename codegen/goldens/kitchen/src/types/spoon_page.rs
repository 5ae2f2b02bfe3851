// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/SpoonPage` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SpoonPage {
    /// `inner`
    pub inner: Box<SpoonList>,
    /// `links`
    pub links: Option<BTreeMap<String, Option<String>>>,
}

v1::object! {
    de full SpoonPage {
        inner: "inner", required v1::Plain;
        links: "links", optional v1::Map<v1::Plain>;
    }
}
