//! Bytes to an ordered value, within budgets, refusing whatever has two readings.
//!
//! `serde_yaml` and `serde_json` are driven through a visitor of our own, because their `Value`s keep the last of two
//! equal keys, turn `.inf` into null and 128-bit integers into floats. What they resolve to a float on the way is put
//! back as written by a second, lexical pass ([`super::scan`]), which runs only when there is such a number.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

use super::scan::{self, Format};
use super::{Number, Object, Pointer, Value};
use crate::Files;
use crate::diag::{Diag, Diags, Place};

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// Most nodes of a document after aliases are expanded: members, elements and scalars.
pub const MAX_NODES: usize = 5_000_000;
/// Most brackets of YAML that are open at once, wherever they stand: the parser's time grows with their square.
const MAX_OPEN: usize = 5_000;

/// Reads the document `file`.
pub fn load(files: &Files, file: &str, diags: &mut Diags) -> Option<Value> {
    match read(files, file) {
        Ok(value) => Some(value),
        Err(diag) => {
            diags.push(*diag);
            None
        }
    }
}

fn read(files: &Files, file: &str) -> Result<Value, Box<Diag>> {
    let fail = |code, place, message: String, help: &str| Err(Box::new(Diag::error(code, place, message).help(help)));
    let Some(bytes) = files.get(file) else {
        let known: Vec<String> = files.keys().map(|name| format!("`{name}`")).collect();
        let message = format!("there is no file `{file}` here");
        let help = format!("add it, or name one of {} as `spec` in provider.toml", known.join(", "));
        return fail("source-missing", Place::file(file), message, &help);
    };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, and {MAX_BYTES} are the limit", bytes.len());
        return fail(
            "source-budget",
            Place::file(file),
            message,
            "split the document, or leave out what is not needed",
        );
    }
    let text = decode(bytes, file)?;
    if text.trim().is_empty() {
        return fail("source-shape", Place::file(file), "the file is empty".to_owned(), "put the document into it");
    }
    let format = Format::of(file);
    if format == Format::Yaml && open_brackets(text) > MAX_OPEN {
        let message = format!("more than {MAX_OPEN} brackets are open at once");
        return fail(
            "source-budget",
            Place::file(file),
            message,
            "no API document nests that deep; write it in block style",
        );
    }
    let state = State::default();
    let read = match format {
        Format::Json => json(text, &state),
        Format::Yaml => yaml(text, &state),
    };
    let mut value = read.map_err(|problem| problem.diag(file, text, format))?;
    if !matches!(value, Value::Object(_)) {
        let message = format!("the document is {} {}, not an object", article(value.kind()), value.kind());
        return fail(
            "source-shape",
            Place::text(file, 1, 1),
            message,
            "an API document begins with keys such as `openapi:`",
        );
    }
    if state.inexact.get() {
        scan::restore_numbers(text, format, &mut value);
    }
    Ok(value)
}

/// How many brackets are open at most, prose included: a bound, not a parse.
fn open_brackets(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn article(kind: &str) -> &'static str {
    if matches!(kind, "array" | "object") { "an" } else { "a" }
}

/// UTF-8, with or without a byte order mark.
fn decode<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, Box<Diag>> {
    let encoding = |message: String| {
        Box::new(Diag::error("source-encoding", Place::file(file), message).help("save the file as UTF-8"))
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(encoding("the file is UTF-16".to_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('\0') || text.as_bytes().get(1) == Some(&0) => {
            Err(encoding("the file is UTF-16 or UTF-32".to_owned()))
        }
        Ok(text) => Ok(text),
        Err(error) => {
            Err(encoding(format!("the file is not UTF-8: byte {} is not part of a character", error.valid_up_to())))
        }
    }
}

/// What went wrong while reading, before it has a place.
struct Problem {
    code: &'static str,
    message: String,
    help: &'static str,
    position: Option<(usize, usize)>,
    pointer: Pointer,
}

impl Problem {
    fn diag(self, file: &str, text: &str, format: Format) -> Box<Diag> {
        let found =
            self.position.or_else(|| scan::position(text, format, &self.pointer).map(|span| (span.line, span.column)));
        let (line, column) = found.unwrap_or((1, 1));
        Box::new(Diag::error(self.code, Place::text(file, line, column), self.message).help(self.help))
    }
}

/// What the visitor leaves behind: its errors pass through the parser, which keeps only their text.
#[derive(Default)]
struct State {
    nodes: Cell<usize>,
    inexact: Cell<bool>,
    refused: RefCell<Option<Refusal>>,
    path: RefCell<Vec<String>>,
}

struct Refusal {
    code: &'static str,
    message: String,
    help: &'static str,
    pointer: Pointer,
}

impl State {
    fn refuse<E: serde::de::Error>(&self, code: &'static str, message: String, help: &'static str) -> E {
        let error = E::custom(&message);
        let pointer = Pointer::root().join(self.path.borrow().iter().map(String::as_str));
        self.refused.borrow_mut().get_or_insert(Refusal { code, message, help, pointer });
        error
    }

    fn problem(&self, syntax: String, position: Option<(usize, usize)>) -> Problem {
        match self.refused.borrow_mut().take() {
            Some(it) => Problem { code: it.code, message: it.message, help: it.help, position, pointer: it.pointer },
            None => Problem {
                code: "source-syntax",
                message: syntax,
                help: "correct the file at this place; nothing after it was read",
                position,
                pointer: Pointer::root(),
            },
        }
    }
}

fn json(text: &str, state: &State) -> Result<Value, Problem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Node { state }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let place = (error.line(), error.column().max(1));
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        state.problem(format!("the file is not JSON: {said}"), Some(place))
    })
}

fn yaml(text: &str, state: &State) -> Result<Value, Problem> {
    Node { state }.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let place = error.location().map(|at| (at.line(), at.column()));
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let said = if said.contains("more than one document") { "it holds more than one document" } else { said };
        state.problem(format!("the file is not YAML that can be read in one way: {said}"), place)
    })
}

/// Reads any node.
#[derive(Clone, Copy)]
struct Node<'s> {
    state: &'s State,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let nodes = self.state.nodes.get() + 1;
        self.state.nodes.set(nodes);
        if nodes > MAX_NODES {
            let message = format!("the document has more than {MAX_NODES} nodes");
            return Err(self.state.refuse(
                "source-budget",
                message,
                "look for aliases that multiply, or split the document",
            ));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(Number::from(number)))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        self.text_number(&number.to_string())
    }

    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<Value, E> {
        self.text_number(&number.to_string())
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<Value, E> {
        self.text_number(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        if !number.is_finite() {
            let message = format!("`{number}` is no number of JSON");
            return Err(self.state.refuse("source-number", message, "write a finite number, or quote the text"));
        }
        self.state.inexact.set(true);
        self.text_number(&format!("{number:?}"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            self.state.path.borrow_mut().push(items.len().to_string());
            match seq.next_element_seed(self)? {
                Some(item) => items.push(item),
                None => break,
            }
            self.state.path.borrow_mut().pop();
        }
        self.state.path.borrow_mut().pop();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Object::new();
        let mut merged = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            self.state.path.borrow_mut().push(key.clone());
            if members.contains_key(&key) {
                let message = format!("the key `{}` stands here a second time", crate::diag::escape(&key));
                return Err(self.state.refuse(
                    "source-duplicate-key",
                    message,
                    "keep one of the two: readers disagree on which one counts",
                ));
            }
            let value = map.next_value_seed(self)?;
            self.state.path.borrow_mut().pop();
            if key == "<<" && merges(&value) {
                merged.push(value);
            } else {
                members.insert(key, value);
            }
        }
        merged.into_iter().for_each(|from| merge(&mut members, from));
        Ok(Value::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _tagged: A) -> Result<Value, A::Error> {
        let help = "remove the tag: API documents are plain JSON in YAML's clothes";
        Err(self.state.refuse(
            "source-tag",
            "a YAML tag gives this node a type that JSON does not have".to_owned(),
            help,
        ))
    }
}

impl Node<'_> {
    fn text_number<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        Number::parse(text).map(Value::Number).ok_or_else(|| E::custom(format!("`{text}` is no number of JSON")))
    }
}

/// `<<: *base` and `<<: [*one, *two]` (YAML 1.1 merge keys): published documents use them, and mean this.
fn merges(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(|item| matches!(item, Value::Object(_))),
        _ => false,
    }
}

/// Members that stand there themselves win against merged ones, and earlier merged ones against later ones.
fn merge(members: &mut Object, from: Value) {
    match from {
        Value::Object(base) => base.into_iter().for_each(|(key, value)| {
            members.entry(key).or_insert(value);
        }),
        Value::Array(bases) => bases.into_iter().for_each(|base| merge(members, base)),
        _ => {}
    }
}

/// Reads a key as text, as written: `200:` is "200".
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
}
