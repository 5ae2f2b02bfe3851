//! Single edits of known kinds at seeded places of documents: each is found where it was made, as what it is; and an edit that
//! means nothing is not.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::diag::Diags;
use bursar_codegen::source::{self, Value};
use bursar_diff::edits::{Edits, Made};
use bursar_diff::{Document, Options, compare};

/// Edits of each document.
const EDITS: usize = 60;
fn document(value: &Value) -> Document {
    let text = value.to_json().to_string().into_bytes();
    Document::load("api.json", "api.json", Files::from([("api.json".to_owned(), text)])).unwrap()
}

#[test]
fn every_edit_is_found_for_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let names = [
        "specs/dodopayments/openapi.yaml",
        "specs/fedapay/openapi.yaml",
        "specs/frontier/swagger.yaml",
        "specs/orum/openapi.yaml",
        "specs/telnyx/openapi.yaml",
        "codegen/tests/golden/kitchen/openapi.yaml",
        "codegen/tests/golden/legacy/swagger.yaml",
        "codegen/tests/fuzz/modern.yaml",
    ];
    let (mut made, mut missed) = (0, Vec::new());
    for name in names {
        let files = Files::from([(name.to_owned(), std::fs::read(root.join(name)).unwrap())]);
        let value = source::load(&files, name, &mut Diags::default()).unwrap();
        let base = document(&value);
        let mut edits = Edits::of(&value);
        for _ in 0..EDITS {
            let (edited, Made { edit, at, expected }) = edits.next_one().unwrap();
            let changes = compare(&base, &document(&edited), Options::default()).changes;
            let is_right = match &expected {
                None => changes.is_empty(),
                Some((kind, name)) => changes.iter().any(|change| {
                    let mut sites = [&change.base, &change.revision].into_iter().flatten();
                    let last = |steps: &[String]| name.is_none() || steps.last() == name.as_ref();
                    change.rule.row().kind == *kind
                        && sites.any(|site| site.pointer.starts_with(at.as_str()))
                        && change.occurrences.iter().any(|occurrence| last(&occurrence.location.property))
                }),
            };
            made += 1;
            if !is_right {
                let found: Vec<_> = changes.iter().map(|change| change.id.as_str()).collect();
                missed.push(format!("{name}: {edit:?} at {at}: {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(missed.len() * 100 <= made, "{} of {made} missed:\n{}", missed.len(), missed.join("\n"));
}

/// Many edits are the same every time, and each is there.
#[test]
fn many_edits_of_one_document() {
    let name = "codegen/tests/golden/kitchen/openapi.yaml";
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).unwrap();
    let files = Files::from([(name.to_owned(), bytes)]);
    let value = source::load(&files, name, &mut Diags::default()).unwrap();
    let (edited, made) = Edits::of(&value).many(50);
    assert_eq!(made.len(), 50);
    assert_eq!(Edits::of(&value).many(50), (edited.clone(), made.clone()));
    let changes = compare(&document(&value), &document(&edited), Options::default()).changes;
    let is_found = |it: &&Made| {
        let mut sites = changes.iter().flat_map(|change| [&change.base, &change.revision]).flatten();
        it.expected.is_none() || sites.any(|site| site.pointer.starts_with(it.at.as_str()))
    };
    let found = made.iter().filter(is_found).count();
    assert!(found >= 45, "later edits may hide earlier ones, but not {} of them", 50 - found);
    assert_eq!(Edits::of(&Value::Null).many(50), (Value::Null, Vec::new()));
}
