//! `oneOf` and `anyOf`: members matched by name, by what they say, or as the only ones left; discriminators.

use super::discriminators;
use super::lens::{Edge, Finding, Go, Local, Pair, Spot, Step};
use super::schemas::{Comparer, Side};
use crate::contract::gather::{Choice, Union};
use crate::contract::node::{Node, Tree};
use crate::contract::schema::Schema;
use crate::contract::types::Types;
use crate::contract::value::same;
use crate::level::{Effect, Rule};

/// Most questions whether two members are the same that one union may ask.
const MAX_QUESTIONS: usize = 64;

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    discriminators::compare(c, pair, found);
    let (base, revision) = (&pair.base, &pair.revision);
    match (base.unions.as_slice(), revision.unions.as_slice()) {
        ([], []) => Go::On,
        ([], [union, ..]) if is_only(revision) && !base.is_any() => {
            wrapped(c, pair, union, Side::Revision, found);
            Go::Stop
        }
        ([union, ..], []) if is_only(base) && !revision.is_any() => {
            wrapped(c, pair, union, Side::Base, found);
            Go::Stop
        }
        (from, to) => {
            lists(c, pair, from, to, found);
            Go::On
        }
    }
}

/// Whether a schema is its alternatives and nothing else.
fn is_only(schema: &Schema<'_>) -> bool {
    schema.unions.len() == 1
        && schema.properties.is_empty()
        && schema.items.is_empty()
        && schema.values.is_none()
        && (schema.types == Types::ANY.without(Types::NULL) || schema.types == Types::OBJECT)
}

/// The lists of both sides: those of the same kind together, what is left over alone.
fn lists<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, from: &[Union<'a>], to: &[Union<'a>], found: &mut Local<'a>) {
    let mut rest: Vec<_> = to.iter().collect();
    let mut alone = Vec::new();
    for union in from {
        match rest.iter().position(|other| other.choice == union.choice) {
            Some(index) => matched(c, pair, union, rest.remove(index), found),
            None => alone.push(union),
        }
    }
    for union in alone {
        if rest.is_empty() {
            let names = names(c.base.tree(), union);
            let finding = Finding::new(Rule::UnionRemoved, Some(union.at), Some(pair.revision.at), [names]);
            found.findings.push(spotted(finding, Some(union.at), None, pair));
        } else {
            matched(c, pair, union, rest.remove(0), found);
        }
    }
    for union in rest {
        let names = names(c.revision.tree(), union);
        let finding = Finding::new(Rule::UnionAdded, Some(pair.base.at), Some(union.at.place), [names]);
        found.findings.push(finding);
    }
}

fn spotted<'a>(
    mut finding: Finding<'a>,
    base: Option<Node<'a>>,
    revision: Option<Node<'a>>,
    pair: &Pair<'a>,
) -> Finding<'a> {
    finding.base = Some(base.map_or(Spot::from(pair.base.at), Spot::from));
    finding.revision = Some(revision.map_or(Spot::from(pair.revision.at), Spot::from));
    finding
}

fn names<'a>(tree: &Tree<'a>, union: &Union<'a>) -> String {
    let labels = union.members.iter().enumerate().map(|(index, member)| label(tree, *member, index));
    labels.collect::<Vec<_>>().join(", ")
}

/// What a member is called: the name of a component, else its number and title.
pub(super) fn label<'a>(tree: &Tree<'a>, member: Node<'a>, index: usize) -> String {
    if let Some(reference) = member.text("$ref") {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    match tree.resolve(member).text("title") {
        Some(title) => format!("subschema #{}: {title}", index + 1),
        None => format!("subschema #{}", index + 1),
    }
}

fn rules(choice: Choice) -> (Rule, Rule) {
    match choice {
        Choice::OneOf => (Rule::OneOfAdded, Rule::OneOfRemoved),
        Choice::AnyOf => (Rule::AnyOfAdded, Rule::AnyOfRemoved),
    }
}

/// A pair of lists of alternatives.
fn matched<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, from: &Union<'a>, to: &Union<'a>, found: &mut Local<'a>) {
    let (pairs, gone, come) = partners(c, pair, from, to);
    let (one, other) = c.trees();
    for index in &gone {
        let member = from.members[*index];
        let finding = Finding::new(rules(from.choice).1, Some(member), Some(to.at), [label(one, member, *index)]);
        found.findings.push(finding);
    }
    for index in &come {
        let member = to.members[*index];
        let finding = Finding::new(rules(to.choice).0, Some(from.at), Some(member), [label(other, member, *index)]);
        found.findings.push(finding);
    }
    for (old, new) in &pairs {
        let step = Step::Member(to.choice, label(other, to.members[*new], *new));
        let below = c.pair_of(&[from.members[*old]], &[to.members[*new]], pair.lens.below());
        found.edges.push(Edge { step, pair: below });
    }
    if from.choice != to.choice && !are_disjoint(c, to) {
        let rule = if to.choice == Choice::AnyOf { Rule::UnionRelaxed } else { Rule::UnionTightened };
        found.findings.push(Finding::new(rule, Some(from.at), Some(to.at), []));
    }
}

/// Whether no value can be of two members, by their types alone.
fn are_disjoint<'a>(c: &Comparer<'a, '_>, union: &Union<'a>) -> bool {
    let mut seen = Types::NONE;
    union.members.iter().all(|member| {
        let types = c.types(&c.revision.schemas.of(&[*member]), Side::Revision);
        let fresh = !types.meets(seen);
        seen = seen.or(types);
        fresh
    })
}

type Partners = (Vec<(usize, usize)>, Vec<usize>, Vec<usize>);

/// Members that are each other's successors, and those that are gone or new.
fn partners<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, from: &Union<'a>, to: &Union<'a>) -> Partners {
    let (one, other) = c.trees();
    let mut pairs = Vec::new();
    let mut gone: Vec<usize> = (0..from.members.len()).collect();
    let mut come: Vec<usize> = (0..to.members.len()).collect();
    let name = |node: Node<'a>| node.text("$ref").and_then(|text| text.rsplit('/').next());
    let title = |tree: &Tree<'a>, node: Node<'a>| tree.resolve(node).text("title");
    let by_name = |old: Node<'a>, new: Node<'a>| name(old).is_some() && name(old) == name(new);
    let by_text = |old: Node<'a>, new: Node<'a>| name(old).is_none() && same(old.value, new.value);
    let by_title = |old, new| title(one, old).is_some() && title(one, old) == title(other, new);
    let mut take = |is: &dyn Fn(Node<'a>, Node<'a>) -> bool, gone: &mut Vec<usize>, come: &mut Vec<usize>| {
        gone.retain(|old| {
            let found = come.iter().position(|new| is(from.members[*old], to.members[*new]));
            if let Some(index) = found {
                pairs.push((*old, come.remove(index)));
            }
            found.is_none()
        });
    };
    take(&by_name, &mut gone, &mut come);
    take(&by_text, &mut gone, &mut come);
    take(&by_title, &mut gone, &mut come);
    if gone.len() * come.len() <= MAX_QUESTIONS {
        let by_meaning = |old: Node<'a>, new: Node<'a>| {
            c.relation(&c.pair_of(&[old], &[new], pair.lens.below())) == Effect::Equivalent
        };
        take(&by_meaning, &mut gone, &mut come);
    }
    // the only nameless ones on both sides are the same member, changed
    let nameless = |list: &[usize], union: &Union<'a>| {
        let mut nameless = list.iter().copied().filter(|index| name(union.members[*index]).is_none());
        nameless.next().filter(|_| nameless.next().is_none())
    };
    if let (Some(old), Some(new)) = (nameless(&gone, from), nameless(&come, to)) {
        gone.retain(|index| *index != old);
        come.retain(|index| *index != new);
        pairs.push((old, new));
    }
    pairs.sort_unstable();
    (pairs, gone, come)
}

/// One schema on one side, alternatives on the other.
fn wrapped<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, union: &Union<'a>, many: Side, found: &mut Local<'a>) {
    let tree = if many == Side::Revision { c.revision.tree() } else { c.base.tree() };
    let below = |member: Node<'a>| {
        let lens = pair.lens.below();
        match many {
            Side::Revision => {
                let base = std::rc::Rc::clone(&pair.base);
                Pair { base, revision: c.revision.schemas.of(&[member]), lens }
            }
            Side::Base => {
                let revision = std::rc::Rc::clone(&pair.revision);
                Pair { base: c.base.schemas.of(&[member]), revision, lens }
            }
        }
    };
    let spots = match many {
        Side::Revision => (Spot::from(pair.base.at), Spot::from(union.at)),
        Side::Base => (Spot::from(union.at), Spot::from(pair.revision.at)),
    };
    let Some(heir) = heir(c, union, &below, many) else {
        let rule = if many == Side::Revision { Rule::WrappedInOneOf } else { Rule::UnwrappedFromOneOf };
        return found.findings.push(Finding::new(rule, Some(spots.0), Some(spots.1), [names(tree, union)]));
    };
    let (added, removed) = rules(union.choice);
    for (index, member) in union.members.iter().enumerate() {
        let text = label(tree, *member, index);
        if index == heir {
            let step = Step::Member(union.choice, text);
            found.edges.push(Edge { step, pair: below(*member) });
        } else if many == Side::Revision {
            found.findings.push(Finding::new(added, Some(spots.0), Some(Spot::from(*member)), [text]));
        } else {
            found.findings.push(Finding::new(removed, Some(Spot::from(*member)), Some(spots.1), [text]));
        }
    }
}

/// The member that is the one schema of the other side, or what became of it.
fn heir<'a>(
    c: &Comparer<'a, '_>,
    union: &Union<'a>,
    below: &dyn Fn(Node<'a>) -> Pair<'a>,
    many: Side,
) -> Option<usize> {
    let pairs: Vec<_> = union.members.iter().map(|member| below(*member)).collect();
    if let Some(same) = pairs.iter().position(|pair| c.relation(pair) == Effect::Equivalent) {
        return Some(same);
    }
    let is_object = |pair: &Pair<'a>| pair.base.types == Types::OBJECT && pair.revision.types == Types::OBJECT;
    let including = if many == Side::Revision { Effect::Widen } else { Effect::Narrow };
    // an object that is valid by two members of oneOf is valid by neither, so that a larger member proves nothing
    let disjoint = union.choice == Choice::AnyOf || !pairs.iter().any(is_object);
    if let Some(larger) = pairs.iter().position(|pair| disjoint && c.relation(pair) == including) {
        return Some(larger);
    }
    // objects are taken apart into alternatives; what is of a type of its own is one of them
    let meets = |pair: &&Pair<'a>| c.types(&pair.base, Side::Base).meets(c.types(&pair.revision, Side::Revision));
    let mut meeting = pairs.iter().enumerate().filter(|(_, pair)| meets(pair));
    let (only, pair) = meeting.next()?;
    (meeting.next().is_none() && !is_object(pair)).then_some(only)
}
