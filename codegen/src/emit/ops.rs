//! Operations: a method, a marker with its facts, and what it answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::table;
use super::{Fragment, deprecated, docs, ident, inner_docs, number, paging, spec, types};
use crate::plan::view::{
    ArgView, BodyKind, ChoiceArm, ChoiceView, Codec, Converts, Decode, Deprecated, Named, OpView, OpsView, OutcomeArm,
    OutcomeShape, OutcomeView, Sets, StreamView, Taken,
};

pub(super) fn file(view: &OpsView) -> Vec<Fragment> {
    let text = inner_docs(&view.docs);
    let prelude = match view.imports.as_slice() {
        [] => quote!(*),
        names => {
            let names = names.iter().map(|name| ident(name));
            quote!({#(#names),*})
        }
    };
    let mut fragments =
        vec![Fragment::Items(quote!(#text use crate::prelude::#prelude; use crate::{Client, Request};))];
    let methods = view.ops.iter().map(method);
    fragments.push(Fragment::Items(quote!(impl<M: v1::Mode> Client<M> { #(#methods)* })));
    if let Some(handle) = &view.handle {
        let handle = ident(handle);
        let methods = view.ops.iter().map(forward);
        fragments.push(Fragment::Items(quote!(impl<M: v1::Mode> crate::client::#handle<'_, M> { #(#methods)* })));
    }
    for op in &view.ops {
        fragments.extend(operation(op));
    }
    fragments
}

fn signature(op: &OpView) -> TokenStream {
    let (method, marker) = (ident(&op.method), ident(&op.marker));
    let args = op.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), taken(arg));
        quote!(#name: #ty)
    });
    quote!(pub fn #method(&self, #(#args),*) -> Request<#marker, M>)
}

fn taken(arg: &ArgView) -> TokenStream {
    let ty = &arg.ty;
    if arg.taken == Taken::Into { quote!(impl Into<#ty>) } else { quote!(#ty) }
}

fn method(op: &OpView) -> TokenStream {
    let (docs, deprecated, signature) = (docs(&op.docs), deprecated(op.deprecated), signature(op));
    if op.args.is_empty() {
        return quote!(#docs #deprecated #signature { Request::new(&self.core) });
    }
    let sets = op.args.iter().map(|arg| set(arg, &quote!(request.call)));
    quote! {
        #docs #deprecated #signature {
            let mut request = Request::new(&self.core);
            #(#sets)*
            request
        }
    }
}

fn forward(op: &OpView) -> TokenStream {
    let (deprecated, signature, method) = (deprecated(op.deprecated), signature(op), ident(&op.method));
    let args = op.args.iter().map(|arg| ident(&arg.name));
    let docs = format!(" See [`Client::{}`].", op.method.trim_start_matches("r#"));
    let allow = (op.deprecated == Deprecated::Yes).then(|| quote!(#[allow(deprecated)]));
    quote!(#[doc = #docs] #deprecated #allow #signature { self.client.#method(#(#args),*) })
}

/// The statement that puts an argument into the call.
fn set(arg: &ArgView, call: &TokenStream) -> TokenStream {
    let name = ident(&arg.name);
    let value = if arg.taken == Taken::Into { quote!(#name.into()) } else { quote!(#name) };
    let ty = &arg.ty;
    let codec = &arg.codec;
    let sets = match arg.sets {
        Sets::Param(index) => number(index),
        Sets::Body(_) | Sets::Choice => number(0),
    };
    match arg.sets {
        Sets::Param(_) if !codec.is_plain_to_write() => quote!(#call.set_as::<#codec, #ty>(#sets, &#value);),
        Sets::Param(_) if arg.taken == Taken::Into => quote!(#call.set::<#ty>(#sets, &#value);),
        Sets::Param(_) => quote!(#call.set(#sets, &#value);),
        Sets::Body(BodyKind::Json) => quote!(#call.json::<#codec, #ty>(&#value);),
        Sets::Body(BodyKind::Form) => quote!(#call.form::<#codec, #ty>(0, &#value);),
        Sets::Body(BodyKind::Multipart) => quote!(#call.multipart::<#codec, #ty>(0, &#value);),
        Sets::Body(BodyKind::Parts) => quote!(#call.parts(0, &#value);),
        Sets::Body(BodyKind::Text) => quote!(#call.text(0, #value);),
        Sets::Body(BodyKind::Octets) => quote!(#call.octets(0, #value);),
        Sets::Body(BodyKind::Upload) => quote!(#call.upload(0, #value);),
        Sets::Choice => quote!(#call.choose::<#ty>(#value);),
    }
}

/// The enum of a body with several forms, and its table.
fn choice(view: &ChoiceView) -> Vec<Fragment> {
    let (text, name) = (docs(&view.docs), ident(&view.name));
    let arms = view.arms.iter().map(|arm| {
        let (docs, name, ty) = (docs(&arm.docs), ident(&arm.name), &arm.ty);
        quote!(#docs #name(#ty))
    });
    let item = quote! {
        #text
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#arms,)* }
    };
    let row = |(index, arm): (usize, &ChoiceArm)| {
        let kind = match arm.kind {
            BodyKind::Json => format!("json {}", arm.codec),
            BodyKind::Form => format!("form {}", arm.codec),
            BodyKind::Multipart => format!("multipart {}", arm.codec),
            BodyKind::Parts => "parts".to_owned(),
            BodyKind::Text => "text".to_owned(),
            BodyKind::Octets => "octets".to_owned(),
            BodyKind::Upload => "upload".to_owned(),
        };
        let from = if arm.converts == Converts::Yes { ", from" } else { "" };
        format!("{index} {kind} => {}({}){from};", arm.name, arm.ty)
    };
    let rows: Vec<String> = view.arms.iter().enumerate().map(row).collect();
    vec![Fragment::Items(item), table("choice", &view.name, &rows)]
}

fn operation(op: &OpView) -> Vec<Fragment> {
    let (docs, marker) = (docs(&op.marker_docs), ident(&op.marker));
    let mut items = quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
    };
    items.extend(outcome(&op.ok, Rest::Fault));
    items.extend(outcome(&op.err, Rest::Undocumented));
    let mut rows = spec::rows(&op.spec);
    rows.extend(op.stream.iter().map(stream_row));
    rows.extend(decode_rows(&op.ok, "ok"));
    rows.extend(decode_rows(&op.err, "err"));
    let table = table("operation", &format!("{} -> {}, {}", op.marker, op.ok.name, op.err.name), &rows);
    let mut fragments = vec![Fragment::Items(items), table];
    fragments.extend(paging::fragment(op));
    fragments.extend(op.choice.iter().flat_map(choice));
    if !op.setters.is_empty() {
        fragments.push(Fragment::Items(setters(op)));
    }
    fragments.extend(op.types.iter().flat_map(types::item));
    fragments
}

/// Which reply becomes what.
fn decode_rows(view: &OutcomeView, side: &str) -> Vec<String> {
    match &view.shape {
        OutcomeShape::Single { decode, codec, .. } => vec![format!("gives {};", decoded(*decode, codec))],
        OutcomeShape::Arms(arms) if arms.is_empty() => Vec::new(),
        OutcomeShape::Arms(arms) => {
            let row = |arm: &OutcomeArm| format!("{} {} => {}", arm.reply, decoded(arm.decode, &arm.codec), arm.name);
            spec::wrapped(&format!("{side} "), &arms.iter().map(row).collect::<Vec<_>>())
        }
    }
}

/// What `stream()` asks for, and what it gives.
fn stream_row(view: &StreamView) -> String {
    let replies = view.replies.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let how = if view.decode == Decode::Bytes { "octets".to_owned() } else { decoded(view.decode, &view.codec) };
    format!("stream [{replies}] {how} => {};", view.ty)
}

fn decoded(decode: Decode, codec: &Codec) -> String {
    match decode {
        Decode::None => "none".to_owned(),
        Decode::Json => format!("json {codec}"),
        Decode::Text => "text".to_owned(),
        Decode::Bytes => "bytes".to_owned(),
        Decode::TextEvents => "events".to_owned(),
        Decode::Events => format!("events {codec}"),
        Decode::Lines | Decode::Sequence => format!("lines {codec}"),
    }
}

fn setters(op: &OpView) -> TokenStream {
    let marker = ident(&op.marker);
    let methods = op.setters.iter().map(|arg| {
        let (docs, name, ty) = (docs(&arg.docs), ident(&arg.name), taken(arg));
        let set = set(arg, &quote!(self.call));
        quote! {
            #docs
            pub fn #name(mut self, #name: #ty) -> Self {
                #set
                self
            }
        }
    });
    quote!(impl<M: v1::Mode> Request<#marker, M> { #(#methods)* })
}

/// What an enum of replies does with an answer that is none of them.
#[derive(Clone, Copy, PartialEq)]
enum Rest {
    /// It has an arm for it.
    Undocumented,
    /// The runtime never asks.
    Fault,
}

fn outcome(view: &OutcomeView, rest: Rest) -> TokenStream {
    let (text, name) = (docs(&view.docs), ident(&view.name));
    match &view.shape {
        OutcomeShape::Single { ty, named: Named::Alias, .. } => quote!(#text pub type #name = #ty;),
        OutcomeShape::Single { .. } => TokenStream::new(),
        OutcomeShape::Arms(arms) => {
            let streams = arms.iter().any(|arm| arm.decode.is_stream());
            let bodiless = arms.iter().all(|arm| arm.ty.is_none());
            let arms = arms.iter().map(|arm| {
                let (docs, name) = (docs(&arm.docs), ident(&arm.name));
                let body = arm.ty.iter();
                quote!(#docs #name #((#body))*)
            });
            let undocumented = (rest == Rest::Undocumented).then(|| {
                quote! {
                    #[doc = " None of the documented answers, or one whose body is not what the document says."]
                    Undocumented,
                }
            });
            // plain variants alone could be cast to numbers, and every new answer would change some of these
            let plain = rest == Rest::Undocumented && bodiless;
            let never = plain.then(|| {
                quote! {
                    #[doc(hidden)]
                    NoNumber(::core::convert::Infallible),
                }
            });
            // a stream is read once
            let values = (!streams).then(|| quote!(, Clone, PartialEq));
            quote! {
                #text
                #[derive(Debug #values)]
                #[non_exhaustive]
                pub enum #name { #(#arms,)* #undocumented #never }
            }
        }
    }
}
