//! What a client of a hostile document sends: its operations are called through a driver, as those of probes are, against a
//! server on loopback.
//!
//! What has to come is computed from the document here, not by the generator: the segments of a path are those of its template
//! with the values in their places, so a brace, a slash or another host that a name smuggled in is a difference.

use std::collections::BTreeMap;
use std::path::Path;

use bursar_codegen::{Files, generate};
use serde_json::{Map, Value, json};

use super::case::{Case, Target, Wished};
use super::document::{self, Operation, Param};
use super::play::Played;
use crate::alone::Ending;
use crate::probes;

/// Words that only a call can judge.
pub(super) const WORDS: [&str; 3] = ["literal-brace", "host-change", "header-injection"];

/// The host that the client is told to talk to.
const HOST: &str = "configured.test";

/// What every value would add to a request if it were not encoded or refused.
const INJECTED: &str = "v\r\nhostile: pwned\u{0}";

/// What came of the calls of one case.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// The word of each fault, and what went wrong.
    pub(super) faults: Vec<(String, String)>,
    /// What could not be called, and why.
    pub(super) left: Vec<String>,
}

/// Calls the operations of all cases that ask for it.
///
/// # Errors
/// What keeps the clients from being compiled or run at all.
pub(super) fn send(root: &Path, place: &Path, played: &[(Case, Played)]) -> Result<BTreeMap<String, Sent>, String> {
    let mut suite = probes::Suite::new(root, &place.join("wire"));
    let mut all = BTreeMap::new();
    for (case, done) in played.iter().filter(|(case, done)| is_asked(case) && is_made(done)) {
        let mut files = document::files(done)?;
        let (calls, left) = calls(case, done, &files)?;
        let probe = json!({"id": done.name, "title": case.id, "area": "hostile", "calls": calls});
        files.insert(probes::PROBE.to_owned(), probe.to_string().into_bytes());
        suite.add(&done.name, &files)?;
        all.insert(done.name.clone(), Sent { faults: Vec::new(), left });
    }
    if all.is_empty() {
        return Ok(all);
    }
    for (name, said) in suite.play()? {
        if let Some(sent) = all.get_mut(&name) {
            sent.faults = said.iter().map(|line| fault(line)).collect();
        }
    }
    Ok(all)
}

fn is_asked(case: &Case) -> bool {
    !case.must.request_targets.is_empty() || WORDS.iter().any(|word| case.must_not.contains(*word))
}

fn is_made(done: &Played) -> bool {
    matches!(&done.watched.ending, Ending::Told(told) if told.made.is_some())
}

/// The word that a line of the judge is about: the first one of its call's name.
fn fault(line: &str) -> (String, String) {
    let name = line.split_once('(').map_or("", |(_, rest)| rest);
    let word = name.split([' ', ')']).next().unwrap_or_default();
    let known = |word: &str| WORDS.contains(&word) || word == "request_targets";
    let word = match word {
        // one call judges both
        "literal-brace" if line.contains("the host is") => "host-change",
        word if known(word) => word,
        _ => "request_targets",
    };
    (word.to_owned(), line.to_owned())
}

/// The calls of a case, and what cannot be called.
fn calls(case: &Case, done: &Played, files: &Files) -> Result<(Vec<Value>, Vec<String>), String> {
    let (value, report) = generate::value(files, &done.document);
    let value = value.ok_or_else(|| report.print(files, "").join("\n"))?;
    let operations = document::operations(&value);
    let (mut calls, mut left) = (Vec::new(), Vec::new());
    for (index, target) in case.must.request_targets.iter().enumerate() {
        match operations.iter().find(|operation| operation.id == target.operation) {
            Some(operation) => calls.push(wanted(index, target, operation)),
            None => left.push(format!("request target {index}: there is no operation `{}`", target.operation)),
        }
    }
    let asks = |word: &str| case.must_not.contains(word);
    if WORDS.iter().any(|word| asks(word)) {
        for operation in &operations {
            match operation.without_body() {
                Ok(()) => calls.extend(swept(operation, &asks)),
                Err(why) => left.push(format!("{} ({why})", operation.name)),
            }
        }
    }
    Ok((calls, left))
}

/// A call with exactly the arguments of the case, of those that the operation has.
fn wanted(index: usize, target: &Target, operation: &Operation) -> Value {
    let mut given = Given::required(operation);
    for (name, value) in &target.args {
        for param in operation.params.iter().filter(|param| param.name == *name) {
            given.set(param, value);
        }
    }
    let target = match &target.target {
        Wished::Target(text) => json!(text),
        Wished::Query(text) => {
            json!({"path": {"segments": given.segments(operation)}, "query": text.split('&').collect::<Vec<_>>()})
        }
    };
    call(&format!("request_targets {index}, {}", operation.name), operation, &given, target, &[])
}

/// Calls with harmless values, and one for each parameter with a value that would break out of its place.
fn swept(operation: &Operation, asks: &dyn Fn(&str) -> bool) -> Vec<Value> {
    let plain = Given::required(operation);
    let mut calls = Vec::new();
    if asks("literal-brace") || asks("host-change") {
        let name = format!("literal-brace or host-change, {}", operation.name);
        calls.push(call(&name, operation, &plain, plain.target(operation), &[]));
    }
    if asks("header-injection") {
        let texts = operation.params.iter().filter(|param| param.is_text());
        calls.extend(texts.map(|param| {
            let mut given = plain.clone();
            given.set(param, INJECTED);
            let name = format!("header-injection by {:?} in {}, {}", param.name, param.place, operation.name);
            match param.place.as_str() {
                // these places have no way to write it
                "header" | "cookie" => refused(&name, operation, &given),
                _ => call(&name, operation, &given, given.target(operation), &["hostile"]),
            }
        }));
    }
    calls
}

fn call(name: &str, operation: &Operation, given: &Given, target: Value, absent: &[&str]) -> Value {
    json!({
        "name": name, "operation": operation.name, "args": given.args(), "server": {"base_url": format!("http://{HOST}")},
        "expect_requests": [{"method": operation.verb, "host": HOST, "target": target, "absent_headers": absent}],
        "respond": [{"status": 204}],
        // what is made of the answer is no question here
        "outcome": {"any_of": [{"ok": true}, {"error": ["api", "decode"]}]},
    })
}

fn refused(name: &str, operation: &Operation, given: &Given) -> Value {
    json!({
        "name": name, "operation": operation.name, "args": given.args(), "server": {"base_url": format!("http://{HOST}")},
        "expect_requests": [], "respond": [], "outcome": {"error": "request"},
    })
}

/// Arguments of a call, by place and wire name.
#[derive(Debug, Clone, Default)]
struct Given(Vec<(String, String, Value)>);

impl Given {
    /// Harmless values for what has to be given.
    fn required(operation: &Operation) -> Self {
        let mut given = Self::default();
        let has_to = |param: &&Param| param.is_required || param.place == "path";
        for param in operation.params.iter().filter(has_to) {
            given.0.push((param.place.clone(), param.name.clone(), param.harmless()));
        }
        // a value that nobody declares is text
        for name in document::names(&operation.path) {
            if !given.0.iter().any(|(place, known, _)| place == "path" && *known == name) {
                given.0.push(("path".to_owned(), name, json!("v")));
            }
        }
        given
    }

    fn set(&mut self, param: &Param, value: &str) {
        self.0.retain(|(place, name, _)| (place, name) != (&param.place, &param.name));
        self.0.push((param.place.clone(), param.name.clone(), json!(value)));
    }

    fn args(&self) -> Value {
        let mut args = Map::new();
        for (place, name, value) in &self.0 {
            let of_place = args.entry(place.clone()).or_insert_with(|| json!({}));
            of_place[name] = value.clone();
        }
        Value::Object(args)
    }

    /// The path's segments, decoded, with the values in their places.
    fn segments(&self, operation: &Operation) -> Vec<String> {
        let text = |name: &str| {
            let found = self.0.iter().find(|(place, known, _)| place == "path" && known == name);
            found.map(|(.., value)| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default()
        };
        document::segments(&operation.path, &text)
    }

    /// What has to be on the first line of the request.
    fn target(&self, operation: &Operation) -> Value {
        let pairs: Vec<Value> = self
            .0
            .iter()
            .filter(|(place, ..)| place == "query")
            .map(|(_, name, value)| json!({"name": name, "value": value.as_str().map_or_else(|| value.to_string(), str::to_owned)}))
            .collect();
        let path = json!({"segments": self.segments(operation)});
        if pairs.is_empty() { path } else { json!({"path": path, "query": pairs}) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn operation() -> Operation {
        let document = json!({"openapi": "3.0.3", "paths": {"/a b/{id}/{id}%20{x}": {"get": {"operationId": "o", "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
            {"name": "q{y}", "in": "query", "required": true, "schema": {"type": "string"}},
            {"name": "X-A", "in": "header", "schema": {"type": "string"}}]}}}});
        document::operations(&document).remove(0)
    }

    #[test]
    fn harmless_values_fill_the_template() {
        let operation = operation();
        let calls = swept(&operation, &|word| word == "literal-brace");
        assert_eq!(calls.len(), 1);
        let call = &calls[0];
        assert_eq!(call["args"], json!({"path": {"id": 7, "x": "v"}, "query": {"q{y}": "v"}}));
        let target = json!({"path": {"segments": ["a b", "7", "7 v"]}, "query": [{"name": "q{y}", "value": "v"}]});
        assert_eq!(
            call["expect_requests"],
            json!([{"method": "GET", "host": HOST, "target": target, "absent_headers": []}])
        );
    }

    #[test]
    fn every_text_is_tried() {
        let calls = swept(&operation(), &|word| word == "header-injection");
        let names: Vec<&str> = calls.iter().map(|call| call["name"].as_str().unwrap()).collect();
        let route = "GET /a b/{id}/{id}%20{x}";
        let expect =
            [("\"q{y}\" in query"), ("\"X-A\" in header")].map(|what| format!("header-injection by {what}, {route}"));
        assert_eq!(names, expect);
        assert_eq!(calls[0]["expect_requests"][0]["target"]["query"], json!([{"name": "q{y}", "value": INJECTED}]));
        assert_eq!((&calls[1]["expect_requests"], &calls[1]["outcome"]), (&json!([]), &json!({"error": "request"})));
    }

    #[test]
    fn faults_are_of_the_word_that_was_asked() {
        let check = |line: &str, word: &str| assert_eq!(fault(line), (word.to_owned(), line.to_owned()));
        check("call 3 (request_targets 0, GET /a): the path is `/b`", "request_targets");
        check("call 0 (literal-brace or host-change, GET /a): the path is `/{x}`", "literal-brace");
        check("call 0 (literal-brace or host-change, GET /a): the host is `b`, expected `a`", "host-change");
        check("call 0 (header-injection by \"x\" in header, GET /a): there is a request", "header-injection");
        check("the client panicked: no", "request_targets");
    }
}
