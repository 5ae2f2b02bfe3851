//! Which Rust changes a change of the document leads to, by the pointers of both.

use super::RustChange;
use crate::source::Pointer;

/// A change of a document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spot<'a> {
    /// The node of the base that is gone, or was another.
    pub base: Option<&'a Pointer>,
    /// The node of the revision that is new, or is another.
    pub revision: Option<&'a Pointer>,
    /// The member that is spoken of, where the node is that of the object: a line of `required`.
    pub property: Option<&'a str>,
}

/// Those of `changes` that `spot` leads to: of what is made of the node and what is below it; where there is none, of the
/// nearest node around it.
pub fn rust_for<'c>(changes: &'c [RustChange], spot: Spot<'_>) -> Vec<&'c RustChange> {
    let both = |aim: &dyn Fn(&Pointer) -> Option<Pointer>| (spot.base.and_then(aim), spot.revision.and_then(aim));
    // what is said of an object may be about one of its members
    let member = both(&|node| Some(aimed(node).join(["properties", spot.property?])));
    let found = of_nodes(changes, &member, Around::No);
    if found.is_empty() { of_nodes(changes, &both(&|node| Some(aimed(node))), Around::Yes) } else { found }
}

/// Whether the nearest node around is asked where there is nothing below.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    Yes,
    No,
}

fn of_nodes<'c>(
    changes: &'c [RustChange],
    nodes: &(Option<Pointer>, Option<Pointer>),
    around: Around,
) -> Vec<&'c RustChange> {
    // for each place of an item what the node is to it
    let best = |change: &RustChange, of: &dyn Fn(&Pointer, &Pointer) -> usize| {
        let side = |at: &[Pointer], node: &Option<Pointer>| {
            node.as_ref().and_then(|node| at.iter().map(|at| of(at, node)).max()).unwrap_or(0)
        };
        side(&change.base, &nodes.0).max(side(&change.revision, &nodes.1))
    };
    let is_below = |at: &Pointer, node: &Pointer| usize::from(at.is_within(node));
    let below: Vec<_> = changes.iter().filter(|change| best(change, &is_below) > 0).collect();
    if !below.is_empty() || around == Around::No {
        return below;
    }
    let depth = |at: &Pointer, node: &Pointer| if node.is_within(at) { at.keys().count() } else { 0 };
    let reach: Vec<usize> = changes.iter().map(|change| best(change, &depth)).collect();
    let nearest = reach.iter().copied().max().unwrap_or(0);
    changes.iter().zip(reach).filter(|(_, reach)| nearest > 0 && *reach == nearest).map(|(change, _)| change).collect()
}

/// The object that a line of `required` is about.
fn aimed(node: &Pointer) -> Pointer {
    let lists = [Some(node.clone()), node.parent()].into_iter().flatten();
    let mut lists = lists.filter(|node| node.last().is_some_and(|key| key == "required"));
    lists.find_map(|list| list.parent()).unwrap_or_else(|| node.clone())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::surface::{Bump, Item, Path, Shape, Ty, What};

    fn change(item: &str, at: &str) -> RustChange {
        let shape = Shape::Alias(Ty::parse("String"));
        RustChange {
            item: item.to_owned(),
            kind: Item::new(Path::root(item), shape).shape.kind(),
            change: What::Type,
            from: None,
            to: None,
            bump: Bump::Major,
            base: vec![Pointer::parse(at).unwrap()],
            revision: vec![Pointer::parse(at).unwrap()],
        }
    }

    #[test]
    fn the_node_then_what_is_below_then_what_is_around() {
        let changes = [
            change("Pet", "/components/schemas/Pet"),
            change("Pet::name", "/components/schemas/Pet/properties/name"),
            change("Pet::age", "/components/schemas/Pet/properties/age"),
            change("get", "/paths/~1pets/get"),
        ];
        let check = |pointer: &str, property: Option<&str>, expect: &[&str]| {
            let pointer = Pointer::parse(pointer).unwrap();
            for spot in [
                Spot { base: Some(&pointer), revision: None, property },
                Spot { base: None, revision: Some(&pointer), property },
            ] {
                let found: Vec<&str> = rust_for(&changes, spot).into_iter().map(|it| it.item.as_str()).collect();
                assert_eq!(found, expect, "{pointer} {property:?}");
            }
        };
        check("/components/schemas/Pet/properties/name", None, &["Pet::name"]);
        check("/components/schemas/Pet/properties/name/type", None, &["Pet::name"]);
        check("/components/schemas/Pet/required", Some("age"), &["Pet::age"]);
        check("/components/schemas/Pet/required/0", Some("age"), &["Pet::age"]);
        check("/components/schemas/Pet/required", None, &["Pet", "Pet::name", "Pet::age"]);
        check("/components/schemas/Pet", None, &["Pet", "Pet::name", "Pet::age"]);
        check("/components/schemas/Pet", Some("age"), &["Pet::age"]);
        check("/components/schemas/Pet/properties/age", Some("age"), &["Pet::age"]);
        check("/components/schemas/Pet/description", None, &["Pet"]);
        check("/paths/~1pets", None, &["get"]);
        check("/paths/~1pets/get/parameters/0/schema", None, &["get"]);
        check("/info", None, &[]);
        assert!(rust_for(&changes, Spot::default()).is_empty());
    }
}
