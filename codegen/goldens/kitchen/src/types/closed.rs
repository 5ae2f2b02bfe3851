// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Either, v1};

v1::record! {
    /// `#/components/schemas/Closed` of the document.
    de ser pub struct Closed new(kind: String) {
        /// `kind`
        pub kind: String = "kind", required v1::Plain;
        /// `by`
        pub by: Option<Either> = "by", optional v1::Plain;
    }
}
