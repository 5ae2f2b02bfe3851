//! Swagger 2.0 in the shape of OpenAPI 3: bodies and forms out of parameters, media types out of `consumes` and
//! `produces`, one server out of host and path.

use indexmap::IndexMap;

use super::node::{Node, Tree};
use super::operation::{Body, Media};
use super::schema::{Field, Made};

/// The media types of an operation, of the document, or the default.
fn media_types<'a>(tree: &Tree<'a>, operation: Node<'a>, key: &str) -> Vec<&'a str> {
    let list = tree.member(operation, key).or_else(|| tree.member(tree.root(), key));
    list.and_then(|list| list.value.as_array()).into_iter().flatten().filter_map(|name| name.as_str()).collect()
}

/// The body that the parameters of an operation describe.
pub(crate) fn body<'a>(tree: &Tree<'a>, operation: Node<'a>, parameters: &[Node<'a>]) -> Option<Body<'a>> {
    let is = |node: &&Node<'a>, location| node.text("in") == Some(location);
    let mut types = media_types(tree, operation, "consumes");
    if let Some(body) = parameters.iter().find(|node| is(node, "body")) {
        if types.is_empty() {
            types.push("application/json");
        }
        let schema = tree.member(*body, "schema").map(|schema| Made::Of(vec![schema]));
        let media = Media { node: *body, schema, encoding: None };
        let content = types.into_iter().map(|name| (name, media.clone())).collect();
        return Some(Body { node: *body, required: body.says("required"), content });
    }
    let fields: Vec<_> = parameters
        .iter()
        .filter(|node| is(node, "formData"))
        .filter_map(|node| Some(Field { name: node.text("name")?, node: *node }))
        .collect();
    let first = fields.first()?.node;
    types.retain(|name| name.contains("form"));
    if types.is_empty() {
        let files = fields.iter().any(|field| field.node.text("type") == Some("file"));
        types.push(if files { "multipart/form-data" } else { "application/x-www-form-urlencoded" });
    }
    let list = tree.member(operation, "parameters").unwrap_or(first);
    let required = fields.iter().any(|field| field.node.says("required"));
    let media = Media { node: list, schema: Some(Made::Form(list, fields)), encoding: None };
    Some(Body { node: list, required, content: types.into_iter().map(|name| (name, media.clone())).collect() })
}

/// What a response carries.
pub(crate) fn content<'a>(tree: &Tree<'a>, operation: Node<'a>, response: Node<'a>) -> IndexMap<&'a str, Media<'a>> {
    let Some(schema) = tree.member(response, "schema") else { return IndexMap::new() };
    let mut types = media_types(tree, operation, "produces");
    if types.is_empty() {
        types.push("application/json");
    }
    let media = Media { node: response, schema: Some(Made::Of(vec![schema])), encoding: None };
    types.into_iter().map(|name| (name, media.clone())).collect()
}

/// The addresses that the document is served at.
pub(crate) fn servers<'a>(tree: &Tree<'a>) -> Option<Vec<(String, Node<'a>)>> {
    let root = tree.root();
    let host = tree.member(root, "host");
    let base = tree.member(root, "basePath");
    let at = host.or(base)?;
    let schemes: Vec<_> = root.value.get("schemes").and_then(|list| list.as_array()).into_iter().flatten().collect();
    let path = root.text("basePath").unwrap_or_default().trim_end_matches('/');
    let Some(host) = root.text("host") else { return Some(vec![(path.to_owned(), at)]) };
    let mut schemes: Vec<_> = schemes.into_iter().filter_map(|scheme| scheme.as_str()).collect();
    if schemes.is_empty() {
        schemes.push("https");
    }
    Some(schemes.into_iter().map(|scheme| (format!("{scheme}://{host}{path}"), at)).collect())
}
