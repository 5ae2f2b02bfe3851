//! Targets: RFC 9535 queries to the places that they match. The only code that knows the JSONPath library.

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

/// The parser descends once per bracket; no real query comes near.
const MAX_CHARS: usize = 2_000;

impl<'o> Target<'o> {
    /// Reads a query.
    pub(super) fn parse(text: &'o str) -> Result<Self, Unreadable<'o>> {
        if text.len() > MAX_CHARS {
            return Err(Unreadable { message: format!("it is longer than {MAX_CHARS} bytes"), read: "" });
        }
        match JsonPath::parse(text) {
            Ok(query) => Ok(Self { text, query }),
            Err(error) => {
                let read = text.get(..error.position()).unwrap_or_default();
                Err(Unreadable { message: error.message().to_owned(), read })
            }
        }
    }

    /// The query as written.
    pub(super) fn text(&self) -> &'o str {
        self.text
    }

    /// Every place that matches, once, in the order of the query.
    pub(super) fn matches(&self, json: &serde_json::Value) -> Vec<Match> {
        let mut seen = std::collections::HashSet::new();
        let mut matches = Vec::new();
        for node in self.query.query_located(json) {
            let pointer = node.location().to_json_pointer();
            if seen.insert(pointer) {
                matches.push(Match(node.location().iter().map(Step::from).collect()));
            }
        }
        matches
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
