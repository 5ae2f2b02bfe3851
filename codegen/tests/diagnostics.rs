//! `docs/diagnostics.md` is a suite: one section for each code that the sources can say, with examples that are run, and
//! with all that is printed for them.
//!
//! `UPDATE_GOLDENS=1` writes what is printed, and the table of codes. Words and examples are written by hand.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "diagnostics/frame.rs"]
mod frame;
#[path = "diagnostics/page.rs"]
mod page;
#[path = "diagnostics/scan.rs"]
mod scan;

use std::collections::BTreeSet;
use std::fs;

use common::{folder, path};
use page::{Example, Page, Section};

const PAGE: &str = "../docs/diagnostics.md";

/// What repairs what is printed.
const COMMAND: &str = "UPDATE_GOLDENS=1 cargo test -p bursar-codegen --test diagnostics";

#[test]
fn the_page_has_every_code_with_examples_that_say_it() {
    let written = fs::read_to_string(path(PAGE)).unwrap();
    let mut page = Page::parse(&written).unwrap_or_else(|why| panic!("docs/diagnostics.md: {why}"));
    let scan = scan::scan(&folder("src"));
    assert_eq!(scan.unclear, [""; 0], "codes have to be literals where they are said");

    let mut wrong = missing(&page, &scan);
    for section in &mut page.sections {
        for example in &mut section.examples {
            if let Err(why) = run(&section.code, example) {
                wrong.push(format!("`{}`: {why}", section.code));
            }
        }
        wrong.extend(
            unsaid(section, &scan)
                .map(|severity| format!("`{}`: no example says it as {severity}, which the sources do", section.code)),
        );
    }
    page.write_table();
    if std::env::var("UPDATE_GOLDENS").is_ok_and(|value| value == "1") {
        fs::write(path(PAGE), page.text()).unwrap();
    } else if let Some(line) = written.lines().zip(page.text().lines()).position(|(old, new)| old != new) {
        let (old, text) = (written.lines().nth(line).unwrap(), page.text());
        let new = text.lines().nth(line).unwrap();
        wrong.push(format!("docs/diagnostics.md:{}: `{old}` is printed as `{new}`; run {COMMAND}", line + 1));
    } else if written != page.text() {
        wrong.push(format!("docs/diagnostics.md: lines are missing or left over; run {COMMAND}"));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Sections and codes that have no counterpart, and sections that are not in their place.
fn missing(page: &Page, scan: &scan::Scan) -> Vec<String> {
    let here: Vec<&String> = page.sections.iter().map(|section| &section.code).collect();
    let mut wrong = Vec::new();
    wrong.extend(scan.codes.keys().filter(|code| !here.contains(code)).map(|code| {
        format!("`{code}` is said by the sources: add a section to docs/diagnostics.md with cause, example and way out")
    }));
    wrong.extend(
        here.iter()
            .filter(|code| !scan.codes.contains_key(**code))
            .map(|code| format!("`{code}` is said by no source: remove its section from docs/diagnostics.md")),
    );
    wrong.extend(
        here.windows(2)
            .filter(|pair| pair[0] >= pair[1])
            .map(|pair| format!("`{}` is out of order: sections are sorted", pair[1])),
    );
    wrong
}

/// Runs an example and takes over what is printed.
fn run(code: &str, example: &mut Example) -> Result<(), String> {
    let said = frame::run(&example.files);
    let heads: BTreeSet<&str> = said.iter().filter_map(|diag| diag.lines().next()).collect();
    example.output = said.concat();
    let shown = format!("[{code}]: ");
    if !heads.iter().any(|head| head.contains(&shown)) {
        return Err(format!("an example does not say it; it says\n{}", example.output));
    }
    Ok(())
}

/// Severities that the sources name beside the code, and no example shows.
fn unsaid<'s>(section: &'s Section, scan: &'s scan::Scan) -> impl Iterator<Item = &'static str> {
    let shown = section.severities();
    let named = scan.codes.get(&section.code).cloned().unwrap_or_default();
    named.into_iter().filter(move |severity| !section.examples.is_empty() && !shown.contains(severity))
}

#[test]
fn the_page_shows_what_stands_around_examples() {
    let page = fs::read_to_string(path(PAGE)).unwrap();
    for block in frame::shown() {
        assert!(page.contains(&block), "docs/diagnostics.md: the frame of examples is not\n{block}");
    }
}
