//! Bytes to ordered values: the only reader of spec text, and the only place that knows `serde_yaml`.

mod pointer;
mod trace;
mod value;

pub use pointer::Pointer;
pub use trace::{Origin, Trace};
pub use value::{Number, Object, Value};
