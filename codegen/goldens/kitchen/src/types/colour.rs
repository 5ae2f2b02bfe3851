// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// Red or green.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `red`
    Red,
    /// `green`
    Green,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    Colour {
        Red = "red";
        Green = "green";
    }
}
