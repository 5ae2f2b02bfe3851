//! Single edits of known kinds at seeded places of documents: each is found where it was made, as what it is; and an edit that
//! means nothing is not.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::diag::Diags;
use bursar_codegen::source::{self, Pointer, Value};
use bursar_diff::level::Kind;
use bursar_diff::{Document, Options, compare};

/// Edits of each document.
const EDITS: usize = 60;
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    RemoveProperty,
    AddProperty,
    Require,
    ChangeType,
    AddEnum,
    AddValue,
    RemoveValue,
    Bound,
    Pattern,
    Null,
    Describe,
}

/// Numbers that look random and are always the same (xorshift64*).
struct Seed(u64);

impl Seed {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }
}

fn follow(root: &Value, at: Pointer) -> Option<Pointer> {
    let mut at = at;
    for _ in 0..16 {
        match root.at(&at)?.get("$ref").and_then(Value::as_str) {
            Some(reference) => at = Pointer::parse(reference)?,
            None => return Some(at),
        }
    }
    None
}

/// The schemas that operations lead to, by where they stand.
fn schemas(root: &Value) -> BTreeSet<Pointer> {
    let mut queue = Vec::new();
    let keys = |at: &Pointer| -> Vec<Pointer> {
        match root.at(at) {
            Some(Value::Object(members)) => members.keys().map(|key| at.child(key)).collect(),
            Some(Value::Array(items)) => (0..items.len()).map(|index| at.index(index)).collect(),
            _ => Vec::new(),
        }
    };
    for path in keys(&Pointer::root().child("paths")) {
        for operation in keys(&path).into_iter().filter(|at| METHODS.contains(&at.last().unwrap().as_ref())) {
            let carriers = keys(&operation.child("parameters")).into_iter();
            let carriers = carriers.chain([operation.child("requestBody")]).chain(keys(&operation.child("responses")));
            for carrier in carriers.filter_map(|at| follow(root, at)) {
                queue.push(carrier.child("schema"));
                queue.extend(keys(&carrier.child("content")).into_iter().map(|media| media.child("schema")));
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(at) = queue.pop() {
        let Some(at) = follow(root, at).filter(|at| root.at(at).is_some_and(|value| value.as_object().is_some()))
        else {
            continue;
        };
        let unsent = |at: &Pointer| ["readOnly", "writeOnly"].iter().any(|key| root.at(&at.child(key)).is_some());
        if unsent(&at) || !found.insert(at.clone()) {
            continue;
        }
        queue.extend(keys(&at.child("properties")));
        queue.extend([at.child("items"), at.child("additionalProperties")]);
        queue.extend(["allOf", "oneOf", "anyOf"].iter().flat_map(|key| keys(&at.child(key))));
    }
    found
}

fn possible(schema: &Value) -> Vec<Edit> {
    use Edit::{
        AddEnum, AddProperty, AddValue, Bound, ChangeType, Describe, Null, Pattern, RemoveProperty, RemoveValue,
        Require,
    };
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let has = |key: &str| schema.get(key).is_some();
    let mut edits = Vec::new();
    if schema.get("properties").and_then(Value::as_object).is_some_and(|members| !members.is_empty()) {
        edits.extend([RemoveProperty, AddProperty, Require]);
    }
    match text("type") {
        Some("string") if !has("enum") && !has("const") => {
            edits.extend([ChangeType, AddEnum, Bound, Pattern, Describe]);
            edits.extend((!has("nullable")).then_some(Null));
        }
        Some("string") if schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.len() > 1) => {
            edits.extend([AddValue, RemoveValue]);
        }
        Some("integer") if !has("enum") => edits.extend([ChangeType, Bound, Describe]),
        _ => {}
    }
    edits
}

/// What has to be found: what about it changed, and the property that it is about.
type Expected = Option<(Kind, Option<String>)>;

fn apply(schema: &mut Value, edit: Edit, seed: &mut Seed) -> Expected {
    let chosen = |schema: &Value, seed: &mut Seed| {
        let names: Vec<_> = schema.get("properties").and_then(Value::as_object).unwrap().keys().cloned().collect();
        names[seed.below(names.len())].clone()
    };
    let kind = schema.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = matches!(edit, Edit::RemoveProperty | Edit::Require).then(|| chosen(schema, seed));
    let members = schema.as_object_mut().unwrap();
    let mut set = |key: &str, value: Value| drop(members.insert(key.to_owned(), value));
    match edit {
        Edit::RemoveProperty => {
            let name = name.unwrap();
            members.get_mut("properties").unwrap().as_object_mut().unwrap().shift_remove(&name);
            Some((Kind::Existence, Some(name)))
        }
        Edit::AddProperty => {
            let properties = members.get_mut("properties").unwrap().as_object_mut().unwrap();
            let text = Value::Object([("type".to_owned(), Value::from("string"))].into_iter().collect());
            properties.insert("brand_new".to_owned(), text);
            Some((Kind::Existence, Some("brand_new".to_owned())))
        }
        Edit::Require => {
            let name = name.unwrap();
            let mut list = members.get("required").and_then(Value::as_array).unwrap_or_default().to_vec();
            let before = list.len();
            list.retain(|other| other.as_str() != Some(&name));
            if list.len() == before {
                list.push(Value::from(name.as_str()));
            }
            members.insert("required".to_owned(), Value::Array(list));
            Some((Kind::Requiredness, Some(name)))
        }
        Edit::ChangeType => {
            set("type", Value::from("boolean"));
            Some((Kind::Type, None))
        }
        Edit::AddEnum => {
            set("enum", Value::Array(vec![Value::from("a"), Value::from("b")]));
            Some((Kind::Values, None))
        }
        Edit::AddValue | Edit::RemoveValue => {
            let Some(Value::Array(values)) = members.get_mut("enum") else { unreachable!("`possible` looks for it") };
            match edit {
                Edit::AddValue => values.push(Value::from("brand new")),
                _ => drop(values.remove(seed.below(values.len()))),
            }
            Some((Kind::Values, None))
        }
        Edit::Bound => {
            let number = Value::Number(17.into());
            set(if kind == "string" { "maxLength" } else { "maximum" }, number);
            Some((Kind::Constraints, None))
        }
        Edit::Pattern => {
            set("pattern", Value::from("^brand new$"));
            Some((Kind::Constraints, None))
        }
        Edit::Null => {
            set("type", Value::Array(vec![Value::from("string"), Value::from("null")]));
            Some((Kind::Requiredness, None))
        }
        Edit::Describe => {
            set("description", Value::from("brand new"));
            None
        }
    }
}

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
        let places = schemas(&value);
        let all: Vec<_> = places
            .iter()
            .flat_map(|at| possible(value.at(at).unwrap()).into_iter().map(move |edit| (edit, at)))
            .collect();
        let mut seed = Seed(0x9E37_79B9_7F4A_7C15);
        for _ in 0..EDITS {
            let (edit, at) = all[seed.below(all.len())];
            let mut edited = value.clone();
            let expected = apply(edited.at_mut(at).unwrap(), edit, &mut seed);
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
