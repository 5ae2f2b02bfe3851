//! The workspace of the clients under test: written, compiled, and the program over those that compile without warnings.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use bursar_codegen::Files;

use super::{Names, Tree, cargo, section, write};

/// How many lines of a compiler's words are kept for a client.
const LINES: usize = 40;

/// Clients by what became of them: those that compile, and what was said of the others.
type Sorted = (Vec<String>, BTreeMap<String, String>);

/// Writes the clients and compiles them.
///
/// # Errors
/// What keeps cargo from compiling anything.
pub(super) fn clients(root: &Path, place: &Path, clients: &[(String, Files)]) -> Result<Sorted, String> {
    let ids: Vec<&str> = clients.iter().map(|(id, _)| id.as_str()).collect();
    for (id, files) in clients {
        client(root, place, id, files)?;
    }
    workspace(root, place, &ids)?;
    let all: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    program(root, place, &all)?;
    let mut command = Command::new(cargo());
    command.args(["build", "--workspace", "--keep-going", "--quiet", "--color", "never", "--manifest-path"]);
    command.arg(place.join("Cargo.toml")).arg("--target-dir").arg(place.join("target"));
    let done = command.stdin(Stdio::null()).output().map_err(|error| format!("cargo: {error}"))?;
    let log = String::from_utf8_lossy(&done.stderr).into_owned();
    let mut bad = BTreeMap::new();
    for id in &ids {
        let line = format!("error: could not compile `bursar-probe-{id}`");
        if log.contains(&format!("{line} ")) {
            bad.insert((*id).to_owned(), words(&log, id));
        }
    }
    if !done.status.success() && bad.is_empty() {
        return Err(format!("cargo:\n{log}"));
    }
    let good = ids.iter().filter(|id| !bad.contains_key(**id)).map(|id| (*id).to_owned()).collect();
    Ok((good, bad))
}

/// What the compiler said of a client: the paragraphs that name its folder.
fn words(log: &str, id: &str) -> String {
    let folder = format!("clients/{id}/");
    let said: Vec<&str> = log.split("\n\n").filter(|paragraph| paragraph.contains(&folder)).collect();
    let lines: Vec<&str> = said.iter().flat_map(|paragraph| paragraph.lines()).take(LINES).collect();
    format!("it does not compile without warnings:\n{}", lines.join("\n"))
}

/// Writes one client.
fn client(root: &Path, place: &Path, id: &str, files: &Files) -> Result<(), String> {
    let home = format!("clients/{id}");
    let conformance = root.join("conformance");
    for (path, bytes) in files {
        let mut bytes = bytes.clone();
        if path == "Cargo.toml" {
            let line = format!("bursar-conformance = {{ path = {:?} }}\n", conformance.to_string_lossy());
            bytes.extend_from_slice(line.as_bytes());
        }
        write(place, &format!("{home}/{path}"), &bytes)?;
    }
    let told = |path: &str, error: std::io::Error| format!("{home}/{path}: {error}");
    let there = Tree::read(&place.join(&home), Names::All).map_err(|(path, error)| told(&path, error))?;
    for path in there.files.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(place.join(&home).join(path)).map_err(|error| told(path, error))?;
    }
    Ok(())
}

fn workspace(root: &Path, place: &Path, ids: &[&str]) -> Result<(), String> {
    let read = |path: &str| fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"));
    let members: Vec<String> = ids.iter().map(|id| format!("{:?}", format!("clients/{id}"))).collect();
    let shared = section(&read("Cargo.toml")?, "[workspace.package]");
    let text = format!(
        "[workspace]\nmembers = [{}]\nresolver = \"3\"\n\n{shared}\n[workspace.dependencies]\nbursar-runtime = {{ path = {:?}, \
         default-features = false }}\n\n[workspace.lints.rust]\nwarnings = \"deny\"\nmissing_docs = \"warn\"\n\
         unreachable_pub = \"warn\"\n\n[profile.dev]\ndebug = false\nincremental = false\n\n",
        members.join(", "),
        root.join("runtime").to_string_lossy(),
    );
    write(place, "workspace.toml", text.as_bytes())?;
    // cargo adds the clients to the lock, which is kept then
    if !place.join("Cargo.lock").is_file() {
        write(place, "Cargo.lock", read("Cargo.lock")?.as_bytes())?;
    }
    Ok(())
}

/// Writes the program over the clients named.
///
/// # Errors
/// What cannot be written.
pub(super) fn program(root: &Path, place: &Path, ids: &[String]) -> Result<(), String> {
    let head = fs::read_to_string(place.join("workspace.toml")).map_err(|error| format!("workspace.toml: {error}"))?;
    let conformance = root.join("conformance");
    let mut manifest = format!(
        "{head}[package]\nname = \"bursar-probes\"\nversion = \"0.0.0\"\nedition.workspace = true\npublish = false\n\n\
         [dependencies]\nbursar-conformance = {{ path = {:?} }}\n",
        conformance.to_string_lossy()
    );
    let mut code = "//! The clients under test, and the program that judges them.\n\n\
        fn main() -> std::process::ExitCode {\n    bursar_conformance::probes::main(&[\n"
        .to_owned();
    for id in ids {
        manifest.push_str(&format!("bursar-probe-{id} = {{ path = \"clients/{id}\", features = [\"full-serde\"] }}\n"));
        code.push_str(&format!("        ({id:?}, bursar_probe_{}::driver::driver),\n", id.replace('-', "_")));
    }
    code.push_str("    ])\n}\n");
    write(place, "Cargo.toml", manifest.as_bytes())?;
    write(place, "src/main.rs", code.as_bytes())
}
