//! What differs between what is there and what is to be; in memory, nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use bursar_codegen::Files;
use bursar_codegen::manifest::{self, Manifest};

use super::load::{self, Facade};
use super::make::{LOCK, Provider, State};
use super::{Troubles, trouble};
use crate::disk::TEMPORARY;
use crate::tree::Tree;

/// Everything that is to be done.
pub(super) struct Plan {
    pub(super) updates: Vec<Update>,
    /// Crates whose provider is gone.
    pub(super) retired: BTreeMap<String, Tree>,
    pub(super) facade: Facade,
}

/// One provider that was generated.
pub(super) struct Update {
    pub(super) name: String,
    pub(super) old: Tree,
    pub(super) new: Files,
    /// What was generated before, when that can be told.
    pub(super) before: Option<Manifest>,
    /// What a run that was cut off was about to generate.
    begun: Option<Manifest>,
    pub(super) manifest: Manifest,
    pub(super) old_lock: Option<Vec<u8>>,
    pub(super) new_lock: Option<Vec<u8>>,
}

/// A file that is to be another one.
pub(super) struct Change<'a> {
    /// Below the workspace.
    pub(super) path: String,
    pub(super) old: Option<&'a [u8]>,
    pub(super) new: Option<&'a [u8]>,
}

impl Plan {
    pub(super) fn new(made: Vec<Provider>, retired: BTreeMap<String, Tree>, facade: Facade) -> Self {
        let updates = made.into_iter().filter_map(|provider| {
            let State::New(new) = provider.state else { return None };
            Some(Update {
                before: load::manifest(&provider.there, &provider.name),
                name: provider.name,
                begun: provider.begun,
                old: provider.there,
                new: new.files,
                manifest: new.manifest,
                old_lock: provider.old_lock,
                new_lock: new.lock,
            })
        });
        Self { updates: updates.collect(), retired, facade }
    }

    /// Every file that differs, in the order of the paths.
    pub(super) fn changes(&self) -> Vec<Change<'_>> {
        let facade = &self.facade;
        let mut all = vec![
            Change::new("Cargo.toml", Some(facade.old_cargo.as_bytes()), Some(facade.new_cargo.as_bytes())),
            Change::new("src/providers.rs", facade.old_providers.as_deref(), Some(facade.new_providers.as_bytes())),
        ];
        for update in &self.updates {
            let lock = format!("specs/{}/{LOCK}", update.name);
            all.push(Change::new(&lock, update.old_lock.as_deref(), update.new_lock.as_deref()));
            all.extend(update.changes());
        }
        for (name, tree) in &self.retired {
            let files = tree.files.iter();
            all.extend(files.map(|(file, old)| Change::new(&format!("generated/{name}/{file}"), Some(old), None)));
        }
        all.retain(|change| change.old != change.new);
        all.sort_by(|left, right| left.path.cmp(&right.path));
        all
    }

    /// Files among the generated ones that regen did not write are not its to delete, and not to be left there.
    pub(super) fn refuse_strays(&self) -> Result<(), Troubles> {
        let mut strays = Troubles::new();
        let mut look = |name: &str, tree: &Tree, keep: &dyn Fn(&str) -> bool| {
            let files = tree.files.keys().filter(|file| !keep(file) && !is_own(file));
            strays.extend(files.map(|file| {
                trouble(&format!("generated/{name}/{file}"), "was not written by regen; move it away or delete it")
            }));
        };
        for update in &self.updates {
            look(&update.name, &update.old, &|file| update.new.contains_key(file) || update.owned(file));
        }
        for (name, tree) in &self.retired {
            let manifest = load::manifest(tree, name);
            look(name, tree, &|file| manifest.as_ref().is_some_and(|manifest| manifest.files.contains_key(file)));
        }
        if strays.is_empty() { Ok(()) } else { Err(strays) }
    }
}

impl Update {
    fn changes(&self) -> impl Iterator<Item = Change<'_>> {
        let names: BTreeSet<&String> = self.old.files.keys().chain(self.new.keys()).collect();
        names.into_iter().map(|file| {
            let old = self.old.files.get(file).map(Vec::as_slice);
            Change::new(&format!("generated/{}/{file}", self.name), old, self.new.get(file).map(Vec::as_slice))
        })
    }

    /// Files to be written, without the manifest, which comes last.
    pub(super) fn writes(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.new.iter().filter(|(file, bytes)| self.old.files.get(*file) != Some(bytes));
        files.map(|(file, bytes)| (file.as_str(), bytes.as_slice())).filter(|(file, _)| *file != manifest::NAME)
    }

    /// Files to be removed.
    pub(super) fn removes(&self) -> impl Iterator<Item = &str> {
        self.old.files.keys().map(String::as_str).filter(|file| !self.new.contains_key(*file))
    }

    /// The text of the new manifest.
    pub(super) fn manifest_bytes(&self) -> &[u8] {
        self.new.get(manifest::NAME).map_or(&[], Vec::as_slice)
    }

    /// Whether a file was generated before, by a run that ended or by one that was cut off.
    fn owned(&self, file: &str) -> bool {
        let listed = |manifest: &Manifest| manifest.files.contains_key(file);
        self.before.as_ref().is_some_and(listed) || self.begun.as_ref().is_some_and(listed)
    }

    /// Whether files are to be written that were not generated before. A run that is cut off leaves them behind, so
    /// that the next one, perhaps with other specs, has to be told whose they are.
    pub(super) fn has_new_files(&self) -> bool {
        self.writes().any(|(file, _)| !self.before.as_ref().is_some_and(|before| before.files.contains_key(file)))
    }

    /// Whether the crate gets another version.
    pub(super) fn is_bumped(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.entry.version != self.manifest.entry.version)
    }
}

impl<'a> Change<'a> {
    fn new(path: &str, old: Option<&'a [u8]>, new: Option<&'a [u8]>) -> Self {
        Self { path: path.to_owned(), old, new }
    }
}

/// Files that are regen's own wherever they stand.
fn is_own(file: &str) -> bool {
    file == manifest::NAME || file.rsplit('/').next() == Some(TEMPORARY)
}
