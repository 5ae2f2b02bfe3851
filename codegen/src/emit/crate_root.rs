//! src/lib.rs, src/request.rs, src/prelude.rs and the modules that re-export files.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Fragment, any_of, ident, inner_docs};
use crate::plan::view::{LibView, ModulesView, Needs, Present, RequestView};

pub(super) fn lib(view: &LibView) -> Vec<Fragment> {
    let docs = inner_docs(&view.docs);
    let idle = (view.calls == Present::No).then(
        || quote!(#![allow(dead_code, unreachable_pub, unused_imports, reason = "the document has no operation")]),
    );
    let parts = (view.parts == Present::Yes).then(|| {
        quote!(#![cfg_attr(
            not(feature = "full"),
            allow(dead_code, unreachable_pub, unused_imports, reason = "only a part of the operations was asked for")
        )])
    });
    let limit = view.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let hooks = (view.hooks == Present::Yes).then(|| {
        quote!(
            pub mod webhooks;
        )
    });
    let no_types = (view.types == Present::No)
        .then(|| quote!(#[allow(unreachable_pub, unused_imports, reason = "every type stands inside an operation")]));
    vec![
        Fragment::Items(quote! {
            #docs
            #limit
            #idle
            #parts
            #![allow(
                clippy::doc_lazy_continuation,
                clippy::enum_variant_names,
                clippy::large_enum_variant,
                clippy::should_implement_trait,
                clippy::too_many_arguments,
                clippy::type_complexity,
                reason = "names, shapes and descriptions are the provider's"
            )]
        }),
        Fragment::Items(quote! {
            #[cfg(feature = "blocking")]
            pub mod blocking;
            mod client;
            pub mod ops;
            mod prelude;
            mod request;
            pub mod types;
            #hooks
        }),
        Fragment::Items(quote! {
            pub use bursar_runtime as runtime;
            pub use bursar_runtime::{ApiError, ConfigError, Error, Maybe, Response};
            pub use client::*;
            pub use ops::*;
            pub use request::Request;
            #no_types
            pub use types::*;
        }),
        Fragment::Items(quote! {
            #[doc = include_str!("../README.md")]
            #[cfg(doctest)]
            pub struct Readme;
        }),
    ]
}

pub(super) fn prelude(needs: Needs) -> Vec<Fragment> {
    let mut names: Vec<_> = ["Bytes", "JsonValue", "Maybe"].into_iter().chain(needs.names()).collect();
    names.sort_unstable();
    let names = names.into_iter().map(ident);
    vec![Fragment::Items(quote! {
        #![doc = " What the files of this crate have in scope."]
        #![allow(unused_imports, reason = "one list for every crate")]
        pub(crate) use crate::ops::*;
        pub(crate) use crate::types::*;
        pub(crate) use bursar_runtime::__private::v1;
        pub(crate) use bursar_runtime::{#(#names),*};
        pub(crate) use std::collections::BTreeMap;
    })]
}

pub(super) fn modules(view: &ModulesView) -> Vec<Fragment> {
    let docs = inner_docs(&view.docs);
    let names: Vec<_> = view.modules.iter().map(|module| ident(&module.name)).collect();
    let gates: Vec<_> = view.modules.iter().map(|module| any_of(&module.features)).collect();
    let uses = view.modules.iter().map(|module| {
        let (gate, name) = (any_of(&module.features), ident(&module.name));
        let types = module.types.iter().map(|name| ident(name));
        match module.types.as_slice() {
            [] => quote!(#gate pub use #name::*;),
            [one] => {
                let one = ident(one);
                quote!(#gate pub use #name::#one;)
            }
            _ => quote!(#gate pub use #name::{#(#types),*};),
        }
    });
    vec![
        Fragment::Items(quote!(#docs)),
        Fragment::Items(quote!(#(#gates mod #names;)*)),
        Fragment::Items(quote!(#(#uses)*)),
    ]
}

pub(super) fn request(view: RequestView) -> Vec<Fragment> {
    let options = options();
    let places = (view.own_servers == Present::Yes).then(places);
    let stream = (view.streams == Present::Yes).then(stream);
    let paging = (view.pages == Present::Yes).then(|| Fragment::Items(super::paging::methods()));
    let mut fragments = vec![
        Fragment::Items(quote! {
            use crate::prelude::*;
            use bursar_runtime::{Error, RawResponse, Response, Retries};
            use std::marker::PhantomData;
            use std::time::Duration;
        }),
        Fragment::Items(quote! {
            #[doc = " A call that is ready to be sent: `.await` it, or call `.send()`."]
            #[must_use = "a request does nothing until it is awaited or sent"]
            pub struct Request<O: v1::Operation, M: v1::Mode = v1::Async> {
                pub(crate) call: v1::Call,
                operation: PhantomData<fn() -> (O, M)>,
            }
        }),
        Fragment::Items(quote! {
            impl<O: v1::Operation, M: v1::Mode> Request<O, M> {
                pub(crate) fn new(core: &v1::Core) -> Self {
                    Self { call: v1::Call::new(core, O::SPEC), operation: PhantomData }
                }
                #options
                #places
            }
        }),
        Fragment::Items(quote! {
            impl<O: v1::Operation> Request<O> {
                #[doc = " Sends the request and decodes the answer by its status."]
                pub async fn send(self) -> Result<Response<O::Ok>, Error<O::Err>> { v1::send::<O>(self.call).await }
                #[doc = " Sends the request and gives the answer of a success as it came."]
                pub async fn raw(self) -> Result<RawResponse, Error<O::Err>> { v1::raw::<O>(self.call).await }
            }
        }),
        Fragment::Items(quote! {
            #stream
            #[cfg(feature = "blocking")]
            impl<O: v1::Operation> Request<O, v1::Blocking> {
                #[doc = " Sends the request, waits for the answer and decodes it by its status."]
                pub fn send(self) -> Result<Response<O::Ok>, Error<O::Err>> { v1::send_blocking::<O>(self.call) }
                #[doc = " Sends the request, waits for the answer and gives that of a success as it came."]
                pub fn raw(self) -> Result<RawResponse, Error<O::Err>> { v1::raw_blocking::<O>(self.call) }
            }
        }),
        Fragment::Items(quote! {
            impl<O: v1::Operation> IntoFuture for Request<O> {
                type Output = Result<Response<O::Ok>, Error<O::Err>>;
                type IntoFuture = v1::BoxFuture<Self::Output>;
                fn into_future(self) -> Self::IntoFuture { Box::pin(self.send()) }
            }
            impl<O: v1::Operation, M: v1::Mode> ::core::fmt::Debug for Request<O, M> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { self.call.fmt(f) }
            }
        }),
    ];
    fragments.extend(paging);
    fragments
}

fn stream() -> TokenStream {
    quote! {
        impl<O: v1::Streamed> Request<O> {
            #[doc = " Sends the request and gives the answer as it arrives, when its head has."]
            pub async fn stream(self) -> Result<Response<O::Stream>, Error<O::Err>> {
                v1::stream::<O>(self.call).await
            }
        }
        #[cfg(feature = "blocking")]
        impl<O: v1::Streamed> Request<O, v1::Blocking> {
            #[doc = " Sends the request and gives the answer as it arrives, when its head has: an iterator, and a reader for octets."]
            pub fn stream(self) -> Result<Response<bursar_runtime::BlockingStream<O::Stream>>, Error<O::Err>> {
                v1::stream_blocking::<O>(self.call)
            }
        }
    }
}

/// Where a call goes, in a crate in which that is not always the same.
fn places() -> TokenStream {
    quote! {
        #[doc = " Sends this call to another address: before the client's own, and before servers of the operation."]
        pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
            self.call.base_url(url.as_ref());
            self
        }
        #[doc = " Chooses one of the servers that the operation has of its own, counted from 0; a base URL goes before it."]
        pub fn server(mut self, index: usize) -> Self {
            self.call.server(index);
            self
        }
        #[doc = " Chooses a variable in the address of the operation's own server."]
        pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            self.call.server_variable(name, value);
            self
        }
    }
}

fn options() -> TokenStream {
    let times =
        [("timeout", "Limits each attempt of this call."), ("deadline", "Limits this call with everything it needs.")];
    let times = times.into_iter().map(|(name, about)| {
        let (name, about) = (ident(name), format!(" {about}"));
        quote! {
            #[doc = #about]
            pub fn #name(mut self, #name: Duration) -> Self {
                self.call.#name(#name);
                self
            }
        }
    });
    let pairs = [
        ("header", "Adds a header that the document does not describe."),
        ("query", "Adds a query parameter that the document does not describe."),
    ];
    let pairs = pairs.into_iter().map(|(name, about)| {
        let (name, about) = (ident(name), format!(" {about}"));
        quote! {
            #[doc = #about]
            pub fn #name(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.call.#name(name.as_ref(), value.as_ref());
                self
            }
        }
    });
    quote! {
        #(#times)*
        #[doc = " Limits the body of a success in bytes, for this call."]
        pub fn max_response_bytes(mut self, max_response_bytes: u64) -> Self {
            self.call.max_response_bytes(max_response_bytes);
            self
        }
        #[doc = " How failed attempts of this call are repeated: how often, or a [`Retries`]."]
        pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
            self.call.retries(retries.into());
            self
        }
        #[doc = " The idempotency key of this call, where the operation takes one; without it, one is made."]
        pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
            self.call.idempotency_key(key.as_ref());
            self
        }
        #[doc = " Limits each item of a stream in bytes, for this call."]
        pub fn max_item_bytes(mut self, max_item_bytes: u64) -> Self {
            self.call.max_item_bytes(max_item_bytes);
            self
        }
        #(#pairs)*
    }
}
