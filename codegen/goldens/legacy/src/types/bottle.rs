// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Bottle` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Bottle {
    /// `id`
    pub id: Option<i64>,
    /// `year`
    pub year: i32,
    /// `grape`
    pub grape: Maybe<String>,
    /// Default "RED".
    pub colour: Option<BottleColour>,
    /// `from`
    pub from: Option<Place>,
}

v1::object! {
    de ser Bottle {
        id: "id", optional v1::IntText;
        year: "year", required v1::Int;
        grape: "grape", maybe v1::Plain;
        colour: "colour", optional v1::Plain;
        from: "from", optional v1::Plain;
    }
}

v1::construct! {
    Bottle(year: i32) {
        grape: Maybe<String>;
        colour: Option<BottleColour>;
        from: Option<Place>;
        id: ;
    }
}

/// Default "RED".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BottleColour {
    /// `RED`
    Red,
    /// `WHITE`
    White,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    BottleColour {
        Red = "RED";
        White = "WHITE";
    }
}
