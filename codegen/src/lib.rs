//! From an API document to the files of a client crate.
//!
//! `generate` is pure: no file system, environment, clock or network. Data flows one way through the stages
//! `source, overlay, lower, doc, model, ir, analyze, name, plan, emit, render`; `diag` is what any of them says.

pub mod diag;
pub mod digest;
pub mod facade;
pub mod generate;
pub mod manifest;
pub mod source;

use std::collections::BTreeMap;

/// The files of one provider's folder by name (with `/` between folders), as bytes.
pub type Files = BTreeMap<String, Vec<u8>>;
