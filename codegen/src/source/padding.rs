//! Indentation inside brackets and quotes, which YAML 1.2 asks for and published documents do not always have:
//!
//! ```yaml
//! tags: [
//!   one
//! ]
//! ```
//!
//! `serde_yaml` reads this, `saphyr-parser` does not always. Where it refuses, such lines are indented for its pass, which
//! changes no value, and the columns are set right afterwards. What is inside brackets and quotes is found by a rough
//! scan: should it be wrong, then the outline does not fit what `serde_yaml` reads, and the file is refused.

use std::borrow::Cow;

use saphyr_parser::{ScanError, Span as YamlSpan};

use super::Span;

/// A text for `saphyr-parser`.
#[derive(Debug)]
pub(super) struct Padded<'t> {
    pub(super) text: Cow<'t, str>,
    /// Lines from 1, ascending, and the columns added to each.
    added: Vec<(usize, usize)>,
}

/// Whether the parser wants more indentation inside brackets or quotes.
pub(super) fn wants(error: &ScanError) -> bool {
    error.info().starts_with("invalid indentation")
}

impl<'t> Padded<'t> {
    /// The text as it is.
    pub(super) fn none(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), added: Vec::new() }
    }

    /// The text with more indentation; `None` when none is missing, or too much.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let mut scan = Scan { bytes: text.as_bytes(), at: 0, line: 1, line_start: 0, inside: Vec::new() };
        scan.block();
        let mut inside = scan.inside.into_iter().peekable();
        let (mut padded, mut added) = (String::with_capacity(text.len()), Vec::new());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let number = index + 1;
            while inside.next_if(|inside| inside.last < number).is_some() {}
            let least = inside.peek().filter(|inside| inside.first <= number).map_or(0, |inside| inside.indent);
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent < least && !line.trim().is_empty() {
                let missing = least - indent;
                if padded.len() + missing > text.len().saturating_mul(4) + (64 << 10) {
                    return None;
                }
                padded.extend(std::iter::repeat_n(' ', missing));
                added.push((number, missing));
            }
            padded.push_str(line);
        }
        (!added.is_empty()).then_some(Self { text: Cow::Owned(padded), added })
    }

    /// Where the parser is, in the original text.
    pub(super) fn span(&self, span: &YamlSpan) -> Span {
        self.position(span.start.line(), span.start.col())
    }

    /// Where the parser stopped, in the original text.
    pub(super) fn stop(&self, error: &ScanError) -> Span {
        self.position(error.marker().line(), error.marker().col())
    }

    fn position(&self, line: usize, column: usize) -> Span {
        let added = self.added.binary_search_by_key(&line, |(line, _)| *line).map_or(0, |index| self.added[index].1);
        Span { line, column: column.saturating_sub(added) + 1 }
    }
}

/// A rough scan: enough of YAML to know what is inside brackets and quotes.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
    line_start: usize,
    /// In the order of the text.
    inside: Vec<Inside>,
}

/// Lines that begin inside brackets or quotes, from 1.
struct Inside {
    first: usize,
    last: usize,
    /// The least indentation that the parser is content with.
    indent: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        if self.peek() == Some(b'\n') {
            self.line += 1;
            self.line_start = self.at + 1;
        }
        self.at += 1;
    }

    fn column(&self) -> usize {
        self.at - self.line_start
    }

    fn is_blank_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_none_or(u8::is_ascii_whitespace)
    }

    /// Everything that is neither inside brackets nor quotes.
    fn block(&mut self) {
        let mut parent = 0;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.step(),
                b'#' => self.skip_line(),
                b'-' | b'?' | b':' if self.is_blank_at(self.at + 1) => {
                    if byte != b':' {
                        parent = self.column();
                    }
                    self.step();
                }
                b'&' | b'!' | b'*' => {
                    while !self.is_blank_at(self.at) {
                        self.step();
                    }
                }
                b'|' | b'>' => {
                    self.skip_line();
                    self.skip_block_scalar(parent);
                }
                b'[' | b'{' | b'"' | b'\'' => {
                    let column = self.column();
                    self.inside(byte);
                    // a key, when it is followed by a colon
                    parent = if self.peek() == Some(b':') { column } else { parent };
                }
                _ => {
                    let column = self.column();
                    self.plain();
                    parent = if self.peek() == Some(b':') { column } else { parent };
                }
            }
        }
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.step();
        }
    }

    /// A plain scalar on one line, up to what ends it.
    fn plain(&mut self) {
        while let Some(byte) = self.peek() {
            let ends = match byte {
                b'\n' => true,
                b':' => self.is_blank_at(self.at + 1),
                b'#' => self.at > 0 && self.is_blank_at(self.at - 1),
                _ => false,
            };
            if ends {
                return;
            }
            self.step();
        }
    }

    /// The lines of a literal or folded scalar: blank ones, and those that are indented more than what holds it.
    fn skip_block_scalar(&mut self, parent: usize) {
        while self.peek() == Some(b'\n') {
            let line = &self.bytes[self.at + 1..];
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            let is_blank = line.get(indent).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            if line.is_empty() || (!is_blank && indent <= parent) {
                return;
            }
            self.step();
            self.skip_line();
        }
    }

    /// A flow collection or a quoted scalar.
    fn inside(&mut self, opening: u8) {
        let (line, column) = (self.line, self.column());
        match opening {
            b'"' | b'\'' => self.quoted(opening),
            _ => self.flow(),
        }
        if self.line > line {
            self.inside.push(Inside { first: line + 1, last: self.line, indent: column + 1 });
        }
    }

    fn flow(&mut self) {
        let (mut level, mut begins) = (0_usize, true);
        while let Some(byte) = self.peek() {
            match byte {
                b'"' | b'\'' if begins => {
                    self.quoted(byte);
                    begins = false;
                    continue;
                }
                b'#' if self.is_blank_at(self.at - 1) => {
                    self.skip_line();
                    continue;
                }
                b'[' | b'{' => level += 1,
                b']' | b'}' => level -= 1,
                _ => {}
            }
            begins = matches!(byte, b'[' | b'{' | b',' | b':') || byte.is_ascii_whitespace();
            self.step();
            if level == 0 {
                return;
            }
        }
    }

    fn quoted(&mut self, quote: u8) {
        self.step();
        while let Some(byte) = self.peek() {
            let next = self.bytes.get(self.at + 1).copied();
            match byte {
                b'\\' if quote == b'"' => self.step(),
                _ if byte != quote => {}
                b'\'' if next == Some(b'\'') => self.step(),
                _ => {
                    self.step();
                    return;
                }
            }
            self.step();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(Padded::of(text).map(|padded| padded.text.into_owned()).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn only_what_is_inside_is_indented() {
        check("a: [\n  b\n]\n", Some("a: [\n    b\n    ]\n"));
        check(
            "a:\n  b: {\n  \"c\": 1,\n\n      d: 2\n }\ne: f\n",
            Some("a:\n  b: {\n      \"c\": 1,\n\n      d: 2\n      }\ne: f\n"),
        );
        check("a: \"x\n y\"\nb: 'it''s\n z'\n", Some("a: \"x\n    y\"\nb: 'it''s\n    z'\n"));
        check(
            "a: [b, 'c]', \"]\\\"]\", d'e]\nf: [ # ]\n1]\n",
            Some("a: [b, 'c]', \"]\\\"]\", d'e]\nf: [ # ]\n    1]\n"),
        );
        for text in [
            "a: b\n",
            "a: [1, 2]\nb: {c: d}\n",
            "a: see [this\n  and that]\n",
            "a: |\n  [\n  {\n\n  \"\nb: 1\n",
            "- a: >-\n    [\n    x\n  b: it's\n- 'c': |\n    '\n",
            "a: # [\n  b: &x !t c\n",
            "? |\n  [\n: b\n",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn open_ends_and_too_much_are_given_up() {
        for text in ["a: [\n", "a: [\n  \"b\n c", "a: 'b\n", "a: {\\\n", "[", "\"\\", "'"] {
            Padded::of(text);
        }
        let wide = format!("{}[{}]", "- ".repeat(5_000), "\n1,".repeat(100_000));
        check(&wide, None);
    }

    #[test]
    fn columns_are_those_of_the_original() {
        let padded = Padded::of("a: [\n  b\n]\n").unwrap();
        let at = |line, column| padded.position(line, column);
        assert_eq!(at(1, 3), Span { line: 1, column: 4 });
        assert_eq!(at(2, 4), Span { line: 2, column: 3 });
        assert_eq!(at(3, 4), Span { line: 3, column: 1 });
    }
}
