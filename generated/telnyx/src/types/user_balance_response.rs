// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/responses/UserBalanceResponse/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UserBalanceResponse {
    /// `data`
    pub data: Option<UserBalance>,
}

v1::object! {
    de full UserBalanceResponse {
        data: "data", optional v1::Plain;
    }
}
