//! `cargo xtask tidy`: the rules of the source that neither rustc nor clippy knows.
//!
//! A finding is one line, `error: FILE:LINE: what is wrong`. The rules read the text of the files and nothing else.

mod lock;
mod rules;
pub mod scan;
pub mod table;

use std::fmt::Write as _;
use std::path::Path;

use crate::tree;
use table::{DIFF_MODULES, EXTERNALS, MODULES};

/// A file of the workspace.
struct File {
    /// Below the workspace, with `/` between folders.
    path: String,
    text: String,
}

/// What is wrong in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    what: String,
}

/// Checks the workspace at `root`; gives the findings in the order of the files.
///
/// # Errors
/// What cannot be read.
pub fn check(root: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    read(root, "", &mut files).map_err(|(path, error)| format!("error: {path}: {error}"))?;
    let providers = tree::folders(&root.join("specs")).map_err(|error| format!("error: specs: {error}"))?;
    let mut findings = Vec::new();
    for file in &files {
        rules::text(file, root, &mut findings);
        if file.path.ends_with(".rs") && !is_generated(&file.path) {
            rules::source(file, &providers, &mut findings);
        }
        match file.path.as_str() {
            "codegen/Cargo.toml" => rules::dependencies(file, &mut findings),
            "Cargo.lock" => lock::check(file, files.iter().find(|file| file.path == "xtask/Cargo.toml"), &mut findings),
            _ => {}
        }
    }
    findings.sort();
    findings.dedup();
    Ok(findings.into_iter().map(|Finding { path, line, what }| format!("error: {path}:{line}: {what}")).collect())
}

/// Reads the text files of the workspace, without what is built, what git keeps, and logs.
fn read(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), tree::Unreadable> {
    let failed = |error| (prefix.trim_end_matches('/').to_owned(), error);
    for entry in folder.read_dir().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if !matches!(name.as_str(), ".git" | "target" | "node_modules") {
                read(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if kind.is_file() && name != ".git" && !name.ends_with(".log") {
            let bytes = std::fs::read(entry.path()).map_err(|error| (path.clone(), error))?;
            if let Ok(text) = String::from_utf8(bytes) {
                files.push(File { path, text });
            }
        }
    }
    Ok(())
}

/// The tables as text.
pub fn list() -> String {
    let shown = |names: &[&str], none: &str| match names {
        [] => none.to_owned(),
        [table::ALL] => "all".to_owned(),
        names => names.join(", "),
    };
    let mut text = String::new();
    for (title, modules) in [("module of codegen", MODULES), ("module of diff", DIFF_MODULES)] {
        let _infallible = writeln!(text, "{title:17}  may use");
        for module in modules {
            let _infallible = writeln!(text, "{:17}  {}", module.name, shown(module.uses, "-"));
        }
        text.push('\n');
    }
    text.push_str("dependency         may appear in\n");
    for external in EXTERNALS {
        let _infallible = writeln!(text, "{:17}  {}", external.name, shown(external.within, "-"));
    }
    text
}

/// Whether a file is what the generator printed: its rules are those of `render`.
fn is_generated(path: &str) -> bool {
    path.starts_with("generated/") || path.starts_with("codegen/goldens/")
}
