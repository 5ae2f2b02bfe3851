// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Maybe, Point, v1};

v1::record! {
    /// `#/components/schemas/ShelfPage` of the document.
    de ser pub struct ShelfPage new() {
        /// `result`
        pub result: Maybe<ShelfPageResult> = "result", maybe v1::Plain;
    }
}

v1::record! {
    /// `#/components/schemas/ShelfPage/properties/result` of the document.
    de ser pub struct ShelfPageResult new() {
        /// `type`
        pub r#type: Maybe<Vec<Point>> = "type", maybe v1::List<v1::Plain>;
        /// `more`
        pub more: Option<bool> = "more", optional v1::Plain;
    }
}
