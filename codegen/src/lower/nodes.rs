//! Each node of a document in 3.0 form, made acceptable to the typed model: the last pass over the whole document.

use crate::source::{Object, Value};

use super::context::Context;
use super::schema;
use super::sites::{Verdict, visit};
use super::table::Kind;

/// The version that the result is written in.
const LOWERED: &str = "3.0.3";

/// Writes the version of the result, and keeps that of the document.
pub(super) fn version(root: &mut Value) {
    let Some(members) = root.as_object_mut() else { return };
    let found = members.shift_remove("swagger").or_else(|| members.get("openapi").cloned());
    members.insert("openapi".to_owned(), LOWERED.into());
    members.extend(found.map(|found| ("x-bursar-version".to_owned(), found)));
    members.entry("paths".to_owned()).or_insert_with(|| Value::Object(Object::new()));
}

/// Lowers every node, inner ones first.
pub(super) fn lower(root: &mut Value, cx: &mut Context) {
    visit(root, &mut |site, members| {
        match cx.sites.kind(site) {
            Some(Kind::Root) => dialect(members, site, cx),
            Some(Kind::Schema) => schema::lower(members, site, cx),
            Some(Kind::Operation) => {
                members.entry("responses".to_owned()).or_insert_with(|| Value::Object(Object::new()));
            }
            Some(Kind::Encoding) => encoding(members),
            Some(Kind::Response) => described(members),
            _ => {}
        }
        if members.contains_key("$ref") && !matches!(cx.sites.kind(site), Some(Kind::Schema)) {
            members.retain(|key, _| key == "$ref" || key == super::sites::STAMP);
        }
        Verdict::Keep
    });
}

/// In 3.2 a response may have a `summary` and no `description` (OAS 3.2.0, Response Object).
fn described(members: &mut Object) {
    if !members.contains_key("$ref") {
        let summary = members.get("x-bursar-summary").and_then(Value::as_str).unwrap_or_default().to_owned();
        members.entry("description".to_owned()).or_insert_with(|| summary.into());
    }
}

/// One of `style`, `explode` and `allowReserved` makes a value a styled one, also where it only says the default (OAS
/// 3.0.4 §4.7.15): `style` is there for these afterwards, and for no others. `explode` is true by default for the style
/// `form`, which the typed model does not know.
fn encoding(members: &mut Object) {
    if !["style", "explode", "allowReserved"].iter().any(|key| members.contains_key(*key)) {
        return;
    }
    let style = members.entry("style".to_owned()).or_insert_with(|| "form".into());
    if style.as_str() == Some("form") {
        members.entry("explode".to_owned()).or_insert(Value::Bool(true));
    }
}

const DIALECTS: &[&str] = &[
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
    "https://json-schema.org/draft/2020-12/schema",
];

fn dialect(members: &mut Object, site: super::sites::Site, cx: &mut Context) {
    if let Some(Value::String(dialect)) = members.shift_remove("jsonSchemaDialect") {
        other_dialect(&dialect, "jsonSchemaDialect", site, cx);
    }
}

/// Notes a dialect whose keywords may mean something else.
pub(super) fn other_dialect(dialect: &str, key: &str, site: super::sites::Site, cx: &mut Context) {
    if !DIALECTS.contains(&dialect.trim_end_matches('#')) {
        let message = format!("schemas are written in the dialect `{dialect}`; they are read as those of OpenAPI 3.1");
        cx.note("other-dialect", site, key, message);
    }
}
