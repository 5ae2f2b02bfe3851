// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// A jar.
/// indented = code
/// \| not \| a table \|
///
/// 1. list
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Jar {
    /// `id`
    pub id: Option<Uuid>,
    /// `made`
    pub made: DateTime<Utc>,
    /// `checked`
    pub checked: Option<NaiveDate>,
    /// At least 1; at most 100, exclusive.
    pub size: i32,
    /// `kind`
    pub kind: JarKind,
    /// `shelf`
    pub shelf: Maybe<JarShelf>,
    /// What it costs.
    pub price: Money,
    /// At least 1 items.
    pub contents: Vec<Content>,
    /// `tags`
    pub tags: BTreeMap<String, Option<String>>,
    /// `lid`
    pub lid: Option<JarLid>,
    /// A jar.
    /// indented = code
    /// \| not \| a table \|
    ///
    /// 1. list
    pub neighbour: Option<Box<Jar>>,
    /// `inner`
    pub inner: Option<Vec<Jar>>,
    /// At most 20 characters; matches ^\[a-z\]+$.
    pub label: Option<JarLabel>,
    /// `old_label`
    pub old_label: Option<JarLabelSchema>,
    /// Sent only: no answer has it.
    ///
    /// Deprecated.
    pub password: Option<String>,
    /// Members that the document does not list.
    pub extra: BTreeMap<String, JsonValue>,
}

v1::object! {
    de ser Jar {
        id: "id", optional v1::UuidText;
        made: "made", required v1::Time;
        checked: "checked", required v1::Nullable<v1::Date>;
        size: "size", required v1::Int;
        kind: "kind", required v1::Plain;
        shelf: "shelf", maybe v1::Plain;
        price: "price", required v1::Plain;
        contents: "contents", required v1::List<v1::Plain>;
        tags: "tags", required v1::Map<v1::Plain>;
        lid: "lid", optional v1::Plain;
        neighbour: "neighbour", optional v1::Plain;
        inner: "inner", optional v1::List<v1::Plain>;
        label: "label", optional v1::Plain;
        old_label: "old_label", optional v1::Plain;
        password: "password", optional v1::Plain;
        extra: *, v1::Plain;
    }
}

v1::construct! {
    Jar(made: DateTime<Utc>, checked: Option<NaiveDate>, size: i32, kind: JarKind, price: Money, contents: Vec<Content>, tags: BTreeMap<String, Option<String>>) {
        shelf: Maybe<JarShelf>;
        lid: Option<JarLid>;
        neighbour: Option<Box<Jar>>;
        inner: Option<Vec<Jar>>;
        label: Option<JarLabel>;
        old_label: Option<JarLabelSchema>;
        password: Option<String>;
        id: ;
        extra: *, JsonValue;
    }
}

/// `#/components/schemas/Jar/properties/kind` of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JarKind {
    /// `glass`
    Glass,
    /// `clay`
    Clay,
    /// an empty text
    Empty,
    /// `1`
    N1,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `self`
    Self_,
    /// `Unknown`
    UnknownValue,
    /// `größe`
    GrUf6UdfE,
    /// `glass-clay`
    GlassClay,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    JarKind {
        Glass = "glass";
        Clay = "clay";
        Empty = "";
        N1 = "1";
        Plus = "+";
        Minus = "-";
        Self_ = "self";
        UnknownValue = "Unknown";
        GrUf6UdfE = "größe";
        GlassClay = "glass-clay";
    }
}

/// `#/components/schemas/Jar/properties/shelf` of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JarShelf {
    /// `1`
    N1,
    /// `-2`
    Minus2,
    /// `3`
    N3,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(i64),
}

v1::int_enum! {
    JarShelf {
        N1 = 1;
        Minus2 = -2;
        N3 = 3;
    }
}

/// `#/components/schemas/Jar/properties/lid` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JarLid {
    /// Red or green.
    pub colour: Option<Colour>,
    /// `screw`
    pub screw: Option<JarLidScrew>,
}

v1::object! {
    de ser JarLid {
        colour: "colour", optional v1::Plain;
        screw: "screw", optional v1::Plain;
    }
}

v1::construct! {
    JarLid() {
        colour: Option<Colour>;
        screw: Option<JarLidScrew>;
    }
}

/// `#/components/schemas/Jar/properties/lid/properties/screw` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JarLidScrew {
    /// `turns`
    pub turns: Option<f32>,
}

v1::object! {
    de ser JarLidScrew {
        turns: "turns", optional v1::Float;
    }
}

v1::construct! {
    JarLidScrew() {
        turns: Option<f32>;
    }
}
