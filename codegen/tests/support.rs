//! `docs/support.md` is a suite: every key of every object in every version, what becomes of it, and what holds that.
//!
//! The rows are in `tests/support/*.yaml`, each with the smallest document that uses the key. The document is generated with
//! the key and without it: what differs, and what is said, is the outcome that the page states. `UPDATE_GOLDENS=1` writes
//! the page; remarks, examples and the names of tests are written by hand.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "support/outcome.rs"]
mod outcome;
#[path = "support/page.rs"]
mod page;
#[path = "support/rows.rs"]
mod rows;

use std::collections::BTreeSet;
use std::fs;

use bursar_codegen::lower;
use common::path;
use outcome::Outcome;
use rows::{Group, VERSIONS};

const PAGE: &str = "../docs/support.md";

/// What repairs the page.
const COMMAND: &str = "UPDATE_GOLDENS=1 cargo test -p bursar-codegen --test support";

/// Keys that the keyword table does not list: those that are data, and those of objects that are ignored as a whole.
const BEYOND: &[(&str, &[&str])] = &[
    ("paths object", &["/{path}"]),
    ("responses object", &["default", "{status}", "{range}"]),
    ("callback", &["{expression}"]),
    ("security requirement", &["{name}"]),
    ("link", &["operationRef", "operationId", "parameters", "requestBody", "description", "server"]),
    ("XML object", &["name", "namespace", "prefix", "attribute", "wrapped", "nodeType"]),
    ("any object", &["x-*"]),
];

#[test]
fn the_page_says_what_becomes_of_every_key() {
    let groups = rows::load();
    let mut wrong = missing(&groups);
    let ran = outcome::run(&groups, &mut wrong);
    for (group, row, outcomes) in ran.rows(&groups) {
        let is_silent = outcomes.iter().flatten().any(|outcome| outcome.is_silently_ignored());
        if is_silent && row.how.is_empty() {
            wrong.push(format!("`{}` of {}: it is ignored, and the row does not say why", row.name, group.name));
        }
        if row.tests.is_empty() && outcomes.iter().flatten().any(Outcome::is_expressed) {
            wrong.push(format!("`{}` of {}: it is expressed, and no test is named", row.name, group.name));
        }
    }
    wrong.extend(untrue_links(&groups));
    let text = page::text(&fs::read_to_string(path(PAGE)).unwrap_or_default(), &groups, &ran);
    let codes = fs::read_to_string(path("../docs/diagnostics.md")).unwrap();
    for code in ran.codes() {
        if !codes.contains(&format!("\n## `{code}`\n")) {
            wrong.push(format!("`{code}` has no section in docs/diagnostics.md"));
        }
    }
    if std::env::var("UPDATE_GOLDENS").is_ok_and(|value| value == "1") {
        fs::write(path(PAGE), &text).unwrap();
    }
    let written = fs::read_to_string(path(PAGE)).unwrap_or_default();
    let differs = text.lines().zip(written.lines()).position(|(new, old)| new != old);
    if let Some(line) = differs {
        let (new, old) = (text.lines().nth(line).unwrap(), written.lines().nth(line).unwrap());
        wrong.push(format!("docs/support.md:{}: `{old}` is now `{new}`; run {COMMAND}", line + 1));
    } else if text != written {
        wrong.push(format!("docs/support.md: lines are missing or left over; run {COMMAND}"));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Keys without a row, and rows without a key.
fn missing(groups: &[Group]) -> Vec<String> {
    let mut known = BTreeSet::new();
    for keyword in lower::keywords() {
        known.extend(keyword.versions.iter().map(|version| (keyword.object, keyword.key, *version)));
    }
    let listed = |object: &str, key: &str| {
        let of = |group: &&Group| group.kind == object;
        groups.iter().filter(of).flat_map(|group| &group.rows).filter(|row| row.key() == key).count() > 0
    };
    let mut wrong = Vec::new();
    let keys: BTreeSet<(&str, &str)> = known.iter().map(|(object, key, _)| (*object, *key)).collect();
    let beyond = BEYOND.iter().flat_map(|(object, keys)| keys.iter().map(move |key| (*object, *key)));
    for (object, key) in keys.into_iter().chain(beyond.clone()) {
        if !listed(object, key) {
            wrong.push(format!("`{key}` of {object} has no row in tests/support"));
        }
    }
    for group in groups {
        for row in &group.rows {
            let is_beyond = beyond.clone().any(|(object, key)| (object, key) == (group.kind.as_str(), row.key()));
            for version in row.versions.iter().filter(|_| !is_beyond) {
                if !known.contains(&(group.kind.as_str(), row.key(), version)) {
                    wrong.push(format!("`{}` of {} is no key of {version}", row.name, group.kind));
                }
            }
        }
    }
    // a version that a key has and no row shows
    for (object, key, version) in &known {
        let of = groups.iter().filter(|group| group.kind == *object).flat_map(|group| &group.rows);
        let shown: BTreeSet<&str> =
            of.filter(|row| row.key() == *key).flat_map(|row| row.versions.iter().copied()).collect();
        if !shown.contains(version) && VERSIONS.contains(version) {
            wrong.push(format!("`{key}` of {object}: no row is about {version}"));
        }
    }
    wrong
}

/// Links to tests that are not there.
fn untrue_links(groups: &[Group]) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for link in groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.tests) {
        let text = fs::read_to_string(path("..").join(&link.file)).unwrap_or_default();
        let is_there = match link.file.ends_with(".rs") {
            true => text.contains(&format!("fn {}(", link.name)),
            false => text.contains(&link.name),
        };
        if !is_there {
            wrong.insert(format!("{}: there is no `{}`", link.file, link.name));
        }
    }
    wrong.into_iter().collect()
}
