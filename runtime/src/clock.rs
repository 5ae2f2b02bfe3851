//! Time as the runtime sees it, so that a test can hold it in its hand.

#[cfg(feature = "oauth")]
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use crate::BoxFuture;

/// The source of time: every limit and every expiry is measured with it, and every wait is one of its sleeps.
pub trait Clock: Send + Sync + 'static {
    /// Monotonic time, for durations.
    fn now(&self) -> Instant;

    /// Time of day, to read dates that a server sends.
    fn wall(&self) -> SystemTime;

    /// Ends after `duration`. It must be safe to drop it early.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the machine, with tokio's timer.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Runs `work` until `limit` ends; `None` when the limit came first, after which it must not be used again. Work that is
/// ready wins. It is pinned by the caller, as a future that is handed over is kept twice.
#[cfg(feature = "oauth")]
pub(crate) async fn race<T>(mut work: Pin<&mut impl Future<Output = T>>, limit: &mut BoxFuture<'_, ()>) -> Option<T> {
    std::future::poll_fn(|cx| {
        if let std::task::Poll::Ready(value) = work.as_mut().poll(cx) {
            return std::task::Poll::Ready(Some(value));
        }
        limit.as_mut().poll(cx).map(|()| None)
    })
    .await
}
