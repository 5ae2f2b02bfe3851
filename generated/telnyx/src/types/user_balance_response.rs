// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{UserBalance, v1};

v1::record! {
    /// `#/components/responses/UserBalanceResponse/content/application~1json/schema` of the document.
    de full pub struct UserBalanceResponse {
        /// `data`
        pub data: Option<UserBalance> = "data", optional v1::Plain;
    }
}
