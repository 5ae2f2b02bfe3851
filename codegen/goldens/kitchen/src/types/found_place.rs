// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Decimal, FoundNote};

/// At least 1 items.
pub type FoundPlace = (String, Option<Decimal>, Option<Box<FoundNote>>, Vec<i64>);
