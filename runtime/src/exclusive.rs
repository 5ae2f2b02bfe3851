//! What only its owner touches: makes a future or a body, which are `Send` alone, part of something that is also `Sync`.

use std::sync::{Mutex, PoisonError};

/// A value that is reached through `&mut` alone. The mutex is never locked; it only proves that to the compiler.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    #[cfg_attr(
        not(any(feature = "client", feature = "streams")),
        expect(dead_code, reason = "nobody reads bodies bit by bit")
    )]
    pub(crate) fn get(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(feature = "streams")]
    pub(crate) fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
