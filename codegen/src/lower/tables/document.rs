//! Rows of the root and what describes the document: info, servers, tags, components.

use crate::lower::table::How::{Aside, Ignored, Kept, Lowered, Parsed};
use crate::lower::table::Shape::{Any, Many, Map, One, Security, Text, Texts};
use crate::lower::table::{Kind, Row, row};
use crate::lower::version::{ALL, V3X, V20, V31X, V32};

pub(super) const ROOT: &[&[Row]] = &[&[
    row("swagger", V20, Lowered, Text),
    row("openapi", V3X, Lowered, Text),
    row("$self", V32, Ignored, Any),
    row("info", ALL, Parsed, One(Kind::Info)),
    row("jsonSchemaDialect", V31X, Lowered, Text),
    row("servers", V3X, Parsed, Many(Kind::Server)),
    row("paths", ALL, Parsed, One(Kind::Paths)),
    row("webhooks", V31X, Kept, Map(Kind::PathItem)),
    // what documents of 3.0, and careful ones of 3.1, call them
    row("x-webhooks", V3X, Kept, Map(Kind::PathItem)),
    row("components", V3X, Parsed, One(Kind::Components)),
    row("security", ALL, Parsed, Security),
    row("tags", ALL, Aside, Many(Kind::Tag)),
    row("externalDocs", ALL, Aside, One(Kind::ExternalDocs)),
    row("host", V20, Lowered, Text),
    row("basePath", V20, Lowered, Text),
    row("schemes", V20, Lowered, Texts),
    row("consumes", V20, Lowered, Texts),
    row("produces", V20, Lowered, Texts),
    row("definitions", V20, Lowered, Map(Kind::Schema)),
    row("parameters", V20, Lowered, Map(Kind::Parameter)),
    row("responses", V20, Lowered, Map(Kind::Response)),
    row("securityDefinitions", V20, Lowered, Map(Kind::SecurityScheme)),
]];

pub(super) const INFO: &[&[Row]] = &[&[
    row("title", ALL, Parsed, Text),
    row("summary", V31X, Kept, Text),
    row("description", ALL, Aside, Text),
    row("termsOfService", ALL, Aside, Text),
    row("contact", ALL, Aside, One(Kind::Contact)),
    row("license", ALL, Aside, One(Kind::License)),
    row("version", ALL, Parsed, Text),
]];

pub(super) const CONTACT: &[&[Row]] =
    &[&[row("name", ALL, Aside, Text), row("url", ALL, Aside, Text), row("email", ALL, Aside, Text)]];

pub(super) const LICENSE: &[&[Row]] =
    &[&[row("name", ALL, Aside, Text), row("url", ALL, Aside, Text), row("identifier", V31X, Kept, Text)]];

pub(super) const SERVER: &[&[Row]] = &[&[
    row("url", V3X, Parsed, Text),
    row("name", V32, Kept, Text),
    row("description", V3X, Aside, Text),
    row("variables", V3X, Parsed, Map(Kind::ServerVariable)),
]];

pub(super) const SERVER_VARIABLE: &[&[Row]] =
    &[&[row("enum", V3X, Parsed, Texts), row("default", V3X, Parsed, Text), row("description", V3X, Aside, Text)]];

pub(super) const COMPONENTS: &[&[Row]] = &[&[
    row("schemas", V3X, Parsed, Map(Kind::Schema)),
    row("responses", V3X, Parsed, Map(Kind::Response)),
    row("parameters", V3X, Parsed, Map(Kind::Parameter)),
    row("examples", V3X, Aside, Map(Kind::Example)),
    row("requestBodies", V3X, Parsed, Map(Kind::RequestBody)),
    row("headers", V3X, Parsed, Map(Kind::Header)),
    row("securitySchemes", V3X, Parsed, Map(Kind::SecurityScheme)),
    row("links", V3X, Ignored, Any),
    row("callbacks", V3X, Kept, Map(Kind::Callback)),
    row("pathItems", V31X, Kept, Map(Kind::PathItem)),
    row("mediaTypes", V32, Ignored, Map(Kind::MediaType)),
]];

pub(super) const EXTERNAL_DOCS: &[&[Row]] = &[&[row("description", ALL, Aside, Text), row("url", ALL, Parsed, Text)]];

pub(super) const TAG: &[&[Row]] = &[&[
    row("name", ALL, Parsed, Text),
    row("summary", V32, Kept, Text),
    row("description", ALL, Aside, Text),
    row("externalDocs", ALL, Aside, One(Kind::ExternalDocs)),
    row("parent", V32, Kept, Text),
    row("kind", V32, Kept, Text),
]];
