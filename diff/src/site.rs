//! From pointers to lines: positions are looked up in the text once, and only when something is reported.

use std::collections::HashMap;
use std::thread;

use bursar_codegen::source::{self, Pointer, Positions, Value};

use crate::change::Site;
use crate::document::Document;

/// A place that is to be reported: of a file of the document, overlay and all.
pub(crate) struct Asked<'a> {
    pub(crate) file: &'a str,
    pub(crate) pointer: Pointer,
    pub(crate) value: Option<&'a Value>,
}

/// The places asked for in a document; there is none where none was asked for.
type Sites = Vec<Option<Site>>;

/// For both documents at the same time: looking positions up is a pass over the whole text.
pub(crate) fn both(
    base: (&Document, Vec<Option<Asked<'_>>>),
    revision: (&Document, Vec<Option<Asked<'_>>>),
) -> (Sites, Sites) {
    thread::scope(|scope| {
        let other = scope.spawn(move || sites(revision.0, revision.1));
        let one = sites(base.0, base.1);
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn sites(document: &Document, asked: Vec<Option<Asked<'_>>>) -> Sites {
    let asked: Vec<_> = asked.into_iter().map(|asked| Some((written(document, asked.as_ref()?), asked?))).collect();
    let mut wanted: HashMap<&str, Vec<&Pointer>> = HashMap::new();
    for ((file, at), _) in asked.iter().flatten() {
        wanted.entry(file).or_default().push(at);
    }
    let positions = |(file, wanted)| (file, source::positions_of(document.bytes(file), file, wanted));
    let files: HashMap<&str, Positions> = wanted.into_iter().map(positions).collect();
    let site = |((file, at), asked): &((String, Pointer), Asked<'_>)| {
        let span = files.get(file.as_str()).and_then(|positions| nearest(positions, at.clone()));
        Site {
            file: file.clone(),
            pointer: asked.pointer.as_str().to_owned(),
            line: span.map(|span| span.line),
            column: span.map(|span| span.column),
            value: asked.value.cloned(),
        }
    };
    asked.iter().map(|asked| asked.as_ref().map(site)).collect()
}

/// Where a place was written, before any overlay.
fn written(document: &Document, asked: &Asked<'_>) -> (String, Pointer) {
    if asked.file != document.main() {
        return (asked.file.to_owned(), asked.pointer.clone());
    }
    let origin = document.trace().resolve(&asked.pointer, asked.file);
    (origin.file, origin.pointer)
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
