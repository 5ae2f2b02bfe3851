//! A clock for tests: it moves by hand, or by itself as soon as everybody waits.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use crate::BoxFuture;
use crate::clock::Clock;

/// 2023-11-14T22:13:20Z: the time of day at which these clocks begin.
const EPOCH: Duration = Duration::from_secs(1_700_000_000);

/// A clock that no test has to wait for. Clones are the same clock.
///
/// ```
/// use std::time::Duration;
/// use bursar_runtime::testing::ManualClock;
/// use bursar_runtime::Clock;
///
/// let clock = ManualClock::new();
/// let begin = clock.now();
/// clock.advance(Duration::from_secs(3600));
/// assert_eq!(clock.now() - begin, Duration::from_secs(3600));
/// ```
#[derive(Debug, Clone)]
pub struct ManualClock {
    start: Instant,
    begins: SystemTime,
    moves: Moves,
    state: Arc<Mutex<State>>,
}

/// What makes the clock move on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moves {
    ByHand,
    BySleeping,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    /// Those who sleep, by number.
    sleepers: Vec<Sleeper>,
    next: u64,
}

#[derive(Debug)]
struct Sleeper {
    number: u64,
    until: Duration,
    waker: Waker,
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl ManualClock {
    /// A clock that moves only by [`ManualClock::advance`]. It begins on 2023-11-14 at 22:13:20 UTC.
    pub fn new() -> Self {
        let begins = SystemTime::UNIX_EPOCH + EPOCH;
        Self { start: Instant::now(), begins, moves: Moves::ByHand, state: Arc::default() }
    }

    /// A clock that moves by itself: once all that goes on has come to a sleep, the shortest one is over. Pauses between
    /// attempts and limits of time then take no time, and nothing has to be advanced.
    ///
    /// It is meant for transports that answer at once, such as [`Double`](super::Double). A real connection takes real time,
    /// which this clock does not wait for: every limit would be met.
    pub fn auto() -> Self {
        Self { moves: Moves::BySleeping, ..Self::new() }
    }

    /// The same clock with another time of day at its beginning.
    #[must_use]
    pub fn starting_at(mut self, begins: SystemTime) -> Self {
        self.begins = begins;
        self
    }

    /// Moves the clock, and wakes those whose sleep is over.
    pub fn advance(&self, by: Duration) {
        let wakers = {
            let mut state = self.lock();
            state.passed = state.passed.saturating_add(by);
            state.wakers()
        };
        wakers.iter().for_each(Waker::wake_by_ref);
    }

    /// How far the clock has moved.
    pub fn elapsed(&self) -> Duration {
        self.lock().passed
    }

    /// How many wait for it to move.
    pub fn sleepers(&self) -> usize {
        self.lock().sleepers.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// To be woken without the lock: what they wake may want it.
    fn wakers(&self) -> Vec<Waker> {
        self.sleepers.iter().map(|sleeper| sleeper.waker.clone()).collect()
    }

    /// Begins a sleep.
    fn enter(&mut self, until: Duration, waker: &Waker) -> u64 {
        let number = self.next;
        self.next += 1;
        self.sleepers.push(Sleeper { number, until, waker: waker.clone() });
        number
    }

    fn leave(&mut self, number: u64) {
        self.sleepers.retain(|sleeper| sleeper.number != number);
    }

    /// Moves to the end of the shortest sleep.
    fn skip(&mut self) -> Vec<Waker> {
        let first = self.sleepers.iter().map(|sleeper| sleeper.until).min();
        self.passed = first.map_or(self.passed, |first| first.max(self.passed));
        self.wakers()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        self.start + self.lock().passed
    }

    fn wall(&self) -> SystemTime {
        self.begins + self.lock().passed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let until = self.lock().passed.saturating_add(duration);
        Box::pin(Sleep { clock: self.clone(), until, number: None })
    }
}

/// One sleep; it counts from its first poll to its end, or until it is dropped.
struct Sleep {
    clock: ManualClock,
    until: Duration,
    number: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let is_over = |state: &State| state.passed >= self.until;
        let Some(number) = self.number else {
            let mut state = clock.lock();
            if is_over(&state) {
                return Poll::Ready(());
            }
            self.number = Some(state.enter(self.until, cx.waker()));
            if clock.moves == Moves::BySleeping {
                // the others get a turn first: one of them may be here for an earlier end
                cx.waker().wake_by_ref();
            }
            return Poll::Pending;
        };
        let mut state = clock.lock();
        let skipped = if clock.moves == Moves::BySleeping && !is_over(&state) { state.skip() } else { Vec::new() };
        let polled = match is_over(&state) {
            true => {
                state.leave(number);
                Poll::Ready(())
            }
            false => {
                let own = state.sleepers.iter_mut().find(|sleeper| sleeper.number == number);
                own.into_iter().for_each(|sleeper| sleeper.waker.clone_from(cx.waker()));
                Poll::Pending
            }
        };
        drop(state);
        skipped.iter().for_each(Waker::wake_by_ref);
        if polled.is_ready() {
            self.number = None;
        }
        polled
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.clock.lock().leave(number);
        }
    }
}
