//! What a document says in words.

use openapiv3::{ExternalDocumentation, Schema};

use super::facets::Facets;
use crate::ir::{Deprecated, Docs};

/// Words and limits of a schema.
pub(super) fn of_schema(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    let mut facts = limits(schema);
    facts.extend(elsewhere(data.external_docs.as_ref()));
    Docs { summary: None, description: data.description.clone(), facts, deprecated: deprecated(data.deprecated) }
}

/// The limits of a schema and its default, as one sentence.
pub(super) fn limits(schema: &Schema) -> Vec<String> {
    let mut facts = Facets::of(schema).limits;
    facts.extend(schema.schema_data.default.as_ref().map(|default| format!("default {default}")));
    if facts.is_empty() { Vec::new() } else { vec![format!("{}.", capital(&facts.join("; ")))] }
}

/// Where more is said (OAS 3.0.4 §4.7.11).
pub(super) fn elsewhere(docs: Option<&ExternalDocumentation>) -> Option<String> {
    let docs = docs?;
    let words = docs.description.as_deref().map(str::trim).filter(|words| !words.is_empty());
    Some(match words {
        Some(words) => format!("{}: {} .", words.trim_end_matches(['.', ':']), docs.url),
        None => format!("See {} .", docs.url),
    })
}

/// Words of anything with a description.
pub(super) fn described(description: Option<&String>) -> Docs {
    Docs { description: description.cloned(), ..Docs::default() }
}

pub(super) fn deprecated(is: bool) -> Deprecated {
    if is { Deprecated::Yes } else { Deprecated::No }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
