// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod jars;
mod pinned;
mod r#mod;
mod r#type;
mod upload;

pub use jars::*;
pub use pinned::*;
pub use r#mod::*;
pub use r#type::*;
pub use upload::*;
