//! An example for every operation: it compiles as a documentation test, and calls nothing.

use super::doctext::DocText;
use super::rust::Context;
use super::view::{ArgView, OpView, OutcomeShape, RustTy, Taken};
use crate::ir::OpId;

/// Adds the example to the documentation of the operation.
pub(super) fn add(cx: Context<'_>, _id: OpId, mut op: OpView) -> OpView {
    let package = package_ident(cx.provider);
    let mut lines = vec!["```no_run".to_owned()];
    let extra: Vec<String> = given(&package, &op).iter().map(|arg| format!(", {arg}")).collect();
    lines.push(format!(
        "# async fn example(client: &{package}::Client{}) -> Result<(), Box<dyn std::error::Error>> {{",
        extra.concat()
    ));
    let args: Vec<String> = op.args.iter().map(|arg| sample(arg).unwrap_or_else(|| arg.name.clone())).collect();
    let call = format!("client.{}({})", op.method, args.join(", "));
    match &op.ok.shape {
        _ if op.paged.is_some() => {
            lines.push(format!("let mut items = {call}.items();"));
            lines.push("while let Some(item) = items.next().await {".to_owned());
            lines.push("    println!(\"{:?}\", item?);".to_owned());
            lines.push("}".to_owned());
        }
        OutcomeShape::Single { decode, .. } if decode.is_stream() => {
            lines.push(format!("let mut answer = {call}.await?;"));
            lines.push("while let Some(item) = answer.next().await {".to_owned());
            lines.push("    println!(\"{:?}\", item?);".to_owned());
            lines.push("}".to_owned());
        }
        _ => {
            lines.push(format!("let answer = {call}.await?;"));
            lines.push("println!(\"{} {answer:?}\", answer.status());".to_owned());
        }
    }
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    op.docs = op.docs.then(DocText::own(lines.join("\n")));
    op
}

/// Parameters of a function around the example: the arguments that no value can be written down for.
pub(super) fn given(package: &str, op: &OpView) -> Vec<String> {
    let needs = op.args.iter().filter(|arg| sample(arg).is_none());
    needs.map(|arg| format!("{}: {}", arg.name, outside(package, &arg.ty))).collect()
}

/// A value for an argument, where one can be written down.
fn sample(arg: &ArgView) -> Option<String> {
    let RustTy::Name(name) = &arg.ty else { return None };
    match name.as_str() {
        "String" => Some(format!("\"{}\"", arg.name.trim_start_matches("r#"))),
        "bool" => Some("true".to_owned()),
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Some("1".to_owned()),
        "f32" | "f64" => Some("1.0".to_owned()),
        "Decimal" if arg.taken == Taken::Into => Some("1".to_owned()),
        _ => None,
    }
}

/// A type as it is written outside the crate.
fn outside(package: &str, ty: &RustTy) -> String {
    match ty {
        RustTy::Name(name) => match name.as_str() {
            RustTy::BODY | RustTy::FILE => format!("{package}::runtime::{}", name.trim_start_matches("v1::")),
            "bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64" | "String" => {
                name.clone()
            }
            "Bytes" | "Decimal" | "JsonValue" | "NaiveDate" | "Utc" | "Uuid" => format!("{package}::runtime::{name}"),
            _ => format!("{package}::{name}"),
        },
        RustTy::Of(outer, inner) => {
            let inner: Vec<String> = inner.iter().map(|ty| outside(package, ty)).collect();
            let outer = match *outer {
                "BTreeMap" => "std::collections::BTreeMap".to_owned(),
                "DateTime" | "Maybe" => format!("{package}::runtime::{outer}"),
                plain => plain.to_owned(),
            };
            format!("{outer}<{}>", inner.join(", "))
        }
        RustTy::Tuple(inner) => inner.iter().fold("(".to_owned(), |text, ty| text + &outside(package, ty) + ", ") + ")",
    }
}

/// The crate's name in code.
pub(super) fn package_ident(provider: &str) -> String {
    format!("bursar_{}", provider.replace('-', "_"))
}
