//! Rows of paths, operations, parameters, bodies and responses.

use crate::lower::table::How::{Aside, Ignored, Kept, Lowered, Parsed, Unsupported};
use crate::lower::table::Shape::{Any, Bool, Count, Many, Map, Number, One, Security, Text, Texts, Values, Word};
use crate::lower::table::{Kind, Row, row};
use crate::lower::version::{ALL, V3X, V20, V30, V31X, V32};

pub(super) const PATH_ITEM: &[&[Row]] = &[&[
    row("summary", V3X, Aside, Text),
    row("description", V3X, Aside, Text),
    row("get", ALL, Parsed, One(Kind::Operation)),
    row("put", ALL, Parsed, One(Kind::Operation)),
    row("post", ALL, Parsed, One(Kind::Operation)),
    row("delete", ALL, Parsed, One(Kind::Operation)),
    row("options", ALL, Parsed, One(Kind::Operation)),
    row("head", ALL, Parsed, One(Kind::Operation)),
    row("patch", ALL, Parsed, One(Kind::Operation)),
    row("trace", V3X, Parsed, One(Kind::Operation)),
    row("query", V32, Kept, One(Kind::Operation)),
    row("additionalOperations", V32, Kept, Map(Kind::Operation)),
    row("servers", V3X, Parsed, Many(Kind::Server)),
    row("parameters", ALL, Parsed, Many(Kind::Parameter)),
]];

pub(super) const OPERATION: &[&[Row]] = &[&[
    row("tags", ALL, Aside, Texts),
    row("summary", ALL, Aside, Text),
    row("description", ALL, Aside, Text),
    row("externalDocs", ALL, Aside, One(Kind::ExternalDocs)),
    row("operationId", ALL, Aside, Text),
    row("consumes", V20, Lowered, Texts),
    row("produces", V20, Lowered, Texts),
    row("schemes", V20, Lowered, Texts),
    row("parameters", ALL, Parsed, Many(Kind::Parameter)),
    row("requestBody", V3X, Parsed, One(Kind::RequestBody)),
    row("responses", ALL, Parsed, One(Kind::Responses)),
    row("callbacks", V3X, Kept, Map(Kind::Callback)),
    row("deprecated", ALL, Aside, Bool),
    row("security", ALL, Parsed, Security),
    row("servers", V3X, Parsed, Many(Kind::Server)),
]];

/// The types of parameters and headers of Swagger 2.0, which have no schema.
const SIMPLE: &[Row] = &[
    row("type", V20, Lowered, Word(&["string", "number", "integer", "boolean", "array", "file"])),
    row("format", V20, Lowered, Text),
    row("items", V20, Lowered, One(Kind::Items)),
    row("collectionFormat", V20, Lowered, Word(&["csv", "ssv", "tsv", "pipes", "multi"])),
    row("default", V20, Lowered, Any),
    row("maximum", V20, Aside, Number),
    row("exclusiveMaximum", V20, Aside, Bool),
    row("minimum", V20, Aside, Number),
    row("exclusiveMinimum", V20, Aside, Bool),
    row("maxLength", V20, Aside, Count),
    row("minLength", V20, Aside, Count),
    row("pattern", V20, Aside, Text),
    row("maxItems", V20, Aside, Count),
    row("minItems", V20, Aside, Count),
    row("uniqueItems", V20, Aside, Bool),
    row("enum", V20, Lowered, Values),
    row("multipleOf", V20, Aside, Number),
];

/// What parameters and headers share from 3.0 on.
const VALUE: &[Row] = &[
    row("description", ALL, Aside, Text),
    row("schema", ALL, Parsed, One(Kind::Schema)),
    row("content", V3X, Parsed, Map(Kind::MediaType)),
    row("example", V3X, Aside, Any),
    row("examples", V3X, Aside, Map(Kind::Example)),
    row("required", ALL, Parsed, Bool),
    row("deprecated", V3X, Aside, Bool),
];

pub(super) const PARAMETER: &[&[Row]] = &[
    &[
        row("name", ALL, Parsed, Text),
        row("in", V20, Lowered, Word(&["query", "header", "path", "formData", "body"])),
        row("in", V30 | V31X, Parsed, Word(&["query", "header", "path", "cookie", "querystring"])),
        row("allowEmptyValue", ALL, Aside, Bool),
        row("style", V3X, Parsed, Text),
        row("explode", V3X, Parsed, Bool),
        row("allowReserved", V3X, Parsed, Bool),
    ],
    VALUE,
    SIMPLE,
];

pub(super) const ITEMS: &[&[Row]] = &[SIMPLE];

pub(super) const HEADER: &[&[Row]] = &[
    &[
        row("style", V3X, Parsed, Word(&["simple"])),
        row("explode", V3X, Kept, Bool),
        row("allowReserved", V3X, Ignored, Any),
        row("allowEmptyValue", V3X, Ignored, Any),
    ],
    VALUE,
    SIMPLE,
];

pub(super) const REQUEST_BODY: &[&[Row]] = &[&[
    row("description", V3X, Aside, Text),
    row("content", V3X, Parsed, Map(Kind::MediaType)),
    row("required", V3X, Parsed, Bool),
]];

pub(super) const MEDIA_TYPE: &[&[Row]] = &[&[
    row("schema", V3X, Parsed, One(Kind::Schema)),
    row("itemSchema", V32, Kept, One(Kind::Schema)),
    row("example", V3X, Aside, Any),
    row("examples", V3X, Aside, Map(Kind::Example)),
    row("encoding", V3X, Parsed, Map(Kind::Encoding)),
    row("prefixEncoding", V32, Unsupported, Any),
    row("itemEncoding", V32, Unsupported, Any),
]];

pub(super) const ENCODING: &[&[Row]] = &[&[
    row("contentType", V3X, Parsed, Text),
    row("headers", V3X, Parsed, Map(Kind::Header)),
    row("style", V3X, Parsed, Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
    row("explode", V3X, Parsed, Bool),
    row("allowReserved", V3X, Parsed, Bool),
    row("encoding", V32, Unsupported, Any),
    row("prefixEncoding", V32, Unsupported, Any),
    row("itemEncoding", V32, Unsupported, Any),
]];

pub(super) const RESPONSE: &[&[Row]] = &[&[
    row("summary", V32, Kept, Text),
    row("description", ALL, Aside, Text),
    row("headers", ALL, Parsed, Map(Kind::Header)),
    row("content", V3X, Parsed, Map(Kind::MediaType)),
    row("links", V3X, Ignored, Any),
    row("schema", V20, Lowered, One(Kind::Schema)),
    row("examples", V20, Lowered, Any),
]];

pub(super) const EXAMPLE: &[&[Row]] = &[&[
    row("summary", V3X, Aside, Text),
    row("description", V3X, Aside, Text),
    row("value", V3X, Aside, Any),
    row("externalValue", V3X, Aside, Text),
    row("dataValue", V32, Kept, Any),
    row("serializedValue", V32, Kept, Text),
]];
