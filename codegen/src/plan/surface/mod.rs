//! The public API of the crate as items, and SURFACE.txt, which is their print.

mod client;
mod ops;
mod types;

use std::collections::HashMap;

use super::doctext::DocText;
use super::features::Features;
use super::rust::Context;
use super::view::{ClientView, Codec, FileView, ModuleView, RustTy};
use crate::digest::Digest;
use crate::ir::{OpId, TypeId};
use crate::surface::{Item, Path, Shape, Surface, Ty};

/// Every public thing of a crate that follows from its document.
pub(super) fn of(cx: Context<'_>, client: &ClientView, features: &Features, files: &[(String, FileView)]) -> Surface {
    let known = Known::of(cx);
    let mut items = vec![crate_item(cx)];
    items.extend(
        features
            .all()
            .into_iter()
            .map(|feature| Item::new(Path::root(&feature.name), Shape::Feature(feature.needs.clone()))),
    );
    client::items(cx, client, &mut items);
    for (path, file) in files {
        match file {
            FileView::Types(view) => {
                let module = path.trim_start_matches("src/types/").trim_end_matches(".rs");
                let home = types::Home { module: "types", within: None, gate: features.of_types(module) };
                view.types.iter().for_each(|ty| types::items(&known, ty, &home, &mut items));
            }
            FileView::Ops(view) => view.ops.iter().for_each(|op| ops::items(&known, client, features, op, &mut items)),
            FileView::Events(views) => views.iter().for_each(|view| types::events(&known, view, &mut items)),
            FileView::Verify(view) => items.push(types::signed(view)),
            _ => {}
        }
    }
    Surface::new(items)
}

/// The text of the file.
pub(super) fn text(cx: Context<'_>, surface: &Surface, files: &[(String, FileView)]) -> String {
    let mut lines = surface.lines();
    for (path, file) in files {
        // what a file of types stands behind changes what a part of the crate has
        if let (FileView::Modules(view), "src/types/mod.rs") = (file, path.as_str()) {
            view.modules.iter().for_each(|module| gate_line(module, &mut lines));
        }
    }
    lines.sort();
    let mut text = format!("{}\n\n", super::package::header(cx));
    text.push_str(&lines.join("\n"));
    text.push_str("\n\nNot expressed:\n");
    if cx.api.skipped.is_empty() {
        text.push_str("  nothing\n");
    }
    for skipped in &cx.api.skipped {
        let line = format!("{} {}: {}", skipped.what, skipped.at, skipped.why);
        text.push_str(&format!("  {}\n", DocText::foreign_line(&line).replace('\\', "")));
    }
    text
}

fn gate_line(module: &ModuleView, lines: &mut Vec<String>) {
    if !module.features.is_empty() {
        lines.push(format!("file src/types/{}.rs: {}", module.name, module.features.join(", ")));
    }
}

/// Title and version of the document are in every file.
fn crate_item(cx: Context<'_>) -> Item {
    let mut item = Item::new(Path::root("crate"), Shape::Crate);
    item.docs =
        digest(&super::package::crate_docs(cx)) + &Digest::of(super::package::header(cx).as_bytes()).to_string();
    item
}

/// Which types and operations of the IR the views are of: names are given once.
struct Known<'a> {
    cx: Context<'a>,
    types: HashMap<&'a str, TypeId>,
    ops: HashMap<&'a str, OpId>,
}

impl<'a> Known<'a> {
    fn of(cx: Context<'a>) -> Self {
        Self {
            cx,
            types: cx.api.types.ids().map(|id| (cx.names.ty(id), id)).collect(),
            ops: cx.api.ops.ids().map(|id| (cx.names.op(id).method.as_str(), id)).collect(),
        }
    }

    fn ty(&self, name: &str) -> TypeId {
        self.types[name]
    }

    fn op(&self, method: &str) -> OpId {
        self.ops[method]
    }
}

/// Documentation as far as a change of it is to be noticed.
fn digest(docs: &DocText) -> String {
    let text = docs.lines().collect::<Vec<_>>().join("\n");
    if text.is_empty() { text } else { Digest::of(text.as_bytes()).to_string() }
}

/// A type as users write it, who know the runtime by its public name.
fn ty(of: &RustTy) -> Ty {
    match of {
        RustTy::Name(name) => Ty { name: name.replace("v1::", "runtime::"), args: Vec::new() },
        RustTy::Of(outer, inner) => Ty { name: (*outer).to_owned(), args: inner.iter().map(ty).collect() },
        RustTy::Tuple(inner) => Ty { name: String::new(), args: inner.iter().map(ty).collect() },
    }
}

/// A codec without the module that programs do not write.
fn name(codec: &Codec) -> String {
    codec.to_string().replace("v1::", "")
}
