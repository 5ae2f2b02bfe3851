// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{FoundJar, FoundNote, JsonValue, v1};

/// `#/components/schemas/Found` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// FoundJar.
    FoundJar(FoundJar),
    /// FoundNote.
    FoundNote(FoundNote),
    /// None of the documented forms; the value is kept and written back as it came.
    Unknown(JsonValue),
}

v1::tagged! {
    de ser Found on "sort" else FoundNote, v1::Plain {
        FoundJar = "jar", v1::Plain;
        FoundNote = "note", v1::Plain;
        Unknown
    }
}
