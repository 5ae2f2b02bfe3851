//! The rows of the keyword table: OpenAPI 2.0, 3.0.4 §4.7, 3.1.1 §4.8, 3.2.0 §4, and JSON Schema 2020-12.

mod document;
mod operation;
mod schema;
mod security;

use super::table::{Kind, Missing, Row};
use super::version::{ALL, V3X, V20, V30, V31, Versions};

/// The rows of a kind, in parts that several kinds share.
pub(super) fn rows(kind: Kind) -> &'static [&'static [Row]] {
    match kind {
        Kind::Root => document::ROOT,
        Kind::Info => document::INFO,
        Kind::Contact => document::CONTACT,
        Kind::License => document::LICENSE,
        Kind::Server => document::SERVER,
        Kind::ServerVariable => document::SERVER_VARIABLE,
        Kind::Components => document::COMPONENTS,
        Kind::ExternalDocs => document::EXTERNAL_DOCS,
        Kind::Tag => document::TAG,
        Kind::PathItem => operation::PATH_ITEM,
        Kind::Operation => operation::OPERATION,
        Kind::Parameter => operation::PARAMETER,
        Kind::Items => operation::ITEMS,
        Kind::RequestBody => operation::REQUEST_BODY,
        Kind::MediaType => operation::MEDIA_TYPE,
        Kind::Encoding => operation::ENCODING,
        Kind::Response => operation::RESPONSE,
        Kind::Example => operation::EXAMPLE,
        Kind::Header => operation::HEADER,
        Kind::Paths | Kind::Responses | Kind::Callback => &[],
        Kind::Schema => schema::SCHEMA,
        Kind::Discriminator => schema::DISCRIMINATOR,
        Kind::SecurityScheme => security::SCHEME,
        Kind::Flows => security::FLOWS,
        Kind::Flow => security::FLOW,
    }
}

/// The keys that a kind must have, in which versions, and what happens without.
pub(super) fn required(kind: Kind) -> &'static [(&'static str, Versions, Missing)] {
    match kind {
        Kind::Root => {
            &[("info", ALL, Missing::Object(&["title", "version"])), ("paths", V20 | V30, Missing::Object(&[]))]
        }
        Kind::Info => &[("title", ALL, Missing::Text), ("version", ALL, Missing::Text)],
        Kind::License => &[("name", ALL, Missing::Text)],
        Kind::Server => &[("url", ALL, Missing::Fatal)],
        Kind::ServerVariable => &[("default", ALL, Missing::Fatal)],
        Kind::ExternalDocs => &[("url", ALL, Missing::Fatal)],
        Kind::Tag => &[("name", ALL, Missing::Fatal)],
        Kind::Operation => &[("responses", V20 | V30, Missing::Object(&[]))],
        Kind::Parameter => &[("name", ALL, Missing::Fatal), ("in", ALL, Missing::Fatal)],
        Kind::RequestBody => &[("content", V3X, Missing::Object(&[]))],
        Kind::Response => &[("description", V20 | V30 | V31, Missing::Text)],
        Kind::Discriminator => &[("propertyName", ALL, Missing::Fatal)],
        Kind::SecurityScheme => &[("type", ALL, Missing::Fatal)],
        Kind::Flow => &[("scopes", ALL, Missing::Object(&[]))],
        _ => &[],
    }
}
