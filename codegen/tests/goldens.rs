//! Complete generated crates, kept and compiled: `goldens/<case>/` is what `tests/golden/<case>/` becomes, byte for byte.
//!
//! A change of the generator shows here as a change of code that compiles. `UPDATE_GOLDENS=1` writes what is generated.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use bursar_codegen::Files;
use common::{folder, generated, path};

const CASES: [&str; 2] = ["kitchen", "legacy"];

/// What repairs a difference.
const COMMAND: &str = "UPDATE_GOLDENS=1 cargo test -p bursar-codegen --test goldens";

#[test]
fn goldens_are_what_is_generated() {
    let update = std::env::var("UPDATE_GOLDENS").is_ok_and(|value| value == "1");
    for case in CASES {
        check(case, update.then_some(write as Write));
    }
}

/// Writes the files of a folder.
type Write = fn(&str, &Files);

fn check(case: &str, write: Option<Write>) {
    let (from, to) = (format!("tests/golden/{case}"), format!("goldens/{case}"));
    let mut input = folder(&from);
    let mut output = generated(case, &input);
    // the names of this run are an input of the next, which has to give the same
    let lock = output.names_lock.clone().into_iter().map(|lock| ("names.lock".to_owned(), lock));
    let lock: Files = lock.collect();
    if let Some(write) = write {
        input.extend(lock.clone());
        output = generated(case, &input);
        input.retain(|name, _| name != "names.lock");
        input.extend(lock.clone());
        write(&from, &input);
        write(&to, &output.files);
    }
    let locked: Files = folder(&from).into_iter().filter(|(name, _)| name == "names.lock").collect();
    let wrong =
        [(from, difference(&locked, &lock)), (to, difference(&folder(&format!("goldens/{case}")), &output.files))];
    for (folder, what) in wrong {
        if let Some(what) = what {
            panic!("codegen/{folder}/{what}\nrun {COMMAND}");
        }
    }
}

/// Makes a folder hold exactly these files.
fn write(below: &str, files: &Files) {
    for gone in folder(below).keys().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(path(below).join(gone)).unwrap();
    }
    for (name, bytes) in files {
        let path = path(below).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The first file that differs, with the first line that does.
fn difference(there: &Files, wanted: &Files) -> Option<String> {
    let names: BTreeSet<&String> = there.keys().chain(wanted.keys()).collect();
    names.into_iter().find_map(|name| match (there.get(name), wanted.get(name)) {
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) => Some(format!("{name}:{}", first_line(old, new))),
        (Some(_), None) => Some(format!("{name} is not generated any more")),
        (None, _) => Some(format!("{name} is missing")),
    })
}

fn first_line(old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let (mut old, mut new) = (old.split('\n'), new.split('\n'));
    for number in 1.. {
        match (old.next(), new.next()) {
            (Some(one), Some(other)) if one == other => {}
            (None, None) => break,
            (one, other) => {
                return format!(
                    "{number}: `{}` is generated as `{}`",
                    one.unwrap_or("<end>"),
                    other.unwrap_or("<end>")
                );
            }
        }
    }
    unreachable!("bytes that differ differ in a line, or in a character that is not UTF-8")
}

#[test]
fn a_difference_names_file_and_line() {
    let files = |list: &[(&str, &str)]| -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let cases = [
        (files(&[("a", "1\n2\n")]), files(&[("a", "1\n2\n")]), None),
        (files(&[("a", "1\n2\n")]), files(&[("a", "1\n3\n")]), Some("a:2: `2` is generated as `3`")),
        (files(&[("a", "1")]), files(&[("a", "1\n")]), Some("a:2: `<end>` is generated as ``")),
        (files(&[("a", "1"), ("b", "")]), files(&[("b", "x")]), Some("a is not generated any more")),
        (files(&[("b", "")]), files(&[("a", ""), ("b", "x")]), Some("a is missing")),
    ];
    for (there, wanted, expect) in cases {
        assert_eq!(difference(&there, &wanted).as_deref(), expect);
    }
}
