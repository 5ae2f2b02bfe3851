// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/Some` of the document.
    de full pub struct SomeSchema {
        /// `name`
        pub name: Option<String> = "name", optional v1::Plain;
    }
}
