//! Bodies of requests and responses: `body` and `formData` parameters, `schema` and `examples` of responses, for the media
//! types of `consumes` and `produces`.

use crate::diag::Diag;
use crate::lower::context::Context;
use crate::lower::sites::{STAMP, Site, stamp, stamped};
use crate::lower::table::Kind;
use crate::source::{Object, Pointer, Value};

use super::parameter::{self, Place, SHARED};
use super::{Defaults, object, site_of, text};

const JSON: &str = "application/json";
const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Which media types apply, and whether any had to be assumed.
pub(super) struct Media<'d> {
    defaults: &'d Defaults,
    assumed: Vec<&'static str>,
}

impl<'d> Media<'d> {
    pub(super) fn new(defaults: &'d Defaults) -> Self {
        Self { defaults, assumed: Vec::new() }
    }

    fn consumed(&mut self, own: Option<&[String]>) -> Vec<String> {
        let listed = own.or(self.defaults.consumes.as_deref()).map(<[String]>::to_vec);
        self.or_json(listed, "consumes")
    }

    fn produced(&mut self, own: Option<&[String]>, schema: Option<&Value>) -> Vec<String> {
        let listed = own.or(self.defaults.produces.as_deref()).filter(|types| !types.is_empty());
        let is_file = schema.and_then(|schema| schema.get("type")).and_then(Value::as_str) == Some("file");
        if listed.is_none() && is_file {
            return vec!["application/octet-stream".to_owned()];
        }
        self.or_json(listed.map(<[String]>::to_vec), "produces")
    }

    fn or_json(&mut self, listed: Option<Vec<String>>, key: &'static str) -> Vec<String> {
        listed.filter(|types| !types.is_empty()).unwrap_or_else(|| {
            if !self.assumed.contains(&key) {
                self.assumed.push(key);
            }
            vec![JSON.to_owned()]
        })
    }

    /// Says once per document that it lacks a media type.
    pub(super) fn say_assumed(&self, cx: &mut Context) {
        for key in &self.assumed {
            let at = cx.place(Site::ROOT);
            let message = format!("bodies without `{key}`: `{JSON}` is assumed");
            cx.say(Diag::note("assumed-media-type", at, message).help(format!("say which with `{key}: [{JSON}]`")));
        }
    }
}

/// The request body that `body` and `formData` parameters make up.
pub(super) fn request(
    mut parameters: Vec<Object>,
    consumes: Option<&[String]>,
    media: &mut Media<'_>,
    operation: Site,
    cx: &mut Context,
) -> Option<Value> {
    let body = parameters.iter().position(|parameter| text(parameter, "in") == "body");
    if let Some(index) = body {
        let mut body = parameters.swap_remove(index);
        for left in &parameters {
            let at = cx.place(site_of(left));
            let message = format!("`{}` is left out: an operation has one body", text(left, "name"));
            cx.say(Diag::error("several-bodies", at, message));
        }
        let shared = body.shift_remove(SHARED);
        if let (Some(Value::String(name)), None) = (shared, consumes) {
            let target = Pointer::root().join(["components", "requestBodies", name.as_str()]);
            let mut reference = Object::new();
            reference.insert("$ref".to_owned(), target.to_string().into());
            let site = cx.sites.alias(site_of(&body), Kind::RequestBody);
            stamp(&mut reference, site);
            return Some(Value::Object(reference));
        }
        return Some(from_body(body, consumes, media, cx));
    }
    (!parameters.is_empty()).then(|| from_form(parameters, consumes, media, operation, cx))
}

/// A request body from a `body` parameter.
pub(super) fn from_body(
    mut parameter: Object,
    consumes: Option<&[String]>,
    media: &mut Media<'_>,
    cx: &mut Context,
) -> Value {
    let site = cx.sites.alias(site_of(&parameter), Kind::RequestBody);
    let schema = parameter.shift_remove("schema");
    let mut content = Object::new();
    for media_type in media.consumed(consumes) {
        let mut entry = Object::new();
        entry.extend(schema.clone().map(|schema| ("schema".to_owned(), schema)));
        let site = cx.sites.alias(site, Kind::MediaType);
        stamp(&mut entry, site);
        content.insert(media_type, Value::Object(entry));
    }
    parameter.retain(|key, _| matches!(key.as_str(), "description" | "required") || key.starts_with("x-"));
    parameter.insert("content".to_owned(), Value::Object(content));
    stamp(&mut parameter, site);
    Value::Object(parameter)
}

fn from_form(
    parameters: Vec<Object>,
    consumes: Option<&[String]>,
    media: &mut Media<'_>,
    operation: Site,
    cx: &mut Context,
) -> Value {
    let has_file = parameters.iter().any(|parameter| text(parameter, "type") == "file");
    let listed = consumes.or(media.defaults.consumes.as_deref()).unwrap_or_default();
    let mut types: Vec<String> =
        listed.iter().filter(|name| name.as_str() == URLENCODED || name.as_str() == MULTIPART).cloned().collect();
    if has_file {
        types.retain(|name| name == MULTIPART);
    }
    if types.is_empty() {
        types.push(if has_file { MULTIPART } else { URLENCODED }.to_owned());
    }
    let is_required = parameters.iter().any(|parameter| parameter.get("required") == Some(&Value::Bool(true)));
    let (schema, encoding) = form(parameters, operation, cx);
    let mut content = Object::new();
    for media_type in types {
        let mut entry = Object::new();
        entry.insert("schema".to_owned(), Value::Object(schema.clone()));
        if !encoding.is_empty() {
            entry.insert("encoding".to_owned(), Value::Object(encoding.clone()));
        }
        let site = cx.sites.child(operation, "parameters", Some(Kind::MediaType));
        stamp(&mut entry, site);
        content.insert(media_type, Value::Object(entry));
    }
    let mut body = Object::new();
    body.insert("content".to_owned(), Value::Object(content));
    body.insert("required".to_owned(), is_required.into());
    let site = cx.sites.child(operation, "parameters", Some(Kind::RequestBody));
    stamp(&mut body, site);
    Value::Object(body)
}

/// The object whose properties are the fields of a form, and how its arrays are written.
fn form(parameters: Vec<Object>, operation: Site, cx: &mut Context) -> (Object, Object) {
    let (mut properties, mut encoding, mut required) = (Object::new(), Object::new(), Vec::new());
    for mut parameter in parameters {
        let site = site_of(&parameter);
        let name = text(&parameter, "name").to_owned();
        let collection = text(&parameter, "collectionFormat").to_owned();
        let mut schema = parameter::schema(&mut parameter, site, cx);
        if text(&schema, "type") == "array" {
            let place = Place { location: "formData", collection: &collection };
            match place.style() {
                Some((style, explode)) => {
                    let mut way = Object::new();
                    way.extend(style.map(|style| ("style".to_owned(), Value::from(style))));
                    way.insert("explode".to_owned(), explode.into());
                    let site = cx.sites.alias(site, Kind::Encoding);
                    stamp(&mut way, site);
                    encoding.insert(name.clone(), Value::Object(way));
                }
                None => match place.separated() {
                    Some(style) => {
                        let mut way = Object::new();
                        way.insert("x-bursar-style".to_owned(), style.into());
                        way.insert("style".to_owned(), "form".into());
                        way.insert("explode".to_owned(), false.into());
                        let site = cx.sites.alias(site, Kind::Encoding);
                        stamp(&mut way, site);
                        encoding.insert(name.clone(), Value::Object(way));
                    }
                    None => parameter::joined(&mut schema, &place, site, cx),
                },
            }
        }
        schema.extend(parameter.shift_remove("description").map(|words| ("description".to_owned(), words)));
        schema.extend(
            parameter.iter().filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())),
        );
        if parameter.get("required") == Some(&Value::Bool(true)) {
            required.push(Value::from(name.as_str()));
        }
        properties.insert(name, Value::Object(schema));
    }
    let mut schema = Object::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required));
    }
    let site = cx.sites.child(operation, "parameters", Some(Kind::Schema));
    stamp(&mut schema, site);
    (schema, encoding)
}

/// A shared response of an operation with `produces` of its own is used in place, for those media types.
pub(super) fn inline(response: &mut Value, produces: Option<&[String]>, defaults: &Defaults) {
    if produces.is_none() || produces == defaults.produces.as_deref() {
        return;
    }
    let target = response.get("$ref").and_then(Value::as_str).and_then(Pointer::parse);
    let shared = target.and_then(|target| defaults.responses.get(target.last()?.as_ref()));
    if let Some(shared) = shared.filter(|shared| shared.get("schema").is_some()) {
        *response = shared.clone();
    }
}

/// Converts a response in place.
pub(super) fn response(response: &mut Value, produces: Option<&[String]>, media: &mut Media<'_>, cx: &mut Context) {
    let Some(members) = response.as_object_mut() else { return };
    let Some(site) = stamped(members) else { return };
    if members.contains_key("$ref") {
        return;
    }
    let schema = members.shift_remove("schema");
    let examples = examples(members, site, cx);
    let mut types = if schema.is_some() { media.produced(produces, schema.as_ref()) } else { Vec::new() };
    types.extend(examples.keys().filter(|name| !types.contains(name)).cloned().collect::<Vec<_>>());
    let mut content = Object::new();
    for media_type in types {
        let mut entry = Object::new();
        entry.extend(schema.clone().map(|schema| ("schema".to_owned(), schema)));
        entry.extend(examples.get(&media_type).cloned().map(|example| ("example".to_owned(), example)));
        let site = cx.sites.alias(site, Kind::MediaType);
        stamp(&mut entry, site);
        content.insert(media_type, Value::Object(entry));
    }
    if !content.is_empty() {
        members.insert("content".to_owned(), Value::Object(content));
    }
    for header in object_mut(members, "headers") {
        header_of(header, cx);
    }
}

fn object_mut<'o>(members: &'o mut Object, key: &str) -> impl Iterator<Item = &'o mut Value> {
    members.get_mut(key).and_then(Value::as_object_mut).into_iter().flat_map(Object::values_mut)
}

fn examples(response: &mut Object, site: Site, cx: &mut Context) -> Object {
    match response.get("examples") {
        None | Some(Value::Null) => drop(response.shift_remove("examples")),
        Some(Value::Object(_)) => return object(response, "examples"),
        Some(other) => {
            let message = format!("`examples` is a {}, expected an object of examples by media type", other.kind());
            cx.degraded("wrong-type", site, "examples", message);
            response.shift_remove("examples");
        }
    }
    Object::new()
}

fn header_of(header: &mut Value, cx: &mut Context) {
    let Some(members) = header.as_object_mut() else { return };
    let Some(site) = stamped(members) else { return };
    if members.contains_key("schema") {
        return;
    }
    if !members.contains_key("type") {
        members.insert("type".to_owned(), "string".into());
    }
    // how its array is joined is for those to know who read it: it is handed over as it came
    let schema = parameter::schema(members, site, cx);
    members.retain(|key, _| key == STAMP || key == "description" || key.starts_with("x-"));
    members.insert("schema".to_owned(), Value::Object(schema));
}
