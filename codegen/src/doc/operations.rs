//! The operations of a document, in its order, with what path items say about all of theirs merged in.

use openapiv3::{Operation, Parameter, PathItem, ReferenceOr, Server};

use crate::source::Pointer;

use super::{ADDITIONAL, Cursor, Doc, QUERY, WEBHOOKS};

/// An HTTP method that an operation can have, in the order of the specification (OAS 3.0.4 §4.7.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY (OAS 3.2.0 Path Item Object, `query`)
    Query,
    /// Any other (OAS 3.2.0 Path Item Object, `additionalOperations`)
    Other,
}

impl Method {
    /// Those that the typed document has, in order.
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// The key of a path item (`get`).
    pub fn key(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
            Method::Query => QUERY,
            Method::Other => ADDITIONAL,
        }
    }

    fn of(self, item: &PathItem) -> Option<&Operation> {
        match self {
            Method::Get => item.get.as_ref(),
            Method::Put => item.put.as_ref(),
            Method::Post => item.post.as_ref(),
            Method::Delete => item.delete.as_ref(),
            Method::Options => item.options.as_ref(),
            Method::Head => item.head.as_ref(),
            Method::Patch => item.patch.as_ref(),
            Method::Trace => item.trace.as_ref(),
            Method::Query | Method::Other => None,
        }
    }
}

/// One operation with everything that applies to it.
#[derive(Debug, Clone)]
pub struct Call<'d> {
    /// The path template, or the name of the webhook.
    pub path: &'d str,
    /// The method.
    pub method: Method,
    /// Its name on the wire; methods have a case (RFC 9110 §9.1).
    pub verb: String,
    /// The operation; behind a referenced path item, where it is defined.
    pub operation: Cursor<'d, Operation>,
    /// The path item that has it.
    pub item: Cursor<'d, PathItem>,
    /// Its parameters and those of the path item that it does not replace (by name and location), references followed.
    pub parameters: Vec<Cursor<'d, Parameter>>,
    /// Its own servers, or else those of the path item; empty when those of the document apply.
    pub servers: Vec<Cursor<'d, Server>>,
}

impl Doc {
    /// Every operation: paths in document order, methods in the order of `Method`.
    pub fn operations(&self) -> impl Iterator<Item = Call<'_>> {
        let paths = Pointer::root().child("paths");
        self.openapi.paths.paths.iter().flat_map(move |(path, item)| self.calls(path, item, &paths.child(path)))
    }

    /// Every operation of the webhooks: webhooks in document order, methods in the order of `Method`.
    pub fn webhooks(&self) -> impl Iterator<Item = Call<'_>> {
        let webhooks = Pointer::root().child(WEBHOOKS);
        self.webhooks.iter().flat_map(move |(name, item)| self.calls(name, item, &webhooks.child(name)))
    }

    pub(super) fn calls<'d>(&'d self, path: &'d str, item: &'d ReferenceOr<PathItem>, at: &Pointer) -> Vec<Call<'d>> {
        let Some(item) = self.path_item(item, at) else { return Vec::new() };
        let usual = Method::ALL.into_iter().filter_map(|method| {
            let operation = item.child(method.key(), method.of(item.node)?);
            Some((method, method.key().to_uppercase(), operation))
        });
        let call = |(method, verb, operation): (Method, String, Cursor<'d, Operation>)| {
            let parameters = self.merged(&item, &operation);
            let own = servers(&operation.node.servers, &operation.at);
            let servers = if own.is_empty() { servers(&item.node.servers, &item.at) } else { own };
            Call { path, method, verb, operation, item: item.clone(), parameters, servers }
        };
        usual.chain(self.further(&item)).map(call).collect()
    }

    /// The operations of a path item that the typed document does not have.
    fn further<'d>(&'d self, item: &Cursor<'d, PathItem>) -> Vec<(Method, String, Cursor<'d, Operation>)> {
        let mut found = Vec::new();
        let mut add = |method, verb: &str, at: Pointer| {
            found.extend(self.operations.get(&at).map(|node| (method, verb.to_owned(), Cursor { node, at })));
        };
        let stated = &item.node.extensions;
        if stated.contains_key(QUERY) {
            add(Method::Query, "QUERY", item.at.child(QUERY));
        }
        for verb in stated.get(ADDITIONAL).and_then(|all| all.as_object()).into_iter().flat_map(|all| all.keys()) {
            add(Method::Other, verb, item.at.child(ADDITIONAL).child(verb));
        }
        found
    }

    fn merged<'d>(&'d self, item: &Cursor<'d, PathItem>, own: &Cursor<'d, Operation>) -> Vec<Cursor<'d, Parameter>> {
        let mut merged = self.parameters(&item.node.parameters, &item.at);
        for parameter in self.parameters(&own.node.parameters, &own.at) {
            match merged.iter_mut().find(|shared| key(shared.node) == key(parameter.node)) {
                Some(shared) => *shared = parameter,
                None => merged.push(parameter),
            }
        }
        merged
    }

    fn parameters<'d>(&'d self, list: &'d [ReferenceOr<Parameter>], owner: &Pointer) -> Vec<Cursor<'d, Parameter>> {
        let at = owner.child("parameters");
        let resolved = list.iter().enumerate().filter_map(|(index, found)| self.parameter(found, &at.index(index)));
        resolved.collect()
    }
}

/// What tells parameters apart (OAS 3.0.4 §4.7.12).
fn key(parameter: &Parameter) -> (&str, u8) {
    let location = match parameter {
        Parameter::Path { .. } => 0,
        Parameter::Query { .. } => 1,
        Parameter::Header { .. } => 2,
        Parameter::Cookie { .. } => 3,
    };
    (parameter.parameter_data_ref().name.as_str(), location)
}

fn servers<'d>(list: &'d [Server], owner: &Pointer) -> Vec<Cursor<'d, Server>> {
    let at = owner.child("servers");
    list.iter().enumerate().map(|(index, node)| Cursor { node, at: at.index(index) }).collect()
}
