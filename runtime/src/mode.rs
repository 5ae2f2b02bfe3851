//! How the calls of a client end: in a future, or in an answer. One set of methods serves both; the mode is a type.

use std::fmt::Debug;

mod sealed {
    /// There are no other modes than the ones here.
    pub trait Sealed {}
}

/// How the calls of a client end. [`Async`] is what every client has unless it says otherwise.
///
/// A function that takes `&Client<M>` with `M: Mode` works with both; sending is what differs.
pub trait Mode: sealed::Sealed + Copy + Debug + Send + Sync + 'static {}

/// Calls are futures, to be awaited in an async runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Async {}

impl sealed::Sealed for Async {}
impl Mode for Async {}

/// Calls return when the answer is there, in programs without an async runtime.
#[cfg(feature = "blocking")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocking {}

#[cfg(feature = "blocking")]
impl sealed::Sealed for Blocking {}
#[cfg(feature = "blocking")]
impl Mode for Blocking {}
