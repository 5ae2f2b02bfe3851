//! `cargo xtask bench-diff`: what comparing a large document with a changed copy of it costs, this program being as cargo built
//! it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use bursar_codegen::diag::Diags;
use bursar_codegen::source::{self, Format};
use bursar_codegen::{Files, diag};
use bursar_diff::edits::Edits;

use crate::peers::cost::{self, Cost};

/// Edits of the copy.
const EDITS: usize = 50;
/// How often it is compared.
const RUNS: usize = 5;
/// Seconds that a comparison may take on the wall.
const SECONDS: f64 = 2.0;
/// Memory that it may have, in KiB.
const MEMORY: u64 = 1 << 20;
/// Where the copy is put.
const PLACE: &str = "target/bench-diff";

/// Compares `document` with a copy that has seeded edits, and fails where a limit is not kept.
pub fn bench(root: &Path, document: &str) -> ExitCode {
    match run(root, document) {
        Ok((edits, cost)) => {
            println!("{}", line(document, edits, &cost));
            if is_kept(&cost) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(what) => {
            eprintln!("error: {what}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, document: &str) -> Result<(usize, Cost), String> {
    let (copy, edits) = copy(root, Path::new(document))?;
    let program = env::current_exe().map_err(|error| format!("this program's own file: {error}"))?;
    let mut costs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let mut command = Command::new(&program);
        command.args(["diff", "--format", "json", "--base-spec", document, "--revision-spec"]).arg(&copy);
        let (status, cost) = cost::run(command.stdout(Stdio::null()))?;
        // 1 says that there are changes that break
        if !matches!(status.code(), Some(0 | 1)) {
            return Err(format!("{document} cannot be compared: {status}"));
        }
        costs.push(cost);
    }
    Ok((edits, cost::median(&costs)))
}

/// Writes the copy; gives its path, and how many edits it has.
fn copy(root: &Path, document: &Path) -> Result<(PathBuf, usize), String> {
    let name = document.file_name().and_then(|name| name.to_str()).ok_or("the document has no name")?;
    let bytes = fs::read(document).map_err(|error| format!("{}: {error}", document.display()))?;
    let (files, mut diags) = (Files::from([(name.to_owned(), bytes)]), Diags::default());
    let Some(value) = source::load(&files, name, &mut diags) else {
        let why = diags.iter().map(|diag| diag::escape(&diag.message).to_string()).collect::<Vec<_>>().join("; ");
        return Err(format!("{}: {why}", document.display()));
    };
    let (edited, made) = Edits::of(&value).many(EDITS);
    let to = root.join(PLACE).join(name);
    let written = fs::create_dir_all(root.join(PLACE));
    written
        .and_then(|()| fs::write(&to, source::write(&edited, Format::of(name))))
        .map_err(|error| format!("{}: {error}", to.display()))?;
    Ok((to, made.len()))
}

fn is_kept(cost: &Cost) -> bool {
    cost.wall <= SECONDS && cost.peak_kb <= MEMORY
}

fn line(document: &str, edits: usize, cost: &Cost) -> String {
    let kept = if is_kept(cost) { "kept" } else { "not kept" };
    format!(
        "{document} against a copy with {edits} edits: {:.2} s, {:.2} s of the processor, {} MiB; the limit of {SECONDS} s and {} MiB \
         is {kept}",
        cost.wall,
        cost.processor,
        cost.peak_kb >> 10,
        MEMORY >> 10
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn limits_are_told() {
        let check = |wall: f64, peak_kb: u64, expect: &str| {
            assert_eq!(line("a.json", 50, &Cost { wall, processor: 2.5, peak_kb }), expect);
        };
        let text = "a.json against a copy with 50 edits:";
        check(
            1.5,
            2048,
            &format!("{text} 1.50 s, 2.50 s of the processor, 2 MiB; the limit of 2 s and 1024 MiB is kept"),
        );
        check(
            2.01,
            2048,
            &format!("{text} 2.01 s, 2.50 s of the processor, 2 MiB; the limit of 2 s and 1024 MiB is not kept"),
        );
        let all = MEMORY + 1024;
        check(
            1.5,
            all,
            &format!("{text} 1.50 s, 2.50 s of the processor, 1025 MiB; the limit of 2 s and 1024 MiB is not kept"),
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let missing = root.join("no.json");
        let what = copy(root, &missing).unwrap_err();
        assert!(what.starts_with(&format!("{}: ", missing.display())), "{what}");
        let no_document = root.join("Cargo.toml");
        let what = copy(root, &no_document).unwrap_err();
        assert!(what.starts_with(&format!("{}: the file is not YAML", no_document.display())), "{what}");
    }
}
