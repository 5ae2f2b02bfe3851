// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! The operations, and what they answer.

#[cfg(feature = "bodies")]
mod bodies;
#[cfg(feature = "jars-group")]
mod jars_group;
#[cfg(feature = "mod-group")]
mod mod_group;
#[cfg(feature = "ops")]
mod ops_group;
#[cfg(feature = "pages")]
mod pages;
#[cfg(feature = "pinned")]
mod pinned;
#[cfg(feature = "streams")]
mod streams;
#[cfg(feature = "type")]
mod type_group;
#[cfg(feature = "upload")]
mod upload;

#[cfg(feature = "bodies")]
pub use bodies::*;
#[cfg(feature = "jars-group")]
pub use jars_group::*;
#[cfg(feature = "mod-group")]
pub use mod_group::*;
#[cfg(feature = "ops")]
pub use ops_group::*;
#[cfg(feature = "pages")]
pub use pages::*;
#[cfg(feature = "pinned")]
pub use pinned::*;
#[cfg(feature = "streams")]
pub use streams::*;
#[cfg(feature = "type")]
pub use type_group::*;
#[cfg(feature = "upload")]
pub use upload::*;
