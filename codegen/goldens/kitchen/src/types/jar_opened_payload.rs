// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JarOpenedPayload {
    /// `event`
    pub event: JarOpenedPayloadEvent,
    /// `by`
    pub by: Opened,
}

v1::object! {
    de full JarOpenedPayload {
        event: "event", required v1::Plain;
        by: "by", required v1::Plain;
    }
}

/// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema/properties/event` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JarOpenedPayloadEvent {
    /// `type`
    pub r#type: JarOpenedPayloadEventType,
}

v1::object! {
    de full JarOpenedPayloadEvent {
        r#type: "type", required v1::Plain;
    }
}

/// `#/x-bursar-webhooks/jar-opened/post/requestBody/content/application~1json/schema/properties/event/properties/type` of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JarOpenedPayloadEventType {
    /// `jar.opened`
    JarOpened,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    JarOpenedPayloadEventType {
        JarOpened = "jar.opened";
    }
}
