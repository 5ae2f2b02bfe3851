//! Schemas that consist of themselves through `allOf` have no finite form; they are refused here.

use std::collections::HashMap;

use crate::diag::Diag;
use crate::source::{Pointer, Value};

use super::context::Context;
use super::sites::stamped;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    OnPath,
    Done,
}

/// Reports each cycle of `$ref` and `allOf` among the component schemas, and empties the schema that closes it.
pub(super) fn refuse(root: &mut Value, cx: &mut Context) {
    let schemas = Pointer::root().join(["components", "schemas"]);
    let edges: HashMap<String, Vec<String>> = root
        .at(&schemas)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, schema)| {
            let mut parts = Vec::new();
            consists_of(schema, &mut parts);
            (name.clone(), parts)
        })
        .filter(|(_, parts)| !parts.is_empty())
        .collect();
    let mut names: Vec<&String> = edges.keys().collect();
    names.sort();
    let mut marks = HashMap::new();
    for name in names {
        for cycle in search(name, &edges, &mut marks) {
            say(&cycle, root, &schemas, cx);
            if let Some(Value::Object(members)) = root.at_mut(&schemas.child(&cycle[0])) {
                members.shift_remove("allOf");
            }
        }
    }
}

/// The component schemas that a schema has all members of.
fn consists_of(schema: &Value, parts: &mut Vec<String>) {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        parts.extend(
            target.strip_prefix('#').and_then(Pointer::parse).and_then(|at| at.last().map(|key| key.into_owned())),
        );
        return;
    }
    for member in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        consists_of(member, parts);
    }
}

/// Depth first without recursion: a chain may be as long as there are schemas.
fn search<'e>(
    start: &'e str,
    edges: &'e HashMap<String, Vec<String>>,
    marks: &mut HashMap<&'e str, Mark>,
) -> Vec<Vec<String>> {
    let mut cycles = Vec::new();
    let mut path: Vec<(&'e str, usize)> = Vec::new();
    if !marks.contains_key(start) {
        marks.insert(start, Mark::OnPath);
        path.push((start, 0));
    }
    while let Some((name, next)) = path.last_mut() {
        let Some(part) = edges.get(*name).and_then(|parts| parts.get(*next)) else {
            marks.insert(name, Mark::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match marks.get(part.as_str()) {
            Some(Mark::Done) => {}
            Some(Mark::OnPath) => {
                let from = path.iter().position(|(name, _)| name == part).unwrap_or_default();
                cycles.push(path[from..].iter().map(|(name, _)| (*name).to_owned()).collect());
            }
            None => {
                marks.insert(part, Mark::OnPath);
                path.push((part, 0));
            }
        }
    }
    cycles
}

fn say(cycle: &[String], root: &Value, schemas: &Pointer, cx: &mut Context) {
    let schema = root.at(&schemas.child(&cycle[0])).and_then(Value::as_object);
    let at = match schema.and_then(stamped) {
        Some(site) => cx.place(site),
        None => cx.place_at(&schemas.child(&cycle[0])),
    };
    let names: Vec<String> = cycle.iter().chain(&cycle[..1]).map(|name| format!("`{name}`")).collect();
    let message = format!("this schema consists of itself through `allOf`: {}", names.join(" -> "));
    cx.say(Diag::error("allof-cycle", at, message).help("put one of them in a property instead"));
}
