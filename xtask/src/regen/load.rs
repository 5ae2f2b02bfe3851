//! What is there before anything is generated: providers, crates that no provider stands behind any more, the facade.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bursar_codegen::facade::{self, Entry, Pin};
use bursar_codegen::manifest::{self, Manifest};

use super::make::{Provider, State};
use super::{Troubles, trouble};
use crate::tree::{self, Names, Tree};

/// The names of the folders of `specs/`, sorted.
pub(crate) fn providers(root: &Path) -> Result<Vec<String>, Troubles> {
    let names = tree::folders(&root.join("specs")).map_err(|error| vec![trouble("specs", error)])?;
    let wrong: Troubles = names
        .iter()
        .filter_map(|name| facade::check_name(name).err().map(|what| trouble(&format!("specs/{name}"), what)))
        .collect();
    match (wrong.is_empty(), names.is_empty()) {
        (false, _) => Err(wrong),
        (true, true) => {
            Err(vec![trouble("specs", "there is no provider: a folder with a provider.toml and a document")])
        }
        (true, false) => Ok(names.into_iter().collect()),
    }
}

/// Reads a folder and refuses what is neither a file nor a folder.
pub(crate) fn read(root: &Path, folder: &str, names: Names) -> Result<Tree, Troubles> {
    let below = |name: &str| if name.is_empty() { folder.to_owned() } else { format!("{folder}/{name}") };
    let tree = Tree::read(&root.join(folder), names).map_err(|(name, error)| vec![trouble(&below(&name), error)])?;
    if tree.others.is_empty() {
        return Ok(tree);
    }
    let links = tree.others.iter();
    Err(links.map(|name| trouble(&below(name), "is not a plain file or folder; put the file itself here")).collect())
}

/// The manifest among the files of a crate, when it can be read.
pub(super) fn manifest(tree: &Tree, provider: &str) -> Option<Manifest> {
    let text = std::str::from_utf8(tree.files.get(manifest::NAME)?).ok()?;
    Manifest::parse(text).filter(|manifest| manifest.entry.provider == provider)
}

/// Folders of `generated/` whose provider is gone, with what is in them.
pub(super) fn retired(root: &Path) -> Result<BTreeMap<String, Tree>, Troubles> {
    let mut retired = BTreeMap::new();
    let mut troubles = Troubles::new();
    let specs = root.join("specs");
    for name in crates(root)?.into_iter().filter(|name| !specs.join(name).is_dir()) {
        let tree = read(root, &format!("generated/{name}"), Names::All)?;
        if manifest(&tree, &name).is_none() && !tree.files.is_empty() {
            let what = "belongs to no folder of specs/ and has no manifest; move it away or delete it";
            troubles.push(trouble(&format!("generated/{name}"), what));
        }
        retired.insert(name, tree);
    }
    if troubles.is_empty() { Ok(retired) } else { Err(troubles) }
}

fn crates(root: &Path) -> Result<BTreeSet<String>, Troubles> {
    tree::folders(&root.join("generated")).map_err(|error| vec![trouble("generated", error)])
}

/// The files that the facade shares with regen: as they are, and as they are to be.
pub(super) struct Facade {
    /// `Cargo.toml` as it is.
    pub(super) old_cargo: String,
    /// `Cargo.toml` while crates are being replaced.
    pub(super) open_cargo: String,
    /// `Cargo.toml` at the end.
    pub(super) new_cargo: String,
    /// `src/providers.rs` as it is.
    pub(super) old_providers: Option<Vec<u8>>,
    /// `src/providers.rs` at the end.
    pub(super) new_providers: String,
}

impl Facade {
    /// Computes them from what was made, and from the manifests of the crates that were not chosen.
    pub(super) fn read(root: &Path, made: &[Provider], retired: &BTreeMap<String, Tree>) -> Result<Self, Troubles> {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for provider in made {
            match &provider.state {
                State::Unchanged(manifest) => drop(entries.insert(provider.name.clone(), manifest.entry.clone())),
                State::New(new) => drop(entries.insert(provider.name.clone(), new.manifest.entry.clone())),
                State::Failed => {}
            }
        }
        for name in crates(root)?.into_iter().filter(|name| !retired.contains_key(name)) {
            if !entries.contains_key(&name) {
                entries.insert(name.clone(), recorded(root, &name)?);
            }
        }
        let entries: Vec<_> = entries.into_values().collect();
        let old_cargo =
            fs::read_to_string(root.join("Cargo.toml")).map_err(|error| vec![trouble("Cargo.toml", error)])?;
        let cargo =
            |pin| facade::cargo_toml(&old_cargo, &entries, pin).map_err(|what| vec![trouble("Cargo.toml", what)]);
        Ok(Self {
            open_cargo: cargo(Pin::Any)?,
            new_cargo: cargo(Pin::Exact)?,
            old_cargo,
            old_providers: fs::read(root.join("src/providers.rs")).ok(),
            new_providers: facade::providers_rs(&entries),
        })
    }
}

fn recorded(root: &Path, name: &str) -> Result<Entry, Troubles> {
    let folder = format!("generated/{name}");
    let tree = read(root, &folder, Names::All)?;
    let missing = || vec![trouble(&folder, "has no readable manifest; run `cargo xtask regen` for all providers")];
    manifest(&tree, name).map(|manifest| manifest.entry).ok_or_else(missing)
}
