//! The lowered document in types: `openapiv3` is known here and in `model` only.
//!
//! A `Doc` answers two questions that the types alone do not: what a `$ref` names, and where everything is. Every
//! `Cursor` knows the pointer of its node, which is that of the target once a reference was followed.

mod callbacks;
mod cursor;
mod operations;
mod parse;
mod read;
#[cfg(test)]
mod tests;

pub use callbacks::Callback;
pub use cursor::{Cursor, Reusable};
pub use operations::{Call, Method};
pub use parse::parse;

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{
    Example, Header, OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};

use crate::source::Pointer;

/// A lowered document in types.
#[derive(Debug, Clone)]
pub struct Doc {
    openapi: OpenAPI,
    webhooks: IndexMap<String, ReferenceOr<PathItem>>,
    path_items: IndexMap<String, ReferenceOr<PathItem>>,
    callbacks: Vec<callbacks::Stated>,
    /// Schemas of keywords that the typed document does not have, by their places.
    kept: HashMap<Pointer, ReferenceOr<Schema>>,
    /// Operations of methods that the typed document does not have, by their places.
    operations: HashMap<Pointer, Operation>,
}

/// Where lowering keeps the operation of the method QUERY, and those of other methods.
const QUERY: &str = "x-bursar-query";
const ADDITIONAL: &str = "x-bursar-additionalOperations";

/// The key of webhooks in a lowered document.
const WEBHOOKS: &str = "x-bursar-webhooks";
/// The keys whose schemas are kept: those that say what a stream and its events are made of.
const KEPT: [&str; 2] = ["x-bursar-itemSchema", "x-bursar-contentSchema"];
/// The key of a list of schemas that the typed document does not have.
const KEPT_LIST: &str = "x-bursar-prefixItems";
/// The key of path items among the components of a lowered document.
const PATH_ITEMS: &str = "x-bursar-pathItems";

impl Doc {
    /// The document itself.
    pub fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    /// What `found` at `at` is, references followed. `None` only for a reference that lowering would have refused: one
    /// that dangles or leads back to itself.
    pub fn resolve<'d, T: Reusable>(&'d self, found: &'d ReferenceOr<T>, at: &Pointer) -> Option<Cursor<'d, T>> {
        cursor::resolve(self, found, at)
    }

    /// The schema that `found` at `at` is.
    pub fn schema<'d>(&'d self, found: &'d ReferenceOr<Schema>, at: &Pointer) -> Option<Cursor<'d, Schema>> {
        self.resolve(found, at)
    }

    /// The schema that `found` at `at` is, for properties and items, which are boxed.
    pub fn boxed_schema<'d>(&'d self, found: &'d ReferenceOr<Box<Schema>>, at: &Pointer) -> Option<Cursor<'d, Schema>> {
        match found {
            ReferenceOr::Item(schema) => Some(Cursor { node: schema, at: at.clone() }),
            ReferenceOr::Reference { reference } => cursor::follow(self, reference),
        }
    }

    /// The parameter that `found` at `at` is.
    pub fn parameter<'d>(&'d self, found: &'d ReferenceOr<Parameter>, at: &Pointer) -> Option<Cursor<'d, Parameter>> {
        self.resolve(found, at)
    }

    /// The response that `found` at `at` is.
    pub fn response<'d>(&'d self, found: &'d ReferenceOr<Response>, at: &Pointer) -> Option<Cursor<'d, Response>> {
        self.resolve(found, at)
    }

    /// The request body that `found` at `at` is.
    pub fn request_body<'d>(
        &'d self,
        found: &'d ReferenceOr<RequestBody>,
        at: &Pointer,
    ) -> Option<Cursor<'d, RequestBody>> {
        self.resolve(found, at)
    }

    /// The header that `found` at `at` is.
    pub fn header<'d>(&'d self, found: &'d ReferenceOr<Header>, at: &Pointer) -> Option<Cursor<'d, Header>> {
        self.resolve(found, at)
    }

    /// The example that `found` at `at` is.
    pub fn example<'d>(&'d self, found: &'d ReferenceOr<Example>, at: &Pointer) -> Option<Cursor<'d, Example>> {
        self.resolve(found, at)
    }

    /// The security scheme that `found` at `at` is.
    pub fn security_scheme<'d>(
        &'d self,
        found: &'d ReferenceOr<SecurityScheme>,
        at: &Pointer,
    ) -> Option<Cursor<'d, SecurityScheme>> {
        self.resolve(found, at)
    }

    /// The path item that `found` at `at` is.
    pub fn path_item<'d>(&'d self, found: &'d ReferenceOr<PathItem>, at: &Pointer) -> Option<Cursor<'d, PathItem>> {
        self.resolve(found, at)
    }

    /// The schema at this place: that of an `x-bursar-itemSchema` or `x-bursar-contentSchema`, or one of `x-bursar-prefixItems`.
    pub fn kept<'d>(&'d self, at: &Pointer) -> Option<&'d ReferenceOr<Schema>> {
        self.kept.get(at)
    }

    /// A schema that lowering kept under an `x-bursar-*` key, such as a member of `x-bursar-prefixItems`.
    pub fn kept_schema(value: &serde_json::Value) -> Option<ReferenceOr<Schema>> {
        serde_json::from_value(value.clone()).ok()
    }
}
