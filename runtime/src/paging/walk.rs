//! From page to page: the call of the next one, its limits, and the guard against going in a circle. Not generic.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;

use bytes::Bytes;
use url::Url;

use super::decide::{Progress, Signs, Step, decide};
use super::facts::{Knob, KnobKind, Paging, Spot, Way};
use super::{json, link};
use crate::base::BaseUrl;
use crate::call::Call;
use crate::error::{Head, PagingProblem, RequestError, Stop};

/// A page that has arrived.
pub(super) struct Landed {
    pub(super) head: Head,
    pub(super) bytes: Bytes,
    /// Where it was asked for, and where it was found after redirects.
    pub(super) asked: Url,
    pub(super) found: Url,
    pub(super) base: Arc<BaseUrl>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Going,
    Over,
}

/// The way through the pages of one call.
pub(super) struct Walk {
    call: Call,
    paging: &'static Paging,
    start: Option<String>,
    /// Pages that may still be read; `None`: any number.
    left: Option<usize>,
    state: State,
    at: Progress,
    seen: Seen,
}

impl Walk {
    pub(super) fn new(call: Call, paging: &'static Paging) -> Self {
        let (at, seen) = (Progress::default(), Seen::default());
        Self { call, paging, start: None, left: None, state: State::Start, at, seen }
    }

    pub(super) fn call(&self) -> &Call {
        &self.call
    }

    pub(super) fn start_at(&mut self, cursor: String) {
        self.start = Some(cursor);
    }

    pub(super) fn limit(&mut self, pages: usize) {
        self.left = Some(pages);
    }

    pub(super) fn end(&mut self) {
        self.state = State::Over;
    }

    /// Whether there is no next page, or none that may be read.
    pub(super) fn is_over(&self) -> bool {
        self.state == State::Over || self.left == Some(0)
    }

    /// The call of the next page, where there is one.
    pub(super) fn next_call(&mut self) -> Result<Call, Stop> {
        if self.state == State::Start {
            self.begin()?;
        }
        self.state = State::Going;
        self.left = self.left.map(|left| left.saturating_sub(1));
        Ok(self.call.clone())
    }

    /// Reads where the call starts, which the caller may have set by a parameter or by a kept cursor.
    fn begin(&mut self) -> Result<(), Stop> {
        self.at.size = self.paging.size.and_then(|at| self.read(at)?.parse().ok()).filter(|size| *size > 0);
        let start = self.start.take();
        match self.paging.way {
            Way::Page { at, first } | Way::Offset { at, first } => {
                if let Some(text) = &start {
                    self.write(at, text).map_err(|_| self.refuse())?;
                }
                let set = self.read(at).map(|text| text.parse().map_err(|_| self.refuse()));
                self.at.number = set.transpose()?.unwrap_or(first);
                if matches!(self.paging.way, Way::Offset { .. }) {
                    self.at.before = u64::try_from(self.at.number).unwrap_or_default();
                }
            }
            Way::Cursor { at } => {
                if let Some(text) = &start {
                    self.write(at, text).map_err(|_| self.refuse())?;
                }
                if let Some(cursor) = self.read(at) {
                    self.seen.insert(&cursor);
                }
            }
            Way::Link | Way::NextUrl => {
                if let Some(text) = &start {
                    let first = self.call.prepare()?;
                    let url = link::resolve(&first.url, &first.base.origin(), text).map_err(|_| self.refuse())?;
                    self.call.go_to(url);
                }
            }
        }
        Ok(())
    }

    /// A start that is none: nothing is sent.
    fn refuse(&self) -> Stop {
        let reason = match self.paging.way {
            Way::Page { .. } => "the page to start from is not a number",
            Way::Offset { .. } => "the offset to start from is not a number",
            Way::Cursor { .. } => "the cursor to start from has no place in the body",
            Way::Link | Way::NextUrl => "the address to start from is not one of this API",
        };
        Stop::Request(Box::new(RequestError { op: self.call.op(None), subject: None, reason: reason.to_owned() }))
    }

    /// Takes in a page, and makes the call of the one after it. Gives the cursor of that.
    pub(super) fn advance(&mut self, page: &Landed) -> Result<Option<String>, PagingProblem> {
        let signs = Signs::read(self.paging, &page.head.headers, &page.bytes)?;
        let items = signs.items();
        let Some(step) = decide(self.paging, self.at, signs)? else {
            self.end();
            return Ok(None);
        };
        self.at.before = self.at.before.saturating_add(items);
        self.call.forget_key();
        let (text, knob) = match (step, self.paging.way) {
            (Step::Number(number), way) => {
                self.at.number = number;
                (number.to_string(), way.knob())
            }
            (Step::Cursor(cursor), way) => (cursor, way.knob()),
            (Step::Address(text), _) => {
                self.seen.insert(page.asked.as_str());
                self.seen.insert(page.found.as_str());
                let url = link::resolve(&page.found, &page.base.origin(), &text).map_err(PagingProblem::Astray)?;
                let text = url.to_string();
                self.call.go_to(url);
                (text, None)
            }
        };
        // a number only ever grows
        let is_number = matches!(self.paging.way, Way::Page { .. } | Way::Offset { .. });
        if !is_number && !self.seen.insert(&text) {
            return Err(PagingProblem::Repeated);
        }
        if let Some(knob) = knob {
            self.write(knob, &text)?;
        }
        Ok(Some(text))
    }

    /// What the call has at a knob, as text.
    fn read(&self, knob: Knob) -> Option<String> {
        let json = match knob.spot {
            Spot::Param(index) => {
                let set = self.call.values.get(index)?.as_deref();
                // a fixed value is text already
                let Some(set) = set else { return self.call.spec.params.get(index)?.fixed.map(str::to_owned) };
                set
            }
            Spot::Body(pointer) => json::at(self.call.body.as_ref()?.text()?, pointer)?,
        };
        match json.as_bytes().first()? {
            b'"' => serde_json::from_str(json).ok(),
            b'n' => None,
            _ => Some(json.to_owned()),
        }
    }

    fn write(&mut self, knob: Knob, text: &str) -> Result<(), PagingProblem> {
        // a server that gives text for a number gets its own text back
        let is_number = knob.kind == KnobKind::Number && serde_json::from_str::<serde_json::Number>(text).is_ok();
        let value = if is_number { text.to_owned() } else { json::quoted(text) };
        match knob.spot {
            Spot::Param(index) => {
                let slot = self.call.values.get_mut(index).ok_or(PagingProblem::Beyond)?;
                *slot = Some(value);
            }
            Spot::Body(pointer) => {
                let body = self.call.body.as_ref().map_or(Some("null"), |body| body.text());
                let body = body.and_then(|body| json::put(body, pointer, &value));
                self.call.rewrite(body.ok_or(PagingProblem::Beyond)?);
            }
        }
        Ok(())
    }
}

impl Way {
    fn knob(self) -> Option<Knob> {
        match self {
            Self::Page { at, .. } | Self::Offset { at, .. } | Self::Cursor { at } => Some(at),
            Self::Link | Self::NextUrl => None,
        }
    }
}

/// What led to the pages so far, as 128 bits each: a server may write cursors of any length.
#[derive(Default)]
struct Seen {
    keys: [RandomState; 2],
    all: HashSet<[u64; 2]>,
}

impl Seen {
    /// Whether it is new.
    fn insert(&mut self, text: &str) -> bool {
        self.all.insert([self.keys[0].hash_one(text), self.keys[1].hash_one(text)])
    }
}
