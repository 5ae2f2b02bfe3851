// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::Money;

/// `#/components/schemas/Crates` of the document.
pub type Crates = Vec<Money>;
