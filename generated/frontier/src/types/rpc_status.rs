// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{ProtobufAny, v1};

v1::record! {
    /// `#/components/schemas/rpcStatus` of the document.
    de full pub struct RpcStatus {
        /// `code`
        pub code: Option<i32> = "code", optional v1::Int;
        /// `message`
        pub message: Option<String> = "message", optional v1::Plain;
        /// `details`
        pub details: Option<Vec<ProtobufAny>> = "details", optional v1::List<v1::Plain>;
    }
}
