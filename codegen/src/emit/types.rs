//! Types: tables for the runtime, which read as definitions; unions, and structs with files, have both.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::{documented, imports, literal, table};
use super::{Fragment, docs, ident, number};
use crate::plan::DocText;
use crate::plan::view::{
    AccessorView, Constant, ConstructView, EnumView, FieldView, GuardView, Overlap, Repr, Row, Serde, StepView,
    StructView, TypeView, TypesView, UnionView, Written,
};

pub(super) fn file(view: &TypesView) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    if !view.imports.is_empty() {
        fragments.push(imports("crate::prelude", &view.imports));
    }
    for ty in &view.types {
        fragments.extend(item(ty));
    }
    fragments
}

pub(super) fn item(ty: &TypeView) -> Vec<Fragment> {
    match ty {
        TypeView::Struct(view) => structure(view),
        TypeView::Enum(view) => enumeration(view),
        TypeView::Union(view) => union(view),
        TypeView::Alias { name, docs: text, ty } => {
            let (docs, name) = (docs(text), ident(name));
            vec![Fragment::Items(quote!(#docs pub type #name = #ty;))]
        }
    }
}

fn structure(view: &StructView) -> Vec<Fragment> {
    match view.written {
        Written::Json => vec![record(view)],
        Written::Parts => parts(view),
    }
}

/// Fields, members and constructor in one table.
fn record(view: &StructView) -> Fragment {
    let construct = view.construct.as_ref();
    let new = construct.map(|construct| {
        let arguments: Vec<String> = construct.new.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        format!(" new({})", arguments.join(", "))
    });
    let settable =
        |field: &FieldView| construct.is_none_or(|it| it.setters.iter().any(|(name, _)| *name == field.name));
    let mut rows: Vec<(Vec<String>, String)> = Vec::with_capacity(view.fields.len() + 1);
    for field in &view.fields {
        let presence = match field.row {
            Row::Optional if !settable(field) => "optional_read",
            Row::Maybe if !settable(field) => "maybe_read",
            other => row(other),
        };
        let (name, ty, wire, codec) = (&field.name, &field.ty, literal(&field.wire), &field.codec);
        rows.push((comment(&field.docs), format!("pub {name}: {ty} = {wire}, {presence} {codec};")));
    }
    if let Some(extra) = &view.extra {
        let row = format!("pub {}: {} = *, {};", extra.name, extra.ty, extra.codec);
        rows.push((vec![EXTRA.to_owned()], row));
    }
    let head = format!("{} pub struct {}{}", serde(view.serde), view.name, new.unwrap_or_default());
    documented("record", &comment(&view.docs), &head, &rows)
}

/// What is said of the field that keeps other members.
const EXTRA: &str = "/// Members that the document does not list.";

/// Lines of documentation as they are written in a table.
fn comment(text: &DocText) -> Vec<String> {
    text.lines().map(|line| if line.is_empty() { "///".to_owned() } else { format!("/// {line}") }).collect()
}

fn parts(view: &StructView) -> Vec<Fragment> {
    let (text, name) = (docs(&view.docs), ident(&view.name));
    let fields = view.fields.iter().map(|field| {
        let (docs, name, ty) = (docs(&field.docs), ident(&field.name), &field.ty);
        quote!(#docs pub #name: #ty)
    });
    let extra = view.extra.iter().map(|extra| {
        let (name, ty) = (ident(&extra.name), &extra.ty);
        quote!(#[doc = " Members that the document does not list."] pub #name: #ty)
    });
    let item = quote! {
        #text
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* #(#extra,)* }
    };
    let mut rows: Vec<String> = view.fields.iter().map(field_row).collect();
    rows.extend(view.extra.iter().map(|extra| match extra.codec.is_files() {
        true => format!("{}: * files;", extra.name),
        false => format!("{}: *, {};", extra.name, extra.codec),
    }));
    let mut fragments = vec![Fragment::Items(item), table("parts", &view.name, &rows)];
    fragments.extend(view.construct.iter().map(|construct| constructor(view, construct)));
    fragments
}

fn field_row(field: &FieldView) -> String {
    let (name, wire) = (&field.name, literal(&field.wire));
    match field.codec.is_files() {
        true => format!("{name}: {wire}, files;"),
        false => format!("{name}: {wire}, {} {};", row(field.row), field.codec),
    }
}

fn row(row: Row) -> &'static str {
    match row {
        Row::Required => "required",
        Row::Optional => "optional",
        Row::Maybe => "maybe",
    }
}

fn serde(serde: Serde) -> &'static str {
    match serde {
        Serde::De => "de full",
        Serde::Ser => "ser full",
        Serde::Both => "de ser",
    }
}

fn constructor(view: &StructView, construct: &ConstructView) -> Fragment {
    let new: Vec<String> = construct.new.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
    let mut rows: Vec<String> = construct.setters.iter().map(|(name, ty)| format!("{name}: {ty};")).collect();
    // what the constructor does not take and no setter sets starts empty
    let unset = view
        .fields
        .iter()
        .filter(|field| !construct.new.iter().chain(&construct.setters).any(|(name, _)| *name == field.name));
    rows.extend(unset.map(|field| format!("{}: ;", field.name)));
    rows.extend(view.extra.iter().map(|extra| format!("{}: *, {};", extra.name, extra.value)));
    table("construct", &format!("{}({})", view.name, new.join(", ")), &rows)
}

fn enumeration(view: &EnumView) -> Vec<Fragment> {
    let name = match view.repr {
        Repr::Str => "string_enum",
        Repr::Int => "int_enum",
    };
    let rows = view.variants.iter().map(|(name, text, value)| {
        let value = match value {
            Constant::Str(text) => literal(text),
            Constant::Int(value) => value.to_string(),
        };
        (comment(text), format!("{name} = {value};"))
    });
    let rows: Vec<(Vec<String>, String)> = rows.collect();
    vec![documented(name, &comment(&view.docs), &format!("pub enum {}", view.name), &rows)]
}

fn union(view: &UnionView) -> Vec<Fragment> {
    let (text, name) = (docs(&view.docs), ident(&view.name));
    let arms = view.arms.iter().map(|arm| {
        let (docs, name, ty) = (docs(&arm.docs), ident(&arm.name), &arm.ty);
        quote!(#docs #name(#ty))
    });
    let item = quote! {
        #text
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#arms,)*
            #[doc = " None of the documented forms; the value is kept and written back as it came."]
            Unknown(JsonValue),
        }
    };
    let mut rows: Vec<String> =
        view.arms.iter().map(|arm| arm_row(&arm.name, &arm.guard, &arm.codec.to_string())).collect();
    rows.push("Unknown".to_owned());
    let head = match &view.tag {
        Some(tag) => {
            let default = view.default.and_then(|index| view.arms.get(index));
            let default = default.map(|arm| format!(" else {}, {}", arm.name, arm.codec)).unwrap_or_default();
            format!("{} {} on {}{default}", serde(view.serde), view.name, literal(tag))
        }
        None if view.overlap == Overlap::Yes => format!("{} {} any", serde(view.serde), view.name),
        None => format!("{} {}", serde(view.serde), view.name),
    };
    let macro_name = if view.tag.is_some() { "tagged" } else { "union" };
    let mut fragments = vec![Fragment::Items(item), table(macro_name, &head, &rows)];
    if !view.accessors.is_empty() {
        let methods = view.accessors.iter().map(accessor);
        fragments.push(Fragment::Items(quote!(impl #name { #(#methods)* })));
    }
    fragments
}

/// One step further: the expression, and whether it is there for certain.
fn step((found, certain): (TokenStream, bool), step: &StepView) -> (TokenStream, bool) {
    match (step, certain) {
        (StepView::Element(0), true) => (quote!(#found.first()), false),
        (StepView::Element(0), false) => (quote!(#found.and_then(|it| it.first())), false),
        (StepView::Element(index), certain) => {
            let index = number(*index);
            (if certain { quote!(#found.get(#index)) } else { quote!(#found.and_then(|it| it.get(#index))) }, false)
        }
        (StepView::Field(field), certain) => {
            let field = ident(field);
            (if certain { quote!(&#found.#field) } else { quote!(#found.map(|it| &it.#field)) }, certain)
        }
        (StepView::OptionalField(field), certain) => {
            let field = ident(field);
            (
                if certain { quote!(#found.#field.as_ref()) } else { quote!(#found.and_then(|it| it.#field.as_ref())) },
                false,
            )
        }
    }
}

fn arm_row(name: &str, guard: &GuardView, codec: &str) -> String {
    match guard {
        GuardView::Tags(tags) => {
            let tags: Vec<String> = tags.iter().map(|tag| literal(tag)).collect();
            format!("{name} = {}, {codec};", tags.join(" | "))
        }
        GuardView::Shape(kind, keys, constants) => {
            let keys = keys.iter().map(|key| format!(" {}", literal(key)));
            let constants = constants.iter().map(|(key, value)| format!(" {} == {}", literal(key), literal(value)));
            format!("{name}: {kind}{}, {codec};", keys.chain(constants).collect::<String>())
        }
    }
}

fn accessor(view: &AccessorView) -> TokenStream {
    let (docs, name, ty) = (docs(&view.docs), ident(&view.name), &view.ty);
    let arms = view.paths.iter().map(|(arm, steps)| {
        let arm = ident(arm);
        let (found, certain) = steps.iter().fold((quote!(value), true), step);
        let found = if certain { quote!(Some(#found)) } else { found };
        quote!(Self::#arm(value) => #found)
    });
    quote! {
        #docs
        pub fn #name(&self) -> Option<&#ty> {
            match self {
                #(#arms,)*
                _ => None,
            }
        }
    }
}
