//! `enum` and `const`: values of one type, as the typed model wants them.

use std::collections::HashSet;

use crate::diag::Severity;
use crate::lower::context::Context;
use crate::lower::shape::{self, Spot};
use crate::lower::sites::Site;
use crate::source::{Object, Value};

use super::types;

/// Lowers the `enum` of a schema whose types are normal.
pub(super) fn lower(schema: &mut Object, site: Site, cx: &mut Context) {
    let Some(Value::Array(mut values)) = schema.shift_remove("enum") else { return };
    if values.is_empty() {
        cx.degraded("wrong-value", site, "enum", "`enum` has no values, expected at least one; it is ignored");
        return;
    }
    unique(&mut values, site, cx);
    let count = values.len();
    values.retain(|value| !matches!(value, Value::Null));
    if values.len() < count {
        null(schema, site, cx);
    }
    if values.is_empty() {
        schema.insert("x-bursar-null".to_owned(), true.into());
        schema.shift_remove("type");
        return;
    }
    let types = types::all(schema);
    match types.as_slice() {
        [] => infer(schema, values, site, cx),
        [name] => hold(schema, name, values, site, cx),
        _ => {
            schema.insert("enum".to_owned(), Value::Array(values));
        }
    }
}

fn unique(values: &mut Vec<Value>, site: Site, cx: &mut Context) {
    let mut seen = HashSet::new();
    let mut twice = Vec::new();
    values.retain(|value| {
        let text = format!("{value:?}");
        let new = !seen.contains(&text);
        if new {
            seen.insert(text);
        } else {
            twice.push(spelled(value));
        }
        new
    });
    for value in twice {
        cx.note("duplicate-enum-value", site, "enum", format!("`enum` has the value `{value}` more than once"));
    }
}

/// `null` among the values admits null where the type does (OAS 3.0.4 §4.7.24: only with `nullable: true`).
fn null(schema: &mut Object, site: Site, cx: &mut Context) {
    let typed = schema.contains_key("type");
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if typed && !nullable {
        let message = if cx.version.has_json_schema() {
            "`enum` has null, which `type` does not admit; it is read as nullable"
        } else {
            "`enum` has null without `nullable: true`; it is read as nullable"
        };
        cx.note("null-in-enum", site, "enum", message);
    }
    schema.insert("nullable".to_owned(), true.into());
}

fn infer(schema: &mut Object, values: Vec<Value>, site: Site, cx: &mut Context) {
    let fitting = ["string", "integer", "number", "boolean"]
        .into_iter()
        .find(|name| values.iter().all(|value| types::is_a(value, name)));
    match fitting {
        Some(name)
            if !schema.contains_key("allOf") && !schema.contains_key("oneOf") && !schema.contains_key("anyOf") =>
        {
            schema.insert("type".to_owned(), name.into());
            schema.insert("enum".to_owned(), Value::Array(values));
        }
        Some(_) => {
            schema.insert("enum".to_owned(), Value::Array(values));
        }
        None => {
            cx.note("mixed-enum", site, "enum", "`enum` has values of several types; any JSON value is accepted there");
            schema.insert("x-bursar-enum".to_owned(), Value::Array(values));
        }
    }
}

fn hold(schema: &mut Object, name: &str, values: Vec<Value>, site: Site, cx: &mut Context) {
    if matches!(name, "object" | "array") {
        cx.note(
            "mixed-enum",
            site,
            "enum",
            format!("`enum` of type `{name}` is not expressed; any such value is accepted"),
        );
        schema.insert("x-bursar-enum".to_owned(), Value::Array(values));
        return;
    }
    let values: Vec<Value> = values.into_iter().map(|value| fit(value, name, site, cx)).collect();
    let wrong: Vec<String> = values.iter().filter(|value| !types::is_a(value, name)).map(spelled).collect();
    if wrong.is_empty() {
        schema.insert("enum".to_owned(), Value::Array(values));
        return;
    }
    let message = format!("`enum` has values that the type `{name}` does not hold: `{}`", wrong.join("`, `"));
    cx.degraded("enum-type", site, "enum", message);
    schema.insert("x-bursar-enum".to_owned(), Value::Array(values));
}

/// Texts that were not quoted, and integers written like `1.0`.
fn fit(value: Value, name: &str, site: Site, cx: &mut Context) -> Value {
    let spot = Spot { site, key: "enum", severity: Severity::Note };
    let text = match (&value, name) {
        (Value::Number(number), "string") => number.as_str().to_owned(),
        (Value::Bool(truth), "string") => truth.to_string(),
        (Value::Number(number), "integer") => {
            return super::numbers::integer(number).map_or(value, |integer| Value::Number(integer.into()));
        }
        _ => return value,
    };
    shape::unquoted(cx, spot, &text);
    Value::String(text)
}

fn spelled(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::Bool(truth) => truth.to_string(),
        other => other.kind().to_owned(),
    }
}
