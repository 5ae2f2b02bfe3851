//! Decides everything: which file holds what, how each item looks, and what SURFACE.txt says of it.

mod bodies;
pub mod catalogue;
mod client;
mod doctext;
mod examples;
mod features;
mod layout;
mod needs;
mod ops;
mod package;
mod paging;
mod release;
mod rust;
mod split;
mod surface;
#[cfg(test)]
mod tests;
mod types;
pub mod view;
mod webhooks;

use std::collections::HashSet;

pub use doctext::DocText;

use crate::analyze::Facts;
use crate::config::Config;
use crate::ir::Api;
use crate::name::Names;
use crate::surface::{Released, Surface};
use rust::Context;
use view::{ClientView, CrateView, FileView, LibView, ModuleView, ModulesView, Present, RequestView};

/// What a crate is made for.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The provider's name: its folder, and the suffix of its package.
    pub provider: &'a str,
    /// Its provider.toml.
    pub config: &'a Config,
    /// What its last release offered, which the version is measured against.
    pub released: Option<&'a Released>,
}

/// To see that a knot of types can be sent to another thread, the compiler walks through all of it, several steps a type.
fn recursion_limit(facts: &Facts) -> Option<usize> {
    const USUAL: usize = 128;
    const STEPS: usize = 8;
    let depth = facts.largest_knot() * STEPS;
    (depth > USUAL).then(|| depth.next_power_of_two())
}

/// The public API of the crate of `api`, and its version, without the texts around it.
pub fn public(api: &Api, facts: &Facts, names: &Names, target: Target<'_>) -> (Surface, String) {
    let cx = Context { api, facts, names, config: target.config, provider: target.provider };
    let Parts { client, features, files, .. } = parts(cx);
    let surface = surface::of(cx, &client, &features, &files);
    let version = release::version(cx, target.released, &surface).0;
    (surface, version)
}

/// What programs use.
struct Parts {
    client: ClientView,
    features: features::Features,
    files: Vec<(String, FileView)>,
    types: Present,
    hooks: Present,
}

fn parts(cx: Context<'_>) -> Parts {
    let (api, names) = (cx.api, cx.names);
    let layout = layout::Layout::of(cx);
    let features = features::Features::of(cx, &layout);
    let client = client::view(cx, &features);
    let mut files: Vec<(String, FileView)> = Vec::new();
    let mut modules = Vec::new();
    for (module, ids) in layout.type_files() {
        files.push((format!("src/types/{module}.rs"), FileView::Types(types::file(cx, ids))));
        let types = ids.iter().map(|&id| names.ty(id).to_owned()).collect();
        modules.push(ModuleView { name: module.to_owned(), features: features.of_types(module), types });
    }
    let types = if modules.is_empty() { Present::No } else { Present::Yes };
    let docs = DocText::own("The provider's types.");
    files.push(("src/types/mod.rs".to_owned(), FileView::Modules(ModulesView { docs, modules })));
    let (mut modules, mut taken) = (Vec::new(), HashSet::new());
    for (group, ids) in layout.groups(cx) {
        let names = &cx.names.groups[group];
        let module = layout::file_name(names.module.trim_start_matches("r#"), "_group", &mut taken);
        let docs = types::docs_or(&api.groups[group].docs, || {
            format!("Operations: {}.", DocText::foreign_line(&api.groups[group].tag))
        });
        let handle = (client.groups.len() > 1).then_some(names.handle.as_str());
        let view = |id| examples::add(cx, id, ops::view(cx, id, layout.inside(id)));
        let ops = ids.iter().map(|&id| (api.ops[id].path.clone(), view(id))).collect();
        files.extend(split::files(&module, docs, handle, ops));
        modules.push(ModuleView { name: module, features: features.of_ops(group), types: Vec::new() });
    }
    modules.sort();
    let docs = DocText::own("The operations, and what they answer.");
    files.push(("src/ops/mod.rs".to_owned(), FileView::Modules(ModulesView { docs, modules })));
    let webhooks = webhooks::files(cx);
    let hooks = if webhooks.is_empty() { Present::No } else { Present::Yes };
    files.extend(webhooks);
    Parts { client, features, files, types, hooks }
}

/// Plans the crate of `api`.
pub fn plan(api: &Api, facts: &Facts, names: &Names, target: Target<'_>) -> CrateView {
    let cx = Context { api, facts, names, config: target.config, provider: target.provider };
    let Parts { client, features, mut files, types, hooks } = parts(cx);
    let calls = if api.ops.is_empty() { Present::No } else { Present::Yes };
    let needs = needs::of(api);
    let text = |path: &str, text: String| (path.to_owned(), FileView::Text(text));
    // what the generator prints is what regen compares with: no other formatter may touch it
    files.push(text("rustfmt.toml", format!("# {}\ndisable_all_formatting = true\n", package::header(cx))));
    let surface = surface::of(cx, &client, &features, &files);
    let release = release::of(cx, target.released, &surface);
    files.push(text("SURFACE.txt", surface::text(cx, &surface, &files)));
    files.push(text("Cargo.toml", package::manifest(cx, &release.version, needs, &features)));
    files.push(text("README.md", package::readme(cx, &release.version, &client, &features, &files)));
    files.push(text("CHANGELOG.md", release.changelog));
    files.push(("src/client.rs".to_owned(), FileView::Client(client)));
    files.push((
        "src/lib.rs".to_owned(),
        FileView::Lib(LibView {
            docs: package::crate_docs(cx),
            calls,
            types,
            hooks,
            recursion_limit: recursion_limit(facts),
            parts: if features.all().is_empty() { Present::No } else { Present::Yes },
        }),
    ));
    files.push(("src/blocking.rs".to_owned(), FileView::Blocking));
    files.push(("src/prelude.rs".to_owned(), FileView::Prelude(needs)));
    let has_own = api.ops.iter().any(|(_, op)| !op.servers.is_empty());
    let own_servers = if has_own { Present::Yes } else { Present::No };
    let request = RequestView { pages: needs.paging, streams: needs.streams, own_servers };
    files.push(("src/request.rs".to_owned(), FileView::Request(request)));
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    CrateView { files, header: package::header(cx), surface, version: release.version }
}
