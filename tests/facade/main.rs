//! The five clients through the facade, over real HTTP on loopback: what they send, what they make of the answers, and
//! what they refuse. One program, so that it is linked once.
#![allow(unreachable_pub, clippy::unwrap_used, reason = "a program of tests: nobody uses it, and it may panic")]

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod blocking;
mod config;
mod limits;
mod oauth;
mod providers;
mod redirects;
mod requests;
mod secrets;
