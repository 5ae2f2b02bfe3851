//! What is reported: a change with its place in both documents and everywhere that it matters.

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
