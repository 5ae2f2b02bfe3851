//! Streams of a blocking client, as iterators and readers.

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;

use bytes::{Buf, Bytes};
use futures_core::Stream;

use super::{ByteStream, EventStream, JsonLines, Source, StreamError};
use crate::blocking;
use crate::core::Core;
use crate::error::{Error, Op};

/// A stream of a blocking client: an [`Iterator`] that waits for each item, and for octets a [`Read`](std::io::Read).
///
/// It is refused, with an item that is [`Error::Request`] and the last one, on a thread that runs async tasks, and where the
/// stream is one of an async client.
pub struct BlockingStream<S> {
    /// `None` after it was refused.
    stream: Option<S>,
    core: Core,
    op: Op,
    /// What of a chunk was not read yet.
    rest: Bytes,
}

impl<S> BlockingStream<S> {
    pub(crate) fn new(stream: S, core: Core, op: Op) -> Self {
        Self { stream: Some(stream), core, op, rest: Bytes::new() }
    }

    fn of(stream: S, source: impl FnOnce(&S) -> &Source) -> Self {
        let (core, op) = source(&stream).call();
        Self::new(stream, core, op)
    }
}

impl<S: Stream<Item = Result<T, StreamError>> + Unpin, T> Iterator for BlockingStream<S> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        let work = std::future::poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx));
        blocking::wait(&self.core, self.op.clone(), work).unwrap_or_else(|stop| {
            self.stream = None;
            Some(Err(Error::from(stop)))
        })
    }
}

/// Interrupted reads are not repeated: a [`StreamError`] inside of the [`io::Error`](std::io::Error) is the last word.
impl Read for BlockingStream<ByteStream> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !into.is_empty() {
            match self.next() {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(0),
            }
        }
        let count = self.rest.len().min(into.len());
        self.rest.copy_to_slice(&mut into[..count]);
        Ok(count)
    }
}

impl BlockingStream<ByteStream> {
    /// The length of the whole in bytes, if the server told it.
    pub fn content_length(&self) -> Option<u64> {
        self.stream.as_ref()?.content_length()
    }
}

impl<T> BlockingStream<EventStream<T>> {
    /// As [`EventStream::reconnect`].
    #[must_use]
    pub fn reconnect(mut self, max: u32) -> Self {
        self.stream = self.stream.map(|stream| stream.reconnect(max));
        self
    }

    /// As [`EventStream::last_event_id`].
    pub fn last_event_id(&self) -> Option<&str> {
        self.stream.as_ref()?.last_event_id()
    }
}

impl ByteStream {
    /// The same octets for a program without an async runtime.
    pub fn into_blocking(self) -> BlockingStream<Self> {
        BlockingStream::of(self, |stream| &stream.source)
    }
}

impl<T> EventStream<T> {
    /// The same events for a program without an async runtime.
    pub fn into_blocking(self) -> BlockingStream<Self> {
        BlockingStream::of(self, |stream| &stream.source)
    }
}

impl<T> JsonLines<T> {
    /// The same items for a program without an async runtime.
    pub fn into_blocking(self) -> BlockingStream<Self> {
        BlockingStream::of(self, |stream| &stream.source)
    }
}

impl<S: fmt::Debug> fmt::Debug for BlockingStream<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingStream").field(&self.stream).finish()
    }
}
