//! From two surfaces to what changed.
//!
//! What stands inside of something that is new or gone is not told apart from it: a type with its members, an operation with
//! the types around it. Facts and documentation are told of an item where nothing else is.

use std::collections::HashSet;

use super::fit::{self, Fit};
use super::gates::{Gates, Split};
use super::renames::{Index, Key, Renames, is_renamed, key};
use super::{Bump, Item, RustChange, Shape, Surface, What};

/// What changed from `base` to `revision`, sorted by item.
pub fn compare(base: &Surface, revision: &Surface) -> Vec<RustChange> {
    let (old, new) = (Index::of(base), Index::of(revision));
    let names = Renames::find(&old, &new);
    let cx = Compare { names: &names, gates: Gates::of(base, revision), old: &old, new: &new };
    let mut changes: Vec<RustChange> = cx.split().into_iter().collect();
    let mut met: HashSet<Key<'_>> = HashSet::new();
    for item in &base.items {
        match new.find(&names.key(item)) {
            Some(other) => {
                met.insert(key(other));
                changes.extend(cx.pair(item, other));
            }
            None if cx.is_told_of_gone(item) => changes.push(cx.gone(item)),
            None => {}
        }
    }
    let added = revision.items.iter().filter(|item| !met.contains(&key(item)) && cx.is_told_of_added(item, &met));
    changes.extend(added.map(|item| cx.added(item)));
    changes.sort_by(|a, b| (&a.item, a.kind, a.change).cmp(&(&b.item, b.kind, b.change)));
    changes
}

/// Both surfaces, and how the names of one lead to those of the other.
pub(super) struct Compare<'a> {
    pub(super) names: &'a Renames<'a>,
    pub(super) gates: Gates<'a>,
    pub(super) old: &'a Index<'a>,
    pub(super) new: &'a Index<'a>,
}

impl Compare<'_> {
    fn split(&self) -> Option<RustChange> {
        let found = |index: &Index<'_>| index.find(&("crate", "", "crate")).cloned();
        let (old, new) = (found(self.old)?, found(self.new)?);
        let fit =
            Fit::new(What::Features, "every operation".to_owned(), "a feature for each group".to_owned(), Bump::Major);
        (self.gates.split() == Split::Now).then(|| told(&old, &new, fit))
    }

    fn pair(&self, old: &Item, new: &Item) -> Vec<RustChange> {
        let mut fits = Vec::new();
        let path = || (old.path.to_string(), new.path.to_string());
        let is_moved = old.is_type() && old.path.module != new.path.module;
        if is_renamed(&old.path, &new.path) || is_moved {
            let what = if is_renamed(&old.path, &new.path) { What::Renamed } else { What::Moved };
            fits.push(Fit::new(what, path().0, path().1, Bump::Major));
        }
        if self.gates.is_lost(old, new, self.names) && !self.is_lost_with_its_type(old, new) {
            fits.push(Fit::new(What::Features, old.gate.join(", "), new.gate.join(", "), Bump::Major));
        }
        fits.extend(fit::fit(self, old, new));
        if fits.is_empty() {
            fits.extend(fit::facts(old, new));
        }
        if fits.is_empty() && old.docs != new.docs {
            fits.push(Fit { what: What::Docs, from: None, to: None, bump: Bump::Patch });
        }
        fits.into_iter().map(|fit| told(old, new, fit)).collect()
    }

    /// Whether the type that it is a member of stands behind the same features, and tells of them.
    fn is_lost_with_its_type(&self, old: &Item, new: &Item) -> bool {
        let types = self.old.ty(&old.path.of).zip(self.new.ty(&new.path.of));
        types.is_some_and(|(before, after)| before.gate == old.gate && after.gate == new.gate)
    }

    /// Whether the loss of an item does not follow from that of another.
    fn is_told_of_gone(&self, item: &Item) -> bool {
        let op_stays = item
            .within
            .as_ref()
            .is_none_or(|method| self.old.op(method).and_then(|op| self.new.find(&self.names.key(op))).is_some());
        let type_stays = self
            .old
            .ty(&item.path.of)
            .is_none_or(|ty| self.new.find(&self.names.key(ty)).is_some_and(|other| fit::is_one_form(ty, other)));
        op_stays && type_stays && is_told(item)
    }

    /// Whether a new item does not come with another.
    fn is_told_of_added(&self, item: &Item, met: &HashSet<Key<'_>>) -> bool {
        let is_old = |other: Option<&Item>| other.is_none_or(|other| met.contains(&key(other)));
        let op_is_old = item.within.as_ref().is_none_or(|method| is_old(self.new.op(method)));
        let ty = self.new.ty(&item.path.of);
        let type_is_old = is_old(ty) && ty.is_none_or(|ty| self.before(ty).is_none_or(|old| fit::is_one_form(old, ty)));
        op_is_old && type_is_old && is_told(item)
    }

    /// What a type of the revision was.
    fn before(&self, ty: &Item) -> Option<&Item> {
        let is_it = |old: &&Item| old.is_type() && self.names.ty(&old.path.name) == ty.path.name;
        self.old.ty(&ty.path.name).or_else(|| self.old.surface.items.iter().find(is_it))
    }

    fn gone(&self, item: &Item) -> RustChange {
        RustChange {
            item: item.path.to_string(),
            kind: item.shape.kind(),
            change: What::Gone,
            from: item.shape.text(),
            to: None,
            bump: Bump::Major,
            base: item.at.clone(),
            revision: Vec::new(),
        }
    }

    fn added(&self, item: &Item) -> RustChange {
        RustChange {
            item: item.path.to_string(),
            kind: item.shape.kind(),
            change: What::Added,
            from: None,
            to: item.shape.text(),
            bump: Bump::Minor,
            base: Vec::new(),
            revision: item.at.clone(),
        }
    }
}

/// A scheme is told of by its methods on the builder.
fn is_told(item: &Item) -> bool {
    !matches!(item.shape, Shape::Auth(_))
}

fn told(old: &Item, new: &Item, fit: Fit) -> RustChange {
    RustChange {
        item: old.path.to_string(),
        kind: old.shape.kind(),
        change: fit.what,
        from: fit.from,
        to: fit.to,
        bump: fit.bump,
        base: old.at.clone(),
        revision: new.at.clone(),
    }
}
