// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/Point` of the document.
    de ser pub struct Point new(x: i64) {
        /// `x`
        pub x: i64 = "x", required v1::Int;
        /// `y`
        pub y: Option<i64> = "y", optional v1::Int;
    }
}
