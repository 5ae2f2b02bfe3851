// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/ShelfPage` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShelfPage {
    /// `result`
    pub result: Maybe<ShelfPageResult>,
}

v1::object! {
    de ser ShelfPage {
        result: "result", maybe v1::Plain;
    }
}

v1::construct! {
    ShelfPage() {
        result: Maybe<ShelfPageResult>;
    }
}

/// `#/components/schemas/ShelfPage/properties/result` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShelfPageResult {
    /// `type`
    pub r#type: Maybe<Vec<Point>>,
    /// `more`
    pub more: Option<bool>,
}

v1::object! {
    de ser ShelfPageResult {
        r#type: "type", maybe v1::List<v1::Plain>;
        more: "more", optional v1::Plain;
    }
}

v1::construct! {
    ShelfPageResult() {
        r#type: Maybe<Vec<Point>>;
        more: Option<bool>;
    }
}
