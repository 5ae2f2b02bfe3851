//! The vendored documents say what the providers' documents say: each fact is in a table, and nothing else is there.
//!
//! `vendored/<provider>.txt` has one line per leaf of the document: its JSON Pointer and its value as JSON, or `*` where
//! the value is prose, which is written anew and only has to be short. A lost, an added and a changed fact all fail.
//! A provider's new document is vendored together with its table.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::diag::Diags;
use bursar_codegen::source::{self, Pointer, Value};

const PROVIDERS: [&str; 5] = ["dodopayments", "fedapay", "frontier", "orum", "telnyx"];

/// How long a description may be, in characters.
const PROSE_LIMIT: usize = 200;

#[derive(Debug, PartialEq)]
struct Counts {
    paths: usize,
    schemas: usize,
    properties: usize,
    scopes: usize,
    facts: usize,
    prose: usize,
}

#[test]
fn fedapay() {
    let table = include_str!("vendored/fedapay.txt");
    check("fedapay", table, &Counts { paths: 1, schemas: 0, properties: 6, scopes: 0, facts: 24, prose: 12 });
}

#[test]
fn telnyx() {
    let table = include_str!("vendored/telnyx.txt");
    check("telnyx", table, &Counts { paths: 1, schemas: 3, properties: 15, scopes: 0, facts: 55, prose: 15 });
}

#[test]
fn dodopayments() {
    let table = include_str!("vendored/dodopayments.txt");
    check("dodopayments", table, &Counts { paths: 1, schemas: 1, properties: 8, scopes: 0, facts: 61, prose: 10 });
}

#[test]
fn frontier() {
    let table = include_str!("vendored/frontier.txt");
    check("frontier", table, &Counts { paths: 1, schemas: 4, properties: 8, scopes: 0, facts: 49, prose: 14 });
}

#[test]
fn orum() {
    let table = include_str!("vendored/orum.txt");
    check("orum", table, &Counts { paths: 1, schemas: 6, properties: 9, scopes: 29, facts: 54, prose: 41 });
}

#[test]
fn each_overlay_action_has_a_target_a_reason_and_one_effect() {
    for provider in PROVIDERS {
        let files = folder(provider);
        let document = load(&files, spec_of(&files)).to_json();
        let overlay = load(&files, "overlay.yaml");
        assert_eq!(overlay.get("overlay").and_then(Value::as_str), Some("1.0.0"), "{provider}");
        let actions = overlay.get("actions").and_then(Value::as_array).unwrap();
        assert!(!actions.is_empty(), "{provider}: an overlay without actions has no reason to be there");
        for (index, action) in actions.iter().enumerate() {
            let place = format!("{provider}: action {index}");
            let text = |key| action.get(key).and_then(Value::as_str).unwrap_or_default();
            let target = serde_json_path::JsonPath::parse(text("target")).unwrap();
            assert_eq!(target.query(&document).len(), 1, "{place} is about one node of the document");
            assert!(text("x-why").len() > 20, "{place} does not say why");
            assert!(action.get("remove").is_some() != action.get("update").is_some(), "{place}");
        }
    }
}

#[test]
fn each_success_has_an_example() {
    for provider in PROVIDERS {
        let files = folder(provider);
        let overlay = load(&files, "overlay.yaml");
        let examples = overlay.get("actions").and_then(Value::as_array).unwrap().iter().filter(|action| {
            let update = action.get("update").and_then(Value::as_object);
            update.is_some_and(|members| members.contains_key("example") || members.contains_key("examples"))
        });
        assert_eq!(examples.count(), 1, "{provider}");
    }
}

#[test]
fn fedapay_overlay_restates_every_documented_property() {
    // an overlay cannot move a schema, so the named one repeats the document's; this keeps the two together
    let files = folder("fedapay");
    let list = "/paths/~1balances~1{id}/get/responses/200/content/application~1json/schema/items/properties";
    let documented = load(&files, "openapi.yaml").at(&Pointer::parse(list).unwrap()).cloned().unwrap();
    let named = "/actions/0/update/schemas/Balance/properties";
    let restated = load(&files, "overlay.yaml").at(&Pointer::parse(named).unwrap()).cloned().unwrap();
    for (name, property) in documented.as_object().unwrap() {
        assert_eq!(restated.get(name), Some(property), "{name}");
    }
    assert_eq!(size(&restated), size(&documented) + 2, "klass and currency_id are added");
}

#[test]
fn settings_agree_with_the_document() {
    for provider in PROVIDERS {
        let files = folder(provider);
        let settings: toml::Table = std::str::from_utf8(&files["provider.toml"]).unwrap().parse().unwrap();
        let document = load(&files, settings["spec"].as_str().unwrap());

        let environments = settings["environments"].as_table().unwrap();
        let default = settings["default-environment"].as_str().unwrap();
        assert!(environments.contains_key(default), "{provider}: {default}");
        let named: BTreeSet<_> = environments.values().map(|it| it["server"].as_str().unwrap().to_owned()).collect();
        assert_eq!(named, servers(&document), "{provider}");

        let auth: BTreeSet<_> = settings["auth"].as_table().unwrap().keys().cloned().collect();
        assert_eq!(auth, schemes(&document), "{provider}");

        for pin in settings.get("names").and_then(toml::Value::as_table).into_iter().flat_map(|names| names.keys()) {
            assert!(document.at(&Pointer::parse(pin).unwrap()).is_some(), "{provider}: {pin}");
        }
        assert!(settings["source"]["document"].as_str().unwrap().starts_with("https://"), "{provider}");
        assert!(is_date(settings["source"]["retrieved"].as_str().unwrap()), "{provider}");
    }
}

/// Compares a document with its table, in both directions.
fn check(provider: &str, table: &str, expect: &Counts) {
    let files = folder(provider);
    let spec = spec_of(&files);
    let document = load(&files, spec);

    let mut found = BTreeMap::new();
    flatten(&document, &Pointer::root(), &mut found);
    let wanted: BTreeMap<_, _> = table.lines().map(|line| line.split_once(' ').unwrap()).collect();
    let mut wrong = Vec::new();
    for (pointer, value) in &wanted {
        match found.get(*pointer) {
            None => wrong.push(format!("lost {pointer} {value}")),
            Some(other) if other != value => wrong.push(format!("changed {pointer} from {value} to {other}")),
            Some(_) => {}
        }
    }
    let added = found.iter().filter(|(pointer, _)| !wanted.contains_key(pointer.as_str()));
    wrong.extend(added.map(|(pointer, value)| format!("added {pointer} {value}")));
    assert!(wrong.is_empty(), "specs/{provider}/{spec}:\n{}", wrong.join("\n"));

    let prose = wanted.values().filter(|value| **value == "*").count();
    let counts = Counts {
        paths: document.get("paths").map_or(0, size),
        schemas: document.at(&Pointer::parse("/components/schemas").unwrap()).map_or(0, size)
            + document.get("definitions").map_or(0, size),
        properties: total(&document, "properties"),
        scopes: total(&document, "scopes"),
        facts: wanted.len() - prose,
        prose,
    };
    assert_eq!(counts, *expect, "specs/{provider}/{spec}");
}

/// Puts each leaf under its pointer: JSON text, or `*` for prose.
fn flatten(value: &Value, at: &Pointer, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, member) in members {
                assert_ne!(key, "x-codeSamples", "{at}: samples in other languages are left out");
                flatten(member, &at.child(key), into);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, &at.index(index), into);
            }
        }
        Value::String(text) if is_prose(at) && !text.is_empty() => {
            assert!(text.chars().count() <= PROSE_LIMIT, "{at}: more than {PROSE_LIMIT} characters");
            assert_eq!(text.trim(), text, "{at}: white space around the text");
            into.insert(at.to_string(), "*".to_owned());
        }
        leaf => {
            into.insert(at.to_string(), leaf.to_json().to_string());
        }
    }
}

/// Whether the text at this place is for people only.
fn is_prose(at: &Pointer) -> bool {
    let parent = at.parent().unwrap_or_default();
    let within = parent.last().unwrap_or_default();
    let key = at.last().unwrap_or_default();
    within == "scopes" || (within != "properties" && (key == "description" || key == "summary"))
}

/// The members of every object that stands under `key`, together.
fn total(value: &Value, key: &str) -> usize {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, member)| total(member, key) + if name == key { size(member) } else { 0 }).sum()
        }
        Value::Array(items) => items.iter().map(|item| total(item, key)).sum(),
        _ => 0,
    }
}

fn size(value: &Value) -> usize {
    value.as_object().map_or(0, |members| members.len())
}

/// The addresses that the document names, as they are after lowering to OpenAPI 3.0.
fn servers(document: &Value) -> BTreeSet<String> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(host) = text(document, "host") {
        let schemes = document.get("schemes").and_then(Value::as_array).unwrap();
        let path = text(document, "basePath").unwrap_or_default();
        return schemes.iter().map(|scheme| format!("{}://{host}{path}", scheme.as_str().unwrap())).collect();
    }
    let list = document.get("servers").and_then(Value::as_array).unwrap();
    list.iter().map(|server| text(server, "url").unwrap()).collect()
}

fn schemes(document: &Value) -> BTreeSet<String> {
    let modern = Pointer::parse("/components/securitySchemes").unwrap();
    let schemes = document.at(&modern).or_else(|| document.get("securityDefinitions")).unwrap();
    schemes.as_object().unwrap().keys().cloned().collect()
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, it)| if matches!(at, 4 | 7) { it == b'-' } else { it.is_ascii_digit() })
}

fn spec_of(files: &Files) -> &'static str {
    if files.contains_key("openapi.yaml") { "openapi.yaml" } else { "swagger.yaml" }
}

fn load(files: &Files, file: &str) -> Value {
    let mut diags = Diags::default();
    let value = source::load(files, file, &mut diags);
    let said: Vec<_> = diags.iter().collect();
    assert!(said.is_empty(), "{file}: {said:?}");
    value.unwrap()
}

fn folder(provider: &str) -> Files {
    let entries = std::fs::read_dir(root().join(provider)).unwrap().map(Result::unwrap);
    entries.map(|it| (it.file_name().into_string().unwrap(), std::fs::read(it.path()).unwrap())).collect()
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}
