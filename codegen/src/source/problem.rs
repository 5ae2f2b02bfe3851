//! Why a file cannot be read, before it is a diagnostic.

use super::Span;
use super::load::{MAX_DEPTH, MAX_NODES};
use crate::diag::{Diag, Place, escape};

/// What is wrong, and where in the text.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) at: Span,
    /// Another place that explains this one, and how.
    pub(super) other: Option<(Span, &'static str)>,
}

/// Most characters of the document that a message repeats.
const QUOTED: usize = 80;

impl Problem {
    pub(super) fn new(code: &'static str, at: Span, message: impl Into<String>, help: &'static str) -> Self {
        Self { code, message: message.into(), help, at, other: None }
    }

    pub(super) fn diag(self, file: &str) -> Diag {
        let place = |span: Span| Place::text(file, span.line, span.column);
        let diag = Diag::error(self.code, place(self.at), self.message).help(self.help);
        match self.other {
            Some((span, text)) => diag.note_at(place(span), text),
            None => diag,
        }
    }
}

/// Text of the document as a message may repeat it: escaped, and not all of it when it is long.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(QUOTED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{}`", escape(&shown))
}

pub(super) fn too_deep(at: Span) -> Problem {
    let message = format!("the depth of the document is over {MAX_DEPTH} objects and arrays inside each other");
    Problem::new("source-budget", at, message, "name the inner parts as components, and refer to them by `$ref`")
}

pub(super) fn too_many(at: Span) -> Problem {
    let message = format!("the document has more than {MAX_NODES} nodes");
    Problem::new("source-budget", at, message, "split the document, or leave out what is not needed")
}
