//! `update`: objects merge, arrays are concatenated, anything else is appended to arrays, primitives replace primitives.
//!
//! These are the rules of Overlay 1.1.0, which spells out what 1.0.0 leaves open; both versions are read by them.

use std::collections::BTreeSet;

use crate::diag::{Diag, escape};
use crate::source::{Origin, Pointer, Value};

use super::{Action, FILE, Match, Stage, a_kind, error};

/// Merges `update` into every match.
pub(super) fn update(stage: &mut Stage<'_>, action: &Action<'_>, update: &Value, matches: &BTreeSet<Match>) {
    let places: Vec<Pointer> = matches.iter().map(Match::pointer).collect();
    let mut merge = Merge::default();
    if let Some((first, other)) = mixed(stage.value, &places) {
        let message = format!("`{}` matches {first} and {other}", escape(action.target.text()));
        let help = "split the action: one update fits objects, arrays or primitives, not several of them";
        stage.diags.push(error("overlay-incompatible", &action.at.child("target"), message).help(help));
        return;
    }
    let from = action.at.child("update");
    for place in &places {
        if let Some(node) = stage.value.at_mut(place) {
            merge.target(node, update, place, &from);
        }
    }
    if let Some(clash) = merge.clash {
        stage.diags.push(clash);
    } else if merge.added.is_empty() {
        let message = match places.as_slice() {
            [only] => format!("the update changes nothing: `{only}` says all of it already"),
            many => format!("the update changes nothing: all {} places that it matches say it already", many.len()),
        };
        stage.diags.push(error("overlay-unused", &from, message).help("remove the action"));
        return;
    }
    stage.changed();
    for (place, origin) in merge.added {
        stage.trace.moved(place, origin);
    }
    for place in merge.touched {
        if stage.is_of_spec(&place) {
            stage.trace.moved(place.clone(), stage.via(&place, action));
        }
    }
}

/// What one action did.
#[derive(Default)]
struct Merge {
    /// Nodes that the update put there.
    added: Vec<(Pointer, Origin)>,
    /// Nodes that were there and have got something new directly below them.
    touched: Vec<Pointer>,
    /// The first place where the update does not fit.
    clash: Option<Diag>,
}

impl Merge {
    /// Only the whole `update` of an action is appended to arrays as it is; within one, arrays want arrays.
    fn target(&mut self, node: &mut Value, update: &Value, place: &Pointer, from: &Pointer) {
        match node {
            Value::Array(items) if !matches!(update, Value::Array(_)) => {
                self.add(place.index(items.len()), from.clone());
                items.push(update.clone());
                self.touched.push(place.clone());
            }
            node => self.merge(node, update, place, from),
        }
    }

    fn merge(&mut self, node: &mut Value, update: &Value, place: &Pointer, from: &Pointer) {
        let before = self.added.len();
        match (node, update) {
            (Value::Object(members), Value::Object(updates)) => {
                for (key, update) in updates {
                    let (place, from) = (place.child(key), from.child(key));
                    match members.get_mut(key) {
                        Some(member) => self.merge(member, update, &place, &from),
                        None => {
                            members.insert(key.clone(), update.clone());
                            self.add(place, from);
                        }
                    }
                }
            }
            (Value::Array(items), Value::Array(updates)) => {
                for (index, update) in updates.iter().enumerate() {
                    self.add(place.index(items.len()), from.index(index));
                    items.push(update.clone());
                }
            }
            (node, update) if is_primitive(node) && is_primitive(update) => {
                if node != update {
                    *node = update.clone();
                    self.add(place.clone(), from.clone());
                }
                return;
            }
            (node, update) => {
                self.incompatible(node, update, place, from);
                return;
            }
        }
        if self.added.len() > before {
            self.touched.push(place.clone());
        }
    }

    fn add(&mut self, place: Pointer, from: Pointer) {
        self.added.push((place, Origin::new(FILE, from)));
    }

    fn incompatible(&mut self, node: &Value, update: &Value, place: &Pointer, from: &Pointer) {
        if self.clash.is_none() {
            let place = escape(&place.to_string());
            let message = format!("{} cannot be merged into {} at `{place}`", a_kind(update), a_kind(node));
            let help =
                "remove what is there by an action of its own before this one, then put the new value in its place";
            self.clash = Some(error("overlay-incompatible", from, message).help(help));
        }
    }
}

fn is_primitive(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Array(_))
}

/// Two sorts of node among the matches, when there are two.
fn mixed(value: &Value, places: &[Pointer]) -> Option<(&'static str, &'static str)> {
    let sort = |place: &Pointer| match value.at(place)? {
        Value::Object(_) => Some("objects"),
        Value::Array(_) => Some("arrays"),
        _ => Some("primitives"),
    };
    let sorts: BTreeSet<&'static str> = places.iter().filter_map(sort).collect();
    Some((sorts.first().copied()?, sorts.iter().nth(1).copied()?))
}
