//! What a document means: schemas become types, path items become operations. Total: every schema becomes a type or is
//! reported, and no provider is known by name.

mod body;
mod docs;
mod encoding;
mod facets;
mod files;
mod hierarchy;
mod object;
mod op;
mod paging;
mod param;
mod request;
mod schema;
mod security;
mod stream;
#[cfg(test)]
pub(crate) mod tests;
mod union;
mod webhook;

use std::collections::{HashMap, HashSet};

pub use paging::paginate;

use openapiv3::Schema;

pub use webhook::recognise;

use crate::diag::{Diag, Diags, Place, correct_or_allow};
use crate::doc::Doc;
use crate::ir::{Api, Docs, Group, Info, Server, ServerVariable, Skipped, TypeId};
use crate::source::Pointer;

pub(crate) use op::is_header;

/// Reads the meaning of `doc`.
pub fn model(doc: &Doc, file: &str, diags: &mut Diags) -> Api {
    let mut modeler = Modeler {
        doc,
        file,
        api: Api::default(),
        ids: HashMap::new(),
        files: HashMap::new(),
        open: HashSet::new(),
        diags,
        groups: HashMap::new(),
        unknown_schemes: HashSet::new(),
    };
    modeler.run();
    modeler.api
}

/// A schema and where it stands.
#[derive(Debug, Clone)]
struct At<'d> {
    schema: &'d Schema,
    pointer: Pointer,
}

/// The state of one reading.
struct Modeler<'d> {
    doc: &'d Doc,
    file: &'d str,
    api: Api,
    /// Types by the pointer of their schema.
    ids: HashMap<Pointer, TypeId>,
    /// Structs that hold files, by the pointer of their schema, which can also be one of `ids`.
    files: HashMap<Pointer, TypeId>,
    /// Components on the way that are not types yet.
    open: HashSet<Pointer>,
    /// Groups by tag.
    groups: HashMap<String, usize>,
    /// Where schemes are named that the document does not have.
    unknown_schemes: HashSet<Pointer>,
    diags: &'d mut Diags,
}

impl<'d> Modeler<'d> {
    fn run(&mut self) {
        let doc = self.doc;
        let info = &doc.openapi().info;
        self.api.info = Info {
            title: info.title.clone(),
            version: info.version.clone(),
            docs: docs::described(info.description.as_ref()),
        };
        let at = Pointer::root().child("servers");
        let servers = doc.openapi().servers.iter().enumerate();
        self.api.servers = servers.map(|(index, stated)| server(stated, &at.index(index))).collect();
        self.security_schemes();
        for operation in doc.operations() {
            self.operation(&operation);
        }
        self.hooks();
        self.name_files();
    }

    /// The group of a tag.
    fn group(&mut self, tag: &str) -> usize {
        if let Some(&known) = self.groups.get(tag) {
            return known;
        }
        let declared = self.doc.openapi().tags.iter().find(|declared| declared.name == tag);
        let summary = declared.and_then(|tag| tag.extensions.get("x-bursar-summary")?.as_str());
        let docs = Docs {
            summary: summary.map(str::to_owned),
            facts: docs::elsewhere(declared.and_then(|tag| tag.external_docs.as_ref())).into_iter().collect(),
            ..docs::described(declared.and_then(|tag| tag.description.as_ref()))
        };
        self.api.groups.push(Group { tag: tag.to_owned(), docs });
        let index = self.api.groups.len() - 1;
        self.groups.insert(tag.to_owned(), index);
        index
    }

    fn place(&self, at: &Pointer) -> Place {
        Place::pointer(self.file, at)
    }

    fn degraded(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, effect: &str) {
        let help = correct_or_allow(code);
        self.diags.push(Diag::degraded(code, self.place(at), message).because(effect).help(help));
    }

    fn note(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.diags.push(Diag::note(code, self.place(at), message));
    }

    fn error(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, help: &str) {
        self.diags.push(Diag::error(code, self.place(at), message).help(help));
    }

    /// Reports an operation that cannot be offered.
    fn leave_out(&mut self, code: &'static str, what: String, at: &Pointer, why: &str) {
        let help = correct_or_allow(code);
        self.diags.push(Diag::degraded(code, self.place(at), format!("{what} is left out: {why}")).help(help));
        self.api.skipped.push(Skipped { what, why: why.to_owned(), at: at.clone() });
    }
}

/// A server in the words of the IR.
fn server(server: &openapiv3::Server, at: &Pointer) -> Server {
    let variables = server.variables.iter().flatten().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
    });
    Server {
        url: server.url.clone(),
        variables: variables.collect(),
        docs: docs::described(server.description.as_ref()),
        origin: at.clone(),
    }
}
