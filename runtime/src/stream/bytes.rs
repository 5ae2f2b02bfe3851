//! A body as octets.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::bytes::Bytes;
use futures_core::Stream;

use super::{Source, StreamError};

/// The octets of an answer, as they arrive. It is also a [`Stream`].
///
/// There is no limit to the whole: what is done with a chunk decides what is kept.
pub struct ByteStream {
    pub(super) source: Box<Source>,
}

impl ByteStream {
    pub(super) fn new(source: Box<Source>) -> Self {
        Self { source }
    }

    /// The next octets, as many as there are; `None` at the end. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    /// The connection was lost, or a limit of time was met. Nothing comes after that.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The length of the whole in bytes, if the server told it.
    pub fn content_length(&self) -> Option<u64> {
        self.source.length()
    }

    /// Writes the rest, chunk by chunk, and gives the number of bytes. The writer is flushed at the end, and blocks the
    /// task while it writes.
    ///
    /// # Errors
    /// The writer's own, or a [`StreamError`] inside of an [`io::Error`](std::io::Error): the part before it was written.
    pub async fn write_to<W: std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<u64> {
        let mut written = 0;
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            writer.write_all(&chunk)?;
            written += chunk.len() as u64;
        }
        writer.flush()?;
        Ok(written)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.source.poll(cx).map(|chunk| chunk.map(|chunk| chunk.map_err(StreamError::from)))
    }
}

/// For readers of streams that want their errors so (`tokio_util::io::StreamReader`).
impl From<StreamError> for io::Error {
    fn from(error: StreamError) -> Self {
        let kind = if error.is_timeout() { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
        Self::new(kind, error)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("content_length", &self.content_length()).finish_non_exhaustive()
    }
}
