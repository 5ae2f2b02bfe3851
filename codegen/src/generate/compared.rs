//! Two states of a provider, or of a document alone, and what the change does to programs that use the client.
//!
//! Both sides are made by this generator with the same options, so that only what the documents say can differ.
//!
//! Names: the base has those of its own names.lock, as it was generated. The revision has those of its own names.lock, which
//! regen made out of the base's; where it has none yet, it starts from what the base was given, as regen will. So an
//! operation keeps its method when its `operationId` changes, and only what a maintainer unlocks is renamed. A document
//! alone was never published by us and has no lock: there names follow from the document, on both sides.

use super::{Input, Planned, Read, Report, Tolerance, alone, planned};
use crate::diag::Severity;
use crate::name;
use crate::source::Pointer;
use crate::surface::{Bump, Released, RustChange, Surface, Version, bump, compare, required_version};

/// One of two states.
#[derive(Debug, Clone)]
pub struct Side {
    /// The public API of the crate; its items know the nodes of the document as it was written.
    pub surface: Surface,
    /// The version of the crate.
    pub version: Version,
    /// Its names.lock, as regen leaves it; a document alone has none.
    pub names_lock: Option<Vec<u8>>,
    /// The release that its version is measured against.
    pub released: Option<Released>,
}

/// What became of one state in the other.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What changed in the public API.
    pub changes: Vec<RustChange>,
    /// What that asks of the version.
    pub bump: Bump,
    /// The version of the base.
    pub current: Version,
    /// The least version that covers the changes: since the release that the base knows, as several changes may come
    /// between two releases; without one since the base.
    pub required: Version,
}

impl Compared {
    /// What became of `base` in `revision`.
    pub fn of(base: &Side, revision: &Side) -> Self {
        let changes = compare(&base.surface, &revision.surface);
        let bump = bump(&changes);
        let required = match &base.released {
            Some(last) => last.since(&revision.surface).1,
            None => required_version(base.version, bump),
        };
        Self { required, current: base.version, bump, changes }
    }
}

/// A provider's folder, or a document with the files beside it, and the document itself where it was read before.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// The files.
    pub input: Input<'a>,
    /// The document.
    pub read: Option<Read<'a>>,
}

/// The surface of the client that a provider's folder gives. What cannot be expressed is left out of it. There is none when
/// there is an error.
pub fn side(input: &Input<'_>) -> (Option<Side>, Report) {
    side_of(&State { input: *input, read: None })
}

fn side_of(state: &State<'_>) -> (Option<Side>, Report) {
    let mut report = Report::default();
    let all = planned(&state.input, state.read, Tolerance::All, &mut report);
    let side = all.and_then(|all| {
        let names_lock = all.lock.to_text().map(String::into_bytes);
        Some(Side { names_lock, ..finish(state.input.provider, &all, &report)? })
    });
    (side, report)
}

/// The surface of the client of the document that the files have as `spec`, without a provider.toml. There is none when
/// there is an error.
pub fn side_alone(state: &State<'_>, spec: &str) -> (Option<Side>, Report) {
    let mut report = Report { spec_file: spec.to_owned(), ..Report::default() };
    let all = alone::planned(state, spec, &mut report);
    (all.and_then(|all| finish(state.input.provider, &all, &report)), report)
}

/// Compares two states of a provider's folder. There is nothing when one of them has an error.
pub fn compared(base: &State<'_>, revision: &State<'_>) -> (Option<Compared>, [Report; 2]) {
    let (old, said) = side_of(base);
    let mut files = revision.input.files.clone();
    let kept = old.as_ref().and_then(|old| old.names_lock.clone());
    if let (Some(lock), false) = (kept, files.contains_key(name::LOCK)) {
        files.insert(name::LOCK.to_owned(), lock);
    }
    let input = Input { provider: revision.input.provider, files: &files };
    let (new, more) = side_of(&State { input, ..*revision });
    let compared = old.zip(new).map(|(old, new)| Compared::of(&old, &new));
    (compared, [said, more])
}

/// How items call a node of another file than the document: below the name of the file. What an overlay or such a file has put
/// into the document is known by the place that it was put at as well.
pub fn in_file(file: &str, pointer: &Pointer) -> Pointer {
    let keys: Vec<_> = pointer.keys().collect();
    Pointer::root().child(file).join(keys.iter().map(|key| &**key))
}

fn finish(provider: &str, all: &Planned, report: &Report) -> Option<Side> {
    if report.diags.any(Severity::Error) {
        return None;
    }
    let (mut surface, version) = all.public(provider);
    let written = |pointer: &Pointer| {
        let origin = report.trace.resolve(pointer, &report.spec_file);
        match origin.file == report.spec_file {
            true => vec![origin.pointer],
            false => vec![in_file(&origin.file, &origin.pointer), pointer.clone()],
        }
    };
    for item in &mut surface.items {
        item.at = item.at.iter().flat_map(written).collect();
    }
    Some(Side { surface, version: Version::parse(&version)?, names_lock: None, released: all.released.clone() })
}
