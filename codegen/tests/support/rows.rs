//! The rows as they are written: `tests/support/*.yaml`, and the documents that they stand for.

use bursar_codegen::{Files, generate};
use serde_json::{Map, Value};

use crate::common::folder;

/// The versions, by the number that a row names them by.
pub(crate) const VERSIONS: [&str; 4] = ["2.0", "3.0", "3.1", "3.2"];

/// One object of the specification.
#[derive(Debug)]
pub(crate) struct Group {
    /// The file that its rows are in.
    pub(crate) file: String,
    /// What the specifications call it.
    pub(crate) name: String,
    /// What the keyword table calls it.
    pub(crate) kind: String,
    /// What holds for all rows.
    pub(crate) about: String,
    pub(crate) rows: Vec<Row>,
}

/// One key, or one value of it that is treated apart.
#[derive(Debug)]
pub(crate) struct Row {
    /// The key, or `key: value`.
    pub(crate) name: String,
    pub(crate) versions: Vec<&'static str>,
    /// What is done, or why nothing is.
    pub(crate) how: String,
    pub(crate) tests: Vec<Link>,
    /// The documents with and without it, one for each version.
    pub(crate) documents: Vec<(Value, Value)>,
}

/// A test: a function in a Rust file, or a text in another one.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) file: String,
    pub(crate) name: String,
}

impl Row {
    /// The key alone.
    pub(crate) fn key(&self) -> &str {
        self.name.split_once(": ").map_or(&self.name, |(key, _)| key)
    }
}

/// All rows, in the order of the files' names.
pub(crate) fn load() -> Vec<Group> {
    let files = folder("tests/support");
    let read = |name: &str| {
        let (value, report) = generate::value(&files, name);
        value.unwrap_or_else(|| panic!("{}", report.print(&files, "tests/support").join("\n")))
    };
    let frames = read("frames.yaml");
    let names = files.keys().filter(|name| name.ends_with(".yaml") && *name != "frames.yaml");
    let mut groups = Vec::new();
    for file in names {
        let all = read(file);
        for object in all["objects"].as_array().unwrap() {
            groups.push(group(file, object, &frames));
        }
    }
    groups
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn known(value: &Value, keys: &[&str], what: &str) {
    for key in value.as_object().unwrap_or_else(|| panic!("{what} is no mapping")).keys() {
        assert!(keys.contains(&key.as_str()), "{what}: `{key}` is not known");
    }
}

fn group(file: &str, object: &Value, frames: &Value) -> Group {
    let name = text(object, "name");
    known(object, &["name", "kind", "about", "at", "frame", "tests", "versions", "rows"], &name);
    let rows = object["rows"].as_object().unwrap();
    Group {
        file: file.to_owned(),
        kind: text(object, "kind"),
        about: text(object, "about"),
        rows: rows.iter().map(|(key, value)| row(key, value, object, frames)).collect(),
        name,
    }
}

fn row(name: &str, value: &Value, object: &Value, frames: &Value) -> Row {
    let what = format!("`{name}` of {}", text(object, "name"));
    known(value, &["versions", "how", "tests", "use", "instead", "key", "at", "frame"], &what);
    let stated = value.get("versions").or(object.get("versions"));
    let stated = stated.map(|versions| versions.as_str().unwrap_or_else(|| panic!("{what}: versions are no text")));
    let versions: Vec<&'static str> = match stated {
        Some(words) => VERSIONS.into_iter().filter(|version| words.split(' ').any(|word| word == *version)).collect(),
        None => VERSIONS.to_vec(),
    };
    let tests = value.get("tests").or(object.get("tests")).and_then(Value::as_array).cloned().unwrap_or_default();
    let row = |documents| Row {
        name: name.to_owned(),
        versions: versions.clone(),
        how: text(value, "how"),
        tests: tests.iter().map(|test| link(test.as_str().unwrap())).collect(),
        documents,
    };
    let key = value.get("key").and_then(Value::as_str).unwrap_or(row(Vec::new()).key()).to_owned();
    let documents = versions.iter().map(|version| documents(version, &key, value, object, frames, &what)).collect();
    row(documents)
}

fn link(text: &str) -> Link {
    let (file, name) = text.split_once(": ").unwrap_or_else(|| panic!("`{text}` is no test"));
    Link { file: file.to_owned(), name: name.to_owned() }
}

/// What of a value is about a version: its member of that name, of `3` for all of them, or the value itself.
fn about<'v>(value: &'v Value, version: &str) -> &'v Value {
    let is_by_version = value.as_object().is_some_and(|members| {
        !members.is_empty() && members.keys().all(|key| VERSIONS.contains(&key.as_str()) || key == "3")
    });
    match is_by_version {
        true => value.get(version).or(value.get("3").filter(|_| version != "2.0")).unwrap_or(&Value::Null),
        false => value,
    }
}

fn documents(version: &str, key: &str, row: &Value, object: &Value, frames: &Value, what: &str) -> (Value, Value) {
    let mut base = about(frames, version).clone();
    let frames = [object.get("frame"), row.get("frame")].into_iter().flatten().map(|more| about(more, version));
    frames.filter(|more| more.is_object()).for_each(|more| merge(&mut base, more));
    let (key_of, number) = match version {
        "2.0" => ("swagger", "2.0"),
        "3.0" => ("openapi", "3.0.4"),
        "3.1" => ("openapi", "3.1.1"),
        _ => ("openapi", "3.2.0"),
    };
    let mut head = Map::from_iter([(key_of.to_owned(), Value::from(number))]);
    head.extend(base.as_object().unwrap_or_else(|| panic!("{what}: no frame for {version}")).clone());
    let base = Value::Object(head);
    let at = about(row.get("at").or(object.get("at")).unwrap(), version).as_str().unwrap();
    let with = about(&row["use"], version).as_object().unwrap_or_else(|| panic!("{what}: no example for {version}"));
    let mut without = match row.get("instead") {
        Some(instead) => about(instead, version).as_object().unwrap().clone(),
        None => with.clone(),
    };
    if row.get("instead").is_none() {
        assert!(without.shift_remove(key).is_some(), "{what}: the example does not use it");
    }
    (put(base.clone(), at, with, key), put(base, at, &without, key))
}

/// The document with an object at a place; at the root it is merged.
fn put(mut base: Value, at: &str, members: &Map<String, Value>, key: &str) -> Value {
    if at.is_empty() {
        base.as_object_mut().unwrap().shift_remove(key);
        merge(&mut base, &Value::Object(members.clone()));
        return base;
    }
    let place = base.pointer_mut(at).unwrap_or_else(|| panic!("{at}: not in the frame"));
    *place = Value::Object(members.clone());
    base
}

fn merge(into: &mut Value, more: &Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                match value {
                    // takes out what an outer frame has
                    Value::Null => drop(into.shift_remove(key)),
                    value => merge(into.entry(key.clone()).or_insert(Value::Null), value),
                }
            }
        }
        (into, more) => *into = more.clone(),
    }
}

/// A document as the generator's input.
pub(crate) fn files(document: &Value) -> Files {
    Files::from([("spec.json".to_owned(), format!("{document:#}").into_bytes())])
}
