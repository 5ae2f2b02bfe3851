// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, JsonValue, v1};

v1::record! {
    /// `#/components/schemas/billing_Error` of the document.
    de full pub struct BillingError {
        /// `code`
        pub code: String = "code", required v1::Plain;
        /// `title`
        pub title: String = "title", required v1::Plain;
        /// `detail`
        pub detail: Option<String> = "detail", optional v1::Plain;
        /// `source`
        pub source: Option<BillingErrorSource> = "source", optional v1::Plain;
        /// `meta`
        pub meta: Option<BTreeMap<String, JsonValue>> = "meta", optional v1::Map<v1::Plain>;
    }
}

v1::record! {
    /// `#/components/schemas/billing_Error/properties/source` of the document.
    de full pub struct BillingErrorSource {
        /// Where in the request body, as an RFC 6901 pointer.
        pub pointer: Option<String> = "pointer", optional v1::Plain;
        /// Name of the query parameter at fault.
        pub parameter: Option<String> = "parameter", optional v1::Plain;
    }
}
