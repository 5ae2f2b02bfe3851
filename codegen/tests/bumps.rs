//! What changes of documents and configuration do to programs: every case of `bumps/cases.yaml` in both directions.
//!
//! `bumps/expected.txt` has what is said of each, word for word; `UPDATE_GOLDENS=1` writes it. `cargo xtask verify-bumps` holds
//! the same cases against cargo-semver-checks and the compiler.

#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write as _;
use std::fs;

use bursar_codegen::Files;
use bursar_codegen::generate::{self, Compared, Input, Side};
use common::{folder, path};
use serde_json::Value;

/// The files of the base, and those of a revision.
fn revised(base: &Files, case: &Value) -> Files {
    let mut files = base.clone();
    for edit in case["edit"].as_array().unwrap() {
        let (from, to) = (edit[0].as_str().unwrap(), edit[1].as_str().unwrap());
        let mut found = false;
        for bytes in files.values_mut() {
            let text = std::str::from_utf8(bytes).unwrap();
            found |= text.contains(from);
            *bytes = text.replace(from, to).into_bytes();
        }
        assert!(found, "{case}: there is no {from:?}");
    }
    files
}

/// A state as if it were the first: with the lock of the base an operation would keep its name.
fn side(files: &Files) -> Side {
    let (side, report) = generate::side(&Input { provider: "shop", files });
    side.unwrap_or_else(|| panic!("{}", report.print(files, "shop").join("\n")))
}

fn said(text: &mut String, direction: &str, found: &Compared) {
    writeln!(text, "{direction}: {} -> {} ({})", found.current, found.required, found.bump).unwrap();
    for change in &found.changes {
        writeln!(text, "  {change}").unwrap();
    }
}

#[test]
fn every_row_in_both_directions() {
    let all = folder("tests/bumps");
    let (cases, report) = generate::value(&all, "cases.yaml");
    let cases = cases.unwrap_or_else(|| panic!("{}", report.print(&all, "tests/bumps").join("\n")));
    let base: Files = all
        .iter()
        .filter(|(name, _)| *name != "cases.yaml" && *name != "expected.txt")
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect();
    let (shop, mut text) = (side(&base), String::new());
    for case in cases["cases"].as_array().unwrap() {
        let revision = revised(&base, case);
        writeln!(text, "## {}: {}", case["row"].as_str().unwrap(), case["case"].as_str().unwrap()).unwrap();
        let revision = side(&revision);
        said(&mut text, "forward", &Compared::of(&shop, &revision));
        said(&mut text, "back", &Compared::of(&revision, &shop));
    }
    if std::env::var("UPDATE_GOLDENS").is_ok_and(|value| value == "1") {
        fs::write(path("tests/bumps/expected.txt"), &text).unwrap();
    }
    let expected = fs::read_to_string(path("tests/bumps/expected.txt")).unwrap();
    for (number, (is, wanted)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(is, wanted, "line {}", number + 1);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}
