//! What is written the same in both documents, down to everything it refers to, need not be compared: a large document
//! with few edits costs little. Off where the same text may mean something else.

use std::collections::{HashMap, HashSet};

use bursar_codegen::source::Value;

use crate::contract::node::{Node, Tree};
use crate::contract::operation::Api;

/// Decides it.
pub(crate) struct Alike<'a> {
    /// References that do not lead to the same in both; `None` when everything has to be compared.
    changed: Option<HashSet<&'a str>>,
}

impl<'a> Alike<'a> {
    /// Looks at every reference of both documents.
    pub(crate) fn of(base: &Api<'a>, revision: &Api<'a>) -> Self {
        let single = |api: &Api<'a>| api.tree().document().files().count() == 1;
        if base.dialect != revision.dialect || !single(base) || !single(revision) {
            return Self::never();
        }
        let mut references: HashMap<&'a str, Vec<&'a str>> = HashMap::new();
        collect(base.tree(), &mut references);
        let mut changed: HashSet<&'a str> = HashSet::new();
        let mut users: HashMap<&'a str, Vec<&'a str>> = HashMap::new();
        for (reference, inner) in &references {
            match (find(base.tree(), reference), find(revision.tree(), reference)) {
                (Some(one), Some(other)) if one.value == other.value => {}
                _ => drop(changed.insert(reference)),
            }
            for used in inner {
                users.entry(used).or_default().push(reference);
            }
        }
        let mut queue: Vec<_> = changed.iter().copied().collect();
        while let Some(reference) = queue.pop() {
            for user in users.get(reference).into_iter().flatten() {
                if changed.insert(user) {
                    queue.push(user);
                }
            }
        }
        Self { changed: Some(changed) }
    }

    /// Nothing is taken for the same because of how it is written.
    pub(crate) fn never() -> Self {
        Self { changed: None }
    }

    /// Whether two values say the same, references and all.
    pub(crate) fn values(&self, one: &Value, other: &Value) -> bool {
        self.changed.as_ref().is_some_and(|changed| same(one, other, changed))
    }

    /// The same for nodes that may be missing.
    pub(crate) fn nodes(&self, one: Option<&Value>, other: Option<&Value>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => self.values(one, other),
            (None, None) => self.changed.is_some(),
            _ => false,
        }
    }
}

fn same(one: &Value, other: &Value, changed: &HashSet<&str>) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|((key, value), (name, other))| {
                    let leads = key != "$ref" || value.as_str().is_none_or(|text| !changed.contains(text));
                    key == name && leads && same(value, other, changed)
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other, changed))
        }
        (one, other) => one == other,
    }
}

fn find<'a>(tree: &Tree<'a>, reference: &'a str) -> Option<Node<'a>> {
    tree.lookup(reference)
}

/// Every reference of a document, each with those that stand where it leads.
fn collect<'a>(tree: &Tree<'a>, references: &mut HashMap<&'a str, Vec<&'a str>>) {
    let mut queue = Vec::new();
    inner(tree.root().value, &mut queue);
    while let Some(reference) = queue.pop() {
        if references.contains_key(reference) {
            continue;
        }
        let mut inside = Vec::new();
        if let Some(target) = find(tree, reference) {
            inner(target.value, &mut inside);
        }
        queue.extend(&inside);
        references.insert(reference, inside);
    }
}

fn inner<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| inner(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| inner(item, found)),
        _ => {}
    }
}
