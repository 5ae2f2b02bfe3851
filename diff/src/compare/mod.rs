//! Two contracts to the changes between them. Schemas are compared in pairs, each once for each way of looking at it;
//! what is around them operation by operation.

mod alike;
mod bounds;
mod content;
mod discriminators;
mod draft;
mod graph;
mod keywords;
mod lens;
pub mod life;
mod members;
mod operations;
mod parameters;
mod properties;
mod responses;
mod schemas;
mod security;
mod servers;
mod types;
mod unions;
mod values;

use bursar_codegen::digest::Digest;

use crate::change::Change;
use crate::contract::node::Tree;
use crate::contract::operation::Api;
use crate::document::Document;
use crate::site::{self, Asked};
use alike::Alike;
use draft::{Drafts, Places};
use life::Day;
use schemas::Comparer;

/// What a comparison depends on besides the documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day on which sunset dates are judged; without it none has come.
    pub today: Option<Day>,
    /// Whether what is written the same is taken for the same.
    pub shortcut: Shortcut,
}

/// Whether what is written the same in both documents is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shortcut {
    /// It is not, because nothing would come of it.
    #[default]
    Taken,
    /// It is, to prove that nothing comes of it.
    Avoided,
}

/// All changes, the worst first, and references that lead nowhere.
#[derive(Debug)]
pub struct Compared {
    /// The changes.
    pub changes: Vec<Change>,
    /// References of each document that lead nowhere, as written: what they stand for is not compared.
    pub dangling: (Vec<String>, Vec<String>),
}

/// Compares two documents.
pub fn compare(base: &Document, revision: &Document, options: Options) -> Compared {
    let (one, other) = (Api::read(Tree::new(base)), Api::read(Tree::new(revision)));
    let alike = match options.shortcut {
        Shortcut::Taken => Alike::of(&one, &other),
        Shortcut::Avoided => Alike::never(),
    };
    let comparer = Comparer::new(&one, &other, &alike);
    let mut drafts = Drafts::new(comparer.trees());
    let mut entries = Vec::new();
    operations::compare(&comparer, options, &mut entries, &mut drafts);
    security::compare(&comparer, &mut drafts);
    servers::compare(&comparer, &mut drafts);
    graph::follow(&comparer, &entries, &mut drafts);
    let changes = located(drafts.done(), comparer.trees());
    Compared { changes, dangling: (one.tree().dangling(), other.tree().dangling()) }
}

/// Looks the places up in the texts, and sorts.
fn located<'a>(drafts: Vec<(Change, Places<'a>)>, trees: (&Tree<'a>, &Tree<'a>)) -> Vec<Change> {
    let mut changes = Vec::with_capacity(drafts.len());
    if drafts.is_empty() {
        return changes;
    }
    let asked = |tree: &Tree<'a>, spot: Option<lens::Spot<'a>>| {
        let spot = spot?;
        let (file, pointer) = tree.pointer(spot.place);
        Some(Asked { file, pointer, value: spot.value })
    };
    let base = drafts.iter().map(|(_, (from, _))| asked(trees.0, *from)).collect();
    let revision = drafts.iter().map(|(_, (_, to))| asked(trees.1, *to)).collect();
    let (base, revision) = site::both((trees.0.document(), base), (trees.1.document(), revision));
    for (((mut change, _), base), revision) in drafts.into_iter().zip(base).zip(revision) {
        (change.base, change.revision) = (base, revision);
        change.fingerprint = fingerprint(&change);
        changes.push(change);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.level));
    changes
}

/// Of id, first occurrence and arguments: moving a line or rewording a description does not change it.
fn fingerprint(change: &Change) -> String {
    let mut text = format!("{}\u{1e}{}", change.id, change.arguments.join("\u{1f}"));
    if let Some(first) = change.occurrences.first() {
        let location = &first.location;
        let parts = [
            &location.within,
            &location.parameter,
            &location.header,
            &location.status,
            &location.media_type,
            &location.scheme,
            &location.scope,
            &location.callback,
        ];
        let parts: Vec<_> = parts.into_iter().map(|part| part.as_deref().unwrap_or_default()).collect();
        let path = operations::erased(&first.path);
        text.push_str(&format!("\u{1e}{path} {}\u{1e}{}", first.method, parts.join("\u{1f}")));
        text.push_str(&format!("\u{1e}{}", location.property.join("/")));
    } else if let Some(site) = change.base.as_ref().or(change.revision.as_ref()) {
        text.push_str(&format!("\u{1e}{}", site.pointer));
    }
    let digest = Digest::of(text.as_bytes()).to_string();
    digest.get(..16).unwrap_or(&digest).to_owned()
}
