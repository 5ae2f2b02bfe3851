// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{JsonValue, v1};

v1::record! {
    /// `#/components/schemas/Problem` of the document.
    de full pub struct Problem {
        /// `message`
        pub message: String = "message", required v1::Plain;
        /// `details`
        pub details: Option<JsonValue> = "details", optional v1::Plain;
        /// `cause`
        pub cause: Option<Box<Problem>> = "cause", optional v1::Plain;
    }
}
