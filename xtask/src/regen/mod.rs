//! `cargo xtask regen`: from `specs/` to `generated/` and the facade's share of them.
//!
//! Everything is read and generated in memory first; when any provider has an error nothing is written. What is
//! written replaces whole files, crates come before the facade names them and go after it forgot them, and a manifest
//! comes last in its crate; so wherever a run is cut off, cargo still accepts the workspace and the next run repairs.

mod apply;
mod check;
mod load;
mod make;
mod plan;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use bursar_codegen::Files;
use bursar_codegen::generate::{self, Input, Output};

use crate::disk::Disk;
pub(crate) use load::{providers, read};
pub(crate) use make::STACK;
use make::State;

/// Below the workspace: what regen keeps between runs and while it works. On the file system of `generated/`, as whole
/// folders are renamed from and to here.
const SCRATCH: &str = "target/xtask/regen";

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The workspace is made to agree with `specs/`.
    Write,
    /// It is only said whether it does.
    Check,
}

/// What turns specs into crates.
#[derive(Clone, Copy)]
pub struct Generator<'a> {
    /// What tells it from others that may give another output. Kept on this machine only, so that a change of the
    /// generator that changes no output changes no committed file.
    pub stamp: &'a str,
    /// Generates one provider from its name and the files of its folder.
    pub make: &'a (dyn Fn(&str, &Files) -> Made + Sync),
}

/// What a generator gives back.
#[derive(Debug, Clone)]
pub struct Made {
    /// The crate; `None` when there is an error.
    pub output: Option<Output>,
    /// Diagnostics, printed.
    pub said: Vec<String>,
}

impl<'a> Generator<'a> {
    /// The generator of this workspace.
    pub fn real(stamp: &'a str) -> Self {
        fn make(provider: &str, files: &Files) -> Made {
            let (output, report) = generate::generate(&Input { provider, files });
            Made { output, said: report.print(files, &format!("specs/{provider}")) }
        }
        Self { stamp, make: &make }
    }
}

/// The stamp of the generator that is built into this program: when the program was built, and its size. So a change of
/// the generator, of a library or of the compiler is never overlooked.
///
/// # Errors
/// As reading the properties of the program's file.
pub fn own_stamp() -> io::Result<String> {
    let meta = std::env::current_exe()?.metadata()?;
    let built = meta.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{}-{}", built.as_nanos(), meta.len()))
}

/// A run.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The folder of the workspace.
    pub root: &'a Path,
    /// Where changes go.
    pub disk: &'a dyn Disk,
    /// What generates.
    pub generator: Generator<'a>,
    /// The providers to generate; none named means all.
    pub chosen: &'a [String],
    /// Whether to write.
    pub mode: Mode,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The workspace agrees with `specs/`.
    Good,
    /// It does not.
    Bad,
    /// The arguments make no sense.
    Usage,
}

/// What a run has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// Lines for standard output: the progress.
    pub lines: Vec<String>,
    /// Texts for standard error: diagnostics and troubles.
    pub said: Vec<String>,
}

/// Texts that say why a run cannot go on.
type Troubles = Vec<String>;

/// Runs it.
pub fn regen(job: &Job<'_>) -> Outcome {
    let known = match known(job.root, job.chosen) {
        Ok(known) => known,
        Err(outcome) => return outcome,
    };
    let chosen: Vec<_> =
        known.iter().filter(|name| job.chosen.is_empty() || job.chosen.contains(name)).map(String::as_str).collect();
    let made = make::all(job, &chosen);
    let mut said: Vec<String> = made.iter().flat_map(|made| made.said.iter().cloned()).collect();
    if made.iter().any(|made| matches!(made.state, State::Failed)) {
        said.push("error: nothing was written".to_owned());
        return bad(said);
    }
    let lines = make::progress(&made);
    match finish(job, made) {
        Ok(more) => Outcome { verdict: Verdict::Good, lines: lines.into_iter().chain(more).collect(), said },
        Err(troubles) => {
            said.extend(troubles);
            Outcome { verdict: Verdict::Bad, lines, said }
        }
    }
}

fn finish(job: &Job<'_>, made: Vec<make::Provider>) -> Result<Option<String>, Troubles> {
    let all = job.chosen.is_empty();
    let retired = if all { load::retired(job.root)? } else { BTreeMap::new() };
    let facade = load::Facade::read(job.root, &made, &retired)?;
    let plan = plan::Plan::new(made, retired, facade);
    match job.mode {
        Mode::Check => check::check(&plan).map(|()| None),
        Mode::Write => {
            plan.refuse_strays()?;
            apply::apply(job, &plan).map_err(|trouble| {
                vec![trouble, "error: the run was cut off; `cargo xtask regen` goes on from here".to_owned()]
            })
        }
    }
}

/// The names of all providers, when those chosen are among them.
pub(crate) fn known(root: &Path, chosen: &[String]) -> Result<Vec<String>, Outcome> {
    let known = load::providers(root).map_err(bad)?;
    match chosen.iter().find(|name| !known.contains(name)) {
        None => Ok(known),
        Some(unknown) => {
            let known = known.join(", ");
            let what = format!("error: specs/ has no provider `{}`; it has: {known}", unknown.escape_debug());
            Err(Outcome { verdict: Verdict::Usage, lines: Vec::new(), said: vec![what] })
        }
    }
}

pub(crate) fn bad(said: Vec<String>) -> Outcome {
    Outcome { verdict: Verdict::Bad, lines: Vec::new(), said }
}

/// A trouble with a path below the workspace.
fn trouble(path: &str, what: impl std::fmt::Display) -> String {
    format!("error: {}: {what}", path.escape_debug())
}
