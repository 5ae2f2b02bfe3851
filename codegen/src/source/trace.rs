//! Where the nodes of a changed document came from, so that a diagnostic of any stage points into the text that was written.
//!
//! A node that is not recorded came from the same place of the spec file; one below a recorded node moved along with it.

use std::collections::HashMap;

use super::Pointer;

/// Where a node was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the file below the provider's folder.
    pub file: String,
    /// Where in that file's document.
    pub pointer: Pointer,
    /// The overlay that put it there or changed it: its file, and the pointer of the action.
    pub via: Option<(String, Pointer)>,
}

/// The moves of all stages so far: pointer in the document as it is now, to where it came from.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    moves: HashMap<Pointer, Origin>,
}

impl Trace {
    /// Records that the node now at `to`, with everything below it, came from `from`.
    pub fn moved(&mut self, to: Pointer, from: Origin) {
        self.moves.insert(to, from);
    }

    /// Where the node at `pointer` was written: by the longest recorded prefix, or else itself in `spec_file`.
    pub fn resolve(&self, pointer: &Pointer, spec_file: &str) -> Origin {
        let mut keys = Vec::new();
        let mut at = Some(pointer.clone());
        while let Some(here) = at {
            if let Some(origin) = self.moves.get(&here) {
                let below = keys.iter().rev().map(String::as_str);
                return Origin { pointer: origin.pointer.join(below), ..origin.clone() };
            }
            keys.extend(here.last().map(|key| key.into_owned()));
            at = here.parent();
        }
        Origin { file: spec_file.to_owned(), pointer: pointer.clone(), via: None }
    }

    /// Every recorded move, in the order of the pointers.
    pub fn entries(&self) -> Vec<(&Pointer, &Origin)> {
        let mut list: Vec<_> = self.moves.iter().collect();
        list.sort_by_key(|(to, _)| *to);
        list
    }
}
