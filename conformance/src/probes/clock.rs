//! The client's time: it stands still while a request is under way, and jumps to the end of the shortest sleep when
//! everybody sleeps. So pauses are not waited out, and a limit of time is met only when a server takes longer than it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use bursar_runtime::{BoxFuture, Clock};

/// 2026-03-01T00:00:00Z, when it begins.
const EPOCH: Duration = Duration::from_secs(1_772_323_200);

/// How often others get a turn before somebody who sleeps makes the time pass.
const TURNS: u32 = 16;

/// How long a server waits, in real time, for those whose time was over to see it.
const GRACE: Duration = Duration::from_secs(2);

/// The clock. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Timeline {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    sleepers: Vec<Sleeper>,
    next: u64,
    flights: usize,
    /// Requests that were given up.
    lost: u64,
}

#[derive(Debug)]
struct Sleeper {
    number: u64,
    until: Duration,
    waker: Waker,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { start: Instant::now(), state: Arc::default() }
    }
}

impl Timeline {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time since the beginning.
    pub fn passed(&self) -> Duration {
        self.lock().passed
    }

    /// Lets time pass between calls.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        state.passed += by;
        wake(state);
    }

    /// A request is under way until this is dropped.
    pub fn flight(&self) -> Flight {
        self.lock().flights += 1;
        Flight { timeline: self.clone(), is_landed: false }
    }

    /// A server takes its time: what the client limits ends in its order, until nobody waits for the server any more.
    pub fn delay(&self, by: Duration) {
        let (target, lost) = {
            let state = self.lock();
            (state.passed + by, state.lost)
        };
        loop {
            let next = {
                let mut state = self.lock();
                let next = state.sleepers.iter().map(|sleeper| sleeper.until).filter(|until| *until <= target).min();
                state.passed = next.unwrap_or(target).max(state.passed);
                wake(state);
                next
            };
            if next.is_none() || !self.settle() || self.lock().lost != lost {
                return;
            }
        }
    }

    /// Waits until those whose time is over have seen it.
    fn settle(&self) -> bool {
        let end = Instant::now() + GRACE;
        while Instant::now() < end {
            {
                let state = self.lock();
                if state.sleepers.iter().all(|sleeper| sleeper.until > state.passed) {
                    return true;
                }
            }
            thread::sleep(Duration::from_micros(200));
        }
        false
    }
}

fn wake(state: MutexGuard<'_, State>) {
    let wakers: Vec<Waker> = state.sleepers.iter().map(|sleeper| sleeper.waker.clone()).collect();
    drop(state);
    wakers.iter().for_each(Waker::wake_by_ref);
}

/// A request that is under way.
#[derive(Debug)]
pub struct Flight {
    timeline: Timeline,
    is_landed: bool,
}

impl Flight {
    /// It came to its end.
    pub fn land(&mut self) {
        self.is_landed = true;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut state = self.timeline.lock();
        state.flights -= 1;
        state.lost += u64::from(!self.is_landed);
        wake(state);
    }
}

impl Clock for Timeline {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + EPOCH + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut sleep =
            Sleep { timeline: self.clone(), until: self.passed().saturating_add(duration), number: None, turns: 0 };
        Box::pin(poll_fn(move |cx| Pin::new(&mut sleep).poll(cx)))
    }
}

/// One sleep; it counts from its first poll to its end, or until it is dropped.
struct Sleep {
    timeline: Timeline,
    until: Duration,
    number: Option<u64>,
    turns: u32,
}

impl Sleep {
    fn enter(&mut self, state: &mut State, waker: &Waker) {
        match self.number.and_then(|number| state.sleepers.iter_mut().find(|sleeper| sleeper.number == number)) {
            Some(own) => own.waker.clone_from(waker),
            None => {
                let number = state.next;
                state.next += 1;
                state.sleepers.push(Sleeper { number, until: self.until, waker: waker.clone() });
                self.number = Some(number);
            }
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let timeline = self.timeline.clone();
        let mut state = timeline.lock();
        let rests = state.flights == 0 && self.turns >= TURNS;
        if rests && let Some(first) = state.sleepers.iter().map(|sleeper| sleeper.until).min() {
            state.passed = first.max(state.passed);
        }
        if state.passed >= self.until {
            let own = self.number.take();
            state.sleepers.retain(|sleeper| Some(sleeper.number) != own);
            return Poll::Ready(());
        }
        self.enter(&mut state, cx.waker());
        self.turns = if state.flights > 0 || rests { 0 } else { self.turns + 1 };
        if rests {
            wake(state);
        } else if state.flights == 0 {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.timeline.lock().sleepers.retain(|sleeper| sleeper.number != number);
        }
    }
}
