//! The maintainers' commands behind `cargo xtask`.
//!
//! All input and output of the project's own tools is here, and no logic of generation.

pub mod alone;
pub mod args;
pub mod bumps;
pub mod corpus;
pub mod diff;
pub mod disk;
pub mod hostile;
pub mod overlaid;
pub mod peers;
pub mod probes;
pub mod regen;
pub mod servers;
mod stack;
mod sum;
pub mod tidy;
pub mod tree;
pub mod vendor;
pub mod versions;
