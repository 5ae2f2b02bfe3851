//! The workspace of all crates and programs: written once, documented and compiled with the dependencies in common.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use bursar_codegen::Files;

use super::PLACE;
use super::cases::{Cases, Pair};
use super::judge::Judge;
use crate::disk::{self, Real};

/// The workspace.
pub(super) struct Workspace {
    place: PathBuf,
    crates: Vec<String>,
}

/// The package of a program.
pub(super) fn program(pair: &Pair, against: &str) -> String {
    format!("uses-{}-{against}", pair.id)
}

impl Workspace {
    /// Writes it.
    ///
    /// # Errors
    /// What cannot be written.
    pub(super) fn write(root: &Path, cases: &Cases) -> Result<Self, String> {
        let this = Self { place: root.join(PLACE), crates: cases.crates.keys().cloned().collect() };
        for folder in ["crates", "uses"] {
            match fs::remove_dir_all(this.place.join(folder)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(format!("error: {PLACE}/{folder}: {error}"));
                }
                _ => {}
            }
        }
        for (id, files) in &cases.crates {
            this.client(id, files)?;
        }
        for pair in &cases.pairs {
            for (against, id) in [("base", &pair.base), ("revision", &pair.revision)] {
                this.user(pair, against, id)?;
            }
        }
        let read = |path: &str| fs::read_to_string(root.join(path)).map_err(|error| format!("error: {path}: {error}"));
        let manifest = read("Cargo.toml")?;
        let package = manifest.split("\n\n").find(|part| part.starts_with("[workspace.package]")).unwrap_or_default();
        let text = format!(
            "[workspace]\nmembers = [\"crates/*\", \"uses/*\"]\nresolver = \"3\"\n\n{package}\n\n[workspace.dependencies]\n\
             bursar-runtime = {{ path = {:?}, default-features = false }}\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            root.join("runtime").to_string_lossy(),
        );
        this.put("Cargo.toml", text.as_bytes())?;
        if !this.place.join("Cargo.lock").is_file() {
            this.put("Cargo.lock", read("Cargo.lock")?.as_bytes())?;
        }
        Ok(this)
    }

    /// A crate: all of them are the library `shop`, as one is to be taken for the other.
    fn client(&self, id: &str, files: &Files) -> Result<(), String> {
        for (path, bytes) in files {
            let mut text = String::from_utf8_lossy(bytes).into_owned();
            if path == "Cargo.toml" {
                text = text.replace("name = \"bursar-shop\"", &format!("name = \"shop-{id}\""));
                text = text.replace("[lib]\n", "[lib]\nname = \"shop\"\n").replace("[lints]\nworkspace = true\n", "");
            }
            self.put(&format!("crates/{id}/{path}"), text.as_bytes())?;
        }
        Ok(())
    }

    fn user(&self, pair: &Pair, against: &str, id: &str) -> Result<(), String> {
        let Some(code) = &pair.program else { return Ok(()) };
        let name = program(pair, against);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition.workspace = true\n\n[dependencies]\n\
             shop = {{ package = \"shop-{id}\", path = \"../../crates/{id}\", default-features = false, \
             features = [\"full\", \"webhooks\"] }}\n"
        );
        self.put(&format!("uses/{name}/Cargo.toml"), manifest.as_bytes())?;
        self.put(&format!("uses/{name}/src/lib.rs"), format!("{code}\n").as_bytes())
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let to = self.place.join(path);
        to.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| format!("error: {PLACE}/{path}: {error}"))?;
        disk::replace(&Real, &to, bytes).map_err(|error| format!("error: {PLACE}/{path}: {error}"))
    }

    fn cargo(&self, verb: &str) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.place).stdin(Stdio::null());
        command.args([verb, "--quiet", "--color", "never"]).arg("--target-dir").arg(self.place.join("target"));
        command
    }

    /// Writes the documentation of each crate as data, which is what the judge reads.
    ///
    /// # Errors
    /// What was said of a crate that does not compile.
    pub(super) fn document(&self, judge: &Judge) -> Result<(), String> {
        self.put("json/README", b"Documentation of the crates as data.\n")?;
        for id in &self.crates {
            let made = self.place.join("target/doc/shop.json");
            let mut command = self.cargo("rustdoc");
            command.args([
                "--lib",
                "--no-default-features",
                "--features",
                "full,webhooks",
                "-p",
                &format!("shop-{id}"),
            ]);
            judge.options(&mut command);
            let done = command.output().map_err(|error| format!("error: cargo: {error}"))?;
            if !done.status.success() {
                return Err(format!("error: {PLACE}/crates/{id}:\n{}", String::from_utf8_lossy(&done.stderr)));
            }
            fs::rename(&made, self.json(id)).map_err(|error| format!("error: {}: {error}", made.display()))?;
        }
        Ok(())
    }

    /// The documentation of a crate.
    pub(super) fn json(&self, id: &str) -> PathBuf {
        self.place.join(format!("json/{id}.json"))
    }

    /// Compiles the programs; gives those that do not compile.
    ///
    /// # Errors
    /// Something else does not compile.
    pub(super) fn programs(&self) -> Result<BTreeSet<String>, String> {
        let done = self
            .cargo("check")
            .args(["--workspace", "--keep-going", "--lib"])
            .output()
            .map_err(|error| format!("error: cargo: {error}"))?;
        let log = String::from_utf8_lossy(&done.stderr).into_owned();
        let lines = log.lines().filter_map(|line| line.strip_prefix("error: could not compile `"));
        let failed: BTreeSet<String> = lines.filter_map(|rest| Some(rest.split('`').next()?.to_owned())).collect();
        match failed.iter().find(|name| !name.starts_with("uses-")) {
            Some(_) => Err(format!("error: {PLACE}:\n{log}")),
            None if failed.is_empty() && !done.status.success() => Err(format!("error: {PLACE}:\n{log}")),
            None => Ok(failed),
        }
    }
}
