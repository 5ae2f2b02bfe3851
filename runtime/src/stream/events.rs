//! A body as server-sent events, and asking for it again after the last one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::open;
use super::records::TooLong;
use super::sse::{Parser, RawEvent};
use super::{Read, Source, StreamError};
use crate::BoxFuture;
use crate::call::Call;
use crate::exclusive::Exclusive;

/// The pause before a new request when the server asked for none. The standard leaves it open, "in the region of a few
/// seconds".
const PAUSE: Duration = Duration::from_secs(3);

/// A server that asks for no pause at all is not flooded all the same.
const SHORTEST: Duration = Duration::from_millis(100);

/// A longer pause is not begun.
const LONGEST: Duration = Duration::from_secs(60);

/// An event (HTML standard, "Server-sent events"; OAS 3.2.0, "Special Considerations for Server-Sent Events").
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What kind of event it is, if it says so; see [`Event::name`].
    pub event: Option<String>,
    /// Its id, if it has one of its own; see [`EventStream::last_event_id`].
    pub id: Option<String>,
    /// The pause that the server asks for before a new request.
    pub retry: Option<Duration>,
    /// Its data.
    pub data: T,
}

impl<T> Event<T> {
    /// What kind of event it is: `message` unless it says otherwise.
    pub fn name(&self) -> &str {
        self.event.as_deref().unwrap_or("message")
    }
}

/// The events of an answer, as they arrive. It is also a [`Stream`].
///
/// An event whose data is not what is documented is an error with its number, and the next one can be read all the same.
/// After any other error there is nothing more.
pub struct EventStream<T> {
    pub(super) source: Box<Source>,
    parser: Parser,
    read: Read<T>,
    count: u64,
    state: State,
    reconnect: Reconnect,
}

/// How often the answer is asked for again.
#[derive(Debug, Clone, Copy)]
struct Reconnect {
    /// In a row, without an event in between.
    max: u32,
    done: u32,
}

/// What a step of reading came to.
enum Step<T> {
    /// An event, an error, or the end.
    Done(Option<Result<Event<T>, StreamError>>),
    /// Something that has to be waited for.
    Wait,
    /// Another state.
    Next,
}

enum State {
    Reading,
    /// A pause before the next request.
    Pausing(Exclusive<BoxFuture<'static, ()>>, Box<Call>),
    Opening(Exclusive<BoxFuture<'static, Result<Reopened, StreamError>>>),
    Ended,
}

/// What a new request gave.
pub(crate) enum Reopened {
    /// The events from there on.
    Events(Box<Source>),
    /// 204: the server wants no more of them.
    Nothing,
}

impl<T> EventStream<T> {
    pub(super) fn new(source: Box<Source>, read: Read<T>) -> Self {
        let parser = Parser::new(source.max_item());
        Self { source, parser, read, count: 0, state: State::Reading, reconnect: Reconnect { max: 0, done: 0 } }
    }

    /// Asks again, with `Last-Event-ID`, when the answer ends or breaks off, at most `max` times without an event in
    /// between. Before that it waits as long as the server said in `retry`, else 3 s, twice that for the next try and so
    /// on up to 60 s; a longer wait, or one past the deadline, is not begun. The server ends it with status 204.
    ///
    /// Only a GET is sent again: a stream of another method ends as it would without.
    #[must_use]
    pub fn reconnect(mut self, max: u32) -> Self {
        self.reconnect.max = max;
        self
    }

    /// The next event; `None` at the end. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    /// The data is not what is documented, the event is too long, the connection was lost, or a limit of time was met; with
    /// [`EventStream::reconnect`], whatever a call can end with.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The id of the last event that had one, which is where a new request would go on.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id().filter(|id| !id.is_empty())
    }

    fn event(&mut self, raw: RawEvent) -> Option<Result<Event<T>, StreamError>> {
        if self.source.reply.end == Some(raw.data.as_str()) {
            self.end();
            return None;
        }
        let number = self.count;
        self.count += 1;
        self.reconnect.done = 0;
        let RawEvent { event, id, retry, data } = raw;
        Some(match (self.read)(data.as_bytes()) {
            Ok(data) => Ok(Event { event, id, retry, data }),
            Err(fault) => Err(self.source.undecodable(number, Bytes::from(data), fault).into()),
        })
    }

    fn end(&mut self) {
        self.state = State::Ended;
        self.source.end();
    }

    /// The body ended, or broke off for `cause`: begins the pause before the next request, if there is to be one.
    fn lost(&mut self, cause: Option<StreamError>) -> Step<T> {
        match self.next_try(cause.as_ref()) {
            Some((pause, call)) => {
                self.state = State::Pausing(Exclusive::new(pause), Box::new(call));
                Step::Next
            }
            None => {
                self.end();
                Step::Done(cause.map(Err))
            }
        }
    }

    fn next_try(&mut self, cause: Option<&StreamError>) -> Option<(BoxFuture<'static, ()>, Call)> {
        let may_pass = cause.is_none_or(|cause| cause.is_retryable());
        if self.reconnect.done >= self.reconnect.max || !may_pass {
            return None;
        }
        let asked = self.parser.last_retry().unwrap_or(PAUSE).max(SHORTEST);
        if asked > LONGEST {
            return None;
        }
        let doubled = 2_u32.checked_pow(self.reconnect.done).and_then(|factor| asked.checked_mul(factor));
        let pause = doubled.unwrap_or(LONGEST).min(LONGEST);
        let (sleep, mut call) = self.source.again(pause)?;
        if let Some(id) = self.parser.last_id() {
            call.replace_header("last-event-id", id);
        }
        self.reconnect.done += 1;
        Some((sleep, call))
    }

    fn reading(&mut self, cx: &mut Context<'_>) -> Step<T> {
        loop {
            match self.parser.next() {
                Ok(Some(raw)) => return Step::Done(self.event(raw)),
                Ok(None) => {}
                Err(TooLong) => {
                    self.end();
                    return Step::Done(Some(Err(self.source.too_large(self.count).into())));
                }
            }
            match self.source.poll(cx) {
                Poll::Ready(Some(Ok(chunk))) => self.parser.push(&chunk),
                Poll::Ready(Some(Err(stop))) => return self.lost(Some(stop.into())),
                Poll::Ready(None) => return self.lost(None),
                Poll::Pending => return Step::Wait,
            }
        }
    }

    fn opened(&mut self, opened: Result<Reopened, StreamError>) -> Step<T> {
        match opened {
            Ok(Reopened::Events(source)) => {
                self.source = source;
                self.parser.restart();
                self.state = State::Reading;
                Step::Next
            }
            Ok(Reopened::Nothing) => {
                self.end();
                Step::Done(None)
            }
            Err(error) if matches!(error, StreamError::Transport(_) | StreamError::Timeout(_)) => {
                self.lost(Some(error))
            }
            Err(error) => {
                self.end();
                Step::Done(Some(Err(error)))
            }
        }
    }

    fn step(&mut self, cx: &mut Context<'_>) -> Step<T> {
        match &mut self.state {
            State::Reading => self.reading(cx),
            State::Pausing(pause, call) => match pause.get().as_mut().poll(cx) {
                Poll::Pending => Step::Wait,
                Poll::Ready(()) => {
                    let call = (**call).clone();
                    self.state = State::Opening(Exclusive::new(Box::pin(open::reopen(call))));
                    Step::Next
                }
            },
            State::Opening(opening) => match opening.get().as_mut().poll(cx) {
                Poll::Pending => Step::Wait,
                Poll::Ready(opened) => self.opened(opened),
            },
            State::Ended => Step::Done(None),
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match this.step(cx) {
                Step::Done(item) => return Poll::Ready(item),
                Step::Wait => return Poll::Pending,
                Step::Next => {}
            }
        }
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Reading => "reading",
            State::Pausing(..) => "pausing",
            State::Opening(_) => "opening",
            State::Ended => "ended",
        };
        f.debug_struct("EventStream")
            .field("events", &self.count)
            .field("state", &state)
            .field("last_event_id", &self.last_event_id())
            .finish_non_exhaustive()
    }
}
