//! How far a mistake reaches: a schema loses a keyword, a response a header, an operation is left out as a whole when what it
//! sends would not be what the document says. Nothing of it stops the rest of the document.

use crate::diag::{Diag, Severity};
use crate::source::{Object, Value};

use super::context::Context;
use super::sites::Site;
use super::table::Kind;

/// Marks an operation that cannot be offered, with the reason.
pub(super) const UNUSABLE: &str = "x-bursar-unusable";

/// The keys of a path item that are operations.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What is left of a node after the errors that were said of it, which are those from `before` on; they become
/// degradations where this node is as far as they reach.
pub(super) fn within(cx: &mut Context, kind: Kind, read: Option<Object>, site: Site, before: usize) -> Option<Object> {
    let lost = cx.lost.remove(&site);
    let first = cx.said[before..].iter().find(|diag| is_local(diag)).map(|diag| diag.message.clone());
    if first.is_some() && is_part(kind) && !matches!(kind, Kind::Responses | Kind::MediaType | Kind::Encoding) {
        degrade(cx, before);
    }
    let mut members = read?;
    match (kind, first, lost) {
        (Kind::Parameter | Kind::RequestBody | Kind::SecurityScheme | Kind::Server, Some(_), _) => return None,
        (Kind::Operation | Kind::PathItem, Some(why), _) | (_, None, Some(why)) => unusable(kind, &mut members, &why),
        _ => {}
    }
    Some(members)
}

/// Whether the rest of a document can do without a node of this kind.
pub(super) fn is_part(kind: Kind) -> bool {
    !matches!(kind, Kind::Root | Kind::Info | Kind::Components | Kind::Paths)
}

/// Remembers who cannot be offered without the node at `site`, which is left out.
pub(super) fn lost(cx: &mut Context, kind: Kind, site: Site) {
    if !matches!(kind, Kind::Parameter | Kind::RequestBody) {
        return;
    }
    let what = cx.sites.pointer(site);
    let mut owner = cx.sites.parent(site);
    while owner != Site::ROOT && cx.sites.kind(owner).is_none() {
        owner = cx.sites.parent(owner);
    }
    if matches!(cx.sites.kind(owner), Some(Kind::Operation | Kind::PathItem)) {
        cx.lost.entry(owner).or_insert_with(|| format!("the {} at `{what}` cannot be read", kind.name()));
    }
}

/// Marks an operation, or all of a path item.
pub(super) fn unusable(kind: Kind, members: &mut Object, why: &str) {
    match kind {
        Kind::Operation => {
            members.entry(UNUSABLE.to_owned()).or_insert_with(|| why.into());
        }
        Kind::PathItem => {
            let operations = members.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str()));
            for operation in operations.filter_map(|(_, operation)| operation.as_object_mut()) {
                operation.entry(UNUSABLE.to_owned()).or_insert_with(|| Value::from(why));
            }
        }
        _ => {}
    }
}

/// Whether an error is about one place; the others are about what may be read at all.
fn is_local(diag: &Diag) -> bool {
    diag.severity == Severity::Error && !matches!(diag.code, "too-deep" | "reserved-key" | "bad-key")
}

fn degrade(cx: &mut Context, before: usize) {
    for diag in cx.said[before..].iter_mut().filter(|diag| is_local(diag)) {
        diag.severity = Severity::Degraded;
    }
}
