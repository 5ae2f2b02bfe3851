//! Facts about operations, providers and servers, as constants and rows of the runtime's tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::literal;
use crate::plan::view::{Decode, EnvironmentView, FieldFact, Needed, ParamFact, ReplyFact, SpecView};

/// Longest row before it is continued on the next line.
pub(super) const WIDTH: usize = 100;

/// The rows that state the facts of an operation.
pub(super) fn rows(spec: &SpecView) -> Vec<String> {
    let mut rows = vec![format!("{} {}, {};", spec.method, literal(&spec.path), literal(&spec.id))];
    rows.extend(spec.params.iter().map(|fact| format!("param {};", param(fact))));
    if let Some(body) = &spec.body {
        let needed = if body.needed == Needed::Required { "body required " } else { "body optional " };
        rows.extend(wrapped(needed, &body.media.iter().map(|media| literal(media)).collect::<Vec<_>>()));
        rows.extend(body.fields.iter().map(|(form, fact)| format!("field {form} {};", field(fact))));
    }
    rows.extend(spec.idempotency.iter().map(|header| format!("key {};", literal(header))));
    rows.extend(spec.auth.iter().map(|way| {
        let needs: Vec<String> = way.iter().map(|(scheme, scopes)| format!("{scheme}{}", list(scopes))).collect();
        if needs.is_empty() { "auth;".to_owned() } else { format!("auth {};", needs.join(" & ")) }
    }));
    rows.extend(spec.servers.iter().map(|view| format!("server {};", server_row(view))));
    if !spec.replies.is_empty() {
        rows.extend(wrapped("replies ", &spec.replies.iter().map(reply).collect::<Vec<_>>()));
    }
    rows
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", "))
}

/// A row of many parts, continued where it gets too long.
pub(super) fn wrapped(head: &str, parts: &[String]) -> Vec<String> {
    let mut rows = vec![head.to_owned()];
    for (index, part) in parts.iter().enumerate() {
        let end = if index + 1 == parts.len() { ";" } else { ", " };
        match rows.last_mut() {
            Some(row) if row.len() + part.len() < WIDTH => row.push_str(&format!("{part}{end}")),
            _ => rows.push(format!("    {part}{end}")),
        }
    }
    rows.into_iter().map(|row| row.trim_end().to_owned()).collect()
}

fn param(fact: &ParamFact) -> String {
    let mut param = format!("v1::Param::{}({})", fact.place, literal(&fact.wire));
    param.extend(fact.style.map(|style| format!(".style(v1::Style::{style})")));
    param.extend(fact.explode.map(|explode| format!(".explode(v1::Explode::{explode})")));
    param.extend(fact.flags.iter().map(|flag| format!(".{flag}()")));
    param.extend(fact.fixed.iter().map(|value| format!(".fixed({})", literal(value))));
    param
}

fn field(fact: &FieldFact) -> String {
    let mut field = format!("v1::Field::new({})", literal(&fact.wire));
    field.extend(fact.style.map(|(style, explode)| format!(".style(v1::Style::{style}, v1::Explode::{explode})")));
    field.extend(fact.flags.iter().map(|flag| format!(".{flag}()")));
    field.extend(fact.media.iter().map(|media| format!(".media({})", literal(media))));
    if !fact.headers.is_empty() {
        let headers = fact.headers.iter().map(|(name, value)| format!("({}, {})", literal(name), literal(value)));
        field.push_str(&format!(".headers(&[{}])", headers.collect::<Vec<_>>().join(", ")));
    }
    field
}

fn reply(fact: &ReplyFact) -> String {
    let kind = match fact.decode {
        Decode::None => "none",
        Decode::Json => "json",
        Decode::Text => "text",
        Decode::Bytes => "bytes",
        Decode::TextEvents | Decode::Events => "events",
        Decode::Lines => "lines",
        Decode::Sequence => "sequence",
    };
    let media = fact.media.as_ref().map(|media| format!(" as {}", literal(media))).unwrap_or_default();
    let end = fact.end.as_ref().map(|end| format!(" until {}", literal(end))).unwrap_or_default();
    format!("{kind} {}{media}{end}", literal(&fact.status))
}

/// A server as it is written in a row.
fn server_row(view: &EnvironmentView) -> String {
    let variables = view.variables.iter().map(|(name, default, values)| {
        let (name, default) = (literal(name), literal(default));
        format!("v1::Variable {{ name: {name}, default: {default}, values: &{} }}", list(values))
    });
    let variables = variables.collect::<Vec<_>>().join(", ");
    let (name, url) = (literal(&view.name), literal(&view.url));
    format!("v1::Server {{ name: {name}, url: {url}, variables: &[{variables}] }}")
}

/// A server as an expression.
pub(super) fn server(view: &EnvironmentView) -> TokenStream {
    let (name, url) = (&view.name, &view.url);
    let variables = view.variables.iter().map(
        |(name, default, values)| quote!(v1::Variable { name: #name, default: #default, values: &[#(#values),*] }),
    );
    quote!(v1::Server { name: #name, url: #url, variables: &[#(#variables),*] })
}
