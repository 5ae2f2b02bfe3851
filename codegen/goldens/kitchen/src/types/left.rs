// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Right, v1};

v1::record! {
    /// `#/components/schemas/Left` of the document.
    de full pub struct Left {
        /// `right`
        pub right: Option<Box<Right>> = "right", optional v1::Plain;
    }
}
