//! How operations are paged, as it is printed.

use super::{Codec, RustTy};
pub use crate::ir::{Knob, KnobKind, KnobSpot, Paging, PagingWay};

/// How an operation is paged.
#[derive(Debug, Clone)]
pub struct PagedView {
    /// Type of an item.
    pub item: RustTy,
    /// How an item is coded.
    pub codec: Codec,
    /// The way to the items in Rust: a variable, then fields.
    pub path: Vec<(String, Through)>,
    /// Facts for the runtime.
    pub paging: Paging,
}

/// How a value is taken out of where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// It is there.
    Value,
    /// It is in an `Option`.
    Option,
    /// It is in a `Maybe`.
    Maybe,
}
