//! A lexical pass over a document: where each node stands, and numbers as written.
//!
//! Used only to print a diagnostic and to put back numbers that a parser rounded, so it may be lenient: a document that
//! gets here was read before, or is reported as broken anyway.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan, StrInput};

use super::{Number, Pointer, Value};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259.
    Json,
    /// YAML 1.2.
    Yaml,
}

impl Format {
    /// The format by the file's name; YAML reads nearly all JSON as well.
    pub fn of(file: &str) -> Self {
        if file.to_ascii_lowercase().ends_with(".json") { Self::Json } else { Self::Yaml }
    }
}

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
}

/// A node that the pass comes by: the path is complete, keys escaped.
struct Seen<'a> {
    path: &'a str,
    span: Span,
    plain: Option<&'a str>,
}

/// Where `pointer` stands: the key of a member, the beginning of an element.
pub(super) fn position(text: &str, format: Format, pointer: &Pointer) -> Option<Span> {
    let mut found = None;
    walk(text, format, &mut |seen| {
        if seen.path == pointer.as_str() {
            found = Some(seen.span);
        }
        found.is_none()
    });
    found
}

/// Where every node stands, as [`position`] says it.
pub(super) fn positions(text: &str, format: Format) -> HashMap<Pointer, Span> {
    let mut found = HashMap::new();
    walk(text, format, &mut |seen| {
        if let Some(pointer) = Pointer::parse(seen.path) {
            found.entry(pointer).or_insert(seen.span);
        }
        true
    });
    found
}

/// Puts numbers that are not integers of 64 bits back as they are written.
pub(super) fn restore_numbers(text: &str, format: Format, value: &mut Value) {
    walk(text, format, &mut |seen| {
        if let Some(number) = seen.plain.and_then(Number::parse)
            && number.as_i64().is_none()
            && let Some(pointer) = Pointer::parse(seen.path)
            && let Some(Value::Number(at)) = value.at_mut(&pointer)
        {
            *at = number;
        }
        true
    });
}

/// Calls `visit` for every node until it says to stop.
fn walk(text: &str, format: Format, visit: &mut dyn FnMut(Seen<'_>) -> bool) {
    match format {
        Format::Json => JsonScan { text, at: 0, line: 1, counted: 0, column: 1, path: Path::default() }.run(visit),
        Format::Yaml => yaml(text, visit),
    }
}

/// The path to the current node: containers with their next index or key.
#[derive(Default)]
struct Path {
    text: String,
    open: Vec<Open>,
}

struct Open {
    length: usize,
    next: Next,
}

enum Next {
    Index(usize),
    Key,
    Value(Span),
}

impl Path {
    /// Enters the place of the next node; gives the position of its key, if it has one.
    fn enter(&mut self) -> Option<Span> {
        let open = self.open.last_mut()?;
        match &mut open.next {
            Next::Index(index) => {
                self.text.truncate(open.length);
                self.text.push('/');
                self.text.push_str(&index.to_string());
                *index += 1;
                None
            }
            Next::Value(span) => {
                let span = *span;
                open.next = Next::Key;
                Some(span)
            }
            Next::Key => None,
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { next: Next::Key, .. }))
    }

    fn key(&mut self, key: &str, span: Span) {
        if let Some(open) = self.open.last_mut() {
            self.text.truncate(open.length);
            self.text.push_str(Pointer::root().child(key).as_str());
            open.next = Next::Value(span);
        }
    }

    fn open(&mut self, next: Next) {
        self.open.push(Open { length: self.text.len(), next });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.text.truncate(open.length);
        }
    }
}

fn yaml(text: &str, visit: &mut dyn FnMut(Seen<'_>) -> bool) {
    let mut path = Path::default();
    for event in Parser::new(StrInput::new(text)) {
        let Ok((event, span)) = event else { return };
        let here = span_of(&span);
        match event {
            Event::Scalar(value, ..) if path.wants_key() => path.key(&value, here),
            Event::Scalar(value, style, ..) => {
                let span = path.enter().unwrap_or(here);
                let plain = (style == ScalarStyle::Plain).then_some(value.as_ref());
                if !visit(Seen { path: &path.text, span, plain }) {
                    return;
                }
            }
            Event::Alias(_) if path.wants_key() => path.key("*", here),
            Event::Alias(_) => {
                let span = path.enter().unwrap_or(here);
                if !visit(Seen { path: &path.text, span, plain: None }) {
                    return;
                }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let span = path.enter().unwrap_or(here);
                if !visit(Seen { path: &path.text, span, plain: None }) {
                    return;
                }
                path.open(if matches!(event, Event::SequenceStart(..)) { Next::Index(0) } else { Next::Key });
            }
            Event::SequenceEnd | Event::MappingEnd => path.close(),
            _ => {}
        }
    }
}

fn span_of(span: &YamlSpan) -> Span {
    Span { line: span.start.line(), column: span.start.col() + 1 }
}

/// A scanner for JSON that has been parsed before: it needs no recursion and no checks.
struct JsonScan<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Up to where characters are counted, so that a long line is not counted again for each token.
    counted: usize,
    /// Column at `counted`.
    column: usize,
    path: Path,
}

impl JsonScan<'_> {
    fn run(mut self, visit: &mut dyn FnMut(Seen<'_>) -> bool) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let here = self.here();
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.counted = self.at;
                    self.column = 1;
                }
                b' ' | b'\t' | b'\r' | b',' | b':' => self.at += 1,
                b'}' | b']' => {
                    self.path.close();
                    self.at += 1;
                }
                b'"' if self.path.wants_key() => {
                    let key = self.string();
                    self.path.key(&key, here);
                }
                _ => {
                    let span = self.path.enter().unwrap_or(here);
                    let (start, end) = (self.at, self.end_of(byte));
                    let plain = (!matches!(byte, b'"' | b'{' | b'[')).then(|| &self.text[start..end]);
                    if !visit(Seen { path: &self.path.text, span, plain }) {
                        return;
                    }
                    match byte {
                        b'{' => self.path.open(Next::Key),
                        b'[' => self.path.open(Next::Index(0)),
                        _ => {}
                    }
                    self.at = end;
                }
            }
        }
    }

    fn here(&mut self) -> Span {
        // a slice between two bytes that begin characters: both indices come from ASCII bytes
        self.column += self.text.get(self.counted..self.at).map_or(0, |passed| passed.chars().count());
        self.counted = self.at;
        Span { line: self.line, column: self.column }
    }

    /// The end of the token that begins at the current place.
    fn end_of(&self, byte: u8) -> usize {
        match byte {
            b'{' | b'[' => self.at + 1,
            b'"' => self.string_end(),
            _ => {
                let rest = &self.text.as_bytes()[self.at..];
                let length = rest.iter().position(|byte| b",:]} \t\r\n\"".contains(byte)).unwrap_or(rest.len());
                self.at + length.max(1)
            }
        }
    }

    fn string_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        (at + 1).min(bytes.len())
    }

    fn string(&mut self) -> String {
        let end = self.string_end();
        let raw = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        serde_json::from_str(raw).unwrap_or_default()
    }
}
