//! Servers that misbehave as a file says, and a judge of what a generated client does then.
//!
//! `cargo xtask servers DIR` generates a client, writes a program over this crate that knows its operations, and runs it.
//! That program is two: one plays the servers and judges, and for each case starts itself again to be the client, so that a
//! panic, the time and the memory of a case are its own.
//!
//! ```text
//! read, yaml      the file -> suite          secrets      what must not be seen
//! server, gzip    scripts  -> bytes, record  run          one case: hosts and client -> evidence
//! client          calls    -> outcomes       judge        evidence -> verdict, over framing
//! child, logs, memory, protocol: the client's half       report       verdicts -> lines
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a failing test may panic"))]

pub mod child;
pub mod client;
pub mod drive;
pub mod framing;
pub mod gzip;
pub mod judge;
pub mod logs;
pub mod memory;
pub mod probes;
pub mod protocol;
pub mod read;
pub mod record;
pub mod report;
pub mod run;
pub mod secrets;
pub mod server;
pub mod suite;
pub mod yaml;

pub use crate::report::main;
