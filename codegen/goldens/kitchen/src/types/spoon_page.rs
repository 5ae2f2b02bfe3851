// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, SpoonList, v1};

v1::record! {
    /// `#/components/schemas/SpoonPage` of the document.
    de full pub struct SpoonPage {
        /// `inner`
        pub inner: Box<SpoonList> = "inner", required v1::Plain;
        /// `links`
        pub links: Option<BTreeMap<String, Option<String>>> = "links", optional v1::Map<v1::Plain>;
    }
}
