// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::Left;

/// `#/components/schemas/LeftOrNothing` of the document.
pub type LeftOrNothing = Left;
