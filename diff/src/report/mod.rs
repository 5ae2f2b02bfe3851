//! Changes as text, for people and for machines. Nothing is decided here.

pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;
pub mod text;

use std::collections::HashSet;
use std::fmt::Write as _;

use bursar_codegen::digest::Digest;

use crate::change::{Change, Occurrence, RustItem, Site};
use crate::compare::Compared;
use crate::document::{About, Document};
use crate::level::Level;

/// Everything that is said of one pair of documents.
#[derive(Debug)]
pub struct Report {
    /// Where the document was, as the reader calls it.
    pub base: Head,
    /// Where it is.
    pub revision: Head,
    /// The changes, the worst first.
    pub compared: Compared,
    /// What follows for the crate that is generated from it.
    pub bump: Bump,
    /// What happens to items of that crate without any change on the wire.
    pub rest: Vec<RustItem>,
}

/// One of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name: a path below the workspace, or as it was given.
    pub label: String,
    /// The name of the document among its own files.
    pub main: String,
    /// Its versions.
    pub about: About,
}

/// What follows for the crate that is generated from a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bump {
    /// `major`, `minor`, `patch`; nothing when it was not looked at.
    pub rust_bump: Option<String>,
    /// The version that was released last.
    pub current_version: Option<String>,
    /// The version that the changes ask for.
    pub required_version: Option<String>,
}

/// How many changes of each level are not ignored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Breaking.
    pub err: usize,
    /// Perhaps breaking.
    pub warn: usize,
    /// Not breaking.
    pub info: usize,
}

impl Counts {
    /// Of these changes.
    pub fn of(changes: &[Change]) -> Self {
        let mut counts = Self::default();
        for change in changes.iter().filter(|change| change.ignored_by.is_none()) {
            match change.level {
                Level::Err => counts.err += 1,
                Level::Warn => counts.warn += 1,
                Level::Info => counts.info += 1,
            }
        }
        counts
    }

    /// `2 breaking, 1 warning, 3 harmless`, or `no change`.
    pub fn summary(self) -> String {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let mut parts = Vec::new();
        if self.err > 0 {
            parts.push(format!("{} breaking", self.err));
        }
        if self.warn > 0 {
            parts.push(format!("{} warning{}", self.warn, plural(self.warn)));
        }
        if self.info > 0 {
            parts.push(format!("{} harmless", self.info));
        }
        if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") }
    }
}

impl Head {
    fn of(document: &Document) -> Self {
        Self { label: document.label().to_owned(), main: document.main().to_owned(), about: document.about() }
    }

    /// A file beside the document, as the reader calls it.
    fn file(&self, name: &str) -> String {
        if name == self.main {
            return self.label.clone();
        }
        match (self.label.strip_suffix(&self.main), self.label.rsplit_once('/')) {
            (Some(root), _) => format!("{root}{name}"),
            (None, Some((folder, _))) => format!("{folder}/{name}"),
            (None, None) => name.to_owned(),
        }
    }

    /// `file:line:column`, as far as it is known.
    fn place(&self, site: &Site) -> String {
        let file = self.file(&site.file);
        match (site.line, site.column) {
            (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
            _ => file,
        }
    }
}

impl Report {
    /// Of two documents.
    pub fn new(base: &Document, revision: &Document, compared: Compared, bump: Bump) -> Self {
        Self { base: Head::of(base), revision: Head::of(revision), compared, bump, rest: Vec::new() }
    }

    /// With what happens to items of the crate without any change on the wire.
    #[must_use]
    pub fn with_rest(self, rest: Vec<RustItem>) -> Self {
        Self { rest, ..self }
    }

    /// `pets.yaml 1.0.0 → 1.1.0`, or the names of both where they differ.
    fn title(&self) -> String {
        let version = |head: &Head| {
            if head.about.version.is_empty() { "without a version".to_owned() } else { head.about.version.clone() }
        };
        let (old, new) = (version(&self.base), version(&self.revision));
        let versions = if old == new { new.clone() } else { format!("{old} → {new}") };
        match self.base.label == self.revision.label {
            true => format!("{} {versions}", plain(&self.revision.label)),
            false => format!("{} {old} → {} {new}", plain(&self.base.label), plain(&self.revision.label)),
        }
    }

    /// What follows for the crate, when it was looked at.
    fn rust(&self) -> Option<String> {
        let bump = self.bump.rust_bump.as_ref()?;
        let mut text = format!("Rust: {bump}");
        if let (Some(current), Some(required)) = (&self.bump.current_version, &self.bump.required_version) {
            let _infallible = write!(text, ", {current} → {required}");
        }
        Some(text)
    }

    /// Where a change is best looked at: in the revision, or where it was.
    fn spot<'r>(&'r self, change: &'r Change) -> Option<(&'r Head, &'r Site)> {
        let revision = change.revision.as_ref().map(|site| (&self.revision, site));
        revision.or_else(|| change.base.as_ref().map(|site| (&self.base, site)))
    }
}

/// The operations of a change, each once.
fn operations(change: &Change) -> Vec<&Occurrence> {
    let mut seen = HashSet::new();
    change.occurrences.iter().filter(|at| seen.insert((at.path.as_str(), at.method.as_str()))).collect()
}

/// `GET /pets and 3 more`.
fn where_it_matters(change: &Change) -> Option<String> {
    let all: Vec<String> = operations(change).into_iter().map(named).collect();
    (!all.is_empty()).then(|| listed(&all))
}

/// The first of many names, and how many more there are.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const SHOWN: usize = RustItem::FEW;
    let shown = names.iter().take(SHOWN).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What happens to an item of the crate without any change on the wire, in the terms of one that is.
struct Quiet {
    id: String,
    level: Level,
    message: String,
    fingerprint: String,
}

impl Quiet {
    fn of(item: &RustItem) -> Self {
        let id = format!("rust-{}", item.change);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let meaning = [id.clone(), item.item.clone(), text(&item.from), text(&item.to)].join("\u{1f}");
        Self {
            // programs may no longer compile, which is for their owners to look at; nobody's calls fail
            level: if item.bump == "major" { Level::Warn } else { Level::Info },
            message: format!("nothing changes on the wire by {}", text::rust(item)),
            fingerprint: Digest::of(meaning.as_bytes()).to_string().chars().take(16).collect(),
            id,
        }
    }
}

/// `GET /pets`.
fn named(at: &Occurrence) -> String {
    let mut text = format!("{} {}", at.method, plain(&at.path));
    if let Some(callback) = &at.location.callback {
        let _infallible = write!(text, " callback {}", plain(callback));
    }
    if at.location.webhook { format!("webhook {text}") } else { text }
}

/// Text of a document on one line, without characters that a terminal obeys or that turn the direction of reading.
fn plain(text: &str) -> String {
    bursar_codegen::diag::escape(text).to_string()
}

/// Text for HTML and XML.
fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A message with what stands between backticks marked as code.
fn coded(message: &str) -> String {
    let mut text = String::new();
    let mut parts = message.split('`').peekable();
    let mut inside = false;
    while let Some(part) = parts.next() {
        // a backtick without a partner is only that
        if inside && parts.peek().is_some() {
            let _infallible = write!(text, "<code>{}</code>", markup(part));
        } else {
            text.push_str(if inside { "`" } else { "" });
            text.push_str(&markup(part));
        }
        inside = !inside;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{coded, markup};

    #[test]
    fn text_of_a_document_is_only_text() {
        let check = |text: &str, expect: &str| assert_eq!(markup(text), expect);
        check("<script>&'\"", "&lt;script&gt;&amp;&#39;&quot;");
        check("a\nb\u{1b}[2J\u{202e}", "a\\u{a}b\\u{1b}[2J\\u{202e}");
    }

    #[test]
    fn code_is_marked() {
        let check = |text: &str, expect: &str| assert_eq!(coded(text), expect);
        check("`a` became `b`", "<code>a</code> became <code>b</code>");
        check("one ` alone", "one ` alone");
        check("`<b>`", "<code>&lt;b&gt;</code>");
        check("", "");
    }
}
