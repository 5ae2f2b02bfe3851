//! SARIF 2.1.0 (OASIS), which code hosts show beside the text.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Quiet, Report, plain, where_it_matters};
use crate::change::{Change, RustItem};
use crate::level::Level;

/// One run with the changes of all reports.
pub fn print(reports: &[Report]) -> Value {
    let mut rules = BTreeMap::new();
    let mut results = Vec::new();
    for report in reports {
        for change in &report.compared.changes {
            rules.entry(change.id.clone()).or_insert_with(|| rule(change));
            results.push(result(report, change));
        }
        for item in &report.rest {
            let quiet = Quiet::of(item);
            results.push(quiet_result(report, item, &quiet));
            rules.entry(quiet.id.clone()).or_insert_with(|| quiet_rule(item, &quiet));
        }
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "bursar-diff", "rules": rules.into_values().collect::<Vec<_>>()}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The level of SARIF (§3.27.10).
fn level(level: Level) -> &'static str {
    match level {
        Level::Err => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    }
}

fn rule(change: &Change) -> Value {
    let row = change.rule.row();
    json!({
        "id": change.id,
        "shortDescription": {"text": change.id.replace('-', " ")},
        "defaultConfiguration": {"level": level(change.level)},
        "properties": {"kind": row.kind.word(), "action": row.action.word()},
    })
}

fn result(report: &Report, change: &Change) -> Value {
    let at = where_it_matters(change).map(|at| format!(" ({at})")).unwrap_or_default();
    let mut result = json!({
        "ruleId": change.id,
        "level": level(change.level),
        "message": {"text": format!("{}{at}", plain(&change.message))},
        "partialFingerprints": {"specDiff/v1": change.fingerprint},
        "properties": {"effect": change.effect.word(), "direction": change.direction.word()},
    });
    let site = change.revision.as_ref();
    let file = site.map_or(report.revision.label.clone(), |site| report.revision.file(&site.file));
    let mut physical = json!({"artifactLocation": {"uri": uri(&file)}});
    if let Some((line, column)) = site.and_then(|site| site.line.zip(site.column)) {
        physical["region"] = json!({"startLine": line, "startColumn": column});
    }
    result["locations"] = json!([{"physicalLocation": physical}]);
    if let Some(reason) = &change.ignored_by {
        result["suppressions"] = json!([{"kind": "external", "justification": reason}]);
    }
    result
}

fn quiet_rule(item: &RustItem, quiet: &Quiet) -> Value {
    json!({
        "id": quiet.id,
        "shortDescription": {"text": quiet.id.replace('-', " ")},
        "defaultConfiguration": {"level": level(quiet.level)},
        "properties": {"kind": "rust", "action": item.change},
    })
}

fn quiet_result(report: &Report, item: &RustItem, quiet: &Quiet) -> Value {
    json!({
        "ruleId": quiet.id,
        "level": level(quiet.level),
        "message": {"text": quiet.message},
        "partialFingerprints": {"specDiff/v1": quiet.fingerprint},
        "properties": {"bump": item.bump, "items": item.all().collect::<Vec<_>>()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&report.revision.label)}}}],
    })
}

/// A relative reference (RFC 3986 §4.2).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
