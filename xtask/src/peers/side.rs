//! The two sides: this generator, and the peer that it is measured against. Both as release builds below `target/peers`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use serde_json::Value;

use super::cost::{self, Cost};
use super::lines::{self, Lines};
use crate::alone::{self, Told};

/// The peer on crates.io, and its one version that is measured.
pub(super) const PEER: (&str, &str) = ("openapi-to-rust", "0.23.0");

/// The file beside the peer's output that says what the crate around it depends on.
const DEPENDENCIES: &str = "REQUIRED_DEPS.toml";

/// Whose output it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// This project's.
    Ours,
    /// The peer's.
    Theirs,
}

pub(super) const SIDES: [Side; 2] = [Side::Ours, Side::Theirs];

/// The programs of both sides.
#[derive(Debug)]
pub(super) struct Programs {
    ours: PathBuf,
    theirs: PathBuf,
}

/// A document, and the name of what is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// The folder that it is in.
    pub(super) folder: PathBuf,
    /// Its file.
    pub(super) file: String,
    /// Lower case letters, digits and dashes.
    pub(super) name: String,
}

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    /// Operations that can be called.
    pub(super) operations: usize,
    /// Lines of Rust.
    pub(super) lines: Lines,
}

impl Side {
    /// The folder of its crates below `target/peers`.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }

    /// The package of a document. The compiler's stand-in keeps figures of packages that begin like this.
    pub(super) fn package(self, name: &str) -> String {
        match self {
            Self::Ours => format!("bursar-{name}"),
            Self::Theirs => format!("bursar-theirs-{name}"),
        }
    }
}

impl Programs {
    /// Builds this program as it is released, and installs the peer where it is missing.
    pub(super) fn ready(root: &Path, place: &Path) -> Result<Self, String> {
        let build = place.join("build");
        let mut command = cargo();
        command.args(["build", "--quiet", "--release", "--locked", "-p", "xtask"]).current_dir(root);
        finish(command.arg("--target-dir").arg(&build))?;
        let exe = |name: &str| format!("{name}{}", env::consts::EXE_SUFFIX);
        let (ours, theirs) = (build.join("release").join(exe("xtask")), place.join("bin").join(exe(PEER.0)));
        let said = Command::new(&theirs).arg("--version").output();
        if !said.is_ok_and(|said| is_peer(&String::from_utf8_lossy(&said.stdout))) {
            let mut command = cargo();
            command.args(["install", PEER.0, "--version", &format!("={}", PEER.1), "--locked", "--force"]);
            finish(command.arg("--root").arg(place).arg("--target-dir").arg(&build))?;
        }
        Ok(Self { ours, theirs })
    }

    /// Generates the crate of a document below `place`; gives the cost, or why there is none.
    pub(super) fn generate(&self, side: Side, document: &Document, place: &Path) -> Result<Cost, String> {
        let out = place.join(side.folder()).join(&document.name);
        let told = |error: io::Error| format!("{}: {error}", out.display());
        fs::create_dir_all(&out).map_err(told)?;
        let (said, complaints) = (log(&out, "said"), log(&out, "complaints"));
        let mut command = match side {
            Side::Ours => {
                let mut command = Command::new(&self.ours);
                command.arg(alone::COMMAND).arg(&document.folder).arg(&document.file).arg(&document.name).arg(&out);
                command
            }
            Side::Theirs => {
                let mut command = Command::new(&self.theirs);
                command.args(["generate", "--quiet", "--output-dir"]).arg(out.join("src/generated"));
                command.arg(document.folder.join(&document.file)).current_dir(&out);
                command
            }
        };
        command.stdin(Stdio::null()).stdout(File::create(&said).map_err(told)?);
        let (status, cost) = cost::run(command.stderr(File::create(&complaints).map_err(told)?))?;
        if !status.success() {
            let text = fs::read_to_string(&complaints).unwrap_or_default();
            return Err(format!("{status}: {}", text.lines().next().unwrap_or("nothing was said")));
        }
        Ok(cost)
    }

    /// How much there is of what was generated last; makes a package of the peer's files.
    pub(super) fn made(&self, side: Side, document: &Document, place: &Path) -> Result<Made, String> {
        let out = place.join(side.folder()).join(&document.name);
        let told = |error: io::Error| format!("{}: {error}", out.display());
        let lines = lines::below(&out.join("src")).map_err(|(name, error)| format!("{name}: {error}"))?;
        let operations = match side {
            Side::Ours => {
                let told: Told = serde_json::from_slice(&fs::read(log(&out, "said")).map_err(told)?)
                    .map_err(|error| error.to_string())?;
                told.made.map(|made| made.operations).unwrap_or_default()
            }
            Side::Theirs => {
                let dependencies = fs::read_to_string(out.join("src/generated").join(DEPENDENCIES)).map_err(told)?;
                let manifest = manifest(&side.package(&document.name), &dependencies);
                fs::write(out.join("src/lib.rs"), "pub mod generated;\n").map_err(told)?;
                fs::write(out.join("Cargo.toml"), manifest).map_err(told)?;
                self.bindings(document, &out)?
            }
        };
        Ok(Made { operations, lines })
    }

    /// The peer's operations by the list that it writes of its symbols, in a run that is not measured.
    fn bindings(&self, document: &Document, out: &Path) -> Result<usize, String> {
        let (file, listed) = ("bindings.json", out.join("listed"));
        let mut command = Command::new(&self.theirs);
        command.args(["generate", "--quiet", "--bindings-metadata", file, "--output-dir"]).arg(&listed);
        finish(
            command
                .arg(document.folder.join(&document.file))
                .current_dir(out)
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        let text = fs::read(listed.join(file)).map_err(|error| format!("{file}: {error}"))?;
        fs::remove_dir_all(&listed).map_err(|error| format!("{}: {error}", listed.display()))?;
        let bindings = serde_json::from_slice(&text).map_err(|error| format!("{file}: {error}"))?;
        Ok(operations(&bindings))
    }
}

/// What a process prints is kept beside the crate that it makes.
fn log(out: &Path, what: &str) -> PathBuf {
    out.with_extension(what)
}

fn is_peer(version: &str) -> bool {
    version.trim() == format!("{} {}", PEER.0, PEER.1)
}

/// The methods and paths that some symbol is about, each once.
fn operations(bindings: &Value) -> usize {
    let symbols = bindings.get("symbols").and_then(Value::as_array);
    let about = symbols.into_iter().flatten().filter_map(|symbol| symbol.get("operation"));
    // a webhook is nothing that can be called
    let about = about.filter(|about| about.get("webhook").and_then(Value::as_bool) != Some(true));
    let text = |about: &'_ Value, key: &str| about.get(key).and_then(Value::as_str).map(str::to_owned);
    let named = about.filter_map(|about| Some((text(about, "source_method")?, text(about, "source_path")?)));
    named.collect::<std::collections::BTreeSet<_>>().len()
}

/// A package around the peer's files.
fn manifest(package: &str, dependencies: &str) -> String {
    format!("[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n{dependencies}")
}

pub(super) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn finish(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program}: {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
