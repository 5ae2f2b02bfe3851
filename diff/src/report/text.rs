//! The report for a terminal.

use std::fmt::Write as _;

use super::{Counts, Report, listed, plain, where_it_matters};
use crate::change::{Change, RustItem};
use crate::level::Level;

/// Whether colours are written (ECMA-48 §8.3.117).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With colours.
    Colour,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

fn colour(level: Level) -> &'static str {
    match level {
        Level::Err => "31;1",
        Level::Warn => "33",
        Level::Info => "36",
    }
}

/// All reports, one after the other.
pub fn print(reports: &[Report], style: Style) -> String {
    let mut text = String::new();
    for (index, report) in reports.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        one(report, style, &mut text);
    }
    text
}

fn one(report: &Report, style: Style, text: &mut String) {
    let counts = Counts::of(&report.compared.changes);
    let _infallible = writeln!(text, "{}: {}", style.paint("1", &report.title()), counts.summary());
    if let Some(rust) = report.rust() {
        let _infallible = writeln!(text, "{rust}");
    }
    for (side, references) in [("base", &report.compared.dangling.0), ("revision", &report.compared.dangling.1)] {
        for reference in references {
            let said =
                format!("`{}` of the {side} leads nowhere; what it stands for is not compared", plain(reference));
            let _infallible = writeln!(text, "{} {said}", style.paint("33", "note"));
        }
    }
    for change in &report.compared.changes {
        text.push('\n');
        describe(report, change, style, text);
    }
    if !report.rest.is_empty() {
        text.push_str("\nNothing changes on the wire by\n");
    }
    for item in &report.rest {
        let _infallible = writeln!(text, "     Rust {}", rust(item));
    }
}

fn describe(report: &Report, change: &Change, style: Style, text: &mut String) {
    let level = style.paint(colour(change.level), &format!("{:4}", change.level.name()));
    let _infallible = writeln!(text, "{level} {}", style.paint("1", &change.id));
    let _infallible = writeln!(text, "     {}", plain(&change.message));
    if let Some(operations) = where_it_matters(change) {
        let _infallible = writeln!(text, "     at {operations}");
    }
    for (word, head, site) in [("was", &report.base, &change.base), ("is ", &report.revision, &change.revision)] {
        if let Some(site) = site {
            let place = format!("{} {}", head.place(site), site.pointer);
            let _infallible = writeln!(text, "     {word} {}", style.paint("2", &plain(&place)));
        }
    }
    for item in &change.rust {
        let _infallible = writeln!(text, "     Rust {}", rust(item));
    }
    if let Some(reason) = &change.ignored_by {
        let _infallible = writeln!(text, "     ignored: {}", plain(reason));
    }
}

/// `types::Pet::name: String → Option<String> (major)`, or `Client::a, Client::b, Client::c and 4 more: …`.
pub(super) fn rust(item: &RustItem) -> String {
    let what = match (&item.from, &item.to) {
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (Some(from), None) => format!("{from} {}", item.change),
        (None, Some(to)) => format!("{to} {}", item.change),
        (None, None) => item.change.clone(),
    };
    let names = listed(&item.all().collect::<Vec<_>>());
    plain(&format!("{names}: {what} ({})", item.bump))
}
