//! Folders of the workspace as the generator's input, and what it makes of them.

#![allow(clippy::unwrap_used, dead_code, reason = "shared by tests that each use a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use bursar_codegen::Files;
use bursar_codegen::generate::{Input, Output, generate};

/// A path below the generator's folder.
pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// All files below a folder, by name with `/` between folders; none when it is not there.
pub(crate) fn folder(below: &str) -> Files {
    let mut files = Files::new();
    read(&path(below), "", &mut files);
    files
}

fn read(folder: &Path, prefix: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// What is generated; a document that is refused fails the test with everything that was said.
pub(crate) fn generated(provider: &str, files: &Files) -> Output {
    let (output, report) = generate(&Input { provider, files });
    output.unwrap_or_else(|| panic!("{}", report.print(files, provider).join("\n")))
}

/// A text file of an output.
pub(crate) fn text<'o>(output: &'o Output, name: &str) -> &'o str {
    std::str::from_utf8(&output.files[name]).unwrap()
}
