//! Operations.

use openapiv3::Operation;

use super::{Modeler, docs};
use crate::config::is_token;
use crate::diag::Severity;
use crate::doc::{Call, Method as Verb};
use crate::ir::{Body, Docs, Location, Method, Op, OpId, Param, Server};
use crate::source::Pointer;

/// Says why an operation cannot be offered; written by lowering.
const UNUSABLE: &str = "x-bursar-unusable";
/// Names the header that holds an operation's idempotency key.
const IDEMPOTENCY: &str = "x-bursar-idempotency";

/// Why an operation cannot be offered.
struct Refusal {
    /// Of the diagnostic.
    code: &'static str,
    why: String,
}

impl Refusal {
    fn new(code: &'static str, why: impl Into<String>) -> Self {
        Self { code, why: why.into() }
    }
}

impl<'d> Modeler<'d> {
    /// Reads an operation; one that cannot be offered is reported and leaves nothing behind.
    pub(super) fn operation(&mut self, found: &Call<'d>) {
        let id = self.api.ops.next_id();
        let what = format!("{} {}", found.verb, found.path);
        let (types, said) = (self.api.types.len(), std::mem::take(self.diags));
        let read = self.read(id, found);
        let mut about = std::mem::replace(self.diags, said);
        match read {
            Ok(op) => {
                self.api.ops.push(op);
                self.diags.extend(about);
            }
            Err(Refusal { code, why }) => {
                self.forget(types);
                // what was said of a scheme is said once, and is about all operations
                about.retain(|diag| diag.severity == Severity::Error || diag.code == "auth-unknown");
                self.diags.extend(about);
                self.leave_out(code, what, &found.operation.at, &why);
            }
        }
    }

    fn read(&mut self, id: OpId, found: &Call<'d>) -> Result<Op, Refusal> {
        let (stated, at) = (found.operation.node, &found.operation.at);
        if let Some(why) = stated.extensions.get(UNUSABLE) {
            return Err(Refusal::new("operation-unusable", why.as_str().unwrap_or_default()));
        }
        let method = method(found);
        if !is_token(method.as_str()) {
            let why = format!("`{}` is no name of a method", method.as_str());
            return Err(Refusal::new("method-unsupported", why));
        }
        let auth = self.auth(stated.security.as_ref(), at);
        let mut params = self.params(id, found)?;
        let idempotency = self.idempotency(stated, at, &mut params);
        let body = self.request_body(id, stated, at)?;
        let (replies, ok, err) = self.replies(id, &method, &stated.responses, &at.child("responses"));
        let groups = self.groups_of(stated, found.path);
        let op = Op {
            id: stated.operation_id.clone().filter(|id| !id.trim().is_empty()),
            method,
            path: found.path.to_owned(),
            params,
            body,
            idempotency,
            ok,
            err,
            replies,
            auth,
            paging: None,
            servers: own_servers(found),
            groups,
            docs: docs_of(found),
            origin: at.clone(),
        };
        self.unasked(&op);
        Ok(op)
    }

    fn params(&mut self, id: OpId, found: &Call<'d>) -> Result<Vec<Param>, Refusal> {
        let mut params: Vec<Param> = Vec::with_capacity(found.parameters.len());
        for cursor in &found.parameters {
            let name = cursor.node.parameter_data_ref().name.clone();
            let param = self.param(id, cursor.node, &cursor.at);
            let param = param.map_err(|why| {
                Refusal::new("parameter-unsupported", format!("its parameter `{name}` cannot be sent: {why}"))
            })?;
            params.extend(param);
        }
        let named: Vec<&str> = template_names(found.path).collect();
        for name in repeated(found.path) {
            let message = format!("`{{{name}}}` stands more than once in the path; its value is put into each place");
            self.note("path-parameter-repeated", &found.operation.at, message);
        }
        for param in params.iter().filter(|param| param.location == Location::Path) {
            if !named.contains(&param.wire.as_str()) {
                let message = format!("the path parameter `{}` does not occur in the path; it is left out", param.wire);
                self.note("path-parameter-unused", &param.origin, message);
            }
        }
        params.retain(|param| param.location != Location::Path || named.contains(&param.wire.as_str()));
        for name in named {
            if params.iter().all(|param| param.location != Location::Path || param.wire != name) {
                let param = self.undeclared(name, &found.operation.at);
                params.push(param);
            }
        }
        Ok(params)
    }

    /// The header that holds the idempotency key: the one that `x-bursar-idempotency` names, or a declared one of the
    /// name that draft-ietf-httpapi-idempotency-key-header registers.
    fn idempotency(&mut self, stated: &Operation, at: &Pointer, params: &mut Vec<Param>) -> Option<String> {
        let named = match stated.extensions.get(IDEMPOTENCY).map(|value| value.as_str()) {
            None => None,
            Some(Some(name)) if is_token(name) => Some(name.to_owned()),
            Some(_) => {
                let message = format!("`{IDEMPOTENCY}` has to be the name of a header");
                let help = "write it as it is sent, such as `Idempotency-Key`";
                self.error("idempotency-header", &at.child(IDEMPOTENCY), message, help);
                None
            }
        };
        let wanted = named.as_deref().unwrap_or("idempotency-key");
        let declared = params.iter().find(|param| is_header(param, wanted)).map(|param| param.wire.clone());
        let header = declared.or(named)?;
        params.retain(|param| !is_header(param, &header));
        Some(header)
    }

    fn request_body(&mut self, id: OpId, stated: &'d Operation, at: &Pointer) -> Result<Option<Body>, Refusal> {
        let Some(body) = &stated.request_body else { return Ok(None) };
        let Some(found) = self.doc.request_body(body, &at.child("requestBody")) else { return Ok(None) };
        self.body(id, found.node, &found.at).map_err(|why| Refusal::new("body-unsupported", why))
    }

    /// The groups of an operation; one without a tag goes by the first fixed segment of its path.
    fn groups_of(&mut self, stated: &Operation, path: &str) -> Vec<usize> {
        if stated.tags.is_empty() {
            let segment = path.split('/').find(|segment| !segment.is_empty() && !segment.contains('{'));
            return vec![self.group(segment.unwrap_or("root"))];
        }
        stated.tags.iter().map(|tag| self.group(tag)).collect()
    }
}

/// Whether a parameter is this header; names of headers have no case.
pub(crate) fn is_header(param: &Param, name: &str) -> bool {
    param.location == Location::Header && param.wire.eq_ignore_ascii_case(name)
}

fn method(found: &Call<'_>) -> Method {
    match found.method {
        Verb::Get => Method::Get,
        Verb::Put => Method::Put,
        Verb::Post => Method::Post,
        Verb::Delete => Method::Delete,
        Verb::Options => Method::Options,
        Verb::Head => Method::Head,
        Verb::Patch => Method::Patch,
        Verb::Trace => Method::Trace,
        Verb::Query => Method::Query,
        Verb::Other => Method::Other(found.verb.clone()),
    }
}

/// Names between braces, in order, each once.
fn template_names(path: &str) -> impl Iterator<Item = &str> {
    let mut seen = Vec::new();
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).filter(move |name| {
        let new = !seen.contains(name);
        seen.push(*name);
        new
    })
}

/// Names between braces that stand there more than once, each once.
fn repeated(path: &str) -> Vec<&str> {
    let all: Vec<&str> =
        path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    template_names(path).filter(|name| all.iter().filter(|other| other == &name).count() > 1).collect()
}

fn own_servers(found: &Call<'_>) -> Vec<Server> {
    found.servers.iter().map(|server| super::server(server.node, &server.at)).collect()
}

/// What the document says about an operation; without a word of its own, what it says about all of the path.
pub(super) fn docs_of(found: &Call<'_>) -> Docs {
    let (stated, item) = (found.operation.node, found.item.node);
    let is_silent = stated.summary.is_none() && stated.description.is_none();
    let of_item = |words: &Option<String>| words.clone().filter(|_| is_silent);
    Docs {
        summary: stated.summary.clone().or_else(|| of_item(&item.summary)),
        description: stated.description.clone().or_else(|| of_item(&item.description)),
        facts: docs::elsewhere(stated.external_docs.as_ref()).into_iter().collect(),
        deprecated: docs::deprecated(stated.deprecated),
    }
}
