// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, JsonValue, v1};

v1::record! {
    /// `#/components/schemas/ErrorResponse` of the document.
    de full pub struct ErrorResponse {
        /// `error_code`
        pub error_code: String = "error_code", required v1::Plain;
        /// `message`
        pub message: String = "message", required v1::Plain;
        /// More about the failure, if there is more to say.
        pub details: Option<BTreeMap<String, JsonValue>> = "details", optional v1::Map<v1::Plain>;
    }
}
