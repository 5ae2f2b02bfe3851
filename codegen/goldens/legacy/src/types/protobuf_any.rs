// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/protobufAny` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ProtobufAny {
    /// `@type`
    pub r#type: Option<String>,
    /// Members that the document does not list.
    pub extra: BTreeMap<String, JsonValue>,
}

v1::object! {
    de full ProtobufAny {
        r#type: "@type", optional v1::Plain;
        extra: *, v1::Plain;
    }
}
