//! SURFACE.txt: one sorted line per public item, which is what a reviewer reads first.

use super::doctext::DocText;
use super::features::{Feature, Features};
use super::rust::Context;
use super::view::{
    ArgView, ClientView, Constant, FileView, ModuleView, OpView, OutcomeShape, OutcomeView, PagingWay, RustTy,
    SchemeKind, StructView, TypeView, UnionView,
};

/// The text of the file.
pub(super) fn text(cx: Context<'_>, client: &ClientView, features: &Features, files: &[(String, FileView)]) -> String {
    let mut lines: Vec<String> = client_lines(client);
    lines.extend(features.all().into_iter().map(feature_line));
    for (path, file) in files {
        match file {
            // what a file of types stands behind changes what a part of the crate has
            FileView::Modules(view) if path == "src/types/mod.rs" => {
                view.modules.iter().for_each(|module| gate_line(module, &mut lines))
            }
            FileView::Types(view) => view.types.iter().for_each(|ty| type_lines(ty, &mut lines)),
            FileView::Ops(ops) => ops.ops.iter().for_each(|op| op_lines(op, client, &mut lines)),
            other => super::webhooks::surface(other, &mut lines),
        }
    }
    for name in [RustTy::BODY, RustTy::FILE] {
        lines.iter_mut().for_each(|line| *line = line.replace(name, &name.replace("v1::", "runtime::")));
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

fn feature_line(feature: &Feature) -> String {
    match feature.needs.as_slice() {
        [] => format!("feature {}", feature.name),
        needs => format!("feature {}: {}", feature.name, needs.join(", ")),
    }
}

fn gate_line(module: &ModuleView, lines: &mut Vec<String>) {
    if !module.features.is_empty() {
        lines.push(format!("file src/types/{}.rs: {}", module.name, module.features.join(", ")));
    }
}

fn client_lines(client: &ClientView) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, environment) in client.environments.iter().enumerate() {
        let mark = if client.default_environment == Some(index) { " (default)" } else { "" };
        lines.push(format!("environment Environment::{} = {:?}{mark}", environment.name, environment.url));
    }
    for scheme in &client.schemes {
        for setter in &scheme.setters {
            lines.push(format!("builder ClientBuilder::{}({})", setter.name, setter.args.join(", ")));
        }
        let said = match &scheme.kind {
            SchemeKind::Bearer { var } => format!("http bearer from {var}"),
            SchemeKind::Basic { username_var, password_var } => {
                format!("http basic from {username_var}, {password_var}")
            }
            SchemeKind::ApiKey { at, name, var } => format!("key in {} {name:?} from {var}", at.to_lowercase()),
            SchemeKind::ClientCredentials { token_url, id_var, secret_var, client_auth, .. } => {
                let way = client_auth.to_lowercase();
                format!("oauth2 client credentials ({way}) at {token_url:?} from {id_var}, {secret_var}")
            }
        };
        lines.push(format!("auth {:?}: {said}", scheme.key));
    }
    lines.extend(
        client
            .groups
            .iter()
            .filter(|_| client.groups.len() > 1)
            .map(|it| format!("group Client::{}() -> {}", it.module, it.handle)),
    );
    lines
}

fn type_lines(ty: &TypeView, lines: &mut Vec<String>) {
    match ty {
        TypeView::Struct(it) => struct_lines(it, lines),
        TypeView::Union(it) => union_lines(it, lines),
        TypeView::Alias { name, ty, .. } => lines.push(format!("type {name} = {ty}")),
        TypeView::Enum(it) => {
            lines.push(format!("type {} (open enum)", it.name));
            for (variant, _, literal) in &it.variants {
                let value = match literal {
                    Constant::Str(text) => format!("{text:?}"),
                    Constant::Int(value) => value.to_string(),
                };
                lines.push(format!("type {}::{variant} = {value}", it.name));
            }
        }
    }
}

fn struct_lines(it: &StructView, lines: &mut Vec<String>) {
    lines.push(format!("type {} (struct)", it.name));
    for field in &it.fields {
        let wire = if field.name.trim_start_matches("r#") == field.wire {
            String::new()
        } else {
            format!(" = {:?}", field.wire)
        };
        lines.push(format!("type {}.{}: {}{wire}", it.name, field.name, field.ty));
    }
    if let Some(extra) = &it.extra {
        lines.push(format!("type {}.{}: {} (other members)", it.name, extra.name, extra.ty));
    }
    if let Some(construct) = &it.construct {
        let args: Vec<String> = construct.new.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        lines.push(format!("type {}::new({})", it.name, args.join(", ")));
    }
}

fn union_lines(it: &UnionView, lines: &mut Vec<String>) {
    lines.push(format!("type {} (union)", it.name));
    lines.extend(it.arms.iter().map(|arm| format!("type {}::{}({})", it.name, arm.name, arm.ty)));
    lines.extend(
        it.accessors.iter().map(|short| format!("type {}::{}() -> Option<&{}>", it.name, short.name, short.ty)),
    );
}

fn op_lines(op: &OpView, client: &ClientView, lines: &mut Vec<String>) {
    let list =
        |args: &[ArgView]| args.iter().map(|arg| format!("{}: {}", arg.name, arg.ty)).collect::<Vec<_>>().join(", ");
    let method = &op.spec.verb;
    let route = format!("{method} {}", op.spec.path);
    lines.push(format!("op {}({}) -> {} / {} = {route}", op.method, list(&op.args), op.ok.name, op.err.name));
    lines.extend(op.paged.iter().map(|paged| {
        let by = match paged.paging.way {
            PagingWay::Page { .. } => "page number",
            PagingWay::Offset { .. } => "offset",
            PagingWay::Cursor { .. } => "cursor",
            PagingWay::Link => "Link header",
            PagingWay::NextUrl => "next URL",
        };
        format!("op {} (pages by {by}) of {}", op.method, paged.item)
    }));
    lines.extend(op.setters.iter().map(|arg| format!("op {}.{}({})", op.method, arg.name, arg.ty)));
    lines.extend(op.spec.auth.iter().map(|way| {
        let needs: Vec<String> = way
            .iter()
            .map(|(scheme, scopes)| {
                format!(
                    "{}{}",
                    client.schemes[*scheme].key,
                    if scopes.is_empty() { String::new() } else { format!(" {scopes:?}") }
                )
            })
            .collect();
        format!("op {} (auth: {})", op.method, if needs.is_empty() { "none".to_owned() } else { needs.join(" and ") })
    }));
    if let Some(choice) = &op.choice {
        lines.push(format!("type {} (body)", choice.name));
        let media = op.spec.body.iter().flat_map(|body| &body.media);
        let arms = choice.arms.iter().zip(media);
        lines.extend(arms.map(|(arm, media)| format!("type {}::{}({}) = {media:?}", choice.name, arm.name, arm.ty)));
    }
    lines.extend(op.stream.iter().map(|stream| format!("op {}.stream() -> {}", op.method, stream.ty)));
    outcome_lines(&op.ok, op, lines);
    outcome_lines(&op.err, op, lines);
    op.types.iter().for_each(|ty| type_lines(ty, lines));
}

fn outcome_lines(outcome: &OutcomeView, op: &OpView, lines: &mut Vec<String>) {
    match &outcome.shape {
        OutcomeShape::Single { ty, named: super::view::Named::Alias, .. } => {
            lines.push(format!("type {} = {ty}", outcome.name))
        }
        OutcomeShape::Single { .. } => {}
        OutcomeShape::Arms(arms) => {
            lines.push(format!("type {} (outcome)", outcome.name));
            for arm in arms {
                let body = arm.ty.as_ref().map(|ty| format!("({ty})")).unwrap_or_default();
                lines
                    .push(format!("type {}::{}{body} = {}", outcome.name, arm.name, op.spec.replies[arm.reply].status));
            }
        }
    }
}
