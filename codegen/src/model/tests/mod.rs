//! Tables of documents and what they mean: the IR as lines of text, with everything that was said.
#![allow(clippy::unwrap_used)]

mod bodies;
mod operations;
mod parameters;
mod schemas;
mod security;
mod streams;
mod unions;
mod webhooks;

use super::model;
use crate::Files;
use crate::diag::{Diag, Diags, Severity, Spot};
use crate::ir::{
    Access, AccessStep, Alternative, Api, BodyContent, BodyForm, BytesForm, Constant, Content, DecimalForm, Deprecated,
    Explode, FloatKind, NameHint, Op, Param, ParamForm, PartRule, Presence, Reserved, Server, Tagging, TimeKind, Ty,
    TypeId, TypeKind,
};
use crate::source::Trace;
use crate::{doc, lower, source};

/// The meaning of a document in YAML.
pub(crate) fn read(text: &str) -> (Api, Diags) {
    let (mut diags, mut trace) = (Diags::default(), Trace::default());
    let files = Files::from([("openapi.yaml".to_owned(), text.as_bytes().to_vec())]);
    let value = source::load(&files, "openapi.yaml", &mut diags);
    let value = value.and_then(|value| lower::lower(value, "openapi.yaml", &files, &mut trace, &mut diags));
    let doc = value.and_then(|value| doc::parse(&value, "openapi.yaml", &mut diags));
    let doc = doc.unwrap_or_else(|| panic!("{:?} in\n{text}", said(&diags)));
    let api = model(&doc, "openapi.yaml", &mut diags);
    (api, diags)
}

/// What was said, one line each: severity, code, place, message.
pub(crate) fn said(diags: &Diags) -> Vec<String> {
    diags.iter().map(line).collect()
}

fn line(diag: &Diag) -> String {
    let severity = match diag.severity {
        Severity::Note => "note",
        Severity::Degraded => "degraded",
        Severity::Error => "error",
    };
    let at = match &diag.at.at {
        Spot::Pointer(pointer) => pointer.to_string(),
        other => format!("{other:?}"),
    };
    format!("{severity} {} {at} {}", diag.code, diag.message)
}

fn compare(input: &str, lines: &[String], expect: &str) {
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expect, "of\n{input}\nwhich gives\n{}", lines.join("\n"));
}

/// Types of `schemas`, which a reply of the schema `T` reaches.
fn check_schemas(schemas: &str, expect: &str) {
    let reply = "{200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}}";
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {{responses: {reply}}}}}}}\n\
         components:\n  schemas:\n    {}\n",
        schemas.trim().replace('\n', "\n    ")
    );
    let (api, diags) = read(&document);
    let mut lines = types(&api);
    let Content::Json(_, ty) = &api.ops.iter().next().unwrap().1.replies[0].content else { panic!("JSON") };
    lines.insert(0, format!("-> {}", ty_text(&api, ty)));
    lines.extend(said(&diags));
    compare(schemas, &lines, expect);
}

/// Operations of a document that begins with its version and title.
fn check_operations(rest: &str, expect: &str) {
    check_version("3.0.3", rest, expect);
}

/// The same of another version.
fn check_version(version: &str, rest: &str, expect: &str) {
    let (api, diags) = read(&format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{rest}"));
    let mut lines: Vec<String> = api.ops.iter().flat_map(|(_, op)| op_lines(&api, op)).collect();
    lines.extend(types(&api));
    lines.extend(api.skipped.iter().map(|skipped| format!("skipped {} {}: {}", skipped.what, skipped.at, skipped.why)));
    lines.extend(said(&diags));
    compare(rest, &lines, expect);
}

fn types(api: &Api) -> Vec<String> {
    api.types.ids().map(|id| format!("{} = {}", label(api, &api.types[id].hint), kind(api, id))).collect()
}

fn label(api: &Api, hint: &NameHint) -> String {
    match hint {
        NameHint::Component(name) => name.clone(),
        NameHint::Words(words) => format!("'{words}'"),
        NameHint::Titled { title, context } => format!("{} titled '{title}'", label(api, context)),
        NameHint::OfOp { op, role } => format!("op{}.{role}", op.index()),
        NameHint::Child { parent, role } => format!("{}.{role}", label(api, &api.types[*parent].hint)),
    }
}

fn kind(api: &Api, id: TypeId) -> String {
    match &api.types[id].kind {
        TypeKind::Alias(ty) => ty_text(api, ty),
        TypeKind::Enum { variants, .. } => {
            let values = variants.iter().map(|variant| match &variant.value {
                Constant::Str(text) => format!("{text:?}"),
                Constant::Int(value) => value.to_string(),
            });
            format!("enum {}", values.collect::<Vec<_>>().join(" "))
        }
        TypeKind::Struct { fields, extra } => {
            let fields = fields.iter().map(|field| {
                let access = match field.access {
                    Access::ReadWrite => "",
                    Access::ReadOnly => " ro",
                    Access::WriteOnly => " wo",
                };
                format!("{}{}: {}{access}", field.wire, optional(field.presence), ty_text(api, &field.ty))
            });
            let extra = extra.iter().map(|ty| format!("..: {}", ty_text(api, ty)));
            format!("{{{}}}", fields.chain(extra).collect::<Vec<_>>().join(", "))
        }
        TypeKind::Union { tagging, arms, accessors } => {
            let mut text = match tagging {
                Tagging::Discriminator(member) => format!("union on {member}"),
                Tagging::DiscriminatorOr(member, index) => format!("union on {member} else {}", arms[*index].name),
                Tagging::Guards => "union".to_owned(),
                Tagging::AnyOf => "union of any".to_owned(),
            };
            for arm in arms {
                let constants = arm.guard.constants.iter().map(|(key, value)| format!("{key}={value}"));
                let guard: Vec<String> = arm.guard.keys.iter().cloned().chain(constants).collect();
                let how = if !matches!(tagging, Tagging::Discriminator(_) | Tagging::DiscriminatorOr(..)) {
                    format!("{:?} {}", arm.guard.kind.unwrap(), guard.join(" "))
                } else {
                    arm.tags.join(" ")
                };
                text.push_str(&format!(" | {}: {} if {}", arm.name, ty_text(api, &arm.ty), how.trim()));
            }
            for accessor in accessors {
                let paths = accessor.paths.iter().map(|(arm, steps)| format!("{arm}:{}", steps_text(api, steps)));
                let paths = paths.collect::<Vec<_>>().join(" ");
                text.push_str(&format!(" | {}() -> {} by {paths}", accessor.name, ty_text(api, &accessor.ty)));
            }
            text
        }
    }
}

fn steps_text(api: &Api, steps: &[AccessStep]) -> String {
    let step = |step: &AccessStep| match step {
        AccessStep::Element(index) => format!("[{index}]"),
        AccessStep::Member(id, index) => {
            let TypeKind::Struct { fields, .. } = &api.types[*id].kind else { panic!("a member of a struct") };
            format!(".{}", fields[*index].wire)
        }
    };
    steps.iter().map(step).collect()
}

fn optional(presence: Presence) -> &'static str {
    if presence == Presence::Optional { "?" } else { "" }
}

fn ty_text(api: &Api, ty: &Ty) -> String {
    match ty {
        Ty::Bool => "bool".to_owned(),
        Ty::Int(kind) => format!("{kind:?}").to_lowercase(),
        Ty::IntText(kind) => format!("text {kind:?}").to_lowercase(),
        Ty::Float(FloatKind::F32) => "f32".to_owned(),
        Ty::Float(FloatKind::F64) => "f64".to_owned(),
        Ty::Decimal(DecimalForm::Number) => "decimal".to_owned(),
        Ty::Decimal(DecimalForm::Text) => "text decimal".to_owned(),
        Ty::Str => "str".to_owned(),
        Ty::Bytes(BytesForm::Base64) => "base64".to_owned(),
        Ty::Bytes(BytesForm::Base64Url) => "base64url".to_owned(),
        Ty::Time(TimeKind::DateTime) => "datetime".to_owned(),
        Ty::Time(TimeKind::Date) => "date".to_owned(),
        Ty::Uuid => "uuid".to_owned(),
        Ty::File => "file".to_owned(),
        Ty::Any => "any".to_owned(),
        Ty::Named(id) => label(api, &api.types[*id].hint),
        Ty::List(of) => format!("[{}]", ty_text(api, of)),
        Ty::Map(of) => format!("{{*: {}}}", ty_text(api, of)),
        Ty::Nullable(of) => format!("{}?", ty_text(api, of)),
        Ty::Tuple(tuple) => {
            let late = |index: usize| if index < tuple.required { "" } else { "?" };
            let items = tuple.items.iter().enumerate().map(|(n, of)| format!("{}{}", ty_text(api, of), late(n)));
            let rest = tuple.rest.iter().map(|of| format!("..{}", ty_text(api, of)));
            format!("({})", items.chain(rest).collect::<Vec<_>>().join(", "))
        }
    }
}

fn op_lines(api: &Api, op: &Op) -> Vec<String> {
    let groups: Vec<&str> = op.groups.iter().map(|&group| api.groups[group].tag.as_str()).collect();
    let id = op.id.as_ref().map(|id| format!(" '{id}'")).unwrap_or_default();
    let deprecated = if op.docs.deprecated == Deprecated::Yes { " deprecated" } else { "" };
    let mut lines = vec![format!("{} {}{id} in {}{deprecated}", op.method.as_str(), op.path, groups.join(", "))];
    lines.extend(op.params.iter().map(|param| format!("- {}", param_text(api, param))));
    if let Some(body) = &op.body {
        lines.extend(body.forms.iter().map(|form| format!("- body{}: {}", optional(body.need), form_text(api, form))));
        lines.extend(body.forms.iter().flat_map(|form| &form.rules).map(|rule| format!("- part {}", rule_text(rule))));
    }
    lines.extend(op.idempotency.iter().map(|header| format!("- key in {header}")));
    for (index, reply) in op.replies.iter().enumerate() {
        let side = match (op.ok.replies.contains(&index), op.err.replies.contains(&index)) {
            (true, true) => "ok and err",
            (true, false) => "ok",
            (false, true) => "err",
            (false, false) => "neither",
        };
        let content = match &reply.content {
            Content::None => "nothing".to_owned(),
            Content::Json(media, ty) => format!("{} as {media}", ty_text(api, ty)),
            Content::Text(media) => format!("text as {media}"),
            Content::Bytes(media) => format!("bytes as {media}"),
            Content::Events(media, events) => {
                let data = events.data.as_ref().map_or_else(|| "text".to_owned(), |ty| ty_text(api, ty));
                let end = events.end.as_ref().map(|end| format!(" until {end:?}")).unwrap_or_default();
                format!("events of {data}{end} as {media}")
            }
            Content::Items(media, framing, ty) => {
                format!("{} of {} as {media}", format!("{framing:?}").to_lowercase(), ty_text(api, ty))
            }
        };
        let aside = if op.is_aside(index) { " (aside)" } else { "" };
        lines.push(format!("- {side} {}: {content}{aside}", reply.status));
    }
    lines.extend(op.auth.iter().map(|way| format!("- auth {}", way_text(api, way))));
    lines.extend(op.servers.iter().map(|server| format!("- server {}", server_text(server))));
    lines
}

fn form_text(api: &Api, form: &BodyForm) -> String {
    let ty = form.content.ty().map(|ty| ty_text(api, ty)).unwrap_or_default();
    let content = match form.content {
        BodyContent::Json(_) => ty,
        BodyContent::Form(_) => format!("form {ty}"),
        BodyContent::Multipart(_) => format!("parts {ty}"),
        BodyContent::Files(_) => format!("files {ty}"),
        BodyContent::Text => "text".to_owned(),
        BodyContent::Octets => "octets".to_owned(),
        BodyContent::Range => "octets of a type".to_owned(),
    };
    format!("{content} as {}", form.media_type)
}

fn rule_text(rule: &PartRule) -> String {
    let mut text = rule.wire.clone();
    if let Some((style, explode, reserved)) = rule.style {
        let explode = if explode == Explode::Yes { " exploded" } else { "" };
        let reserved = if reserved == Reserved::Kept { " reserved" } else { "" };
        text.push_str(&format!(" {style:?}{explode}{reserved}").to_lowercase());
    }
    text.extend(rule.media_type.iter().map(|media| format!(" as {media}")));
    text.extend(rule.headers.iter().map(|(name, value)| format!(" with {name}: {value}")));
    text
}

fn way_text(api: &Api, way: &Alternative) -> String {
    let needs = way.needs.iter().map(|need| format!("{}{:?}", api.schemes[need.scheme].key, need.scopes));
    let needs: Vec<String> = needs.collect();
    if needs.is_empty() { "none".to_owned() } else { needs.join(" and ") }
}

fn server_text(server: &Server) -> String {
    let variables = server.variables.iter().map(|it| format!(" {}={}{:?}", it.name, it.default, it.values));
    format!("{}{} at {}", server.url, variables.collect::<String>(), server.origin)
}

fn param_text(api: &Api, param: &Param) -> String {
    let location = format!("{:?}", param.location).to_lowercase();
    let form = match &param.form {
        ParamForm::Json => "json".to_owned(),
        ParamForm::QueryPairs => "whole form".to_owned(),
        ParamForm::QueryJson => "whole json".to_owned(),
        ParamForm::Styled { style, explode, reserved } => {
            let explode = if *explode == Explode::Yes { " exploded" } else { "" };
            let reserved = if *reserved == Reserved::Kept { " reserved" } else { "" };
            format!("{style:?}{explode}{reserved}").to_lowercase()
        }
    };
    let fixed = param.fixed.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
    let deprecated = if param.docs.deprecated == Deprecated::Yes { " deprecated" } else { "" };
    let ty = ty_text(api, &param.ty);
    format!("{location} {}{}: {ty} {form}{fixed}{deprecated}", param.wire, optional(param.need))
}

#[test]
fn the_document_itself() {
    let (api, diags) = read(
        "openapi: 3.0.3\ninfo: {title: Jars, version: 1.0-β, description: \"a\\nb\"}\npaths: {}\nservers:\n\
         - {url: /v1}\n\
         - {url: 'https://{a}.test', description: Two., variables: {a: {default: x, enum: [x, y]}, b: {default: ''}}}\n",
    );
    assert_eq!([api.info.title.as_str(), &api.info.version], ["Jars", "1.0-β"]);
    assert_eq!(api.info.docs.description.as_deref(), Some("a\nb"));
    let servers: Vec<_> = api.servers.iter().map(server_text).collect();
    assert_eq!(servers, ["/v1 at #/servers/0", "https://{a}.test a=x[\"x\", \"y\"] b=[] at #/servers/1"]);
    assert_eq!(api.servers[1].docs.description.as_deref(), Some("Two."));
    assert_eq!(said(&diags), [""; 0]);
}
