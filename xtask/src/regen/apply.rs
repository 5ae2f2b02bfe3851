//! Writing: the only code of regen that changes anything, in the order that lets a run be cut off anywhere.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use bursar_codegen::manifest;

use super::make::{self, LOCK, counted};
use super::plan::{Plan, Update};
use super::{Job, SCRATCH, trouble};
use crate::disk::{self, Disk, TEMPORARY};

/// Does what is planned; says how much that was, if anything.
pub(super) fn apply(job: &Job<'_>, plan: &Plan) -> Result<Option<String>, String> {
    let site = Site { job };
    site.sweep(plan)?;
    let (fresh, known): (Vec<_>, Vec<_>) = plan.updates.iter().partition(|update| !site.exists(&folder(update)));
    for update in fresh {
        site.found(update)?;
    }
    let facade = &plan.facade;
    let differs = facade.old_cargo != facade.new_cargo;
    if differs && known.iter().any(|update| update.is_bumped()) {
        site.put("Cargo.toml", facade.open_cargo.as_bytes())?;
    }
    for update in known {
        site.update(update)?;
    }
    if differs {
        site.put("Cargo.toml", facade.new_cargo.as_bytes())?;
    }
    if facade.old_providers.as_deref() != Some(facade.new_providers.as_bytes()) {
        site.put("src/providers.rs", facade.new_providers.as_bytes())?;
    }
    for name in plan.retired.keys() {
        site.retire(name)?;
    }
    for update in &plan.updates {
        site.note(&make::note_path(&update.name), &make::note(job.generator.stamp, update.manifest_bytes()))?;
    }
    Ok(summary(plan))
}

struct Site<'a> {
    job: &'a Job<'a>,
}

impl Site<'_> {
    fn disk(&self) -> &dyn Disk {
        self.job.disk
    }

    fn path(&self, below: &str) -> PathBuf {
        self.job.root.join(below)
    }

    fn exists(&self, below: &str) -> bool {
        self.path(below).exists()
    }

    /// Removes what a run before this one may have left behind when it was cut off.
    fn sweep(&self, plan: &Plan) -> Result<(), String> {
        for name in ["new", "old"] {
            self.drop_tree(&format!("{SCRATCH}/{name}"))?;
        }
        let specs = plan.updates.iter().map(|update| format!("specs/{}/{TEMPORARY}", update.name));
        for left in [TEMPORARY.to_owned(), format!("src/{TEMPORARY}")].into_iter().chain(specs) {
            if self.exists(&left) {
                self.disk().remove_file(&self.path(&left)).map_err(told(&left))?;
            }
        }
        Ok(())
    }

    /// Makes the crate of a provider beside the workspace's crates and moves it in as a whole: cargo refuses a
    /// workspace that names a folder without a manifest.
    fn found(&self, update: &Update) -> Result<(), String> {
        let staged = format!("{SCRATCH}/new/{}", update.name);
        for (file, bytes) in &update.new {
            let path = format!("{staged}/{file}");
            let place = self.path(&path);
            place.parent().map_or(Ok(()), |parent| self.disk().create_dir(parent)).map_err(told(&path))?;
            self.disk().write(&place, bytes).map_err(told(&path))?;
        }
        self.lock(update)?;
        if !self.exists("generated") {
            self.disk().create_dir(&self.path("generated")).map_err(told("generated"))?;
        }
        self.shift(&staged, &folder(update))
    }

    /// Brings the crate of a provider up to date, file by file.
    fn update(&self, update: &Update) -> Result<(), String> {
        let folder = folder(update);
        let manifest = format!("{folder}/{}", manifest::NAME);
        let begun = make::begun_path(&update.name);
        if update.has_new_files() {
            self.put(&begun, update.manifest_bytes())?;
        }
        // first, as a file cannot be written where a folder stands, nor below a file
        for file in update.removes() {
            self.remove(&folder, file)?;
        }
        self.prune(update, &folder)?;
        for (file, bytes) in update.writes() {
            self.put(&format!("{folder}/{file}"), bytes)?;
        }
        self.lock(update)?;
        if update.old.files.get(manifest::NAME).is_none_or(|old| old != update.manifest_bytes()) {
            self.put(&manifest, update.manifest_bytes())?;
        }
        if self.exists(&begun) {
            self.disk().remove_file(&self.path(&begun)).map_err(told(&begun))?;
        }
        Ok(())
    }

    fn lock(&self, update: &Update) -> Result<(), String> {
        let path = format!("specs/{}/{LOCK}", update.name);
        match &update.new_lock {
            new if *new == update.old_lock => Ok(()),
            Some(new) => self.put(&path, new),
            None => self.disk().remove_file(&self.path(&path)).map_err(told(&path)),
        }
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, folder: &str, file: &str) -> Result<(), String> {
        let path = format!("{folder}/{file}");
        self.disk().remove_file(&self.path(&path)).map_err(told(&path))?;
        let mut parent = file;
        while let Some((above, _)) = parent.rsplit_once('/') {
            let path = format!("{folder}/{above}");
            if !is_empty(&self.path(&path)) {
                break;
            }
            self.disk().remove_dir(&self.path(&path)).map_err(told(&path))?;
            parent = above;
        }
        Ok(())
    }

    /// Removes folders that were empty before.
    fn prune(&self, update: &Update, folder: &str) -> Result<(), String> {
        let full: BTreeSet<&str> = update.new.keys().flat_map(|file| above(file)).collect();
        // the deepest first
        for name in update.old.folders.iter().rev().filter(|name| !full.contains(name.as_str())) {
            let path = format!("{folder}/{name}");
            if self.exists(&path) {
                self.disk().remove_dir(&self.path(&path)).map_err(told(&path))?;
            }
        }
        Ok(())
    }

    /// Takes a crate out as a whole.
    fn retire(&self, name: &str) -> Result<(), String> {
        let old = format!("{SCRATCH}/old/{name}");
        let parent = format!("{SCRATCH}/old");
        self.disk().create_dir(&self.path(&parent)).map_err(told(&parent))?;
        self.shift(&format!("generated/{name}"), &old)?;
        self.drop_tree(&old)
    }

    fn shift(&self, from: &str, to: &str) -> Result<(), String> {
        self.disk().rename(&self.path(from), &self.path(to)).map_err(|error| match error.kind() {
            io::ErrorKind::CrossesDevices => trouble(to, "target/ has to be on the file system of generated/"),
            _ => trouble(to, error),
        })
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        disk::replace(self.disk(), &self.path(path), bytes).map_err(told(path))
    }

    /// Writes what is kept for the next run, when it differs.
    fn note(&self, path: &str, text: &str) -> Result<(), String> {
        if std::fs::read(self.path(path)).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        disk::replace(self.disk(), &self.path(path), text.as_bytes()).map_err(told(path))
    }

    fn drop_tree(&self, path: &str) -> Result<(), String> {
        if !self.exists(path) {
            return Ok(());
        }
        self.disk().remove_tree(&self.path(path)).map_err(told(path))
    }
}

fn summary(plan: &Plan) -> Option<String> {
    let changes = plan.changes();
    let changes = changes.iter().filter(|change| !change.path.ends_with(TEMPORARY));
    let (written, removed): (Vec<_>, Vec<_>) = changes.partition(|change| change.new.is_some());
    let parts = [(written.len(), "written"), (removed.len(), "removed")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, done)| format!("{} {done}", counted(count, "file"))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn folder(update: &Update) -> String {
    format!("generated/{}", update.name)
}

fn told(path: &str) -> impl Fn(io::Error) -> String {
    move |error| trouble(path, error)
}

fn is_empty(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_none())
}

/// The folders that a file stands in.
fn above(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(cut, _)| &file[..cut])
}
