// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Utc};

/// Time of the last change.
pub type UpdatedAt = DateTime<Utc>;
