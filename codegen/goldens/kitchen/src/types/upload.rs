// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{BTreeMap, Point, v1};

/// `#/components/schemas/Upload` of the document.
///
/// Holds files: it is sent as `multipart/form-data`, and has no form in JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Upload {
    /// `title`
    pub title: String,
    /// `about`
    pub about: Option<Point>,
    /// `scan`
    pub scan: v1::Upload,
    /// `pages`
    pub pages: Option<Vec<v1::Upload>>,
    /// `cover`
    pub cover: Option<v1::Upload>,
    /// Members that the document does not list.
    pub extra: BTreeMap<String, String>,
}

v1::parts! {
    Upload {
        title: "title", required v1::Plain;
        about: "about", optional v1::Plain;
        scan: "scan", files;
        pages: "pages", files;
        cover: "cover", files;
        extra: *, v1::Plain;
    }
}

v1::construct! {
    Upload(title: String, scan: v1::Upload) {
        about: Option<Point>;
        pages: Option<Vec<v1::Upload>>;
        cover: Option<v1::Upload>;
        extra: *, String;
    }
}
