//! What is said of each document, and of all of them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::check::Compiled;
use super::find::Found;
use super::{Check, Item};
use crate::alone::{Ending, Severity, Told};

/// The most codes that a line names one by one.
const MOST_CODES: usize = 12;

/// One line of a document.
pub(super) fn of(item: &Item, check: Check) -> String {
    let verdict = if item.is_good(check) { "ok  " } else { "FAIL" };
    let Ending::Told(told) = &item.watched.ending else {
        return format!("{verdict} {}: {}", item.document, broken(&item.watched.ending));
    };
    let Some(made) = &told.made else {
        return format!("{verdict} {}: {}", item.document, errors(told));
    };
    let each = made.lines as f64 / made.operations.max(1) as f64;
    let mut line = format!(
        "{verdict} {}: {}, operations {}/{}, webhooks {}, types {}, lines {} ({each:.0} an operation), files {}, {:.2} s, {} MiB",
        item.document,
        made.version,
        made.operations,
        made.of,
        made.webhooks,
        made.types,
        made.lines,
        made.files,
        told.seconds,
        item.watched.peak_kb >> 10,
    );
    line.push_str(&codes("; degraded", &told.codes(Severity::Degraded)));
    line.push_str(&codes("; notes", &told.codes(Severity::Note)));
    let loose: BTreeMap<&str, usize> = made.loose.iter().map(|(code, at)| (code.as_str(), at.len())).collect();
    line.push_str(&codes("; any value where a type is said", &loose));
    if !made.unsteady.is_empty() {
        line.push_str(&format!("; not the same again: {}", made.unsteady.join(", ")));
    }
    let parts: Vec<&str> = parts(told, &item.document).collect();
    if !parts.is_empty() {
        line.push_str(&format!("; with its parts {}", parts.join(", ")));
    }
    match (&item.compiled, check) {
        (Some(compiled), _) => line.push_str(&compiled.words()),
        (None, Check::Yes) => line.push_str("; was not compiled"),
        (None, Check::No) => {}
    }
    line
}

/// The files beside a document that were read with it.
fn parts<'t>(told: &'t Told, document: &str) -> impl Iterator<Item = &'t str> {
    told.read.iter().map(String::as_str).filter(move |name| *name != document)
}

fn broken(ending: &Ending) -> String {
    match ending {
        Ending::Told(_) => "told".to_owned(),
        Ending::Over(what) => format!("took {what}"),
        Ending::Broken(how, said) => format!("{how}: {}", said.lines().next().unwrap_or_default()),
    }
}

fn errors(told: &Told) -> String {
    let codes = codes("errors", &told.codes(Severity::Error));
    let first = told.said.iter().find(|said| said.severity == Severity::Error);
    let first = first.map(|said| said.text.lines().take(2).collect::<Vec<_>>().join(" ")).unwrap_or_default();
    format!("{codes}; the first: {first}")
}

fn codes(what: &str, codes: &BTreeMap<&str, usize>) -> String {
    if codes.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<(&str, usize)> = codes.iter().map(|(code, count)| (*code, *count)).collect();
    sorted.sort_by(|(left, more), (right, less)| less.cmp(more).then(left.cmp(right)));
    let total: usize = sorted.iter().map(|(_, count)| count).sum();
    let named: Vec<String> = sorted.iter().take(MOST_CODES).map(|(code, count)| format!("{code} {count}")).collect();
    let more = sorted.len().saturating_sub(MOST_CODES);
    let more = if more == 0 { String::new() } else { format!(", {more} more codes") };
    format!("{what} {total} ({}{more})", named.join(", "))
}

/// The end of a run.
pub(super) fn summary(items: &[Item], found: &Found, check: Check) -> Vec<String> {
    let read: Vec<&Told> = items.iter().filter_map(told).collect();
    let used = |name: &String| read.iter().any(|told| told.read.contains(name));
    let (with, without): (Vec<&String>, Vec<&String>) = found.parts.iter().partition(|name| used(name));
    let mut lines = Vec::new();
    if !with.is_empty() {
        lines.push(format!("skipped, as parts of documents: {}", names(&with)));
    }
    if !without.is_empty() {
        lines.push(format!("skipped, without a version and in no document: {}", names(&without)));
    }
    let made: Vec<_> = items.iter().filter_map(Item::made).collect();
    let sum = |of: fn(&crate::alone::Made) -> usize| -> usize { made.iter().map(|made| of(made)).sum() };
    let (expressed, all) = (sum(|made| made.operations), sum(|made| made.of));
    let (good, seconds) =
        (items.iter().filter(|item| item.is_good(check)).count(), read.iter().map(|told| told.seconds).sum::<f64>());
    let share = 100.0 * expressed as f64 / all.max(1) as f64;
    let loose: usize = made.iter().flat_map(|made| made.loose.values()).map(Vec::len).sum();
    lines.push(format!(
        "operations {expressed}/{all} ({share:.2} %), types {}, lines {} ({:.0} an operation), any value where a type is said {loose}, \
         generated in {seconds:.1} s{}",
        sum(|made| made.types),
        sum(|made| made.lines),
        sum(|made| made.lines) as f64 / expressed.max(1) as f64,
        compiled(items),
    ));
    lines.push(format!("{good} passed, {} failed", items.len() - good));
    lines
}

fn compiled(items: &[Item]) -> String {
    let seconds: Vec<f64> = items.iter().filter_map(|item| item.compiled.as_ref().map(Compiled::seconds)).collect();
    if seconds.is_empty() { String::new() } else { format!(", checked in {:.1} s", seconds.iter().sum::<f64>()) }
}

fn names(names: &[&String]) -> String {
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

fn told(item: &Item) -> Option<&Told> {
    if let Ending::Told(told) = &item.watched.ending { Some(told) } else { None }
}

/// All figures and everything that was said.
pub(super) fn json(items: &[Item], found: &Found) -> String {
    let one = |item: &Item| -> Value {
        json!({
            "document": item.document,
            "crate": item.name,
            "told": told(item),
            "broken": if told(item).is_some() { Value::Null } else { broken(&item.watched.ending).into() },
            "wall_seconds": item.watched.seconds,
            "peak_kb": item.watched.peak_kb,
            "compiled": item.compiled,
        })
    };
    format!("{:#}\n", json!({ "documents": items.iter().map(one).collect::<Vec<_>>(), "parts": found.parts }))
}
