//! Bytes to ordered values: the only reader of spec text, and the only place that knows `serde_yaml`. Never panics on
//! any bytes; time and memory are bounded by the budgets of [`load`].

mod breaks;
mod load;
mod outline;
mod padding;
mod plain;
mod pointer;
mod problem;
mod read;
mod scan;
mod sides;
#[cfg(test)]
mod tests;
mod trace;
mod value;
mod write;

pub use load::{MAX_BYTES, MAX_DEPTH, MAX_NODES, load};
pub use pointer::Pointer;
pub use scan::{Format, Positions, Span};
pub use sides::{Target, percent_decoded, referred, side_files};
pub use trace::{Origin, Trace};
pub use value::{Number, Object, Value};
pub use write::write;

/// Where `pointer` stands in the text of `file`: line and column from 1, of the key for a member.
pub fn position(bytes: &[u8], file: &str, pointer: &Pointer) -> Option<Span> {
    let text = std::str::from_utf8(bytes).ok()?;
    scan::position(text.strip_prefix('\u{feff}').unwrap_or(text), Format::of(file), pointer)
}

/// Where every node of `file` stands, as [`position`] says it: one pass for many questions. Empty when it is not text.
pub fn positions(bytes: &[u8], file: &str) -> Positions {
    scan::positions(text_of(bytes), Format::of(file))
}

/// Where the nodes `wanted` of `file`, and those around them, stand, as [`position`] says it: one pass for many questions.
/// Empty when it is not text.
pub fn positions_of<'p>(bytes: &[u8], file: &str, wanted: impl IntoIterator<Item = &'p Pointer>) -> Positions {
    scan::positions_of(text_of(bytes), Format::of(file), wanted)
}

fn text_of(bytes: &[u8]) -> &str {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
