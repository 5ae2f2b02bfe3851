//! Tables of documents and what becomes of them.
#![allow(clippy::unwrap_used)]

mod anchors;
mod beside;
mod diagnostics;
mod instead;
mod mutations;
mod rest;
mod schemas;
mod structure;
mod swagger;
mod words;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::Files;
use crate::diag::{Diags, Severity, Spot};
use crate::source::{Number, Object, Pointer, Trace, Value};

struct Literal(Value);

/// A value from JSON text, keys in order.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str::<Literal>(text).unwrap_or_else(|error| panic!("{error} in {text}")).0
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LiteralVisitor).map(Literal)
    }
}

struct LiteralVisitor;

impl<'de> Visitor<'de> for LiteralVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(Number::parse(&number.to_string()).unwrap()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(Number::parse(&number.to_string()).unwrap()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(Literal(item)) = items.next_element()? {
            read.push(item);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut read = Object::new();
        while let Some((key, Literal(member))) = members.next_entry()? {
            read.insert(key, member);
        }
        Ok(Value::Object(read))
    }
}

/// A document, lowered: the result, and what was said with places of the source.
pub(super) fn run(document: Value) -> (Option<Value>, Vec<String>) {
    let (mut trace, mut diags) = (Trace::default(), Diags::default());
    let lowered = super::lower(document, "openapi.yaml", &Files::new(), &mut trace, &mut diags);
    if let Some(lowered) = &lowered {
        crate::doc::parse(lowered, "openapi.yaml", &mut diags);
    }
    (lowered, said(&diags, &trace))
}

/// `error[code] #/place: message = help: way out`, one line each.
pub(super) fn said(diags: &Diags, trace: &Trace) -> Vec<String> {
    let line = |diag: &crate::diag::Diag| {
        let severity = match diag.severity {
            Severity::Note => "note",
            Severity::Degraded => "degraded",
            Severity::Error => "error",
        };
        let Spot::Pointer(at) = &diag.at.at else { panic!("a place without pointer") };
        let at = trace.resolve(at, &diag.at.file).pointer;
        let help = diag.help.as_ref().map(|help| format!(" = help: {help}")).unwrap_or_default();
        format!("{severity}[{}] {at}: {}{help}", diag.code, diag.message)
    };
    diags.iter().map(line).collect()
}

/// The value at a pointer of what a document becomes, and everything that is said about it.
pub(super) fn check(document: &str, at: &str, becomes: &str, says: &[&str]) {
    let (lowered, said) = run(json(document));
    let lowered = lowered.unwrap_or(Value::Null);
    let found = lowered.at(&Pointer::parse(at).unwrap()).map(Value::to_json);
    let expected = if becomes.is_empty() { None } else { Some(json(becomes).to_json()) };
    assert_eq!(found, expected, "{at} of {document}");
    assert_eq!(said, says, "{document}");
}
