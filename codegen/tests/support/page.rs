//! docs/support.md as text: what is written by hand up to a mark, and the tables behind it.

use crate::outcome::{Outcome, Ran};
use crate::rows::{Group, Row};

/// What stands before the tables.
const MARK: &str = "<!-- objects: written by the test -->\n";

/// The page with its tables written anew.
pub(crate) fn text(written: &str, groups: &[Group], ran: &Ran) -> String {
    let head = written.split_once(MARK).map_or(written, |(head, _)| head);
    let mut text = format!("{head}{MARK}");
    for group in groups {
        text.push_str(&format!("\n## {}\n\n", group.name));
        let from = format!("Examples: [{0}](../codegen/tests/support/{0}).", group.file);
        text.push_str(&if group.about.is_empty() { from } else { format!("{} {from}", group.about.trim()) });
        text.push_str("\n\n| key | 2.0 | 3.0 | 3.1 | 3.2 | how | held by |\n|---|---|---|---|---|---|---|\n");
        for (_, row, outcomes) in ran.rows(groups).filter(|(of, _, _)| std::ptr::eq(*of, group)) {
            text.push_str(&line(row, outcomes));
        }
    }
    text
}

fn line(row: &Row, outcomes: &[Option<Outcome>; 4]) -> String {
    let cells: Vec<String> =
        outcomes.iter().map(|outcome| outcome.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string)).collect();
    let links: Vec<String> = row
        .tests
        .iter()
        .map(|test| {
            let file = &test.file;
            format!("[{}](../{file})", test.name)
        })
        .collect();
    let how = row.how.trim().replace('\n', " ");
    format!("| `{}` | {} | {how} | {} |\n", row.name, cells.join(" | "), links.join(", "))
}
