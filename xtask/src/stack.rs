//! A thread with room: documents nest deeper than a main thread may have stack for.

use std::thread;

use crate::regen::STACK;

/// Does the work on a thread with enough of a stack.
///
/// # Errors
/// When there is no thread to be had.
pub(crate) fn on_a_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
        Ok(thread) => Ok(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        Err(error) => Err(format!("there is no thread to be had: {error}")),
    })
}
