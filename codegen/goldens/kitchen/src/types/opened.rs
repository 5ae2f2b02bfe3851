// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Event, Utc, v1};

v1::record! {
    /// `#/components/schemas/Opened` of the document.
    de ser pub struct Opened new(kind: String, at: DateTime<Utc>) {
        /// `kind`
        pub kind: String = "kind", required v1::Plain;
        /// `at`
        pub at: DateTime<Utc> = "at", required v1::Time;
        /// `then`
        pub then: Option<Box<Event>> = "then", optional v1::Plain;
    }
}
