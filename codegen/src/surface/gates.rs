//! Features: what a program that turned on some of them loses.

use std::collections::{BTreeMap, BTreeSet};

use super::renames::Renames;
use super::{Item, Shape, Surface};

/// The features of both crates.
pub(super) struct Gates<'a> {
    base: BTreeMap<&'a str, &'a [String]>,
    revision: BTreeMap<&'a str, &'a [String]>,
}

/// Whether a crate has any feature for groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Split {
    /// It got them, and had none: every program that does without `full` is left with nothing.
    Now,
    /// Nothing of that kind.
    AsBefore,
}

impl<'a> Gates<'a> {
    pub(super) fn of(base: &'a Surface, revision: &'a Surface) -> Self {
        Self { base: features(base), revision: features(revision) }
    }

    pub(super) fn split(&self) -> Split {
        if self.base.is_empty() && !self.revision.is_empty() { Split::Now } else { Split::AsBefore }
    }

    /// Whether an item is missing with some feature that brought it, and that is still there.
    pub(super) fn is_lost(&self, old: &Item, new: &Item, names: &Renames<'_>) -> bool {
        if self.split() == Split::Now || new.gate.is_empty() {
            return false;
        }
        if old.gate.is_empty() {
            return true;
        }
        let kept = old.gate.iter().map(|feature| names.feature(feature));
        kept.filter(|feature| self.revision.contains_key(feature)).any(|feature| !self.brings(feature, &new.gate))
    }

    /// Whether the revision's feature turns one of `gate` on.
    fn brings(&self, feature: &str, gate: &[String]) -> bool {
        let (mut open, mut seen) = (vec![feature], BTreeSet::new());
        while let Some(feature) = open.pop() {
            if gate.iter().any(|one| one == feature) {
                return true;
            }
            if seen.insert(feature) {
                open.extend(self.revision.get(feature).into_iter().flat_map(|needs| needs.iter().map(String::as_str)));
            }
        }
        false
    }
}

fn features(surface: &Surface) -> BTreeMap<&str, &[String]> {
    let feature = |item: &'_ Item| matches!(item.shape, Shape::Feature(_));
    let all = surface.items.iter().filter(|item| feature(item));
    all.map(|item| {
        let needs = if let Shape::Feature(needs) = &item.shape { needs.as_slice() } else { &[] };
        (item.path.name.as_str(), needs)
    })
    .collect()
}
