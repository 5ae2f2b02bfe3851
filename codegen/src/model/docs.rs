//! What a document says in words.

use openapiv3::Schema;

use super::facets::Facets;
use crate::ir::{Deprecated, Docs};

/// Words and limits of a schema.
pub(super) fn of_schema(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    let mut facts = Facets::of(schema).limits;
    if let Some(default) = &data.default {
        facts.push(format!("default {default}"));
    }
    let facts = if facts.is_empty() { Vec::new() } else { vec![format!("{}.", capital(&facts.join("; ")))] };
    Docs { summary: None, description: data.description.clone(), facts, deprecated: deprecated(data.deprecated) }
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
