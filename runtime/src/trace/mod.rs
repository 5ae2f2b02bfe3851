//! What a call tells the application's `tracing` subscriber; nothing, and no code, without the feature.
//!
//! One span per call, in the terms of OpenTelemetry's semantic conventions for HTTP clients, and an event for what happens
//! inside of it. Holds: bodies, headers, URLs with their values and credentials are never part of it; what a server says
//! (its request id) is scrubbed and cut.

#[cfg(not(feature = "tracing"))]
mod none;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(not(feature = "tracing"))]
pub(crate) use self::none::Span;
#[cfg(feature = "tracing")]
pub(crate) use self::spans::Span;
