//! The commands that hold the generator against folders of documents: what they say of each, and how they end. Only what needs
//! no compiler is here; `.ci/run` plays `tests/hostile/called`, whose clients are compiled and called.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs a command on a folder below `tests/`.
fn run(command: &str, folder: &str) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    Command::new(env!("CARGO_BIN_EXE_xtask")).args([command.as_ref(), folder.as_os_str()]).output().unwrap()
}

/// The lines of an output with how it ended; figures of time and memory differ and are left out.
fn lines(output: &Output) -> (Vec<String>, Option<i32>) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let plain = |line: &str| {
        let parts = line.split(", ").filter(|part| !part.ends_with(" s") && !part.contains(" MiB"));
        parts.collect::<Vec<_>>().join(", ")
    };
    (text.lines().map(plain).collect(), output.status.code())
}

#[test]
fn corpus_counts_what_is_expressed_and_fails_for_one_that_is_not_read() {
    let output = run("corpus", "corpus");
    let (lines, status) = lines(&output);
    assert_eq!(status, Some(1), "{lines:#?}");
    let broken = "FAIL broken.json: errors 1 (ambiguous-version 1); the first: error[ambiguous-version]: the document says both `swagger: 2.0` and `openapi: 3.0.3`";
    assert!(lines[0].starts_with(broken), "{lines:#?}");
    let good = "ok   good.yaml: 3.1.0, operations 1/2, webhooks 0, types 1, lines ";
    assert!(lines[1].starts_with(good), "{lines:#?}");
    assert!(lines[2].starts_with("operations 1/2 (50.00 %), types 1, lines "), "{lines:#?}");
    assert_eq!(lines[3], "1 passed, 1 failed");
    let text = String::from_utf8(output.stdout).unwrap();
    for said in
        ["degraded 1 (body-unsupported 1)", "notes 1 (constraint-keyword 1)", "any value where a type is said 0"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_corpus_without_documents_is_a_mistake() {
    let output = run("corpus", "common");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
}

/// One after the other: they share the folder that they work in.
#[test]
fn hostile_judges_what_is_refused() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3 to write documents");
        return;
    }
    let (said, status) = lines(&run("hostile", "hostile/refused"));
    assert_eq!(status, Some(0), "{said:#?}");
    assert!(said[0].starts_with("ok   made: error") && said[1].starts_with("ok   two-versions: error"), "{said:#?}");
    assert_eq!(said[2], "2 passed, 0 failed");

    // the place of the diagnostic is another one than the case says
    let (said, status) = lines(&run("hostile", "hostile/wrong"));
    assert_eq!(status, Some(1), "{said:#?}");
    assert!(said[0].starts_with("FAIL two-versions: error"), "{said:#?}");
    assert_eq!(said[1], "0 passed, 1 failed");

    // the script writes something else than the case is about
    let output = run("hostile", "hostile/lies");
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.starts_with("error: made: make.py: the SHA-256 of `spec.yaml` is 66915c08"), "{words}");

    let output = run("hostile", "corpus");
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("there is no case, a folder with expect.yaml"), "{words}");
}
