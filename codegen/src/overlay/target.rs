//! Targets: RFC 9535 queries to the places that they match. The only code that knows the JSONPath library.

use std::collections::BTreeSet;

use serde_json_path::{JsonPath, PathElement};

use crate::source::Pointer;

/// A query that can be run.
#[derive(Debug)]
pub(super) struct Target<'o> {
    text: &'o str,
    query: JsonPath,
}

/// Why a text is no query: the parser's words, and how far it could read.
#[derive(Debug)]
pub(super) struct Unreadable<'o> {
    pub(super) message: String,
    pub(super) read: &'o str,
}

/// One key on the way to a place; the order is the one of the elements of an array.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// The place of a matched node.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Match(pub(super) Vec<Step>);

/// Bounds on the parser, whose time doubles with each filter in a filter; no real query comes near.
const MAX_BYTES: usize = 2_000;
const MAX_OPEN: usize = 8;

impl<'o> Target<'o> {
    /// Reads a query.
    pub(super) fn parse(text: &'o str) -> Result<Self, Unreadable<'o>> {
        if text.len() > MAX_BYTES {
            return Err(Unreadable { message: format!("it is longer than {MAX_BYTES} bytes"), read: "" });
        }
        if open_brackets(text) > MAX_OPEN {
            return Err(Unreadable { message: format!("more than {MAX_OPEN} brackets are open at once"), read: "" });
        }
        match JsonPath::parse(text) {
            Ok(query) => Ok(Self { text, query }),
            Err(error) => {
                let read = text.get(..error.position()).unwrap_or_default();
                let message = match error.message() {
                    // the parser's word for having none
                    "parser error" if text.starts_with('$') => "a query cannot go on like this",
                    "parser error" => "it does not begin with `$`",
                    said => said,
                };
                Err(Unreadable { message: message.to_owned(), read })
            }
        }
    }

    /// The query as written.
    pub(super) fn text(&self) -> &'o str {
        self.text
    }

    /// Every place that matches; what holds another match comes before it.
    pub(super) fn matches(&self, json: &serde_json::Value) -> BTreeSet<Match> {
        let nodes = self.query.query_located(json);
        nodes.locations().map(|path| Match(path.iter().map(Step::from).collect())).collect()
    }

    /// The longest beginning of the query that is a query itself and matches something below the root.
    pub(super) fn longest_matching(&self, json: &serde_json::Value) -> Option<&'o str> {
        let cuts = self.text.char_indices().filter(|(at, sign)| *at > 1 && matches!(sign, '.' | '['));
        cuts.map(|(at, _)| &self.text[..at])
            .rev()
            .find(|part| JsonPath::parse(part).is_ok_and(|query| !query.query(json).is_empty()))
    }
}

impl From<&PathElement<'_>> for Step {
    fn from(element: &PathElement<'_>) -> Self {
        match element {
            PathElement::Name(name) => Self::Name((*name).to_owned()),
            PathElement::Index(index) => Self::Index(*index),
        }
    }
}

impl Match {
    /// The same place as a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        self.0.iter().fold(Pointer::root(), |at, step| match step {
            Step::Name(name) => at.child(name),
            Step::Index(index) => at.index(*index),
        })
    }
}

/// How many brackets are open at most, quoted ones included: a bound, not a parse.
fn open_brackets(text: &str) -> usize {
    let count = |(open, most): (usize, usize), byte| match byte {
        b'[' | b'(' => (open + 1, most.max(open + 1)),
        b']' | b')' => (open.saturating_sub(1), most),
        _ => (open, most),
    };
    text.bytes().fold((0, 0), count).1
}
