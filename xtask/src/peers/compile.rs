//! `cargo check` of a crate alone: its dependencies are there, and the figures are those of its own compiler.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::SystemTime;

use super::cost::Cost;
use super::side::{Document, Side};
use crate::corpus::check::{self, FEATURES};

/// The line of a generated manifest after which the features of groups stand.
const GROUPS: &str = "# one group of operations each";

/// How much of a crate is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, with all features.
    Whole,
    /// One group of operations, with all other features as with the whole.
    Group(String),
}

/// Writes the workspace of one side.
pub(super) fn workspace(root: &Path, place: &Path, side: Side, documents: &[&Document]) -> Result<(), String> {
    let place = place.join(side.folder());
    let told = |error: std::io::Error| format!("{}: {error}", place.display());
    let names: Vec<String> = documents.iter().map(|document| document.name.clone()).collect();
    match side {
        Side::Ours => check::workspace(root, &place, &names).map_err(told),
        Side::Theirs => {
            let members: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
            let text = format!(
                "[workspace]\nmembers = [{}]\nresolver = \"3\"\n\n[profile.dev]\ndebug = false\nincremental = false\n",
                members.join(", ")
            );
            fs::write(place.join("Cargo.toml"), text).map_err(told)
        }
    }
}

/// Compiles a crate, whatever was compiled before; gives the cost, or why there is none.
pub(super) fn compile(place: &Path, side: Side, document: &Document, part: &Part) -> Result<Cost, String> {
    let place = place.join(side.folder());
    let told = |error: std::io::Error| format!("{}: {error}", place.display());
    let package = side.package(&document.name);
    let root = File::options().append(true).open(place.join(&document.name).join("src/lib.rs")).map_err(told)?;
    root.set_modified(SystemTime::now()).map_err(told)?;
    let figures = package.strip_prefix("bursar-").unwrap_or(&package);
    let before = place.join("figures").join(format!("{figures}.json"));
    if before.is_file() {
        fs::remove_file(&before).map_err(told)?;
    }
    let mut command = check::watched(&place).map_err(told)?;
    command.args(["--package", &package]);
    match (side, part) {
        (Side::Ours, Part::Whole) => drop(command.args(["--features", FEATURES])),
        (Side::Ours, Part::Group(group)) => {
            command.args(["--no-default-features", "--features", &format!("{FEATURES},rustls,{group}")]);
        }
        (Side::Theirs, _) => drop(command.arg("--all-features")),
    }
    let done = command.stdin(Stdio::null()).output().map_err(|error| format!("cargo: {error}"))?;
    let text = String::from_utf8_lossy(&done.stderr);
    match check::figures(&place, figures) {
        Some(compiled) if compiled.is_good() && done.status.success() => {
            Ok(Cost { wall: compiled.seconds(), processor: compiled.processor(), peak_kb: compiled.peak_kb() })
        }
        _ => Err(complaint(&text)),
    }
}

/// How many errors there are, and the first of them.
fn complaint(log: &str) -> String {
    let errors: Vec<&str> = log.lines().filter(|line| line.contains(": error") || line.starts_with("error")).collect();
    // the last one only says that there are others
    let count = errors.iter().filter(|line| !line.contains("could not compile")).count();
    match errors.first() {
        Some(first) => format!("errors {count}, the first: {first}"),
        None => "cargo said nothing".to_owned(),
    }
}

/// The groups by their lines of operations: the features of the one in the middle and of the largest. None where a crate has no
/// features of groups.
pub(super) fn groups_by_size(place: &Path, document: &Document) -> Result<Option<(String, String)>, String> {
    let folder = place.join(Side::Ours.folder()).join(&document.name);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let lines = |feature: &&str| {
        let module = feature.strip_suffix("-group").unwrap_or(feature).replace('-', "_");
        lines_of_module(&folder.join("src/ops"), &module)
    };
    let mut groups = groups(&manifest);
    groups.sort_by_key(lines);
    let middle = groups.get(groups.len() / 2);
    Ok(middle.zip(groups.last()).map(|(middle, largest)| ((*middle).to_owned(), (*largest).to_owned())))
}

/// The lines of a group's file, or of all of its files where they are several.
fn lines_of_module(folder: &Path, module: &str) -> usize {
    let inside = fs::read_dir(folder.join(module)).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = inside.chain([folder.join(format!("{module}.rs"))]);
    files.map(|file| fs::read_to_string(file).unwrap_or_default().lines().count()).sum()
}

/// The features of groups in a generated manifest.
fn groups(manifest: &str) -> Vec<&str> {
    let after = manifest.lines().skip_while(|line| !line.starts_with(GROUPS)).skip(1);
    after.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(" = ").map(|(name, _)| name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_of_groups() {
        let check = |manifest: &str, expect: &[&str]| assert_eq!(groups(manifest), expect, "{manifest}");
        check(
            "[features]\nfull = [\"a\"]\n# one group of operations each, with types\na = []\nb-c = [\"a\"]\n\n[d]\ne = 1\n",
            &["a", "b-c"],
        );
        check("[features]\nfull = []\n\n[dependencies]\n", &[]);
    }

    #[test]
    fn the_first_of_the_errors() {
        let check = |log: &str, expect: &str| assert_eq!(complaint(log), expect, "{log}");
        check(
            "   Checking a\na/src/x.rs:1:2: warning: w\na/src/x.rs:3:4: error[E0308]: mismatched types\na/src/x.rs:5:6: error: e\n\
             error: could not compile `a` (lib) due to 2 previous errors\n",
            "errors 2, the first: a/src/x.rs:3:4: error[E0308]: mismatched types",
        );
        check("", "cargo said nothing");
        check(
            "error: no matching package named `a` found\n",
            "errors 1, the first: error: no matching package named `a` found",
        );
    }
}
