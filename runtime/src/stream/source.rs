//! The body of an answer, pulled chunk by chunk within the limits of its call.
//!
//! Holds: what is pending survives a dropped `next`; between two chunks no more time passes than an attempt has, and none
//! after the deadline; after the end, or an error, there is nothing more.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;

use crate::BoxFuture;
use crate::call::Call;
use crate::error::{Fault, Stop, TimeoutError, TimeoutPhase, TransportError, Trouble};
use crate::exclusive::Exclusive;
use crate::flow::Finished;
use crate::spec::{Method, Reply};
use crate::transport::Chunks;

/// A body that is being pulled.
pub(crate) struct Source {
    facts: Finished,
    /// What the body is documented as.
    pub(super) reply: &'static Reply,
    state: Exclusive<State>,
}

enum State {
    /// The body, and the limit of a chunk that had to be waited for.
    Open(Chunks, Option<Limit>),
    Ended,
}

struct Limit {
    sleep: BoxFuture<'static, ()>,
    phase: TimeoutPhase,
}

impl Source {
    pub(crate) fn new(mut facts: Finished, body: Chunks, reply: &'static Reply) -> Self {
        // It was sent, and may be large.
        facts.prepared.body = crate::transport::Body::empty();
        Self { facts, reply, state: Exclusive::new(State::Open(body, None)) }
    }

    /// The next chunk; `None` at the end.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Stop>>> {
        let state = self.state.get();
        let State::Open(body, limit) = state else { return Poll::Ready(None) };
        if limit.is_none() && self.facts.left() == Some(Duration::ZERO) {
            *state = State::Ended;
            return Poll::Ready(Some(Err(self.timed_out(TimeoutPhase::Deadline))));
        }
        if let Poll::Ready(pulled) = body.as_mut().poll_next(cx) {
            *limit = None;
            if !matches!(pulled, Some(Ok(_))) {
                *state = State::Ended;
            }
            let failed = |failure| self.transport(Trouble::Failure(failure));
            return Poll::Ready(pulled.map(|chunk| chunk.map_err(failed)));
        }
        let limit = limit.get_or_insert_with(|| silence(&self.facts));
        ready!(limit.sleep.as_mut().poll(cx));
        let phase = limit.phase;
        *state = State::Ended;
        Poll::Ready(Some(Err(self.timed_out(phase))))
    }

    /// Stops reading.
    pub(super) fn end(&mut self) {
        *self.state.get() = State::Ended;
    }

    /// The client, and which call it was.
    #[cfg(feature = "blocking")]
    pub(super) fn call(&self) -> (crate::core::Core, crate::error::Op) {
        (self.facts.call.core.clone(), self.facts.prepared.op.clone())
    }

    /// The length of an item that is still accepted, in bytes.
    pub(super) fn max_item(&self) -> u64 {
        self.facts.call.limits().max_item_bytes
    }

    /// The length of the body, if the server told it.
    pub(super) fn length(&self) -> Option<u64> {
        self.facts.arrived.arrival.headers.get(http::header::CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
    }

    /// The item number `item`, from 0, is over the limit.
    pub(super) fn too_large(&self, item: u64) -> Stop {
        self.transport(Trouble::ItemTooLarge { item, limit: self.max_item() })
    }

    /// The item number `item`, from 0, is not what is documented.
    pub(super) fn undecodable(&self, item: u64, raw: Bytes, fault: Box<Fault>) -> Stop {
        self.facts.undecodable_part(raw, Some(item), fault)
    }

    /// The body is not what is documented.
    pub(crate) fn unreadable(&self, fault: Box<Fault>) -> Stop {
        self.facts.undecodable(fault)
    }

    fn transport(&self, trouble: Trouble) -> Stop {
        let status = Some(self.facts.arrived.arrival.status);
        Stop::Transport(Box::new(TransportError { op: self.facts.prepared.op.clone(), status, trouble }))
    }

    fn timed_out(&self, phase: TimeoutPhase) -> Stop {
        let limits = self.facts.call.limits();
        let limit = match phase {
            TimeoutPhase::Deadline => limits.deadline.unwrap_or_default(),
            _ => limits.attempt_timeout,
        };
        Stop::Timeout(Box::new(TimeoutError { op: self.facts.prepared.op.clone(), phase, limit }))
    }

    /// A pause on the clock of the call, and the call after it, with what is left of its deadline then. `None` where
    /// sending it again would be more than reading again, or the pause would pass the deadline.
    pub(super) fn again(&self, pause: Duration) -> Option<(BoxFuture<'static, ()>, Call)> {
        let left = self.facts.left();
        if self.facts.prepared.op.spec.method != Method::Get || left.is_some_and(|left| left <= pause) {
            return None;
        }
        let mut call = self.facts.call.clone();
        call.limits_mut().deadline = left.map(|left| left - pause);
        Some((call.core.clock().sleep(pause), call))
    }
}

/// The limit of one pull: silence as long as an attempt may take, or the deadline if it comes first.
fn silence(facts: &Finished) -> Limit {
    let silence = facts.call.limits().attempt_timeout;
    let (time, phase) = match facts.left() {
        Some(left) if left < silence => (left, TimeoutPhase::Deadline),
        _ => (silence, TimeoutPhase::Silence),
    };
    Limit { sleep: facts.call.core.clock().sleep(time), phase }
}
