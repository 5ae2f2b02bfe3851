// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

mod bodies;
mod jars_group;
mod mod_group;
mod ops_group;
mod pages;
mod pinned;
mod streams;
mod type_group;
mod upload;

pub use bodies::*;
pub use jars_group::*;
pub use mod_group::*;
pub use ops_group::*;
pub use pages::*;
pub use pinned::*;
pub use streams::*;
pub use type_group::*;
pub use upload::*;
