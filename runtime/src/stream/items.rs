//! A body as a sequence of JSON texts.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::records::{Ending, Framing, Records, TooLong};
use super::{Read, Source, StreamError};
use crate::error::Fault;
use crate::spec::Decode;

/// The items of an answer that is a sequence of JSON texts: `application/jsonl`, `application/x-ndjson`,
/// `application/json-seq` (RFC 7464). It is also a [`Stream`].
///
/// An item that is not what is documented is an error with its number, and the next one can be read all the same. After
/// any other error there is nothing more.
pub struct JsonLines<T> {
    pub(super) source: Box<Source>,
    records: Records,
    framing: Framing,
    read: Read<T>,
    count: u64,
    body: Body,
}

/// How far the body was read.
#[derive(Debug, PartialEq, Eq)]
enum Body {
    Open,
    Ended,
}

impl<T> JsonLines<T> {
    pub(super) fn new(source: Box<Source>, read: Read<T>) -> Self {
        let framing = match source.reply.content {
            Some((_, Decode::Sequence)) => Framing::Sequence,
            _ => Framing::Lines,
        };
        let records = Records::new(framing, source.max_item());
        Self { source, records, framing, read, count: 0, body: Body::Open }
    }

    /// The next item; `None` at the end. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    /// The item is not what is documented or too long, the connection was lost, or a limit of time was met.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn item(&mut self, record: Bytes, ending: Ending) -> Result<T, StreamError> {
        let number = self.count;
        self.count += 1;
        let read = match is_cut(self.framing, &record, ending) {
            true => Err(Fault::of_body("the text has no end (RFC 7464 section 2.4), so a part of it may be missing")),
            false => (self.read)(&record),
        };
        read.map_err(|fault| self.source.undecodable(number, record, fault).into())
    }
}

/// Whether a number or literal of a sequence may have been cut: nothing but what follows it tells.
fn is_cut(framing: Framing, record: &[u8], ending: Ending) -> bool {
    let bare = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    framing == Framing::Sequence
        && ending == Ending::Missing
        && record.trim_ascii_start().first().is_some_and(bare)
        && record.last().is_some_and(|byte| !byte.is_ascii_whitespace())
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while this.body == Body::Open {
            match this.records.next() {
                Ok(Some((record, ending))) => return Poll::Ready(Some(this.item(record, ending))),
                Ok(None) => {}
                Err(TooLong) => {
                    this.body = Body::Ended;
                    this.source.end();
                    return Poll::Ready(Some(Err(this.source.too_large(this.count).into())));
                }
            }
            match ready!(this.source.poll(cx)) {
                Some(Ok(chunk)) => this.records.push(&chunk),
                Some(Err(stop)) => {
                    this.body = Body::Ended;
                    return Poll::Ready(Some(Err(stop.into())));
                }
                None => {
                    this.body = Body::Ended;
                    let last = this.records.finish();
                    return Poll::Ready(last.map(|(record, ending)| this.item(record, ending)));
                }
            }
        }
        Poll::Ready(None)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").field("items", &self.count).field("body", &self.body).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_cut() {
        fn check(record: &str, ending: Ending, expect: bool) {
            assert_eq!(is_cut(Framing::Sequence, record.as_bytes(), ending), expect, "{record}");
            assert!(!is_cut(Framing::Lines, record.as_bytes(), ending));
        }
        check("12", Ending::Missing, true);
        check("\n-1", Ending::Missing, true);
        check("true", Ending::Missing, true);
        check("12 ", Ending::Missing, false);
        check("12", Ending::Complete, false);
        check("{}", Ending::Missing, false);
        check("\"a\"", Ending::Missing, false);
    }
}
