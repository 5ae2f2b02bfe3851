// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::v1;

v1::record! {
    /// `#/components/responses/Problem/content/application~1json/schema` of the document.
    de full pub struct ProblemBody {
        /// `code`
        pub code: i64 = "code", required v1::Int;
        /// `inner`
        pub inner: Option<ProblemBodyInner> = "inner", optional v1::Plain;
    }
}

v1::record! {
    /// `#/components/responses/Problem/content/application~1json/schema/properties/inner` of the document.
    de full pub struct ProblemBodyInner {
        /// `why`
        pub why: Option<String> = "why", optional v1::Plain;
    }
}
