//! Rows of schemas. Keywords of other versions are read in any version, with a note.

use crate::lower::table::How::{Aside, Constraint, Ignored, Kept, Lowered, Parsed, Unsupported};
use crate::lower::table::Shape::{
    Any, Bool, BoolOrNumber, Count, Many, Map, Number, One, Required, SchemaOrBool, Text, TextMap, Types, Values,
};
use crate::lower::table::{Kind, Row, row};
use crate::lower::version::{ALL, V3X, V20, V30, V31X, V32};

/// What any schema can say.
const GENERAL: &[Row] = &[
    row("type", ALL, Lowered, Types),
    row("format", ALL, Parsed, Text),
    row("enum", ALL, Lowered, Values),
    row("const", V31X, Lowered, Any),
    row("default", ALL, Lowered, Any),
    row("title", ALL, Aside, Text),
    row("description", ALL, Aside, Text),
    row("nullable", V30, Lowered, Bool),
    row("readOnly", ALL, Aside, Bool),
    row("writeOnly", V3X, Aside, Bool),
    row("deprecated", V3X, Aside, Bool),
    row("example", ALL, Aside, Any),
    row("examples", V31X, Lowered, Values),
    row("externalDocs", ALL, Aside, One(Kind::ExternalDocs)),
    row("xml", ALL, Ignored, Any),
    row("discriminator", V20, Lowered, Text),
    row("discriminator", V3X, Parsed, One(Kind::Discriminator)),
];

const APPLICATORS: &[Row] = &[
    row("properties", ALL, Parsed, Map(Kind::Schema)),
    row("additionalProperties", ALL, Parsed, SchemaOrBool),
    row("items", ALL, Parsed, One(Kind::Schema)),
    row("allOf", ALL, Parsed, Many(Kind::Schema)),
    row("oneOf", V3X, Parsed, Many(Kind::Schema)),
    row("anyOf", V3X, Parsed, Many(Kind::Schema)),
    row("not", V3X, Parsed, One(Kind::Schema)),
    row("required", ALL, Parsed, Required),
    row("prefixItems", V31X, Kept, Many(Kind::Schema)),
    row("patternProperties", V31X, Lowered, Map(Kind::Schema)),
    row("dependentSchemas", V31X, Constraint, Map(Kind::Schema)),
    row("if", V31X, Constraint, One(Kind::Schema)),
    row("then", V31X, Constraint, One(Kind::Schema)),
    row("else", V31X, Constraint, One(Kind::Schema)),
    row("contains", V31X, Constraint, One(Kind::Schema)),
    row("propertyNames", V31X, Constraint, One(Kind::Schema)),
    row("unevaluatedItems", V31X, Lowered, SchemaOrBool),
    row("unevaluatedProperties", V31X, Lowered, SchemaOrBool),
];

const LIMITS: &[Row] = &[
    row("multipleOf", ALL, Aside, Number),
    row("maximum", ALL, Aside, Number),
    row("exclusiveMaximum", ALL, Lowered, BoolOrNumber),
    row("minimum", ALL, Aside, Number),
    row("exclusiveMinimum", ALL, Lowered, BoolOrNumber),
    row("maxLength", ALL, Aside, Count),
    row("minLength", ALL, Aside, Count),
    row("pattern", ALL, Aside, Text),
    row("maxItems", ALL, Aside, Count),
    row("minItems", ALL, Aside, Count),
    row("uniqueItems", ALL, Aside, Bool),
    row("maxProperties", ALL, Aside, Count),
    row("minProperties", ALL, Aside, Count),
    row("minContains", V31X, Constraint, Count),
    row("maxContains", V31X, Constraint, Count),
    row("dependentRequired", V31X, Constraint, Any),
];

const JSON_SCHEMA: &[Row] = &[
    row("$defs", V31X, Lowered, Map(Kind::Schema)),
    row("definitions", V31X, Lowered, Map(Kind::Schema)),
    row("contentEncoding", V31X, Lowered, Text),
    row("contentMediaType", V31X, Lowered, Text),
    row("contentSchema", V31X, Kept, One(Kind::Schema)),
    row("$comment", V31X, Ignored, Any),
    row("$schema", V31X, Lowered, Text),
    row("$anchor", V31X, Lowered, Text),
    row("$dynamicAnchor", V31X, Lowered, Text),
    row("$vocabulary", V31X, Ignored, Any),
    row("$id", V31X, Unsupported, Any),
    row("$dynamicRef", V31X, Unsupported, Any),
    row("$recursiveRef", V31X, Unsupported, Any),
    row("$recursiveAnchor", V31X, Ignored, Any),
    row("dependencies", V31X, Unsupported, Any),
    row("additionalItems", V31X, Unsupported, Any),
];

pub(super) const SCHEMA: &[&[Row]] = &[GENERAL, APPLICATORS, LIMITS, JSON_SCHEMA];

pub(super) const DISCRIMINATOR: &[&[Row]] = &[&[
    row("propertyName", V3X, Parsed, Text),
    row("mapping", V3X, Parsed, TextMap),
    row("defaultMapping", V32, Kept, Text),
]];
