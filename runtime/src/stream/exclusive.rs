//! What only its owner touches: makes a future or a body, which are `Send` alone, part of something that is also `Sync`.

use std::sync::{Mutex, PoisonError};

/// A value that is reached through `&mut` alone. The mutex is never locked; it only proves that to the compiler.
pub(super) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(super) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(super) fn get(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
