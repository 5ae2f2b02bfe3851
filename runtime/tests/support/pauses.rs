//! A clock that makes no test wait: pauses are written down and over at once, limits of time are met only where that is
//! the subject.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use bursar_runtime::{BoxFuture, Clock, Random};

use super::Server;

/// The limit of an attempt; sleeps of this length are limits, all others are pauses.
pub const ATTEMPT: Duration = Duration::from_secs(59);

/// When limits are met.
#[derive(Clone)]
pub enum Limits {
    Never,
    /// So many times, as soon as the server has seen the request of the attempt.
    WhenSeen(Server, usize),
}

#[derive(Clone)]
pub struct Pauses {
    start: Instant,
    limits: Limits,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    passed: Duration,
    pauses: Vec<Duration>,
    attempts: usize,
}

/// 2023-11-14T22:13:20Z.
pub const EPOCH: u64 = 1_700_000_000;

impl Pauses {
    pub fn new(limits: Limits) -> Self {
        Self { start: Instant::now(), limits, state: Arc::default() }
    }

    /// The pauses so far, in milliseconds.
    pub fn millis(&self) -> Vec<u128> {
        self.state.lock().unwrap().pauses.iter().map(Duration::as_millis).collect()
    }
}

impl Clock for Pauses {
    fn now(&self) -> Instant {
        self.start + self.state.lock().unwrap().passed
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(EPOCH) + self.state.lock().unwrap().passed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state.lock().unwrap();
        if duration != ATTEMPT {
            state.pauses.push(duration);
            state.passed += duration;
            return Box::pin(std::future::ready(()));
        }
        state.attempts += 1;
        let attempt = state.attempts;
        match self.limits.clone() {
            Limits::WhenSeen(server, times) if attempt <= times => Box::pin(async move { server.until(attempt).await }),
            Limits::Never | Limits::WhenSeen(..) => Box::pin(std::future::pending()),
        }
    }
}

/// Bytes that are all the same: 0 makes pauses as long as they get.
pub struct Same(pub u8);

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()> {
        bytes.fill(self.0);
        Ok(())
    }
}
