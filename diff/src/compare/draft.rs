//! Changes while they are collected: places are still numbers, and the same change of a shared part is one.

use std::collections::HashMap;

use super::lens::Spot;
use super::schemas::Side;
use crate::change::{Area, Change, Occurrence};
use crate::contract::node::Tree;
use crate::level::{Direction, Polarity, Reach, Rule};
use crate::message;

/// A change at one place.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    pub(crate) rule: Rule,
    pub(crate) id: String,
    pub(crate) direction: Direction,
    pub(crate) reach: Reach,
    pub(crate) polarity: Polarity,
    pub(crate) area: Area,
    pub(crate) base: Option<Spot<'a>>,
    pub(crate) revision: Option<Spot<'a>>,
    pub(crate) arguments: Vec<String>,
}

/// A place as text, which tells changes apart.
pub(crate) type Pointed = Option<(String, String)>;

/// All changes so far.
pub(crate) struct Drafts<'a, 'c> {
    trees: (&'c Tree<'a>, &'c Tree<'a>),
    known: HashMap<String, usize>,
    changes: Vec<(Change, Places<'a>)>,
}

/// Where a change is, in both documents.
pub(crate) type Places<'a> = (Option<Spot<'a>>, Option<Spot<'a>>);

impl<'a, 'c> Drafts<'a, 'c> {
    pub(crate) fn new(trees: (&'c Tree<'a>, &'c Tree<'a>)) -> Self {
        Self { trees, known: HashMap::new(), changes: Vec::new() }
    }

    /// Takes a change, at one occurrence or at none.
    pub(crate) fn push(&mut self, draft: &Draft<'a>, occurrence: Option<Occurrence>) {
        let base = self.pointed(Side::Base, draft.base);
        let revision = self.pointed(Side::Revision, draft.revision);
        let texts = draft.arguments.join("\u{1f}");
        let key = format!(
            "{}\u{1e}{}\u{1e}{:?}{:?}\u{1e}{texts}\u{1e}{base:?}\u{1e}{revision:?}",
            draft.id,
            draft.direction.word(),
            draft.reach,
            draft.polarity
        );
        if let Some(index) = self.known.get(&key) {
            if let Some((change, _)) = self.changes.get_mut(*index) {
                change.occurrences.extend(occurrence);
            }
            return;
        }
        let (effect, level) = draft.rule.verdict(draft.direction, draft.reach, draft.polarity);
        let occurrences: Vec<_> = occurrence.into_iter().collect();
        let change = Change {
            id: draft.id.clone(),
            rule: draft.rule,
            level,
            direction: draft.direction,
            area: draft.area,
            effect,
            base: None,
            revision: None,
            message: message::sentence(draft.rule, draft.area, draft.direction, &draft.arguments, occurrences.first()),
            occurrences,
            arguments: draft.arguments.clone(),
            rust: Vec::new(),
            ignored_by: None,
            fingerprint: String::new(),
        };
        self.known.insert(key, self.changes.len());
        self.changes.push((change, (draft.base, draft.revision)));
    }

    fn pointed(&self, side: Side, spot: Option<Spot<'a>>) -> Pointed {
        let tree = if side == Side::Base { self.trees.0 } else { self.trees.1 };
        let (file, pointer) = tree.pointer(spot?.place);
        Some((file.to_owned(), pointer.as_str().to_owned()))
    }

    pub(crate) fn done(self) -> Vec<(Change, Places<'a>)> {
        self.changes
    }
}
