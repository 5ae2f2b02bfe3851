// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Everything` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Everything {
    /// `int`
    pub int: Option<i64>,
    /// `int8`
    pub int8: Option<i8>,
    /// `uint64`
    pub uint64: Option<u64>,
    /// `int64_text`
    pub int64_text: i64,
    /// `float`
    pub float: Option<f32>,
    /// `double`
    pub double: Option<f64>,
    /// `number`
    pub number: Option<Decimal>,
    /// `decimal`
    pub decimal: Option<Decimal>,
    /// `bytes`
    pub bytes: Bytes,
    /// `url_bytes`
    pub url_bytes: Bytes,
    /// `email`
    pub email: Option<String>,
    /// `list`
    pub list: Option<Vec<JsonValue>>,
    /// `matrix`
    pub matrix: Option<Vec<Vec<Decimal>>>,
    /// `maps`
    pub maps: Option<BTreeMap<String, BTreeMap<String, NaiveDate>>>,
    /// `left`
    pub left: Option<Left>,
    /// `indistinct`
    pub indistinct: Option<Indistinct>,
    /// `anything`
    pub anything: Option<JsonValue>,
    /// `texts`
    pub texts: Option<EverythingTexts>,
    /// `tree`
    pub tree: Option<Tree>,
    /// `not_this`
    pub not_this: Option<String>,
    /// `empty`
    pub empty: Option<EverythingEmpty>,
}

v1::object! {
    de full Everything {
        int: "int", optional v1::Int;
        int8: "int8", optional v1::Int;
        uint64: "uint64", optional v1::Int;
        int64_text: "int64_text", required v1::IntText;
        float: "float", optional v1::Float;
        double: "double", optional v1::Float;
        number: "number", optional v1::DecimalNumber;
        decimal: "decimal", optional v1::DecimalText;
        bytes: "bytes", required v1::Base64;
        url_bytes: "url_bytes", required v1::Base64Url;
        email: "email", optional v1::Plain;
        list: "list", optional v1::List<v1::Plain>;
        matrix: "matrix", optional v1::List<v1::List<v1::DecimalNumber>>;
        maps: "maps", optional v1::Map<v1::Map<v1::Date>>;
        left: "left", optional v1::Plain;
        indistinct: "indistinct", optional v1::Plain;
        anything: "anything", optional v1::Plain;
        texts: "texts", optional v1::Plain;
        tree: "tree", optional v1::List<v1::Plain>;
        not_this: "not_this", optional v1::Plain;
        empty: "empty", optional v1::Plain;
    }
}

/// `#/components/schemas/Everything/properties/texts` of the document.
pub type EverythingTexts = String;

/// `#/components/schemas/Everything/properties/empty` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EverythingEmpty {}

v1::object! {
    de full EverythingEmpty {
    }
}
