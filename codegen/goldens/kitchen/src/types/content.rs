// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Jar, v1};

v1::record! {
    /// `#/components/schemas/Content` of the document.
    de ser pub struct Content new(x: i64, what: String) {
        /// `x`
        pub x: i64 = "x", required v1::Int;
        /// `y`
        pub y: Option<i64> = "y", optional v1::Int;
        /// `what`
        pub what: String = "what", required v1::Plain;
        /// A jar.
        /// indented = code
        /// \| not \| a table \|
        ///
        /// 1. list
        pub jar: Option<Jar> = "jar", optional v1::Plain;
    }
}
