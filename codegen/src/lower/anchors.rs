//! Names that schemas give themselves for references: `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 §8.2.2), so that
//! `#name` leads to one as `#/components/…` does.

use std::collections::BTreeMap;

use crate::source::{Pointer, Value};

/// The keys that give a name.
const KEYS: [&str; 2] = ["$anchor", "$dynamicAnchor"];

/// Keys whose values are data, not schemas; except below those of maps, where they are names like any other.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];
const MAPS: [&str; 6] = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "schemas"];

/// Whether a key gives a name.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with('$') && KEYS.contains(&key)
}

/// What the names of one file lead to.
#[derive(Debug, Default)]
pub(super) struct Anchors(BTreeMap<String, Vec<Pointer>>);

impl Anchors {
    /// The names in a file.
    pub(super) fn of(root: &Value) -> Self {
        let mut found = Self::default();
        let mut path = Vec::new();
        found.collect(root, &mut path);
        found
    }

    fn collect<'v>(&mut self, value: &'v Value, path: &mut Vec<Step<'v>>) {
        match value {
            Value::Object(members) => {
                for name in KEYS.iter().filter_map(|key| members.get(*key)?.as_str()) {
                    let at = spelled(path);
                    let all = self.0.entry(name.to_owned()).or_default();
                    // one schema may say its name twice
                    if all.last() != Some(&at) {
                        all.push(at);
                    }
                }
                let is_map = matches!(path.last(), Some(Step::Key(key)) if MAPS.contains(key));
                for (key, member) in members.iter().filter(|(key, _)| is_map || !DATA.contains(&key.as_str())) {
                    path.push(Step::Key(key));
                    self.collect(member, path);
                    path.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    self.collect(item, path);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// Where a name leads.
    pub(super) fn find(&self, name: &str) -> Found<'_> {
        match self.0.get(name).map(Vec::as_slice) {
            None | Some([]) => Found::Nothing,
            Some([one]) => Found::One(one),
            Some(all) => Found::Several(all),
        }
    }
}

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    Nothing,
    One(&'a Pointer),
    Several(&'a [Pointer]),
}

enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

fn spelled(path: &[Step<'_>]) -> Pointer {
    path.iter().fold(Pointer::root(), |at, step| match step {
        Step::Key(key) => at.child(key),
        Step::Index(index) => at.index(*index),
    })
}
