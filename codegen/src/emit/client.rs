//! src/client.rs: the provider's facts, the client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Fragment, any_of, docs, ident, number, spec};
use crate::plan::view::{ClientView, GroupView, Present, SchemeKind, SchemeView};

pub(super) fn client(view: &ClientView) -> Vec<Fragment> {
    let provider = provider(view);
    let text = docs(&view.docs);
    let groups = if view.groups.len() > 1 { view.groups.as_slice() } else { &[] };
    let accessors = groups.iter().map(accessor);
    let constructors = constructors();
    let client = quote! {
        #text
        #[derive(Clone)]
        pub struct Client<M: v1::Mode = v1::Async> {
            pub(crate) core: v1::Core,
            pub(crate) mode: PhantomData<fn() -> M>,
        }
        impl Client {
            #constructors
        }
        impl<M: v1::Mode> Client<M> {
            #[doc = " A request that the document does not describe, sent as all others: `path` follows the base URL as it is."]
            pub fn request(&self, method: Method, path: impl Into<String>) -> CustomRequest<M> {
                CustomRequest::new(&self.core, method, path)
            }
            #(#accessors)*
        }
        impl<M: v1::Mode> ::core::fmt::Debug for Client<M> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { self.core.fmt(f) }
        }
    };
    let head = quote! {
        use crate::prelude::*;
        use bursar_runtime::{Clock, ConfigError, CustomRequest, Method, Middleware, Random, Retries, Transport};
        use std::marker::PhantomData;
        use std::time::Duration;
    };
    let mut fragments = vec![Fragment::Items(head), Fragment::Items(provider), Fragment::Items(client)];
    fragments.extend(groups.iter().map(|group| Fragment::Items(handle(group))));
    fragments.extend(environment(view).map(Fragment::Items));
    fragments.push(Fragment::Items(builder(view)));
    fragments
}

/// How one comes by a client, in each mode.
fn constructors() -> TokenStream {
    quote! {
        #[doc = " A client with credentials and base URL from the environment; see the crate's README for the variables."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`ConfigError`] names the variable that is missing or cannot be used."]
        pub fn from_env() -> Result<Self, ConfigError> { Self::builder().from_env()?.build() }
        #[doc = " A client that is set up step by step."]
        pub fn builder() -> ClientBuilder { ClientBuilder::new() }
    }
}

fn provider(view: &ClientView) -> TokenStream {
    let (name, base_url_var) = (&view.provider, &view.base_url_var);
    let environments = view.environments.iter().map(spec::server);
    let default = match view.default_environment {
        Some(index) => {
            let index = number(index);
            quote!(Some(#index))
        }
        None => quote!(None),
    };
    let schemes = view.schemes.iter().map(scheme);
    let auth = view.auth.iter().map(|needs| {
        needs.iter().map(|(scheme, scopes)| {
            let scheme = number(*scheme);
            quote!(v1::Need { scheme: #scheme, scopes: &[#(#scopes),*] })
        })
    });
    let auth = auth.map(|needs| quote!(&[#(#needs),*]));
    let prefixes = view.prefixes.iter().map(|(scheme, environment, prefix)| {
        let (scheme, environment) = (number(*scheme), number(*environment));
        quote!(v1::Prefix { scheme: #scheme, environment: #environment, prefix: #prefix })
    });
    quote! {
        pub(crate) static PROVIDER: v1::Provider = v1::Provider {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            base_url_var: #base_url_var,
            environments: &[#(#environments),*],
            default_environment: #default,
            schemes: &[#(#schemes),*],
            auth: &[#(#auth),*],
            prefixes: &[#(#prefixes),*],
        };
    }
}

fn scheme(view: &SchemeView) -> TokenStream {
    let name = &view.key;
    let kind = match &view.kind {
        SchemeKind::Bearer { var } => quote!(Bearer { var: #var }),
        SchemeKind::Basic { username_var, password_var } => {
            quote!(Basic { username_var: #username_var, password_var: #password_var })
        }
        SchemeKind::ApiKey { at, name, var } => {
            let at = ident(at);
            quote!(ApiKey { at: v1::In::#at, name: #name, var: #var })
        }
        SchemeKind::ClientCredentials {
            token_url,
            token_url_var,
            environment_token_urls,
            client_auth,
            id_var,
            secret_var,
        } => {
            let urls = environment_token_urls.iter().map(|(index, url)| {
                let index = number(*index);
                quote!((#index, #url))
            });
            let client_auth = ident(client_auth);
            quote! {
                ClientCredentials {
                    token_url: #token_url,
                    token_url_var: #token_url_var,
                    environment_token_urls: &[#(#urls),*],
                    client_auth: v1::ClientAuth::#client_auth,
                    id_var: #id_var,
                    secret_var: #secret_var,
                }
            }
        }
    };
    quote!(v1::Scheme { name: #name, kind: v1::SchemeKind::#kind })
}

fn accessor(group: &GroupView) -> TokenStream {
    let (docs, module, handle) = (docs(&group.docs), ident(&group.module), ident(&group.handle));
    let gate = any_of(&group.features);
    quote!(#docs #gate pub fn #module(&self) -> #handle<'_, M> { #handle { client: self } })
}

fn handle(group: &GroupView) -> TokenStream {
    let (docs, handle, gate) = (docs(&group.docs), ident(&group.handle), any_of(&group.features));
    quote! {
        #docs
        #gate
        #[derive(Debug, Clone, Copy)]
        pub struct #handle<'a, M: v1::Mode = v1::Async> { pub(crate) client: &'a Client<M> }
    }
}

fn environment(view: &ClientView) -> Option<TokenStream> {
    if view.environments.is_empty() {
        return None;
    }
    let variants = view.environments.iter().enumerate().map(|(index, environment)| {
        let (docs, name) = (docs(&environment.docs), ident(&environment.name));
        let default = (view.default_environment == Some(index)).then(|| quote!(#[default]));
        quote!(#docs #default #name)
    });
    let default = view.default_environment.map(|_| quote!(Default,));
    Some(quote! {
        #[doc = " Where requests go."]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, #default)]
        #[non_exhaustive]
        pub enum Environment { #(#variants),* }
    })
}

fn builder(view: &ClientView) -> TokenStream {
    let environment = (!view.environments.is_empty()).then(|| {
        quote! {
            #[doc = " Chooses where requests go."]
            pub fn environment(mut self, environment: Environment) -> Self {
                self.inner.environment(environment as usize);
                self
            }
        }
    });
    let credentials = view.schemes.iter().enumerate().flat_map(|(index, scheme)| setters(index, scheme));
    let variable = (!view.variables.is_empty()).then(|| {
        let about = format!(
            " Chooses a variable of the server's address: {}.",
            view.variables.iter().map(|name| format!("`{}`", name.replace('`', "'"))).collect::<Vec<_>>().join(", ")
        );
        quote! {
            #[doc = #about]
            pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
                self.inner.server_variable(name.into(), value.into());
                self
            }
        }
    });
    let document = (view.relative == Present::Yes).then(|| {
        quote! {
            #[doc = " Says where the document was found, which the addresses of its servers are relative to."]
            pub fn document_url(mut self, url: impl Into<String>) -> Self {
                self.inner.document_url(url.into());
                self
            }
        }
    });
    let common = common_setters(&view.base_url_var);
    let (from_vars, build) = (from_vars(), build());
    quote! {
        #[doc = " Sets a [`Client`] up."]
        #[must_use]
        pub struct ClientBuilder<M: v1::Mode = v1::Async> {
            pub(crate) inner: v1::Builder,
            mode: PhantomData<fn() -> M>,
        }
        impl<M: v1::Mode> ClientBuilder<M> {
            pub(crate) fn new() -> Self { Self { inner: v1::Builder::new(&PROVIDER), mode: PhantomData } }
            #environment
            #(#credentials)*
            #variable
            #document
            #common
            #from_vars
        }
        #build
        impl<M: v1::Mode> ::core::fmt::Debug for ClientBuilder<M> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { self.inner.fmt(f) }
        }
    }
}

fn setters(index: usize, scheme: &SchemeView) -> Vec<TokenStream> {
    let index = number(index);
    let setter = |setter: &crate::plan::view::SchemeSetter| {
        let (docs, name, calls) = (docs(&setter.docs), ident(&setter.name), ident(setter.calls));
        let args: Vec<_> = setter.args.iter().map(|arg| ident(arg)).collect();
        quote! {
            #docs
            pub fn #name(mut self, #(#args: impl Into<String>),*) -> Self {
                self.inner.#calls(#index, #(#args.into()),*);
                self
            }
        }
    };
    scheme.setters.iter().map(setter).collect()
}

fn common_setters(base_url_var: &str) -> TokenStream {
    let base_url =
        format!(" Replaces the address of the environment, path included; from the environment: `{base_url_var}`.");
    let plain = [
        ("timeout", quote!(Duration), "Limits each attempt, from connecting to the last byte; 60 s without it."),
        ("connect_timeout", quote!(Duration), "Limits connecting; 5 s without it."),
        ("deadline", quote!(Duration), "Limits a whole call with everything it needs; unlimited without it."),
        ("max_response_bytes", quote!(u64), "Limits the body of a success in bytes; 32 MiB without it."),
        ("max_item_bytes", quote!(u64), "Limits each item of a stream in bytes; 1 MiB without it."),
        ("max_error_bytes", quote!(u64), "Limits the body of an error in bytes; 1 MiB without it."),
        (
            "http_client",
            quote!(bursar_runtime::reqwest::Client),
            "Sends through this HTTP client; it must not follow redirects by itself.",
        ),
        ("transport", quote!(impl Transport), "Sends through this transport."),
        (
            "middleware",
            quote!(impl Middleware),
            "Puts this around every request; the first one given is the outermost.",
        ),
        ("clock", quote!(impl Clock), "Takes time from this clock."),
        ("random", quote!(impl Random), "Takes random bytes from here: idempotency keys, and the spread of pauses."),
    ];
    let plain = plain.into_iter().map(|(name, ty, about)| {
        let gate = (name == "http_client").then(|| quote!(#[cfg(feature = "client")]));
        let (name, about) = (ident(name), format!(" {about}"));
        quote! {
            #[doc = #about]
            #gate
            pub fn #name(mut self, #name: #ty) -> Self {
                self.inner.#name(#name);
                self
            }
        }
    });
    quote! {
        #[doc = #base_url]
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.inner.base_url(url.into());
            self
        }
        #(#plain)*
        #[doc = " How failed attempts are repeated: how often, or a [`Retries`]; twice without it."]
        pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
            self.inner.retries(retries.into());
            self
        }
    }
}

fn from_vars() -> TokenStream {
    quote! {
        #[doc = " Takes what is not set yet from the environment; see the crate's README for the variables."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`ConfigError`] names the variable that is missing or cannot be used."]
        pub fn from_env(self) -> Result<Self, ConfigError> { self.from_vars(|name| std::env::var(name).ok()) }
        #[doc = " Like [`ClientBuilder::from_env`], with values from `vars`: a secret store, or a test."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`ConfigError`] names the variable that is missing or cannot be used."]
        pub fn from_vars(mut self, vars: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
            self.inner.from_vars(&vars)?;
            Ok(self)
        }
    }
}

fn build() -> TokenStream {
    quote! {
        impl ClientBuilder {
            #[doc = " The client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`ConfigError`] when the base URL is none, or a credential cannot be sent."]
            pub fn build(self) -> Result<Client, ConfigError> {
                Ok(Client { core: self.inner.build()?, mode: PhantomData })
            }
        }
    }
}

/// src/blocking.rs: the client that waits.
pub(super) fn blocking() -> Vec<Fragment> {
    let head = quote! {
        #![doc = " The client for programs without an async runtime: the same methods, whose requests end in `.send()`."]
        #![doc = ""]
        #![doc = " A call waits on the thread that makes it. On a thread that runs async tasks it is refused, with nothing sent;"]
        #![doc = " [`Client`](crate::Client) is for those."]
        use crate::prelude::*;
        use bursar_runtime::ConfigError;
        use std::marker::PhantomData;
        use std::ops::Deref;
    };
    let names = quote! {
        #[doc = " Sets a [`Client`] up."]
        pub type ClientBuilder = crate::ClientBuilder<v1::Blocking>;
        #[doc = " A call that is ready to be sent by `.send()`."]
        pub type Request<O> = crate::Request<O, v1::Blocking>;
    };
    let constructors = constructors();
    let client = quote! {
        #[doc = " [`crate::Client`] with calls that wait for their answer. Cheap to clone; clones share connections, tokens and"]
        #[doc = " the thread that drives them."]
        #[derive(Clone)]
        pub struct Client(crate::Client<v1::Blocking>);
        impl Client {
            #constructors
        }
        impl Deref for Client {
            type Target = crate::Client<v1::Blocking>;
            fn deref(&self) -> &Self::Target { &self.0 }
        }
        impl ::core::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { self.0.fmt(f) }
        }
        impl ClientBuilder {
            #[doc = " The client; it can be made anywhere, also where its calls would be refused."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`ConfigError`] when the base URL is none, a credential cannot be sent, or there is no thread."]
            pub fn build(self) -> Result<Client, ConfigError> {
                Ok(Client(crate::Client { core: self.inner.build_blocking()?, mode: PhantomData }))
            }
        }
    };
    vec![Fragment::Items(head), Fragment::Items(names), Fragment::Items(client)]
}
