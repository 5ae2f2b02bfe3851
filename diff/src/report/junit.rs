//! JUnit's XML, as continuous integration reads it: a change that breaks or may break is a failure.

use std::fmt::Write as _;

use super::{Quiet, Report, markup, where_it_matters};
use crate::level::Level;

/// A test suite for each report.
pub fn print(reports: &[Report]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n".to_owned();
    for report in reports {
        let changes: Vec<_> = report.compared.changes.iter().filter(|change| change.ignored_by.is_none()).collect();
        let quiet: Vec<Quiet> = report.rest.iter().map(Quiet::of).collect();
        let levels = changes.iter().map(|change| change.level).chain(quiet.iter().map(|quiet| quiet.level));
        let failures = levels.filter(|level| *level > Level::Info).count();
        let name = markup(&report.revision.label);
        let tests = (changes.len() + quiet.len()).max(1);
        let _infallible =
            writeln!(text, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
        if changes.is_empty() && quiet.is_empty() {
            let _infallible = writeln!(text, "    <testcase classname=\"{name}\" name=\"no change\"/>");
        }
        for change in changes {
            let at = where_it_matters(change).map(|at| format!(" at {at}")).unwrap_or_default();
            let case = format!("{}{at} [{}]", change.id, change.fingerprint);
            let place = report.spot(change).map(|(head, site)| format!("{} {}", head.place(site), site.pointer));
            let told = (change.message.as_str(), place.unwrap_or_default());
            self::case(&mut text, (&name, &case), change.level, told);
        }
        for (quiet, item) in quiet.iter().zip(&report.rest) {
            let case = format!("{} of {} [{}]", quiet.id, item.item, quiet.fingerprint);
            self::case(&mut text, (&name, &case), quiet.level, (&quiet.message, report.revision.label.clone()));
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// A case by the names of its suite, which is markup already, and its own; what is told are a message and a place.
fn case(text: &mut String, (suite, name): (&str, &str), level: Level, (message, place): (&str, String)) {
    let _infallible = write!(text, "    <testcase classname=\"{suite}\" name=\"{}\"", markup(name));
    if level == Level::Info {
        text.push_str("/>\n");
        return;
    }
    let _infallible = writeln!(
        text,
        ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
        level.name(),
        markup(message),
        markup(&place)
    );
}
