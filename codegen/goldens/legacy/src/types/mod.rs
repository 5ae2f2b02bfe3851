// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod bottle;
mod fault;
mod place;
mod protobuf_any;

pub use bottle::*;
pub use fault::*;
pub use place::*;
pub use protobuf_any::*;
