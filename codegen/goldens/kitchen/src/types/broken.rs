// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/requestBodies/Broken/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Broken {
    /// `event`
    pub event: BrokenEvent,
    /// A jar.
    /// indented = code
    /// \| not \| a table \|
    ///
    /// 1. list
    pub jar: Jar,
}

v1::object! {
    de full Broken {
        event: "event", required v1::Plain;
        jar: "jar", required v1::Plain;
    }
}

/// `#/components/requestBodies/Broken/content/application~1json/schema/properties/event` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BrokenEvent {
    /// `type`
    pub r#type: BrokenEventType,
}

v1::object! {
    de full BrokenEvent {
        r#type: "type", required v1::Plain;
    }
}

/// `#/components/requestBodies/Broken/content/application~1json/schema/properties/event/properties/type` of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BrokenEventType {
    /// `jar.broken`
    JarBroken,
    /// `jar.smashed`
    JarSmashed,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    BrokenEventType {
        JarBroken = "jar.broken";
        JarSmashed = "jar.smashed";
    }
}
