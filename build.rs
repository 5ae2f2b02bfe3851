//! The drift guard: says so when `specs/` no longer is what `generated/` was generated from.
//!
//! Only `std`, and silent where the folders are missing. It is not part of the package; clients are built from the
//! committed crates, and nothing is ever written here.

#[path = "codegen/src/digest.rs"]
#[allow(dead_code, unreachable_pub, reason = "a module of the generator, of which the guard needs a part")]
mod digest;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let drift = if env::var("BURSAR_STRICT").is_ok_and(|value| value == "1") { Drift::Fails } else { Drift::Warns };
    for line in instructions(Path::new("."), drift)? {
        println!("{line}");
    }
    Ok(())
}

/// What drift does to the build.
#[derive(Clone, Copy)]
pub(crate) enum Drift {
    Warns,
    Fails,
}

/// What cargo is told.
pub(crate) fn instructions(root: &Path, drift: Drift) -> io::Result<Vec<String>> {
    let mut lines = vec!["cargo::rerun-if-changed=build.rs".to_owned()];
    if !root.join("specs").is_dir() || !root.join("generated").is_dir() {
        return Ok(lines);
    }
    lines.push("cargo::rerun-if-env-changed=BURSAR_STRICT".to_owned());
    lines.push("cargo::rerun-if-changed=specs".to_owned());
    let (specs, generated) = (folders(&root.join("specs"))?, folders(&root.join("generated"))?);
    for provider in specs.union(&generated) {
        let manifest = format!("generated/{provider}/manifest");
        let recorded = fs::read_to_string(root.join(&manifest)).ok();
        if recorded.is_some() {
            lines.push(format!("cargo::rerun-if-changed={manifest}"));
        }
        let recorded = recorded.as_deref().and_then(input);
        let what = match (specs.contains(provider), recorded) {
            (true, Some(recorded)) if recorded == digest(&root.join("specs").join(provider))? => continue,
            (true, Some(_)) => format!("specs/{provider} changed"),
            (true, None) => format!("specs/{provider} was never generated"),
            (false, _) => format!("generated/{provider} has no specs/{provider}"),
        };
        let level = match drift {
            Drift::Warns => "warning",
            Drift::Fails => "error",
        };
        lines.push(format!("cargo::{level}={what}; run cargo xtask regen"));
    }
    Ok(lines)
}

/// The digest of the inputs that a manifest records.
fn input(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| line.strip_prefix("input "))
}

/// The digest of the files of a provider's folder.
fn digest(folder: &Path) -> io::Result<String> {
    let mut files = BTreeMap::new();
    read(folder, "", &mut files)?;
    let files = files.iter().map(|(name, bytes): (&String, &Vec<u8>)| (name.as_str(), bytes.as_slice()));
    Ok(digest::Digest::of_files(files).to_string())
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in visible(folder)? {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn folders(folder: &Path) -> io::Result<BTreeSet<String>> {
    let folders = visible(folder)?.into_iter().filter(|entry| entry.path().is_dir());
    Ok(folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn visible(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    Ok(entries.into_iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).collect())
}
