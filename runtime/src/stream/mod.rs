//! Bodies that are read as they arrive: octets, server-sent events, and sequences of JSON texts.
//!
//! Holds: a stream is opened like any other call, with its retries, and errors of the head come before it; from then on
//! nothing is sent again unless [`EventStream::reconnect`] was asked for. At most one item, up to the limit for items, and
//! one chunk are in memory. Silence is limited by the time of an attempt, the whole by the deadline if there is one. A
//! dropped `next` loses nothing.

#[cfg(feature = "blocking")]
mod blocking;
mod bytes;
mod events;
mod items;
mod open;
mod records;
mod source;
mod sse;

use std::sync::Mutex;

#[cfg(feature = "blocking")]
pub use self::blocking::BlockingStream;
pub use self::bytes::ByteStream;
pub(crate) use self::events::Reopened;
pub use self::events::{Event, EventStream};
pub use self::items::JsonLines;
pub(crate) use self::open::decoded;
pub use self::open::stream;
pub(crate) use self::source::Source;
use crate::answer::{self, Answer, Decoded};
use crate::error::{Error, Fault};
use crate::send::Operation;
use crate::wire::De;

/// An error after the head of a success had arrived.
///
/// Most are `Transport`, `Timeout` or `Decode`; the others can come out of [`EventStream::reconnect`], where the body of
/// an error status is not typed.
pub type StreamError = Error<()>;

/// An operation whose answer can also be read as it arrives.
pub trait Streamed: Operation {
    /// What it is read as.
    type Stream: Send + 'static;
    /// The replies that are read so, by index; no other success is asked for.
    const REPLIES: &'static [usize];

    /// Takes the body.
    ///
    /// # Errors
    /// When it was taken before.
    fn stream(answer: &Answer) -> Decoded<Self::Stream>;
}

/// A body that is still to be pulled, until a reader takes it.
#[derive(Default)]
pub(crate) struct Live(Mutex<Option<Box<Source>>>);

impl Live {
    pub(crate) fn new(source: Source) -> Self {
        Self(Mutex::new(Some(Box::new(source))))
    }

    pub(crate) fn take(&self) -> Option<Box<Source>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Live")
    }
}

/// What makes an item of its bytes.
type Read<T> = fn(&[u8]) -> Decoded<T>;

impl Answer {
    fn taken(&self) -> Decoded<Box<Source>> {
        self.live.take().ok_or_else(|| Fault::of_body("the body was taken already"))
    }

    /// The octets, as they arrive.
    ///
    /// # Errors
    /// When the body was taken before.
    pub fn octets(&self) -> Decoded<ByteStream> {
        self.taken().map(ByteStream::new)
    }

    /// The events, with their data as text.
    ///
    /// # Errors
    /// When the body was taken before.
    pub fn text_events(&self) -> Decoded<EventStream<String>> {
        self.taken().map(|source| EventStream::new(source, answer::read_text))
    }

    /// The events, with their data read as JSON through the codec `C`.
    ///
    /// # Errors
    /// When the body was taken before.
    pub fn events<C: De<T>, T>(&self) -> Decoded<EventStream<T>> {
        self.taken().map(|source| EventStream::new(source, answer::read_json::<C, T>))
    }

    /// The JSON texts of a sequence, read through the codec `C`.
    ///
    /// # Errors
    /// When the body was taken before.
    pub fn lines<C: De<T>, T>(&self) -> Decoded<JsonLines<T>> {
        self.taken().map(|source| JsonLines::new(source, answer::read_json::<C, T>))
    }
}
