//! From pointers to lines: positions are looked up in the text once, and only when something is reported.

use std::collections::HashMap;
use std::thread;

use bursar_codegen::source::{self, Pointer, Positions, Value};

use crate::change::Site;
use crate::document::Document;

/// The places of one document.
pub(crate) struct Sites<'a> {
    document: &'a Document,
    files: HashMap<String, Positions>,
}

/// For both documents at the same time: reading positions is a pass over the whole text.
pub(crate) fn both<'a>(base: &'a Document, revision: &'a Document) -> (Sites<'a>, Sites<'a>) {
    thread::scope(|scope| {
        let other = scope.spawn(move || read(revision));
        let one = read(base);
        let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let sites = |document, positions| {
            let files = HashMap::from([(main(document).to_owned(), positions)]);
            Sites { document, files }
        };
        (sites(base, one), sites(revision, other))
    })
}

fn main(document: &Document) -> &str {
    document.files().next().map(|(name, _)| name).unwrap_or_default()
}

fn read(document: &Document) -> Positions {
    source::positions(document.bytes(main(document)), main(document))
}

impl Sites<'_> {
    /// The place as it is reported: where it was written, before any overlay.
    pub(crate) fn site(&mut self, file: &str, pointer: &Pointer, value: Option<&Value>) -> Site {
        let document = self.document;
        let is_main = document.files().next().is_some_and(|(name, _)| name == file);
        let (written, at) = if is_main {
            let origin = document.trace().resolve(pointer, file);
            (origin.file, origin.pointer)
        } else {
            (file.to_owned(), pointer.clone())
        };
        let positions =
            self.files.entry(written.clone()).or_insert_with(|| source::positions(document.bytes(&written), &written));
        let span = nearest(positions, at);
        Site {
            file: written,
            pointer: pointer.as_str().to_owned(),
            line: span.map(|span| span.line),
            column: span.map(|span| span.column),
            value: value.cloned(),
        }
    }
}

/// Where a node stands, or what it is in.
fn nearest(positions: &Positions, at: Pointer) -> Option<source::Span> {
    let mut at = Some(at);
    while let Some(pointer) = at {
        if let Some(span) = positions.get(&pointer) {
            return Some(span);
        }
        at = pointer.parent();
    }
    None
}
