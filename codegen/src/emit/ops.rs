//! Operations: a method, a marker with its facts, and what it answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Fragment, deprecated, docs, ident, inner_docs, spec, types};
use crate::plan::view::{
    ArgView, Codec, Decode, Named, OpView, OpsView, OutcomeArm, OutcomeShape, OutcomeView, RustTy, Sets, Taken,
};

pub(super) fn file(view: &OpsView) -> Vec<Fragment> {
    let text = inner_docs(&view.docs);
    let mut fragments = vec![Fragment::Items(quote!(#text use crate::prelude::*; use crate::{Client, Request};))];
    let methods = view.ops.iter().map(method);
    fragments.push(Fragment::Items(quote!(impl Client { #(#methods)* })));
    if let Some(handle) = &view.handle {
        let handle = ident(handle);
        let methods = view.ops.iter().map(forward);
        fragments.push(Fragment::Items(quote!(impl crate::client::#handle<'_> { #(#methods)* })));
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
    quote!(pub fn #method(&self, #(#args),*) -> Request<#marker>)
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
    let docs = format!(" See [`Client::{}`].", op.method);
    quote!(#[doc = #docs] #deprecated #[allow(deprecated)] #signature { self.client.#method(#(#args),*) })
}

/// The statement that puts an argument into the call.
fn set(arg: &ArgView, call: &TokenStream) -> TokenStream {
    let name = ident(&arg.name);
    let value = if arg.taken == Taken::Into { quote!(#name.into()) } else { quote!(#name) };
    let ty = &arg.ty;
    let codec = &arg.codec;
    match (arg.sets, codec) {
        (Sets::Param(index), Codec::Leaf("Plain" | "Int")) if arg.taken == Taken::Into => {
            quote!(#call.set::<#ty>(#index, &#value);)
        }
        (Sets::Param(index), Codec::Leaf("Plain" | "Int")) => quote!(#call.set(#index, &#value);),
        (Sets::Param(index), _) => quote!(#call.set_as::<#codec, #ty>(#index, &#value);),
        (Sets::Body, _) => quote!(#call.json::<#codec, #ty>(&#value);),
    }
}

fn operation(op: &OpView) -> Vec<Fragment> {
    let (docs, marker) = (docs(&op.marker_docs), ident(&op.marker));
    let (ok, err) = (ident(&op.ok.name), ident(&op.err.name));
    let ok_ty = if let OutcomeShape::Single { ty: ty @ RustTy::Name(unit), .. } = &op.ok.shape
        && unit == "()"
    {
        quote!(#ty)
    } else {
        quote!(#ok)
    };
    let facts = spec::operation(&op.spec);
    let (decode_ok, decode_err) = (decode_ok(&op.ok), decode_arms(&op.err, Rest::Undocumented));
    let mut items = quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
    };
    items.extend(outcome(&op.ok, Rest::Fault));
    items.extend(outcome(&op.err, Rest::Undocumented));
    items.extend(quote! {
        impl v1::Operation for #marker {
            type Ok = #ok_ty;
            type Err = #err;
            const SPEC: &'static v1::OpSpec = &#facts;
            #decode_ok
            #decode_err
        }
    });
    items.extend(setters(op));
    let mut fragments = vec![Fragment::Items(items)];
    fragments.extend(op.types.iter().flat_map(types::item));
    fragments
}

fn setters(op: &OpView) -> TokenStream {
    if op.setters.is_empty() {
        return TokenStream::new();
    }
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
    quote!(impl Request<#marker> { #(#methods)* })
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
            quote! {
                #text
                #[derive(Debug, Clone, PartialEq)]
                #[non_exhaustive]
                pub enum #name { #(#arms,)* #undocumented }
            }
        }
    }
}

fn decode_ok(view: &OutcomeView) -> TokenStream {
    match &view.shape {
        OutcomeShape::Single { decode, codec, .. } => {
            let body = decoded(*decode, codec);
            quote!(fn ok(_at: usize, answer: &v1::Answer) -> v1::Decoded<Self::Ok> { #body })
        }
        OutcomeShape::Arms(_) => decode_arms(view, Rest::Fault),
    }
}

fn decoded(decode: Decode, codec: &Codec) -> TokenStream {
    match decode {
        Decode::None => quote!(answer.none()),
        Decode::Json => quote!(answer.json::<#codec, _>()),
        Decode::Text => quote!(answer.text()),
        Decode::Bytes => quote!(answer.bytes()),
    }
}

fn decode_arms(view: &OutcomeView, rest: Rest) -> TokenStream {
    let OutcomeShape::Arms(arms) = &view.shape else { return TokenStream::new() };
    let name = ident(&view.name);
    let bodies = arms.iter().map(|arm| decode_arm(&name, arm));
    if rest == Rest::Fault {
        return quote! {
            fn ok(at: usize, answer: &v1::Answer) -> v1::Decoded<Self::Ok> {
                match at { #(#bodies,)* _ => answer.undocumented() }
            }
        };
    }
    if arms.is_empty() {
        return quote!(fn err(_at: usize, _answer: &v1::Answer) -> v1::Decoded<Self::Err> { Ok(#name::Undocumented) });
    }
    let answer = if arms.iter().all(|arm| arm.ty.is_none()) { quote!(_answer) } else { quote!(answer) };
    quote! {
        fn err(at: usize, #answer: &v1::Answer) -> v1::Decoded<Self::Err> {
            match at { #(#bodies,)* _ => Ok(#name::Undocumented) }
        }
    }
}

fn decode_arm(outcome: &proc_macro2::Ident, arm: &OutcomeArm) -> TokenStream {
    let (reply, name) = (arm.reply, ident(&arm.name));
    if arm.ty.is_none() {
        return quote!(#reply => Ok(#outcome::#name));
    }
    let body = decoded(arm.decode, &arm.codec);
    quote!(#reply => #body.map(#outcome::#name))
}
