// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Tree, v1};

v1::record! {
    /// `#/components/schemas/Tree/items` of the document.
    de full pub struct Leaf {
        /// `leaves`
        pub leaves: Option<Tree> = "leaves", optional v1::List<v1::Plain>;
    }
}
