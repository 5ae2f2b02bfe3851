//! What is sent: no content, bytes, a stream, or several of these one after the other.
//!
//! Holds: a stream that cannot be made again is given out once; a body is never longer or shorter than its length says; a
//! stream is not touched before a transport asks for the first chunk, so a refused connection does not use it up.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

/// Bytes that are read at once.
const CHUNK: usize = 32 * 1024;

/// The content of a request, or of a file in one.
///
/// Bytes and text become one by `From`. A clone is the same content, not a copy of it.
///
/// ```
/// use bursar_runtime::Body;
///
/// assert_eq!(Body::from("a,b\n").length(), Some(4));
/// assert!(Body::from(vec![0u8, 255]).is_repeatable());
/// ```
#[derive(Clone, Default)]
pub struct Body(Content);

#[derive(Clone, Default)]
enum Content {
    #[default]
    None,
    Bytes(Bytes),
    Stream(Arc<Source>),
    #[cfg_attr(not(feature = "forms"), expect(dead_code, reason = "parts follow each other"))]
    Sequence(Arc<[Body]>),
}

/// Where the chunks of a stream come from.
struct Source {
    length: Option<u64>,
    origin: Origin,
}

enum Origin {
    Once(Mutex<Option<Boxed>>),
    Again(Box<dyn Fn() -> Boxed + Send + Sync>),
}

type Boxed = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

impl Body {
    /// No content at all, which is less than content of no bytes: no `Content-Type` goes with it.
    pub fn empty() -> Self {
        Self(Content::None)
    }

    /// A stream of `length` bytes, or of an unknown number. It is sent at most once: whatever else would allow it, a call
    /// with it is not repeated once the stream has been touched.
    pub fn stream<S>(length: impl Into<Option<u64>>, stream: S) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let origin = Origin::Once(Mutex::new(Some(Box::pin(stream))));
        Self(Content::Stream(Arc::new(Source { length: length.into(), origin })))
    }

    /// A stream that can be made again, so that a call with it can be repeated. `make` has to give the same bytes each time.
    pub fn repeatable<S, F>(length: impl Into<Option<u64>>, make: F) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
        F: Fn() -> S + Send + Sync + 'static,
    {
        let origin = Origin::Again(Box::new(move || Box::pin(make())));
        Self(Content::Stream(Arc::new(Source { length: length.into(), origin })))
    }

    /// What a reader gives, such as an open file: `length` bytes, or an unknown number. As [`Body::stream`], it is sent at
    /// most once.
    pub fn reader<R: AsyncRead + Send + 'static>(length: impl Into<Option<u64>>, reader: R) -> Self {
        Self::stream(length, Reader { reader: Box::pin(reader), buffer: vec![0; CHUNK] })
    }

    /// One after the other. Bytes alone become bytes again.
    #[cfg(feature = "forms")]
    pub(crate) fn sequence(pieces: Vec<Self>) -> Self {
        let bytes = |piece: &Self| piece.is_empty() || piece.as_bytes().is_some();
        if !pieces.iter().all(bytes) {
            return Self(Content::Sequence(pieces.into()));
        }
        let all: Vec<&[u8]> = pieces.iter().filter_map(|piece| Some(piece.as_bytes()?.as_ref())).collect();
        Self::from(all.concat())
    }

    /// Whether there is no content at all.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Content::None)
    }

    /// The bytes, where they are there already: not of streams, and not where there is no content.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        if let Content::Bytes(bytes) = &self.0 { Some(bytes) } else { None }
    }

    /// The number of bytes, where it is known; 0 without content.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::None => Some(0),
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream(source) => source.length,
            Content::Sequence(pieces) => pieces.iter().try_fold(0u64, |sum, piece| sum.checked_add(piece.length()?)),
        }
    }

    /// Whether it can be sent more than once.
    pub fn is_repeatable(&self) -> bool {
        match &self.0 {
            Content::None | Content::Bytes(_) => true,
            Content::Stream(source) => matches!(source.origin, Origin::Again(_)),
            Content::Sequence(pieces) => pieces.iter().all(Self::is_repeatable),
        }
    }

    /// Whether it is a stream that has been given out, and cannot be made again.
    pub fn is_spent(&self) -> bool {
        match &self.0 {
            Content::None | Content::Bytes(_) => false,
            Content::Stream(source) => match &source.origin {
                Origin::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).is_none(),
                Origin::Again(_) => false,
            },
            Content::Sequence(pieces) => pieces.iter().any(Self::is_spent),
        }
    }

    /// The content in chunks, as a transport sends it. A stream is taken with the first chunk that is asked for; where it
    /// is spent, that chunk is an error.
    pub fn chunks(&self) -> BodyChunks {
        BodyChunks { rest: vec![self.clone()], open: None, left: self.length() }
    }

    /// All of the content at once.
    ///
    /// # Errors
    /// Those of the stream, also where it is spent or not as long as it says.
    pub async fn collect(&self) -> std::io::Result<Bytes> {
        if let Some(bytes) = self.as_bytes() {
            return Ok(bytes.clone());
        }
        let (mut chunks, mut all) = (self.chunks(), BytesMut::new());
        while let Some(chunk) = std::future::poll_fn(|cx| Pin::new(&mut chunks).poll_next(cx)).await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all.freeze())
    }
}

impl Source {
    fn open(&self) -> io::Result<Open> {
        let stream = match &self.origin {
            Origin::Again(make) => Some(make()),
            Origin::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).take(),
        };
        let spent = || io::Error::other("the stream was sent already and cannot be made again");
        Ok(Open { stream: stream.ok_or_else(spent)?, length: self.length, seen: 0 })
    }
}

/// A stream that is being read, held against its length.
struct Open {
    stream: Boxed,
    length: Option<u64>,
    seen: u64,
}

impl Open {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let chunk = ready!(self.stream.as_mut().poll_next(cx)).transpose()?;
        let seen = self.seen.saturating_add(chunk.as_ref().map_or(0, |chunk| chunk.len() as u64));
        self.seen = seen;
        let wrong = |what: &str, length: u64| {
            let text = format!("the stream {what} the {length} bytes that were announced");
            Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::InvalidData, text))))
        };
        match self.length {
            Some(length) if seen > length => wrong("has more than", length),
            Some(length) if chunk.is_none() && seen < length => wrong(&format!("ended after {seen} of"), length),
            _ => Poll::Ready(chunk.map(Ok)),
        }
    }
}

/// The chunks of a [`Body`]; none of them is empty.
#[must_use = "nothing is read before it is polled"]
pub struct BodyChunks {
    /// What follows, last first.
    rest: Vec<Body>,
    open: Option<Open>,
    left: Option<u64>,
}

impl BodyChunks {
    /// The number of bytes that are still to come, where it is known.
    pub fn left(&self) -> Option<u64> {
        self.left
    }

    /// The next chunk of what is open, or the one that is nothing but bytes; `None`: go on with the rest.
    fn step(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if let Some(open) = &mut self.open {
            let chunk = ready!(open.poll(cx));
            if chunk.is_none() {
                self.open = None;
            }
            return Poll::Ready(chunk);
        }
        match self.rest.pop().map(|body| body.0) {
            None | Some(Content::None) => Poll::Ready(None),
            Some(Content::Bytes(bytes)) => Poll::Ready(Some(Ok(bytes))),
            Some(Content::Sequence(pieces)) => {
                self.rest.extend(pieces.iter().rev().cloned());
                Poll::Ready(None)
            }
            Some(Content::Stream(source)) => {
                self.open = Some(source.open()?);
                Poll::Ready(None)
            }
        }
    }
}

impl Stream for BodyChunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.step(cx)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                Some(Ok(chunk)) => {
                    self.left = self.left.map(|left| left.saturating_sub(chunk.len() as u64));
                    return Poll::Ready(Some(Ok(chunk)));
                }
                Some(Err(error)) => {
                    // what was cut off is not to be continued
                    (self.open, self.rest) = (None, Vec::new());
                    return Poll::Ready(Some(Err(error)));
                }
                None if self.open.is_none() && self.rest.is_empty() => return Poll::Ready(None),
                None => {}
            }
        }
    }
}

impl fmt::Debug for BodyChunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyChunks").field("left", &self.left).finish_non_exhaustive()
    }
}

/// A reader as a stream.
struct Reader {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    buffer: Vec<u8>,
}

impl Stream for Reader {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut buffer = ReadBuf::new(buffer);
        ready!(reader.as_mut().poll_read(cx, &mut buffer))?;
        let chunk = buffer.filled();
        Poll::Ready((!chunk.is_empty()).then(|| Ok(Bytes::copy_from_slice(chunk))))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Bytes are equal by value; a stream is equal to its clones only.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::None, Content::None) => true,
            (Content::Bytes(one), Content::Bytes(two)) => one == two,
            (Content::Stream(one), Content::Stream(two)) => Arc::ptr_eq(one, two),
            (Content::Sequence(one), Content::Sequence(two)) => one == two,
            _ => false,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.0 {
            Content::None => return f.write_str("Body(none)"),
            Content::Bytes(_) => "",
            Content::Stream(_) | Content::Sequence(_) if self.is_repeatable() => ", a stream",
            Content::Stream(_) | Content::Sequence(_) => ", a stream that can be sent once",
        };
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes{kind})"),
            None => write!(f, "Body(of unknown length{kind})"),
        }
    }
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
