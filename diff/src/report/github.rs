//! Annotations of GitHub Actions: one workflow command for each change.

use std::fmt::Write as _;

use super::{Report, plain, where_it_matters};
use crate::level::Level;

/// One line for each change that is not ignored.
pub fn print(reports: &[Report]) -> String {
    let mut text = String::new();
    for report in reports {
        for change in report.compared.changes.iter().filter(|change| change.ignored_by.is_none()) {
            let command = match change.level {
                Level::Err => "error",
                Level::Warn => "warning",
                Level::Info => "notice",
            };
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
            let _infallible = writeln!(text, "::{command} {}::{message}", properties.join(","));
        }
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
