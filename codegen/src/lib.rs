//! From an API document to the files of a client crate.
//!
//! `generate` is pure: no file system, environment, clock or network. Data flows one way through the stages
//! `source, overlay, lower, doc, model, ir, analyze, name, plan, emit, render`; `diag` is what any of them says.

pub mod analyze;
pub mod config;
pub mod diag;
pub mod digest;
pub mod doc;
pub mod emit;
pub mod facade;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod manifest;
pub mod model;
pub mod name;
pub mod overlay;
pub mod plan;
pub mod render;
pub mod source;
pub mod surface;

use std::collections::BTreeMap;

/// The files of one provider's folder by name (with `/` between folders), as bytes.
pub type Files = BTreeMap<String, Vec<u8>>;
