//! Bytes to ordered values: the only reader of spec text, and the only place that knows `serde_yaml`.

mod pointer;
mod value;

pub use pointer::Pointer;
pub use value::{Number, Object, Value};
