//! The end of the stage: stamps become the record of moves, and what was said is given the places that later stages use.

use std::collections::HashMap;

use crate::diag::{Diags, Place, Spot};
use crate::source::{Origin, Pointer, Trace, Value};

use super::context::Context;
use super::sites::{STAMP, Sites, stamped};

/// Strips the stamps, records the moves in `trace`, and hands over what was said.
pub(super) fn settle(
    mut lowered: Option<Value>,
    mut cx: Context,
    trace: &mut Trace,
    diags: &mut Diags,
) -> Option<Value> {
    let mut moves = Moves::default();
    if let Some(root) = &mut lowered {
        collect(root, &mut Pointer::root(), &Pointer::root(), &cx.sites, &mut moves);
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

/// Compares where each stamped object is with where it was; `from` is where it would have been had nothing moved.
fn collect(value: &mut Value, to: &mut Pointer, from: &Pointer, sites: &Sites, moves: &mut Moves) {
    match value {
        Value::Object(members) => {
            let mut origin = from.clone();
            if let Some(site) = stamped(members) {
                members.shift_remove(STAMP);
                let was = sites.pointer(site);
                if was != *from {
                    moves.record(to.clone(), was.clone());
                    origin = was;
                }
            }
            for (key, member) in members {
                if matches!(member, Value::Object(_) | Value::Array(_)) {
                    collect(member, &mut to.child(key), &origin.child(key), sites, moves);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                collect(item, &mut to.index(index), &from.index(index), sites, moves);
            }
        }
        _ => {}
    }
}
