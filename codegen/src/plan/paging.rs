//! Views of how operations are paged.

use super::rust::Context;
use super::types;
use super::view::{PagedView, Through};
use crate::ir::Op;
use crate::name::single_ok;

/// How `op` is paged.
pub(super) fn view(cx: Context<'_>, op: &Op) -> Option<PagedView> {
    let paging = op.paging.clone()?;
    let through = if cx.without_null(single_ok(op)?).is_some() { Through::Option } else { Through::Value };
    let steps = paging.items.steps.iter().map(|&(owner, field)| types::step(cx, owner, field));
    let path = std::iter::once(("page".to_owned(), through)).chain(steps).collect();
    let item = cx.rust(&paging.items.item);
    let codec = cx.codec(&paging.items.item);
    Some(PagedView { item, codec, path, paging })
}
