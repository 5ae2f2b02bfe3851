//! `remove`: takes the matched nodes out of what holds them, and tells the trace where their neighbours went.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::escape;
use crate::source::{Origin, Pointer, Value};

use super::target::Step;
use super::{Action, Match, Stage, error};

/// Removes every match.
pub(super) fn remove(stage: &mut Stage<'_>, action: &Action<'_>, matches: BTreeSet<Match>) {
    if matches.iter().any(|place| place.0.is_empty()) {
        let message = format!("`{}` removes the whole document", escape(action.target.text()));
        let help = "name what is to be removed in it, such as `$.paths['/x'].get`";
        stage.diags.push(error("overlay-root", &action.at.child("target"), message).help(help));
        return;
    }
    let removed = Removed::of(matches);
    let holders: Vec<Pointer> = removed.holders.iter().map(Match::pointer).collect();
    let of_spec: Vec<bool> = holders.iter().map(|holder| stage.is_of_spec(holder)).collect();
    for (holder, pointer) in removed.holders.iter().zip(&holders) {
        let Some(after) = removed.after(holder) else { continue };
        let Some(Value::Array(items)) = stage.value.at(pointer) else { continue };
        for (index, now) in removed.survivors(holder, items.len()) {
            let from = Origin::new(stage.spec_file, pointer.index(index));
            stage.trace.moved(after.pointer().index(now), from);
        }
    }
    for ((holder, pointer), of_spec) in removed.holders.iter().zip(&holders).zip(of_spec) {
        if let Some(after) = removed.after(holder).filter(|_| of_spec) {
            stage.trace.moved(after.pointer(), stage.via(pointer, action));
        }
    }
    // from the last to the first: no place that is still to be removed moves, and what is inside goes before what holds it
    for place in removed.places.iter().rev() {
        take(stage.value, place);
    }
    stage.changed();
}

fn take(value: &mut Value, place: &Match) {
    let Some((last, above)) = place.0.split_last() else { return };
    match (value.at_mut(&Match(above.to_vec()).pointer()), last) {
        (Some(Value::Object(members)), Step::Name(name)) => {
            members.shift_remove(name);
        }
        (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}

/// The removed places and what they mean for the others.
struct Removed {
    /// In the order of the document, as far as elements of arrays are concerned.
    places: BTreeSet<Match>,
    /// What holds them.
    holders: BTreeSet<Match>,
    /// Of the holders that are arrays, the indices that go, ascending.
    indices: BTreeMap<Match, Vec<usize>>,
}

impl Removed {
    fn of(places: BTreeSet<Match>) -> Self {
        let mut indices: BTreeMap<Match, Vec<usize>> = BTreeMap::new();
        let mut holders = BTreeSet::new();
        for place in &places {
            let Some((last, above)) = place.0.split_last() else { continue };
            let holder = Match(above.to_vec());
            holders.insert(holder.clone());
            if let Step::Index(index) = last {
                indices.entry(holder).or_default().push(*index);
            }
        }
        Self { places, holders, indices }
    }

    /// Where a place is afterwards; nowhere when it goes with something removed.
    fn after(&self, place: &Match) -> Option<Match> {
        let (mut before, mut after) = (Match::default(), Match::default());
        for step in &place.0 {
            let gone = self.indices.get(&before);
            after.0.push(match (step, gone) {
                (Step::Index(index), Some(gone)) => Step::Index(index - gone.partition_point(|at| at < index)),
                _ => step.clone(),
            });
            before.0.push(step.clone());
            if self.places.contains(&before) {
                return None;
            }
        }
        Some(after)
    }

    /// The elements of the array `holder`, with `length` elements, that stay but move: old index and new.
    fn survivors(&self, holder: &Match, length: usize) -> Vec<(usize, usize)> {
        let gone = self.indices.get(holder).map_or(&[][..], Vec::as_slice);
        let first = gone.first().copied().unwrap_or(length);
        let stay = (first..length).filter(|index| gone.binary_search(index).is_err());
        stay.enumerate().map(|(offset, index)| (index, first + offset)).collect()
    }
}
