//! Nodes that know where they are, and what references name.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Header, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};

use crate::source::Pointer;

use super::{Doc, PATH_ITEMS};

/// A node and its place in the lowered document.
#[derive(Debug)]
pub struct Cursor<'d, T: ?Sized> {
    /// The node.
    pub node: &'d T,
    /// Where it is; for a node that was reached through a `$ref`, where it is defined.
    pub at: Pointer,
}

impl<T: ?Sized> Clone for Cursor<'_, T> {
    fn clone(&self) -> Self {
        Self { node: self.node, at: self.at.clone() }
    }
}

impl<'d, T: ?Sized> Cursor<'d, T> {
    /// The name of the component, when the node is one (`#/components/schemas/Balance`).
    pub fn component(&self) -> Option<Cow<'_, str>> {
        let mut keys = self.at.keys();
        let name = (keys.next()? == "components").then(|| keys.nth(1))??;
        keys.next().is_none().then_some(name)
    }

    /// Another node, at `key` below this one.
    pub fn child<U: ?Sized>(&self, key: &str, node: &'d U) -> Cursor<'d, U> {
        Cursor { node, at: self.at.child(key) }
    }
}

/// What Components can hold for reuse (OAS 3.0.4 §4.7.7).
pub trait Reusable: Sized {
    /// The name of its section.
    const SECTION: &'static str;

    /// The components of this kind.
    #[doc(hidden)]
    fn section(doc: &Doc) -> Option<&IndexMap<String, ReferenceOr<Self>>>;

    /// The member of `paths`, for path items.
    #[doc(hidden)]
    fn path<'d>(_doc: &'d Doc, _path: &str) -> Option<&'d ReferenceOr<Self>> {
        None
    }
}

macro_rules! reusable {
    ($($kind:ty, $field:ident, $section:literal;)*) => {
        $(impl Reusable for $kind {
            const SECTION: &'static str = $section;

            fn section(doc: &Doc) -> Option<&IndexMap<String, ReferenceOr<Self>>> {
                doc.openapi.components.as_ref().map(|components: &Components| &components.$field)
            }
        })*
    };
}

reusable! {
    Schema, schemas, "schemas";
    Response, responses, "responses";
    Parameter, parameters, "parameters";
    Example, examples, "examples";
    RequestBody, request_bodies, "requestBodies";
    Header, headers, "headers";
    SecurityScheme, security_schemes, "securitySchemes";
}

impl Reusable for PathItem {
    const SECTION: &'static str = PATH_ITEMS;

    fn section(doc: &Doc) -> Option<&IndexMap<String, ReferenceOr<Self>>> {
        Some(&doc.path_items)
    }

    fn path<'d>(doc: &'d Doc, path: &str) -> Option<&'d ReferenceOr<Self>> {
        doc.openapi.paths.paths.get(path)
    }
}

/// What `found` at `at` is.
pub(super) fn resolve<'d, T: Reusable>(doc: &'d Doc, found: &'d ReferenceOr<T>, at: &Pointer) -> Option<Cursor<'d, T>> {
    match found {
        ReferenceOr::Item(node) => Some(Cursor { node, at: at.clone() }),
        ReferenceOr::Reference { reference } => follow(doc, reference),
    }
}

/// The end of a chain of references.
pub(super) fn follow<'d, T: Reusable>(doc: &'d Doc, reference: &'d str) -> Option<Cursor<'d, T>> {
    let mut reference = reference;
    // a chain without a cycle has at most as many links as there are components
    let links = T::section(doc).map_or(0, IndexMap::len) + doc.openapi.paths.paths.len() + 1;
    for _ in 0..links {
        let at = Pointer::parse(reference.strip_prefix('#')?)?;
        match target(doc, &at)? {
            ReferenceOr::Item(node) => return Some(Cursor { node, at }),
            ReferenceOr::Reference { reference: next } => reference = next,
        }
    }
    None
}

fn target<'d, T: Reusable>(doc: &'d Doc, at: &Pointer) -> Option<&'d ReferenceOr<T>> {
    let mut keys = at.keys();
    let (first, second) = (keys.next()?, keys.next()?);
    match (first.as_ref(), keys.next(), keys.next()) {
        ("components", Some(name), None) if second == T::SECTION => T::section(doc)?.get(name.as_ref()),
        ("paths", None, None) => T::path(doc, &second),
        _ => None,
    }
}
