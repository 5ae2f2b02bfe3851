// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, JsonValue, v1};

v1::record! {
    /// A protobuf message of any type, with its members beside `@type`.
    de full pub struct ProtobufAny {
        /// URL of the message type; its last segment is the full name of the type.
        pub r#type: Option<String> = "@type", optional v1::Plain;
        /// Members that the document does not list.
        pub extra: BTreeMap<String, JsonValue> = *, v1::Plain;
    }
}
