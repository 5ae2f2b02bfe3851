//! Properties of objects: which there are, which are required, which travel; and those that are not named.

use super::lens::{Edge, Finding, Lens, Local, Pair, Spot, Step};
use super::schemas::Comparer;
use super::{life, types};
use crate::contract::node::{Node, Place, Tree};
use crate::contract::schema::{Additional, Schema};
use crate::contract::types::Types;
use crate::level::{Direction, Reach, Rule};

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    for (name, nodes) in &base.properties {
        match revision.properties.get(name) {
            Some(others) => kept(c, pair, (name, nodes, others), found),
            None => removed(c, pair, name, nodes, found),
        }
    }
    for (name, nodes) in revision.properties.iter().filter(|(name, _)| !base.properties.contains_key(*name)) {
        added(c, pair, name, nodes, found);
    }
    unnamed_required(c, pair, found);
    additional(c, pair, found);
    items(c, pair, found);
}

/// Whether a property travels in this direction.
fn reach(lens: Lens, property: &Schema<'_>) -> Reach {
    let unsent = match lens.direction {
        Direction::Request => property.says("readOnly"),
        Direction::Response => property.says("writeOnly"),
        Direction::None => false,
    };
    if unsent { Reach::Unsent } else { lens.reach }
}

fn first(nodes: &[Node<'_>], whole: Place) -> Place {
    nodes.first().map_or(whole, |node| node.place)
}

fn kept<'a>(
    c: &Comparer<'a, '_>,
    pair: &Pair<'a>,
    (name, nodes, others): (&'a str, &[Node<'a>], &[Node<'a>]),
    found: &mut Local<'a>,
) {
    let (base, revision) = (&pair.base, &pair.revision);
    let below = c.pair_of(nodes, others, pair.lens.below());
    let reach = reach(pair.lens, &below.revision);
    let (was, is) = (base.required.get(name), revision.required.get(name));
    let rule = match (was, is) {
        (None, Some(_)) if below.revision.part("default").is_some() && pair.lens.direction == Direction::Request => {
            Some(Rule::BecameRequiredWithDefault)
        }
        (None, Some(_)) => Some(Rule::BecameRequired),
        (Some(_), None) => Some(Rule::BecameOptional),
        _ => None,
    };
    // whether a property is required that does not travel is nobody's concern, but in responses it has a name
    if let Some(rule) = rule.filter(|_| reach == Reach::Sent || pair.lens.direction == Direction::Response) {
        let (one, other) = c.trees();
        let spots = (requiring(base, was, one), requiring(revision, is, other));
        let finding = Finding::new(rule, Some(spots.0), Some(spots.1), [name.to_owned()]);
        found.findings.push(finding.tail(name, reach));
    }
    let spots = (Spot::from(first(nodes, base.at)), Spot::from(first(others, revision.at)));
    mutability(pair, name, &below, spots, found);
    life::property(name, &below, spots, reach, found);
    let below = match reach {
        Reach::Unsent => Pair { lens: below.lens.unsent(), ..below },
        Reach::Sent => below,
    };
    found.edges.push(Edge { step: Step::Name(name), pair: below });
}

fn mutability<'a>(
    pair: &Pair<'a>,
    name: &'a str,
    property: &Pair<'a>,
    (from, to): (Spot<'a>, Spot<'a>),
    found: &mut Local<'a>,
) {
    let required = pair.revision.required.contains_key(name);
    let noun = if required { "required" } else { "optional" };
    let flags = [
        ("readOnly", Rule::BecameReadOnly, Rule::BecameNotReadOnly),
        ("writeOnly", Rule::BecameWriteOnly, Rule::BecameNotWriteOnly),
    ];
    for (keyword, set, unset) in flags {
        let rule = match (property.base.says(keyword), property.revision.says(keyword)) {
            (false, true) => set,
            (true, false) if required && unset == Rule::BecameNotWriteOnly => Rule::RequiredBecameNotWriteOnly,
            (true, false) => unset,
            _ => continue,
        };
        let finding = Finding::new(rule, Some(from), Some(to), [name.to_owned()]);
        found.findings.push(finding.noun(noun).tail(name, Reach::Sent));
    }
}

fn removed<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, name: &'a str, nodes: &[Node<'a>], found: &mut Local<'a>) {
    let property = c.base.schemas.of(nodes);
    let reach = reach(pair.lens, &property);
    if reach == Reach::Unsent && pair.lens.direction == Direction::Request {
        return;
    }
    let required = pair.base.required.contains_key(name);
    let rule = if required { Rule::RequiredPropertyRemoved } else { Rule::OptionalPropertyRemoved };
    let spots = (first(nodes, pair.base.at), pair.revision.at);
    let finding = Finding::new(rule, Some(spots.0), Some(spots.1), [name.to_owned()]);
    found.findings.push(finding.tail(name, reach));
}

fn added<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, name: &'a str, nodes: &[Node<'a>], found: &mut Local<'a>) {
    let property = c.revision.schemas.of(nodes);
    let reach = reach(pair.lens, &property);
    if reach == Reach::Unsent && pair.lens.direction == Direction::Request {
        return;
    }
    let rule = match pair.revision.required.contains_key(name) {
        false => Rule::NewOptionalProperty,
        true if property.part("default").is_some() => Rule::NewRequiredPropertyWithDefault,
        true => Rule::NewRequiredProperty,
    };
    let spots = (pair.base.at, first(nodes, pair.revision.at));
    let finding = Finding::new(rule, Some(spots.0), Some(spots.1), [name.to_owned()]);
    found.findings.push(finding.tail(name, reach));
}

/// The list that a name is in, or could be in.
fn requiring<'a>(schema: &Schema<'a>, list: Option<&Node<'a>>, tree: &Tree<'a>) -> Spot<'a> {
    match list {
        Some(list) => Spot::from(*list),
        None => {
            let (place, value) = schema.requiring(tree);
            Spot { place, value }
        }
    }
}

/// Names that are required without being described.
fn unnamed_required<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    let (one, other) = c.trees();
    let described = |name: &str| base.properties.contains_key(name) || revision.properties.contains_key(name);
    let names = base.required.keys().chain(revision.required.keys().filter(|name| !base.required.contains_key(*name)));
    for name in names.filter(|name| !described(name)) {
        let (was, is) = (base.required.get(name), revision.required.get(name));
        let rule = match (was, is) {
            (None, Some(_)) => Rule::BecameRequired,
            (Some(_), None) => Rule::BecameOptional,
            _ => continue,
        };
        let spots = (requiring(base, was, one), requiring(revision, is, other));
        let finding = Finding::new(rule, Some(spots.0), Some(spots.1), [(*name).to_owned()]);
        found.findings.push(finding.tail(name, pair.lens.reach));
    }
}

fn additional<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    if !base.types.meets(Types::OBJECT) || !revision.types.meets(Types::OBJECT) {
        return;
    }
    let (one, other) = c.trees();
    let spots = || {
        let keywords = ["additionalProperties", "type"];
        (Some(types::written(one, base, &keywords)), Some(types::written(other, revision, &keywords)))
    };
    let (rule, schema) = match (&base.additional, &revision.additional) {
        (Additional::Open, Additional::Closed) => (Rule::AdditionalClosed, None),
        (Additional::Closed, Additional::Open) => (Rule::AdditionalOpened, None),
        (Additional::Schema(_), Additional::Closed) => (Rule::AdditionalClosed, None),
        (Additional::Closed, Additional::Schema(_)) => (Rule::AdditionalOpened, None),
        (Additional::Open, Additional::Schema(nodes)) => {
            (Rule::AdditionalRestricted, Some(c.revision.schemas.of(nodes).types))
        }
        (Additional::Schema(nodes), Additional::Open) => {
            (Rule::AdditionalReleased, Some(c.base.schemas.of(nodes).types))
        }
        (Additional::Schema(one), Additional::Schema(other)) => {
            let below = c.pair_of(one, other, pair.lens.below());
            return found.edges.push(Edge { step: Step::Additional, pair: below });
        }
        _ => return,
    };
    let (from, to) = spots();
    found.findings.push(Finding::new(rule, from, to, schema.map(|types| types.to_string())));
}

fn items<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    if !base.types.meets(Types::ARRAY) || !revision.types.meets(Types::ARRAY) {
        return;
    }
    if !base.items.is_empty() && !revision.items.is_empty() {
        let below = c.pair_of(&base.items, &revision.items, pair.lens.below());
        return found.edges.push(Edge { step: Step::Items, pair: below });
    }
    let (old, new) = (c.base.schemas.of(&base.items), c.revision.schemas.of(&revision.items));
    let (rule, types) = match (base.items.is_empty() || old.is_any(), revision.items.is_empty() || new.is_any()) {
        (true, false) => (Rule::ItemsRestricted, new.types),
        (false, true) => (Rule::ItemsReleased, old.types),
        _ => return,
    };
    let spots = (first(&base.items, base.at), first(&revision.items, revision.at));
    found.findings.push(Finding::new(rule, Some(spots.0), Some(spots.1), [types.to_string()]));
}
