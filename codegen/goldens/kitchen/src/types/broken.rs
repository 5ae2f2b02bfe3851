// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Jar, v1};

v1::record! {
    /// `#/components/requestBodies/Broken/content/application~1json/schema` of the document.
    de full pub struct Broken {
        /// `event`
        pub event: BrokenEvent = "event", required v1::Plain;
        /// A jar.
        /// indented = code
        /// \| not \| a table \|
        ///
        /// 1. list
        pub jar: Jar = "jar", required v1::Plain;
    }
}

v1::record! {
    /// `#/components/requestBodies/Broken/content/application~1json/schema/properties/event` of the document.
    de full pub struct BrokenEvent {
        /// `type`
        pub r#type: BrokenEventType = "type", required v1::Plain;
    }
}

v1::string_enum! {
    /// `#/components/requestBodies/Broken/content/application~1json/schema/properties/event/properties/type` of the document.
    pub enum BrokenEventType {
        /// `jar.broken`
        JarBroken = "jar.broken";
        /// `jar.smashed`
        JarSmashed = "jar.smashed";
    }
}
