//! What is reported: a change with its place in both documents and everywhere that it matters.

use std::collections::HashMap;

use bursar_codegen::source::Value;

use crate::level::{Direction, Effect, Level, Rule};

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its kind, as oasdiff calls it where the meaning is the same.
    pub id: String,
    /// The row of the table behind it.
    pub rule: Rule,
    /// How bad it is.
    pub level: Level,
    /// Who sends what changed.
    pub direction: Direction,
    /// What it is a part of.
    pub area: Area,
    /// What it does to the set of valid messages.
    pub effect: Effect,
    /// Where it was; `None` when it was not there.
    pub base: Option<Site>,
    /// Where it is; `None` when it is gone.
    pub revision: Option<Site>,
    /// The operations that it matters to, in the order of the document; none when it belongs to no operation.
    pub occurrences: Vec<Occurrence>,
    /// What changed, from what to what.
    pub arguments: Vec<String>,
    /// One sentence.
    pub message: String,
    /// What the regenerated client does to code that uses it; joined by the pointers.
    pub rust: Vec<RustItem>,
    /// Why it is ignored, when it is.
    pub ignored_by: Option<String>,
    /// Stays the same as long as the change means the same: no line or wording is in it.
    pub fingerprint: String,
}

/// The part of a document that a change belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Area {
    Paths,
    Tags,
    Parameters,
    RequestBody,
    Responses,
    Headers,
    Schema,
    Security,
    Components,
    Servers,
    Callbacks,
}

impl Area {
    /// The word of the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Paths => "paths",
            Self::Tags => "tags",
            Self::Parameters => "parameters",
            Self::RequestBody => "requestBody",
            Self::Responses => "responses",
            Self::Headers => "headers",
            Self::Schema => "schema",
            Self::Security => "security",
            Self::Components => "components",
            Self::Servers => "servers",
            Self::Callbacks => "callbacks",
        }
    }
}

/// A place in one of the documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The file, below the folder of the document.
    pub file: String,
    /// RFC 6901, without `#`.
    pub pointer: String,
    /// Line from 1, when the place stands in the text.
    pub line: Option<usize>,
    /// Column from 1.
    pub column: Option<usize>,
    /// What stands there, when it is short.
    pub value: Option<Value>,
}

/// Where a change matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// The path, or the name of a webhook.
    pub path: String,
    /// In capitals; empty when all operations of the path are meant.
    pub method: String,
    /// The operation id, when there is one.
    pub operation_id: Option<String>,
    /// Where in the operation.
    pub location: Location,
}

/// A place in an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Location {
    /// Location of a parameter.
    pub within: Option<String>,
    /// Name of a parameter.
    pub parameter: Option<String>,
    /// Name of a header of a response.
    pub header: Option<String>,
    /// Status of a response.
    pub status: Option<String>,
    /// Media type of a body.
    pub media_type: Option<String>,
    /// The way through a schema: names, `[]`, `oneOf:Name`.
    pub property: Vec<String>,
    /// Name of a security scheme.
    pub scheme: Option<String>,
    /// Scope of a security scheme.
    pub scope: Option<String>,
    /// The callback, by its expression.
    pub callback: Option<String>,
    /// `true` for a webhook, whose name is the path.
    pub webhook: bool,
}

/// What happens to an item of the regenerated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustItem {
    /// Its path in the crate.
    pub item: String,
    /// Other items that the very same happens to, in their order.
    pub others: Vec<String>,
    /// `method`, `type`, `field`, `variant`, …
    pub kind: String,
    /// `added`, `removed`, `renamed`, `type`, …
    pub change: String,
    /// As it was.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
    /// `major`, `minor` or `patch`.
    pub bump: String,
}

impl RustItem {
    /// More items than this that the same happens to are one.
    pub const FEW: usize = 3;

    /// All items of it.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.item].into_iter().chain(&self.others).map(String::as_str)
    }

    /// The items, with those that the same happens to as one where there are many: new credentials for every operation are one
    /// change, as they are on the wire.
    #[must_use]
    pub fn folded(items: Vec<Self>) -> Vec<Self> {
        let mut alike: HashMap<_, usize> = HashMap::new();
        for item in &items {
            *alike.entry(item.what()).or_default() += 1;
        }
        let many: Vec<bool> = items.iter().map(|item| alike[&item.what()] > Self::FEW).collect();
        drop(alike);
        let mut folded: Vec<Self> = Vec::new();
        let mut first: HashMap<[String; 5], usize> = HashMap::new();
        for (item, is_many) in items.into_iter().zip(many) {
            if !is_many {
                folded.push(item);
                continue;
            }
            let what = item.what().map(str::to_owned);
            match first.get(&what).and_then(|at| folded.get_mut(*at)) {
                Some(before) => before.others.extend([item.item].into_iter().chain(item.others)),
                None => {
                    first.insert(what, folded.len());
                    folded.push(item);
                }
            }
        }
        folded
    }

    /// What happens. No text is none of its own: one that was and one that was not are told apart by what happened.
    fn what(&self) -> [&str; 5] {
        let (from, to) = (self.from.as_deref().unwrap_or_default(), self.to.as_deref().unwrap_or_default());
        [&self.kind, &self.change, from, to, &self.bump]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_to_many_is_one() {
        let item = |name: &str, to: &str| RustItem {
            item: name.to_owned(),
            others: Vec::new(),
            kind: "operation".to_owned(),
            change: "auth".to_owned(),
            from: Some("key".to_owned()),
            to: (!to.is_empty()).then(|| to.to_owned()),
            bump: "major".to_owned(),
        };
        let check = |items: &[(&str, &str)], expect: &[&str]| {
            let items = items.iter().map(|(name, to)| item(name, to)).collect();
            let folded = RustItem::folded(items).into_iter().map(|item| {
                let to = item.to.clone().unwrap_or_default();
                format!("{}: {to}", item.all().collect::<Vec<_>>().join(" "))
            });
            assert_eq!(folded.collect::<Vec<_>>(), expect);
        };
        check(&[], &[]);
        check(&[("a", "x"), ("b", "x"), ("c", "x")], &["a: x", "b: x", "c: x"]);
        check(&[("a", "x"), ("b", "x"), ("y", ""), ("c", "x"), ("z", "y"), ("d", "x")], &["a b c d: x", "y: ", "z: y"]);
        check(&[("a", "x"), ("b", "x"), ("c", "x"), ("d", "y")], &["a: x", "b: x", "c: x", "d: y"]);
    }
}
