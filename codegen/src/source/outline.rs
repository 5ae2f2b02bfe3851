//! What a YAML file is made of, found before anything is built from it, in time and memory of the order of the file.
//!
//! A pass over the events of `saphyr-parser` refuses what has no meaning in JSON or more than one (tags, keys that are
//! not text, `.inf`, several documents) and what would grow beyond the budgets when aliases are followed. It leaves an
//! outline of the nodes for the visitor that builds the value, with the numbers as written.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use super::load::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
use super::padding::{self, Padded};
use super::plain::{Plain, looks_numeric, resolve};
use super::problem::{Problem, quoted, too_deep, too_many};
use super::{Number, Span};

/// The nodes of a document, keys included, each before what is in it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    nodes: Vec<Node>,
    numbers: Vec<Number>,
    texts: Vec<Box<str>>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// The first node behind this one and all that is in it.
    end: u32,
    what: Stored,
}

#[derive(Debug, Clone, Copy)]
enum Stored {
    Container,
    Alias(u32),
    Merge,
    Null,
    Bool(bool),
    Number(u32),
    /// A text that is known by its digest.
    Text(u32),
    /// A text that looks like a number.
    Odd(u32),
}

/// What a node is.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'o> {
    /// A mapping or a sequence.
    Container,
    /// The key `<<` of YAML 1.1.
    Merge,
    Null,
    Bool(bool),
    Number(&'o Number),
    /// The text with this digest.
    Text(u32),
    /// This very text, whatever `serde_yaml` reads: it looks like a number.
    Odd(&'o str),
}

/// The digest of a text.
pub(super) fn digest(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    // half of it will do: it tells apart two readings of one place, not all texts
    u32::try_from(hasher.finish() >> 32).expect("the upper half of 64 bits has 32")
}

impl Outline {
    /// Whether there is nothing in the file.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node that `at` stands for: what an alias repeats, or itself.
    pub(super) fn resolve(&self, at: usize) -> usize {
        match self.nodes.get(at) {
            Some(Node { what: Stored::Alias(target), .. }) => *target as usize,
            _ => at,
        }
    }

    /// What the node is; `None` where there is none.
    pub(super) fn what(&self, at: usize) -> Option<What<'_>> {
        Some(match self.nodes.get(self.resolve(at))?.what {
            Stored::Container => What::Container,
            Stored::Merge => What::Merge,
            Stored::Null => What::Null,
            Stored::Bool(truth) => What::Bool(truth),
            Stored::Number(index) => What::Number(self.numbers.get(index as usize)?),
            Stored::Text(digest) => What::Text(digest),
            Stored::Odd(index) => What::Odd(self.texts.get(index as usize)?),
            // an alias is resolved to what has the anchor, and that is no alias
            Stored::Alias(_) => return None,
        })
    }

    /// The node behind this one and all that is in it.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        self.nodes.get(at).map(|node| node.end as usize)
    }

    /// Reads the outline of the document in `text`.
    pub(super) fn of(text: &str) -> Result<Self, Problem> {
        let plain = Padded::none(text);
        match Self::pass(&plain)? {
            Ok(outline) => Ok(outline),
            Err(error) => match padding::wants(&error).then(|| Padded::of(text)).flatten() {
                Some(padded) => Self::pass(&padded)?.map_err(|error| syntax(&error, padded.stop(&error))),
                None => Err(syntax(&error, plain.stop(&error))),
            },
        }
    }

    /// What the parser stumbles over is inside, what is refused outside.
    fn pass(padded: &Padded<'_>) -> Result<Result<Self, ScanError>, Problem> {
        let mut builder = Builder::default();
        for event in Parser::new_from_str(&padded.text) {
            match event {
                Ok((event, span)) => builder.event(event, padded.span(&span))?,
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(builder.outline))
    }
}

fn syntax(error: &ScanError, at: Span) -> Problem {
    if error.info() == "recursion limit exceeded" {
        return too_deep(at);
    }
    let message = format!("the file is not YAML: {}", error.info());
    Problem::new("source-syntax", at, message, "correct the file at this place; nothing after it was read")
}

/// How much a node is when all aliases are followed.
#[derive(Debug, Default, Clone, Copy)]
struct Size {
    nodes: usize,
    bytes: usize,
    /// Containers inside each other, itself included.
    height: usize,
}

impl Size {
    fn add(&mut self, other: Size) {
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.height = self.height.max(other.height);
    }
}

#[derive(Debug)]
struct Open {
    at: u32,
    anchor: usize,
    next: Next,
    size: Size,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Item,
    Key,
    Value,
}

#[derive(Debug, Default)]
struct Builder {
    outline: Outline,
    open: Vec<Open>,
    /// Complete nodes with an anchor, by the parser's number for it.
    anchored: HashMap<usize, (u32, Size)>,
    total: Size,
    documents: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, at: Span) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(_) => self.document(at),
            Event::Scalar(text, style, anchor, tag) if self.wants_key() => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                self.key(&text, plain, tag.as_deref(), at)?;
                self.leaf(anchor, text.len());
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let what = match (core(tag.as_deref()), style) {
                    (Ok(None), ScalarStyle::Plain) => self.plain(&text, at)?,
                    (Ok(None | Some("str")), _) => Stored::Text(digest(&text)),
                    (Ok(Some(kind)), _) => self.tagged(&text, kind, at)?,
                    (Err(tag), _) => return Err(odd_tag(tag, at)),
                };
                self.enter(what, at)?;
                self.count(Size { nodes: 1, bytes: text.len(), height: 0 });
                self.leaf(anchor, text.len());
                self.within_nodes(at)
            }
            Event::SequenceStart(anchor, tag) => self.container(anchor, tag.as_deref(), ("seq", Next::Item), at),
            Event::MappingStart(anchor, tag) => self.container(anchor, tag.as_deref(), ("map", Next::Key), at),
            Event::SequenceEnd | Event::MappingEnd => {
                self.close();
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, at),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn document(&mut self, at: Span) -> Result<(), Problem> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        Err(Problem::new("source-syntax", at, "a second document begins here", "keep one document in the file"))
    }

    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.next == Next::Key)
    }

    fn key(&mut self, text: &str, plain: bool, tag: Option<&Tag>, at: Span) -> Result<(), Problem> {
        match core(tag) {
            Ok(None | Some("str")) => {}
            Ok(Some(_)) | Err(_) => return Err(tag.map_or_else(|| complex_key(at), |tag| odd_tag(tag, at))),
        }
        let what = if plain && text == "<<" { Stored::Merge } else { Stored::Text(digest(text)) };
        self.push(what);
        if let Some(open) = self.open.last_mut() {
            open.next = Next::Value;
        }
        self.count(Size { nodes: 0, bytes: text.len(), height: 0 });
        Ok(())
    }

    /// Remembers the scalar that was just read, if it has an anchor.
    fn leaf(&mut self, anchor: usize, bytes: usize) {
        if anchor > 0 {
            let at = small(self.outline.nodes.len() - 1);
            self.anchored.insert(anchor, (at, Size { nodes: 1, bytes, height: 0 }));
        }
    }

    fn plain(&mut self, text: &str, at: Span) -> Result<Stored, Problem> {
        let outline = &mut self.outline;
        let help = "write a finite number, or quote the text";
        match resolve(text) {
            Plain::Null => Ok(Stored::Null),
            Plain::Bool(truth) => Ok(Stored::Bool(truth)),
            Plain::Number(number) => {
                outline.numbers.push(number);
                Ok(Stored::Number(small(outline.numbers.len() - 1)))
            }
            Plain::NotFinite => {
                Err(Problem::new("source-number", at, format!("{} is no number of JSON", quoted(text)), help))
            }
            Plain::TooLarge => Err(Problem::new("source-number", at, format!("{} is too large", quoted(text)), help)),
            Plain::Text if looks_numeric(text) => Ok(self.odd(text)),
            Plain::Text => Ok(Stored::Text(digest(text))),
        }
    }

    fn odd(&mut self, text: &str) -> Stored {
        self.outline.texts.push(text.into());
        Stored::Odd(small(self.outline.texts.len() - 1))
    }

    /// A scalar with a tag of the core schema, which only repeats what the text says anyway.
    fn tagged(&mut self, text: &str, kind: &str, at: Span) -> Result<Stored, Problem> {
        let what = self.plain(text, at)?;
        match (kind, what) {
            ("null", Stored::Null) | ("bool", Stored::Bool(_)) | ("int" | "float", Stored::Number(_)) => Ok(what),
            _ => {
                let message = format!("{} is not what its tag `!!{kind}` says", quoted(text));
                Err(Problem::new("source-tag", at, message, TAG_HELP))
            }
        }
    }

    fn container(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        (kind, next): (&str, Next),
        at: Span,
    ) -> Result<(), Problem> {
        match core(tag) {
            Ok(None) => {}
            Ok(Some(tagged)) if tagged == kind => {}
            Ok(Some(_)) | Err(_) => return Err(tag.map_or_else(|| complex_key(at), |tag| odd_tag(tag, at))),
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(at));
        }
        self.enter(Stored::Container, at)?;
        let node = small(self.outline.nodes.len() - 1);
        self.total.nodes += 1;
        self.open.push(Open { at: node, anchor, next, size: Size { nodes: 1, bytes: 0, height: 1 } });
        self.within_nodes(at)
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let end = small(self.outline.nodes.len());
        if let Some(node) = self.outline.nodes.get_mut(open.at as usize) {
            node.end = end;
        }
        if open.anchor > 0 {
            self.anchored.insert(open.anchor, (open.at, open.size));
        }
        if let Some(above) = self.open.last_mut() {
            above.size.add(Size { height: open.size.height + 1, ..open.size });
        }
    }

    fn alias(&mut self, anchor: usize, at: Span) -> Result<(), Problem> {
        let Some((target, size)) = self.anchored.get(&anchor).copied() else {
            let message = "the alias stands inside the node that it repeats, so that there is no end to it";
            return Err(Problem::new("source-alias", at, message, "use `$ref` for what contains itself"));
        };
        if self.open.len() + size.height > MAX_DEPTH {
            return Err(too_deep(at));
        }
        self.enter(Stored::Alias(target), at)?;
        // what holds this alias is one level higher than what the alias repeats
        let height = if size.height == 0 { 0 } else { size.height + 1 };
        self.count(Size { height, ..size });
        if self.total.nodes > MAX_NODES || self.total.bytes > MAX_BYTES {
            let message = format!("the aliases up to here expand to more than {MAX_NODES} nodes or {MAX_BYTES} bytes");
            return Err(Problem::new("source-budget", at, message, "repeat less, or use `$ref`"));
        }
        Ok(())
    }

    /// Adds a node that is no key.
    fn enter(&mut self, what: Stored, at: Span) -> Result<(), Problem> {
        if let Some(open) = self.open.last_mut() {
            match open.next {
                Next::Key => return Err(complex_key(at)),
                Next::Value => open.next = Next::Key,
                Next::Item => {}
            }
        }
        self.push(what);
        Ok(())
    }

    fn push(&mut self, what: Stored) {
        let end = small(self.outline.nodes.len() + 1);
        self.outline.nodes.push(Node { end, what });
    }

    fn count(&mut self, size: Size) {
        self.total.add(size);
        if let Some(open) = self.open.last_mut() {
            open.size.add(size);
        }
    }

    fn within_nodes(&self, at: Span) -> Result<(), Problem> {
        if self.total.nodes > MAX_NODES { Err(too_many(at)) } else { Ok(()) }
    }
}

const TAG_HELP: &str = "remove the tag: an API document is JSON in the clothes of YAML";

/// The name of a tag of the core schema, such as `str`; the tag itself when it is another one.
fn core(tag: Option<&Tag>) -> Result<Option<&str>, &Tag> {
    match tag {
        None => Ok(None),
        Some(tag) if tag.is_yaml_core_schema() => match tag.suffix.as_str() {
            name @ ("str" | "null" | "bool" | "int" | "float" | "seq" | "map") => Ok(Some(name)),
            _ => Err(tag),
        },
        Some(tag) => Err(tag),
    }
}

fn odd_tag(tag: &Tag, at: Span) -> Problem {
    let text = format!("{}{}", tag.handle, tag.suffix);
    let message = format!("the tag {} gives this node a type that JSON does not have", quoted(&text));
    Problem::new("source-tag", at, message, TAG_HELP)
}

fn complex_key(at: Span) -> Problem {
    Problem::new("source-key", at, "this key is not a text", "write the text of the key")
}

fn small(index: usize) -> u32 {
    u32::try_from(index).expect("nodes are bounded by MAX_NODES, and keys by MAX_BYTES")
}
