// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::string_enum! {
    /// An ISO 4217 code; so far USD alone.
    pub enum Currency {
        /// `USD`
        Usd = "USD";
    }
}
