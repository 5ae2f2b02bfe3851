//! Callbacks: path items that operations have under `x-bursar-callbacks`, which the typed model does not read.

use std::collections::HashSet;

use openapiv3::{PathItem, ReferenceOr};

use crate::source::{Pointer, Value};

use super::parse::{Failures, read};
use super::{Call, Doc, Method};

/// The key of callbacks of an operation, and of the section of components, in a lowered document.
const CALLBACKS: &str = "x-bursar-callbacks";

/// A path item that an operation names as a callback.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    operation: String,
    name: String,
    expression: String,
    item: ReferenceOr<PathItem>,
    at: Pointer,
}

/// A request that the provider makes because of an operation.
#[derive(Debug, Clone)]
pub struct Callback<'d> {
    /// The operation that names it first: its `operationId`, or method and path.
    pub operation: &'d str,
    /// Name of the callback there.
    pub name: &'d str,
    /// The request; its path is the expression for the address.
    pub call: Call<'d>,
}

impl Doc {
    /// Every request of the callbacks, in document order. One that several operations share is there once.
    pub fn callbacks(&self) -> impl Iterator<Item = Callback<'_>> {
        self.callbacks.iter().flat_map(|stated| {
            let calls = self.calls(&stated.expression, &stated.item, &stated.at);
            calls.into_iter().map(|call| Callback { operation: &stated.operation, name: &stated.name, call })
        })
    }
}

/// The callbacks of all operations below `paths`.
pub(super) fn collect(value: &Value, failures: &mut Failures) -> Vec<Stated> {
    let mut found = Collect { value, seen: HashSet::new(), stated: Vec::new() };
    let paths = Pointer::root().child("paths");
    for (path, _) in value.at(&paths).and_then(Value::as_object).into_iter().flatten() {
        let Some((item, at)) = found.follow(paths.child(path)) else { continue };
        for method in Method::ALL {
            if let Some(operation) = item.get(method.key()) {
                let own = operation.get("operationId").and_then(Value::as_str).filter(|id| !id.trim().is_empty());
                let route = || format!("{} {path}", method.key().to_uppercase());
                found.operation(own.map_or_else(route, str::to_owned), &at.child(method.key()), failures);
            }
        }
    }
    found.stated
}

struct Collect<'v> {
    value: &'v Value,
    seen: HashSet<Pointer>,
    stated: Vec<Stated>,
}

impl<'v> Collect<'v> {
    fn operation(&mut self, operation: String, at: &Pointer, failures: &mut Failures) {
        let at = at.child(CALLBACKS);
        for (name, _) in self.value.at(&at).and_then(Value::as_object).into_iter().flatten() {
            let Some((expressions, at)) = self.follow(at.child(name)) else { continue };
            for (expression, item) in expressions.as_object().into_iter().flatten() {
                let at = at.child(expression);
                if expression.starts_with("x-") || !self.seen.insert(at.clone()) {
                    continue;
                }
                let item = read(item, &at, failures);
                self.stated.extend(item.map(|item| Stated {
                    operation: operation.clone(),
                    name: name.clone(),
                    expression: expression.clone(),
                    item,
                    at,
                }));
            }
        }
    }

    /// The end of a chain of references; lowering has left no cycle, and none is followed.
    fn follow(&self, mut at: Pointer) -> Option<(&'v Value, Pointer)> {
        let mut passed = HashSet::new();
        loop {
            let found = self.value.at(&at)?;
            let Some(reference) = found.get("$ref").and_then(Value::as_str) else { return Some((found, at)) };
            at = Pointer::parse(reference.strip_prefix('#')?)?;
            if !passed.insert(at.clone()) {
                return None;
            }
        }
    }
}
