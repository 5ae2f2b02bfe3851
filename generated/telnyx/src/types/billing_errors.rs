// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{BillingError, v1};

v1::record! {
    /// `#/components/schemas/billing_Errors` of the document.
    de full pub struct BillingErrors {
        /// `errors`
        pub errors: Option<Vec<BillingError>> = "errors", optional v1::List<v1::Plain>;
    }
}
