//! The end of the stage: stamps become the record of moves, and what was said is given the places that later stages use.

use std::collections::HashMap;

use crate::diag::{Diags, Place, Spot};
use crate::source::{Origin, Pointer, Trace, Value};

use super::context::Context;
use super::sites::{Site, Sites, unstamp};

/// Strips the stamps, records the moves in `trace`, and hands over what was said.
pub(super) fn settle(
    mut lowered: Option<Value>,
    mut cx: Context,
    trace: &mut Trace,
    diags: &mut Diags,
) -> Option<Value> {
    let mut moves = Moves::default();
    if let Some(root) = &mut lowered {
        let mut walk = Walk { sites: &cx.sites, moves: &mut moves };
        walk.collect(root, None, From { object: Site::ROOT, steps: 0 });
    }
    let file = cx.file().to_owned();
    trace.next_layer();
    for (to, from) in &moves.to_from {
        trace.moved(to.clone(), Origin::new(&file, from.clone()));
    }
    for mut diag in std::mem::take(&mut cx.said) {
        settle_place(&mut diag.at, &moves, trace);
        diag.notes
            .iter_mut()
            .filter_map(|(place, _)| place.as_mut())
            .for_each(|place| settle_place(place, &moves, trace));
        diags.push(diag);
    }
    lowered
}

/// Diagnostics were made with places of the source; what was left out is found again under a place of its own.
fn settle_place(place: &mut Place, moves: &Moves, trace: &mut Trace) {
    let Spot::Pointer(pointer) = &mut place.at else { return };
    if let Some(image) = moves.images(pointer).into_iter().next() {
        *pointer = image;
        return;
    }
    let keys: Vec<String> = pointer.keys().map(|key| key.into_owned()).collect();
    let ghost = Pointer::root().child("x-bursar-left-out").join(keys.iter().map(String::as_str));
    trace.moved(ghost.clone(), Origin::new(&place.file, pointer.clone()));
    *pointer = ghost;
}

/// Where the nodes of the result are, and where they were.
#[derive(Debug, Default)]
struct Moves {
    to_from: Vec<(Pointer, Pointer)>,
    from: HashMap<Pointer, Pointer>,
    to: HashMap<Pointer, Vec<Pointer>>,
}

impl Moves {
    fn record(&mut self, to: Pointer, from: Pointer) {
        self.to_from.push((to.clone(), from.clone()));
        self.to.entry(from.clone()).or_default().push(to.clone());
        self.from.insert(to, from);
    }

    /// Where a place of the result was in the source.
    fn source(&self, pointer: &Pointer) -> Pointer {
        split(pointer)
            .find_map(|(above, below)| Some(rejoin(self.from.get(&above)?, &below)))
            .unwrap_or_else(|| pointer.clone())
    }

    /// Where a place of the source is in the result.
    fn images(&self, pointer: &Pointer) -> Vec<Pointer> {
        let moved = split(pointer).flat_map(|(above, below)| {
            let images = self.to.get(&above).map_or(&[][..], Vec::as_slice);
            images.iter().map(|image| rejoin(image, &below)).collect::<Vec<_>>()
        });
        moved.chain([pointer.clone()]).filter(|image| self.source(image) == *pointer).collect()
    }
}

/// The place and its keys cut in two at every key, longest first part first.
fn split(pointer: &Pointer) -> impl Iterator<Item = (Pointer, Vec<String>)> {
    let start = (pointer.clone(), Vec::new());
    std::iter::successors(Some(start), |(above, below): &(Pointer, Vec<String>)| {
        let mut longer = vec![above.last()?.into_owned()];
        longer.extend(below.iter().cloned());
        Some((above.parent()?, longer))
    })
}

fn rejoin(above: &Pointer, below: &[String]) -> Pointer {
    above.join(below.iter().map(String::as_str))
}

/// The way from the root to a node of the result.
struct Step<'p> {
    above: Option<&'p Step<'p>>,
    key: Key<'p>,
}

enum Key<'p> {
    Member(&'p str),
    Element(usize),
}

/// Where a node would have been had nothing moved: so many steps below the nearest stamped object around it.
#[derive(Clone, Copy)]
struct From {
    object: Site,
    steps: usize,
}

/// Compares where each stamped object is with where it was. Most have not moved, and no pointer is spelled for them.
struct Walk<'w> {
    sites: &'w Sites,
    moves: &'w mut Moves,
}

impl Walk<'_> {
    fn collect(&mut self, value: &mut Value, to: Option<&Step<'_>>, mut from: From) {
        match value {
            Value::Object(members) => {
                if let Some(site) = unstamp(members) {
                    if !self.is_at(site, to, from) {
                        self.moves.record(pointer(to), self.sites.pointer(site));
                    }
                    from = From { object: site, steps: 0 };
                }
                from.steps += 1;
                for (key, member) in members {
                    if matches!(member, Value::Object(_) | Value::Array(_)) {
                        self.collect(member, Some(&Step { above: to, key: Key::Member(key) }), from);
                    }
                }
            }
            Value::Array(items) => {
                from.steps += 1;
                for (index, item) in items.iter_mut().enumerate() {
                    self.collect(item, Some(&Step { above: to, key: Key::Element(index) }), from);
                }
            }
            _ => {}
        }
    }

    /// Whether the object of `site`, which is now at `to`, was at `from`.
    fn is_at(&self, site: Site, to: Option<&Step<'_>>, from: From) -> bool {
        let (mut at, mut step) = (site, to);
        for _ in 0..from.steps {
            let Some(Step { above, key }) = step else { return false };
            let is_same = match key {
                Key::Member(key) => self.sites.key(at) == *key,
                Key::Element(index) => self.sites.key(at) == index.to_string(),
            };
            if at == Site::ROOT || !is_same {
                return false;
            }
            at = self.sites.parent(at);
            step = *above;
        }
        // two sites can be at one place
        at == from.object || self.sites.pointer(at) == self.sites.pointer(from.object)
    }
}

fn pointer(step: Option<&Step<'_>>) -> Pointer {
    let Some(Step { above, key }) = step else { return Pointer::root() };
    match key {
        Key::Member(key) => pointer(*above).child(key),
        Key::Element(index) => pointer(*above).index(*index),
    }
}
