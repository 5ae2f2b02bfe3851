//! The report as one page: nothing is loaded, and everything can be read without scripts, which only filter.

use std::fmt::Write as _;

use super::{Counts, Report, coded, markup, named, operations};
use crate::change::{Change, RustItem, Site};
use crate::level::Level;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// Operations of a change that are listed.
const LISTED: usize = 200;

/// The page.
pub fn print(reports: &[Report]) -> String {
    let mut body = String::new();
    for report in reports {
        one(report, &mut body);
    }
    let total = reports.iter().fold(Counts::default(), |sum, report| {
        let counts = Counts::of(&report.compared.changes);
        Counts { err: sum.err + counts.err, warn: sum.warn + counts.warn, info: sum.info + counts.info }
    });
    let filters = filters(total);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; img-src data:\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>API changes: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>API changes</h1>\n{filters}{body}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        total.summary()
    )
}

fn filters(counts: Counts) -> String {
    let level = |name: &str, word: &str, count: usize| {
        format!("<label><input type=\"checkbox\" checked data-level=\"{name}\"> {word} ({count})</label>\n")
    };
    format!(
        "<form id=\"filters\" hidden>\n{}{}{}<label class=\"search\">Filter \
         <input type=\"search\" id=\"words\" placeholder=\"path, property, id\"></label>\n\
         <output id=\"shown\"></output>\n</form>\n",
        level("ERR", "breaking", counts.err),
        level("WARN", "warnings", counts.warn),
        level("INFO", "harmless", counts.info)
    )
}

fn one(report: &Report, body: &mut String) {
    let counts = Counts::of(&report.compared.changes);
    let _infallible = writeln!(body, "<section>\n<h2>{}</h2>", markup(&report.title()));
    let rust = report.rust().map(|rust| format!(" · {}", markup(&rust))).unwrap_or_default();
    let _infallible = writeln!(body, "<p class=\"summary\">{}{rust}</p>", counts.summary());
    for reference in report.compared.dangling.0.iter().chain(&report.compared.dangling.1) {
        let _infallible = writeln!(
            body,
            "<p class=\"note\"><code>{}</code> leads nowhere; what it stands for is not compared.</p>",
            markup(reference)
        );
    }
    for change in &report.compared.changes {
        describe(report, change, body);
    }
    if !report.rest.is_empty() {
        body.push_str("<p class=\"note\">Nothing changes on the wire by</p>\n");
        items(&report.rest, body);
    }
    body.push_str("</section>\n");
}

fn describe(report: &Report, change: &Change, body: &mut String) {
    let level = change.level.name();
    let ignored = if change.ignored_by.is_some() { " ignored" } else { "" };
    let _infallible = writeln!(body, "<article class=\"{level}{ignored}\" data-level=\"{level}\">");
    let _infallible = writeln!(
        body,
        "<h3><span class=\"level\">{level}</span> {}</h3>\n<p class=\"id\"><code>{}</code> · {} · {}</p>",
        coded(&change.message),
        markup(&change.id),
        change.direction.word(),
        change.effect.word()
    );
    places(report, change, body);
    occurrences(change, body);
    if !change.rust.is_empty() {
        items(&change.rust, body);
    }
    if let Some(reason) = &change.ignored_by {
        let _infallible = writeln!(body, "<p class=\"note\">ignored: {}</p>", markup(reason));
    }
    body.push_str("</article>\n");
}

fn items(items: &[RustItem], body: &mut String) {
    body.push_str("<ul class=\"rust\">\n");
    for item in items {
        let _infallible = writeln!(body, "<li><code>{}</code></li>", markup(&super::text::rust(item)));
    }
    body.push_str("</ul>\n");
}

fn places(report: &Report, change: &Change, body: &mut String) {
    body.push_str("<dl>\n");
    let sides = [("was", &report.base, &change.base), ("is", &report.revision, &change.revision)];
    for (word, head, site) in sides {
        if let Some(site) = site {
            let value = value(site).map(|value| format!(" <code class=\"value\">{value}</code>")).unwrap_or_default();
            let _infallible = writeln!(
                body,
                "<dt>{word}</dt><dd>{} <code>{}</code>{value}</dd>",
                markup(&head.place(site)),
                markup(&site.pointer)
            );
        }
    }
    body.push_str("</dl>\n");
}

fn value(site: &Site) -> Option<String> {
    let text = crate::contract::value::shown(site.value.as_ref()?);
    Some(markup(&text))
}

fn occurrences(change: &Change, body: &mut String) {
    let all = operations(change);
    match all.as_slice() {
        [] => {}
        [only] => {
            let _infallible = writeln!(body, "<p class=\"at\">{}</p>", markup(&named(only)));
        }
        _ => {
            let open = if change.level == Level::Err && all.len() < 5 { " open" } else { "" };
            let _infallible = writeln!(body, "<details{open}><summary>{} operations</summary>\n<ul>", all.len());
            for at in all.iter().take(LISTED) {
                let _infallible = writeln!(body, "<li>{}</li>", markup(&named(at)));
            }
            if let Some(more) = all.len().checked_sub(LISTED).filter(|more| *more > 0) {
                let _infallible = writeln!(body, "<li>and {more} more</li>");
            }
            body.push_str("</ul></details>\n");
        }
    }
}
