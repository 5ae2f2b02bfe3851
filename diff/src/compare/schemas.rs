//! Pairs of schemas: what is found at each, once for each way of looking, and whether one includes the other.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::alike::Alike;
use super::lens::{Edge, Go, Lens, Local, Pair, both};
use super::{bounds, keywords, members, properties, types, unions, values};
use crate::contract::node::{Node, Tree};
use crate::contract::operation::Api;
use crate::contract::schema::{Made, Schema, SchemaId};
use crate::level::{Direction, Effect, Polarity, Reach};

/// Most pairs that are looked at to decide whether one schema includes another.
const MAX_RELATED: usize = 2_000;
/// Most questions of inclusion inside each other.
const MAX_DEPTH: usize = 24;

/// What a pair is known by.
pub(crate) type PairKey = (SchemaId, SchemaId, Lens);

/// Compares schemas of two documents.
pub(crate) struct Comparer<'a, 'c> {
    pub(crate) base: &'c Api<'a>,
    pub(crate) revision: &'c Api<'a>,
    pub(crate) alike: &'c Alike<'a>,
    locals: RefCell<HashMap<PairKey, Rc<Local<'a>>>>,
    /// Pairs whose findings are being collected: assumed equal where they meet themselves.
    open: RefCell<HashSet<PairKey>>,
    equal: RefCell<HashMap<(SchemaId, SchemaId), bool>>,
}

impl<'a> Pair<'a> {
    pub(crate) fn key(&self) -> PairKey {
        (self.base.id, self.revision.id, self.lens)
    }
}

impl<'a, 'c> Comparer<'a, 'c> {
    pub(crate) fn new(base: &'c Api<'a>, revision: &'c Api<'a>, alike: &'c Alike<'a>) -> Self {
        Self { base, revision, alike, locals: RefCell::default(), open: RefCell::default(), equal: RefCell::default() }
    }

    pub(crate) fn trees(&self) -> (&'c Tree<'a>, &'c Tree<'a>) {
        (self.base.tree(), self.revision.tree())
    }

    /// A pair made of what stands in the two documents.
    pub(crate) fn pair(&self, base: &Made<'a>, revision: &Made<'a>, lens: Lens) -> Pair<'a> {
        paired(self.base.schemas.schema(base), self.revision.schemas.schema(revision), lens)
    }

    /// A pair of what holds together in each.
    pub(crate) fn pair_of(&self, base: &[Node<'a>], revision: &[Node<'a>], lens: Lens) -> Pair<'a> {
        paired(self.base.schemas.of(base), self.revision.schemas.of(revision), lens)
    }

    /// What is found at a pair.
    pub(crate) fn local(&self, pair: &Pair<'a>) -> Rc<Local<'a>> {
        let key = pair.key();
        if let Some(local) = self.locals.borrow().get(&key) {
            return Rc::clone(local);
        }
        if self.is_alike(pair) || !self.open.borrow_mut().insert(key) {
            return Rc::default();
        }
        let local = Rc::new(self.find(pair));
        self.open.borrow_mut().remove(&key);
        self.locals.borrow_mut().insert(key, Rc::clone(&local));
        local
    }

    /// Whether both are written the same, down to what they refer to.
    fn is_alike(&self, pair: &Pair<'a>) -> bool {
        let (base, revision) = (&pair.base, &pair.revision);
        if base.parts.is_empty() || base.parts.len() != revision.parts.len() {
            return false;
        }
        let key = (base.id, revision.id);
        if let Some(known) = self.equal.borrow().get(&key) {
            return *known;
        }
        let alike =
            base.parts.iter().zip(&revision.parts).all(|(one, other)| self.alike.values(one.value, other.value));
        self.equal.borrow_mut().insert(key, alike);
        alike
    }

    fn find(&self, pair: &Pair<'a>) -> Local<'a> {
        let mut local = Local::default();
        let found = &mut local;
        if keywords::dangling(self, pair, found) == Go::Stop {
            return local;
        }
        if types::compare(self, pair, found) == Go::Stop {
            values::restricted(self, pair, found);
            return local;
        }
        if unions::compare(self, pair, found) == Go::Stop {
            return local;
        }
        values::compare(self, pair, found);
        bounds::compare(self, pair, found);
        properties::compare(self, pair, found);
        keywords::compare(self, pair, found);
        members::compare(self, pair, found);
        local
    }

    /// What a change from the base to the revision does to the valid values.
    pub(crate) fn relation(&self, pair: &Pair<'a>) -> Effect {
        let lens = Lens { direction: Direction::Request, reach: Reach::Sent, polarity: Polarity::Same, ..pair.lens };
        if self.open.borrow().len() > MAX_DEPTH {
            return Effect::Unknown;
        }
        self.effect_of(&[Pair { lens, ..pair.clone() }])
    }

    /// Whether everything below these edges is the same.
    pub(crate) fn is_equivalent(&self, edges: &[Edge<'a>]) -> bool {
        let pairs: Vec<_> = edges.iter().map(|edge| edge.pair.clone()).collect();
        self.effect_of(&pairs) == Effect::Equivalent
    }

    fn effect_of(&self, pairs: &[Pair<'a>]) -> Effect {
        let mut queue = pairs.to_vec();
        let mut seen = HashSet::new();
        let mut effect = Effect::Equivalent;
        while let Some(pair) = queue.pop() {
            if !seen.insert(pair.key()) {
                continue;
            }
            if seen.len() > MAX_RELATED {
                return Effect::Unknown;
            }
            let local = self.local(&pair);
            for finding in &local.findings {
                let (this, _) = finding.rule.verdict(pair.lens.direction, Reach::Sent, pair.lens.polarity);
                effect = both(effect, this);
            }
            queue.extend(local.edges.iter().map(|edge| edge.pair.clone()));
        }
        effect
    }

    /// The types that alternatives leave of a schema.
    pub(crate) fn types(&self, schema: &Schema<'a>, side: Side) -> crate::contract::types::Types {
        self.types_within(schema, side, 0)
    }

    fn types_within(&self, schema: &Schema<'a>, side: Side, depth: usize) -> crate::contract::types::Types {
        use crate::contract::types::Types;
        if depth > 8 {
            return schema.types;
        }
        let schemas = match side {
            Side::Base => &self.base.schemas,
            Side::Revision => &self.revision.schemas,
        };
        schema.unions.iter().fold(schema.types, |types, union| {
            let members = union.members.iter().map(|member| schemas.of(&[*member]));
            let any = members.fold(Types::NONE, |any, member| any.or(self.types_within(&member, side, depth + 1)));
            types.and(any)
        })
    }
}

/// Alternatives are compared with alternatives, and as a list with a list.
fn paired<'a>(base: Rc<Schema<'a>>, revision: Rc<Schema<'a>>, lens: Lens) -> Pair<'a> {
    let single = |schema: &Schema<'a>| schema.unions.iter().all(|union| union.members.len() == 1);
    match (&base.unfolded, &revision.unfolded) {
        (Some(one), Some(other)) if single(one) && single(other) => Pair { base, revision, lens },
        (Some(one), Some(other)) => Pair { base: Rc::clone(one), revision: Rc::clone(other), lens },
        (Some(one), None) if !revision.unions.is_empty() => Pair { base: Rc::clone(one), revision, lens },
        (None, Some(other)) if !base.unions.is_empty() => Pair { base, revision: Rc::clone(other), lens },
        _ => Pair { base, revision, lens },
    }
}

/// One of the two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Base,
    Revision,
}
