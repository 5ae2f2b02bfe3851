//! Views of types.

use std::collections::BTreeSet;

use super::doctext::DocText;
use super::rust::Context;
use super::view::{
    AccessorView, ArmView, ConstructView, EnumView, ExtraView, FieldView, GuardView, Overlap, Repr, Row, RustTy, Serde,
    StepView, StructView, Through, TypeView, TypesView, UnionView, Written,
};
use crate::ir::{
    Access, AccessStep, Accessor, Arm, Constant, Deprecated, Docs, EnumRepr, Field, Guard, JsonKind, Presence, Tagging,
    Ty, TypeId, TypeKind, Variant,
};

/// The view of one type.
pub(super) fn view(cx: Context<'_>, id: TypeId) -> TypeView {
    let def = &cx.api.types[id];
    let name = cx.names.ty(id).to_owned();
    let docs = docs_or(&def.docs, || format!("{} of the document.", DocText::code(&def.origin.to_string())));
    match &def.kind {
        TypeKind::Struct { fields, extra } => TypeView::Struct(structure(cx, id, name, docs, fields, extra.as_ref())),
        TypeKind::Enum { repr, variants } => TypeView::Enum(enumeration(cx, id, name, docs, *repr, variants)),
        TypeKind::Union { tagging, arms, accessors } => {
            TypeView::Union(union(cx, id, name, docs, tagging, arms, accessors))
        }
        TypeKind::Alias(of) => TypeView::Alias { name, docs, ty: cx.rust(of) },
    }
}

/// A file of types.
pub(super) fn file(cx: Context<'_>, ids: &[TypeId]) -> TypesView {
    let types: Vec<TypeView> = ids.iter().map(|&id| view(cx, id)).collect();
    let mut imports = BTreeSet::new();
    types.iter().for_each(|view| imported(view, &mut imports));
    imports.retain(|name| types.iter().all(|view| view.name() != *name));
    TypesView { imports: imports.into_iter().map(str::to_owned).collect(), types }
}

/// The names of the prelude that a type is printed with.
pub(super) fn imported<'v>(view: &'v TypeView, names: &mut BTreeSet<&'v str>) {
    match view {
        TypeView::Struct(view) => {
            names.insert("v1");
            view.fields.iter().map(|field| &field.ty).for_each(|ty| ty.imports(names));
            view.extra.iter().map(|extra| &extra.ty).for_each(|ty| ty.imports(names));
        }
        TypeView::Enum(_) => drop(names.insert("v1")),
        TypeView::Union(view) => {
            names.extend(["v1", "JsonValue"]);
            view.arms.iter().map(|arm| &arm.ty).for_each(|ty| ty.imports(names));
            view.accessors.iter().map(|accessor| &accessor.ty).for_each(|ty| ty.imports(names));
        }
        TypeView::Alias { ty, .. } => ty.imports(names),
    }
}

/// Documentation from the document, or words of our own where it says nothing.
pub(super) fn docs_or(docs: &Docs, own: impl FnOnce() -> String) -> DocText {
    let foreign = docs_of(docs);
    if foreign.is_empty() { DocText::own(own()) } else { foreign }
}

/// Documentation from the document.
pub(super) fn docs_of(docs: &Docs) -> DocText {
    let summary = docs.summary.as_deref().map(DocText::foreign).unwrap_or_default();
    let description = docs.description.as_deref().map(DocText::foreign).unwrap_or_default();
    let text = if summary == description { summary } else { summary.then(description) };
    let facts = docs.facts.iter().map(|fact| DocText::foreign_line(fact)).collect::<Vec<_>>().join(" ");
    let text = text.then(if facts.is_empty() { DocText::default() } else { DocText::own(facts) });
    text.then(if docs.deprecated == Deprecated::Yes { DocText::own("Deprecated.") } else { DocText::default() })
}

fn serde(cx: Context<'_>, id: TypeId) -> Serde {
    let uses = cx.facts.uses(id);
    match (uses.request.yes(), uses.response.yes()) {
        (true, true) => Serde::Both,
        (true, false) => Serde::Ser,
        (false, _) => Serde::De,
    }
}

/// What is said of a type that holds files.
const PARTS: &str = "Holds files: it is sent as `multipart/form-data`, and has no form in JSON.";

fn structure(
    cx: Context<'_>,
    id: TypeId,
    name: String,
    docs: DocText,
    fields: &[Field],
    extra: Option<&Ty>,
) -> StructView {
    let holds_files = |ty: &Ty| cx.codec(ty).is_files();
    let is_parts = fields.iter().map(|field| &field.ty).chain(extra).any(holds_files);
    let (written, said) =
        if is_parts { (Written::Parts, DocText::own(PARTS)) } else { (Written::Json, DocText::default()) };
    let (serde, docs) = (serde(cx, id), docs.then(said));
    let members = cx.names.members(id);
    let views: Vec<FieldView> =
        fields.iter().zip(&members.members).map(|(field, name)| field_view(cx, id, field, name, serde)).collect();
    let extra = extra.map(|of| ExtraView {
        name: members.extra.clone(),
        ty: RustTy::Of("BTreeMap", vec![RustTy::name("String"), cx.rust(of)]),
        value: cx.rust(of),
        codec: cx.codec(of),
    });
    let construct = (serde != Serde::De).then(|| construct(fields, &views));
    StructView { name, docs, fields: views, extra, serde, written, construct }
}

fn field_view(cx: Context<'_>, owner: TypeId, field: &Field, name: &str, serde: Serde) -> FieldView {
    let inner = cx.without_null(&field.ty);
    let sent = serde != Serde::De;
    // what only one side sends is not owed by the other
    let spared = match field.access {
        Access::ReadWrite => false,
        Access::ReadOnly => sent,
        Access::WriteOnly => serde != Serde::Ser,
    };
    let required = field.presence == Presence::Required && !spared;
    let bare = inner.unwrap_or(&field.ty);
    let (row, ty, codec) = match (required, inner) {
        (true, None) => (Row::Required, cx.rust_in(owner, &field.ty), cx.codec(&field.ty)),
        (true, Some(of)) => (Row::Required, RustTy::wrap("Option", cx.rust_in(owner, of)), nullable(cx, of)),
        (false, Some(of)) if sent => (Row::Maybe, RustTy::wrap("Maybe", cx.rust_in(owner, of)), cx.codec(of)),
        (false, _) => (Row::Optional, RustTy::wrap("Option", cx.rust_in(owner, bare)), cx.codec(bare)),
    };
    let docs = docs_or(&field.docs, || DocText::code(&field.wire));
    FieldView { name: name.to_owned(), wire: field.wire.clone(), docs, ty, row, codec }
}

/// The name of a member, and how its value is taken out of the struct.
pub(super) fn step(cx: Context<'_>, owner: TypeId, index: usize) -> (String, Through) {
    let name = cx.names.members(owner).members[index].clone();
    let TypeKind::Struct { fields, .. } = &cx.api.types[owner].kind else { return (name, Through::Value) };
    let field = &fields[index];
    let through = match field_view(cx, owner, field, &name, serde(cx, owner)).row {
        Row::Maybe => Through::Maybe,
        Row::Required if cx.without_null(&field.ty).is_none() => Through::Value,
        Row::Required | Row::Optional => Through::Option,
    };
    (name, through)
}

/// `null` has to be told apart from absence, so the codec is named even where the value is plain.
fn nullable(cx: Context<'_>, of: &Ty) -> super::view::Codec {
    super::view::Codec::Of("Nullable", Box::new(cx.codec(of)))
}

fn construct(fields: &[Field], views: &[FieldView]) -> ConstructView {
    let mut construct = ConstructView { new: Vec::new(), setters: Vec::new() };
    for (field, view) in fields.iter().zip(views) {
        let entry = (view.name.clone(), view.ty.clone());
        match view.row {
            _ if field.access == Access::ReadOnly => {}
            Row::Required => construct.new.push(entry),
            Row::Optional | Row::Maybe => construct.setters.push(entry),
        }
    }
    construct
}

fn enumeration(
    cx: Context<'_>,
    id: TypeId,
    name: String,
    docs: DocText,
    repr: EnumRepr,
    variants: &[Variant],
) -> EnumView {
    let named = variants.iter().zip(&cx.names.members(id).members);
    let variants = named
        .map(|(variant, name)| {
            let literal = variant.value.clone();
            let docs = docs_or(&variant.docs, || match &literal {
                Constant::Str(text) => DocText::code(text),
                Constant::Int(value) => format!("`{value}`"),
            });
            (name.clone(), docs, literal)
        })
        .collect();
    let repr = if repr == EnumRepr::Str { Repr::Str } else { Repr::Int };
    EnumView { name, docs, variants, repr }
}

fn union(
    cx: Context<'_>,
    id: TypeId,
    name: String,
    docs: DocText,
    tagging: &Tagging,
    arms: &[Arm],
    accessors: &[Accessor],
) -> UnionView {
    let members = cx.names.members(id);
    let (tag, default) = match tagging {
        Tagging::Discriminator(member) => (Some(member.clone()), None),
        Tagging::DiscriminatorOr(member, index) => (Some(member.clone()), Some(*index)),
        Tagging::Guards | Tagging::AnyOf => (None, None),
    };
    let arms = arms.iter().zip(&members.members).map(|(arm, name)| ArmView {
        name: name.clone(),
        docs: docs_or(&arm.docs, || format!("{}.", DocText::foreign_line(&arm.name))),
        ty: cx.rust_in(id, &arm.ty),
        codec: cx.codec(&arm.ty),
        guard: if tag.is_some() { GuardView::Tags(arm.tags.clone()) } else { guard(&arm.guard) },
    });
    let arms: Vec<ArmView> = arms.collect();
    let accessors = accessors.iter().zip(&members.accessors).map(|(accessor, name)| AccessorView {
        name: name.clone(),
        docs: DocText::own(format!("The `{name}`, whichever form the answer has.")),
        ty: cx.rust(&accessor.ty),
        paths: accessor.paths.iter().map(|(arm, steps)| (arms[*arm].name.clone(), access(cx, steps))).collect(),
    });
    let accessors = accessors.collect();
    let overlap = if *tagging == Tagging::AnyOf { Overlap::Yes } else { Overlap::No };
    UnionView { name, docs, serde: serde(cx, id), tag, default, overlap, arms, accessors }
}

fn access(cx: Context<'_>, steps: &[AccessStep]) -> Vec<StepView> {
    let step = |step: &AccessStep| match step {
        AccessStep::Element(index) => StepView::Element(*index),
        AccessStep::Member(owner, field) => {
            let name = cx.names.members(*owner).members[*field].clone();
            match &cx.api.types[*owner].kind {
                TypeKind::Struct { fields, .. } if fields[*field].presence == Presence::Required => {
                    StepView::Field(name)
                }
                _ => StepView::OptionalField(name),
            }
        }
    };
    steps.iter().map(step).collect()
}

fn guard(guard: &Guard) -> GuardView {
    let kind = match guard.kind {
        None => "any",
        Some(JsonKind::Null) => "null",
        Some(JsonKind::Boolean) => "boolean",
        Some(JsonKind::Integer) => "integer",
        Some(JsonKind::Number) => "number",
        Some(JsonKind::String) => "string",
        Some(JsonKind::Array) => "array",
        Some(JsonKind::Object) => "object",
    };
    GuardView::Shape(kind, guard.keys.clone(), guard.constants.clone())
}
