// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/billing_Error` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BillingError {
    /// `code`
    pub code: String,
    /// `title`
    pub title: String,
    /// `detail`
    pub detail: Option<String>,
    /// `source`
    pub source: Option<BillingErrorSource>,
    /// `meta`
    pub meta: Option<BTreeMap<String, JsonValue>>,
}

v1::object! {
    de full BillingError {
        code: "code", required v1::Plain;
        title: "title", required v1::Plain;
        detail: "detail", optional v1::Plain;
        source: "source", optional v1::Plain;
        meta: "meta", optional v1::Map<v1::Plain>;
    }
}

/// `#/components/schemas/billing_Error/properties/source` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BillingErrorSource {
    /// Where in the request body, as an RFC 6901 pointer.
    pub pointer: Option<String>,
    /// Name of the query parameter at fault.
    pub parameter: Option<String>,
}

v1::object! {
    de full BillingErrorSource {
        pointer: "pointer", optional v1::Plain;
        parameter: "parameter", optional v1::Plain;
    }
}
