//! From views to tokens. Decides nothing: what is printed was settled by `plan`.

mod client;
mod crate_root;
mod driver;
mod ops;
mod paging;
mod spec;
mod table;
mod types;
mod webhooks;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

pub use driver::driver;

use crate::plan::DocText;
use crate::plan::view::{Codec, Deprecated, FileView, RustTy};

/// A piece of a file.
#[derive(Debug, Clone)]
pub enum Fragment {
    /// Items, to be formatted.
    Items(TokenStream),
    /// A table for a macro of the runtime, one row a line, already formatted.
    Table(String),
}

/// The fragments of a Rust file; `None` for a text.
pub fn emit(file: &FileView) -> Option<Vec<Fragment>> {
    Some(match file {
        FileView::Lib(view) => crate_root::lib(view),
        FileView::Client(view) => client::client(view),
        FileView::Blocking => client::blocking(),
        FileView::Request(view) => crate_root::request(*view),
        FileView::Prelude(needs) => crate_root::prelude(*needs),
        FileView::Modules(view) => crate_root::modules(view),
        FileView::Types(types) => types::file(types),
        FileView::Ops(view) => ops::file(view),
        FileView::Webhooks(view) => webhooks::module(view),
        FileView::Events(views) => webhooks::events(views),
        FileView::Verify(view) => webhooks::verify(view),
        FileView::Text(_) => return None,
    })
}

/// Only with one of these features of the crate; always when there are none.
fn any_of(features: &[String]) -> Option<TokenStream> {
    match features {
        [] => None,
        [one] => Some(quote!(#[cfg(feature = #one)])),
        many => Some(quote!(#[cfg(any(#(feature = #many),*))])),
    }
}

/// An identifier as `name` spelled it; raw ones included.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// An index as people write it.
fn number(index: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(index)
}

/// Documentation of the item that follows.
fn docs(text: &DocText) -> TokenStream {
    text.lines()
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
        .map(|line| quote!(#[doc = #line]))
        .collect()
}

/// Documentation of the file itself.
fn inner_docs(text: &DocText) -> TokenStream {
    text.lines()
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
        .map(|line| quote!(#![doc = #line]))
        .collect()
}

fn deprecated(is: Deprecated) -> TokenStream {
    if is == Deprecated::Yes { quote!(#[deprecated]) } else { TokenStream::new() }
}

impl ToTokens for RustTy {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Name(name) if name == "()" => tokens.extend(quote!(())),
            Self::Name(name) => match name.strip_prefix("v1::").map(ident) {
                Some(name) => tokens.extend(quote!(v1::#name)),
                None => ident(name).to_tokens(tokens),
            },
            Self::Of(outer, inner) => {
                let outer = ident(outer);
                tokens.extend(quote!(#outer<#(#inner),*>));
            }
            Self::Tuple(inner) => tokens.extend(quote!((#(#inner,)*))),
        }
    }
}

impl ToTokens for Codec {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Leaf(name) => {
                let name = ident(name);
                tokens.extend(quote!(v1::#name));
            }
            Self::Of(name, inner) => {
                let name = ident(name);
                tokens.extend(quote!(v1::#name<#inner>));
            }
            Self::Tuple(slots) => {
                let slots = slots.iter().map(|(slot, of)| {
                    let slot = ident(slot);
                    quote!(v1::#slot<#of>)
                });
                tokens.extend(quote!(v1::Tuple<(#(#slots,)*)>));
            }
        }
    }
}
