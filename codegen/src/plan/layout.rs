//! Which file holds what: one per component with its inline descendants, one per group of operations.

use std::collections::{BTreeMap, HashSet};

use super::rust::Context;
use crate::ir::{NameHint, OpId, TypeId};

/// Where each type and operation is printed.
pub(super) struct Layout {
    files: BTreeMap<String, Vec<TypeId>>,
    inside: Vec<Vec<TypeId>>,
    homes: BTreeMap<TypeId, Home<String>>,
}

/// Where a type is printed: in a file of types, or beside an operation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Home<F> {
    Root(F),
    Op(OpId),
}

impl Layout {
    pub(super) fn of(cx: Context<'_>) -> Self {
        let mut roots: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        let mut inside = vec![Vec::new(); cx.api.ops.len()];
        let mut homes = BTreeMap::new();
        for id in cx.api.types.ids() {
            match home(cx, id) {
                Home::Root(root) => roots.entry(root).or_default().push(id),
                Home::Op(op) => {
                    inside[op.index()].push(id);
                    homes.insert(id, Home::Op(op));
                }
            }
        }
        let mut files = BTreeMap::new();
        let mut taken: HashSet<String> = HashSet::new();
        for (root, ids) in roots {
            let file = file_name(cx.names.module(root), "_type", &mut taken);
            homes.extend(ids.iter().map(|&id| (id, Home::Root(file.clone()))));
            files.insert(file, ids);
        }
        Self { files, inside, homes }
    }

    /// Where a type is printed.
    pub(super) fn home(&self, id: TypeId) -> Home<&str> {
        match &self.homes[&id] {
            Home::Root(file) => Home::Root(file),
            Home::Op(op) => Home::Op(*op),
        }
    }

    /// The types of a file.
    pub(super) fn beside(&self, file: &str) -> &[TypeId] {
        &self.files[file]
    }

    /// Files of types by module, sorted.
    pub(super) fn type_files(&self) -> impl Iterator<Item = (&str, &[TypeId])> {
        self.files.iter().map(|(module, ids)| (module.as_str(), ids.as_slice()))
    }

    /// Types that stand inside an operation.
    pub(super) fn inside(&self, op: OpId) -> &[TypeId] {
        &self.inside[op.index()]
    }

    /// Operations by group, in the groups' order.
    pub(super) fn groups(&self, cx: Context<'_>) -> Vec<(usize, Vec<OpId>)> {
        let mut groups: Vec<(usize, Vec<OpId>)> = (0..cx.api.groups.len()).map(|group| (group, Vec::new())).collect();
        for (id, op) in cx.api.ops.iter() {
            // the model gives every operation a group; the first tag is its home
            if let Some((_, ids)) = op.groups.first().and_then(|&group| groups.get_mut(group)) {
                ids.push(id);
            }
        }
        groups.retain(|(_, ids)| !ids.is_empty());
        groups
    }
}

fn home(cx: Context<'_>, id: TypeId) -> Home<TypeId> {
    let mut at = id;
    let mut hint = &cx.api.types[id].hint;
    loop {
        match hint {
            NameHint::Component(_) | NameHint::Words(_) => return Home::Root(at),
            NameHint::OfOp { op, .. } => return Home::Op(*op),
            NameHint::Titled { context, .. } => hint = context,
            NameHint::Child { parent, .. } => {
                at = *parent;
                hint = &cx.api.types[*parent].hint;
            }
        }
    }
}

/// Names differ, but their files could be equal after folding, be names that some systems reserve, or shadow the module
/// that they stand in.
pub(super) fn file_name(module: &str, suffix: &str, taken: &mut HashSet<String>) -> String {
    const RESERVED: [&str; 9] = ["aux", "con", "nul", "prn", "mod", "lib", "main", "ops", "types"];
    let device = module.len() == 4 && (module.starts_with("com") || module.starts_with("lpt"));
    let spare = device || RESERVED.contains(&module) || crate::name::is_keyword(module);
    let mut name = if spare { format!("{module}{suffix}") } else { module.to_owned() };
    while !taken.insert(name.clone()) {
        name.push_str(suffix);
    }
    name
}
