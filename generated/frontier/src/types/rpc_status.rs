// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/rpcStatus` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RpcStatus {
    /// `code`
    pub code: Option<i32>,
    /// `message`
    pub message: Option<String>,
    /// `details`
    pub details: Option<Vec<ProtobufAny>>,
}

v1::object! {
    de full RpcStatus {
        code: "code", optional v1::Int;
        message: "message", optional v1::Plain;
        details: "details", optional v1::List<v1::Plain>;
    }
}
