//! Operations of all dialects: parameters merged with those of the path, bodies, responses, servers, callbacks.

use indexmap::IndexMap;

use super::gather::Siblings;
use super::node::{Node, Tree};
use super::parameter::{Header, Parameter};
use super::schema::{Made, Schemas};
use super::security::{self, Alternative, Scheme};
use super::swagger;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A document as an API.
pub(crate) struct Api<'a> {
    pub(crate) schemas: Schemas<'a>,
    pub(crate) dialect: Dialect,
    pub(crate) routes: Vec<Route<'a>>,
    /// By name; each with its operations.
    pub(crate) webhooks: Vec<Route<'a>>,
    pub(crate) security: Option<Vec<Alternative<'a>>>,
    pub(crate) schemes: IndexMap<&'a str, Scheme<'a>>,
    pub(crate) servers: Vec<(String, Node<'a>)>,
    /// The named schemas.
    pub(crate) components: IndexMap<&'a str, Node<'a>>,
}

/// What a document is written in, as far as the same text means something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Swagger 2.0
    Two,
    /// OpenAPI 3.0
    Three,
    /// OpenAPI 3.1 and later
    Later,
}

/// Where an operation is called: a path or the name of a webhook, and a method.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route<'a> {
    pub(crate) path: &'a str,
    /// In capitals.
    pub(crate) method: &'a str,
    pub(crate) item: Node<'a>,
    pub(crate) node: Node<'a>,
}

/// An operation in full.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) parameters: Vec<Parameter<'a>>,
    pub(crate) body: Option<Body<'a>>,
    pub(crate) responses: IndexMap<String, Response<'a>>,
    pub(crate) security: Option<Vec<Alternative<'a>>>,
    pub(crate) servers: Option<Vec<(String, Node<'a>)>>,
    /// By name and expression.
    pub(crate) callbacks: Vec<Route<'a>>,
}

/// What is sent.
#[derive(Debug, Clone)]
pub(crate) struct Body<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) required: bool,
    pub(crate) content: IndexMap<&'a str, Media<'a>>,
}

/// One form of a body.
#[derive(Debug, Clone)]
pub(crate) struct Media<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) schema: Option<Made<'a>>,
    pub(crate) encoding: Option<Node<'a>>,
}

/// What is answered.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) headers: Vec<Header<'a>>,
    pub(crate) content: IndexMap<&'a str, Media<'a>>,
}

impl<'a> Api<'a> {
    pub(crate) fn read(tree: Tree<'a>) -> Self {
        let root = tree.root();
        let dialect = match (root.has("swagger"), root.text("openapi").or_else(|| root.text("swagger"))) {
            (true, _) => Dialect::Two,
            (_, Some(version)) if version.starts_with("3.0") => Dialect::Three,
            _ => Dialect::Later,
        };
        let siblings = if dialect == Dialect::Later { Siblings::Hold } else { Siblings::Ignored };
        let routes = tree.members_of(root, "paths");
        let routes = routes.into_iter().filter(|(path, _)| path.starts_with('/'));
        let webhooks = ["webhooks", "x-webhooks"].into_iter().flat_map(|key| tree.members_of(root, key));
        let definitions = match tree.member(root, "components") {
            Some(components) => tree.members_of(components, "schemas"),
            None => tree.members_of(root, "definitions"),
        };
        Self {
            dialect,
            routes: routes.flat_map(|(path, item)| operations(&tree, path, item)).collect(),
            webhooks: webhooks.flat_map(|(name, item)| operations(&tree, name, item)).collect(),
            security: security::requirements(&tree, root),
            schemes: security::schemes(&tree),
            servers: servers(&tree, root).or_else(|| swagger::servers(&tree)).unwrap_or_default(),
            components: definitions.into_iter().collect(),
            schemas: Schemas::new(tree, siblings),
        }
    }

    pub(crate) fn tree(&self) -> &Tree<'a> {
        &self.schemas.tree
    }

    /// An operation in full.
    pub(crate) fn operation(&self, route: Route<'a>) -> Operation<'a> {
        let tree = self.tree();
        let written = parameters(tree, route);
        let body = match self.dialect {
            Dialect::Two => swagger::body(tree, route.node, &written),
            _ => tree.member(route.node, "requestBody").map(|body| self.body(tree.resolve(body))),
        };
        let responses = tree.members_of(route.node, "responses").into_iter();
        let responses = responses.filter(|(status, _)| !status.starts_with("x-"));
        let callbacks = tree.members_of(route.node, "callbacks").into_iter();
        Operation {
            parameters: written.iter().filter_map(|node| Parameter::read(tree, *node)).collect(),
            body,
            responses: responses
                .map(|(status, node)| (status.to_ascii_lowercase(), self.response(route.node, tree.resolve(node))))
                .collect(),
            security: security::requirements(tree, route.node),
            servers: servers(tree, route.node).or_else(|| servers(tree, route.item)),
            callbacks: callbacks.flat_map(|(_, node)| self.callback(node)).collect(),
        }
    }

    fn callback(&self, node: Node<'a>) -> Vec<Route<'a>> {
        let tree = self.tree();
        let expressions = tree.members(tree.resolve(node)).into_iter();
        let expressions = expressions.filter(|(expression, _)| !expression.starts_with("x-"));
        expressions.flat_map(|(expression, item)| operations(tree, expression, item)).collect()
    }

    fn body(&self, node: Node<'a>) -> Body<'a> {
        Body { node, required: node.says("required"), content: self.content(node) }
    }

    fn content(&self, node: Node<'a>) -> IndexMap<&'a str, Media<'a>> {
        let tree = self.tree();
        let media = |node: Node<'a>| {
            let node = tree.resolve(node);
            let schema = tree.member(node, "schema").or_else(|| tree.member(node, "itemSchema"));
            Media { node, schema: schema.map(|schema| Made::Of(vec![schema])), encoding: tree.member(node, "encoding") }
        };
        tree.members_of(node, "content").into_iter().map(|(name, node)| (name, media(node))).collect()
    }

    fn response(&self, operation: Node<'a>, node: Node<'a>) -> Response<'a> {
        let tree = self.tree();
        let headers = tree.members_of(node, "headers").into_iter();
        Response {
            node,
            headers: headers.map(|(name, node)| Header::read(tree, name, node)).collect(),
            content: match self.dialect {
                Dialect::Two => swagger::content(tree, operation, node),
                _ => self.content(node),
            },
        }
    }
}

/// The operations of a path item.
fn operations<'a>(tree: &Tree<'a>, path: &'a str, item: Node<'a>) -> Vec<Route<'a>> {
    let resolved = tree.resolve(item);
    let mut routes = Vec::new();
    for (key, node) in tree.members(resolved) {
        if METHODS.contains(&key) {
            let method = match key {
                "get" => "GET",
                "put" => "PUT",
                "post" => "POST",
                "delete" => "DELETE",
                "options" => "OPTIONS",
                "head" => "HEAD",
                "patch" => "PATCH",
                "trace" => "TRACE",
                _ => "QUERY",
            };
            routes.push(Route { path, method, item: resolved, node });
        } else if key == "additionalOperations" {
            let more = tree.members(node).into_iter();
            routes.extend(more.map(|(method, node)| Route { path, method, item: resolved, node }));
        }
    }
    routes
}

/// The parameters of an operation as written, references followed: its own, and those of the path that it does not
/// replace (OAS 3.0.3 §4.7.8.1).
fn parameters<'a>(tree: &Tree<'a>, route: Route<'a>) -> Vec<Node<'a>> {
    let read = |node| tree.elements_of(node, "parameters").into_iter().map(|node| tree.resolve(node));
    let key = |node: &Node<'a>| (node.text("name"), node.text("in"));
    let mut all: Vec<_> = read(route.node).collect();
    for node in read(route.item) {
        if !all.iter().any(|own| key(own) == key(&node)) {
            all.push(node);
        }
    }
    all
}

/// The addresses below `servers`, with the defaults of their variables; `None` without any.
fn servers<'a>(tree: &Tree<'a>, node: Node<'a>) -> Option<Vec<(String, Node<'a>)>> {
    let list = tree.elements_of(node, "servers");
    let address = |server: Node<'a>| {
        let mut url = server.text("url")?.to_owned();
        for (name, variable) in tree.members_of(server, "variables") {
            if let Some(value) = variable.text("default") {
                url = url.replace(&format!("{{{name}}}"), value);
            }
        }
        let url = url.trim_end_matches('/');
        Some((if url.is_empty() { "/" } else { url }.to_owned(), server))
    };
    let all: Vec<_> = list.into_iter().filter_map(address).collect();
    (!all.is_empty()).then_some(all)
}
