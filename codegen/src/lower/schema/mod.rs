//! Schemas of every version as those of 3.0 that the typed model accepts without loss.

mod defaults;
mod enums;
mod numbers;
mod rest;
mod types;
mod unions;

use crate::diag::Diag;
use crate::source::{Object, Value};

use super::context::Context;
use super::nodes;
use super::sites::{STAMP, Site, stamp};
use super::version::Version;

/// Lowers one schema; those in it are lowered already.
pub(super) fn lower(schema: &mut Object, site: Site, cx: &mut Context) {
    schema.shift_remove("$defs");
    schema.shift_remove("definitions");
    schema.shift_remove("$anchor");
    schema.shift_remove("$dynamicAnchor");
    if let Some(Value::String(dialect)) = schema.shift_remove("$schema") {
        nodes::other_dialect(&dialect, "$schema", site, cx);
    }
    if cx.version == Version::V20 {
        swagger(schema);
    }
    if schema.contains_key("$ref") {
        siblings(schema, site, cx);
        if schema.contains_key("$ref") {
            return;
        }
    }
    constant(schema);
    types::normalize(schema);
    enums::lower(schema, site, cx);
    numbers::lower(schema, site, cx);
    defaults::lower(schema, site, cx);
    content(schema, site, cx);
    examples(schema);
    unions::fold_null(schema, "oneOf");
    unions::fold_null(schema, "anyOf");
    rest::unevaluated(schema, site, cx);
    rest::patterns(schema, site, cx);
    rest::conditional(schema, site, cx);
    types::split(schema, site, cx);
    types::refuse_inapplicable(schema, site, cx);
    if types::single(schema) == Some("array") && !schema.contains_key("items") && !cx.version.has_json_schema() {
        let message = "this schema of type `array` has no `items`; its elements are any JSON values";
        cx.say(Diag::note("missing-key", cx.place(site), message));
    }
}

/// What only Swagger 2.0 says.
fn swagger(schema: &mut Object) {
    if let Some(nullable) = schema.shift_remove("x-nullable") {
        schema.entry("nullable".to_owned()).or_insert(Value::Bool(nullable == Value::Bool(true)));
    }
    if let Some(Value::String(property)) = schema.get("discriminator") {
        let mut discriminator = Object::new();
        discriminator.insert("propertyName".to_owned(), property.as_str().into());
        schema.insert("discriminator".to_owned(), Value::Object(discriminator));
    }
    if schema.get("type").and_then(Value::as_str) == Some("file") {
        schema.insert("type".to_owned(), "string".into());
        schema.insert("format".to_owned(), "binary".into());
    }
}

/// A `$ref` with siblings is both (JSON Schema 2020-12 §8.2.3.1): `allOf` of the reference, and the siblings.
fn siblings(schema: &mut Object, site: Site, cx: &mut Context) {
    if schema.len() == 2 {
        return;
    }
    if !cx.version.has_json_schema() && schema.contains_key("nullable") {
        if schema.get("nullable") != Some(&Value::Bool(true)) {
            schema.shift_remove("nullable");
            return siblings(schema, site, cx);
        }
        let key = if cx.version == Version::V20 { "x-nullable" } else { "nullable" };
        let message = format!("`{key}` beside `$ref` is ignored by the standard; it is read as it is meant");
        cx.note("ref-nullable", site, key, message);
    }
    let Some(target) = schema.shift_remove("$ref") else { return };
    let mut reference = Object::new();
    reference.insert("$ref".to_owned(), target);
    stamp(&mut reference, site);
    let mut all = vec![Value::Object(reference)];
    if let Some(Value::Array(more)) = schema.shift_remove("allOf") {
        all.extend(more);
    }
    schema.insert("allOf".to_owned(), Value::Array(all));
}

fn constant(schema: &mut Object) {
    if let Some(value) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
        schema.insert("x-bursar-const".to_owned(), true.into());
    }
}

/// Binary content as `format` says it in 3.0 (OAS 3.1.1 §4.4.2, the table of migration).
fn content(schema: &mut Object, site: Site, cx: &mut Context) {
    let encoding = schema.shift_remove("contentEncoding");
    let media_type = schema.shift_remove("contentMediaType");
    let is_string = types::single(schema).is_none_or(|name| name == "string");
    if is_string && !schema.contains_key("format") {
        let format = match (encoding.as_ref().and_then(Value::as_str), media_type.as_ref().and_then(Value::as_str)) {
            (Some("base64" | "base64url"), _) => Some("byte"),
            (None, Some(media_type)) if !is_text(media_type) => Some("binary"),
            (Some(other), _) if !is_plain(other) => {
                let message = format!("the text is `{other}`; it is given as it is sent");
                cx.note("content-undecoded", site, "contentEncoding", message);
                None
            }
            _ => None,
        };
        if let Some(format) = format {
            schema.entry("type".to_owned()).or_insert_with(|| "string".into());
            schema.insert("format".to_owned(), format.into());
        }
    }
    schema.extend(encoding.map(|encoding| ("x-bursar-contentEncoding".to_owned(), encoding)));
    schema.extend(media_type.map(|media_type| ("x-bursar-contentMediaType".to_owned(), media_type)));
}

/// The encodings that change nothing (RFC 2045 §6.2).
fn is_plain(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"].iter().any(|plain| encoding.eq_ignore_ascii_case(plain))
}

fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.starts_with("text/") || essence.ends_with("json") || essence.ends_with("xml")
}

fn examples(schema: &mut Object) {
    let Some(Value::Array(examples)) = schema.shift_remove("examples") else { return };
    let has_example = schema.contains_key("example");
    if let (Some(first), false) = (examples.first(), has_example) {
        schema.insert("example".to_owned(), first.clone());
    }
    if examples.len() > 1 || (has_example && !examples.is_empty()) {
        schema.insert("x-bursar-examples".to_owned(), Value::Array(examples));
    }
}

/// Whether a key says something about a schema that changes no type.
fn is_annotation(key: &str) -> bool {
    key == STAMP
        || key.starts_with("x-")
        || matches!(
            key,
            "title"
                | "description"
                | "default"
                | "example"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "externalDocs"
                | "nullable"
        )
}
