//! Every version of the specification to OpenAPI 3.0 plus `x-bursar-*`: the only code that knows versions.
//!
//! The passes: `check` holds the document against the keyword table, takes out (and reports) what the table does not
//! allow, and stamps each object with its place; `refs` checks every `$ref` and leaves only those that name a component;
//! `swagger` turns a 2.0 document into 3.0; `schema` and `nodes` express what 3.0 and its typed model lack;
//! `places` strips the stamps and records where every moved node came from. After it, the typed model of `doc` accepts
//! the document, no `$ref` dangles or leads back to itself, and nothing was lost without a diagnostic.
//!
//! Keys that are added (`<keyword>` stands for the original key):
//!
//! | key | at | value |
//! |---|---|---|
//! | `x-bursar-version` | root | the version the document was written in |
//! | `x-bursar-webhooks` | root | path items by name, from `webhooks` or `x-webhooks` |
//! | `x-bursar-callbacks` | operation, components | callbacks by name, as in 3.0, references kept |
//! | `x-bursar-pathItems` | components | path items by name |
//! | `x-bursar-unusable` | operation | why it cannot be offered: a part of it, without which it would send something else, cannot be read |
//! | `x-bursar-hoisted` | schema | it was defined in place, at this pointer, and only became a component because it is referred to |
//! | `x-bursar-const` | schema | `true`: its one `enum` value was a `const` |
//! | `x-bursar-null` | schema | `true`: null is its only value |
//! | `x-bursar-types` | schema | the types it is restricted to beside a composition |
//! | `x-bursar-enum` | schema | the values of an `enum` that no single type can hold |
//! | `x-bursar-default`, `x-bursar-minimum`, … | schema | a number beyond 64 bits, as text |
//! | `x-bursar-examples` | schema | all of several examples; the first is `example` |
//! | `x-bursar-collectionFormat` | schema of a parameter | the 2.0 format that no style writes; the argument is the finished text |
//! | `x-bursar-explode` | header | `explode`, which the typed model lacks |
//! | `x-bursar-<keyword>` | schema | `prefixItems`, `contentSchema`, `contentEncoding`, `contentMediaType`, `if`, `then`, `else`, `contains`, `minContains`, `maxContains`, `propertyNames`, `unevaluatedItems`, `unevaluatedProperties`, `dependentSchemas`, `dependentRequired`, schemas in them lowered |
//! | `x-bursar-<keyword>` | elsewhere | `summary` (info, tag, response), `identifier` (license), `itemSchema` (media type), `name` (server), `parent`, `kind` (tag), `dataValue`, `serializedValue` (example), `defaultMapping` (discriminator), `oauth2MetadataUrl`, `deprecated` (security scheme) |

mod anchors;
mod check;
mod contain;
mod context;
mod cycles;
mod imports;
mod instead;
mod marks;
mod near;
mod nodes;
mod places;
mod refs;
mod rules;
mod schema;
mod shape;
mod sites;
mod swagger;
mod table;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod version;
mod words;

use crate::Files;
use crate::diag::{Diag, Diags};
use crate::source::{Trace, Value};

use context::Context;
use imports::Imports;
use sites::Site;
pub use table::{Keyword, keywords};

/// Turns a Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2 document into OpenAPI 3.0 plus `x-bursar-*` keys.
///
/// `trace` says where the nodes of `value` came from, and afterwards those of the result. `None` when the document cannot
/// be read at all; else what is wrong with parts of it is said in `diags`, and those parts are left out.
///
/// References to other files lead to those among `files`, whose names are below the same folder as `file`.
pub fn lower(value: Value, file: &str, files: &Files, trace: &mut Trace, diags: &mut Diags) -> Option<Value> {
    let mut cx = Context::new(file);
    let lowered = passes(value, files, &mut cx, trace, diags);
    places::settle(lowered, cx, trace, diags)
}

fn passes(value: Value, files: &Files, cx: &mut Context, trace: &mut Trace, diags: &mut Diags) -> Option<Value> {
    if !matches!(value, Value::Object(_)) {
        let message = format!("the document is {}, expected an object", shape::article(&value));
        cx.say(Diag::error("wrong-type", cx.place(Site::ROOT), message));
        return None;
    }
    marks::refuse(&value, cx)?;
    cx.version = version::detect(&value, cx)?;
    let mut imports = Imports::new(files, cx.file(), &value, cx.version);
    let checked = check::check(value, &mut imports, cx);
    imports.close(trace, diags);
    let mut checked = checked?;
    refs::settle(&mut checked, cx);
    let mut root = checked.root;
    nodes::version(&mut root);
    if cx.version == version::Version::V20 {
        swagger::convert(&mut root, cx);
    }
    nodes::lower(&mut root, cx);
    cycles::refuse(&mut root, cx);
    Some(root)
}
