// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Result` of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResultSchema {
    /// `ok`
    Ok,
    /// `err`
    Err,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    ResultSchema {
        Ok = "ok";
        Err = "err";
    }
}
