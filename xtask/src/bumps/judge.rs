//! cargo-semver-checks: installed where it is missing, and asked about two crates.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bursar_codegen::surface::Bump;

/// The version that the cases were looked at with.
const VERSION: &str = "0.51.0";

/// The folder that it is installed in.
const PEERS: &str = "target/peers";

/// The judge.
pub(super) struct Judge {
    program: PathBuf,
}

impl Judge {
    /// Finds it, and installs it before where it is missing: some ten minutes of two cores.
    ///
    /// # Errors
    /// It cannot be installed.
    pub(super) fn find(root: &Path) -> Result<Self, String> {
        let program = root.join(PEERS).join("bin/cargo-semver-checks");
        if !program.is_file() {
            eprintln!("installing cargo-semver-checks {VERSION} into {PEERS}");
            let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            let status = Command::new(cargo)
                .args(["install", "cargo-semver-checks", "--version", VERSION, "--locked", "--quiet", "--root"])
                .arg(root.join(PEERS))
                .arg("--target-dir")
                .arg(root.join(PEERS).join("build"))
                .status()
                .map_err(|error| format!("error: cargo: {error}"))?;
            if !status.success() {
                return Err(format!("error: cargo-semver-checks {VERSION} cannot be installed"));
            }
        }
        Ok(Self { program })
    }

    /// What rustdoc has to write for it.
    pub(super) fn options(&self, command: &mut Command) {
        // the form is not stable; the judge reads that of the compiler it was built for
        command.env("RUSTC_BOOTSTRAP", "1");
        command.args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"]);
        command.args(["--document-private-items", "--document-hidden-items"]);
    }

    /// What it asks for.
    ///
    /// # Errors
    /// It does not come to a verdict.
    pub(super) fn judge(&self, base: &Path, revision: &Path) -> Result<Bump, String> {
        let done = Command::new(&self.program)
            .args(["semver-checks", "--color", "never", "--release-type", "patch", "--baseline-rustdoc"])
            .arg(base)
            .arg("--current-rustdoc")
            .arg(revision)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("error: cargo-semver-checks: {error}"))?;
        let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let asks = |word: &str| said.contains(&format!("semver requires new {word} version"));
        match (asks("major"), asks("minor")) {
            (true, _) => Ok(Bump::Major),
            (false, true) => Ok(Bump::Minor),
            (false, false) if done.status.success() => Ok(Bump::None),
            (false, false) => Err(format!("error: cargo-semver-checks:\n{said}")),
        }
    }
}
