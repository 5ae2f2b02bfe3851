//! Versions of the generated crates: noting a release, and holding versions against a commit.
//!
//! A version is measured against the last release, `specs/<provider>/released.json`, which regen reads and never writes: the
//! same documents give the same version, however often they are generated, and no history is needed for it. A commit is
//! asked only to see that nobody moved that record along with the changes that it is there to measure.

use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::generate::{self, Input, Side};
use bursar_codegen::surface::{Bump, RELEASED, Released, bump, compare};

use crate::diff::git;
use crate::disk::{self, Disk};
use crate::regen::{Outcome, Verdict, bad, known, read};
use crate::tree::Names;

/// Changes that are shown of a crate whose version is too low.
const SHOWN: usize = 10;

/// Notes in `specs/` that the crates of `providers`, as they are now, are released.
pub fn release(root: &Path, disk: &dyn Disk, providers: &[String]) -> Outcome {
    if let Err(outcome) = known(root, providers) {
        return outcome;
    }
    let mut records = Vec::new();
    let mut lines = Vec::new();
    for provider in providers {
        match record(root, provider) {
            Ok((text, line)) => {
                records.push((format!("specs/{provider}/{RELEASED}"), text));
                lines.push(line);
            }
            Err(said) => return bad(said),
        }
    }
    for (path, text) in records {
        if std::fs::read(root.join(&path)).is_ok_and(|old| old == text.as_bytes()) {
            continue;
        }
        if let Err(error) = disk::replace(disk, &root.join(&path), text.as_bytes()) {
            return bad(vec![format!("error: {path}: {error}")]);
        }
    }
    Outcome { verdict: Verdict::Good, lines, said: Vec::new() }
}

/// The record of a release of what `specs/` gives now, and what is said of it.
fn record(root: &Path, provider: &str) -> Result<(String, String), Vec<String>> {
    let files = read(root, &format!("specs/{provider}"), Names::Visible)?.files;
    let side = side(provider, &files)?;
    let before = match files.get(RELEASED).map(|bytes| Released::parse(bytes)) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(why)) => return Err(vec![format!("error: specs/{provider}/{RELEASED}: {why}")]),
    };
    let line = match &before {
        Some(last) if last.version == side.version => format!("{provider}  {} was released already", side.version),
        Some(last) => format!("{provider}  {} after {}", side.version, last.version),
        None => format!("{provider}  {}", side.version),
    };
    Ok((Released::next(before.as_ref(), side.surface, side.version).to_text(), line))
}

fn side(provider: &str, files: &Files) -> Result<Side, Vec<String>> {
    let (side, report) = generate::side(&Input { provider, files });
    side.ok_or_else(|| report.print(files, &format!("specs/{provider}")))
}

/// Whether the version of each crate covers its changes since the release that the commit `base` knows, or where that knows
/// none since the commit itself.
pub fn check(root: &Path, base: &str, chosen: &[String]) -> Outcome {
    let names = match known(root, chosen) {
        Ok(names) => names,
        Err(outcome) => return outcome,
    };
    let commit = match git::commit(root, base) {
        Ok(commit) => commit,
        Err(why) => return bad(vec![why]),
    };
    let chosen = names.iter().filter(|name| chosen.is_empty() || chosen.contains(name));
    let (mut lines, mut said) = (Vec::new(), Vec::new());
    for provider in chosen {
        match covers(root, (base, &commit), provider) {
            Ok(line) => lines.extend(line),
            Err(troubles) => said.extend(troubles),
        }
    }
    let verdict = if said.is_empty() { Verdict::Good } else { Verdict::Bad };
    Outcome { verdict, lines, said }
}

fn covers(root: &Path, (base, commit): (&str, &str), provider: &str) -> Result<Option<String>, Vec<String>> {
    let folder = format!("specs/{provider}");
    let now = side(provider, &read(root, &folder, Names::Visible)?.files)?;
    let then = git::files(root, commit, &folder).map_err(|why| vec![why])?;
    // a provider that is new has nothing to break
    if then.is_empty() {
        return Ok(None);
    }
    let last = match then.get(RELEASED).map(|bytes| Released::parse(bytes)) {
        Some(read) => read.map_err(|why| vec![format!("error: {base}:{folder}/{RELEASED}: {why}")])?,
        None => {
            let side = side(provider, &then)?;
            Released { version: side.version, surface: side.surface, noted: Vec::new() }
        }
    };
    let changes = compare(&last.surface, &now.surface);
    let asked = bump(&changes);
    match last.covers(&now.surface, now.version) {
        Ok(()) if asked == Bump::None => Ok(None),
        Ok(()) => Ok(Some(format!("{provider}  {} covers a {asked} change since {}", now.version, last.version))),
        Err((least, _)) => {
            let mut text = format!(
                "error: generated/{provider}: version {} does not cover its changes since {}, which are {asked} and ask for {least}",
                now.version, last.version
            );
            let cause = changes.iter().filter(|change| change.bump == asked);
            cause.clone().take(SHOWN).for_each(|change| text.push_str(&format!("\n  {change}")));
            if cause.clone().count() > SHOWN {
                text.push_str(&format!("\n  and {} more", cause.count() - SHOWN));
            }
            text.push_str(&format!(
                "\n  = help: restore {folder}/{RELEASED} as {base} has it, and run `cargo xtask regen`"
            ));
            Err(vec![text])
        }
    }
}
