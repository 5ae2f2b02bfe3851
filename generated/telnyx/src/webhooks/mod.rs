// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

//! What Telnyx sends by itself.

#[cfg(feature = "webhooks")]
mod verify;

pub use bursar_runtime::webhook::WebhookError;
#[cfg(feature = "webhooks")]
pub use bursar_runtime::webhook::Verified;
#[cfg(feature = "webhooks")]
pub use verify::*;
