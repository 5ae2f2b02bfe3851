//! `cargo xtask probes`: a client with a driver for the document of each probe, all of them compiled, and the program that
//! plays the probes against a server on loopback.
//!
//! As for `servers`, the judge needs what this program must not have: so a workspace below `target/probes/` is written, and
//! cargo builds and runs it. A client that does not compile without warnings has failed, and is left out of the program.

mod compile;
mod provider;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use bursar_codegen::Files;
use bursar_codegen::diag::Severity;
use bursar_codegen::generate::{self, Driven, Input};
use serde::Serialize;

use crate::disk::{self, Real};
use crate::servers::section;
use crate::stack::on_a_stack;
use crate::tree::{self, Names, Tree};

/// What says that a folder is a probe.
pub const PROBE: &str = "probe.yaml";

/// What is made of a folder of probes, as the program reads it.
#[derive(Debug, Serialize)]
struct Run {
    probes: Vec<Made>,
}

/// What is made of one probe.
#[derive(Debug, Serialize)]
struct Made {
    id: String,
    probe: String,
    operations: Vec<String>,
    said: Vec<Said>,
    failed: String,
}

/// Something that the generator said.
#[derive(Debug, Serialize)]
struct Said {
    severity: &'static str,
    code: &'static str,
    pointer: String,
}

/// Plays the probes in `folder`, all of them or those named, as a child of this process, and ends as it does.
pub fn probes(root: &Path, folder: &Path, only: &[String]) -> ExitCode {
    match run(root, folder, only) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, folder: &Path, only: &[String]) -> Result<ExitCode, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let folder = fs::canonicalize(folder).map_err(told)?;
    // two folders of one name are two suites
    let mut words: Vec<_> = folder.components().rev().take(2).map(|it| it.as_os_str().to_string_lossy()).collect();
    words.reverse();
    let name = words.join("-").replace(|c: char| !c.is_alphanumeric() && c != '-', "_");
    let place = root.join("target/probes").join(name);
    let mut ids: Vec<String> = tree::folders(&folder).map_err(told)?.into_iter().collect();
    ids.retain(|id| folder.join(id).join(PROBE).is_file());
    if let Some(unknown) = only.iter().find(|id| !ids.contains(id)) {
        return Err(format!("there is no probe `{unknown}`"));
    }
    ids.retain(|id| only.is_empty() || only.contains(id));
    if ids.is_empty() {
        return Err(format!("there is no probe in {}", folder.display()));
    }
    let mut suite = Suite::new(root, &place);
    for id in &ids {
        let tree =
            Tree::read(&folder.join(id), Names::Visible).map_err(|(name, error)| format!("{id}/{name}: {error}"))?;
        suite.add(id, &tree.files)?;
    }
    let status = suite.program()?.status().map_err(|error| format!("cargo: {error}"))?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(2) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    })
}

/// Probes that are played together.
pub struct Suite<'r> {
    root: &'r Path,
    place: PathBuf,
    made: Vec<Made>,
    clients: Vec<(String, Files)>,
}

impl<'r> Suite<'r> {
    /// No probe; the workspace of their clients is at `place`.
    pub fn new(root: &'r Path, place: &Path) -> Self {
        Self { root, place: place.to_owned(), made: Vec::new(), clients: Vec::new() }
    }

    /// Adds a probe by its files, and generates its client.
    ///
    /// # Errors
    /// When there is no thread with enough stack.
    pub fn add(&mut self, id: &str, files: &Files) -> Result<(), String> {
        let (probe, client) = on_a_stack(|| probe(files.clone(), id))?;
        self.made.push(probe);
        self.clients.extend(client.map(|files| (id.to_owned(), files)));
        Ok(())
    }

    /// Compiles the clients; gives the command that plays the probes.
    ///
    /// # Errors
    /// What keeps cargo from compiling anything.
    pub fn program(&mut self) -> Result<Command, String> {
        let (good, bad) = compile::clients(self.root, &self.place, &self.clients)?;
        for (id, words) in bad {
            self.made.iter_mut().filter(|made| made.id == id).for_each(|made| made.failed.clone_from(&words));
        }
        let run = Run { probes: std::mem::take(&mut self.made) };
        let text = serde_json::to_string_pretty(&run).map_err(|error| error.to_string())?;
        write(&self.place, "run.json", text.as_bytes())?;
        compile::program(self.root, &self.place, &good)?;
        let mut command = Command::new(cargo());
        command.args(["run", "--quiet", "--package", "bursar-probes", "--manifest-path"]);
        command.arg(self.place.join("Cargo.toml")).arg("--target-dir").arg(self.place.join("target"));
        command.arg("--").arg(self.place.join("run.json"));
        Ok(command)
    }

    /// Plays the probes; gives what was wrong with each.
    ///
    /// # Errors
    /// What keeps them from being played.
    pub fn play(mut self) -> Result<BTreeMap<String, Vec<String>>, String> {
        let done = self.program()?.output().map_err(|error| format!("cargo: {error}"))?;
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let (mut all, mut last) = (BTreeMap::<String, Vec<String>>::new(), None);
        for line in text.lines() {
            if let Some(id) = line.strip_prefix("ok      ").or(line.strip_prefix("FAILED  ")) {
                all.insert(id.to_owned(), Vec::new());
                last = Some(id.to_owned());
            } else if let (Some(what), Some(id)) = (line.strip_prefix("        "), &last) {
                all.entry(id.clone()).or_default().push(what.to_owned());
            }
        }
        match all.is_empty() {
            true => Err(format!("the probes were not played:\n{}", String::from_utf8_lossy(&done.stderr))),
            false => Ok(all),
        }
    }
}

fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Writes what differs, so that cargo builds only that.
fn write(place: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let to = place.join(name);
    match fs::read(&to) {
        Ok(there) if there == bytes => Ok(()),
        _ => disk::replace(&Real, &to, bytes).map_err(|error| format!("{}: {error}", to.display())),
    }
}

/// Generates the client of one probe.
fn probe(mut files: Files, id: &str) -> (Made, Option<Files>) {
    let probe = String::from_utf8_lossy(files.get(PROBE).map(Vec::as_slice).unwrap_or_default()).into_owned();
    let mut made = Made { id: id.to_owned(), probe, operations: Vec::new(), said: Vec::new(), failed: String::new() };
    let spec = ["spec.yaml", "spec.json"].into_iter().find(|name| files.contains_key(*name));
    let Some(spec) = spec else {
        return (Made { failed: "there is no spec.yaml or spec.json".to_owned(), ..made }, None);
    };
    let provider = format!("probe-{id}");
    let text = match provider::toml(&files, spec) {
        Ok(text) => text,
        Err(said) => return (Made { failed: said.join("\n"), ..made }, None),
    };
    files.insert("provider.toml".to_owned(), text.into_bytes());
    let (driven, report) = generate::driven(&Input { provider: &provider, files: &files });
    made.said = report.said().into_iter().map(said).collect();
    match driven {
        Some(Driven { files, operations }) => (Made { operations, ..made }, Some(files)),
        None => (Made { failed: report.print(&files, id).join("\n"), ..made }, None),
    }
}

fn said(said: generate::Said) -> Said {
    let severity = match said.severity {
        Severity::Note => "note",
        Severity::Degraded => "degraded",
        Severity::Error => "error",
    };
    Said { severity, code: said.code, pointer: said.pointer.to_string() }
}
