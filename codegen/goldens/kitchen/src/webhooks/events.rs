// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// A webhook of Pantry \<Kitchen\>.
///
/// The text at `/event/type` of a payload tells which it is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum WebhookEvent {
    /// `jar.broken`
    ///
    /// A jar `broke`. \[Jar\] */
    ///
    /// \`\`\`rust
    /// fn main() { panic!() }
    /// \`\`\`
    JarBroken(Broken),
    /// `jar-opened`
    ///
    /// Deprecated.
    JarOpened(JarOpenedPayload),
    /// `clock "ticks"`
    ClockTicks,
    /// `shopping`
    Shopping(Vec<Decimal>),
    /// An event that the document does not list.
    Unknown {
        /// What it is called; `None` when the delivery does not say.
        name: Option<String>,
        /// What was sent, as it came; null when nothing was.
        payload: JsonValue,
    },
}

v1::webhook_events! {
    full WebhookEvent by member "/event/type" {
        JarBroken = "jar.broken" | "jar.smashed", json v1::Plain;
        JarOpened = "jar.opened" | "jar-opened", json v1::Plain;
        ClockTicks = "clock \"ticks\"", none;
        Shopping = "shopping", json v1::List<v1::DecimalNumber>;
    }
}

/// What is sent to an address that was given to an operation.
///
/// Each is named by its operation and callback.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CallbackEvent {
    /// `uploads on'Done'`
    ///
    /// An upload ended.
    UploadsOnDone(UploadsOnDonePayload),
    /// An event that the document does not list.
    Unknown {
        /// What it is called; `None` when the delivery does not say.
        name: Option<String>,
        /// What was sent, as it came; null when nothing was.
        payload: JsonValue,
    },
}

v1::webhook_events! {
    full CallbackEvent by caller {
        UploadsOnDone = "uploads on`Done`", json v1::Plain;
    }
}
