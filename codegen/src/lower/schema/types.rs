//! `type`: one in 3.0, any number from 3.1 on.

use crate::diag::Diag;
use crate::lower::context::Context;
use crate::lower::sites::{STAMP, Site, stamp};
use crate::lower::table::Kind;
use crate::source::{Object, Value};

/// Keywords that say something about values of one type only (JSON Schema 2020-12 validation §6).
const KEYWORDS: &[(&[&str], &[&str])] = &[
    (
        &["string"],
        &[
            "pattern",
            "minLength",
            "maxLength",
            "x-bursar-contentEncoding",
            "x-bursar-contentMediaType",
            "x-bursar-contentSchema",
        ],
    ),
    (
        &["number", "integer"],
        &[
            "multipleOf",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "x-bursar-minimum",
            "x-bursar-maximum",
            "x-bursar-multipleOf",
        ],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "x-bursar-propertyNames",
            "x-bursar-unevaluatedProperties",
            "x-bursar-dependentSchemas",
            "x-bursar-dependentRequired",
        ],
    ),
    (
        &["array"],
        &[
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "x-bursar-prefixItems",
            "x-bursar-contains",
            "x-bursar-minContains",
            "x-bursar-maxContains",
            "x-bursar-unevaluatedItems",
        ],
    ),
];

/// The types that a keyword is about; nothing for those about all.
fn about(key: &str) -> Option<&'static [&'static str]> {
    KEYWORDS.iter().find(|(_, keys)| keys.contains(&key)).map(|(types, _)| *types)
}

/// The one type of a schema.
pub(super) fn single(schema: &Object) -> Option<&str> {
    schema.get("type")?.as_str()
}

/// The types of a schema.
pub(super) fn all(schema: &Object) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// `null` among the types becomes `nullable`; one type is left as a text, several as an array.
pub(super) fn normalize(schema: &mut Object) {
    let mut types = all(schema);
    if types.is_empty() {
        return;
    }
    let count = types.len();
    types.retain(|name| name != "null");
    if types.len() < count {
        schema.insert("nullable".to_owned(), true.into());
    }
    if types.iter().any(|name| name == "number") {
        types.retain(|name| name != "integer");
    }
    match types.as_slice() {
        [] => {
            schema.shift_remove("type");
            schema.insert("x-bursar-null".to_owned(), true.into());
        }
        [name] => {
            schema.insert("type".to_owned(), name.as_str().into());
        }
        _ => {
            schema.insert("type".to_owned(), Value::Array(types.into_iter().map(Value::from).collect()));
        }
    }
}

/// Several types become the members of an `anyOf`, each with the keywords about it.
pub(super) fn split(schema: &mut Object, site: Site, cx: &mut Context) {
    if !matches!(schema.get("type"), Some(Value::Array(_))) {
        return;
    }
    let types = all(schema);
    schema.shift_remove("type");
    if ["anyOf", "oneOf", "allOf"].iter().any(|key| schema.contains_key(*key)) {
        schema.insert("x-bursar-types".to_owned(), Value::Array(types.into_iter().map(Value::from).collect()));
        return;
    }
    let mut rest = Object::new();
    let mut specific = Vec::new();
    for (key, value) in std::mem::take(schema) {
        let moves = about(&key).is_some() || matches!(key.as_str(), "format" | "enum" | "x-bursar-const");
        if moves { specific.push((key, value)) } else { drop(rest.insert(key, value)) }
    }
    let mut members = Vec::new();
    for name in &types {
        let mut member = Object::new();
        member.insert("type".to_owned(), name.as_str().into());
        member.extend(specific.iter().filter_map(|(key, value)| share(key, value, name, &types)));
        let site = cx.sites.alias(site, Kind::Schema);
        stamp(&mut member, site);
        members.push(Value::Object(member));
    }
    *schema = rest;
    schema.insert("anyOf".to_owned(), Value::Array(members));
}

/// What of a keyword belongs to one of several types.
fn share(key: &str, value: &Value, name: &str, types: &[String]) -> Option<(String, Value)> {
    let is_number = |name: &str| matches!(name, "number" | "integer");
    let value = match key {
        "format" => {
            let numeric = matches!(value.as_str(), Some("int32" | "int64" | "float" | "double"));
            let numbers = types.iter().any(|name| is_number(name));
            let mine = if numeric && numbers { is_number(name) } else { name == "string" };
            mine.then(|| value.clone())?
        }
        "enum" => {
            let values: Vec<Value> = value.as_array()?.iter().filter(|value| is_a(value, name)).cloned().collect();
            (!values.is_empty()).then_some(Value::Array(values))?
        }
        _ => about(key).is_none_or(|types| types.contains(&name)).then(|| value.clone())?,
    };
    Some((key.to_owned(), value))
}

/// Whether a value is of a type.
pub(super) fn is_a(value: &Value, name: &str) -> bool {
    match value {
        Value::Number(number) => name == "number" || (name == "integer" && number.as_i64().is_some()),
        other => other.kind() == name,
    }
}

/// Keywords about other types than the one of the schema say nothing, and only confuse the typed model.
pub(super) fn refuse_inapplicable(schema: &mut Object, site: Site, cx: &mut Context) {
    let Some(name) = single(schema).map(str::to_owned) else { return };
    let mut refused = Vec::new();
    schema.retain(|key, _| {
        let foreign = key != STAMP && about(key).is_some_and(|types| !types.contains(&name.as_str()));
        let format = key == "format" && matches!(name.as_str(), "boolean" | "object" | "array");
        if foreign || format {
            refused.push(key.clone());
        }
        !(foreign || format)
    });
    for key in refused {
        let key = key.strip_prefix("x-bursar-").unwrap_or(&key);
        let at = cx.place_of(site, key);
        let message = format!("`{key}` says nothing about a value of type `{name}` and is ignored");
        cx.say(Diag::note("inapplicable-keyword", at, message));
    }
}
