//! The parser of `text/event-stream` (HTML standard, "Interpreting an event stream").
//!
//! Holds: where the chunks are cut makes no difference; a line and an event have the limit of an item, comments included;
//! an event that has no end when the body ends is not one.

use std::time::Duration;

use super::records::{MARK, TooLong, Window};

/// An event as it was sent, its data not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawEvent {
    pub(super) event: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
    pub(super) data: String,
}

/// What of a body was parsed so far.
#[derive(Debug)]
pub(super) struct Parser {
    window: Window,
    max: usize,
    line: LineStart,
    event: String,
    /// Each line with a line feed.
    data: String,
    id: Option<String>,
    retry: Option<Duration>,
    /// `None` until an event had one; empty when an event took it back.
    last_id: Option<String>,
    last_retry: Option<Duration>,
}

/// What can stand before the next line.
#[derive(Debug, PartialEq, Eq)]
enum LineStart {
    /// A byte order mark.
    Body,
    /// The line feed of a CR LF whose CR ended the line before.
    AfterReturn,
    Line,
}

impl Parser {
    pub(super) fn new(max: u64) -> Self {
        Self {
            window: Window::new(max),
            max: usize::try_from(max).unwrap_or(usize::MAX),
            line: LineStart::Body,
            event: String::new(),
            data: String::new(),
            id: None,
            retry: None,
            last_id: None,
            last_retry: None,
        }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.window.push(chunk);
    }

    /// The id that a new request would go on after: `None` until an event had one, empty when an event took it back.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// The pause before a new request that the server asked for.
    pub(super) fn last_retry(&self) -> Option<Duration> {
        self.last_retry
    }

    /// Begins a new body; what the last one left unfinished is no event.
    pub(super) fn restart(&mut self) {
        self.window.clear();
        self.line = LineStart::Body;
        self.clear();
    }

    /// The next event; `None` when more has to arrive.
    pub(super) fn next(&mut self) -> Result<Option<RawEvent>, TooLong> {
        loop {
            if self.line == LineStart::AfterReturn && !self.window.is_empty() {
                self.window.skip(|byte| byte == b'\n');
                self.line = LineStart::Line;
            }
            let Some((line, end)) = self.window.until(|byte| matches!(byte, b'\r' | b'\n'))? else { return Ok(None) };
            let line = match self.line {
                LineStart::Body => line.strip_prefix(MARK).unwrap_or(&line),
                LineStart::AfterReturn | LineStart::Line => &line,
            };
            self.line = if end == b'\r' { LineStart::AfterReturn } else { LineStart::Line };
            if let Some(event) = self.take(&String::from_utf8_lossy(line))? {
                return Ok(Some(event));
            }
        }
    }

    fn take(&mut self, line: &str) -> Result<Option<RawEvent>, TooLong> {
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = match line.split_once(':') {
            Some((field, value)) => (field, value.strip_prefix(' ').unwrap_or(value)),
            None => (line, ""),
        };
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // More digits than fit are a pause without end.
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
                self.last_retry = self.retry;
            }
            // Comments have an empty name; other fields are ignored.
            _ => {}
        }
        let id = self.id.as_ref().map_or(0, String::len);
        // The last line feed of the data is not part of it.
        let held = self.event.len() + id + self.data.len().saturating_sub(1);
        if held > self.max { Err(TooLong) } else { Ok(None) }
    }

    /// The event that an empty line ends; without data it is none. Its id counts either way, and not before.
    fn dispatch(&mut self) -> Option<RawEvent> {
        if self.id.is_some() {
            self.last_id.clone_from(&self.id);
        }
        if self.data.pop().is_none() {
            self.clear();
            return None;
        }
        let event = std::mem::take(&mut self.event);
        let data = std::mem::take(&mut self.data);
        Some(RawEvent {
            event: Some(event).filter(|event| !event.is_empty()),
            id: self.id.take(),
            retry: self.retry.take(),
            data,
        })
    }

    fn clear(&mut self) {
        self.event.clear();
        self.data.clear();
        self.id = None;
        self.retry = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Found = (Vec<RawEvent>, String, Option<Duration>);

    fn parse(chunks: &[&[u8]], max: u64) -> Result<Found, TooLong> {
        let mut parser = Parser::new(max);
        let mut out = Vec::new();
        for chunk in chunks {
            parser.push(chunk);
            while let Some(event) = parser.next()? {
                out.push(event);
            }
        }
        Ok((out, parser.last_id().unwrap_or_default().to_owned(), parser.last_retry()))
    }

    fn print(event: &RawEvent) -> String {
        let mut text = String::new();
        text.extend(event.event.iter().map(|name| format!("{name} ")));
        text.extend(event.id.iter().map(|id| format!("#{id} ")));
        text.extend(event.retry.iter().map(|retry| format!("@{} ", retry.as_millis())));
        format!("{text}{:?}", event.data)
    }

    fn check(body: &[u8], expect: &[&str], last_id: &str, retry: Option<u64>) {
        let outcome = |chunks: &[&[u8]]| {
            let (events, id, retry) = parse(chunks, 1024).unwrap();
            (events.iter().map(print).collect::<Vec<_>>(), id, retry)
        };
        let expect = (
            expect.iter().map(|text| (*text).to_owned()).collect(),
            last_id.to_owned(),
            retry.map(Duration::from_millis),
        );
        for first in 0..=body.len() {
            for second in first..=body.len() {
                let chunks = [&body[..first], &body[first..second], &body[second..]];
                assert_eq!(outcome(&chunks), expect, "{first} {second} {:?}", String::from_utf8_lossy(body));
            }
        }
        assert_eq!(outcome(&body.chunks(1).collect::<Vec<_>>()), expect);
    }

    #[test]
    fn the_examples_of_the_standard() {
        let stocks = b"data: YHOO\ndata: +2\ndata: 10\n\n";
        check(stocks, &[r#""YHOO\n+2\n10""#], "", None);
        let four = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n";
        check(four, &[r##"#1 "first event""##, r##"# "second event""##], "", None);
        check(b"data\n\ndata\ndata\n\ndata:", &[r#""""#, r#""\n""#], "", None);
        check(b"data:test\n\ndata: test\n\n", &[r#""test""#, r#""test""#], "", None);
    }

    #[test]
    fn lines_end_in_three_ways() {
        check(b"data: a\r\ndata:  b\r\n\r\ndata: c\r\rdata: d\n\n", &[r#""a\n b""#, r#""c""#, r#""d""#], "", None);
        check(b"data: a\r\n\n", &[r#""a""#], "", None);
        check(b"data: a\n\r\n", &[r#""a""#], "", None);
        check("\u{feff}data: a\r\r\u{feff}data: b\r\r".as_bytes(), &[r#""a""#], "", None);
    }

    #[test]
    fn fields() {
        check(b"event: add\nid: 7\nretry: 10\ndata: x\n\ndata: y\n\n", &[r#"add #7 @10 "x""#, r#""y""#], "7", Some(10));
        check(b"id: 7\n\nevent: gone\n\ndata: y\n\n", &[r#""y""#], "7", None);
        check(b"id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n", &[r##"#7 "a""##, r#""b""#], "7", None);
        check(b"retry: 1x\nretry:\nretry: -1\nretry: +1\nDATA: no\ndata : no\n: data: no\n\n", &[], "", None);
        check(b"retry: 99999999999999999999999999\n\n", &[], "", Some(u64::MAX));
        check(b"event: a\nevent: b\ndata:x:y: z\n\n", &[r#"b "x:y: z""#], "", None);
        check(b"data: \xff\xc3\n\n", &["\"\u{fffd}\u{fffd}\""], "", None);
        check(b"id: 8\ndata: a\n\nid: 9\ndata: cut\n", &[r##"#8 "a""##], "8", None);
        check(b"id: 8\ndata: a\n\nid\n\n", &[r##"#8 "a""##], "", None);
    }

    #[test]
    fn limits() {
        assert_eq!(parse(&[b"data: abcd\n\n"], 10).unwrap().0.len(), 1);
        assert_eq!(parse(&[b"data: abcde\n\n"], 10), Err(TooLong));
        assert_eq!(parse(&[b": only a comment"], 10), Err(TooLong));
        let lines = [b"data: a\n".as_slice(); 6];
        assert_eq!(parse(&lines, 10), Err(TooLong));
        assert!(parse(&lines[..5], 10).is_ok());
        assert_eq!(parse(&[b"event: 123\nid: 12345\ndata:12345\n\n"], 10), Err(TooLong));
        // Nothing of what an empty line ended counts.
        let beats = [b":\n\n".as_slice(); 1000];
        assert!(parse(&beats, 4).is_ok());
    }

    #[test]
    fn any_bytes_cut_anywhere() {
        const PIECES: [&[u8]; 13] = [
            b"data",
            b"id",
            b"retry",
            b"event",
            b":",
            b" ",
            b"\r",
            b"\n",
            b"\n\n",
            b"\ndata:",
            b"\0",
            b"7",
            b"\xc3\xa9\xff",
        ];
        let mut seed = 1_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut events = 0;
        for _ in 0..2_000 {
            let body: Vec<u8> = (0..40).flat_map(|_| PIECES[random(PIECES.len())]).copied().collect();
            let whole = parse(&[&body], 1024).unwrap();
            let mut rest = body.as_slice();
            let mut chunks = Vec::new();
            while !rest.is_empty() {
                let (chunk, more) = rest.split_at((1 + random(6)).min(rest.len()));
                chunks.push(chunk);
                rest = more;
            }
            assert_eq!(parse(&chunks, 1024).unwrap(), whole, "{:?}", String::from_utf8_lossy(&body));
            events += whole.0.len();
        }
        assert!(events > 500, "{events}");
    }

    #[test]
    fn a_new_body_keeps_the_id_and_forgets_the_rest() {
        let mut parser = Parser::new(100);
        parser.push(b"id: 1\n\nid: 2\nevent: e\ndata: cut\ndata: in");
        assert_eq!(parser.next(), Ok(None));
        parser.restart();
        parser.push("\u{feff}data: whole\n\n".as_bytes());
        let event = parser.next().unwrap().unwrap();
        assert_eq!((print(&event).as_str(), parser.last_id()), (r#""whole""#, Some("1")));
    }
}
