// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/ErrorResponse` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// `error_code`
    pub error_code: String,
    /// `message`
    pub message: String,
    /// More about the failure, if there is more to say.
    pub details: Option<BTreeMap<String, JsonValue>>,
}

v1::object! {
    de full ErrorResponse {
        error_code: "error_code", required v1::Plain;
        message: "message", required v1::Plain;
        details: "details", optional v1::Map<v1::Plain>;
    }
}
