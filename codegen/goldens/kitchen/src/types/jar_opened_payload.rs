// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Opened, v1};

v1::record! {
    /// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema` of the document.
    de full pub struct JarOpenedPayload {
        /// `event`
        pub event: JarOpenedPayloadEvent = "event", required v1::Plain;
        /// `by`
        pub by: Opened = "by", required v1::Plain;
    }
}

v1::record! {
    /// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema/properties/event` of the document.
    de full pub struct JarOpenedPayloadEvent {
        /// `type`
        pub r#type: JarOpenedPayloadEventType = "type", required v1::Plain;
    }
}

v1::string_enum! {
    /// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema/properties/event/properties/type` of the document.
    pub enum JarOpenedPayloadEventType {
        /// `jar.opened`
        JarOpened = "jar.opened";
    }
}
