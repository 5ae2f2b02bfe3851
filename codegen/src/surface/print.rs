//! The lines of SURFACE.txt, which are what a reviewer reads first: one for each item, and more for an operation.

use super::{Arg, Converts, Deprecated, Form, Item, Kept, Operation, Set, Shape, Surface, Travels, Usual};

impl Surface {
    /// Its lines, not yet sorted.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.items.iter().flat_map(lines).collect()
    }
}

fn lines(item: &Item) -> Vec<String> {
    let (of, name) = (&item.path.of, &item.path.name);
    let line = match &item.shape {
        Shape::Crate | Shape::Type(Form::Environments) => return Vec::new(),
        Shape::Operation(op) => return operation(name, op),
        Shape::Feature(needs) if needs.is_empty() => format!("feature {name}"),
        Shape::Feature(needs) => format!("feature {name}: {}", needs.join(", ")),
        Shape::Environment(_, usual) => {
            let mark = if *usual == Usual::Yes { " (default)" } else { "" };
            format!("environment Environment::{name} = {:?}{mark}", item.says("url"))
        }
        Shape::Builder(args) if of == "Request" => format!("op (any).{name}({})", args.join(", ")),
        Shape::Builder(args) => format!("builder {of}::{name}({})", args.join(", ")),
        Shape::Auth(_) => format!("auth {name:?}: {}", item.says("is")),
        Shape::Group(handle) => format!("group Client::{name}() -> {handle}"),
        Shape::Setter(arg) => format!("op {}.{name}({})", op_of(item), arg.ty),
        Shape::Stream(ty) => format!("op {}.stream() -> {ty}", op_of(item)),
        Shape::Pages(ty) => format!("op {} (pages by {}) of {ty}", op_of(item), item.says("by")),
        Shape::Type(Form::Events(_)) => format!("webhooks {name} ({})", item.says("by")),
        Shape::Type(form) => format!("type {name} ({}{})", form_words(form), place(item)),
        Shape::Alias(ty) => format!("type {name} = {ty}"),
        Shape::Field(ty, set) => format!("type {of}.{name}: {ty}{}", field(item, *set)),
        Shape::New(args) => format!("type {of}::new({})", list(args)),
        Shape::Variant(ty, converts) => {
            let body = ty.as_ref().map(|ty| format!("({ty})")).unwrap_or_default();
            let is = item.facts.get("is").map(|is| format!(" = {is}")).unwrap_or_default();
            let mark = if *converts == Converts::No && item.facts.contains_key("form") { " (no From)" } else { "" };
            let kind = if item.path.module == "webhooks" { "webhooks" } else { "type" };
            format!("{kind} {of}::{name}{body}{is}{mark}")
        }
        Shape::Accessor(ty) => format!("type {of}::{name}() -> Option<&{ty}>"),
        Shape::Signed(_) => format!("webhooks signed: {}", item.says("is")),
    };
    vec![line]
}

fn op_of(item: &Item) -> &str {
    item.within.as_deref().unwrap_or_default()
}

fn list(args: &[Arg]) -> String {
    args.iter().map(|arg| format!("{}: {}", arg.name, arg.ty)).collect::<Vec<_>>().join(", ")
}

/// What is usual is not said: read types stand in files of types.
fn form_words(form: &Form) -> &'static str {
    match form {
        Form::Struct(Travels::Read) => "struct",
        Form::Struct(Travels::Sent) => "struct, sent",
        Form::Struct(Travels::Both) => "struct, read and sent",
        Form::Parts => "struct, sent with files",
        Form::Texts => "open enum",
        Form::Numbers => "open enum of integers",
        Form::Union(Travels::Read) => "union",
        Form::Union(Travels::Sent) => "union, sent",
        Form::Union(Travels::Both) => "union, read and sent",
        Form::Body => "body",
        Form::Outcome(Kept::Yes) => "outcome",
        Form::Outcome(Kept::No) => "outcome, read once",
        Form::Marker => "operation",
        Form::Events(_) => "events",
        Form::Environments => "environments",
    }
}

fn place(item: &Item) -> &'static str {
    let is_part =
        matches!(item.shape, Shape::Type(Form::Struct(_) | Form::Parts | Form::Texts | Form::Numbers | Form::Union(_)));
    if is_part && item.path.module == "ops" { "; in ops" } else { "" }
}

fn field(item: &Item, set: Set) -> String {
    let mut text = match item.facts.get("wire") {
        None => " (other members)".to_owned(),
        Some(wire) if item.path.name.trim_start_matches("r#") == wire => String::new(),
        Some(wire) => format!(" = {wire:?}"),
    };
    if set == Set::Setter {
        text.push_str(" (set)");
    }
    text
}

fn operation(name: &str, op: &Operation) -> Vec<String> {
    let mut lines = vec![format!("op {name}({}) -> {} / {} = {} {}", list(&op.args), op.ok, op.err, op.verb, op.path)];
    lines.extend(ways(op).into_iter().map(|way| format!("op {name} (auth: {way})")));
    lines.extend(op.group.iter().map(|group| format!("op {name} (group: {group})")));
    if op.deprecated == Deprecated::Yes {
        lines.push(format!("op {name} (deprecated)"));
    }
    lines
}

/// The alternatives of credentials, in words.
pub(super) fn ways(op: &Operation) -> Vec<String> {
    let need = |(scheme, scopes): &(String, Vec<String>)| match scopes.is_empty() {
        true => scheme.clone(),
        false => format!("{scheme} {scopes:?}"),
    };
    let way = |way: &Vec<(String, Vec<String>)>| match way.is_empty() {
        true => "none".to_owned(),
        false => way.iter().map(need).collect::<Vec<_>>().join(" and "),
    };
    op.auth.iter().map(way).collect()
}
