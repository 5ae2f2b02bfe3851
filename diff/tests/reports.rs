//! What each format makes of the same changes, byte for byte: `reports/`, written anew with `UPDATE_GOLDENS=1`.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use bursar_codegen::Files;
use bursar_diff::report::text::Style;
use bursar_diff::report::{github, html, json, junit, markdown, sarif, text};
use bursar_diff::{Bump, Compared, Document, Options, Report, RustItem, compare};

const BASE: &str = r##"openapi: 3.0.3
info: {title: Pets, version: 1.2.0}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    delete:
      responses: {'204': {description: d}}
  /pets:
    get:
      parameters:
      - {name: sort, in: query, schema: {type: string, enum: [up, '<b>|[x](y) `@me`']}}
      responses:
        '200':
          description: d
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties: {id: {type: string}, name: {type: string}}
    Old: {$ref: '#/components/schemas/Gone'}
"##;

fn document(label: &str, text: &str) -> Document {
    Document::load(label, "api.yaml", Files::from([("api.yaml".to_owned(), text.as_bytes().to_vec())])).unwrap()
}

fn report() -> Report {
    let revised = BASE
        .replace("required: [id, name]", "required: [id]")
        .replace("1.2.0", "1.3.0")
        .replace("\n    delete:\n      responses: {'204': {description: d}}", "")
        .replace("[up, '<b>|[x](y) `@me`']", "[up, down]")
        .replace("name: {type: string}}", "name: {type: string}, age: {$ref: '#/components/schemas/Age'}}");
    let (base, revision) = (document("specs/pets/api.yaml", BASE), document("specs/pets/api.yaml", &revised));
    let mut compared = compare(&base, &revision, Options::default());
    for change in &mut compared.changes {
        match change.id.as_str() {
            "response-property-became-optional" => change.rust.push(RustItem {
                item: "types::Pet::name".to_owned(),
                others: Vec::new(),
                kind: "field".to_owned(),
                change: "type".to_owned(),
                from: Some("String".to_owned()),
                to: Some("Option<String>".to_owned()),
                bump: "major".to_owned(),
            }),
            "request-parameter-enum-value-added" => change.ignored_by = Some("nobody <sorts>".to_owned()),
            _ => {}
        }
    }
    let bump = Bump {
        rust_bump: Some("major".to_owned()),
        current_version: Some("1.4.0".to_owned()),
        required_version: Some("2.0.0".to_owned()),
    };
    Report::new(&base, &revision, compared, bump).with_rest(rest())
}

/// Items that no change on the wire leads to: one that breaks programs, one that does not, and one of many.
fn rest() -> Vec<RustItem> {
    let item = |name: &str, kind: &str, change: &str, from: Option<&str>, to: &str, bump: &str| RustItem {
        item: name.to_owned(),
        others: Vec::new(),
        kind: kind.to_owned(),
        change: change.to_owned(),
        from: from.map(str::to_owned),
        to: Some(to.to_owned()),
        bump: bump.to_owned(),
    };
    let many = (1..=5).map(|n| item(&format!("Client::op_{n}"), "operation", "auth", Some("key"), "token", "major"));
    let mut items = vec![
        item("types::Home", "type", "renamed", Some("types::Home"), "types::House<a,b>", "major"),
        item("types::Pet::extra", "field", "added", None, "BTreeMap<String, JsonValue>", "minor"),
    ];
    items.extend(many);
    RustItem::folded(items)
}

fn quiet() -> Report {
    let base = document("a.yaml", BASE);
    let compared = Compared { changes: Vec::new(), dangling: Default::default() };
    Report::new(&base, &document("b.yaml", BASE), compared, Bump::default())
}

fn check(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), found, "{name}");
}

#[test]
fn every_format_says_the_same() {
    let reports = [report(), quiet()];
    check("report.txt", &text::print(&reports, Style::Plain));
    check("report.md", &markdown::print(&reports));
    check("report.json", &format!("{:#}\n", json::print(&reports[..1])));
    check("reports.json", &format!("{:#}\n", json::print(&reports[1..])));
    check("report.github", &github::print(&reports));
    check("report.xml", &junit::print(&reports));
    check("report.sarif", &format!("{:#}\n", sarif::print(&reports)));
    check("report.html", &html::print(&reports));
}

#[test]
fn colours_are_only_around_text() {
    let plain = text::print(&[report()], Style::Plain);
    let mut stripped = String::new();
    let coloured = text::print(&[report()], Style::Colour);
    let mut parts = coloured.split('\u{1b}');
    stripped.push_str(parts.next().unwrap());
    for part in parts {
        stripped.push_str(part.split_once('m').unwrap().1);
    }
    assert_eq!(stripped, plain);
}

#[test]
fn a_fingerprint_depends_on_meaning_alone() {
    let moved = BASE.replace("info:", "x-more: {}\ninfo:").replace("description: d", "description: other");
    let revised = |text: &str| text.replace("required: [id, name]", "required: [id]");
    let prints = |text: &str| {
        let (base, revision) = (document("a.yaml", text), document("b.yaml", &revised(text)));
        let changes = compare(&base, &revision, Options::default()).changes;
        changes.into_iter().map(|change| change.fingerprint).collect::<Vec<_>>()
    };
    assert_eq!(prints(BASE), prints(&moved));
    assert_eq!(prints(BASE).len(), 1);
    assert_ne!(prints(BASE), prints(&BASE.replace("/pets/{id}", "/animals/{id}")));
    assert_eq!(prints(BASE), prints(&BASE.replace("/pets/{id}", "/pets/{petId}")));
}

#[test]
fn a_shared_schema_is_one_change() {
    let operation = |number: usize| {
        format!(
            "  /op{number}: {{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/Pet'}}}}}}}}}}}}}}\n"
        )
    };
    let paths: String = (0..200).map(operation).collect();
    let text = |kind: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n    Pet: {{type: \
             object, properties: {{age: {{type: {kind}}}}}}}\n"
        )
    };
    let (base, revision) = (document("a.yaml", &text("string")), document("b.yaml", &text("integer")));
    let changes = compare(&base, &revision, Options::default()).changes;
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].occurrences.len(), 200);
    assert_eq!(changes[0].base.as_ref().unwrap().pointer, "/components/schemas/Pet/properties/age/type");
    assert_eq!(changes[0].base.as_ref().unwrap().line, Some(206));
}

/// What is said beside a reference does not make another schema of it.
#[test]
fn a_described_reference_is_the_same_schema() {
    let text = |more: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /x:\n    get:\n      responses:\n        '200':\n          \
             description: d\n          content:\n            application/json:\n              schema:\n                type: \
             object\n                properties:\n                  a: {{$ref: '#/components/schemas/Pet', description: one}}\n                  \
             b: {{$ref: '#/components/schemas/Pet', readOnly: true}}\n                  c: {{$ref: '#/components/schemas/Pet'}}\n\
             components:\n  schemas:\n    Pet: {{type: object, properties: {{age: {{type: integer}}{more}}}}}\n"
        )
    };
    let (base, revision) = (document("a.yaml", &text("")), document("b.yaml", &text(", name: {type: string}")));
    let changes = compare(&base, &revision, Options::default()).changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    let properties: Vec<_> =
        changes[0].occurrences.iter().map(|occurrence| occurrence.location.property.join(".")).collect();
    assert_eq!(properties, ["a.name", "b.name", "c.name"]);
}

/// Everybody refers to everybody else: the ways through such a knot cannot be counted, and need not be.
#[test]
fn a_knot_of_schemas_ends() {
    const COUNT: usize = 134;
    let schema = |number: usize, kind: &str| {
        let others: String = (1..=8)
            .map(|step| {
                let other = (number * 7 + step * step) % COUNT;
                format!("p{step}: {{$ref: '#/components/schemas/S{other}'}}, ")
            })
            .collect();
        format!("    S{number}: {{type: object, properties: {{{others}own: {{type: {kind}}}}}}}\n")
    };
    let text = |kind: &str| {
        let schemas: String = (0..COUNT).map(|number| schema(number, kind)).collect();
        format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /x: {{get: {{responses: {{'200': {{description: \
             d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}}}}}}}}}\ncomponents:\n  \
             schemas:\n{schemas}"
        )
    };
    let (base, revision) = (document("a.yaml", &text("string")), document("b.yaml", &text("integer")));
    let changes = compare(&base, &revision, Options::default()).changes;
    assert_eq!(changes.len(), COUNT);
    assert!(changes.iter().all(|change| (1..=4).contains(&change.occurrences.len())));
}
