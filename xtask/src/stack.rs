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

/// Takes something large apart beside what is still to be done: nobody waits for it, not even the end of this program.
pub(crate) fn leave<T: Send + 'static>(what: T) {
    // where there is no thread to be had, it is done here
    drop(thread::Builder::new().stack_size(STACK).spawn(move || drop(what)));
}
