//! Parameters of Swagger 2.0, which have a type instead of a schema (OAS 2.0 §5.2.7).

use crate::lower::context::Context;
use crate::lower::sites::{Site, stamp};
use crate::lower::table::Kind;
use crate::source::{Object, Pointer, Value};

use super::{Defaults, site_of, text};

/// Parameters that stay such, converted; and those that make up the body, as they were written.
pub(super) fn divide(parameters: Vec<Value>, defaults: &Defaults, cx: &mut Context) -> (Vec<Value>, Vec<Object>) {
    let (mut plain, mut body) = (Vec::new(), Vec::new());
    for parameter in parameters {
        let Value::Object(members) = parameter else { continue };
        let shared = members.get("$ref").and_then(Value::as_str).and_then(|target| named(target, defaults));
        match shared.as_ref().map_or_else(|| text(&members, "in"), |(_, shared)| text(shared, "in")) {
            "body" => {
                let mut own = shared.as_ref().map_or_else(|| members.clone(), |(_, shared)| (*shared).clone());
                own.extend(shared.map(|(name, _)| (SHARED.to_owned(), name.into())));
                body.push(own);
            }
            "formData" => body.push(shared.map_or(members, |(_, shared)| shared.clone())),
            _ if shared.is_some() => plain.push(Value::Object(members)),
            _ => plain.push(convert(members, cx)),
        }
    }
    (plain, body)
}

/// Marks a body that came from the root, with its name there.
pub(super) const SHARED: &str = "\0bursar-shared";

fn named<'d>(target: &str, defaults: &'d Defaults) -> Option<(String, &'d Object)> {
    let name = Pointer::parse(target)?.last()?.into_owned();
    let parameter = defaults.parameters.get(&name)?.as_object()?;
    Some((name, parameter))
}

/// A parameter of the query, a header or the path.
pub(super) fn convert(mut parameter: Object, cx: &mut Context) -> Value {
    let site = site_of(&parameter);
    let location = text(&parameter, "in").to_owned();
    if !parameter.contains_key("schema") {
        let collection = text(&parameter, "collectionFormat").to_owned();
        let mut schema = schema(&mut parameter, site, cx);
        if text(&schema, "type") == "array" {
            let place = Place { location: &location, collection: &collection };
            match place.style() {
                Some((style, explode)) => {
                    parameter.extend(style.map(|style| ("style".to_owned(), Value::from(style))));
                    parameter.insert("explode".to_owned(), explode.into());
                }
                None => match place.separated() {
                    Some(style) => {
                        parameter.insert("x-bursar-style".to_owned(), style.into());
                        parameter.insert("explode".to_owned(), false.into());
                    }
                    None => joined(&mut schema, &place, site, cx),
                },
            }
        }
        parameter.insert("schema".to_owned(), Value::Object(schema));
    }
    parameter.shift_remove("collectionFormat");
    Value::Object(parameter)
}

/// An array that no style of 3.0 writes: the caller gives the finished text.
pub(super) fn joined(schema: &mut Object, place: &Place<'_>, site: Site, cx: &mut Context) {
    let (collection, location) = (place.collection, place.location);
    let message =
        format!("`collectionFormat: {collection}` in {location} cannot be expressed; the argument is the joined text");
    cx.degraded("unsupported-collection-format", site, "collectionFormat", message);
    let stamp_site = site_of(schema);
    schema.clear();
    schema.insert("type".to_owned(), "string".into());
    schema.insert("x-bursar-collectionFormat".to_owned(), collection.into());
    stamp(schema, stamp_site);
}

/// Where an array is written, and how.
pub(super) struct Place<'a> {
    pub(super) location: &'a str,
    pub(super) collection: &'a str,
}

impl Place<'_> {
    /// The style and `explode` that write the same (`csv` is the default).
    pub(super) fn style(&self) -> Option<(Option<&'static str>, bool)> {
        let in_query = matches!(self.location, "query" | "formData");
        Some(match (self.collection, in_query) {
            ("" | "csv", true) => (Some("form"), false),
            ("" | "csv", false) => (None, false),
            ("multi", true) => (Some("form"), true),
            ("ssv", true) => (Some("spaceDelimited"), false),
            ("pipes", true) => (Some("pipeDelimited"), false),
            _ => return None,
        })
    }
}

impl Place<'_> {
    /// The style of ours for a separator that no style of 3.0 has in this place.
    pub(super) fn separated(&self) -> Option<&'static str> {
        match self.collection {
            "tsv" => Some("tabDelimited"),
            "ssv" => Some("spaceDelimited"),
            "pipes" => Some("pipeDelimited"),
            _ => None,
        }
    }
}

const OF_SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// Takes the members of a schema out of a parameter, header or items object.
pub(super) fn schema(owner: &mut Object, site: Site, cx: &mut Context) -> Object {
    let mut schema = Object::new();
    for key in OF_SCHEMA {
        schema.extend(owner.shift_remove(*key).map(|value| ((*key).to_owned(), value)));
    }
    schema.extend(owner.shift_remove("x-nullable").map(|value| ("x-nullable".to_owned(), value)));
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        let mut own = std::mem::take(items);
        let items_site = site_of(&own);
        nested(&mut own, items_site, cx);
        *items = self::schema(&mut own, items_site, cx);
    }
    let site = cx.sites.alias(site, Kind::Schema);
    stamp(&mut schema, site);
    schema
}

/// Arrays in arrays are joined with the format of the inner one, which no style of 3.0 does.
fn nested(items: &mut Object, site: Site, cx: &mut Context) {
    if text(items, "type") == "array" {
        let message = "an array in an array of a parameter cannot be expressed; its elements are the joined texts";
        cx.degraded("unsupported-collection-format", site, "type", message);
        for key in ["items", "minItems", "maxItems", "uniqueItems", "default", "enum"] {
            items.shift_remove(key);
        }
        items.insert("type".to_owned(), "string".into());
    }
    items.shift_remove("collectionFormat");
}
