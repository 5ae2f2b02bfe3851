// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! What Pantry \<Kitchen\> sends by itself.

mod events;
#[cfg(feature = "webhooks")]
mod verify;

pub use bursar_runtime::webhook::WebhookError;
pub use events::*;
#[cfg(feature = "webhooks")]
pub use bursar_runtime::webhook::Verified;
#[cfg(feature = "webhooks")]
pub use verify::*;
