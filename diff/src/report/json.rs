//! The report for programs: `spec-diff/1`.

use serde_json::{Map, Value, json};

use super::{Counts, Head, Report};
use crate::change::{Change, Location, Occurrence, RustItem, Site};

/// The whole report; of several pairs of documents an object with all of them below `reports`.
pub fn print(reports: &[Report]) -> Value {
    match reports {
        [report] => document(report),
        reports => json!({
            "schema": "spec-diff-set/1",
            "reports": reports.iter().map(document).collect::<Vec<_>>(),
        }),
    }
}

fn document(report: &Report) -> Value {
    let Report { base, revision, compared, bump, rest } = report;
    let counts = Counts::of(&compared.changes);
    let mut document = json!({
        "schema": "spec-diff/1",
        "base": head(base),
        "revision": head(revision),
        "summary": {
            "err": counts.err,
            "warn": counts.warn,
            "info": counts.info,
            "wire_breaking": counts.err > 0,
            "rust_bump": bump.rust_bump,
            "current_version": bump.current_version,
            "required_version": bump.required_version,
        },
        "unresolved": {"base": compared.dangling.0, "revision": compared.dangling.1},
        "changes": compared.changes.iter().map(change).collect::<Vec<_>>(),
    });
    if !rest.is_empty() {
        document["rust"] = rest.iter().map(rust).collect();
    }
    document
}

fn head(head: &Head) -> Value {
    json!({"file": head.label, "openapi": head.about.openapi, "version": head.about.version})
}

fn change(change: &Change) -> Value {
    let row = change.rule.row();
    json!({
        "id": change.id,
        "fingerprint": change.fingerprint,
        "level": change.level.name(),
        "direction": change.direction.word(),
        "area": change.area.word(),
        "kind": row.kind.word(),
        "action": row.action.word(),
        "effect": change.effect.word(),
        "base": change.base.as_ref().map(site),
        "revision": change.revision.as_ref().map(site),
        "occurrences": change.occurrences.iter().map(occurrence).collect::<Vec<_>>(),
        "arguments": change.arguments,
        "rust": change.rust.iter().map(rust).collect::<Vec<_>>(),
        "message": change.message,
        "ignored_by": change.ignored_by,
    })
}

fn site(site: &Site) -> Value {
    let mut object = Map::new();
    object.insert("file".to_owned(), site.file.clone().into());
    object.insert("pointer".to_owned(), site.pointer.clone().into());
    if let (Some(line), Some(column)) = (site.line, site.column) {
        object.insert("line".to_owned(), line.into());
        object.insert("col".to_owned(), column.into());
    }
    if let Some(value) = &site.value {
        object.insert("value".to_owned(), value.to_json());
    }
    Value::Object(object)
}

fn occurrence(occurrence: &Occurrence) -> Value {
    let mut object = Map::new();
    object.insert("path".to_owned(), occurrence.path.clone().into());
    object.insert("method".to_owned(), occurrence.method.clone().into());
    object.insert("operation_id".to_owned(), occurrence.operation_id.clone().into());
    object.insert("location".to_owned(), location(&occurrence.location));
    Value::Object(object)
}

fn location(location: &Location) -> Value {
    let texts = [
        ("in", &location.within),
        ("param", &location.parameter),
        ("header", &location.header),
        ("status", &location.status),
        ("media_type", &location.media_type),
        ("scheme", &location.scheme),
        ("scope", &location.scope),
        ("callback", &location.callback),
    ];
    let mut object: Map<String, Value> =
        texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Value::from(text.clone()?)))).collect();
    if !location.property.is_empty() {
        object.insert("property".to_owned(), location.property.clone().into());
    }
    if location.webhook {
        object.insert("webhook".to_owned(), true.into());
    }
    Value::Object(object)
}

fn rust(item: &RustItem) -> Value {
    let mut value = json!({
        "item": item.item,
        "kind": item.kind,
        "change": item.change,
        "from": item.from,
        "to": item.to,
        "bump": item.bump,
    });
    if !item.others.is_empty() {
        value["occurrences"] = item.all().collect();
    }
    value
}
