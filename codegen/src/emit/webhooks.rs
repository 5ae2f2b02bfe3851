//! src/webhooks: the events as enums, and how they are signed.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::{literal, table};
use super::{Fragment, docs, ident, inner_docs};
use crate::plan::view::{ByView, EventView, EventsView, Present, SettingView, VerifyView, WebhooksView};

pub(super) fn module(view: &WebhooksView) -> Vec<Fragment> {
    let docs = inner_docs(&view.docs);
    let (mut modules, mut uses) = (TokenStream::new(), TokenStream::new());
    if view.events == Present::Yes {
        modules.extend(quote!(
            mod events;
        ));
        uses.extend(quote!(
            pub use events::*;
        ));
    }
    if view.verify == Present::Yes {
        modules.extend(quote!(
            #[cfg(feature = "webhooks")]
            mod verify;
        ));
        uses.extend(quote! {
            #[cfg(feature = "webhooks")]
            pub use bursar_runtime::webhook::Verified;
            #[cfg(feature = "webhooks")]
            pub use verify::*;
        });
    }
    vec![
        Fragment::Items(docs),
        Fragment::Items(modules),
        Fragment::Items(quote!(pub use bursar_runtime::webhook::WebhookError; #uses)),
    ]
}

pub(super) fn events(views: &[EventsView]) -> Vec<Fragment> {
    let mut fragments = vec![Fragment::Items(quote!(
        use crate::prelude::*;
    ))];
    for view in views {
        let (text, name) = (docs(&view.docs), ident(view.name));
        let arms = view.arms.iter().map(arm);
        fragments.push(Fragment::Items(quote! {
            #text
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#arms,)*
                #[doc = " An event that the document does not list."]
                Unknown {
                    #[doc = " What it is called; `None` when the delivery does not say."]
                    name: Option<String>,
                    #[doc = " What was sent, as it came; null when nothing was."]
                    payload: JsonValue,
                },
            }
        }));
        let by = match &view.by {
            ByView::Caller => "caller".to_owned(),
            ByView::Member(pointer) => format!("member {}", literal(pointer)),
            ByView::Header(name) => format!("header {}", literal(name)),
        };
        let rows: Vec<String> = view.arms.iter().map(row).collect();
        fragments.push(table("webhook_events", &format!("full {} by {by}", view.name), &rows));
    }
    fragments
}

fn arm(view: &EventView) -> TokenStream {
    let (docs, name) = (docs(&view.docs), ident(&view.name));
    let payload = view.payload.as_ref().map(|(ty, _)| quote!((#ty)));
    quote!(#docs #name #payload)
}

fn row(view: &EventView) -> String {
    let tags: Vec<String> = view.tags.iter().map(|tag| literal(tag)).collect();
    let read = view.payload.as_ref().map_or_else(|| "none".to_owned(), |(_, codec)| format!("json {codec}"));
    format!("{} = {}, {read};", view.name, tags.join(" | "))
}

pub(super) fn verify(view: &VerifyView) -> Vec<Fragment> {
    let VerifyView { provider, package, title, secret_var, event_header, .. } = view;
    let (constructor, args) = (ident(view.constructor.0), &view.constructor.1);
    let settings = view.settings.iter().map(setting);
    let event_header = event_header.iter().map(|name| quote!(const EVENT_HEADER: Option<&'static str> = Some(#name);));
    let source = format!(" How {title} signs what it sends.");
    let checks = format!(" Checks that a delivery comes from {title}, with {} from `{secret_var}`.", view.keys);
    let lines = [
        "".to_owned(),
        " ```no_run".to_owned(),
        " # fn example(headers: Vec<(String, String)>, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {"
            .to_owned(),
        format!(" let verifier = {package}::webhooks::Verifier::from_env()?;"),
        " let verified = verifier.verify(headers, &body)?;".to_owned(),
        " println!(\"{}\", verified.text()?);".to_owned(),
        " # Ok(())".to_owned(),
        " # }".to_owned(),
        " ```".to_owned(),
    ];
    let signs = format!(" Signs as {title} does, for tests.");
    vec![
        Fragment::Items(quote!(
            use bursar_runtime::webhook::{self, Scheme};
        )),
        Fragment::Items(quote! {
            #[doc = #source]
            #[derive(Debug, Clone, Copy)]
            pub enum Webhooks {}
        }),
        Fragment::Items(quote! {
            impl webhook::Source for Webhooks {
                const PROVIDER: &'static str = #provider;
                const SECRET_VAR: &'static str = #secret_var;
                const SCHEME: Scheme = Scheme::#constructor(#(#args),*) #(#settings)*;
                #(#event_header)*
            }
        }),
        Fragment::Items(quote! {
            #[doc = #checks]
            #(#[doc = #lines])*
            pub type Verifier = webhook::Verifier<Webhooks>;
            #[doc = #signs]
            pub type Signer = webhook::Signer<Webhooks>;
        }),
    ]
}

fn setting((method, value): &(&'static str, SettingView)) -> TokenStream {
    let method = ident(method);
    let value = match value {
        SettingView::Text(text) => quote!(#text),
        SettingView::Variant(of, name) => {
            let (of, name) = (ident(of), ident(name));
            quote!(webhook::#of::#name)
        }
        SettingView::Seconds(seconds) => {
            let seconds = proc_macro2::Literal::u64_unsuffixed(*seconds);
            quote!(::std::time::Duration::from_secs(#seconds))
        }
    };
    quote!(.#method(#value))
}
