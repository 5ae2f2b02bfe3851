// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Left, v1};

v1::record! {
    /// `#/paths/~1upload/get/x-bursar-callbacks/on'Done'/{$request.query.how}/post/requestBody/content/application~1json/schema` of the document.
    de full pub struct UploadsOnDonePayload {
        /// `left`
        pub left: Left = "left", required v1::Plain;
    }
}
