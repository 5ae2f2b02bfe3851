//! How operations are paged: rows of the runtime's table, and the methods of requests.

use proc_macro2::TokenStream;
use quote::quote;

use super::Fragment;
use super::spec::WIDTH;
use super::table::{literal, table};
use crate::plan::view::{Knob, KnobKind, KnobSpot, OpView, PagedView, Paging, PagingWay, Through};

/// The table of a paged operation.
pub(super) fn fragment(op: &OpView) -> Option<Fragment> {
    let view = op.paged.as_ref()?;
    let mut rows = facts(&view.paging);
    rows.push(format!("items |page| {};", path(view)));
    Some(table("paged", &format!("{} -> {}", op.marker, view.item), &rows))
}

/// A call of the runtime's constructors, continued where it gets too long.
fn facts(paging: &Paging) -> Vec<String> {
    let mut calls = vec![format!(".items({})", literal(&paging.items.pointer))];
    let text =
        |name: &str, pointer: &Option<String>| pointer.iter().map(|it| format!(".{name}({})", literal(it))).collect();
    let next: Vec<String> = text("next", &paging.next);
    let way = match &paging.way {
        PagingWay::Page { at, first } => format!("page({}, {first})", knob(at)),
        PagingWay::Offset { at, first } => format!("offset({}, {first})", knob(at)),
        PagingWay::Cursor { at } => format!("cursor({}, {})", knob(at), pointer(&paging.next)),
        PagingWay::Link => "link()".to_owned(),
        PagingWay::NextUrl => format!("next_url({})", pointer(&paging.next)),
    };
    // these two have it already
    if !matches!(paging.way, PagingWay::Cursor { .. } | PagingWay::NextUrl) {
        calls.extend(next);
    }
    calls.extend::<Vec<String>>(text("more", &paging.more));
    calls.extend::<Vec<String>>(text("total", &paging.total));
    calls.extend(paging.size.iter().map(|at| format!(".size({})", knob(at))));
    let mut rows = vec![format!("paging v1::Paging::{way}")];
    for call in calls {
        match rows.last_mut() {
            Some(row) if row.len() + call.len() < WIDTH => row.push_str(&call),
            _ => rows.push(format!("    {call}")),
        }
    }
    rows.last_mut().into_iter().for_each(|row| row.push(';'));
    rows
}

fn pointer(pointer: &Option<String>) -> String {
    literal(pointer.as_deref().unwrap_or_default())
}

fn knob(knob: &Knob) -> String {
    let number = if knob.kind == KnobKind::Number { ".number()" } else { "" };
    match &knob.spot {
        KnobSpot::Param(index) => format!("v1::Knob::param({index}){number}"),
        KnobSpot::Body(pointer) => format!("v1::Knob::body({}){number}", literal(pointer)),
    }
}

fn path(view: &PagedView) -> String {
    let step = |(name, through): &(String, Through)| match through {
        Through::Value => name.clone(),
        Through::Option => format!("{name}?"),
        Through::Maybe => format!("{name}.into_option()?"),
    };
    view.path.iter().map(step).collect::<Vec<_>>().join(".")
}

/// What a request of a paged operation can do.
pub(super) fn methods() -> TokenStream {
    quote! {
        impl<O: v1::Paged, M: v1::Mode> Request<O, M> {
            #[doc = " The pages of the answer, one after the other. Each is a call of its own with the options of this one."]
            pub fn pages(self) -> bursar_runtime::Pages<O, M> { v1::pages(self.call) }
            #[doc = " The items of all pages of the answer, one after the other."]
            pub fn items(self) -> bursar_runtime::Items<O, M> { v1::items(self.call) }
        }
    }
}
