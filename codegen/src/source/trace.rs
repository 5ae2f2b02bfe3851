//! Where the nodes of a changed document came from, so that whatever is said of them can be shown in the text.
//!
//! Each stage that moves or adds nodes works in coordinates of its own and gets its own layer. What is recorded holds
//! for the node and all below it that has no record itself; a node without any record is where it was before.

use std::collections::HashMap;

use super::Pointer;

/// The way back from the pointers of a changed document to the files it was made of.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    layers: Vec<HashMap<Pointer, Origin>>,
}

/// Where a node came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the file below the provider's folder.
    pub file: String,
    /// Where in that file.
    pub pointer: Pointer,
    /// The overlay file, and the action in it, that changed this very node; not set for nodes below it.
    pub via: Option<(String, Pointer)>,
}

impl Origin {
    /// A place in `file` that no overlay touched.
    pub fn new(file: impl Into<String>, pointer: Pointer) -> Self {
        Self { file: file.into(), pointer, via: None }
    }
}

impl Trace {
    /// Starts a new coordinate system: from here on, `from` in [`Trace::moved`] means the document as it is now.
    ///
    /// Every stage calls this before it records anything.
    pub fn next_layer(&mut self) {
        if self.layers.last().is_none_or(|newest| !newest.is_empty()) {
            self.layers.push(HashMap::new());
        }
    }

    /// Records that the node at `to` after this stage is the one that was at `from` before it.
    ///
    /// With the name of the document as `from.file`, `from.pointer` is in the coordinates before this layer, not of
    /// the text: older layers lead the rest of the way. With any other file the node comes from that file as it is.
    pub fn moved(&mut self, to: Pointer, from: Origin) {
        if self.layers.is_empty() {
            self.next_layer();
        }
        if let Some(newest) = self.layers.last_mut() {
            newest.insert(to, from);
        }
    }

    /// Where the node at `pointer` of the document `spec_file`, as it is now, came from.
    pub fn resolve(&self, pointer: &Pointer, spec_file: &str) -> Origin {
        let mut origin = Origin::new(spec_file, pointer.clone());
        for layer in self.layers.iter().rev() {
            let Some(mut found) = before(layer, &origin.pointer) else { continue };
            if found.file == spec_file {
                // the last action that touched a node is the one to look at first
                found.via = origin.via.or(found.via);
                origin = found;
            } else {
                return found;
            }
        }
        origin
    }
}

/// What a layer says of `pointer`: the record of the nearest node at or above it, followed down again.
fn before(layer: &HashMap<Pointer, Origin>, pointer: &Pointer) -> Option<Origin> {
    if layer.is_empty() {
        return None;
    }
    let (at, origin) = pointer.upwards().find_map(|at| Some((at, layer.get(at)?)))?;
    let mut origin = origin.clone();
    if at.len() < pointer.as_str().len() {
        origin.pointer = origin.pointer.then(&pointer.as_str()[at.len()..]);
        origin.via = None;
    }
    Some(origin)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// One record: to, file, from, and the action it is via.
    type Record<'a> = (&'a str, &'a str, &'a str, Option<&'a str>);

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn check(layers: &[&[Record<'_>]], expect: &[(&str, &str)]) {
        let mut trace = Trace::default();
        for layer in layers {
            trace.next_layer();
            for (to, file, from, via) in *layer {
                let via = via.map(|action| ("o.yaml".to_owned(), at(action)));
                trace.moved(at(to), Origin { file: (*file).to_owned(), pointer: at(from), via });
            }
        }
        for (pointer, wanted) in expect {
            let found = trace.resolve(&at(pointer), "s.yaml");
            let via = found.via.map(|(file, action)| format!(" via {file} {action}")).unwrap_or_default();
            assert_eq!(format!("{} {}{via}", found.file, found.pointer), *wanted, "{pointer} in {layers:?}");
        }
    }

    #[test]
    fn nothing_recorded_is_identity() {
        check(&[], &[("", "s.yaml #"), ("/a/b~1c", "s.yaml #/a/b~1c")]);
    }

    #[test]
    fn longest_prefix_wins_and_the_rest_follows() {
        let layer: &[Record<'_>] = &[("/a", "s.yaml", "/x", None), ("/a/b", "s.yaml", "/y~0", None)];
        check(
            &[layer],
            &[
                ("/a", "s.yaml #/x"),
                ("/a/c~1d/0", "s.yaml #/x/c~1d/0"),
                ("/a/b/c", "s.yaml #/y~0/c"),
                ("/ab", "s.yaml #/ab"),
            ],
        );
    }

    #[test]
    fn root_moves_everything() {
        check(&[&[("", "s.yaml", "/in", None)]], &[("", "s.yaml #/in"), ("/a", "s.yaml #/in/a")]);
    }

    #[test]
    fn layers_are_followed_from_the_newest() {
        let overlay: &[Record<'_>] = &[("/a/0", "s.yaml", "/a/1", None), ("/n", "o.yaml", "/actions/0/update/n", None)];
        let lowering: &[Record<'_>] = &[("/b", "s.yaml", "/a", None), ("/m", "s.yaml", "/n/k", None)];
        check(
            &[overlay, lowering],
            &[
                ("/b/0/x", "s.yaml #/a/1/x"),
                ("/b/2", "s.yaml #/a/2"),
                ("/m/deep", "o.yaml #/actions/0/update/n/k/deep"),
            ],
        );
    }

    #[test]
    fn records_of_one_layer_do_not_lead_to_each_other() {
        let swap: &[Record<'_>] = &[("/a", "s.yaml", "/b", None), ("/b", "s.yaml", "/a", None)];
        check(&[swap], &[("/a/k", "s.yaml #/b/k"), ("/b/k", "s.yaml #/a/k")]);
        check(&[swap, swap], &[("/a", "s.yaml #/a")]);
    }

    #[test]
    fn via_is_of_the_node_alone_and_of_the_last_action() {
        let first: &[Record<'_>] = &[("/a", "s.yaml", "/a", Some("/actions/0"))];
        let second: &[Record<'_>] = &[("/a", "s.yaml", "/a", Some("/actions/1"))];
        let lowering: &[Record<'_>] = &[("/z", "s.yaml", "/a", None)];
        check(&[first], &[("/a", "s.yaml #/a via o.yaml #/actions/0"), ("/a/k", "s.yaml #/a/k"), ("", "s.yaml #")]);
        check(&[first, second, lowering], &[("/z", "s.yaml #/a via o.yaml #/actions/1"), ("/z/k", "s.yaml #/a/k")]);
    }

    #[test]
    fn recording_needs_no_layer_first() {
        let mut trace = Trace::default();
        trace.moved(at("/a"), Origin::new("s.yaml", at("/b")));
        assert_eq!(trace.resolve(&at("/a"), "s.yaml"), Origin::new("s.yaml", at("/b")));
    }
}
