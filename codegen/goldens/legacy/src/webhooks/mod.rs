// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

//! What Cellar sends by itself.

#[cfg(feature = "webhooks")]
mod verify;

pub use bursar_runtime::webhook::WebhookError;
#[cfg(feature = "webhooks")]
pub use bursar_runtime::webhook::Verified;
#[cfg(feature = "webhooks")]
pub use verify::*;
