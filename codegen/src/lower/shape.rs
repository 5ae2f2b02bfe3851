//! Values held against the shape that the keyword table gives them; what people really publish is read as it was meant,
//! with a note.

use crate::diag::{Diag, Severity};
use crate::source::{Number, Object, Value};

use super::context::Context;
use super::sites::Site;
use super::table::{Row, Shape};

/// A value with its place: the member `key` of the node at `site`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) site: Site,
    pub(super) key: &'a str,
    /// How bad a wrong value is here.
    pub(super) severity: Severity,
}

/// The kind of a value with its article.
pub(super) fn article(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Says that a value is of the wrong JSON type.
pub(super) fn wrong_type(cx: &mut Context, spot: Spot<'_>, value: &Value, expected: &str) {
    let message = format!("`{}` is {}, expected {expected}", spot.key, article(value));
    say(cx, spot, "wrong-type", message, None);
}

/// Says that a value is of the right JSON type and still wrong.
pub(super) fn wrong_value(cx: &mut Context, spot: Spot<'_>, found: &str, expected: &str) {
    say(cx, spot, "wrong-value", format!("`{}` is {found}, expected {expected}", spot.key), None);
}

/// Says something of the severity that is due at a place.
pub(super) fn say(cx: &mut Context, spot: Spot<'_>, code: &'static str, message: String, help: Option<String>) {
    let at = cx.place_of(spot.site, spot.key);
    let diag = match spot.severity {
        Severity::Note => Diag::note(code, at, message),
        Severity::Degraded => Diag::degraded(code, at, message),
        Severity::Error => Diag::error(code, at, message),
    };
    cx.say(match help {
        Some(help) => diag.help(help),
        None => diag,
    });
}

/// A value without nodes below it, as its row wants it; `None` when it is not usable, which was then said.
pub(super) fn plain(cx: &mut Context, row: &Row, spot: Spot<'_>, value: Value) -> Option<Value> {
    match row.shape {
        Shape::Any => Some(value),
        Shape::Text => text(cx, spot, value),
        Shape::Bool => match value {
            Value::Bool(_) => Some(value),
            Value::String(text) if matches!(text.as_str(), "true" | "false") => {
                quoted(cx, spot, &text);
                Some(Value::Bool(text == "true"))
            }
            other => refuse(cx, spot, &other, "a boolean"),
        },
        Shape::Number => match value {
            Value::Number(_) => Some(value),
            other => match unquoted_number(cx, spot, &other) {
                Some(number) => Some(Value::Number(number)),
                None => refuse(cx, spot, &other, "a number"),
            },
        },
        Shape::BoolOrNumber => match value {
            Value::Bool(_) | Value::Number(_) => Some(value),
            other => refuse(cx, spot, &other, "a boolean or a number"),
        },
        Shape::Count => count(cx, spot, value),
        Shape::Word(words) => word(cx, spot, value, words),
        Shape::Texts => texts(cx, spot, value),
        Shape::TextMap => text_map(cx, spot, value),
        Shape::Security => security(cx, spot, value),
        Shape::Values => match value {
            Value::Array(_) => Some(value),
            other => refuse(cx, spot, &other, "an array"),
        },
        Shape::Required => required(cx, spot, value),
        Shape::Types => types(cx, spot, value),
        Shape::One(_) | Shape::Many(_) | Shape::Map(_) | Shape::SchemaOrBool => Some(value),
    }
}

fn refuse(cx: &mut Context, spot: Spot<'_>, value: &Value, expected: &str) -> Option<Value> {
    wrong_type(cx, spot, value, expected);
    None
}

fn text(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    let text = match value {
        Value::String(_) => return Some(value),
        Value::Number(number) => number.as_str().to_owned(),
        Value::Bool(truth) => truth.to_string(),
        other => return refuse(cx, spot, &other, "a string"),
    };
    unquoted(cx, spot, &text);
    Some(Value::String(text))
}

/// Notes that something that must be text was written without quotes.
pub(super) fn unquoted(cx: &mut Context, spot: Spot<'_>, text: &str) {
    cx.note("unquoted-text", spot.site, spot.key, format!("`{text}` is not quoted; it is read as text"));
}

/// Notes that something that must not be text was written in quotes.
fn quoted(cx: &mut Context, spot: Spot<'_>, text: &str) {
    cx.note("quoted-value", spot.site, spot.key, format!("`{text}` is in quotes; it is read as without"));
}

fn unquoted_number(cx: &mut Context, spot: Spot<'_>, value: &Value) -> Option<Number> {
    let text = value.as_str()?;
    let number = Number::parse(text)?;
    quoted(cx, spot, text);
    Some(number)
}

fn count(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    let value = unquoted_number(cx, spot, &value).map_or(value, Value::Number);
    let Value::Number(number) = &value else {
        return refuse(cx, spot, &value, "an integer from 0");
    };
    if number.as_str().parse::<u64>().is_ok() {
        return Some(value);
    }
    let nearest = number.as_f64();
    if nearest < 0.0 || nearest.fract() != 0.0 {
        wrong_value(cx, spot, &format!("`{}`", number.as_str()), "an integer from 0");
        return None;
    }
    // below 2^53 a double holds every integer exactly
    if nearest < 9_007_199_254_740_992.0 {
        return Some(Value::Number(Number::from(nearest as i64)));
    }
    let message = format!("`{}: {}` is beyond 64 bits and restricts nothing", spot.key, number.as_str());
    cx.note("number-range", spot.site, spot.key, message);
    None
}

fn word(cx: &mut Context, spot: Spot<'_>, value: Value, words: &[&str]) -> Option<Value> {
    match &value {
        Value::String(text) if words.contains(&text.as_str()) => Some(value),
        Value::String(text) => {
            wrong_value(cx, spot, &format!("`{text}`"), &one_of(words));
            None
        }
        other => refuse(cx, spot, other, &one_of(words)),
    }
}

fn one_of(words: &[&str]) -> String {
    match words {
        [word] => format!("`{word}`"),
        _ => format!("one of `{}`", words.join("`, `")),
    }
}

fn texts(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    let Value::Array(items) = value else {
        return refuse(cx, spot, &value, "an array of strings");
    };
    let site = cx.sites.child(spot.site, spot.key, None);
    let items = items.into_iter().enumerate();
    let read = items.filter_map(|(index, item)| text(cx, Spot { site, key: &index.to_string(), ..spot }, item));
    Some(Value::Array(read.collect()))
}

fn text_map(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        return refuse(cx, spot, &value, "an object of strings");
    };
    let site = cx.sites.child(spot.site, spot.key, None);
    let read = members.into_iter().filter_map(|(key, member)| {
        if key.starts_with("x-") {
            return None;
        }
        let spot = Spot { site, key: &key, ..spot };
        let member = if matches!(member, Value::Null) {
            cx.note("null-value", site, &key, format!("`{key}` is null; it is read as empty text"));
            Some(Value::from(""))
        } else {
            text(cx, spot, member)
        };
        Some((key, member?))
    });
    Some(Value::Object(read.collect()))
}

fn security(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    let Value::Array(items) = value else {
        return refuse(cx, spot, &value, "an array of security requirements");
    };
    let list = cx.sites.child(spot.site, spot.key, None);
    let mut read = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        let index = index.to_string();
        let spot = Spot { site: list, key: &index, ..spot };
        let Value::Object(schemes) = item else {
            wrong_type(cx, spot, &item, "an object of scopes by security scheme");
            continue;
        };
        read.push(Value::Object(requirement(cx, spot, schemes)));
    }
    Some(Value::Array(read))
}

fn requirement(cx: &mut Context, spot: Spot<'_>, schemes: Object) -> Object {
    let site = cx.sites.child(spot.site, spot.key, None);
    let mut read = Object::with_capacity(schemes.len());
    for (name, scopes) in schemes {
        let scopes = if matches!(scopes, Value::Null) {
            cx.note("null-value", site, &name, format!("`{name}` is null; it is read as a list without scopes"));
            Some(Value::Array(Vec::new()))
        } else {
            texts(cx, Spot { site, key: &name, ..spot }, scopes)
        };
        read.extend(scopes.map(|scopes| (name, scopes)));
    }
    read
}

fn required(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    if let Value::Bool(flag) = value {
        let at = cx.place_of(spot.site, spot.key);
        let message = format!("`required: {flag}` at a schema has no meaning and is ignored");
        cx.say(Diag::note("required-flag", at, message).help("list the property in `required` of its object"));
        return None;
    }
    texts(cx, spot, value)
}

/// The types of a schema; `file` is of Swagger 2.0.
pub(super) const TYPES: &[&str] = &["string", "number", "integer", "boolean", "object", "array", "null", "file"];

fn types(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    match value {
        Value::Array(items) => {
            let site = cx.sites.child(spot.site, spot.key, None);
            let mut read: Vec<Value> = Vec::new();
            for (index, item) in items.into_iter().enumerate() {
                let item = one_type(cx, Spot { site, key: &index.to_string(), ..spot }, item);
                read.extend(item.filter(|item| !read.contains(item)));
            }
            (!read.is_empty()).then_some(Value::Array(read))
        }
        single => one_type(cx, spot, single),
    }
}

fn one_type(cx: &mut Context, spot: Spot<'_>, value: Value) -> Option<Value> {
    if matches!(value, Value::Null) {
        unquoted(cx, spot, "null");
        return Some("null".into());
    }
    word(cx, spot, value, TYPES)
}
