//! A lexical pass over a document: where each node stands, and numbers as written.
//!
//! Used only to print a diagnostic and to put back numbers that a parser rounded, so it may be lenient: a document that
//! gets here was read before, or is reported as broken anyway. Paths are kept as digests, so that time and memory do not
//! grow with the length of keys times the number of nodes below them.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

use saphyr_parser::{Event, Parser};

use super::Pointer;
use super::padding::{self, Padded};

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

impl Span {
    /// The beginning of a file.
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// The character at `column`, which counts bytes from 1, as `serde_json` does; both may be 0 or too large.
    pub(super) fn of_bytes(text: &str, line: usize, column: usize) -> Self {
        let bytes = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default().bytes();
        // the bytes that begin a character, up to this one
        let characters = bytes.take(column).filter(|byte| byte & 0xc0 != 0x80).count();
        Self { line: line.max(1), column: characters.max(1) }
    }

    /// The position behind the last character of `text`.
    pub(super) fn behind(text: &str) -> Self {
        let line = text.rsplit('\n').next().unwrap_or_default();
        Self { line: text.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
}

/// Where nodes of a file stand.
#[derive(Debug, Default)]
pub struct Positions(HashMap<PathId, Span>);

impl Positions {
    /// The key of the member, or the beginning of the element, that `pointer` names.
    pub fn get(&self, pointer: &Pointer) -> Option<Span> {
        self.0.get(&PathId::of(pointer)).copied()
    }
}

/// A path, as a digest. Two paths with one digest would mix up two positions, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct PathId(u64);

impl PathId {
    const ROOT: Self = Self(0);

    fn of(pointer: &Pointer) -> Self {
        pointer.keys().fold(Self::ROOT, |at, key| at.child(&key))
    }

    fn child(self, key: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.0);
        hasher.write(key.as_bytes());
        Self(hasher.finish())
    }
}

/// Where `pointer` stands: the key of a member, the beginning of an element.
pub(super) fn position(text: &str, format: Format, pointer: &Pointer) -> Option<Span> {
    first_two(text, format, pointer).0
}

/// The first two places with the path `pointer`; a second one is there when a key is.
pub(super) fn first_two(text: &str, format: Format, pointer: &Pointer) -> (Option<Span>, Option<Span>) {
    let wanted = PathId::of(pointer);
    let mut found = (None, None);
    walk(text, format, &mut |path, span| {
        if path == wanted {
            found = if found.0.is_none() { (Some(span), None) } else { (found.0, Some(span)) };
        }
        if found.1.is_none() { Then::Inside } else { Then::Stop }
    });
    found
}

/// Where every node stands, as [`position`] says it.
pub(super) fn positions(text: &str, format: Format) -> Positions {
    let mut found = HashMap::new();
    walk(text, format, &mut |path, span| {
        found.entry(path).or_insert(span);
        Then::Inside
    });
    Positions(found)
}

/// Where the nodes `wanted` and those around them stand, as [`position`] says it.
pub(super) fn positions_of<'p>(text: &str, format: Format, wanted: impl IntoIterator<Item = &'p Pointer>) -> Positions {
    let mut asked = HashSet::from([PathId::ROOT]);
    for pointer in wanted {
        pointer.keys().fold(PathId::ROOT, |at, key| {
            let at = at.child(&key);
            asked.insert(at);
            at
        });
    }
    let mut found = HashMap::new();
    walk(text, format, &mut |path, span| {
        if !asked.contains(&path) {
            return Then::Past;
        }
        found.entry(path).or_insert(span);
        Then::Inside
    });
    Positions(found)
}

/// The numbers of JSON in the order of the text.
pub(super) fn json_numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            match text.as_bytes().get(at)? {
                b'"' => at = string_end(text, at),
                b'-' | b'0'..=b'9' => {
                    at = token_end(text, at);
                    return text.get(start..at);
                }
                _ => at += 1,
            }
        }
    })
}

/// Where it goes on after a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// With what is in it.
    Inside,
    /// Behind it: what is in it may be left out.
    Past,
    /// Nowhere.
    Stop,
}

/// What is told of each node.
type Visit<'v> = dyn FnMut(PathId, Span) -> Then + 'v;

fn walk(text: &str, format: Format, visit: &mut Visit<'_>) {
    match format {
        Format::Json => {
            JsonScan { text, at: 0, line: 1, counted: 0, column: 1, path: Path::default() }.run(visit);
        }
        Format::Yaml => yaml(text, visit),
    }
}

/// The path to the current node: containers with their next index or key.
#[derive(Default)]
struct Path {
    open: Vec<Open>,
}

struct Open {
    id: PathId,
    next: Next,
}

enum Next {
    Index(usize),
    Key,
    Value(PathId, Span),
}

impl Path {
    /// Enters the place of the next node, which is at `here` if it has no key.
    fn enter(&mut self, here: Span) -> (PathId, Span) {
        let Some(open) = self.open.last_mut() else { return (PathId::ROOT, here) };
        match open.next {
            Next::Index(index) => {
                open.next = Next::Index(index + 1);
                (open.id.child(&index.to_string()), here)
            }
            Next::Value(id, span) => {
                open.next = Next::Key;
                (id, span)
            }
            Next::Key => (open.id, here),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { next: Next::Key, .. }))
    }

    fn key(&mut self, key: &str, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.next = Next::Value(open.id.child(key), span);
        }
    }

    fn open(&mut self, id: PathId, next: Next) {
        self.open.push(Open { id, next });
    }

    fn close(&mut self) {
        self.open.pop();
    }
}

fn yaml(text: &str, visit: &mut Visit<'_>) {
    // found out before, so that no node is told of twice
    let stumbles = Parser::new_from_str(text).find_map(Result::err).is_some_and(|error| padding::wants(&error));
    let padded = stumbles.then(|| Padded::of(text)).flatten().unwrap_or_else(|| Padded::none(text));
    let mut path = Path::default();
    for event in Parser::new_from_str(&padded.text) {
        let Ok((event, span)) = event else { return };
        let here = padded.span(&span);
        let next = match event {
            Event::Scalar(value, ..) if path.wants_key() => {
                path.key(&value, here);
                continue;
            }
            Event::Scalar(..) | Event::Alias(_) => None,
            Event::SequenceStart(..) => Some(Next::Index(0)),
            Event::MappingStart(..) => Some(Next::Key),
            Event::SequenceEnd | Event::MappingEnd => {
                path.close();
                continue;
            }
            _ => continue,
        };
        let (id, span) = path.enter(here);
        if visit(id, span) == Then::Stop {
            return;
        }
        if let Some(next) = next {
            path.open(id, next);
        }
    }
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
    fn run(mut self, visit: &mut Visit<'_>) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
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
                    let here = self.here();
                    let key = self.string();
                    self.path.key(&key, here);
                }
                _ => {
                    let here = self.here();
                    let (id, span) = self.path.enter(here);
                    match (visit(id, span), byte) {
                        (Then::Stop, _) => return,
                        (Then::Past, b'{' | b'[') => {
                            self.pass();
                            continue;
                        }
                        (_, b'{') => self.path.open(id, Next::Key),
                        (_, b'[') => self.path.open(id, Next::Index(0)),
                        _ => {}
                    }
                    self.at = token_end(self.text, self.at);
                }
            }
        }
    }

    /// Goes to the end of the container that begins here.
    fn pass(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at = string_end(self.text, self.at);
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'\n' => {
                    self.line += 1;
                    self.counted = self.at + 1;
                    self.column = 1;
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn here(&mut self) -> Span {
        // a slice between two bytes that begin characters: both indices come from ASCII bytes
        self.column += self.text.get(self.counted..self.at).map_or(0, |passed| passed.chars().count());
        self.counted = self.at;
        Span { line: self.line, column: self.column }
    }

    fn string(&mut self) -> String {
        let end = string_end(self.text, self.at);
        let raw = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        serde_json::from_str(raw).unwrap_or_default()
    }
}

/// The end of the token of JSON that begins at `at`.
fn token_end(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b'{' | b'[' => at + 1,
        b'"' => string_end(text, at),
        _ => {
            let rest = &text.as_bytes()[at..];
            let length = rest.iter().position(|byte| b",:]} \t\r\n\"".contains(byte)).unwrap_or(rest.len());
            at + length.max(1)
        }
    }
}

fn string_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}
