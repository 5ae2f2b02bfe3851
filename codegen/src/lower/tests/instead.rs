//! References where the standard has none.

use super::{check, json, said};
use crate::diag::Diags;
use crate::lower::lower;
use crate::source::{Pointer, Trace};
use crate::{Files, doc};

fn document(version: &str, rest: &str) -> String {
    format!(r#"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, {rest}}}"#)
}

/// With files beside the document.
fn check_beside(text: &str, files: &[(&str, &str)], at: &str, becomes: &str, says: &[&str]) {
    let files: Files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let (mut trace, mut diags) = (Trace::default(), Diags::default());
    let lowered = lower(json(text), "openapi.yaml", &files, &mut trace, &mut diags).unwrap();
    assert!(doc::parse(&lowered, "openapi.yaml", &mut diags).is_some());
    assert_eq!(said(&diags, &trace), says, "{text}");
    assert_eq!(lowered.at(&Pointer::parse(at).unwrap()).unwrap().to_json(), json(becomes).to_json(), "{text}");
}

const PLACED: &str = "where the standard has no `$ref`; it is read there";

#[test]
fn whole_maps_and_lists_are_taken() {
    let text = document(
        "3.0.3",
        r##""paths": {"/a": {"get": {"parameters": {"$ref": "#/x-parts/list"}, "responses": {"$ref": "#/x-parts/answers"}}}},
            "x-parts": {"list": [{"name": "q", "in": "query", "schema": {"type": "string"}}], "answers": {"204": {"description": "d"}}},
            "components": {"schemas": {
                "A": {"properties": {"n": {"type": "integer"}}},
                "B": {"properties": {"$ref": "#/components/schemas/A/properties"}}}}"##,
    );
    let says = [
        &format!(
            "note[ref-in-place] #/x-parts/list/$ref: `#/x-parts/list` stands in place of a whole map or list, {PLACED}"
        ),
        &format!(
            "note[ref-in-place] #/x-parts/answers/$ref: `#/x-parts/answers` stands in place of responses object, {PLACED}"
        ),
        &format!(
            "note[ref-in-place] #/components/schemas/A/properties/$ref: `#/components/schemas/A/properties` stands in place of a whole map or list, {PLACED}"
        ),
    ];
    let says: Vec<&str> = says.iter().map(|line| line.as_str()).collect();
    check(
        &text,
        "/paths/~1a/get",
        r#"{"parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}], "responses": {"204": {"description": "d"}}}"#,
        &says,
    );
    check(&text, "/components/schemas/B", r#"{"properties": {"n": {"type": "integer"}}}"#, &says);
}

#[test]
fn paths_of_another_file() {
    check_beside(
        &document(
            "3.0.3",
            r##""paths": {"$ref": "paths.json"}, "components": {"schemas": {"S": {"type": "string"}}}"##,
        ),
        &[
            (
                "paths.json",
                r##"{"/a": {"get": {"responses": {"200": {"description": "d", "content": {"application/json": {
                "schema": {"$ref": "openapi.yaml#/components/schemas/S"}}}}}}}, "/b": {"$ref": "b.json"}}"##,
            ),
            ("b.json", r#"{"get": {"responses": {"204": {"description": "d"}}}}"#),
        ],
        "/paths",
        r##"{"/a": {"get": {"responses": {"200": {"description": "d", "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/S"}}}}}}}, "/b": {"get": {"responses": {"204": {"description": "d"}}}}}"##,
        &[&format!("note[ref-in-place] #/$ref: `paths.json` stands in place of paths object, {PLACED}")],
    );
}

#[test]
fn media_types_of_components_are_taken_in_place() {
    let text = |version: &str| {
        document(
            version,
            r##""paths": {"/a": {"get": {"responses": {"200": {"description": "d", "content": {
                "application/json": {"$ref": "#/components/mediaTypes/J"}}}}}}},
            "components": {"mediaTypes": {"J": {"$ref": "#/components/mediaTypes/K"}, "K": {"schema": {"type": "string"}}}}"##,
        )
    };
    let content = "/paths/~1a/get/responses/200/content";
    check(&text("3.2.0"), content, r#"{"application/json": {"schema": {"type": "string"}}}"#, &[]);
}

#[test]
fn what_cannot_be_taken_is_said() {
    let of_paths = |to: &str, rest: &str| document("3.0.3", &format!(r##""paths": {{"$ref": "{to}"}}{rest}"##));
    let missing = "note[missing-key] #: this document has no `paths`; it is read as empty";
    check(
        &of_paths("#/x-paths", ""),
        "/paths",
        "{}",
        &["degraded[dangling-ref] #/paths/$ref: `#/x-paths` is not in this document", missing],
    );
    check(
        &of_paths("paths.json", ""),
        "/paths",
        "{}",
        &[
            "degraded[external-ref] #/paths/$ref: `paths.json` leads to `paths.json`, which is not there or cannot be read = help: put the file below the folder of the document, as YAML or JSON",
            missing,
        ],
    );
    check(
        &of_paths("../paths.json", ""),
        "/paths",
        "{}",
        &[
            "degraded[external-ref] #/paths/$ref: `../paths.json` leads out of the folder of the document = help: references may lead to files below that folder, and nothing else is ever opened: put the file there",
            missing,
        ],
    );
    let text = document(
        "3.0.3",
        r##""paths": {}, "components": {"schemas": {"A": {"properties": {"b": {"properties": {"$ref": "#/components/schemas/A/properties"}}}}}}"##,
    );
    let at = "#/components/schemas/A/properties";
    check(
        &text,
        "/components/schemas",
        r#"{"A": {"properties": {"b": {"properties": {"b": {}}}}}}"#,
        &[
            &format!("note[ref-in-place] {at}/$ref: `{at}` stands in place of a whole map or list, {PLACED}"),
            &format!(
                "degraded[ref-cycle] {at}/b/properties/$ref: `{at}` leads back to where it stands = help: write down there what is meant"
            ),
        ],
    );
}

#[test]
fn what_grows_without_end_is_left_out() {
    let levels: Vec<String> = (0..20)
        .map(|n| {
            let below = n + 1;
            format!(
                r##""l{n}": {{"a": {{"properties": {{"$ref": "#/x-l/l{below}"}}}}, "b": {{"properties": {{"$ref": "#/x-l/l{below}"}}}}}}"##
            )
        })
        .collect();
    let text = document(
        "3.0.3",
        &format!(
            r##""paths": {{}}, "x-l": {{{}, "l20": {{"a": {{}}}}}}, "components": {{"schemas": {{"A": {{"properties": {{"$ref": "#/x-l/l0"}}}}}}}}"##,
            levels.join(", ")
        ),
    );
    let (_, said) = super::run(json(&text));
    let grown: Vec<&String> = said.iter().filter(|line| line.contains("[ref-growth]")).collect();
    let message = "with `#/x-l/l18`, more than 8192 references or 1048576 values stand where the standard has none";
    assert_eq!(grown.len(), 1);
    assert!(grown[0].ends_with(message), "{}", grown[0]);
}
