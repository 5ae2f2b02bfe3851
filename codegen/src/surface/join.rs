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
    let sides = |change: &'c RustChange| [(&change.base, spot.base), (&change.revision, spot.revision)];
    let any = |change: &'c RustChange, test: &dyn Fn(&Pointer, &Pointer) -> bool| {
        sides(change).into_iter().any(|(at, node)| {
            node.map(|node| aimed(node, spot.property)).is_some_and(|node| at.iter().any(|at| test(at, &node)))
        })
    };
    let below: Vec<_> = changes.iter().filter(|change| any(change, &|at, node| at.is_within(node))).collect();
    if !below.is_empty() {
        return below;
    }
    let depth = |at: &Pointer, node: &Pointer| if node.is_within(at) { at.keys().count() } else { 0 };
    let reach = |change: &'c RustChange| {
        let found = sides(change).into_iter().flat_map(|(at, node)| {
            let node = node.map(|node| aimed(node, spot.property));
            at.iter().filter_map(move |at| Some(depth(at, node.as_ref()?)))
        });
        found.max().unwrap_or(0)
    };
    let nearest = changes.iter().map(reach).max().unwrap_or(0);
    changes.iter().filter(|change| nearest > 0 && reach(change) == nearest).collect()
}

/// The schema of the member that a line of `required` is about.
fn aimed(node: &Pointer, property: Option<&str>) -> Pointer {
    let list = [Some(node.clone()), node.parent()].into_iter().flatten();
    let list = list.filter(|node| node.last().is_some_and(|key| key == "required")).find_map(|node| node.parent());
    match (list, property) {
        (Some(object), Some(property)) => object.join(["properties", property]),
        (Some(object), None) => object,
        (None, _) => node.clone(),
    }
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
        check("/components/schemas/Pet/description", None, &["Pet"]);
        check("/paths/~1pets", None, &["get"]);
        check("/paths/~1pets/get/parameters/0/schema", None, &["get"]);
        check("/info", None, &[]);
        assert!(rust_for(&changes, Spot::default()).is_empty());
    }
}
