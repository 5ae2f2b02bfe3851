//! The operations as facts for a program that calls them by name and wire name, with a value for whatever has to be given.

use serde_json::{Map, Value, json};

use super::view::Present;
use crate::ir::{
    Api, Body, BodyContent, BytesForm, Constant, Content, DecimalForm, Location, Op, OpId, Presence, Reply, Status,
    TimeKind, Ty, TypeKind,
};
use crate::name::Names;

/// How deep a sample goes; types that contain themselves go on for ever.
const DEPTH: usize = 16;

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogued {
    /// Type that stands for it in the generated crate.
    pub marker: String,
    /// What a success is read as.
    pub reads: Reads,
    /// Whether there are pages to go through.
    pub pages: Present,
    /// Name, parameters, body and a sample answer, as JSON.
    pub facts: Value,
}

/// What a success is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// JSON, text or nothing.
    Json,
    /// Octets, as they arrive.
    Octets,
    /// Events.
    Events,
    /// JSON texts, one after the other.
    Items,
    /// Several of these.
    Several,
}

/// The operations of an API, in document order.
pub fn catalogue(api: &Api, names: &Names) -> Vec<Catalogued> {
    let entry = |(id, op): (OpId, &Op)| Catalogued {
        marker: names.op(id).marker.clone(),
        reads: reads(op),
        pages: if op.paging.is_some() { Present::Yes } else { Present::No },
        facts: json!({
            "id": op.id.clone().unwrap_or_else(|| format!("{} {}", op.method.as_str(), op.path)),
            "params": op.params.iter().map(|param| param_facts(api, param)).collect::<Vec<_>>(),
            "idempotency": op.idempotency,
            "body": op.body.as_ref().and_then(|body| body_facts(api, body)),
            "answer": answer(api, op),
        }),
    };
    api.ops.iter().map(entry).collect()
}

fn reads(op: &Op) -> Reads {
    let usual: Vec<usize> = op.usual().collect();
    let first = usual.first().map_or(&Content::None, |&index| &op.replies[index].content);
    if !usual.iter().all(|&index| op.replies[index].content.is_alike(first)) {
        return Reads::Several;
    }
    match first {
        Content::None | Content::Json(..) | Content::Text(_) => Reads::Json,
        Content::Bytes(_) => Reads::Octets,
        Content::Events(..) => Reads::Events,
        Content::Items(..) => Reads::Items,
    }
}

fn param_facts(api: &Api, param: &crate::ir::Param) -> Value {
    let place = match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let has_to_be_given = param.need == Presence::Required && param.fixed.is_none();
    json!({
        "name": param.wire,
        "place": place,
        "sample": has_to_be_given.then(|| sample(api, &param.ty, DEPTH)),
    })
}

/// The first form of a body.
fn body_facts(api: &Api, body: &Body) -> Option<Value> {
    let form = body.forms.first()?;
    let (writes, ty) = match &form.content {
        BodyContent::Json(ty) => ("json", Some(ty)),
        BodyContent::Form(ty) => ("form", Some(ty)),
        BodyContent::Multipart(ty) | BodyContent::Files(ty) => ("multipart", Some(ty)),
        BodyContent::Text => ("text", None),
        BodyContent::Octets | BodyContent::Range => ("octets", None),
    };
    let files = ty.map(|ty| files(api, ty)).unwrap_or_default();
    let sample = ty.map_or_else(|| "x".into(), |ty| sample(api, ty, DEPTH));
    Some(json!({ "writes": writes, "sample": sample, "files": files }))
}

/// The members that are files.
fn files(api: &Api, ty: &Ty) -> Vec<String> {
    let Ty::Named(id) = ty else { return Vec::new() };
    let TypeKind::Struct { fields, .. } = &api.types[*id].kind else { return Vec::new() };
    let is_file = |ty: &Ty| match ty {
        Ty::File => true,
        Ty::List(inner) | Ty::Nullable(inner) => **inner == Ty::File,
        _ => false,
    };
    fields.iter().filter(|field| is_file(&field.ty)).map(|field| field.wire.clone()).collect()
}

/// An answer that is a success.
fn answer(api: &Api, op: &Op) -> Value {
    let reply: Option<&Reply> = op.usual().next().map(|index| &op.replies[index]);
    let status = match reply.map(|reply| reply.status) {
        Some(Status::Code(code)) => code,
        Some(Status::Class(_) | Status::Default) => 200,
        None => 204,
    };
    let text = |ty: &Ty| sample(api, ty, DEPTH).to_string();
    let body = match reply.map(|reply| &reply.content) {
        None | Some(Content::None) => String::new(),
        Some(Content::Json(_, ty)) => text(ty),
        Some(Content::Text(_) | Content::Bytes(_)) => "x".to_owned(),
        Some(Content::Events(_, events)) => {
            format!("data: {}\n\n", events.data.as_ref().map_or("x".to_owned(), text))
        }
        Some(Content::Items(_, crate::ir::Framing::Lines, ty)) => format!("{}\n", text(ty)),
        Some(Content::Items(_, crate::ir::Framing::Sequence, ty)) => format!("\u{1e}{}\n", text(ty)),
    };
    json!({ "status": status, "media": reply.and_then(|reply| reply.content.media()), "body": body })
}

/// A value of a type, with no more in it than has to be.
fn sample(api: &Api, ty: &Ty, depth: usize) -> Value {
    let Some(deeper) = depth.checked_sub(1) else { return Value::Null };
    match ty {
        Ty::Bool => Value::Bool(true),
        Ty::Int(_) | Ty::Float(_) | Ty::Decimal(DecimalForm::Number) => 1.into(),
        Ty::IntText(_) | Ty::Decimal(DecimalForm::Text) => "1".into(),
        Ty::Str | Ty::Any | Ty::File => "x".into(),
        Ty::Bytes(BytesForm::Base64 | BytesForm::Base64Url) => "eHh4".into(),
        Ty::Time(TimeKind::DateTime) => "2024-02-29T12:00:00Z".into(),
        Ty::Time(TimeKind::Date) => "2024-02-29".into(),
        Ty::Uuid => "67e55044-10b1-426f-9247-bb680e5fe0c8".into(),
        Ty::List(_) => Value::Array(Vec::new()),
        Ty::Tuple(tuple) => tuple.items[..tuple.required].iter().map(|of| sample(api, of, deeper)).collect(),
        Ty::Map(_) => Value::Object(Map::new()),
        Ty::Nullable(inner) => sample(api, inner, deeper),
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::Alias(ty) => sample(api, ty, deeper),
            TypeKind::Enum { variants, .. } => match variants.first().map(|variant| &variant.value) {
                Some(Constant::Str(text)) => text.clone().into(),
                Some(Constant::Int(number)) => (*number).into(),
                None => Value::Null,
            },
            TypeKind::Union { arms, .. } => arms.first().map_or(Value::Null, |arm| sample(api, &arm.ty, deeper)),
            TypeKind::Struct { fields, .. } => {
                let required = fields.iter().filter(|field| field.presence == Presence::Required);
                required.map(|field| (field.wire.clone(), sample(api, &field.ty, deeper))).collect()
            }
        },
    }
}
