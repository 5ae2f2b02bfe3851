//! What xtask is built from, as `Cargo.lock` has it: small enough that a first run does not take minutes.

use std::collections::{BTreeMap, BTreeSet};

use super::table::TOO_HEAVY;
use super::{File, Finding};

/// Finds packages in the tree of xtask that are too heavy for it. What only a feature of xtask turns on, by its manifest, is
/// not compiled by a first run.
pub(super) fn check(file: &File, manifest: Option<&File>, found: &mut Vec<Finding>) {
    let mut tree = packages(&file.text);
    let optional = manifest.map_or_else(BTreeSet::new, |manifest| optional(&manifest.text));
    if let Some(own) = tree.get_mut("xtask") {
        own.retain(|(name, _)| !optional.contains(name));
    }
    let mut ways = BTreeMap::from([("xtask", "xtask".to_owned())]);
    let mut open = vec!["xtask"];
    while let Some(name) = open.pop() {
        for dependency in tree.get(name).into_iter().flatten().map(|(dependency, _)| *dependency) {
            if !ways.contains_key(dependency) {
                ways.insert(dependency, format!("{} > {dependency}", ways[name]));
                open.push(dependency);
            }
        }
    }
    for (name, way) in ways.into_iter().filter(|(name, _)| TOO_HEAVY.contains(name)) {
        let line = tree.values().flatten().find(|(dependency, _)| dependency == &name).map_or(1, |(_, line)| *line);
        let what = format!("`{name}` is too heavy for xtask, which every first run compiles: {way}");
        found.push(Finding { path: file.path.clone(), line, what });
    }
}

/// The optional dependencies of a manifest.
fn optional(manifest: &str) -> BTreeSet<&str> {
    let lines = manifest.lines().filter(|line| line.contains("optional = true"));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim())).collect()
}

/// The dependencies by package, with the line that states each. Versions of one package are taken together.
fn packages(text: &str) -> BTreeMap<&str, BTreeSet<(&str, usize)>> {
    let mut tree: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut package = "";
    for (line, number) in text.lines().zip(1..) {
        if let Some(name) = line.strip_prefix("name = \"") {
            package = name.trim_end_matches('"');
        } else if let Some(dependency) = line.strip_prefix(" \"") {
            let name = dependency.split(['"', ' ']).next().unwrap_or(dependency);
            tree.entry(package).or_default().insert((name, number));
        }
    }
    tree
}
