//! Changes as text, for people and for machines. Nothing is decided here.

pub mod json;
pub(crate) mod message;
