//! From chunks to records: lines of any ending, and the texts of a JSON sequence (RFC 7464).
//!
//! Holds: where the chunks are cut makes no difference; no record is longer than the limit, and no more than one record
//! and one chunk are kept.

use bytes::{Bytes, BytesMut};

/// A record is longer than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// What has arrived and is not yet a record.
#[derive(Debug)]
pub(super) struct Window {
    rest: BytesMut,
    /// Bytes of `rest` that were looked at and do not end a record.
    seen: usize,
    max: usize,
}

impl Window {
    pub(super) fn new(max: u64) -> Self {
        Self { rest: BytesMut::new(), seen: 0, max: usize::try_from(max).unwrap_or(usize::MAX) }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.rest.extend_from_slice(chunk);
    }

    /// Takes what is before the first byte that `ends` a record, and that byte, which it gives as well.
    pub(super) fn until(&mut self, mut ends: impl FnMut(u8) -> bool) -> Result<Option<(Bytes, u8)>, TooLong> {
        let found = self.rest[self.seen..].iter().position(|byte| ends(*byte)).map(|at| self.seen + at);
        self.seen = found.unwrap_or(self.rest.len());
        if self.seen > self.max {
            return Err(TooLong);
        }
        let Some(at) = found else { return Ok(None) };
        let mut record = self.rest.split_to(at + 1).freeze();
        self.seen = 0;
        let end = record[at];
        record.truncate(at);
        Ok(Some((record, end)))
    }

    /// Takes a byte off the front if it `is` one that does not belong to a record.
    pub(super) fn skip(&mut self, is: impl Fn(u8) -> bool) -> bool {
        let skips = self.seen == 0 && self.rest.first().is_some_and(|byte| is(*byte));
        if skips {
            let _ = self.rest.split_to(1);
        }
        skips
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What is left when nothing more comes.
    pub(super) fn finish(&mut self) -> Bytes {
        self.seen = 0;
        self.rest.split().freeze()
    }

    /// Forgets everything, for a new body.
    pub(super) fn clear(&mut self) {
        self.rest.clear();
        self.seen = 0;
    }
}

/// How JSON texts follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// One on each line.
    Lines,
    /// After a record separator each, and ended by a line feed (RFC 7464).
    Sequence,
}

/// Whether a text has its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It has.
    Complete,
    /// The next one began, or the body ended, before it.
    Missing,
}

/// Cuts a body into JSON texts. Blank ones are left out.
#[derive(Debug)]
pub(super) struct Records {
    window: Window,
    framing: Framing,
    depth: Depth,
    start: Start,
}

/// Whether a byte order mark can still come.
#[derive(Debug, PartialEq, Eq)]
enum Start {
    Ahead,
    Past,
}

impl Records {
    pub(super) fn new(framing: Framing, max: u64) -> Self {
        Self { window: Window::new(max), framing, depth: Depth::default(), start: Start::Ahead }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.window.push(chunk);
    }

    /// The next text; `None` when more has to arrive.
    pub(super) fn next(&mut self) -> Result<Option<(Bytes, Ending)>, TooLong> {
        loop {
            let (framing, depth) = (self.framing, &mut self.depth);
            let cut = self.window.until(|byte| match framing {
                Framing::Lines => byte == b'\n',
                Framing::Sequence => depth.ends(byte),
            })?;
            let Some((record, end)) = cut else { return Ok(None) };
            self.depth = Depth::default();
            let ending = if end == SEPARATOR { Ending::Missing } else { Ending::Complete };
            if let Some(record) = self.kept(record) {
                return Ok(Some((record, ending)));
            }
        }
    }

    /// The last text, when nothing more comes.
    pub(super) fn finish(&mut self) -> Option<(Bytes, Ending)> {
        let record = self.window.finish();
        self.kept(record).map(|record| (record, Ending::Missing))
    }

    /// A record that is not blank, without the mark that some write before the first one.
    fn kept(&mut self, mut record: Bytes) -> Option<Bytes> {
        if std::mem::replace(&mut self.start, Start::Past) == Start::Ahead && record.starts_with(MARK) {
            record = record.slice(MARK.len()..);
        }
        (!record.iter().all(u8::is_ascii_whitespace)).then_some(record)
    }
}

/// The byte order mark in UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// What stands before each text of a sequence (RFC 7464 §2.2).
const SEPARATOR: u8 = 0x1e;

/// Where in a JSON text a byte is. A text may have line feeds in it, and is to be given when it is complete, not when
/// the next one comes.
#[derive(Debug, Default)]
struct Depth {
    open: usize,
    place: Place,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Place {
    /// Nothing but white space has come.
    #[default]
    Before,
    Inside,
    Text,
    Escape,
}

impl Depth {
    /// Takes a byte; whether it ends the text.
    fn ends(&mut self, byte: u8) -> bool {
        // It cannot be part of a text, not even of a broken one.
        if byte == SEPARATOR {
            return true;
        }
        match (&self.place, byte) {
            (Place::Escape, _) => self.place = Place::Text,
            (Place::Text, b'"') => self.place = Place::Inside,
            (Place::Text, b'\\') => self.place = Place::Escape,
            (Place::Text, _) => {}
            (Place::Before, byte) if byte.is_ascii_whitespace() => {}
            (_, b'"') => self.place = Place::Text,
            (_, b'\n') => return self.open == 0,
            (_, byte) => {
                self.place = Place::Inside;
                match byte {
                    b'{' | b'[' => self.open += 1,
                    b'}' | b']' => self.open = self.open.saturating_sub(1),
                    _ => {}
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All records of a body that is cut after each of `cuts`.
    fn records(framing: Framing, chunks: &[&[u8]], max: u64) -> Result<Vec<(String, Ending)>, TooLong> {
        let mut records = Records::new(framing, max);
        let mut out = Vec::new();
        let text = |(record, ending): (Bytes, Ending)| (String::from_utf8_lossy(&record).into_owned(), ending);
        for chunk in chunks {
            records.push(chunk);
            while let Some(record) = records.next()? {
                out.push(text(record));
            }
        }
        out.extend(records.finish().map(text));
        Ok(out)
    }

    /// `~` after a record: it has no end.
    fn check(framing: Framing, body: &str, expect: &[&str]) {
        let expect: Vec<_> = expect
            .iter()
            .map(|record| match record.strip_suffix('~') {
                Some(record) => (record.to_owned(), Ending::Missing),
                None => ((*record).to_owned(), Ending::Complete),
            })
            .collect();
        let body = body.as_bytes();
        for first in 0..=body.len() {
            for second in first..=body.len() {
                let chunks = [&body[..first], &body[first..second], &body[second..]];
                assert_eq!(records(framing, &chunks, 1024), Ok(expect.clone()), "{first} {second}");
            }
        }
        let single: Vec<_> = body.chunks(1).collect();
        assert_eq!(records(framing, &single, 1024), Ok(expect));
    }

    #[test]
    fn lines() {
        check(Framing::Lines, "", &[]);
        check(Framing::Lines, "\n \r\n\t", &[]);
        check(Framing::Lines, "{\"a\":\"\\n\"}\r\n1\n", &["{\"a\":\"\\n\"}\r", "1"]);
        check(Framing::Lines, "1\n\n2", &["1", "2~"]);
        check(Framing::Lines, "\u{feff}1\n\u{feff}2\n", &["1", "\u{feff}2"]);
    }

    #[test]
    fn sequences() {
        check(Framing::Sequence, "\u{1e}{\"a\":\n[1,\n2]}\n\u{1e}\"x\\\"\n\"\n", &["{\"a\":\n[1,\n2]}", "\"x\\\"\n\""]);
        check(Framing::Sequence, "\u{1e}\u{1e}\n\u{1e}12\n\u{1e}13\u{1e}{}", &["12", "13~", "{}~"]);
        check(Framing::Sequence, "\u{1e}{\"a\u{1e}[]\n", &["{\"a~", "[]"]);
        check(Framing::Sequence, "\u{1e}]\n\u{1e}1\n", &["]", "1"]);
        check(Framing::Sequence, "1\n2\n", &["1", "2"]);
    }

    #[test]
    fn a_text_is_there_when_it_is_complete() {
        let mut records = Records::new(Framing::Sequence, 100);
        records.push(b"\x1e{}\n");
        assert_eq!(records.next(), Ok(Some((Bytes::from_static(b"{}"), Ending::Complete))));
        assert_eq!(records.next(), Ok(None));
    }

    #[test]
    fn what_was_read_is_let_go() {
        let mut records = Records::new(Framing::Lines, 10_000);
        let chunk = [b"12345678".repeat(128), b"\n".to_vec()].concat();
        for _ in 0..10_000 {
            records.push(&chunk);
            let (record, _) = records.next().unwrap().unwrap();
            assert_eq!(record.len(), 1024);
        }
        assert!(records.window.rest.capacity() < 64 * 1024, "{}", records.window.rest.capacity());
    }

    #[test]
    fn limits() {
        let fits = records(Framing::Lines, &[b"123", b"4\n12", b"34"], 4);
        assert_eq!(fits.unwrap().len(), 2);
        assert_eq!(records(Framing::Lines, &[b"12345\n"], 4), Err(TooLong));
        assert_eq!(records(Framing::Lines, &[b"123", b"45"], 4), Err(TooLong));
        assert_eq!(records(Framing::Sequence, &[b"\x1e[1,\n", b"2,\n", b"3]\n"], 4), Err(TooLong));
    }
}
