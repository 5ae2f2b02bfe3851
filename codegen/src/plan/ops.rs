//! Views of operations.

use super::bodies;
use super::doctext::DocText;
use super::rust::Context;
use super::types::{self, docs_of, docs_or};
use super::view::{
    ArgView, Codec, Decode, EnvironmentView, Named, OpView, OutcomeArm, OutcomeShape, OutcomeView, ParamFact,
    ReplyFact, RustTy, Sets, SpecView, StreamView, Taken,
};
use crate::ir::{
    Content, Deprecated, Docs, Events, Explode, Framing, Location, Method, Op, OpId, Param, ParamForm, Presence, Reply,
    Reserved, Server, Style, Ty, TypeId, TypeKind,
};
use crate::name::must_be_given;

/// The view of one operation; `inside` are the types that stand in it.
pub(super) fn view(cx: Context<'_>, id: OpId, inside: &[TypeId]) -> OpView {
    let op = &cx.api.ops[id];
    let names = cx.names.op(id);
    let route = route(op);
    let inline = crate::name::inline_ok(cx.api, id, op);
    OpView {
        method: names.method.clone(),
        marker: names.marker.clone(),
        // the attribute says it of an operation
        docs: docs_or(&Docs { deprecated: Deprecated::No, ..op.docs.clone() }, || route.clone())
            .then(keyed(op))
            .then(about_stream(op)),
        marker_docs: DocText::own(format!("The operation {route}.")),
        deprecated: op.docs.deprecated,
        spec: spec(cx, op),
        choice: bodies::choice(cx, id, op),
        args: args(cx, id, op),
        setters: setters(cx, id, op),
        paged: super::paging::view(cx, op),
        ok: ok(cx, id, op, if inline.is_some() { Named::Itself } else { Named::Alias }),
        err: OutcomeView {
            name: names.error.clone(),
            docs: DocText::own(format!("What {route} answers when it fails.")),
            shape: OutcomeShape::Arms(err_arms(cx, id, op)),
        },
        stream: stream(cx, op),
        types: inside.iter().map(|&ty| types::view(cx, ty)).collect(),
    }
}

fn spec(cx: Context<'_>, op: &Op) -> SpecView {
    SpecView {
        id: op.id.clone().unwrap_or_else(|| format!("{} {}", op.method.as_str(), op.path)),
        method: method(&op.method),
        verb: op.method.as_str().to_owned(),
        path: op.path.clone(),
        params: op.params.iter().map(param_fact).collect(),
        body: op.body.as_ref().map(bodies::fact),
        idempotency: op.idempotency.clone(),
        replies: op.replies.iter().map(reply_fact).collect(),
        auth: op
            .auth
            .iter()
            .map(|way| way.needs.iter().map(|need| (need.scheme, need.scopes.clone())).collect())
            .collect(),
        servers: op.servers.iter().map(|server| environment(cx, String::new(), DocText::default(), server)).collect(),
    }
}

/// What is said of an idempotency key.
fn keyed(op: &Op) -> DocText {
    let said = |header: &String| {
        let header = DocText::code(header);
        DocText::own(format!(
            "Sends an idempotency key in {header}: [`Request::idempotency_key`], or one made for the call."
        ))
    };
    op.idempotency.as_ref().map(said).unwrap_or_default()
}

/// How to read the answer as it arrives, where that has to be asked for.
fn about_stream(op: &Op) -> DocText {
    if op.streamed().is_empty() {
        return DocText::default();
    }
    DocText::own("The answer can also be read as it arrives: [`Request::stream`].")
}

/// Method and path, as a code span.
fn route(op: &Op) -> String {
    DocText::code(&format!("{} {}", op.method.as_str(), op.path))
}

/// A server as the runtime wants it.
pub(super) fn environment(_cx: Context<'_>, name: String, docs: DocText, server: &Server) -> EnvironmentView {
    let variables =
        server.variables.iter().map(|it| (it.name.clone(), it.default.clone(), it.values.clone())).collect();
    EnvironmentView { name, docs, url: server.url.clone(), variables }
}

/// The variant of the runtime's `Method`, as it is written in a row.
fn method(method: &Method) -> String {
    let variant = match method {
        Method::Other(verb) => return format!("Other({})", proc_literal(verb)),
        Method::Query => "Query",
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Options => "Options",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Trace => "Trace",
    };
    variant.to_owned()
}

/// A text as a literal of Rust. Names of methods are tokens, which need no escapes.
fn proc_literal(token: &str) -> String {
    format!("{token:?}")
}

fn param_fact(param: &Param) -> ParamFact {
    let (place, usual) = match param.location {
        Location::Path => ("path", Style::Simple),
        Location::Query => ("query", Style::Form),
        Location::Header => ("header", Style::Simple),
        Location::Cookie => ("cookie", Style::Form),
    };
    let mut fact = ParamFact {
        place,
        wire: param.wire.clone(),
        style: None,
        explode: None,
        flags: Vec::new(),
        fixed: param.fixed.clone(),
    };
    match &param.form {
        ParamForm::Json => fact.flags.push("json"),
        ParamForm::QueryPairs => fact.flags.push("whole"),
        ParamForm::QueryJson => fact.flags.extend(["json", "whole"]),
        ParamForm::Styled { style, explode, reserved } => {
            fact.style = (*style != usual).then(|| style_name(*style));
            let implied = if matches!(style, Style::Form) { Explode::Yes } else { Explode::No };
            fact.explode = (*explode != implied).then_some(if *explode == Explode::Yes { "Yes" } else { "No" });
            if *reserved == Reserved::Kept {
                fact.flags.push("allow_reserved");
            }
        }
    }
    if param.need == Presence::Required && param.location != Location::Path {
        fact.flags.push("required");
    }
    fact
}

pub(super) fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::TabDelimited => "TabDelimited",
        Style::DeepObject => "DeepObject",
    }
}

fn reply_fact(reply: &Reply) -> ReplyFact {
    let decode = decode(&reply.content);
    let implied = match decode {
        Decode::None => None,
        Decode::Json => Some("application/json"),
        Decode::Text => Some("text/plain"),
        Decode::Bytes => Some("application/octet-stream"),
        Decode::TextEvents | Decode::Events => Some("text/event-stream"),
        Decode::Lines => Some("application/jsonl"),
        Decode::Sequence => Some("application/json-seq"),
    };
    let media = reply.content.media().filter(|media| Some(*media) != implied).map(str::to_owned);
    let end = if let Content::Events(_, events) = &reply.content { events.end.clone() } else { None };
    ReplyFact { status: reply.status.to_string(), media, decode, end }
}

fn decode(content: &Content) -> Decode {
    match content {
        Content::None => Decode::None,
        Content::Json(..) => Decode::Json,
        Content::Text(_) => Decode::Text,
        Content::Bytes(_) => Decode::Bytes,
        Content::Events(_, Events { data: None, .. }) => Decode::TextEvents,
        Content::Events(..) => Decode::Events,
        Content::Items(_, Framing::Lines, _) => Decode::Lines,
        Content::Items(_, Framing::Sequence, _) => Decode::Sequence,
    }
}

/// What a body becomes, and how its JSON is coded.
fn value(cx: Context<'_>, content: &Content) -> (Option<RustTy>, Codec) {
    let codec = content.ty().map_or(Codec::PLAIN, |ty| cx.codec(ty));
    let item = || content.ty().map_or_else(|| RustTy::name("String"), |ty| cx.rust(ty));
    let ty = match content {
        Content::None => None,
        Content::Json(..) | Content::Text(_) => Some(item()),
        Content::Bytes(_) => Some(RustTy::name("Bytes")),
        Content::Events(..) => Some(RustTy::wrap("EventStream", item())),
        Content::Items(..) => Some(RustTy::wrap("JsonLines", item())),
    };
    (ty, codec)
}

/// What `stream()` gives.
fn stream(cx: Context<'_>, op: &Op) -> Option<StreamView> {
    let replies = op.streamed();
    let content = &op.replies[*replies.first()?].content;
    let (ty, codec) = value(cx, content);
    let view = match ty {
        Some(ty) if content.is_stream() => StreamView { replies, ty, decode: decode(content), codec },
        _ => StreamView { replies, ty: RustTy::name("ByteStream"), decode: Decode::Bytes, codec: Codec::PLAIN },
    };
    Some(view)
}

fn args(cx: Context<'_>, id: OpId, op: &Op) -> Vec<ArgView> {
    let given = (0..op.params.len()).filter(|&index| must_be_given(op, index));
    let body = op.body.iter().filter(|body| body.need == Presence::Required);
    given.map(|index| param_arg(cx, id, op, index)).chain(body.map(|body| bodies::arg(cx, id, body))).collect()
}

fn setters(cx: Context<'_>, id: OpId, op: &Op) -> Vec<ArgView> {
    let free = (0..op.params.len()).filter(|&index| !must_be_given(op, index));
    let body = op.body.iter().filter(|body| body.need == Presence::Optional);
    free.map(|index| param_arg(cx, id, op, index)).chain(body.map(|body| bodies::arg(cx, id, body))).collect()
}

fn param_arg(cx: Context<'_>, id: OpId, op: &Op, index: usize) -> ArgView {
    let param = &op.params[index];
    // a parameter that is null is a parameter that is not given
    let ty = cx.without_null(&param.ty).unwrap_or(&param.ty);
    let place = match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let wire = DocText::code(&param.wire);
    let about = match &param.fixed {
        Some(value) => {
            format!("Sets the {place} parameter {wire}; {} is sent without it.", DocText::code(value))
        }
        None => format!("Sets the {place} parameter {wire}."),
    };
    ArgView {
        name: cx.names.op(id).members.params[index].clone(),
        ty: cx.rust(ty),
        taken: taken(cx, ty),
        sets: Sets::Param(index),
        codec: cx.codec(ty).for_text(),
        docs: DocText::own(about).then(docs_of(&param.docs)),
    }
}

/// Texts, enums and decimals have handy conversions; other types are taken as they are.
pub(super) fn taken(cx: Context<'_>, ty: &Ty) -> Taken {
    match cx.behind(ty) {
        Ty::Str | Ty::Decimal(_) => Taken::Into,
        Ty::Named(id) if matches!(cx.api.types[*id].kind, TypeKind::Enum { .. }) => Taken::Into,
        _ => Taken::Plain,
    }
}

fn ok(cx: Context<'_>, id: OpId, op: &Op, named: Named) -> OutcomeView {
    let route = route(op);
    let docs = DocText::own(format!("What {route} answers when it succeeds."));
    let name = cx.names.op(id).ok.clone();
    let usual: Vec<usize> = op.usual().collect();
    let first = usual.first().map_or(&Content::None, |&index| &op.replies[index].content);
    let shape = match usual.iter().all(|&index| op.replies[index].content.is_alike(first)) {
        true => {
            let (ty, codec) = value(cx, first);
            let ty = ty.unwrap_or_else(|| RustTy::name("()"));
            OutcomeShape::Single { ty, decode: decode(first), codec, named }
        }
        false => OutcomeShape::Arms(usual.iter().map(|&index| arm(cx, id, op, index)).collect()),
    };
    OutcomeView { name, docs, shape }
}

fn err_arms(cx: Context<'_>, id: OpId, op: &Op) -> Vec<OutcomeArm> {
    let arms = op.err.replies.iter().map(|&index| {
        let arm = arm(cx, id, op, index);
        match arm.decode.is_stream() {
            // the body of an error is collected, also where `default` speaks of successes as well
            true => OutcomeArm { ty: Some(RustTy::name("String")), decode: Decode::Text, codec: Codec::PLAIN, ..arm },
            false => arm,
        }
    });
    arms.collect()
}

fn arm(cx: Context<'_>, id: OpId, op: &Op, index: usize) -> OutcomeArm {
    let reply = &op.replies[index];
    let status = match reply.status {
        crate::ir::Status::Default => "Any other status".to_owned(),
        status => format!("Status {status}"),
    };
    let said = reply.docs.description.as_deref().map(DocText::foreign_line).filter(|text| !text.is_empty());
    let docs = said.map_or_else(|| format!("{status}."), |text| format!("{status}: {text}"));
    let (ty, codec) = value(cx, &reply.content);
    OutcomeArm {
        reply: index,
        name: cx.names.op(id).members.replies[index].clone(),
        docs: DocText::own(docs),
        ty,
        decode: decode(&reply.content),
        codec,
    }
}
