//! Every promise of docs/reliability.md names tests that are there.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

/// The tests that a page names, as file and function.
fn named(page: &str) -> Vec<(&str, &str)> {
    page.split('`').skip(1).step_by(2).filter_map(|code| code.split_once(".rs::")).collect()
}

#[test]
fn promises_are_held_by_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = fs::read_to_string(root.join("docs/reliability.md")).unwrap();
    let mut missing = Vec::new();
    for (file, test) in named(&page) {
        let text = fs::read_to_string(root.join(format!("{file}.rs"))).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let is_test = |at: usize| lines[at.saturating_sub(3)..at].iter().any(|line| line.contains("test"));
        let is_it = |line: &str| line.split("fn ").nth(1).and_then(|rest| rest.split('(').next()) == Some(test);
        if !(0..lines.len()).any(|at| is_it(lines[at]) && is_test(at)) {
            missing.push(format!("{file}.rs::{test}"));
        }
    }
    assert_eq!(missing, [""; 0]);
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    let without: Vec<_> = rows.filter(|row| named(row).is_empty()).collect();
    assert_eq!(without, [""; 0]);
}

#[test]
fn names_are_read() {
    let page = "| a | `x/y.rs::one`, `z.rs::two` |\n| `code` | none |";
    assert_eq!(named(page), [("x/y", "one"), ("z", "two")]);
}
