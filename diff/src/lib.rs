//! What changed between two API documents, on the wire: for those who call the API as it was, and for those who answer.
//!
//! Two documents of any version go in, a list of changes comes out, each with its place in both texts, the operations
//! it matters to, its effect on the set of valid messages, and a level that follows from effect and direction by one
//! table ([`level`]). Pure: no file system, environment, clock or network. One way: `document` reads, `contract` makes
//! one model of every dialect, `compare` finds, `level` judges, `ids` and `message` name, `report` prints.

pub mod change;
pub mod compare;
mod contract;
pub mod document;
pub mod edits;
mod ids;
pub mod level;
mod message;
pub mod report;
mod site;

pub use change::{Area, Change, Location, Occurrence, RustItem, Site};
pub use compare::{Compared, Options, Shortcut, compare, life::Day};
pub use document::Document;
pub use level::{Direction, Effect, Level, Rule};
pub use report::{Bump, Report};
