//! Swagger 2.0 as OpenAPI 3.0, with the shapes already checked.

mod body;
mod location;
mod parameter;
mod security;

use crate::source::{Object, Value};

use super::context::Context;
use super::sites::{Site, stamp, stamped};
use super::table::Kind;

use body::Media;

/// What operations take from the root of the document.
pub(super) struct Defaults {
    /// Media types of requests.
    pub(super) consumes: Option<Vec<String>>,
    /// Media types of responses.
    pub(super) produces: Option<Vec<String>>,
    /// `parameters` of the root by name, as they were written.
    pub(super) parameters: Object,
    /// `responses` of the root by name, as they were written.
    pub(super) responses: Object,
}

/// Converts the document in place.
pub(super) fn convert(root: &mut Value, cx: &mut Context) {
    let Some(root) = root.as_object_mut() else { return };
    location::convert(root, cx);
    let defaults = Defaults {
        consumes: texts(root, "consumes"),
        produces: texts(root, "produces"),
        parameters: object(root, "parameters"),
        responses: object(root, "responses"),
    };
    let mut components = Object::new();
    section(&mut components, "schemas", object(root, "definitions"));
    let mut media = Media::new(&defaults);
    shared_parameters(&mut components, &defaults, &mut media, cx);
    let responses = defaults.responses.iter().map(|(name, response)| {
        let mut response = response.clone();
        body::response(&mut response, None, &mut media, cx);
        (name.clone(), response)
    });
    let responses = responses.collect();
    section(&mut components, "responses", responses);
    let mut schemes = object(root, "securityDefinitions");
    schemes.values_mut().for_each(|scheme| security::convert(scheme, cx));
    section(&mut components, "securitySchemes", schemes);
    if let Some(Value::Object(paths)) = root.get_mut("paths") {
        paths.values_mut().filter_map(Value::as_object_mut).for_each(|item| path_item(item, &defaults, &mut media, cx));
    }
    media.say_assumed(cx);
    if components.is_empty() {
        return;
    }
    let site = cx.sites.child(Site::ROOT, "components", Some(Kind::Components));
    stamp(&mut components, site);
    root.insert("components".to_owned(), Value::Object(components));
}

fn section(components: &mut Object, name: &str, members: Object) {
    if !members.is_empty() {
        components.insert(name.to_owned(), Value::Object(members));
    }
}

/// Takes a list of texts.
pub(super) fn texts(object: &mut Object, key: &str) -> Option<Vec<String>> {
    match object.shift_remove(key) {
        Some(Value::Array(items)) => {
            Some(items.into_iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
        }
        _ => None,
    }
}

/// Takes an object.
pub(super) fn object(object: &mut Object, key: &str) -> Object {
    match object.shift_remove(key) {
        Some(Value::Object(members)) => members,
        _ => Object::new(),
    }
}

/// A text member, empty when there is none.
pub(super) fn text<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The site of an object that the check has stamped.
pub(super) fn site_of(object: &Object) -> Site {
    stamped(object).unwrap_or(Site::ROOT)
}

fn shared_parameters(components: &mut Object, defaults: &Defaults, media: &mut Media<'_>, cx: &mut Context) {
    let (mut parameters, mut bodies) = (Object::new(), Object::new());
    for (name, parameter) in &defaults.parameters {
        let Value::Object(members) = parameter else { continue };
        match text(members, "in") {
            "body" => drop(bodies.insert(name.clone(), body::from_body(members.clone(), None, media, cx))),
            // a form is one body, made where its fields are used
            "formData" => {}
            _ => drop(parameters.insert(name.clone(), parameter::convert(members.clone(), cx))),
        }
    }
    section(components, "parameters", parameters);
    section(components, "requestBodies", bodies);
}

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

fn path_item(item: &mut Object, defaults: &Defaults, media: &mut Media<'_>, cx: &mut Context) {
    let mut shared_body = Vec::new();
    if let Some(Value::Array(parameters)) = item.shift_remove("parameters") {
        let (plain, body) = parameter::divide(parameters, defaults, cx);
        shared_body = body;
        if !plain.is_empty() {
            item.insert("parameters".to_owned(), Value::Array(plain));
        }
    }
    for method in METHODS {
        if let Some(Value::Object(operation)) = item.get_mut(*method) {
            operation_parts(operation, &shared_body, defaults, media, cx);
        }
    }
}

fn operation_parts(
    operation: &mut Object,
    shared_body: &[Object],
    defaults: &Defaults,
    media: &mut Media<'_>,
    cx: &mut Context,
) {
    let consumes = texts(operation, "consumes");
    let produces = texts(operation, "produces");
    location::of_operation(operation, cx);
    let mut body = Vec::new();
    if let Some(Value::Array(parameters)) = operation.shift_remove("parameters") {
        let (plain, own) = parameter::divide(parameters, defaults, cx);
        body = own;
        if !plain.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(plain));
        }
    }
    for shared in shared_body {
        let same = |own: &Object| text(own, "in") == text(shared, "in") && text(own, "name") == text(shared, "name");
        let replaced = body.iter().any(|own| same(own) || text(own, "in") == "body");
        if !replaced {
            body.push(shared.clone());
        }
    }
    let made = body::request(body, consumes.as_deref(), media, site_of(operation), cx);
    operation.extend(made.map(|body| ("requestBody".to_owned(), body)));
    if let Some(Value::Object(responses)) = operation.get_mut("responses") {
        responses.values_mut().for_each(|response| {
            body::inline(response, produces.as_deref(), defaults);
            body::response(response, produces.as_deref(), media, cx);
        });
    }
}
