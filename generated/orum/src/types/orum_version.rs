// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::string_enum! {
    /// Version of the API that the request is written for.
    pub enum OrumVersion {
        /// `v2022-09-21`
        V20220921 = "v2022-09-21";
    }
}
