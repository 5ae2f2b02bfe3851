//! Which place of the source document each node came from.
//!
//! While a document is lowered, each of its objects carries a stamp: a member under a key that no document can have,
//! whose value names the object's site. So objects can be moved, wrapped and copied freely, and at the end the places
//! of all of them are known. Sites form a tree, and their pointers are spelled only when something is said.

use crate::source::{Number, Object, Pointer, Value};

use super::table::Kind;

/// A place of the source document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Site(u32);

/// How the keys begin that this stage puts into objects for itself; documents with such a key are refused before.
pub(super) const MARK: &str = "\0bursar";
/// The key of stamps.
pub(super) const STAMP: &str = "\0bursar-site";

impl Site {
    /// The whole document.
    pub(super) const ROOT: Site = Site(0);
}

#[derive(Debug)]
struct Node {
    parent: Site,
    key: Box<str>,
    kind: Option<Kind>,
}

/// All sites of one document.
#[derive(Debug)]
pub(super) struct Sites {
    nodes: Vec<Node>,
}

impl Sites {
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node { parent: Site::ROOT, key: "".into(), kind: Some(Kind::Root) }] }
    }

    /// A new site below `parent`; `kind` for objects that get a stamp, nothing for arrays and maps.
    pub(super) fn child(&mut self, parent: Site, key: &str, kind: Option<Kind>) -> Site {
        self.push(Node { parent, key: key.into(), kind })
    }

    /// A second site at the same place, for an object of another kind that is made from the one there.
    pub(super) fn alias(&mut self, site: Site, kind: Kind) -> Site {
        let node = &self.nodes[site.0 as usize];
        let (parent, key) = (node.parent, node.key.clone());
        self.push(Node { parent, key, kind: Some(kind) })
    }

    fn push(&mut self, node: Node) -> Site {
        let index =
            u32::try_from(self.nodes.len()).expect("a document is read into memory in nodes of more than a byte");
        self.nodes.push(node);
        Site(index)
    }

    /// What the node is.
    pub(super) fn kind(&self, site: Site) -> Option<Kind> {
        self.nodes[site.0 as usize].kind
    }

    /// The place around it.
    pub(super) fn parent(&self, site: Site) -> Site {
        self.nodes[site.0 as usize].parent
    }

    /// The last key of the place.
    pub(super) fn key(&self, site: Site) -> &str {
        &self.nodes[site.0 as usize].key
    }

    /// The place in the source document.
    pub(super) fn pointer(&self, site: Site) -> Pointer {
        let mut keys = Vec::new();
        let mut at = site;
        while at != Site::ROOT {
            let node = &self.nodes[at.0 as usize];
            keys.push(&*node.key);
            at = node.parent;
        }
        Pointer::root().join(keys.into_iter().rev())
    }
}

/// Sets the stamp of an object.
pub(super) fn stamp(object: &mut Object, site: Site) {
    object.insert(STAMP.to_owned(), Value::Number(Number::from(i64::from(site.0))));
}

/// Reads the stamp of an object; `None` inside examples and the like, which are not nodes.
pub(super) fn stamped(object: &Object) -> Option<Site> {
    // it was put there last, unless a later pass has added something
    let value = match object.last() {
        Some((key, value)) if key == STAMP => value,
        _ => object.get(STAMP)?,
    };
    match value {
        Value::Number(number) => number.as_i64().and_then(|id| u32::try_from(id).ok()).map(Site),
        _ => None,
    }
}

/// Takes the stamp off an object.
pub(super) fn unstamp(object: &mut Object) -> Option<Site> {
    let site = stamped(object)?;
    match object.last() {
        Some((key, _)) if key == STAMP => drop(object.pop()),
        _ => drop(object.shift_remove(STAMP)),
    }
    Some(site)
}

/// What becomes of a visited node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    Drop,
}

/// Calls `change` for each stamped object, those below it first, and takes out those that it drops.
pub(super) fn visit(value: &mut Value, change: &mut impl FnMut(Site, &mut Object) -> Verdict) -> Verdict {
    match value {
        Value::Array(items) => items.retain_mut(|item| visit(item, change) == Verdict::Keep),
        Value::Object(members) => {
            members.retain(|_, member| visit(member, change) == Verdict::Keep);
            if let Some(site) = stamped(members) {
                return change(site, members);
            }
        }
        _ => {}
    }
    Verdict::Keep
}
