//! Diagnostics as text: where, with an excerpt of what stands there, why, and the way out.
//!
//! The only place that looks up positions. No character of a document reaches the terminal unescaped, and no line of
//! output is longer for a longer line of input.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::text::{Lines, escape, push};
use super::{Diag, Diags, Place, Severity, Spot};
use crate::Files;
use crate::source::{Origin, Pointer, Positions, Span, Trace, positions};

/// Most characters of an excerpt.
const EXCERPT: usize = 160;

/// Prints diagnostics of one provider; reads each file at most once.
#[derive(Debug)]
pub struct Printer<'a> {
    files: &'a Files,
    trace: &'a Trace,
    spec_file: &'a str,
    folder: &'a str,
    sources: BTreeMap<String, Option<Source<'a>>>,
}

/// A place in the files that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The file.
    pub file: String,
    /// Where in the document that the file is; `None` where only a position is known.
    pub pointer: Option<Pointer>,
    /// Line and column, or those of the nearest node above that was written.
    pub span: Option<Span>,
}

/// A file that was looked at.
#[derive(Debug)]
struct Source<'a> {
    bytes: &'a [u8],
    lines: Lines<'a>,
    spans: Option<Positions>,
}

/// A place as it is printed.
struct Site {
    arrow: String,
    shown: Option<Shown>,
}

struct Shown {
    line: usize,
    text: String,
    /// Characters before the caret.
    caret: usize,
}

/// Prints one diagnostic; see [`Printer`], which is for many.
pub fn print(diag: &Diag, files: &Files, trace: &Trace, spec_file: &str, folder: &str) -> String {
    Printer::new(files, trace, spec_file, folder).print(diag)
}

/// How much was said, such as `2 errors, 1 degraded, 3 notes`; empty when nothing was.
pub fn summary(diags: &Diags) -> String {
    let count = |severity| diags.iter().filter(|diag| diag.severity == severity).count();
    let words = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Degraded), "degraded", "degraded"),
        (count(Severity::Note), "note", "notes"),
    ];
    let parts = words.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<_> =
        parts.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect();
    parts.join(", ")
}

impl<'a> Printer<'a> {
    /// A printer of what was said about the document `spec_file` among `files`, which stand in `folder` (such as
    /// `specs/demo`); `trace` leads from the document as the stages see it to the text that was written.
    pub fn new(files: &'a Files, trace: &'a Trace, spec_file: &'a str, folder: &'a str) -> Self {
        Self { files, trace, spec_file, folder, sources: BTreeMap::new() }
    }

    /// The diagnostic as text that ends with a line break.
    ///
    /// A pointer is printed as the stages see it, which is what `[names]` and `[[allow]]` take; line and column are of
    /// the text that it came from, or of the nearest node above that was written.
    pub fn print(&mut self, diag: &Diag) -> String {
        let site = self.site(&diag.at);
        let notes: Vec<_> =
            diag.notes.iter().map(|(at, text)| (at.as_ref().map(|at| self.site(at)), escape(text))).collect();
        let sites = std::iter::once(&site).chain(notes.iter().filter_map(|(site, _)| site.as_ref()));
        let width = sites.map(Site::width).max().unwrap_or(1);

        let mut out = format!("{}[{}]: {}\n", word(diag.severity), diag.code, escape(&diag.message));
        site.write(&mut out, width);
        for (site, text) in &notes {
            match site {
                Some(site) => {
                    out.push_str(&format!("note: {text}\n"));
                    site.write(&mut out, width);
                }
                None => out.push_str(&format!("{:width$} = note: {text}\n", "")),
            }
        }
        if let Some(help) = &diag.help {
            out.push_str(&format!("{:width$} = help: {}\n", "", escape(help)));
        }
        out
    }

    /// Where a place is in the files that were read.
    pub fn locate(&mut self, place: &Place) -> Located {
        let origin = match &place.at {
            Spot::File => return Located { file: place.file.clone(), pointer: None, span: None },
            Spot::Text { line, column } => {
                let span = Some(Span { line: *line, column: *column });
                return Located { file: place.file.clone(), pointer: None, span };
            }
            Spot::Pointer(pointer) => self.origin(&place.file, pointer),
        };
        let span = self.find(&origin.file, &origin.pointer);
        Located { file: origin.file, pointer: Some(origin.pointer), span }
    }

    fn origin(&self, file: &str, pointer: &Pointer) -> Origin {
        if file == self.spec_file {
            self.trace.resolve(pointer, self.spec_file)
        } else {
            Origin { file: file.to_owned(), pointer: pointer.clone(), via: None }
        }
    }

    fn site(&mut self, place: &Place) -> Site {
        match &place.at {
            Spot::File => Site { arrow: self.path(&place.file), shown: None },
            Spot::Text { line, column } => self.at(&place.file, Some(Span { line: *line, column: *column })),
            Spot::Pointer(pointer) => {
                let origin = self.origin(&place.file, pointer);
                let span = self.find(&origin.file, &origin.pointer);
                let mut site = self.at(&origin.file, span);
                site.arrow.push(' ');
                site.arrow.push_str(&escape(&pointer.to_string()));
                if let Some((file, action)) = &origin.via {
                    let line = self.find(file, action).map(|span| format!(":{}", span.line)).unwrap_or_default();
                    site.arrow.push_str(&format!(" (via {}{line})", escape(file)));
                }
                site
            }
        }
    }

    fn at(&mut self, file: &str, span: Option<Span>) -> Site {
        let mut arrow = self.path(file);
        let shown = span.and_then(|Span { line, column }| {
            arrow.push_str(&format!(":{line}:{column}"));
            let (text, caret) = excerpt(self.source(file)?.lines.line(line)?, column);
            Some(Shown { line, text, caret })
        });
        Site { arrow, shown }
    }

    fn path(&self, file: &str) -> String {
        escape(&format!("{}/{file}", self.folder))
    }

    /// Where `pointer` stands in `file`, or else the nearest node above it.
    fn find(&mut self, file: &str, pointer: &Pointer) -> Option<Span> {
        let source = self.source(file)?;
        let spans = source.spans.get_or_insert_with(|| positions(source.bytes, file));
        let above = std::iter::successors(Some(pointer.clone()), Pointer::parent);
        above.into_iter().find_map(|at| spans.get(&at))
    }

    fn source(&mut self, file: &str) -> Option<&mut Source<'a>> {
        if !self.sources.contains_key(file) {
            let read = self.files.get(file).and_then(|bytes| {
                let text = std::str::from_utf8(bytes).ok()?;
                Some(Source { bytes, lines: Lines::new(text), spans: None })
            });
            self.sources.insert(file.to_owned(), read);
        }
        self.sources.get_mut(file)?.as_mut()
    }
}

impl Site {
    /// Digits of the line number.
    fn width(&self) -> usize {
        self.shown.as_ref().map_or(1, |shown| shown.line.to_string().len())
    }

    fn write(&self, out: &mut String, width: usize) {
        out.push_str(&format!("{:width$}--> {}\n", "", self.arrow));
        if let Some(Shown { line, text, caret }) = &self.shown {
            let text = format!("{line:<width$} | {text}");
            // writing to a String does not fail
            let _ = write!(out, "{:width$} |\n{}\n{:width$} | {:caret$}^\n", "", text.trim_end(), "", "");
        }
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Degraded => "degraded",
        Severity::Note => "note",
    }
}

/// At most [`EXCERPT`] characters of `line` around `column`, escaped, and how many of them stand before it.
fn excerpt(line: &str, column: usize) -> (String, usize) {
    let before = column.saturating_sub(1);
    // what is certain to be cut is not looked at: a document may be one line of megabytes
    let skipped = before.saturating_sub(EXCERPT);
    let mut rest = after(line, skipped).chars();
    let (mut shown, mut caret) = (Vec::new(), None);
    for (index, c) in rest.by_ref().take(3 * EXCERPT).enumerate() {
        if index == before - skipped {
            caret = Some(shown.len());
        }
        let mut one = String::new();
        push(&mut one, c);
        shown.extend(one.chars());
    }
    let caret = caret.unwrap_or(shown.len());

    let mut start = 0;
    let mut end = shown.len();
    if end > EXCERPT {
        end = end.min(caret.saturating_sub(EXCERPT / 2) + EXCERPT);
        start = end - EXCERPT;
    }
    if end > 0 && (end < shown.len() || rest.next().is_some()) {
        shown[end - 1] = '…';
    }
    if let Some(first) = shown.get_mut(start).filter(|_| start > 0 || skipped > 0) {
        *first = '…';
    }
    (shown[start..end].iter().collect(), caret - start)
}

/// What follows the first `count` characters of `line`.
fn after(line: &str, count: usize) -> &str {
    if let Some((skipped, rest)) = line.split_at_checked(count)
        && skipped.is_ascii()
    {
        return rest;
    }
    let mut rest = line.chars();
    rest.by_ref().take(count).for_each(drop);
    rest.as_str()
}

#[cfg(test)]
mod tests;
