//! Bytes to an ordered value, within budgets, refusing whatever has two readings.
//!
//! `serde_yaml` and `serde_json` are driven through a visitor of our own ([`super::read`]), because their `Value`s keep
//! the last of two equal keys, turn `.inf` into null and long integers into floats. Neither says where a node stands or
//! how a number is written, and `serde_yaml` moreover drops tags that it does not know, copies aliases without a bound on
//! text and takes one anchor for another when a name is defined twice. So every YAML file first passes
//! [`super::outline`], which bounds and vets it and keeps numbers as written; the value is then built in step with that
//! outline, and refused where the two readers do not read the same. JSON has no such pitfalls: its numbers are put back
//! as written in one pass over the text, only when the parser had to round one.

use super::breaks::Breaks;
use super::outline::Outline;
use super::problem::{Problem, quoted, too_deep, too_many};
use super::read::{Node, Refusal, State, Why};
use super::scan::{self, Format};
use super::{Number, Span, Value};
use crate::Files;
use crate::diag::{Diag, Diags, Place};
use serde::de::DeserializeSeed;

/// Largest file, in bytes; also the most text that a file may have after its aliases are followed.
pub const MAX_BYTES: usize = 64 << 20;
/// Most nodes of a document after its aliases are followed: objects, arrays and scalars, without keys.
pub const MAX_NODES: usize = 5_000_000;
/// Most objects and arrays inside each other. Both parsers stop by themselves at one more.
pub const MAX_DEPTH: usize = 127;

const SYNTAX_HELP: &str = "correct the file at this place; nothing after it was read";

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
    let Some(bytes) = files.get(file) else { return Err(missing(files, file)) };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, and {MAX_BYTES} are the limit", bytes.len());
        let diag = Diag::error("source-budget", Place::file(file), message);
        return Err(Box::new(diag.help("split the document, or leave out what is not needed")));
    }
    let read = decode(bytes).and_then(|text| match Format::of(file) {
        Format::Json => json(text),
        Format::Yaml => yaml(text),
    });
    read.and_then(object).map_err(|problem| Box::new(problem.diag(file)))
}

fn missing(files: &Files, file: &str) -> Box<Diag> {
    let documents = files.keys().filter(|name| ["yaml", "yml", "json"].iter().any(|end| name.ends_with(end)));
    let known: Vec<String> = documents.filter(|name| *name != "overlay.yaml").map(|name| format!("`{name}`")).collect();
    let help = match known.as_slice() {
        [] => "add it, or correct `spec` in provider.toml".to_owned(),
        [only] => format!("add it, or name {only} as `spec` in provider.toml"),
        _ => format!("add it, or name one of {} as `spec` in provider.toml", known.join(", ")),
    };
    let message = format!("there is no file `{file}` here");
    Box::new(Diag::error("source-missing", Place::file(file), message).help(help))
}

/// UTF-8, with or without a byte order mark (RFC 8259 §8.1, YAML 1.2.2 §5.2).
fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    let encoding =
        |at: Span, message: String| Err(Problem::new("source-encoding", at, message, "save the file as UTF-8"));
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return encoding(Span::START, "the file is UTF-16".to_owned());
    }
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let text = match std::str::from_utf8(&bytes[mark..]) {
        Ok(text) => text,
        Err(error) => {
            let (valid, _) = bytes[mark..].split_at(error.valid_up_to());
            let message = format!("the file is not UTF-8: byte {} is not part of a character", mark + valid.len());
            return encoding(Span::behind(std::str::from_utf8(valid).unwrap_or_default()), message);
        }
    };
    if text.starts_with('\0') || text.as_bytes().get(1) == Some(&0) {
        return encoding(Span::START, "the file is UTF-16 or UTF-32".to_owned());
    }
    if text.trim().is_empty() { Err(empty()) } else { Ok(text) }
}

fn empty() -> Problem {
    Problem::new("source-shape", Span::START, "the file is empty", "put the document into it")
}

fn object(value: Value) -> Result<Value, Problem> {
    let message = match value {
        Value::Object(_) => return Ok(value),
        Value::Null => "the document is null, not an object".to_owned(),
        Value::Array(_) => "the document is an array, not an object".to_owned(),
        other => format!("the document is a {}, not an object", other.kind()),
    };
    Err(Problem::new("source-shape", Span::START, message, "an API document begins with keys such as `openapi:`"))
}

fn json(text: &str) -> Result<Value, Problem> {
    let state = State::json();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Node::root(&state).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    let mut value = read.map_err(|error| {
        let at = Span::of_bytes(text, error.line(), error.column());
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        match state.refused.take() {
            Some(refusal) => refused(&refusal, text, Format::Json, at),
            None => json_syntax(said, at),
        }
    })?;
    if state.rounded.get() {
        restore(&mut value, &mut scan::json_numbers(text));
    }
    Ok(value)
}

fn json_syntax(said: &str, at: Span) -> Problem {
    match (said, said.strip_prefix("EOF while parsing ")) {
        ("recursion limit exceeded", _) => too_deep(at),
        ("number out of range", _) => {
            let help = "write a number within the range of a double, or quote it";
            Problem::new("source-number", at, "the number is too large", help)
        }
        (_, Some(inside)) => {
            Problem::new("source-syntax", at, format!("the file is not JSON: it ends inside {inside}"), SYNTAX_HELP)
        }
        _ => Problem::new("source-syntax", at, format!("the file is not JSON: {said}"), SYNTAX_HELP),
    }
}

/// Puts the numbers of a value back as they are written: they come in the same order.
fn restore<'t>(value: &mut Value, written: &mut impl Iterator<Item = &'t str>) {
    match value {
        Value::Number(number) => {
            if let Some(exact) = written.next().and_then(Number::parse) {
                *number = exact;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| restore(item, written)),
        Value::Object(members) => members.values_mut().for_each(|member| restore(member, written)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn yaml(text: &str) -> Result<Value, Problem> {
    let outline = Outline::of(text)?;
    if outline.is_empty() {
        return Err(empty());
    }
    let breaks = Breaks::of(text);
    let state = State::yaml(&outline, breaks);
    let read = Node::root(&state).deserialize(serde_yaml::Deserializer::from_str(&breaks.hide(text)));
    read.map_err(|error| {
        let at = error.location().map_or(Span::START, |at| Span { line: at.line(), column: at.column() });
        if let Some(refusal) = state.refused.take() {
            return refused(&refusal, text, Format::Yaml, at);
        }
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        Problem::new("source-syntax", at, format!("the file is not YAML: {said}"), SYNTAX_HELP)
    })
}

fn refused(refusal: &Refusal, text: &str, format: Format, near: Span) -> Problem {
    let (first, second) = scan::first_two(text, format, &refusal.at());
    let at = first.unwrap_or(near);
    match refusal.why {
        Why::TooManyNodes => too_many(near),
        Why::DuplicateKey => {
            let place = refusal.at();
            let key = place.last().unwrap_or_default();
            let message = format!("the key {} stands here a second time", quoted(&key));
            let help = "keep one of the two: readers disagree on which one counts";
            let mut problem = Problem::new("source-duplicate-key", second.unwrap_or(near), message, help);
            problem.other = first.map(|first| (first, "it stands here first"));
            problem
        }
        Why::Merge => {
            let message = "`<<` merges mappings, and this is none";
            Problem::new("source-merge", at, message, "quote the key if it is a name: `'<<':`")
        }
        Why::Disagreement => {
            let message = "readers of YAML do not agree on what stands here";
            let help = "write it in another way, such as in double quotes; define no anchor twice";
            Problem::new("source-ambiguous", at, message, help)
        }
    }
}
