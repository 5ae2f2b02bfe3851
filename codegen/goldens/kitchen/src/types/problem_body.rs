// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/responses/Problem/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ProblemBody {
    /// `code`
    pub code: i64,
    /// `inner`
    pub inner: Option<ProblemBodyInner>,
}

v1::object! {
    de full ProblemBody {
        code: "code", required v1::Int;
        inner: "inner", optional v1::Plain;
    }
}

/// `#/components/responses/Problem/content/application~1json/schema/properties/inner` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ProblemBodyInner {
    /// `why`
    pub why: Option<String>,
}

v1::object! {
    de full ProblemBodyInner {
        why: "why", optional v1::Plain;
    }
}
