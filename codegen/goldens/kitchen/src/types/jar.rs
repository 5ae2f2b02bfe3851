// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{
    BTreeMap, Colour, Content, DateTime, JarLabel, JarLabelSchema, JsonValue, Maybe, Money, NaiveDate, Utc, Uuid, v1,
};

v1::record! {
    /// A jar.
    /// indented = code
    /// \| not \| a table \|
    ///
    /// 1. list
    de ser pub struct Jar new(made: DateTime<Utc>, checked: Option<NaiveDate>, size: i32, kind: JarKind, price: Money, contents: Vec<Content>, tags: BTreeMap<String, Option<String>>) {
        /// `id`
        pub id: Option<Uuid> = "id", optional_read v1::UuidText;
        /// `made`
        pub made: DateTime<Utc> = "made", required v1::Time;
        /// `checked`
        pub checked: Option<NaiveDate> = "checked", required v1::Nullable<v1::Date>;
        /// At least 1; at most 100, exclusive.
        pub size: i32 = "size", required v1::Int;
        /// `kind`
        pub kind: JarKind = "kind", required v1::Plain;
        /// `shelf`
        pub shelf: Maybe<JarShelf> = "shelf", maybe v1::Plain;
        /// What it costs.
        pub price: Money = "price", required v1::Plain;
        /// At least 1 items.
        pub contents: Vec<Content> = "contents", required v1::List<v1::Plain>;
        /// `tags`
        pub tags: BTreeMap<String, Option<String>> = "tags", required v1::Map<v1::Plain>;
        /// `lid`
        pub lid: Option<JarLid> = "lid", optional v1::Plain;
        /// A jar.
        /// indented = code
        /// \| not \| a table \|
        ///
        /// 1. list
        pub neighbour: Option<Box<Jar>> = "neighbour", optional v1::Plain;
        /// `inner`
        pub inner: Option<Vec<Jar>> = "inner", optional v1::List<v1::Plain>;
        /// At most 20 characters; matches ^\[a-z\]+$.
        pub label: Option<JarLabel> = "label", optional v1::Plain;
        /// `old_label`
        pub old_label: Option<JarLabelSchema> = "old_label", optional v1::Plain;
        /// Sent only: no answer has it.
        ///
        /// Deprecated.
        pub password: Option<String> = "password", optional v1::Plain;
        /// Members that the document does not list.
        pub extra: BTreeMap<String, JsonValue> = *, v1::Plain;
    }
}

v1::string_enum! {
    /// `#/components/schemas/Jar/properties/kind` of the document.
    pub enum JarKind {
        /// `glass`
        Glass = "glass";
        /// `clay`
        Clay = "clay";
        /// an empty text
        Empty = "";
        /// `1`
        N1 = "1";
        /// `+`
        Plus = "+";
        /// `-`
        Minus = "-";
        /// `self`
        Self_ = "self";
        /// `Unknown`
        UnknownValue = "Unknown";
        /// `größe`
        GrUf6UdfE = "größe";
        /// `glass-clay`
        GlassClay = "glass-clay";
    }
}

v1::int_enum! {
    /// `#/components/schemas/Jar/properties/shelf` of the document.
    pub enum JarShelf {
        /// `1`
        N1 = 1;
        /// `-2`
        Minus2 = -2;
        /// `3`
        N3 = 3;
    }
}

v1::record! {
    /// `#/components/schemas/Jar/properties/lid` of the document.
    de ser pub struct JarLid new() {
        /// Red or green.
        pub colour: Option<Colour> = "colour", optional v1::Plain;
        /// `screw`
        pub screw: Option<JarLidScrew> = "screw", optional v1::Plain;
    }
}

v1::record! {
    /// `#/components/schemas/Jar/properties/lid/properties/screw` of the document.
    de ser pub struct JarLidScrew new() {
        /// `turns`
        pub turns: Option<f32> = "turns", optional v1::Float;
    }
}
