// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/jar_label` of the document.
    de ser pub struct JarLabelSchema new() {
        /// `text`
        pub text: Option<String> = "text", optional v1::Plain;
    }
}
