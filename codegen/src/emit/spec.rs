//! Facts about operations, providers and servers, as constants of the runtime's types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::view::{Decode, EnvironmentView, Needed, ParamFact, ReplyFact, SpecView};

pub(super) fn operation(spec: &SpecView) -> TokenStream {
    let (id, method, path) = (&spec.id, ident(spec.method), &spec.path);
    let mut facts = quote!(v1::OpSpec::new(#id, v1::Method::#method, #path));
    if !spec.params.is_empty() {
        let params = spec.params.iter().map(param);
        facts.extend(quote!(.params(&[#(#params),*])));
    }
    if let Some((media, needed)) = &spec.body {
        let needed = if *needed == Needed::Required { quote!(required) } else { quote!(optional) };
        facts.extend(quote!(.body(v1::BodySpec::#needed(#media))));
    }
    let replies = spec.replies.iter().map(reply);
    facts.extend(quote!(.replies(&[#(#replies),*])));
    if !spec.auth.is_empty() {
        let ways = spec.auth.iter().map(|way| {
            let needs =
                way.iter().map(|(scheme, scopes)| quote!(v1::Need { scheme: #scheme, scopes: &[#(#scopes),*] }));
            quote!(&[#(#needs),*])
        });
        facts.extend(quote!(.auth(&[#(#ways),*])));
    }
    if !spec.servers.is_empty() {
        let servers = spec.servers.iter().map(server);
        facts.extend(quote!(.servers(&[#(#servers),*])));
    }
    facts
}

fn param(fact: &ParamFact) -> TokenStream {
    let (place, wire) = (ident(fact.place), &fact.wire);
    let mut param = quote!(v1::Param::#place(#wire));
    if let Some(style) = fact.style.map(ident) {
        param.extend(quote!(.style(v1::Style::#style)));
    }
    if let Some(explode) = fact.explode.map(ident) {
        param.extend(quote!(.explode(v1::Explode::#explode)));
    }
    for flag in fact.flags.iter().map(|flag| ident(flag)) {
        param.extend(quote!(.#flag()));
    }
    if let Some(value) = &fact.fixed {
        param.extend(quote!(.fixed(#value)));
    }
    param
}

fn reply(fact: &ReplyFact) -> TokenStream {
    let status = &fact.status;
    match (&fact.media, fact.decode) {
        (Some(media), decode) => {
            let decode = match decode {
                Decode::Json | Decode::None => quote!(Json),
                Decode::Text => quote!(Text),
                Decode::Bytes => quote!(Bytes),
            };
            quote!(v1::Reply::media(#status, #media, v1::Decode::#decode))
        }
        (None, Decode::None) => quote!(v1::Reply::none(#status)),
        (None, Decode::Json) => quote!(v1::Reply::json(#status)),
        (None, Decode::Text) => quote!(v1::Reply::text(#status)),
        (None, Decode::Bytes) => quote!(v1::Reply::bytes(#status)),
    }
}

pub(super) fn server(view: &EnvironmentView) -> TokenStream {
    let (name, url) = (&view.name, &view.url);
    let variables = view.variables.iter().map(
        |(name, default, values)| quote!(v1::Variable { name: #name, default: #default, values: &[#(#values),*] }),
    );
    quote!(v1::Server { name: #name, url: #url, variables: &[#(#variables),*] })
}
