//! Servers that misbehave as a file says, and a judge of what a generated client does then.
//!
//! `cargo xtask servers DIR` generates a client, writes a program over this crate that knows its operations, and runs it.
//! That program is two: one plays the servers and judges, and for each case starts itself again to be the client, so that a
//! panic, the time and the memory of a case are its own.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a failing test may panic"))]

pub mod gzip;
pub mod read;
pub mod record;
pub mod server;
pub mod suite;
pub mod yaml;
