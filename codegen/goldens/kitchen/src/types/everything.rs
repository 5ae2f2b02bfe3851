// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, Bytes, Decimal, Indistinct, JsonValue, Left, NaiveDate, Tree, v1};

v1::record! {
    /// `#/components/schemas/Everything` of the document.
    de full pub struct Everything {
        /// `int`
        pub int: Option<i64> = "int", optional v1::Int;
        /// `int8`
        pub int8: Option<i8> = "int8", optional v1::Int;
        /// `uint64`
        pub uint64: Option<u64> = "uint64", optional v1::Int;
        /// `int64_text`
        pub int64_text: i64 = "int64_text", required v1::IntText;
        /// `float`
        pub float: Option<f32> = "float", optional v1::Float;
        /// `double`
        pub double: Option<f64> = "double", optional v1::Float;
        /// `number`
        pub number: Option<Decimal> = "number", optional v1::DecimalNumber;
        /// `decimal`
        pub decimal: Option<Decimal> = "decimal", optional v1::DecimalText;
        /// `bytes`
        pub bytes: Bytes = "bytes", required v1::Base64;
        /// `url_bytes`
        pub url_bytes: Bytes = "url_bytes", required v1::Base64Url;
        /// `email`
        pub email: Option<String> = "email", optional v1::Plain;
        /// `list`
        pub list: Option<Vec<JsonValue>> = "list", optional v1::List<v1::Plain>;
        /// `matrix`
        pub matrix: Option<Vec<Vec<Decimal>>> = "matrix", optional v1::List<v1::List<v1::DecimalNumber>>;
        /// `maps`
        pub maps: Option<BTreeMap<String, BTreeMap<String, NaiveDate>>> = "maps", optional v1::Map<v1::Map<v1::Date>>;
        /// `left`
        pub left: Option<Left> = "left", optional v1::Plain;
        /// `indistinct`
        pub indistinct: Option<Indistinct> = "indistinct", optional v1::Plain;
        /// `anything`
        pub anything: Option<JsonValue> = "anything", optional v1::Plain;
        /// `texts`
        pub texts: Option<EverythingTexts> = "texts", optional v1::Plain;
        /// `tree`
        pub tree: Option<Tree> = "tree", optional v1::List<v1::Plain>;
        /// `not_this`
        pub not_this: Option<String> = "not_this", optional v1::Plain;
        /// `empty`
        pub empty: Option<EverythingEmpty> = "empty", optional v1::Plain;
    }
}

/// `#/components/schemas/Everything/properties/texts` of the document.
pub type EverythingTexts = String;

v1::record! {
    /// `#/components/schemas/Everything/properties/empty` of the document.
    de full pub struct EverythingEmpty {
    }
}
