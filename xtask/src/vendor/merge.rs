//! Several pages as one document. What two of them say of the same place has to be the same.

use bursar_codegen::source::{Object, Pointer, Value};

use super::page::Found;

/// Puts the documents together, in their order.
///
/// # Errors
/// Each place where two of them differ.
pub(super) fn merge(found: Vec<Found>) -> Result<Value, Vec<String>> {
    let mut documents = found.into_iter();
    let Some(Found { label, mut value }) = documents.next() else {
        return Err(vec!["error: there is no document".to_owned()]);
    };
    let mut labels = vec![label];
    let mut conflicts = Vec::new();
    for Found { label, value: other } in documents {
        let mut found = Vec::new();
        add(&mut value, other, &Pointer::root(), &mut found);
        conflicts.extend(found.into_iter().map(|(at, why)| {
            let earlier = labels.join(", ");
            format!(
                "error: {label}: {at}: {why} (before: {earlier})\n  = help: these are pages of different versions of the document, \
                 or of different documents; fetch them again, or bring in the document itself"
            )
        }));
        labels.push(label);
    }
    if conflicts.is_empty() { Ok(value) } else { Err(conflicts) }
}

fn add(into: &mut Value, from: Value, at: &Pointer, conflicts: &mut Vec<(Pointer, String)>) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => members(into, from, at, conflicts),
        (into, from) if *into == from => {}
        (into, from) => conflicts.push((at.clone(), format!("{} here, {} before", brief(&from), brief(into)))),
    }
}

fn members(into: &mut Object, from: Object, at: &Pointer, conflicts: &mut Vec<(Pointer, String)>) {
    for (key, value) in from {
        match into.get_mut(&key) {
            Some(known) => add(known, value, &at.child(&key), conflicts),
            None => drop(into.insert(key, value)),
        }
    }
}

/// A value in a few words.
fn brief(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) => format!("{} items", items.len()),
        other => {
            let text = other.to_json().to_string();
            let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
            text[..end].escape_debug().to_string().replace("\\\"", "\"")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::page::documents;
    use super::*;

    fn merged(pages: &[&str]) -> Result<String, String> {
        let page = |(at, text): (usize, &&str)| documents(&format!("{}.md", at + 1), text.as_bytes()).unwrap();
        let found: Vec<Found> = pages.iter().enumerate().flat_map(page).collect();
        merge(found).map(|value| value.to_json().to_string()).map_err(|said| said.join("\n"))
    }

    #[test]
    fn pages_make_one_document() {
        let a = "openapi: 3.0.0\npaths: {/a: {get: {x: 1}}}\ncomponents: {schemas: {S: {type: object}}}\n";
        let b = "openapi: 3.0.0\npaths: {/a: {post: {}}, /b: {get: {}}}\ncomponents: {schemas: {S: {type: object}, T: {}}}\n";
        let both = r#"{"openapi":"3.0.0","paths":{"/a":{"get":{"x":1},"post":{}},"/b":{"get":{}}},"components":{"schemas":{"S":{"type":"object"},"T":{}}}}"#;
        assert_eq!(merged(&[a, b]).unwrap(), both);
        assert_eq!(merged(&[a, a]), merged(&[a]));
        let c = "openapi: 3.0.0\ncomponents: {schemas: {S: {type: [string]}, T: 1}}\n";
        let expect = "error: 3.md: #/components/schemas/S/type: 1 items here, \"object\" before (before: 1.md, 2.md)\n  = help: these \
            are pages of different versions of the document, or of different documents; fetch them again, or bring in the document itself\n\
            error: 3.md: #/components/schemas/T: 1 here, an object before (before: 1.md, 2.md)\n  = help: these are pages of different \
            versions of the document, or of different documents; fetch them again, or bring in the document itself";
        assert_eq!(merged(&[a, b, c]).unwrap_err(), expect);
    }
}
