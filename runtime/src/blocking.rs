//! Calls that return when the answer is there: one thread per client drives connections and timers, the calling thread its
//! own call.
//!
//! Holds: the thread runs between calls as well, so that a connection which the server closed meanwhile is not used for the
//! next one; dropping a client waits for nothing and is allowed anywhere; a call on a thread that polls tasks is refused
//! before anything is sent, because it would stall them.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;
use tokio::task::coop;

use crate::call::Call;
use crate::config::ConfigError;
use crate::core::Core;
use crate::error::{Error, Op, RequestError, Stop};
use crate::response::{RawResponse, Response};
use crate::send::{self, Operation};
#[cfg(feature = "streams")]
use crate::stream::{self, BlockingStream, Streamed};

/// More than any task may do in one go (tokio: 128 steps), and few enough to count in a microsecond.
const BEYOND_ANY_BUDGET: usize = 1024;

/// The runtime of a blocking client. It ends when the last clone of the client and the last call are gone.
pub(crate) struct Engine {
    handle: Handle,
    /// Dropping it ends the thread; nobody sends on it.
    _alive: oneshot::Sender<()>,
}

impl Engine {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`ConfigError::Transport`] when the system gives no thread or no event queue.
    pub(crate) fn start(provider: &'static str) -> Result<Self, ConfigError> {
        let failed = |what: &str, e: std::io::Error| ConfigError::Transport { reason: format!("{what}: {e}") };
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|e| failed("there is no runtime for blocking calls", e))?;
        let handle = runtime.handle().clone();
        let (alive, gone) = oneshot::channel::<()>();
        let work = move || {
            let _always_an_error = runtime.block_on(gone);
            // does not wait for a name lookup that hangs
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name(format!("bursar-{provider}"));
        thread.spawn(work).map_err(|e| failed("there is no thread for blocking calls", e))?;
        Ok(Self { handle, _alive: alive })
    }

    /// Runs a future on this thread until it ends. Unlike tokio's `block_on` it does not panic anywhere.
    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        let _context = self.handle.enter();
        let mut work = pin!(work);
        let signal = Arc::new(Signal { thread: thread::current(), is_set: AtomicBool::new(false) });
        let waker = Waker::from(Arc::clone(&signal));
        let mut cx = Context::from_waker(&waker);
        loop {
            if let Poll::Ready(value) = work.as_mut().poll(&mut cx) {
                return value;
            }
            // `park` alone could miss a wake-up that something below has used up for a wait of its own
            while !signal.is_set.swap(false, Ordering::Acquire) {
                thread::park();
            }
        }
    }
}

/// Wakes a thread that waits.
struct Signal {
    thread: Thread,
    is_set: AtomicBool,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_set.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Whether this thread is polling a task. A thread for blocking work (`spawn_blocking`, `block_in_place`) is in a runtime
/// too, but may wait; what tells them apart is that only polling has a budget, which is tried out here and left as it was.
fn is_polling() -> bool {
    if Handle::try_current().is_err() {
        return false;
    }
    let mut cx = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    let is_limited = loop {
        match coop::poll_proceed(&mut cx) {
            Poll::Pending => break true,
            Poll::Ready(_) if taken.len() == BEYOND_ANY_BUDGET => break false,
            Poll::Ready(step) => taken.push(step),
        }
    };
    // each gives back what it took, so the first one taken has to be the last
    while taken.pop().is_some() {}
    is_limited
}

/// Waits for `work`, which is part of the call `op` of a blocking client.
///
/// # Errors
/// [`Error::Request`] on a thread that polls tasks, and where the client is not a blocking one.
pub(crate) fn wait<T>(core: &Core, op: Op, work: impl Future<Output = T>) -> Result<T, Stop> {
    if is_polling() {
        let reason = "a blocking call would stall the async runtime that this thread belongs to: use the async client \
                      there, or make the call inside of `tokio::task::spawn_blocking`";
        return Err(refused(op, reason));
    }
    // the client may be dropped meanwhile
    match core.engine.clone() {
        Some(engine) => Ok(engine.wait(work)),
        // only a stream can come here: calls of such a client are futures
        None => Err(refused(
            op,
            "the stream is one of an async client: read it with `next().await`, or call a blocking client",
        )),
    }
}

fn refused(op: Op, reason: &str) -> Stop {
    Stop::Request(Box::new(RequestError { op, subject: None, reason: reason.to_owned() }))
}

/// Sends a call and decodes the answer.
///
/// # Errors
/// All of [`Error`]; `Request` on a thread that polls tasks.
pub fn send_blocking<O: Operation>(call: Call) -> Result<Response<O::Ok>, Error<O::Err>> {
    let (core, op) = (call.core.clone(), call.op(None));
    wait(&core, op, send::send::<O>(call))?
}

/// Sends a call and gives a success as bytes.
///
/// # Errors
/// All of [`Error`] but `Decode`; `Request` on a thread that polls tasks.
pub fn raw_blocking<O: Operation>(call: Call) -> Result<RawResponse, Error<O::Err>> {
    let (core, op) = (call.core.clone(), call.op(None));
    wait(&core, op, send::raw::<O>(call))?
}

/// Sends a call and gives the answer as it arrives, to be read on this thread.
///
/// # Errors
/// All of [`Error`]; `Request` on a thread that polls tasks. The stream has those that come later.
#[cfg(feature = "streams")]
pub fn stream_blocking<O: Streamed>(call: Call) -> Result<Response<BlockingStream<O::Stream>>, Error<O::Err>> {
    let (core, op) = (call.core.clone(), call.op(None));
    let Response { body, arrival } = wait(&core, op.clone(), stream::stream::<O>(call))??;
    Ok(Response { body: BlockingStream::new(body, core, op), arrival })
}
