//! src/driver.rs: a client's operations and webhooks by name, with their arguments by wire name.
//!
//! It is no part of a client that is published: `cargo xtask probes` adds it to clients under test, for a program over
//! `bursar-conformance`. Calls go through the methods that users have, so that these are tested too.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Fragment, ident, number};
use crate::plan::view::{
    ArgView, BodyKind, ChoiceView, Codec, CrateView, Decode, EventsView, FileView, OpView, OutcomeArm, OutcomeShape,
    OutcomeView, Row, RustTy, Sets, StructView, TypeView,
};

/// The file, and the operations in it as `METHOD /path`.
pub fn driver(view: &CrateView) -> (Vec<Fragment>, Vec<String>) {
    let ops: Vec<&OpView> = view.files.iter().flat_map(|(_, file)| ops_of(file)).collect();
    let events: Vec<&EventsView> = view.files.iter().flat_map(|(_, file)| events_of(file)).collect();
    let types = Types { view };
    let added = ops.iter().map(|op| operation(types, op));
    let hooks = events.iter().flat_map(|events| webhooks(events));
    let head = quote! {
        #![doc = " The operations by name, for the program that judges this client."]
        #![allow(deprecated, missing_docs, unused_imports, unused_mut, unused_variables, clippy::all)]
        use crate::prelude::*;
        use bursar_conformance::drive;
        use std::marker::PhantomData;
    };
    let code = quote! {
        pub fn driver() -> drive::Driver {
            let driver = drive::Driver::new(&crate::client::PROVIDER);
            #(#added)*
            #(#hooks)*
            driver
        }
    };
    (vec![Fragment::Items(head), Fragment::Items(code)], ops.iter().map(|op| name(op)).collect())
}

fn ops_of(file: &FileView) -> &[OpView] {
    if let FileView::Ops(view) = file { &view.ops } else { &[] }
}

fn events_of(file: &FileView) -> &[EventsView] {
    if let FileView::Events(views) = file { views } else { &[] }
}

/// `METHOD /path`.
fn name(op: &OpView) -> String {
    format!("{} {}", op.spec.verb, op.spec.path)
}

/// All types of a crate.
#[derive(Clone, Copy)]
struct Types<'a> {
    view: &'a CrateView,
}

impl<'a> Types<'a> {
    /// The object of this name, also behind other names.
    fn object(self, name: &str) -> Option<&'a StructView> {
        let all = self.view.files.iter().flat_map(|(_, file)| match file {
            FileView::Types(types) => types.types.iter().collect::<Vec<_>>(),
            file => ops_of(file).iter().flat_map(|op| &op.types).collect(),
        });
        all.into_iter().find_map(|ty| match ty {
            TypeView::Struct(object) if object.name == name => Some(object),
            TypeView::Alias { name: alias, ty, .. } if alias == name => self.object(&ty.to_string()),
            _ => None,
        })
    }
}

fn operation(types: Types<'_>, op: &OpView) -> TokenStream {
    let (name, marker, method) = (name(op), ident(&op.marker), ident(&op.method));
    let args = op.args.iter().map(|arg| {
        let value = value(types, op, arg);
        quote!(#value?)
    });
    let setters = op.setters.iter().map(|arg| setter(types, op, arg));
    let (ok, err) = (taken(&op.ok), shown(&op.err));
    let stream = op.stream.as_ref().map(|view| {
        let read = read(view.decode, &view.codec);
        quote!(let driver = driver.streamed::<#marker>(|body| #read, err);)
    });
    let paged = op.paged.as_ref().map(|view| {
        let codec = &view.codec;
        quote!(let driver = driver.paged::<#marker>(|item| drive::json::<#codec, _>(item), err);)
    });
    let keyed = op.spec.idempotency.as_ref().map(|header| quote!(let driver = driver.keyed(#header);));
    quote! {
        let err: fn(&<#marker as v1::Operation>::Err) -> drive::Shown = |body| #err;
        let driver = driver.operation::<#marker>(
            #name,
            |core, args| {
                let client: crate::Client = crate::Client { core: core.clone(), mode: PhantomData };
                let mut request = client.#method(#(#args),*);
                #(#setters)*
                Ok(request.call)
            },
            |body| #ok,
            err,
        );
        #stream
        #paged
        #keyed
    }
}

/// Where the value of an argument comes from, as a `Result`.
fn value(types: Types<'_>, op: &OpView, arg: &ArgView) -> TokenStream {
    match arg.sets {
        Sets::Param(index) => {
            let (place, wire) = place(op, index);
            let (codec, ty) = (&arg.codec, &arg.ty);
            quote!(args.take::<#codec, #ty>(drive::Place::#place, #wire))
        }
        Sets::Body(kind) => body(types, kind, &arg.codec, &arg.ty),
        Sets::Choice => op.choice.as_ref().map_or_else(TokenStream::new, |choice| chosen(types, op, choice)),
    }
}

fn setter(types: Types<'_>, op: &OpView, arg: &ArgView) -> TokenStream {
    let (name, value) = (ident(&arg.name), value(types, op, arg));
    let has = match arg.sets {
        Sets::Param(index) => {
            let (place, wire) = place(op, index);
            quote!(args.has(drive::Place::#place, #wire))
        }
        Sets::Body(_) | Sets::Choice => quote!(args.has_body()),
    };
    quote! {
        if #has {
            request = request.#name(#value?);
        }
    }
}

fn place(op: &OpView, index: usize) -> (proc_macro2::Ident, &str) {
    let fact = &op.spec.params[index];
    let place = match fact.place {
        "path" => "Path",
        "header" => "Header",
        "cookie" => "Cookie",
        "query" if fact.flags.contains(&"whole") => "Querystring",
        _ => "Query",
    };
    (ident(place), &fact.wire)
}

fn body(types: Types<'_>, kind: BodyKind, codec: &Codec, ty: &RustTy) -> TokenStream {
    match kind {
        BodyKind::Json | BodyKind::Form | BodyKind::Multipart => quote!(args.body::<#codec, #ty>()),
        BodyKind::Parts => types.object(&ty.to_string()).map_or_else(TokenStream::new, parts),
        BodyKind::Text => quote!(args.body_text()),
        BodyKind::Octets => quote!(args.body_octets()),
        BodyKind::Upload => quote!(args.body_upload()),
    }
}

/// A body of several forms: the media type that is named decides.
fn chosen(types: Types<'_>, op: &OpView, choice: &ChoiceView) -> TokenStream {
    let name = ident(&choice.name);
    let media = op.spec.body.iter().flat_map(|body| &body.media);
    let arms = choice.arms.iter().enumerate().map(|(index, arm)| {
        let (index, variant) = (number(index), ident(&arm.name));
        let value = body(types, arm.kind, &arm.codec, &arm.ty);
        quote!(Ok(#index) => #value.map(#name::#variant))
    });
    quote! {
        match args.form(&[#(#media),*]) {
            #(#arms,)*
            Ok(_) => Err(drive::Refused::form()),
            Err(refused) => Err(refused),
        }
    }
}

/// An object with files, member by member: it is no JSON.
fn parts(object: &StructView) -> TokenStream {
    let name = ident(&object.name);
    let fields = object.fields.iter().map(|field| {
        let (name, wire, codec) = (ident(&field.name), &field.wire, &field.codec);
        match (codec.is_files(), field.row) {
            (true, _) => quote!(#name: args.files(#wire)?),
            (false, Row::Required) => quote!(#name: args.member::<#codec, _>(#wire)?),
            (false, Row::Optional) => quote!(#name: args.member_if::<#codec, _>(#wire)?),
            (false, Row::Maybe) => quote!(#name: args.member_maybe::<#codec, _>(#wire)?),
        }
    });
    let known: Vec<&String> = object.fields.iter().map(|field| &field.wire).collect();
    let extra = object.extra.iter().map(|extra| {
        let (name, codec) = (ident(&extra.name), &extra.codec);
        match codec.is_files() {
            true => quote!(#name: args.rest_files(&[#(#known),*])?),
            false => quote!(#name: args.rest::<#codec, _>(&[#(#known),*])?),
        }
    });
    quote!((|| Ok::<_, drive::Refused>(#name { #(#fields,)* #(#extra,)* }))())
}

/// What becomes of the body of a success, which is handed over.
fn taken(view: &OutcomeView) -> TokenStream {
    let name = ident(&view.name);
    match &view.shape {
        OutcomeShape::Single { decode, codec, .. } => read(*decode, codec),
        OutcomeShape::Arms(arms) if arms.is_empty() => quote!(drive::nothing(body)),
        OutcomeShape::Arms(arms) => {
            let arms =
                arms.iter().map(|arm| arm_of(&name, arm, read(arm.decode, &arm.codec), &quote!(drive::nothing(()))));
            quote!(match body { #(#arms,)* })
        }
    }
}

fn arm_of(name: &proc_macro2::Ident, arm: &OutcomeArm, read: TokenStream, nothing: &TokenStream) -> TokenStream {
    let variant = ident(&arm.name);
    match arm.ty {
        Some(_) => quote!(#name::#variant(body) => #read),
        None => quote!(#name::#variant => #nothing),
    }
}

fn read(decode: Decode, codec: &Codec) -> TokenStream {
    match decode {
        Decode::None => quote!(drive::nothing(body)),
        Decode::Json => quote!(drive::value(drive::json::<#codec, _>(&body))),
        Decode::Text => quote!(drive::value(drive::text(&body))),
        Decode::Bytes => quote!(drive::octets(body)),
        Decode::TextEvents => quote!(drive::events::<v1::Plain, _>(body)),
        Decode::Events => quote!(drive::events::<#codec, _>(body)),
        Decode::Lines | Decode::Sequence => quote!(drive::lines::<#codec, _>(body)),
    }
}

/// What the body of an error is, which stays where it is.
fn shown(view: &OutcomeView) -> TokenStream {
    let name = ident(&view.name);
    let OutcomeShape::Arms(arms) = &view.shape else { return quote!(drive::Shown::Nothing) };
    let arms = arms.iter().map(|arm| {
        let codec = &arm.codec;
        let read = match arm.decode {
            Decode::Json => quote!(drive::json::<#codec, _>(body)),
            Decode::Text => quote!(drive::text(body)),
            Decode::Bytes => quote!(drive::bytes(body)),
            // there is a body nobody can show, which does not happen: errors are collected
            _ => quote!(drive::Shown::Nothing),
        };
        arm_of(&name, arm, read, &quote!(drive::Shown::Nothing))
    });
    quote!(match body { #(#arms,)* _ => drive::Shown::Nothing })
}

/// The webhooks of an enum, by the names that the document gives them.
fn webhooks(events: &EventsView) -> Vec<TokenStream> {
    let name = ident(events.name);
    let hook = |event: &crate::plan::view::EventView| {
        let (hook, tag) = (&event.hook, event.tags.first()?);
        Some(quote! {
            let driver = driver.webhook(#hook, |payload| {
                crate::webhooks::#name::decode(#tag, payload).map(|event| drive::json::<v1::Plain, _>(&event))
            });
        })
    };
    events.arms.iter().filter_map(hook).collect()
}
