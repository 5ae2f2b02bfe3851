//! CHANGELOG.md of a generated crate, from the same changes as its version.

use std::fmt::Write as _;

use super::{Bump, Noted, Released, RustChange, What};

/// The text for a crate that is now at `version`, with the `changes` since the last release.
pub fn changelog(
    package: &str,
    header: &str,
    released: Option<&Released>,
    version: &str,
    changes: &[RustChange],
) -> String {
    let mut text = format!(
        "# Changelog of {package}\n\n<!-- {} -->\n\nWhat a program notices, from version to version.\n",
        header.replace("--", "- -")
    );
    let mut section = |noted: &Noted| {
        let _infallible = write!(text, "\n## {}\n\n{}", noted.version, noted.text);
    };
    for noted in current(released, version, changes).iter().chain(released.iter().flat_map(|it| &it.noted)) {
        section(noted);
    }
    text
}

/// What is to be noted of a version that is not released; nothing when that is the last release itself.
pub(super) fn current(released: Option<&Released>, version: &str, changes: &[RustChange]) -> Option<Noted> {
    let text = match released {
        None => "The first version.\n".to_owned(),
        Some(last) if last.version.to_string() == version => return None,
        Some(last) if changes.is_empty() => format!("As {}.\n", last.version),
        Some(_) => entry(changes),
    };
    Some(Noted { version: version.to_owned(), text })
}

fn entry(changes: &[RustChange]) -> String {
    let listed = |keep: &dyn Fn(&RustChange) -> bool| -> Vec<String> {
        changes.iter().filter(|change| keep(change)).map(line).collect()
    };
    let quiet = |change: &RustChange| change.change == What::Docs;
    let sections = [
        ("Breaking", listed(&|change| change.bump == Bump::Major)),
        ("New", listed(&|change| change.bump == Bump::Minor)),
        ("On the wire", listed(&|change| change.bump <= Bump::Patch && !quiet(change))),
    ];
    let mut text = String::new();
    for (title, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _infallible = write!(text, "{gap}### {title}\n\n{}", lines.concat());
    }
    match changes.iter().filter(|change| quiet(change)).count() {
        0 => {}
        count => {
            let (gap, noun) = (if text.is_empty() { "" } else { "\n" }, if count == 1 { "item" } else { "items" });
            let _infallible = writeln!(text, "{gap}The documentation of {count} {noun} changed.");
        }
    }
    text
}

fn line(change: &RustChange) -> String {
    let item = code(&change.item);
    let (from, to) = (change.from.as_deref().map(code), change.to.as_deref().map(code));
    let what = match (change.change, from, to) {
        (What::Added, _, Some(to)) => format!("{} {item}: {to}", change.kind),
        (What::Added, ..) => format!("{} {item}", change.kind),
        (What::Gone, ..) => format!("{} {item} is gone", change.kind),
        (What::Renamed | What::Moved, _, Some(to)) => format!("{} {item} is now {to}", change.kind),
        (what, Some(from), Some(to)) => format!("{} {item}, {what}: {from} is now {to}", change.kind),
        (what, Some(from), None) => format!("{} {item}, {what}: no longer {from}", change.kind),
        (what, None, Some(to)) => format!("{} {item}, {what}: {to}", change.kind),
        (what, None, None) => format!("{} {item}, {what}", change.kind),
    };
    format!("- {what}\n")
}

/// Text as code, which cannot end before it does.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|sign| {
            if sign == '`' {
                '\''
            } else if sign.is_control() {
                ' '
            } else {
                sign
            }
        })
        .collect();
    format!("`{text}`")
}
