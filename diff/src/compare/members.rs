//! What is said of `allOf` itself. What its members demand is compared where it is demanded; this is the summary, and only
//! where something follows from it.

use super::lens::{Finding, Local, Pair, Spot};
use super::schemas::Comparer;
use super::unions::label;
use crate::contract::gather::says_nothing;
use crate::contract::node::Node;
use crate::contract::value::same;
use crate::level::{Effect, Rule};

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let number = |list: &[Node<'a>]| list.iter().copied().enumerate().collect::<Vec<_>>();
    let (mut gone, mut come) = (number(&pair.base.all_of), number(&pair.revision.all_of));
    if gone.is_empty() && come.is_empty() {
        return;
    }
    let name = |node: Node<'a>| node.text("$ref").and_then(|text| text.rsplit('/').next());
    gone.retain(|(_, old)| {
        let is = |new: &Node<'a>| (name(*old).is_some() && name(*old) == name(*new)) || same(old.value, new.value);
        let found = come.iter().position(|(_, new)| is(new));
        if let Some(index) = found {
            come.remove(index);
        }
        found.is_none()
    });
    let idle = |tree: &crate::contract::node::Tree<'a>, node: Node<'a>| says_nothing(tree.resolve(node));
    for (index, node) in gone.iter().filter(|(_, node)| idle(one, *node)) {
        let spots = (Some(Spot::from(*node)), Some(Spot::from(pair.revision.at)));
        let text = [label(one, *node, *index)];
        found.findings.push(Finding::new(Rule::AllOfAnnotationRemoved, spots.0, spots.1, text));
    }
    for (index, node) in come.iter().filter(|(_, node)| idle(other, *node)) {
        let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(*node)));
        let text = [label(other, *node, *index)];
        found.findings.push(Finding::new(Rule::AllOfAnnotationAdded, spots.0, spots.1, text));
    }
    gone.retain(|(_, node)| !idle(one, *node));
    come.retain(|(_, node)| !idle(other, *node));
    // as many are gone as are new: these are members that changed, and what changed in them is said there
    if gone.len() == come.len() {
        return;
    }
    let both = !pair.base.all_of.is_empty() && !pair.revision.all_of.is_empty();
    let (added, removed) = match (differs(c, found), both) {
        (true, true) => (Rule::AllOfAdded, Rule::AllOfRemoved),
        (true, false) => {
            // a schema without `allOf` is a member of the other side's
            own(c, pair, &mut gone, &mut come);
            (Rule::AllOfAdded, Rule::AllOfRemoved)
        }
        // a member more that repeats another one is worth a note; `allOf` instead of what follows from it is not
        (false, true) => (Rule::AllOfRestated, Rule::AllOfUnstated),
        (false, false) => return,
    };
    let surplus = come.len().saturating_sub(gone.len());
    for (index, node) in come.iter().rev().take(surplus).rev() {
        let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(*node)));
        found.findings.push(Finding::new(added, spots.0, spots.1, [label(other, *node, *index)]));
    }
    let surplus = gone.len().saturating_sub(come.len());
    for (index, node) in gone.iter().rev().take(surplus).rev() {
        let spots = (Some(Spot::from(*node)), Some(Spot::from(pair.revision.at)));
        found.findings.push(Finding::new(removed, spots.0, spots.1, [label(one, *node, *index)]));
    }
}

/// Whether anything follows from what was found so far.
fn differs<'a>(c: &Comparer<'a, '_>, found: &Local<'a>) -> bool {
    found.findings.iter().any(|finding| finding.rule.row().request.0 != Effect::Equivalent)
        || !c.is_equivalent(&found.edges)
}

/// Takes the member out that is the whole schema of the side without `allOf`.
fn own<'a>(
    c: &Comparer<'a, '_>,
    pair: &Pair<'a>,
    gone: &mut Vec<(usize, Node<'a>)>,
    come: &mut Vec<(usize, Node<'a>)>,
) {
    let stays = |node: Node<'a>, parts: &[Node<'a>], tree: &crate::contract::node::Tree<'a>| {
        let node = tree.resolve(node);
        parts.iter().any(|part| same(part.value, node.value))
    };
    let (one, other) = c.trees();
    gone.retain(|(_, node)| !stays(*node, &pair.revision.parts, one));
    come.retain(|(_, node)| !stays(*node, &pair.base.parts, other));
}
