//! JUnit's XML, as continuous integration reads it: a change that breaks or may break is a failure.

use std::fmt::Write as _;

use super::{Report, markup, where_it_matters};
use crate::level::Level;

/// A test suite for each report.
pub fn print(reports: &[Report]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n".to_owned();
    for report in reports {
        let changes: Vec<_> = report.compared.changes.iter().filter(|change| change.ignored_by.is_none()).collect();
        let failures = changes.iter().filter(|change| change.level > Level::Info).count();
        let name = markup(&report.revision.label);
        let tests = changes.len().max(1);
        let _infallible =
            writeln!(text, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
        if changes.is_empty() {
            let _infallible = writeln!(text, "    <testcase classname=\"{name}\" name=\"no change\"/>");
        }
        for change in changes {
            let at = where_it_matters(change).map(|at| format!(" at {at}")).unwrap_or_default();
            let case = format!("{}{at} [{}]", change.id, change.fingerprint);
            let _infallible = write!(text, "    <testcase classname=\"{name}\" name=\"{}\"", markup(&case));
            if change.level == Level::Info {
                text.push_str("/>\n");
                continue;
            }
            let place = report.spot(change).map(|(head, site)| format!("{} {}", head.place(site), site.pointer));
            let message = markup(&change.message);
            let _infallible = writeln!(
                text,
                ">\n      <failure type=\"{}\" message=\"{message}\">{}</failure>\n    </testcase>",
                change.level.name(),
                markup(&place.unwrap_or_default())
            );
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}
