//! From value to types. Lowering leaves nothing that could fail here; should something all the same, the smallest part
//! that does is what is reported.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{
    Example, Header, OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};
use serde::de::DeserializeOwned;

use crate::diag::{Diag, Diags, Place};
use crate::source::{Pointer, Value};

use super::{ADDITIONAL, Doc, KEPT, KEPT_LIST, PATH_ITEMS, QUERY, WEBHOOKS, callbacks};

/// The typed model takes some 30 KiB of stack for each level of nesting in an unoptimised build, and lowering lets
/// through 128 levels, of which it may make two each.
const STACK: usize = 32 << 20;

/// Reads a lowered document.
///
/// # Errors
///
/// `unreadable` for a document that was not lowered: the typed model refuses a part of it.
pub fn parse(value: &Value, file: &str, diags: &mut Diags) -> Option<Doc> {
    let (doc, failures) = std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || typed(value));
        let failed = |why: String| (None, vec![(Pointer::root(), why)]);
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(read)) => read,
            Ok(Err(_)) => failed("the typed model panicked".to_owned()),
            Err(error) => failed(error.to_string()),
        }
    });
    for (at, message) in &failures {
        let message = format!("this part of the document could not be read: {message}");
        let help = "this is a defect of the generator; please report it with the document";
        diags.push(Diag::error("unreadable", Place::pointer(file, at), message).help(help));
    }
    doc
}

fn typed(value: &Value) -> (Option<Doc>, Failures) {
    let mut failures = Vec::new();
    let openapi = read::<OpenAPI>(value, &Pointer::root(), &mut failures);
    if openapi.is_none() {
        // the whole failed: say which parts do, and only else that the whole does
        let mut parts = Vec::new();
        components(value, &mut parts);
        members::<ReferenceOr<PathItem>>(value, &Pointer::root().child("paths"), &mut parts);
        if !parts.is_empty() {
            failures = parts;
        }
    }
    let webhooks = members(value, &Pointer::root().child(WEBHOOKS), &mut failures);
    let path_items = members(value, &Pointer::root().join(["components", PATH_ITEMS]), &mut failures);
    let callbacks = callbacks::collect(value, &mut failures);
    let mut kept = HashMap::new();
    kept_schemas(value, &mut Vec::new(), &mut kept, &mut failures);
    let mut operations = HashMap::new();
    for section in [
        Pointer::root().child("paths"),
        Pointer::root().child(WEBHOOKS),
        Pointer::root().join(["components", PATH_ITEMS]),
    ] {
        further(value, &section, &mut operations, &mut failures);
    }
    let whole = openapi.filter(|_| failures.is_empty());
    let doc = whole.map(|openapi| Doc { openapi, webhooks, path_items, callbacks, kept, operations });
    (doc, failures)
}

/// What could not be read, and why.
pub(super) type Failures = Vec<(Pointer, String)>;

/// Reads one part.
pub(super) fn read<T: DeserializeOwned>(value: &Value, at: &Pointer, failures: &mut Failures) -> Option<T> {
    super::read::read(value).map_err(|error| failures.push((at.clone(), error.to_string()))).ok()
}

fn components(value: &Value, failures: &mut Failures) {
    let at = |section: &str| Pointer::root().join(["components", section]);
    members::<ReferenceOr<Schema>>(value, &at("schemas"), failures);
    members::<ReferenceOr<Response>>(value, &at("responses"), failures);
    members::<ReferenceOr<Parameter>>(value, &at("parameters"), failures);
    members::<ReferenceOr<Example>>(value, &at("examples"), failures);
    members::<ReferenceOr<RequestBody>>(value, &at("requestBodies"), failures);
    members::<ReferenceOr<Header>>(value, &at("headers"), failures);
    members::<ReferenceOr<SecurityScheme>>(value, &at("securitySchemes"), failures);
}

/// Collects the operations of a section's path items that have a method which the typed document does not know.
fn further(value: &Value, section: &Pointer, to: &mut HashMap<Pointer, Operation>, failures: &mut Failures) {
    for (name, item) in value.at(section).and_then(Value::as_object).into_iter().flatten() {
        let at = section.child(name);
        let query = item.get(QUERY).map(|operation| (at.child(QUERY), operation));
        let others = item.get(ADDITIONAL).and_then(Value::as_object).into_iter().flatten();
        let others = others.map(|(verb, operation)| (at.child(ADDITIONAL).child(verb), operation));
        for (at, operation) in query.into_iter().chain(others) {
            to.extend(read(operation, &at, failures).map(|operation| (at, operation)));
        }
    }
}

/// Collects the schemas of keywords that the typed document does not have. `path` leads to `value`.
fn kept_schemas<'v>(value: &'v Value, path: &mut Vec<Step<'v>>, kept: &mut Kept, failures: &mut Failures) {
    let steps: Vec<(Step<'v>, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, member)| (Step::Key(key), member)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (Step::Index(index), item)).collect(),
        _ => return,
    };
    for (step, member) in steps {
        let in_list = matches!((&step, path.last()), (Step::Index(_), Some(Step::Key(KEPT_LIST))));
        let is_kept = in_list || matches!(step, Step::Key(key) if KEPT.contains(&key));
        path.push(step);
        if is_kept {
            let at = path.iter().fold(Pointer::root(), |at, step| match step {
                Step::Key(key) => at.child(key),
                Step::Index(index) => at.index(*index),
            });
            kept.extend(read(member, &at, failures).map(|schema| (at, schema)));
        }
        kept_schemas(member, path, kept, failures);
        path.pop();
    }
}

type Kept = HashMap<Pointer, ReferenceOr<Schema>>;

enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

/// The members of the object at `at`; none where there is no object.
fn members<T: DeserializeOwned>(value: &Value, at: &Pointer, failures: &mut Failures) -> IndexMap<String, T> {
    let members = value.at(at).and_then(Value::as_object).into_iter().flatten();
    let members = members.filter(|(key, _)| !key.starts_with("x-") || !at.is_within(&Pointer::root().child("paths")));
    members.filter_map(|(key, member)| Some((key.clone(), read(member, &at.child(key), failures)?))).collect()
}
