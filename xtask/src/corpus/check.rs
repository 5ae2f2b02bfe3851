//! Compiling what was made: one workspace, one target folder, warnings denied.
//!
//! Time and memory of each crate are those of its compiler, which cargo starts by way of this program.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use serde::{Deserialize, Serialize};

use crate::alone::{self, of_children};

/// The environment variable that makes this program the compiler's wrapper: the folder where figures go.
pub const WRAPPER: &str = "BURSAR_CORPUS_FIGURES";

/// The features that are compiled beside the default ones; `native-tls` would need the headers of OpenSSL.
pub(crate) const FEATURES: &str = "blocking,testing,tracing,webhooks,full-serde";

/// How compiling a crate went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compiled {
    /// How long the compiler ran.
    seconds: f64,
    /// How long a processor worked for it.
    #[serde(default)]
    processor: f64,
    /// The most memory that it had, in KiB.
    peak_kb: u64,
    /// Whether it was content.
    ended: Ended,
    /// The first complaints.
    complaints: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Ended {
    Well,
    Badly,
}

impl Compiled {
    /// Whether the crate compiles without warnings.
    pub fn is_good(&self) -> bool {
        self.ended == Ended::Well
    }

    /// How long the compiler ran.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// How long a processor worked for the compiler.
    pub fn processor(&self) -> f64 {
        self.processor
    }

    /// The most memory that it had, in KiB.
    pub fn peak_kb(&self) -> u64 {
        self.peak_kb
    }

    /// How it went, in words.
    pub fn words(&self) -> String {
        let figures = format!("checked in {:.1} s with {} MiB", self.seconds, self.peak_kb >> 10);
        match self.complaints.first() {
            None if self.is_good() => format!("; {figures}"),
            None => format!("; does not compile ({figures})"),
            Some(first) => {
                format!("; does not compile ({figures}), {} complaints, the first: {first}", self.complaints.len())
            }
        }
    }
}

/// Compiles the crates named, which are folders of `place`; gives what became of each.
///
/// # Errors
/// What keeps cargo from compiling anything.
pub fn check(root: &Path, place: &Path, names: &[String], jobs: usize) -> Result<BTreeMap<String, Compiled>, String> {
    let told = |error: io::Error| format!("{}: {error}", place.display());
    workspace(root, place, names).map_err(told)?;
    let mut command = watched(place).map_err(told)?;
    command.args(["--workspace", "--keep-going", "--jobs", &jobs.to_string()]);
    // by default a crate has all of its groups of operations
    command.args(["--features", FEATURES]);
    let done = command.stdin(Stdio::null()).output().map_err(|error| format!("cargo: {error}"))?;
    let log = String::from_utf8_lossy(&done.stderr);
    fs::write(place.join("check.log"), log.as_bytes()).map_err(told)?;
    let read = |name: &String| {
        let mut compiled = figures(place, name)?;
        compiled.complaints = complaints(&log, name);
        Some((name.clone(), compiled))
    };
    let compiled: BTreeMap<String, Compiled> = names.iter().filter_map(read).collect();
    if !done.status.success() && compiled.values().all(Compiled::is_good) {
        let last: Vec<&str> = log.lines().rev().take(10).collect();
        return Err(format!("cargo: {}", last.into_iter().rev().collect::<Vec<_>>().join("\n")));
    }
    Ok(compiled)
}

/// `cargo check` in a workspace, with this program in place of the compiler of its members.
///
/// # Errors
/// There is no place for the figures.
pub(crate) fn watched(place: &Path) -> io::Result<Command> {
    let figures = place.join("figures");
    fs::create_dir_all(&figures)?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["check", "--message-format", "short", "--target-dir"]).arg(place.join("target")).current_dir(place);
    command.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(WRAPPER, &figures);
    Ok(command)
}

/// What the compiler of `bursar-<name>` left in a workspace when it ran last.
pub(crate) fn figures(place: &Path, name: &str) -> Option<Compiled> {
    let text = fs::read(place.join("figures").join(format!("{name}.json"))).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Lines such as `name/src/lib.rs:1:2: error[E0001]: …`.
fn complaints(log: &str, name: &str) -> Vec<String> {
    let start = format!("{name}/");
    let of = |line: &&str| line.starts_with(&start) && (line.contains(": error") || line.contains(": warning"));
    log.lines().filter(of).map(str::to_owned).collect()
}

/// Writes the workspace of generated crates.
///
/// # Errors
/// What cannot be read or written.
pub(crate) fn workspace(root: &Path, place: &Path, names: &[String]) -> io::Result<()> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let shared = crate::servers::section(&manifest, "[workspace.package]");
    let members: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let runtime = root.join("runtime");
    let text = format!(
        "[workspace]\nmembers = [{}]\nresolver = \"3\"\n\n{shared}\n[workspace.dependencies]\nbursar-runtime = {{ path = {:?}, \
         default-features = false }}\n\n[workspace.lints.rust]\nwarnings = \"deny\"\nmissing_docs = \"warn\"\n\
         unreachable_pub = \"warn\"\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.join(", "),
        runtime.to_string_lossy(),
    );
    for (name, text) in [("Cargo.toml", text), ("Cargo.lock", fs::read_to_string(root.join("Cargo.lock"))?)] {
        let to = place.join(name);
        // cargo adds the crates to the lock, and looks at the manifest's time
        let there = fs::read_to_string(&to).ok();
        if (name == "Cargo.lock" && there.is_none()) || (name == "Cargo.toml" && there.as_ref() != Some(&text)) {
            fs::write(&to, text)?;
        }
    }
    Ok(())
}

/// Stands in for the compiler: runs it, and leaves its figures where the crate has a name of ours.
pub fn wrapped(figures: &OsString, args: &[OsString]) -> ExitCode {
    let Some((compiler, rest)) = args.split_first() else { return ExitCode::from(2) };
    let began = Instant::now();
    let watched = Command::new(compiler).args(rest).spawn().and_then(|mut child| alone::wait(&mut child));
    let (status, peak_kb) = match watched {
        Ok(watched) => watched,
        Err(error) => {
            eprintln!("error: the compiler: {error}");
            return ExitCode::FAILURE;
        }
    };
    let named = rest.iter().skip_while(|arg| *arg != "--crate-name").nth(1).and_then(|name| name.to_str());
    if let Some(name) = named.and_then(|name| name.strip_prefix("bursar_")) {
        let ended = if status.success() { Ended::Well } else { Ended::Badly };
        let (seconds, processor) = (began.elapsed().as_secs_f64(), of_children());
        let compiled = Compiled { seconds, processor, peak_kb, ended, complaints: Vec::new() };
        let to = Path::new(figures).join(format!("{}.json", name.replace('_', "-")));
        let written = serde_json::to_vec(&compiled).map_err(io::Error::from).and_then(|text| fs::write(to, text));
        if let Err(error) = written {
            eprintln!("error: the figures of {name}: {error}");
            return ExitCode::FAILURE;
        }
    }
    match status.code() {
        Some(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        None => ExitCode::FAILURE,
    }
}
