// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{LeftOrNothing, v1};

v1::record! {
    /// `#/components/schemas/Right` of the document.
    de full pub struct Right {
        /// `left`
        pub left: Option<Box<LeftOrNothing>> = "left", required v1::Nullable<v1::Plain>;
    }
}
