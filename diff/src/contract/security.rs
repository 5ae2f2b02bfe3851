//! Who may call: security schemes of all dialects in the words of OpenAPI 3, and requirements.

use indexmap::IndexMap;

use super::node::{Node, Place, Tree};

/// One way to be let in: schemes that are needed together, each with its scopes.
#[derive(Debug, Clone)]
pub(crate) struct Alternative<'a> {
    pub(crate) place: Place,
    pub(crate) schemes: IndexMap<&'a str, Vec<&'a str>>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub(crate) struct Scheme<'a> {
    pub(crate) place: Place,
    /// `apiKey`, `http basic`, `oauth2`, …
    pub(crate) kind: String,
    /// What a credential depends on besides: name and location of a key, address of discovery.
    pub(crate) details: Vec<(&'static str, String)>,
    pub(crate) flows: IndexMap<&'a str, Flow<'a>>,
}

/// A flow of OAuth 2.
#[derive(Debug, Clone)]
pub(crate) struct Flow<'a> {
    pub(crate) place: Place,
    pub(crate) authorization: &'a str,
    pub(crate) token: &'a str,
    pub(crate) scopes: IndexMap<&'a str, Node<'a>>,
}

impl Alternative<'_> {
    /// `a and b`, or `nothing`.
    pub(crate) fn label(&self) -> String {
        if self.schemes.is_empty() {
            return "nothing".to_owned();
        }
        self.schemes.keys().copied().collect::<Vec<_>>().join(" and ")
    }
}

/// The list below `security`; `None` without one.
pub(crate) fn requirements<'a>(tree: &Tree<'a>, node: Node<'a>) -> Option<Vec<Alternative<'a>>> {
    let list = tree.member(node, "security")?;
    let alternative = |node: Node<'a>| {
        let scopes = |scopes: Node<'a>| {
            let mut scopes: Vec<_> = scopes.value.as_array().unwrap_or_default().iter().collect();
            scopes.dedup();
            scopes.into_iter().filter_map(|scope| scope.as_str()).collect()
        };
        let mut schemes: IndexMap<&str, Vec<&str>> =
            tree.members(node).into_iter().map(|(name, list)| (name, scopes(list))).collect();
        // the order of what is needed together means nothing
        schemes.sort_keys();
        Alternative { place: node.place, schemes }
    };
    Some(tree.elements(list).into_iter().map(alternative).collect())
}

/// The schemes of a document by name.
pub(crate) fn schemes<'a>(tree: &Tree<'a>) -> IndexMap<&'a str, Scheme<'a>> {
    let root = tree.root();
    let new = tree.member(root, "components").map(|components| tree.members_of(components, "securitySchemes"));
    let old = || tree.members_of(root, "securityDefinitions");
    new.unwrap_or_else(old).into_iter().map(|(name, node)| (name, scheme(tree, node))).collect()
}

fn scheme<'a>(tree: &Tree<'a>, node: Node<'a>) -> Scheme<'a> {
    let node = tree.resolve(node);
    let kind = match (node.text("type").unwrap_or_default(), node.text("scheme")) {
        ("http", Some(scheme)) => format!("http {}", scheme.to_ascii_lowercase()),
        ("basic", _) => "http basic".to_owned(),
        (kind, _) => kind.to_owned(),
    };
    let details = ["in", "name", "openIdConnectUrl"];
    let details = details.into_iter().filter_map(|key| Some((key, node.text(key)?.to_owned()))).collect();
    let flows = match tree.member(node, "flows") {
        Some(flows) => tree.members(flows).into_iter().map(|(name, node)| (name, flow(tree, node))).collect(),
        None => node.text("flow").map(|name| (modern(name), flow(tree, node))).into_iter().collect(),
    };
    Scheme { place: node.place, kind, details, flows }
}

fn flow<'a>(tree: &Tree<'a>, node: Node<'a>) -> Flow<'a> {
    Flow {
        place: node.place,
        authorization: node.text("authorizationUrl").unwrap_or_default(),
        token: node.text("tokenUrl").unwrap_or_default(),
        scopes: tree.members_of(node, "scopes").into_iter().filter(|(name, _)| !name.starts_with("x-")).collect(),
    }
}

/// The name that a flow of Swagger 2.0 has in OpenAPI 3.
fn modern(name: &str) -> &str {
    match name {
        "accessCode" => "authorizationCode",
        "application" => "clientCredentials",
        name => name,
    }
}
