//! All that is known of a case after it was played.

use std::time::Duration;

use crate::framing::{Framed, frame};
use crate::protocol::{Closing, Outcome, micros};
use crate::record::{Exchange, Record};
use crate::suite::{Case, Host, Kind};

/// All that is known of a case.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The case.
    pub case: Case,
    /// What the hosts saw.
    pub record: Record,
    /// The calls, as the client told of them.
    pub calls: Vec<Made>,
    /// Memory before the first call, in KiB.
    pub idle_kb: Option<u64>,
    /// What the client told at the end.
    pub closing: Option<Closing>,
    /// What the client's program printed on standard error.
    pub printed: String,
    /// How the client's program ended.
    pub exit: Exit,
    /// What is secret in this case.
    pub secrets: Vec<String>,
}

/// A call that was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// When it began, in µs since 1970.
    pub begin: u64,
    /// When it ended.
    pub end: u64,
    /// What came of it; `None` when it never ended.
    pub outcome: Option<Outcome>,
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// As it should.
    Good,
    /// With a status or signal.
    Bad(String),
    /// It was ended after so many ms.
    Killed(u64),
}

impl Evidence {
    /// The kinds that a call may come to.
    pub(super) fn alternatives(&self, call: usize) -> &[Kind] {
        let kinds = &self.case.expect.kinds;
        kinds.get(call).or(kinds.last()).map_or(&[], Vec::as_slice)
    }

    /// The requests to a host during a call, in their order.
    pub(super) fn during(&self, call: &Made, host: Host) -> Vec<&Exchange> {
        let is_during = |exchange: &&Exchange| {
            let at = micros(exchange.at);
            exchange.host == host && at >= call.begin && (call.outcome.is_none() || at <= call.end)
        };
        self.record.exchanges.iter().filter(is_during).collect()
    }

    /// From the first call to the end of the last, in ms.
    pub(super) fn took_ms(&self) -> Option<u64> {
        let (first, last) = (self.calls.first()?, self.calls.last()?);
        last.outcome.as_ref()?;
        Some(last.end.saturating_sub(first.begin) / 1000)
    }

    /// How much memory was in use beyond the idle size, in KiB.
    pub(super) fn grown_kb(&self) -> Option<u64> {
        let peak = self.closing.as_ref()?.peak_kb?;
        Some(peak.saturating_sub(self.idle_kb?))
    }

    /// The pauses of the client in a call: from the end of an answer of `a` to the next request to it.
    pub(super) fn pauses(&self, call: &Made) -> Vec<Pause<'_>> {
        let exchanges = self.during(call, Host::A);
        let pairs = exchanges.iter().zip(exchanges.iter().skip(1));
        pairs
            .map(|(before, after)| {
                let ended = before.answer.ended.unwrap_or(after.at);
                Pause { before, after, length: after.at.duration_since(ended).unwrap_or_default() }
            })
            .collect()
    }
}

/// The time between two requests of a call.
pub(super) struct Pause<'a> {
    pub(super) before: &'a Exchange,
    pub(super) after: &'a Exchange,
    pub(super) length: Duration,
}

impl Pause<'_> {
    /// Whether the same request was sent again, and not because the answer sent it elsewhere.
    pub(super) fn is_repetition(&self) -> bool {
        is_same(self.before, self.after) && !is_redirect(&framed(self.before))
    }
}

/// The answer of an exchange, taken apart.
pub(super) fn framed(exchange: &Exchange) -> Framed {
    frame(exchange.request.method(), &exchange.answer)
}

/// Whether two requests ask for the same.
pub(super) fn is_same(one: &Exchange, other: &Exchange) -> bool {
    let (one, other) = (&one.request, &other.request);
    (one.method(), one.target(), &one.body) == (other.method(), other.target(), &other.body)
}

/// Whether an answer sends the client elsewhere.
pub(super) fn is_redirect(framed: &Framed) -> bool {
    (300..400).contains(&framed.status) && framed.has_location
}
