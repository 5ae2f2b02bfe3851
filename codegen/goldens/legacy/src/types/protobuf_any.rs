// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, JsonValue, v1};

v1::record! {
    /// `#/components/schemas/protobufAny` of the document.
    de full pub struct ProtobufAny {
        /// `@type`
        pub r#type: Option<String> = "@type", optional v1::Plain;
        /// Members that the document does not list.
        pub extra: BTreeMap<String, JsonValue> = *, v1::Plain;
    }
}
