//! Compiling and documenting what was made, in one workspace for all cases.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::case::Case;
use super::html;
use super::play::Played;
use crate::alone::Ending;
use crate::corpus::check::{self, Compiled};

/// What compiling and documenting a crate gave.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) compiled: Option<Compiled>,
    /// Whether `rustdoc` refused it; nothing where it was not asked.
    pub(super) documented: Option<bool>,
    /// Blocks of documentation that would run and are not the generator's own.
    pub(super) tests: Vec<String>,
    /// What a browser would run of the documentation; nothing where it was not asked.
    pub(super) active: Option<Vec<String>>,
}

/// Builds the crates of all cases that have one.
///
/// # Errors
/// What keeps cargo from building anything.
pub(super) fn build(root: &Path, place: &Path, played: &[(Case, Played)]) -> Result<BTreeMap<String, Built>, String> {
    let is_made = |done: &&(Case, Played)| matches!(&done.1.watched.ending, Ending::Told(told) if told.made.is_some());
    let made: Vec<&(Case, Played)> = played.iter().filter(is_made).collect();
    if made.is_empty() {
        return Ok(BTreeMap::new());
    }
    let names: Vec<String> = made.iter().map(|(_, done)| done.name.clone()).collect();
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut compiled = check::check(root, place, &names, jobs)?;
    let named = |word: &str| -> BTreeSet<&str> {
        let with = made.iter().filter(|(case, _)| case.must_not.contains(word));
        with.map(|(_, done)| done.name.as_str())
            .filter(|name| compiled.get(*name).is_some_and(Compiled::is_good))
            .collect()
    };
    let refused = document(place, &named("rustdoc-warning"))?;
    let mut active = rendered(place, &named("raw-html"))?;
    let mut foreign = doctests(place, &named("doctest"))?;
    let documented = named("rustdoc-warning").into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let one = |name: String| {
        let built = Built {
            documented: documented.contains(&name).then(|| !refused.contains(&name)),
            tests: foreign.remove(&name).unwrap_or_default(),
            active: active.remove(&name),
            compiled: compiled.remove(&name),
        };
        (name, built)
    };
    Ok(names.into_iter().map(one).collect())
}

fn cargo(place: &Path, args: &[&str], names: &BTreeSet<&str>, flags: (&str, &str)) -> Result<Output, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(args).current_dir(place).arg("--target-dir").arg(place.join("target")).env(flags.0, flags.1);
    for name in names {
        command.args(["-p", &format!("bursar-{name}")]);
    }
    command.stdin(Stdio::null()).output().map_err(|error| format!("cargo: {error}"))
}

/// The crates that cannot be documented without a warning.
fn document(place: &Path, names: &BTreeSet<&str>) -> Result<BTreeSet<String>, String> {
    let mut refused = BTreeSet::new();
    // one at a time, so that each answers for itself
    for name in names {
        let one = BTreeSet::from([*name]);
        if !cargo(place, &["doc", "--no-deps"], &one, ("RUSTDOCFLAGS", "-D warnings"))?.status.success() {
            refused.insert((*name).to_owned());
        }
    }
    Ok(refused)
}

/// What a browser would run of the documentation, for each crate whose documentation can be made.
fn rendered(place: &Path, names: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut rendered = BTreeMap::new();
    for name in names {
        let one = BTreeSet::from([*name]);
        if cargo(place, &["doc", "--no-deps"], &one, ("RUSTDOCFLAGS", ""))?.status.success() {
            let folder = place.join("target/doc").join(format!("bursar_{}", name.replace('-', "_")));
            rendered.insert((*name).to_owned(), html::active(&folder));
        }
    }
    Ok(rendered)
}

/// The blocks of documentation that `rustdoc` would run and that do not begin as the generator's own examples do.
fn doctests(place: &Path, names: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut foreign = BTreeMap::new();
    for name in names {
        let one = BTreeSet::from([*name]);
        let done = cargo(place, &["test", "--doc"], &one, ("RUST_TEST_THREADS", "1"))?;
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let listed: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("test ")).filter(|line| line.contains(" - ")).collect();
        let mut bad: Vec<String> =
            listed.into_iter().filter(|line| !is_own(place, name, line)).map(str::to_owned).collect();
        if !done.status.success() {
            bad.push(format!(
                "its examples fail: {}",
                String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or_default()
            ));
        }
        foreign.insert((*name).to_owned(), bad);
    }
    Ok(foreign)
}

/// Whether a line such as `case1/src/a.rs - a::B::c (line 12) - compile ... ok` is about an example of ours.
fn is_own(place: &Path, name: &str, line: &str) -> bool {
    let Some((file, rest)) = line.split_once(" - ") else { return false };
    let number = rest
        .split_once("(line ")
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(number, _)| number.parse::<usize>().ok());
    let Some(number) = number else { return false };
    let file = if rest.starts_with("Readme") || rest.contains("::Readme") {
        place.join(name).join("README.md")
    } else if place.join(file).is_file() {
        place.join(file)
    } else {
        place.join(name).join(file)
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    // the line of the fence, then the head that every example of ours has
    let head = text.lines().nth(number).unwrap_or_default().trim_start().trim_start_matches("///").trim_start();
    head.starts_with("# async fn example(client: &") || head.starts_with("async fn run(") || rest.contains("Readme")
}
