//! Which version of the specification a document is written in.

use crate::diag::Diag;
use crate::source::Value;

use super::context::Context;
use super::sites::Site;

/// A version of the specification, by what differs; patch versions never do (OAS 3.0.4 §4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Swagger 2.0
    V20,
    /// OpenAPI 3.0
    V30,
    /// OpenAPI 3.1
    V31,
    /// OpenAPI 3.2
    V32,
}

/// A set of versions, one bit each.
pub(super) type Versions = u8;

pub(super) const V20: Versions = 1;
pub(super) const V30: Versions = 2;
pub(super) const V31: Versions = 4;
pub(super) const V32: Versions = 8;
/// OpenAPI 3.0 and later.
pub(super) const V3X: Versions = V30 | V31 | V32;
/// OpenAPI 3.1 and later: schemas are JSON Schema 2020-12.
pub(super) const V31X: Versions = V31 | V32;
/// Every version.
pub(super) const ALL: Versions = V20 | V3X;

impl Version {
    /// The set of this one alone.
    pub(super) fn bit(self) -> Versions {
        match self {
            Version::V20 => V20,
            Version::V30 => V30,
            Version::V31 => V31,
            Version::V32 => V32,
        }
    }

    /// Whether schemas are those of JSON Schema 2020-12.
    pub(super) fn has_json_schema(self) -> bool {
        self.bit() & V31X != 0
    }

    /// The name as people write it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Version::V20 => "Swagger 2.0",
            Version::V30 => "OpenAPI 3.0",
            Version::V31 => "OpenAPI 3.1",
            Version::V32 => "OpenAPI 3.2",
        }
    }
}

/// The versions of a set by number, in order.
pub(super) fn names_of(versions: Versions) -> Vec<&'static str> {
    let all = [(V20, "2.0"), (V30, "3.0"), (V31, "3.1"), (V32, "3.2")];
    all.into_iter().filter(|(bit, _)| bit & versions != 0).map(|(_, name)| name).collect()
}

/// The name of the first version of a set.
pub(super) fn first_of(versions: Versions) -> &'static str {
    [Version::V20, Version::V30, Version::V31, Version::V32]
        .into_iter()
        .find(|version| version.bit() & versions != 0)
        .map_or("no version", Version::name)
}

const SUPPORTED: &str = "supported are `swagger: \"2.0\"` and `openapi: 3.0.x`, `3.1.x` and `3.2.x`";

/// Reads `swagger` or `openapi`; says what is wrong when there is not exactly one usable version.
pub(super) fn detect(root: &Value, cx: &mut Context) -> Option<Version> {
    let (swagger, openapi) = (root.get("swagger"), root.get("openapi"));
    let (key, value) = match (swagger, openapi) {
        (Some(swagger), Some(openapi)) => {
            let at = cx.place_of(Site::ROOT, "swagger");
            let message =
                format!("the document says both `swagger: {}` and `openapi: {}`", spelled(swagger), spelled(openapi));
            cx.say(Diag::error("ambiguous-version", at, message).help("keep the one that the document is written in"));
            return None;
        }
        (Some(swagger), None) => ("swagger", swagger),
        (None, Some(openapi)) => ("openapi", openapi),
        (None, None) => {
            let at = cx.place(Site::ROOT);
            let message = "neither `openapi` nor `swagger` says which version this document has";
            cx.say(Diag::error("unsupported-version", at, message).help(SUPPORTED));
            return None;
        }
    };
    let found = spelled(value);
    let version = parse(key, &found);
    if version.is_none() {
        let at = cx.place_of(Site::ROOT, key);
        let message = format!("`{key}: {found}` is not a supported version");
        cx.say(Diag::error("unsupported-version", at, message).help(SUPPORTED));
    }
    version
}

fn parse(key: &str, text: &str) -> Option<Version> {
    if key == "swagger" {
        return (text == "2.0").then_some(Version::V20);
    }
    let mut parts = text.splitn(3, '.');
    if parts.next() != Some("3") {
        return None;
    }
    match parts.next()? {
        "0" => Some(Version::V30),
        "1" => Some(Version::V31),
        "2" => Some(Version::V32),
        _ => None,
    }
}

fn spelled(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::Bool(truth) => truth.to_string(),
        other => other.kind().to_owned(),
    }
}
