//! Names inside one item: fields, variants, arms, arguments. Small scopes, settled each on its own.

use super::ident::{camel, snake};
use super::lock::{Keep, Way};
use super::params;
use super::scope::settle_small;
use crate::ir::{BodyForm, Constant, Content, Hook, Op, Presence, Ty, TypeDef, TypeKind};

/// Names inside a type.
#[derive(Debug, Clone, Default)]
pub struct TypeMembers {
    /// Fields, variants or arms, in their order.
    pub members: Vec<String>,
    /// The field that keeps members which are not listed.
    pub extra: String,
    /// Accessors of a union, in their order.
    pub accessors: Vec<String>,
}

/// Names inside an operation.
#[derive(Debug, Clone, Default)]
pub struct OpMembers {
    /// Arguments and setters, by parameter.
    pub params: Vec<String>,
    /// Argument of the body.
    pub body: String,
    /// Variants by form of the body.
    pub forms: Vec<String>,
    /// Variants by reply (successes and errors are different enums).
    pub replies: Vec<String>,
}

pub(super) fn of_type(def: &TypeDef, keep: &mut Keep<'_>) -> TypeMembers {
    let owner = def.origin.to_string();
    match &def.kind {
        TypeKind::Struct { fields, extra } => {
            let wires: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
            let kept = keep.extra(&owner);
            // `new` would collide with the constructor's name as a setter
            let reserved: Vec<&str> = ["new"].into_iter().chain(kept.as_deref()).collect();
            let way = Way { spell: snake, reserved: &reserved, suffix: "_member" };
            let members = keep.settle(&owner, &wires, way);
            let free = ["extra", "extra_members", "other_extra_members", "bursar_extra_members"];
            let free = free.into_iter().find(|name| members.iter().all(|member| member != name));
            let other = kept.unwrap_or_else(|| free.unwrap_or("the_other_extra_members").to_owned());
            if extra.is_some() {
                keep.keep_extra(&owner, &other);
            }
            TypeMembers { extra: other, members, accessors: Vec::new() }
        }
        TypeKind::Enum { variants, .. } => {
            let values: Vec<String> = variants.iter().map(|variant| wire_text(&variant.value)).collect();
            let wires: Vec<&str> = values.iter().map(String::as_str).collect();
            let spell = if variants.iter().all(|variant| variant.value.as_str().is_some()) { camel } else { number };
            let way = Way { spell, reserved: &["Unknown"], suffix: "Value" };
            TypeMembers { members: keep.settle(&owner, &wires, way), ..TypeMembers::default() }
        }
        TypeKind::Union { arms, accessors, .. } => {
            let wires: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
            let way = Way { spell: camel, reserved: &["Unknown"], suffix: "Value" };
            let members = keep.settle(&owner, &wires, way);
            let wires: Vec<&str> = accessors.iter().map(|accessor| accessor.name.as_str()).collect();
            TypeMembers { members, accessors: settle_small(&wires, snake, &[], "_value"), extra: String::new() }
        }
        TypeKind::Alias(_) => TypeMembers::default(),
    }
}

/// Variants of webhooks or callbacks.
pub(super) fn of_hooks(hooks: &[Hook], owner: &str, keep: &mut Keep<'_>) -> Vec<String> {
    let wires: Vec<&str> = hooks.iter().map(|hook| hook.name.as_str()).collect();
    keep.settle(owner, &wires, Way { spell: camel, reserved: &["Unknown"], suffix: "Event" })
}

pub(super) fn of_op(op: &Op, owner: &str, keep: &mut Keep<'_>) -> OpMembers {
    let params = params::of_op(op, owner, keep);
    let keys: Vec<String> = (0..op.replies.len()).map(|index| reply_words(op, index)).collect();
    let wires: Vec<&str> = keys.iter().map(String::as_str).collect();
    let replies = settle_small(&wires, camel, &["Undocumented"], "Reply");
    OpMembers { params, body: "body".to_owned(), forms: forms(op), replies }
}

/// Variants of a body: words for the media types, or these themselves where two have the same word.
fn forms(op: &Op) -> Vec<String> {
    let forms = op.body.as_ref().map_or(&[][..], |body| &body.forms);
    let word = |form: &BodyForm| {
        let alike = forms.iter().filter(|other| camel(other.word()) == camel(form.word())).count();
        if alike > 1 { form.media_type.replace('*', "any") } else { form.word().to_owned() }
    };
    let words: Vec<String> = forms.iter().map(word).collect();
    let wires: Vec<&str> = words.iter().map(String::as_str).collect();
    settle_small(&wires, camel, &[], "Form")
}

/// The one type that every success of the operation gives; `None` when they differ, or there is none.
pub(crate) fn single_ok(op: &Op) -> Option<&Ty> {
    let mut types = op.usual().map(|index| match &op.replies[index].content {
        Content::Json(_, ty) => Some(ty),
        _ => None,
    });
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}

/// Whether the caller has to give a value.
pub(crate) fn must_be_given(op: &Op, param: usize) -> bool {
    op.params[param].need == Presence::Required && op.params[param].fixed.is_none()
}

fn wire_text(value: &Constant) -> String {
    match value {
        Constant::Str(text) => text.clone(),
        Constant::Int(number) => number.to_string(),
    }
}

fn number(text: &str) -> String {
    text.strip_prefix('-').map_or_else(|| format!("N{text}"), |digits| format!("Minus{digits}"))
}

fn reply_words(op: &Op, index: usize) -> String {
    let (status, content) = (op.replies[index].status, &op.replies[index].content);
    // what is asked for otherwise stands in no enum beside the others
    let beside = |other: usize| op.replies[other].status == status && op.is_aside(other) == op.is_aside(index);
    let alike = (0..op.replies.len()).filter(|&other| beside(other)).count();
    let media = content.media().filter(|_| alike > 1 || op.is_aside(index)).unwrap_or_default();
    format!("{} {media}", status.words()).trim_end().to_owned()
}
