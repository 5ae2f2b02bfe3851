// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/paths/~1upload/get/x-bursar-callbacks/on'Done'/{$request.query.how}/post/requestBody/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UploadsOnDonePayload {
    /// `left`
    pub left: Left,
}

v1::object! {
    de full UploadsOnDonePayload {
        left: "left", required v1::Plain;
    }
}
