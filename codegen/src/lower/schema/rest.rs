//! What a schema says of members and elements that it does not list, as `additionalProperties` and `items` say it: members by
//! pattern, the `unevaluated…` of JSON Schema 2020-12 §11, and members that stand under a condition.
//!
//! The client does not match names against patterns, so the rest of an object has one type: that of all patterns, or the
//! alternatives of them. What that loses is said.

use crate::diag::Diag;
use crate::lower::context::Context;
use crate::lower::sites::{STAMP, Site, stamp};
use crate::lower::table::Kind;
use crate::source::{Object, Value};

use super::{types, unions};

/// Patterns that any name matches.
const ANY_NAME: &[&str] = &["", "^", "$", ".*", "^.*", ".*$", "^.*$", ".+", "^.+", ".+$", "^.+$"];

/// What evaluates members or elements beside what is listed, so that what is left depends on the value.
const BY_VALUE: &[&str] = &["allOf", "anyOf", "oneOf", "x-bursar-if", "x-bursar-dependentSchemas", "x-bursar-contains"];

const HELP: &str = "say what all of them have in common under `additionalProperties`, by an overlay";

/// `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 §11.2, §11.3) where nothing but lists evaluates: what
/// they say is what `additionalProperties` and `items` would.
pub(super) fn unevaluated(schema: &mut Object, site: Site, cx: &mut Context) {
    for (key, plain) in [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")] {
        let Some(value) = schema.shift_remove(key) else { continue };
        let is_plain = !schema.contains_key(plain) && BY_VALUE.iter().all(|key| !schema.contains_key(*key));
        match value {
            Value::Object(rest) if is_plain => drop(schema.insert(plain.to_owned(), Value::Object(rest))),
            Value::Bool(false) if is_plain && schema.contains_key("x-bursar-prefixItems") && plain == "items" => {
                let mut nothing = Object::new();
                nothing.insert("not".to_owned(), Value::Object(Object::new()));
                stamp(&mut nothing, cx.sites.child(site, key, Some(Kind::Schema)));
                schema.insert(plain.to_owned(), Value::Object(nothing));
            }
            Value::Object(rest) if !schema.contains_key(plain) && says_type(&rest) => {
                let message = format!("what `{key}` is about depends on the value; all of it is any JSON values");
                let at = cx.place_of(site, key);
                cx.say(Diag::degraded("rest-untyped", at, message).help(HELP));
                if plain == "additionalProperties" {
                    schema.insert(plain.to_owned(), Value::Bool(true));
                }
            }
            value => {
                let message = format!("`{key}` restricts values and changes no type; it is kept for documentation");
                cx.note("constraint-keyword", site, key, message);
                schema.insert(format!("x-bursar-{key}"), value);
            }
        }
    }
}

/// `patternProperties` (JSON Schema 2020-12 §10.3.2.2) as the schema of every member that is not listed.
pub(super) fn patterns(schema: &mut Object, site: Site, cx: &mut Context) {
    const KEY: &str = "patternProperties";
    let types = types::all(schema);
    if !types.is_empty() && !types.iter().any(|name| name == "object") {
        return;
    }
    let Some(Value::Object(patterns)) = schema.shift_remove(KEY) else { return };
    let Some(first) = patterns.keys().next() else { return };
    let more = if patterns.len() > 1 { " or another pattern" } else { "" };
    cx.note("pattern-names", site, KEY, format!("the client does not check that names match `{first}`{more}"));
    let is_any_name = patterns.keys().any(|name| ANY_NAME.contains(&name.as_str()));
    let mut values: Vec<Object> = patterns.into_iter().filter_map(|(_, value)| possible(value)).collect();
    let is_open = match schema.shift_remove("additionalProperties") {
        Some(Value::Bool(false)) => false,
        Some(Value::Object(rest)) => {
            values.extend(possible(Value::Object(rest)));
            false
        }
        Some(_) => !is_any_name,
        None => !is_any_name && schema.get("x-bursar-unevaluatedProperties") != Some(&Value::Bool(false)),
    };
    let mut distinct: Vec<Object> = Vec::new();
    for value in values {
        if distinct.iter().all(|other| !same(other, &value)) {
            distinct.push(value);
        }
    }
    let is_silent = distinct.iter().any(|value| !says_type(value));
    let speaks = distinct.iter().any(says_type);
    let rest = if is_open || is_silent {
        if speaks {
            let why = if is_open { "other members may have any value" } else { "some of them may have any value" };
            let message = format!("members by pattern are any JSON values here: {why}");
            let at = cx.place_of(site, KEY);
            let diag = Diag::degraded("rest-untyped", at, message);
            let closed = "say `additionalProperties: false` by an overlay, if no other members come";
            cx.say(diag.help(if is_open { closed } else { HELP }));
        }
        Value::Bool(true)
    } else {
        one_of(distinct, site, KEY, cx)
    };
    schema.insert("additionalProperties".to_owned(), rest);
}

/// The members of `then`, `else` and `dependentSchemas` that the schema does not list are optional members of it.
pub(super) fn conditional(schema: &mut Object, site: Site, cx: &mut Context) {
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut first = None;
    for key in ["then", "else", "dependentSchemas"] {
        let Some(value) = schema.get(&format!("x-bursar-{key}")) else { continue };
        let parts: Vec<&Value> = match key {
            "dependentSchemas" => value.as_object().into_iter().flat_map(|members| members.values()).collect(),
            _ => vec![value],
        };
        let listed = schema.get("properties").and_then(Value::as_object);
        for (name, member) in parts.iter().filter_map(|part| part.get("properties")?.as_object()).flatten() {
            if name != STAMP && listed.is_none_or(|listed| !listed.contains_key(name)) {
                first = first.or(Some(key));
                found.push((name.clone(), member.clone()));
            }
        }
    }
    let Some(key) = first else { return };
    let composed = ["allOf", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key));
    if composed || !schema.contains_key("properties") {
        let names: Vec<String> = found.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message =
            format!("members under a condition are there only where they are listed without one: {}", names.join(", "));
        return cx.note("conditional-members", site, key, message);
    }
    let mut members: Vec<(String, Vec<Object>)> = Vec::new();
    for (name, member) in found {
        let Value::Object(member) = member else { continue };
        match members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) if all.iter().any(|other| same(other, &member)) => {}
            Some((_, all)) => all.push(member),
            None => members.push((name, vec![member])),
        }
    }
    for (name, all) in members {
        let member = one_of(all, site, key, cx);
        if let Some(Value::Object(listed)) = schema.get_mut("properties") {
            listed.insert(name, member);
        }
    }
}

/// The schema itself, nothing where it allows no value.
fn possible(value: Value) -> Option<Object> {
    let Value::Object(value) = value else { return None };
    let is_nothing = value.get("not").and_then(Value::as_object).is_some_and(|not| not.keys().all(|key| key == STAMP));
    (!is_nothing).then_some(value)
}

/// A schema for the values of all of these.
fn one_of(mut schemas: Vec<Object>, site: Site, key: &str, cx: &mut Context) -> Value {
    if schemas.len() < 2 {
        return schemas.pop().map_or(Value::Bool(false), Value::Object);
    }
    let mut all = Object::new();
    all.insert("anyOf".to_owned(), Value::Array(schemas.into_iter().map(Value::Object).collect()));
    unions::fold_null(&mut all, "anyOf");
    stamp(&mut all, cx.sites.child(site, key, Some(Kind::Schema)));
    Value::Object(all)
}

/// Whether a schema says of what type its values are.
fn says_type(schema: &Object) -> bool {
    const SPEAKING: &[&str] = &[
        "$ref",
        "type",
        "enum",
        "properties",
        "additionalProperties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "x-bursar-null",
        "x-bursar-types",
        "x-bursar-enum",
        "x-bursar-prefixItems",
    ];
    SPEAKING.iter().any(|key| schema.contains_key(*key))
}

/// Whether two schemas say the same, wherever they stand and whatever their words are.
fn same(one: &Object, other: &Object) -> bool {
    let words = |key: &String| key == STAMP || matches!(key.as_str(), "title" | "description" | "example");
    let count = |members: &Object| members.keys().filter(|key| !words(key)).count();
    count(one) == count(other)
        && one
            .iter()
            .filter(|(key, _)| !words(key))
            .all(|(key, value)| other.get(key).is_some_and(|it| alike(value, it)))
}

/// The same of values, in which only the place may differ.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let count = |members: &Object| members.keys().filter(|key| *key != STAMP).count();
            let is_there =
                |(key, value): (&String, &Value)| key == STAMP || other.get(key).is_some_and(|it| alike(value, it));
            count(one) == count(other) && one.iter().all(is_there)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        _ => one == other,
    }
}
