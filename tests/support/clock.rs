//! A clock that moves only when it is told to, and wakes who sleeps on it.

use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use bursar::runtime::{BoxFuture, Clock};

#[derive(Debug, Clone)]
pub struct TestClock {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    sleepers: Vec<Waker>,
}

impl TestClock {
    pub fn new() -> Self {
        Self { start: Instant::now(), state: Arc::default() }
    }

    pub fn advance(&self, by: Duration) {
        let mut state = self.state.lock().unwrap();
        state.passed += by;
        state.sleepers.drain(..).for_each(Waker::wake);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.start + self.state.lock().unwrap().passed
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + self.state.lock().unwrap().passed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let state = Arc::clone(&self.state);
        let end = self.state.lock().unwrap().passed.saturating_add(duration);
        Box::pin(std::future::poll_fn(move |cx| {
            let mut state = state.lock().unwrap();
            if state.passed >= end {
                return Poll::Ready(());
            }
            state.sleepers.push(cx.waker().clone());
            Poll::Pending
        }))
    }
}
