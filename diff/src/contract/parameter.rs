//! Parameters and headers of all dialects: name, location, serialization and schema.

use super::node::{Node, Tree};
use super::schema::Made;

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub(crate) struct Parameter<'a> {
    pub(crate) name: &'a str,
    /// `path`, `query`, `header`, `cookie` or `querystring`.
    pub(crate) location: &'a str,
    pub(crate) node: Node<'a>,
    pub(crate) required: bool,
    pub(crate) schema: Option<Made<'a>>,
    /// The media type, when it is given by `content`.
    pub(crate) media: Option<&'a str>,
    pub(crate) style: &'a str,
    pub(crate) explode: bool,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub(crate) struct Header<'a> {
    pub(crate) name: &'a str,
    pub(crate) node: Node<'a>,
    pub(crate) required: bool,
    pub(crate) schema: Option<Made<'a>>,
}

impl<'a> Parameter<'a> {
    /// Reads one; `None` without a name or location. Bodies and forms of Swagger 2.0 are none.
    pub(crate) fn read(tree: &Tree<'a>, node: Node<'a>) -> Option<Self> {
        let node = tree.resolve(node);
        let (name, location) = (node.text("name")?, node.text("in")?);
        if matches!(location, "body" | "formData") {
            return None;
        }
        let (schema, media) = schema_of(tree, node);
        let (style, explode) = serialization(node, location);
        let required = node.says("required") || location == "path";
        Some(Self { name, location, node, required, schema, media, style, explode })
    }
}

impl<'a> Header<'a> {
    pub(crate) fn read(tree: &Tree<'a>, name: &'a str, node: Node<'a>) -> Self {
        let node = tree.resolve(node);
        let (schema, _) = schema_of(tree, node);
        Self { name, node, required: node.says("required"), schema }
    }
}

fn schema_of<'a>(tree: &Tree<'a>, node: Node<'a>) -> (Option<Made<'a>>, Option<&'a str>) {
    if let Some(schema) = tree.member(node, "schema") {
        return (Some(Made::Of(vec![schema])), None);
    }
    if let Some((media, content)) = tree.members_of(node, "content").into_iter().next() {
        let schema = tree.member(content, "schema").map(|schema| Made::Of(vec![schema]));
        return (schema, Some(media));
    }
    // Swagger 2.0 §5.2.13: the parameter says its type itself
    (node.has("type").then(|| Made::Of(vec![node])), None)
}

/// Style and explode with the defaults of the location (OAS 3.0.3 §4.7.12.2.1); `collectionFormat` of 2.0 in their words.
fn serialization<'a>(node: Node<'a>, location: &str) -> (&'a str, bool) {
    let default = match location {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    if node.has("type") && !node.has("schema") {
        return match node.text("collectionFormat") {
            Some("multi") => (default, true),
            Some("ssv") => ("spaceDelimited", false),
            Some("pipes") => ("pipeDelimited", false),
            Some("tsv") => ("tabDelimited", false),
            _ => (default, false),
        };
    }
    let style = node.text("style").unwrap_or(default);
    let explode = node.value.get("explode").and_then(|value| value.as_bool()).unwrap_or(style == "form");
    (style, explode)
}
