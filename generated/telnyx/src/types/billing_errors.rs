// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/billing_Errors` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BillingErrors {
    /// `errors`
    pub errors: Option<Vec<BillingError>>,
}

v1::object! {
    de full BillingErrors {
        errors: "errors", optional v1::List<v1::Plain>;
    }
}
