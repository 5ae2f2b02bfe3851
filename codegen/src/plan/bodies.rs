//! Views of request bodies.

use super::doctext::DocText;
use super::ops::{style_name, taken};
use super::rust::Context;
use super::types::docs_of;
use super::view::{
    ArgView, BodyFact, BodyKind, ChoiceArm, ChoiceView, Codec, Converts, FieldFact, Needed, RustTy, Sets, Taken,
};
use crate::ir::{Body, BodyContent, BodyForm, Explode, Op, OpId, PartRule, Presence, Reserved};

/// The facts about a body.
pub(super) fn fact(body: &Body) -> BodyFact {
    let fields = body.forms.iter().enumerate();
    BodyFact {
        needed: if body.need == Presence::Required { Needed::Required } else { Needed::Optional },
        media: body.forms.iter().map(|form| form.media_type.clone()).collect(),
        fields: fields.flat_map(|(index, form)| form.rules.iter().map(move |rule| (index, field(rule)))).collect(),
    }
}

fn field(rule: &PartRule) -> FieldFact {
    let style =
        rule.style.map(|(style, explode, _)| (style_name(style), if explode == Explode::Yes { "Yes" } else { "No" }));
    let is_reserved = matches!(rule.style, Some((.., Reserved::Kept)));
    FieldFact {
        wire: rule.wire.clone(),
        style,
        flags: if is_reserved { vec!["allow_reserved"] } else { Vec::new() },
        media: rule.media_type.clone(),
        headers: rule.headers.clone(),
    }
}

/// The argument or setter of a body.
pub(super) fn arg(cx: Context<'_>, id: OpId, body: &Body) -> ArgView {
    let names = cx.names.op(id);
    let (ty, taken, sets, codec) = match &body.forms[..] {
        [form] => (ty(cx, form), form_taken(cx, form), Sets::Body(kind(form)), codec(cx, form)),
        forms => {
            let converts = forms.iter().any(|form| converts(cx, forms, form) == Converts::Yes);
            let taken = if converts { Taken::Into } else { Taken::Plain };
            (RustTy::name(&names.body), taken, Sets::Choice, Codec::PLAIN)
        }
    };
    let docs = DocText::own("Sets the body.").then(docs_of(&body.docs));
    ArgView { name: names.members.body.clone(), ty, taken, sets, codec, docs }
}

/// The enum of a body with several forms.
pub(super) fn choice(cx: Context<'_>, id: OpId, op: &Op) -> Option<ChoiceView> {
    let forms = &op.body.as_ref().filter(|body| body.forms.len() > 1)?.forms;
    let names = cx.names.op(id);
    let arms = forms.iter().zip(&names.members.forms).map(|(form, name)| ChoiceArm {
        name: name.clone(),
        docs: DocText::own(format!("{}.", DocText::code(&form.media_type))),
        ty: ty(cx, form),
        kind: kind(form),
        codec: codec(cx, form),
        converts: converts(cx, forms, form),
    });
    let route = DocText::code(&format!("{} {}", op.method.as_str(), op.path));
    let docs = DocText::own(format!("The forms that the body of {route} can have."));
    Some(ChoiceView { name: names.body.clone(), docs, arms: arms.collect() })
}

fn ty(cx: Context<'_>, form: &BodyForm) -> RustTy {
    match &form.content {
        BodyContent::Json(ty) | BodyContent::Form(ty) | BodyContent::Multipart(ty) | BodyContent::Files(ty) => {
            cx.rust(ty)
        }
        BodyContent::Text => RustTy::name("String"),
        BodyContent::Octets => RustTy::name(RustTy::BODY),
        BodyContent::Range => RustTy::name(RustTy::FILE),
    }
}

fn form_taken(cx: Context<'_>, form: &BodyForm) -> Taken {
    form.content.ty().map_or(Taken::Into, |ty| taken(cx, ty))
}

fn kind(form: &BodyForm) -> BodyKind {
    match form.content {
        BodyContent::Json(_) => BodyKind::Json,
        BodyContent::Form(_) => BodyKind::Form,
        BodyContent::Multipart(_) => BodyKind::Multipart,
        BodyContent::Files(_) => BodyKind::Parts,
        BodyContent::Text => BodyKind::Text,
        BodyContent::Octets => BodyKind::Octets,
        BodyContent::Range => BodyKind::Upload,
    }
}

fn codec(cx: Context<'_>, form: &BodyForm) -> Codec {
    form.content.ty().map_or(Codec::PLAIN, |ty| cx.codec(ty))
}

/// A type that two forms have, be it under another name, does not tell which is meant.
fn converts(cx: Context<'_>, forms: &[BodyForm], form: &BodyForm) -> Converts {
    let bare = |form: &BodyForm| form.content.ty().map_or_else(|| ty(cx, form), |ty| cx.resolved(ty));
    let alike = forms.iter().filter(|other| bare(other) == bare(form)).count();
    if alike == 1 { Converts::Yes } else { Converts::No }
}
