// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::string_enum! {
    /// Red or green.
    pub enum Colour {
        /// `red`
        Red = "red";
        /// `green`
        Green = "green";
    }
}
