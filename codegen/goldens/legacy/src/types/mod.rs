// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod bottle;
mod fault;
mod place;
mod protobuf_any;

pub use bottle::{Bottle, BottleColour};
pub use fault::Fault;
pub use place::Place;
pub use protobuf_any::ProtobufAny;
