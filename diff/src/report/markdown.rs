//! The report for a pull request: a summary line, what breaks, and the rest folded away.

use std::fmt::Write as _;

use super::{Counts, Report, coded, markup, where_it_matters};
use crate::change::Change;
use crate::level::Level;

/// All reports, one after the other.
pub fn print(reports: &[Report]) -> String {
    let mut text = String::new();
    for report in reports {
        one(report, &mut text);
    }
    text
}

fn one(report: &Report, text: &mut String) {
    let counts = Counts::of(&report.compared.changes);
    let _infallible = writeln!(text, "### {}\n", inline(&markup(&report.title())));
    let rust = report.rust().map(|rust| format!(" · {}", inline(&markup(&rust)))).unwrap_or_default();
    let _infallible = writeln!(text, "**{}**{rust}\n", counts.summary());
    for reference in report.compared.dangling.0.iter().chain(&report.compared.dangling.1) {
        let named = inline(&markup(reference));
        let _infallible = writeln!(text, "<code>{named}</code> leads nowhere; what it stands for is not compared.\n");
    }
    let (breaking, rest): (Vec<_>, Vec<_>) =
        report.compared.changes.iter().partition(|change| change.level == Level::Err && change.ignored_by.is_none());
    for change in &breaking {
        describe(report, change, text);
    }
    if !report.rest.is_empty() {
        text.push_str("\nNothing changes on the wire by\n\n");
    }
    for item in &report.rest {
        let _infallible = writeln!(text, "- Rust: <code>{}</code>", inline(&markup(&super::text::rust(item))));
    }
    if rest.is_empty() {
        return;
    }
    let title = if breaking.is_empty() { "Nothing breaks; what changed" } else { "What does not break, or may" };
    let _infallible = writeln!(text, "\n<details><summary>{title}: {}</summary>\n", rest.len());
    for change in rest {
        describe(report, change, text);
    }
    text.push_str("\n</details>\n");
}

fn describe(report: &Report, change: &Change, text: &mut String) {
    let sign = match change.level {
        Level::Err => "❌",
        Level::Warn => "⚠️",
        Level::Info => "ℹ️",
    };
    let message = inline(&coded(&change.message));
    let _infallible = writeln!(text, "- {sign} {message} (<code>{}</code>)", change.id);
    if let Some(operations) = where_it_matters(change) {
        let _infallible = writeln!(text, "  <br>{}", inline(&markup(&operations)));
    }
    if let Some((head, site)) = report.spot(change) {
        let place = format!("{} {}", head.place(site), site.pointer);
        let _infallible = writeln!(text, "  <br><code>{}</code>", inline(&markup(&place)));
    }
    for item in &change.rust {
        let _infallible = writeln!(text, "  <br>Rust: <code>{}</code>", inline(&markup(&super::text::rust(item))));
    }
    if let Some(reason) = &change.ignored_by {
        let _infallible = writeln!(text, "  <br>ignored: {}", inline(&markup(reason)));
    }
}

/// HTML inside Markdown, where nothing of the text is markup of its own, a link or a mention.
fn inline(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for c in html.chars() {
        match c {
            '*' | '_' | '[' | ']' | '|' | '@' | '`' | '~' | '\\' | '{' | '}' | '$' | '!' => {
                let _infallible = write!(text, "&#{};", u32::from(c));
            }
            c => text.push(c),
        }
    }
    // a bare address would become a link
    text.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn text_is_no_markdown() {
        let check = |text: &str, expect: &str| assert_eq!(inline(text), expect);
        check("[a](http://x)", "&#91;a&#93;(http&#58;//x)");
        check("@someone", "&#64;someone");
        check("<code>a_b</code>", "<code>a&#95;b</code>");
    }
}
