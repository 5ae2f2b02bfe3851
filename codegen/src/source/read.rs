//! The visitor that builds values: ordered, with no key twice, in step with the outline when there is one.

use std::cell::{Cell, RefCell};
use std::fmt;

use indexmap::map::Entry;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::breaks::Breaks;
use super::load::MAX_NODES;
use super::outline::{Outline, What, digest};
use super::{Number, Object, Pointer, Value};

/// What is common to all nodes of one reading. Errors pass through the parser, which keeps only their text, so that the
/// visitor leaves them here.
#[derive(Default)]
pub(super) struct State<'o> {
    /// Of the file, when it is YAML.
    outline: Option<&'o Outline>,
    /// Characters that the parser was not shown.
    breaks: Breaks,
    /// Whether the parser turned a number into a double.
    pub(super) rounded: Cell<bool>,
    pub(super) refused: RefCell<Option<Refusal>>,
    nodes: Cell<usize>,
}

/// What the visitor does not accept, and where.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) why: Why,
    /// The way to it, its last key first: those around it add theirs when they hear of it, so that nothing is kept for what
    /// is not refused.
    keys: Vec<String>,
}

impl Refusal {
    /// Where.
    pub(super) fn at(&self) -> Pointer {
        Pointer::root().join(self.keys.iter().rev().map(String::as_str))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    TooManyNodes,
    /// The last key of the pointer stands there before.
    DuplicateKey,
    /// `<<` with something else than mappings.
    Merge,
    /// The two readers of YAML do not read the same here.
    Disagreement,
}

impl<'o> State<'o> {
    pub(super) fn json() -> Self {
        Self::default()
    }

    pub(super) fn yaml(outline: &'o Outline, breaks: Breaks) -> Self {
        Self { outline: Some(outline), breaks, ..Self::default() }
    }

    fn refuse<E: serde::de::Error>(&self, why: Why) -> E {
        self.refused.borrow_mut().get_or_insert(Refusal { why, keys: Vec::new() });
        E::custom("refused")
    }

    /// What was said below `key`.
    fn below<E>(&self, key: &str, error: E) -> E {
        if let Some(refusal) = self.refused.borrow_mut().as_mut() {
            refusal.keys.push(key.to_owned());
        }
        error
    }
}

/// Reads any node.
#[derive(Clone, Copy)]
pub(super) struct Node<'s> {
    state: &'s State<'s>,
    /// Where it stands in the outline.
    at: usize,
}

impl<'s> Node<'s> {
    pub(super) fn root(state: &'s State<'s>) -> Self {
        Self { state, at: 0 }
    }

    /// A scalar that the parser read as `read`.
    fn scalar<E: serde::de::Error>(self, read: Value) -> Result<Value, E> {
        let Some(outline) = self.state.outline else { return Ok(read) };
        match outline.what(self.at) {
            Some(What::Null) => Ok(Value::Null),
            Some(What::Bool(truth)) => Ok(Value::Bool(truth)),
            Some(What::Number(number)) => Ok(Value::Number(number.clone())),
            Some(What::Odd(text)) => Ok(Value::from(text)),
            Some(What::Text(expected)) if read.as_str().is_some_and(|text| digest(text) == expected) => Ok(read),
            Some(What::Text(_) | What::Container | What::Merge) | None => Err(self.state.refuse(Why::Disagreement)),
        }
    }

    fn children(self) -> Result<Children<'s>, Why> {
        let Some(outline) = self.state.outline else { return Ok(Children { outline: None, next: 0, end: 0 }) };
        let at = outline.resolve(self.at);
        match (outline.what(at), outline.end(at)) {
            (Some(What::Container), Some(end)) => Ok(Children { outline: Some(outline), next: at + 1, end }),
            _ => Err(Why::Disagreement),
        }
    }
}

/// The nodes of a container in the outline, one after the other.
struct Children<'o> {
    outline: Option<&'o Outline>,
    next: usize,
    end: usize,
}

impl Children<'_> {
    /// The next one; a place without a node when there is none, which is refused where it is read.
    fn step(&mut self) -> usize {
        let Some(outline) = self.outline else { return 0 };
        let at = self.next;
        match outline.end(at) {
            Some(end) if at < self.end => {
                self.next = end;
                at
            }
            _ => usize::MAX,
        }
    }

    fn is_merge(&self, at: usize) -> bool {
        self.outline.is_some_and(|outline| matches!(outline.what(at), Some(What::Merge)))
    }

    /// Whether `key` is what the outline has at `at`.
    fn is_key(&self, at: usize, key: &str) -> bool {
        self.outline.is_none_or(|outline| match outline.what(at) {
            Some(What::Text(expected)) => digest(key) == expected,
            Some(What::Merge) => true,
            _ => false,
        })
    }

    fn are_done(&self) -> bool {
        self.next == self.end
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let nodes = self.state.nodes.get() + 1;
        self.state.nodes.set(nodes);
        if nodes > MAX_NODES {
            return Err(self.state.refuse(Why::TooManyNodes));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        self.scalar(Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<Value, E> {
        self.scalar(Value::Bool(truth))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Value, E> {
        self.scalar(Value::Number(Number::from(number)))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        self.scalar(Value::Number(Number::from(number)))
    }

    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<Value, E> {
        self.number(&number.to_string())
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<Value, E> {
        self.number(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        self.state.rounded.set(true);
        self.number(&format!("{number:?}"))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Value, E> {
        self.scalar(Value::from(self.state.breaks.put_back(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let state = self.state;
        let mut children = self.children().map_err(|why| state.refuse(why))?;
        let mut items = Vec::new();
        loop {
            let before = children.next;
            let item = seq.next_element_seed(Node { state, at: children.step() });
            match item.map_err(|error| state.below(&items.len().to_string(), error))? {
                Some(item) => items.push(item),
                // there was nothing to step to
                None if before == children.end => return Ok(Value::Array(items)),
                None => return Err(state.refuse(Why::Disagreement)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let state = self.state;
        let mut children = self.children().map_err(|why| state.refuse(why))?;
        let mut members = Object::new();
        let mut merged = None;
        while let Some(key) = map.next_key_seed(Key)? {
            let key = state.breaks.put_back(key);
            let key_at = children.step();
            let refuse = |why: Why, key: &str| state.below(key, state.refuse(why));
            if !children.is_key(key_at, &key) {
                return Err(refuse(Why::Disagreement, &key));
            }
            let is_merge = children.is_merge(key_at);
            let mut next = |key: &str| {
                let value = map.next_value_seed(Node { state, at: children.step() });
                value.map_err(|error| state.below(key, error))
            };
            if !is_merge {
                match members.entry(key) {
                    Entry::Vacant(free) => {
                        let value = next(free.key())?;
                        free.insert(value);
                    }
                    Entry::Occupied(taken) => return Err(refuse(Why::DuplicateKey, taken.key())),
                }
            } else if merged.is_some() {
                return Err(refuse(Why::DuplicateKey, &key));
            } else {
                merged = Some(next(&key)?).filter(can_merge);
                if merged.is_none() {
                    return Err(refuse(Why::Merge, &key));
                }
            }
        }
        if !children.are_done() {
            return Err(state.refuse(Why::Disagreement));
        }
        merged.into_iter().for_each(|from| merge(&mut members, from));
        Ok(Value::Object(members))
    }
}

impl Node<'_> {
    fn number<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        match Number::parse(text) {
            Some(number) => self.scalar(Value::Number(number)),
            None => Err(self.state.refuse(Why::Disagreement)),
        }
    }
}

/// `<<: *base` and `<<: [*one, *two]`, the merge keys of YAML 1.1 (yaml.org/type/merge.html): published documents use
/// them.
fn can_merge(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(|item| matches!(item, Value::Object(_))),
        _ => false,
    }
}

/// Members that stand there themselves win against merged ones, and earlier merged ones against later ones.
fn merge(members: &mut Object, from: Value) {
    match from {
        Value::Object(from) => from.into_iter().for_each(|(key, value)| {
            members.entry(key).or_insert(value);
        }),
        Value::Array(items) => items.into_iter().for_each(|item| merge(members, item)),
        _ => {}
    }
}

/// Reads a key as the text that is written, whatever it looks like: `200`, `true` and `~` are names.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}
