//! Rules that a row cannot state: keys that are data (paths, statuses), and members that depend on each other.

use crate::diag::{Diag, Severity};
use crate::source::{Object, Value};

use super::context::Context;
use super::shape::{self, Spot};
use super::sites::{Site, Verdict, stamp};
use super::table::Kind;
use super::version::Version;

/// For objects whose keys are data: what the member is, or nothing when the key cannot be one (which was then said).
/// `None` for all other objects.
pub(super) fn pattern(cx: &mut Context, kind: Kind, key: &str, site: Site) -> Option<Option<Kind>> {
    match kind {
        Kind::Callback => Some(Some(Kind::PathItem)),
        Kind::Paths if key.starts_with('/') => Some(Some(Kind::PathItem)),
        Kind::Paths if key.starts_with("x-") => None,
        Kind::Paths => {
            let at = cx.place_of(site, key);
            let message = format!("the path `{key}` does not begin with `/`; it is read as `/{key}`");
            cx.say(Diag::degraded("bad-path", at, message).help(format!("write `/{key}`")));
            Some(Some(Kind::PathItem))
        }
        Kind::Responses if key == "default" || is_status(key) => Some(Some(Kind::Response)),
        Kind::Responses => {
            let at = cx.place_of(site, key);
            let message = format!("`{key}` is no status: the response is left out");
            cx.say(
                Diag::degraded("bad-status", at, message)
                    .help("use a code such as `404`, a range such as `4XX`, or `default`"),
            );
            Some(None)
        }
        _ => None,
    }
}

/// 100 to 599, or the range of a first digit; `x` in lower case is a slip.
fn is_status(key: &str) -> bool {
    matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..]
        if rest.len() == 2 && (rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"xx")))
}

/// The key as the specification writes it.
pub(super) fn canonical(cx: &mut Context, kind: Kind, key: String, site: Site) -> String {
    if kind == Kind::Responses && key.ends_with("xx") {
        let range = key.to_uppercase();
        let at = cx.place(site);
        cx.say(Diag::note("status-case", at, format!("`{key}` is read as `{range}`")));
        return range;
    }
    if kind == Kind::Paths && !key.starts_with('/') {
        return format!("/{key}");
    }
    key
}

/// Holds a complete object against the rules of its kind.
pub(super) fn apply(cx: &mut Context, kind: Kind, members: &mut Object, site: Site, severity: Severity) -> Verdict {
    match kind {
        Kind::Parameter if cx.version == Version::V20 => swagger_parameter(cx, members, site),
        Kind::Parameter => parameter(cx, members, site),
        Kind::Header if cx.version != Version::V20 => {
            value_of(cx, members, site, kind);
            Verdict::Keep
        }
        Kind::Responses => {
            if members.keys().all(|key| key.starts_with("x-")) {
                let at = cx.place(site);
                cx.say(Diag::note(
                    "no-responses",
                    at,
                    "`responses` is empty: whatever is answered is handed over as it is",
                ));
            }
            Verdict::Keep
        }
        Kind::SecurityScheme => scheme(cx, members, site, severity),
        Kind::Flow => {
            let keys = match cx.sites.key(site) {
                "implicit" => &["authorizationUrl"][..],
                "authorizationCode" => &["authorizationUrl", "tokenUrl"],
                _ => &["tokenUrl"],
            };
            need(cx, members, site, keys, severity)
        }
        _ => Verdict::Keep,
    }
}

fn text<'o>(members: &'o Object, key: &str) -> &'o str {
    members.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The mark of a parameter that is the whole query string.
const WHOLE: &str = "x-bursar-querystring";

fn parameter(cx: &mut Context, members: &mut Object, site: Site) -> Verdict {
    let location = text(members, "in").to_owned();
    if location == "querystring" {
        // the whole query string has no style of its own (OAS 3.2.0 §4.12.2), and one that 3.0 does not know would be unreadable
        for key in ["style", "explode", "allowReserved"] {
            if members.shift_remove(key).is_some() {
                let message = format!("`{key}` says nothing about a parameter in `querystring` and is ignored");
                cx.say(Diag::note("inapplicable-keyword", cx.place_of(site, key), message));
            }
        }
        // 3.0 has no such place: a query parameter that says so is the whole query string
        members.insert("in".to_owned(), "query".into());
        members.insert(WHOLE.to_owned(), true.into());
        value_of(cx, members, site, Kind::Parameter);
        return Verdict::Keep;
    }
    path_is_required(cx, members, site, &location);
    reserved(cx, members, site, &location);
    let styles: &[&str] = match location.as_str() {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form"],
    };
    // pairs of a Cookie header have no `&` in any style, and no value of ours has to be encoded by the caller
    if location == "cookie" && text(members, "style") == "cookie" {
        members.shift_remove("style");
    }
    if let Some(style) = members.get("style").and_then(Value::as_str)
        && !styles.contains(&style)
    {
        let found = format!("`{style}` in a {location} parameter");
        let expected = format!("one of `{}`", styles.join("`, `"));
        let spot = Spot { site, key: "style", severity: Severity::Error };
        shape::wrong_value(cx, spot, &found, &expected);
        members.shift_remove("style");
    }
    value_of(cx, members, site, Kind::Parameter);
    Verdict::Keep
}

/// `allowReserved` is about the query alone until 3.1, and about all that is encoded in 3.2 (OAS 3.2.0 Fixed Fields for use with
/// `schema`): in those places a reserved character would change the route, or end the cookie, and is never sent so.
fn reserved(cx: &mut Context, members: &mut Object, site: Site, location: &str) {
    const KEY: &str = "allowReserved";
    if location == "query" || members.shift_remove(KEY) != Some(Value::Bool(true)) {
        return;
    }
    let is_encoded = location == "path" || (location == "cookie" && text(members, "style") != "cookie");
    if cx.version == Version::V32 && is_encoded {
        let message = format!("a value in the {location} is encoded, although the document allows reserved characters");
        let at = cx.place_of(site, KEY);
        let why = if location == "path" { "change the route" } else { "end the cookie" };
        cx.say(Diag::degraded("reserved-encoded", at, message).because(format!("one of them could {why}")));
        return;
    }
    let message = format!("`{KEY}` says nothing about a parameter in `{location}` and is ignored");
    cx.note("inapplicable-keyword", site, KEY, message);
}

fn path_is_required(cx: &mut Context, members: &mut Object, site: Site, location: &str) {
    if location == "path" && members.get("required") != Some(&Value::Bool(true)) {
        let message = format!("the path parameter `{}` is not `required: true`; it is read so", text(members, "name"));
        cx.say(Diag::note("path-required", cx.place(site), message));
        members.insert("required".to_owned(), true.into());
    }
}

/// A parameter or header has either a schema or one media type (OAS 3.0.4 §4.7.12).
fn value_of(cx: &mut Context, members: &mut Object, site: Site, kind: Kind) {
    let has_schema = members.contains_key("schema");
    let media_types = members.get("content").and_then(Value::as_object).map_or(0, Object::len);
    if has_schema && members.contains_key("content") {
        let message = format!("a {} has either `schema` or `content`; `content` is left out", kind.name());
        cx.degraded("schema-and-content", site, "content", message);
        members.shift_remove("content");
    } else if !has_schema && media_types == 0 {
        let at = cx.place(site);
        let message = format!("this {} has no `schema`; it is read as text", kind.name());
        cx.say(Diag::note("missing-key", at, message));
        members.shift_remove("content");
        members.insert("schema".to_owned(), string_schema(cx, site));
    } else if media_types > 1 {
        let message =
            format!("`content` of a {} has {media_types} media types, expected one; the first is used", kind.name());
        cx.degraded("wrong-value", site, "content", message);
        if let Some(content) = members.get_mut("content").and_then(Value::as_object_mut) {
            content.truncate(1);
        }
    }
}

fn string_schema(cx: &mut Context, site: Site) -> Value {
    let mut schema = Object::new();
    schema.insert("type".to_owned(), "string".into());
    let site = cx.sites.alias(site, Kind::Schema);
    stamp(&mut schema, site);
    Value::Object(schema)
}

fn swagger_parameter(cx: &mut Context, members: &mut Object, site: Site) -> Verdict {
    let location = text(members, "in").to_owned();
    path_is_required(cx, members, site, &location);
    if location != "body" && !members.contains_key("type") {
        // a schema at a parameter that is no body is a slip of people who know 3.0
        if let Some(Value::Object(_)) = members.get("schema") {
            let message = format!("`schema` at a {location} parameter is of OpenAPI 3.0; it is read as there");
            cx.note("foreign-keyword", site, "schema", message);
            return Verdict::Keep;
        }
        let message = "this parameter has no `type`; it is read as text";
        cx.say(Diag::note("missing-key", cx.place(site), message));
        members.insert("type".to_owned(), "string".into());
    }
    Verdict::Keep
}

fn scheme(cx: &mut Context, members: &mut Object, site: Site, severity: Severity) -> Verdict {
    let keys: &[&str] = match text(members, "type") {
        "mutualTLS" => {
            cx.degraded("unsupported-keyword", site, "type", "`type: mutualTLS` of OpenAPI 3.1 is not supported");
            return Verdict::Drop;
        }
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "openIdConnect" => &["openIdConnectUrl"],
        "oauth2" if cx.version != Version::V20 => &["flows"],
        "oauth2" => match text(members, "flow") {
            "implicit" => &["authorizationUrl"],
            "accessCode" => &["authorizationUrl", "tokenUrl"],
            "password" | "application" => &["tokenUrl"],
            _ => &["flow"],
        },
        _ => &[],
    };
    need(cx, members, site, keys, severity)
}

fn need(cx: &mut Context, members: &Object, site: Site, keys: &[&str], severity: Severity) -> Verdict {
    let Some(key) = keys.iter().find(|key| !members.contains_key(**key)) else {
        return Verdict::Keep;
    };
    let what = cx.sites.kind(site).map_or("object", Kind::name);
    let what = match text(members, "type") {
        "" => format!("this {what}"),
        kind => format!("this {what} of type `{kind}`"),
    };
    let at = cx.place(site);
    let message = format!("{what} has no `{key}`");
    cx.say(if severity == Severity::Error {
        Diag::error("missing-key", at, message)
    } else {
        Diag::degraded("missing-key", at, message)
    });
    Verdict::Drop
}
