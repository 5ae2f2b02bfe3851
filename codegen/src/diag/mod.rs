//! What is said about a document: a code, a severity, a place, a message, notes and the way out.
//!
//! Diagnostics are data until they are printed; positions in text are looked up only then.

mod allow;
mod print;
mod text;
mod way_out;

pub use allow::{Allow, apply_allows};
pub use print::{Located, Printer, print, summary};
pub(crate) use text::Lines;
pub use text::escape;
pub(crate) use way_out::correct_or_allow;
pub use way_out::name_way_out;

use crate::source::Pointer;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Something cannot be expressed and was left out or simplified; fails unless allowed with a reason.
    Degraded,
    /// The input is wrong; nothing is written.
    Error,
}

/// A place: a file of the provider's folder, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file below the provider's folder, with `/` between folders, such as `openapi.yaml`.
    pub file: String,
    /// Where in the file.
    pub at: Spot,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole (it is missing, or not text).
    File,
    /// A pointer into the document *as the stages see it*: overlays applied, lowered to 3.0. It is traced back to the
    /// source text when printed.
    Pointer(Pointer),
    /// A position in the text: line and column from 1.
    Text {
        /// Line from 1.
        line: usize,
        /// Column from 1, in characters.
        column: usize,
    },
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diag {
    /// A stable name in kebab case, such as `dangling-ref`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub at: Place,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Other places and facts that explain it.
    pub notes: Vec<(Option<Place>, String)>,
    /// The way out.
    pub help: Option<String>,
}

/// Everything said in one run, in the order of saying.
#[derive(Debug, Clone, Default)]
pub struct Diags {
    list: Vec<Diag>,
}

impl Diag {
    /// An error: the input is wrong and nothing is written.
    pub fn error(code: &'static str, at: Place, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, at, message)
    }

    /// Something that cannot be expressed; fails unless provider.toml allows it.
    pub fn degraded(code: &'static str, at: Place, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Degraded, at, message)
    }

    /// Something worth knowing.
    pub fn note(code: &'static str, at: Place, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, at, message)
    }

    fn new(code: &'static str, severity: Severity, at: Place, message: impl Into<String>) -> Self {
        Self { code, severity, at, message: message.into(), notes: Vec::new(), help: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a fact, with the place that it is about.
    #[must_use]
    pub fn note_at(mut self, at: Place, text: impl Into<String>) -> Self {
        self.notes.push((Some(at), text.into()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn because(mut self, text: impl Into<String>) -> Self {
        self.notes.push((None, text.into()));
        self
    }
}

impl Diags {
    /// Says something.
    pub fn push(&mut self, diag: Diag) {
        self.list.push(diag);
    }

    /// What was said.
    pub fn iter(&self) -> std::slice::Iter<'_, Diag> {
        self.list.iter()
    }

    /// Whether anything of this severity or worse was said.
    pub fn any(&self, least: Severity) -> bool {
        self.list.iter().any(|diag| diag.severity >= least)
    }

    /// Takes over everything said in `other`.
    pub fn extend(&mut self, other: Diags) {
        self.list.extend(other.list);
    }

    /// Keeps what `keep` approves of.
    pub fn retain(&mut self, keep: impl FnMut(&Diag) -> bool) {
        self.list.retain(keep);
    }
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), at: Spot::File }
    }

    /// A pointer into a file.
    pub fn pointer(file: impl Into<String>, pointer: &Pointer) -> Self {
        Self { file: file.into(), at: Spot::Pointer(pointer.clone()) }
    }

    /// A position in a file's text, line and column from 1.
    pub fn text(file: impl Into<String>, line: usize, column: usize) -> Self {
        Self { file: file.into(), at: Spot::Text { line, column } }
    }
}
