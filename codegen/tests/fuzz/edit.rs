//! Edits: of bytes, and of the values of a document.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::words;

/// A change to bytes.
#[derive(Debug, Clone)]
pub(crate) enum Damage {
    Cut(Index, usize),
    Repeat(Index, usize),
    Put(Index, String),
    Set(Index, u8),
    Move(Index, usize, Index),
    End(Index),
}

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(from, length)| Damage::Cut(from, length)),
        (at(), 1..200_usize).prop_map(|(from, length)| Damage::Repeat(from, length)),
        (at(), words::yaml()).prop_map(|(from, text)| Damage::Put(from, text)),
        (at(), any::<u8>()).prop_map(|(from, byte)| Damage::Set(from, byte)),
        (at(), 1..100_usize, at()).prop_map(|(from, length, to)| Damage::Move(from, length, to)),
        at().prop_map(Damage::End),
    ]
}

/// The bytes after all changes.
pub(crate) fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        let part = |from: &Index, wanted: usize| {
            let from = from.index(length);
            from..length.min(from + wanted)
        };
        match damage {
            Damage::Cut(from, wanted) => drop(bytes.drain(part(from, *wanted))),
            Damage::Repeat(from, wanted) => {
                let range = part(from, *wanted);
                let copy = bytes[range.clone()].to_vec();
                drop(bytes.splice(range.end..range.end, copy));
            }
            Damage::Put(from, text) => drop(bytes.splice(part(from, 0), text.bytes())),
            Damage::Set(from, byte) => bytes[from.index(length)] = *byte,
            Damage::Move(from, wanted, to) => {
                let moved: Vec<u8> = bytes.drain(part(from, *wanted)).collect();
                let to = to.index(bytes.len() + 1);
                drop(bytes.splice(to..to, moved));
            }
            Damage::End(from) => bytes.truncate(from.index(length)),
        }
    }
    bytes
}

/// A change to a document.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Delete(Index),
    Replace(Index, Value),
    Swap(Index, Index),
    Copy(Index, Index),
    Rename(Index, String),
    Insert(Index, String, Value),
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        2 => at().prop_map(Edit::Delete),
        3 => (at(), words::anything()).prop_map(|(at, value)| Edit::Replace(at, value)),
        2 => (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        3 => (at(), at()).prop_map(|(from, to)| Edit::Copy(from, to)),
        2 => (at(), words::key()).prop_map(|(at, key)| Edit::Rename(at, key)),
        3 => (at(), words::key(), words::anything()).prop_map(|(at, key, value)| Edit::Insert(at, key, value)),
    ]
}

/// The same document with a few of its paths only, so that a case is quick and its edits meet what is used.
pub(crate) fn few_paths(mut document: Value, kept: &[Index]) -> Value {
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        let kept: Vec<String> =
            kept.iter().filter_map(|index| paths.keys().nth(index.index(paths.len().max(1)))).cloned().collect();
        paths.retain(|path, _| kept.contains(path));
    }
    document
}

/// The document after all edits; one whose place is gone by then does nothing.
pub(crate) fn edited(mut document: Value, edits: &[Edit]) -> Value {
    for edit in edits {
        let mut all = Vec::new();
        places(&document, String::new(), &mut all);
        let at = |index: &Index| all[index.index(all.len())].as_str();
        match edit {
            Edit::Delete(place) => drop(taken(&mut document, at(place))),
            Edit::Replace(place, value) => set(&mut document, at(place), value.clone()),
            Edit::Swap(one, other) => {
                let (one, other) = (at(one), at(other));
                let values = (document.pointer(one).cloned(), document.pointer(other).cloned());
                if let (Some(first), Some(second)) = values {
                    set(&mut document, one, second);
                    set(&mut document, other, first);
                }
            }
            Edit::Copy(from, to) => {
                let copy = document.pointer(at(from)).cloned().unwrap_or_default();
                set(&mut document, at(to), copy);
            }
            Edit::Rename(place, key) => {
                let (parent, _) = at(place).rsplit_once('/').unwrap_or_default();
                let value = taken(&mut document, at(place));
                put(&mut document, parent, key, value.unwrap_or_default());
            }
            Edit::Insert(place, key, value) => put(&mut document, at(place), key, value.clone()),
        }
    }
    document
}

fn places(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                places(member, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

fn set(document: &mut Value, at: &str, value: Value) {
    if let Some(place) = document.pointer_mut(at) {
        *place = value;
    }
}

fn put(document: &mut Value, at: &str, key: &str, value: Value) {
    match document.pointer_mut(at) {
        Some(Value::Object(members)) => drop(members.insert(key.to_owned(), value)),
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}

fn taken(document: &mut Value, at: &str) -> Option<Value> {
    let (parent, key) = at.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    match document.pointer_mut(parent)? {
        Value::Object(members) => members.shift_remove(&key),
        Value::Array(items) => {
            let index = key.parse::<usize>().ok().filter(|index| *index < items.len())?;
            Some(items.remove(index))
        }
        _ => None,
    }
}
