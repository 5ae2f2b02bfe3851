//! The keyword table: of each object of each version, which keys there are, what their values look like, and what is
//! done with them. The rows are in `tables`.

use super::tables;
use super::version::{ALL, V3X, Versions, names_of};

/// An object of the specification; those of Swagger 2.0 and OpenAPI 3 that share a name share a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    /// The Items Object of Swagger 2.0 parameters and headers.
    Items,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Header,
    Tag,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
}

/// What is done with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Read by later stages as it is.
    Parsed,
    /// Read by later stages for documentation or constraints only, so that a wrong value costs no more than itself.
    Aside,
    /// Rewritten by a later pass of this stage.
    Lowered,
    /// Kept as `x-bursar-<key>` for the stages that can use it.
    Kept,
    /// Kept as `x-bursar-<key>`; it restricts values and never changes a type.
    Constraint,
    /// Without meaning for a client.
    Ignored,
    /// Known, and not expressible.
    Unsupported,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Any,
    Text,
    Bool,
    Number,
    /// An integer from 0.
    Count,
    /// One of these texts.
    Word(&'static [&'static str]),
    Texts,
    /// A map of texts by text.
    TextMap,
    /// Security Requirement Objects.
    Security,
    /// Any values.
    Values,
    /// The names of required properties.
    Required,
    /// One type or, from 3.1 on, several.
    Types,
    /// Boolean until 3.0, a number from 3.1 on.
    BoolOrNumber,
    SchemaOrBool,
    One(Kind),
    Many(Kind),
    Map(Kind),
}

/// One key of one kind of object.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) versions: Versions,
    pub(super) how: How,
    pub(super) shape: Shape,
}

/// A row of the table.
pub(super) const fn row(key: &'static str, versions: Versions, how: How, shape: Shape) -> Row {
    Row { key, versions, how, shape }
}

/// A key that an object can have, as the keyword table knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword {
    /// What the specification calls the object, such as `media type`.
    pub object: &'static str,
    /// The key.
    pub key: &'static str,
    /// The versions whose key it is, such as `3.1`.
    pub versions: Vec<&'static str>,
}

/// Every row of the keyword table, and `$ref` where a reference can stand for the object.
pub fn keywords() -> Vec<Keyword> {
    let all = |kind: Kind| {
        let rows = tables::rows(kind).iter().flat_map(|part| part.iter()).map(|row| (row.key, row.versions));
        let of_refs =
            if matches!(kind, Kind::Example | Kind::Header | Kind::RequestBody | Kind::Callback | Kind::SecurityScheme)
            {
                V3X
            } else {
                ALL
            };
        rows.chain(kind.section().map(|_| ("$ref", of_refs)))
    };
    let named = |kind: Kind, (key, versions)| Keyword { object: kind.name(), key, versions: names_of(versions) };
    Kind::ALL.into_iter().flat_map(|kind| all(kind).map(move |row| named(kind, row))).collect()
}

/// What happens when a key that the specification requires is missing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Missing {
    /// The object cannot be used without it.
    Fatal,
    /// It is documentation, and reads as empty.
    Text,
    /// It reads as an object that has these empty texts and nothing else.
    Object(&'static [&'static str]),
}

impl Kind {
    const ALL: [Kind; 27] = [
        Kind::Root,
        Kind::Info,
        Kind::Contact,
        Kind::License,
        Kind::Server,
        Kind::ServerVariable,
        Kind::Components,
        Kind::Paths,
        Kind::PathItem,
        Kind::Operation,
        Kind::ExternalDocs,
        Kind::Parameter,
        Kind::Items,
        Kind::RequestBody,
        Kind::MediaType,
        Kind::Encoding,
        Kind::Responses,
        Kind::Response,
        Kind::Callback,
        Kind::Example,
        Kind::Header,
        Kind::Tag,
        Kind::Schema,
        Kind::Discriminator,
        Kind::SecurityScheme,
        Kind::Flows,
        Kind::Flow,
    ];

    /// What the specification calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Root => "document",
            Kind::Info => "info",
            Kind::Contact => "contact",
            Kind::License => "license",
            Kind::Server => "server",
            Kind::ServerVariable => "server variable",
            Kind::Components => "components object",
            Kind::Paths => "paths object",
            Kind::PathItem => "path item",
            Kind::Operation => "operation",
            Kind::ExternalDocs => "external documentation",
            Kind::Parameter => "parameter",
            Kind::Items => "items object",
            Kind::RequestBody => "request body",
            Kind::MediaType => "media type",
            Kind::Encoding => "encoding",
            Kind::Responses => "responses object",
            Kind::Response => "response",
            Kind::Callback => "callback",
            Kind::Example => "example",
            Kind::Header => "header",
            Kind::Tag => "tag",
            Kind::Schema => "schema",
            Kind::Discriminator => "discriminator",
            Kind::SecurityScheme => "security scheme",
            Kind::Flows => "flows object",
            Kind::Flow => "flow",
        }
    }

    /// The name with its article.
    pub(super) fn with_article(self) -> String {
        let name = self.name();
        match self {
            Kind::Info | Kind::ExternalDocs => name.to_owned(),
            Kind::Root => format!("the {name}"),
            _ if name.starts_with(['a', 'e', 'i', 'o']) => format!("an {name}"),
            _ => format!("a {name}"),
        }
    }

    /// The section of Components (OAS 3.0.4 §4.7.7) where it can be defined for reuse, after lowering; `None` for what
    /// can be no target of a `$ref`.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Kind::Schema => "schemas",
            Kind::Response => "responses",
            Kind::Parameter => "parameters",
            Kind::Example => "examples",
            Kind::RequestBody => "requestBodies",
            Kind::Header => "headers",
            Kind::SecurityScheme => "securitySchemes",
            Kind::Callback => "x-bursar-callbacks",
            Kind::PathItem => "x-bursar-pathItems",
            _ => return None,
        })
    }

    /// The row of a key in this version; or else in another one, which tells keys of other versions from unknown ones.
    pub(super) fn row(self, key: &str, versions: Versions) -> Option<&'static Row> {
        let rows = || tables::rows(self).iter().flat_map(|part| part.iter()).filter(|row| row.key == key);
        rows().find(|row| row.versions & versions != 0).or_else(|| rows().next())
    }

    /// The keys of this version.
    pub(super) fn keys(self, versions: Versions) -> impl Iterator<Item = &'static str> {
        let rows = tables::rows(self).iter().flat_map(|part| part.iter());
        rows.filter(move |row| row.versions & versions != 0).map(|row| row.key)
    }
}
