// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/schemas/Place` of the document.
    de ser pub struct Place new(name: String) {
        /// `name`
        pub name: String = "name", required v1::Plain;
        /// `village`
        pub village: Option<String> = "village", optional v1::Plain;
    }
}
