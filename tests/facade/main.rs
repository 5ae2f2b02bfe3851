//! The five clients through the facade, over real HTTP on loopback: what they send, what they make of the answers, and
//! what they refuse. One program, so that it is linked once.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod config;
mod limits;
mod providers;
mod redirects;
mod requests;
