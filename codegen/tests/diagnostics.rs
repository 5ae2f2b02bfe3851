//! `docs/diagnostics.md` is a suite: one section for each code that the sources can say, with examples that are run, and
//! with all that is printed for them.
//!
//! `UPDATE_GOLDENS=1` writes what is printed and the table of codes, and sorts the sections. Words and examples are written
//! by hand.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "diagnostics/frame.rs"]
mod frame;
#[path = "diagnostics/page.rs"]
mod page;
#[path = "diagnostics/scan.rs"]
mod scan;

use std::fs;

use bursar_codegen::Files;
use common::{folder, path};
use frame::Verdict;
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

    page.sections.sort_by(|one, other| one.code.cmp(&other.code));
    let mut wrong = missing(&page, &scan);
    for section in &mut page.sections {
        for example in &mut section.examples {
            if let Err(why) = run(&section.code, example, &scan) {
                wrong.push(format!("`{}`: {why}", section.code));
            }
        }
        wrong.extend(
            unsaid(section, &scan)
                .map(|severity| format!("`{}`: no example says it as {severity}, which the sources do", section.code)),
        );
    }
    page.write_table(&scan.codes);
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
    let twice = here.windows(2).filter(|pair| pair[0] == pair[1]);
    wrong.extend(twice.map(|pair| format!("`{}` has two sections", pair[1])));
    wrong
}

/// Runs an example and takes over what is printed.
fn run(code: &str, example: &mut Example, known: &scan::Scan) -> Result<(), String> {
    let (said, verdict) = frame::run(&frame::whole(&example.files));
    example.output = said.concat();
    let is_fine = said.iter().all(|diag| diag.starts_with("note"));
    if is_fine != (verdict == Verdict::Generated) {
        return Err(format!("it is {verdict:?} with\n{}", example.output));
    }
    let mut is_said = false;
    for diag in &said {
        let head = diag.split_once("]: ").and_then(|(head, _)| head.split_once('['));
        let (severity, found) = head.ok_or("a diagnostic does not begin with severity and code")?;
        is_said |= found == code;
        if !known.codes.contains_key(found) {
            return Err(format!("it says `{found}`, which was not found in the sources"));
        }
        let way_out = match severity {
            "note" => String::new(),
            "degraded" => format!("allow `{found}` here in provider.toml with a reason"),
            _ => " = help: ".to_owned(),
        };
        if !diag.contains(&way_out) {
            return Err(format!("`{found}` names no way out:\n{diag}"));
        }
    }
    if is_said { Ok(()) } else { Err(format!("an example does not say it; it says\n{}", example.output)) }
}

/// Severities that the sources name and nobody sees: `lower` limits an error to the part of the document that it is about.
const LIMITED: [(&str, &str); 1] = [("missing-key", "error")];

/// Severities that the sources name beside the code, and no example shows.
fn unsaid<'s>(section: &'s Section, scan: &'s scan::Scan) -> impl Iterator<Item = &'static str> {
    let shown = section.severities();
    let named = scan.codes.get(&section.code).cloned().unwrap_or_default();
    let is_wanted = |severity: &&str| !section.examples.is_empty() && !LIMITED.contains(&(&section.code, *severity));
    named.into_iter().filter(is_wanted).filter(move |severity| !shown.contains(severity))
}

#[test]
fn the_page_shows_what_stands_around_examples() {
    let page = fs::read_to_string(path(PAGE)).unwrap();
    for block in frame::shown() {
        assert!(page.contains(&block), "docs/diagnostics.md: the frame of examples is not\n{block}");
    }
}

/// The allowance of a degradation, as it is printed; nothing for what is no degradation.
fn allowance(diag: &str) -> Option<String> {
    let (code, _) = diag.strip_prefix("degraded[")?.split_once("]: ")?;
    let (_, place) = diag.split_once("--> ")?;
    let (_, pointer) = place.lines().next()?.split_once(" #")?;
    Some(format!("\n[[allow]]\ncode = \"{code}\"\nat = '#{pointer}'\nwhy = \"Nobody calls it.\"\n"))
}

#[test]
fn what_is_degraded_can_be_allowed_at_the_place_that_is_printed() {
    let page = Page::parse(&fs::read_to_string(path(PAGE)).unwrap()).unwrap();
    let mut allowed = 0;
    for section in &page.sections {
        for example in &section.examples {
            let mut files = frame::whole(&example.files);
            let (said, _) = frame::run(&files);
            let allow: String = said.iter().filter_map(|diag| allowance(diag)).collect();
            if allow.is_empty() || said.iter().any(|diag| diag.starts_with("error")) {
                continue;
            }
            files.get_mut("provider.toml").unwrap().extend(allow.bytes());
            let (said, verdict) = frame::run(&files);
            assert_eq!(verdict, Verdict::Generated, "`{}` with{allow}\n{}", section.code, said.concat());
            let why = " = note: allowed by provider.toml: Nobody calls it.\n";
            assert!(said.iter().any(|diag| diag.contains(why)), "{}", said.concat());
            allowed += 1;
        }
    }
    assert!(allowed > 0, "some examples are of something that is degraded");
}

/// The codes that a source can say, and what is unclear in it.
fn check_scan(source: &str, codes: &[&str], unclear: &[&str]) {
    let helpers = "
        impl Diag {
            pub fn note(code: &'static str, at: Place, message: impl Into<String>) -> Self { Self::new(code, at, message) }
            fn new(code: &'static str, at: Place, message: impl Into<String>) -> Self { Self { code, at, message } }
        }
        impl<'a> Printer<'a> { fn skip(&mut self, map: Map<u8, u8>, code: &'static str) { Diag::note(code, self.at, \"\"); } }
        pub fn say<T: Fn(u8) -> u8>(at: T, code: &'static str) {}";
    let files =
        [("helpers.rs", helpers), ("a/source.rs", source), ("a/tests.rs", "fn f() { Diag::note(\"test\", at) }")];
    let files: Files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
    let scan = scan::scan(&files);
    assert_eq!(scan.codes.keys().collect::<Vec<_>>(), codes, "{source}");
    assert_eq!(scan.unclear, unclear, "{source}");
}

#[test]
fn codes_are_found_wherever_they_are_said() {
    check_scan("fn f() { x(|a, b| Diag::note(\"a-b\", at, \"no\")); }", &["a-b"], &[]);
    check_scan(
        "fn f() { self.printer.skip(Map::<u8, u8>::new(), \"c\"); helpers::say(g::<A, B>, \"d\"); }",
        &["c", "d"],
        &[],
    );
    check_scan("impl From<A> for Diag { fn f() { vec![Self::new(\"e\", at, \"\")]; } }", &["e"], &[]);
    check_scan("fn f() -> Diag { Diag { code: \"f\", at } }", &["f"], &[]);
    check_scan(
        "#[cfg(test)] mod tests { fn f() { Diag::note(\"g\", at) } } fn g() { Diag::note(\"h\", at) }",
        &["h"],
        &[],
    );
    // another function of the same name, and none at all
    check_scan("#[say(f, x)] #![say(f, x)] fn f() {}", &[], &[]);
    check_scan("fn say(diag: Diag) {} fn f() { say(diag) } impl B { fn g() { Vec::new(); C::new(\"i\") } }", &[], &[]);
    let unclear = "codegen/src/a/source.rs: `CODE` in a call of `note` is no literal";
    check_scan("fn f() { Diag::note(CODE, at, \"\") }", &[], &[unclear]);
    let unclear = "codegen/src/a/source.rs: `ifx{ \"a\" }else{ \"b\" }` in a call of `say` is no literal";
    check_scan("fn f() { say(at, if x { \"a\" } else { \"b\" }) }", &[], &[unclear]);
    let unclear = "codegen/src/a/source.rs: `code` is chosen from literals, where no call says them";
    check_scan("fn f() { let code = if x { \"a-b\" } else { \"c-d\" }; say(at, code) }", &[], &[unclear]);
    let unclear = "codegen/src/a/source.rs: `code` is part of a tuple; make it a field of a struct";
    check_scan("fn f() { match g() { Err((code, why)) => say(at, code), Ok(_) => {} } }", &[], &[unclear]);
    check_scan("fn f() { match g() { Err(Why { code, why }) => say(at, code), Ok(_) => h(code, why) } }", &[], &[]);
    check_scan("fn f( {", &[], &["codegen/src/a/source.rs: not Rust"]);
}

#[test]
fn a_page_that_cannot_be_read_is_refused() {
    let check = |section: &str, expect: &str| {
        let text = format!("<!-- codes: written by the test -->\n<!-- end of codes -->\n\n## `a`\n\n{section}");
        assert_eq!(Page::parse(&text).map(|page| page.text()), Err(format!("`a`: {expect}")));
    };
    check("Words.\n", "there is no example");
    check("```yaml\npaths: {}\n```\n", "an example has no block of `text` for what is printed");
    check("Cause.\n\n```yaml\n```\n\n```text\n```\n", "cause or way out is missing");
    check("```yaml\n```\n\n```text\n```\n\nWay out.\n", "cause or way out is missing");
    check("Cause.\n\n```sh\n```\n", "a block of `sh` is no part of an example");
    check("Cause.\n\n```yaml\n```\n\nMore.\n\n```text\n```\n", "there are words within an example");
}
