//! Annotations of GitHub Actions: one workflow command for each change.

use std::fmt::Write as _;

use super::{Quiet, Report, plain, where_it_matters};
use crate::level::Level;

/// One line for each change that is not ignored, and for each of the crate alone.
pub fn print(reports: &[Report]) -> String {
    let mut text = String::new();
    for report in reports {
        for change in report.compared.changes.iter().filter(|change| change.ignored_by.is_none()) {
            let mut properties = Vec::new();
            // only the revision is checked out, so a line of the base would mark another one
            if let Some(site) = &change.revision {
                properties.push(format!("file={}", property(&report.revision.file(&site.file))));
                if let (Some(line), Some(column)) = (site.line, site.column) {
                    properties.push(format!("line={line},col={column}"));
                }
            } else {
                properties.push(format!("file={}", property(&report.revision.label)));
            }
            properties.push(format!("title={}", property(&change.id)));
            let at = where_it_matters(change).map(|at| format!(" ({at})")).unwrap_or_default();
            let message = data(&format!("{}{at}", plain(&change.message)));
            let _infallible = writeln!(text, "::{} {}::{message}", command(change.level), properties.join(","));
        }
        for quiet in report.rest.iter().map(Quiet::of) {
            let (file, title, message) = (property(&report.revision.label), property(&quiet.id), data(&quiet.message));
            let _infallible = writeln!(text, "::{} file={file},title={title}::{message}", command(quiet.level));
        }
    }
    text
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Err => "error",
        Level::Warn => "warning",
        Level::Info => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
