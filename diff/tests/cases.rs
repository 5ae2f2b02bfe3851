//! Every kind of change, as tables: `cases/*.txt`, one case a block, with the exact lines that are said of it. Written anew
//! with `UPDATE_GOLDENS=1`; whoever does so reads the difference.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use bursar_codegen::Files;
use bursar_diff::level::ROWS;
use bursar_diff::{Compared, Day, Document, Options, Shortcut, compare};

/// What schemas of the tables refer to.
const COMPONENTS: &str = "A: {type: object, required: [a], properties: {a: {type: string}}}, \
     B: {type: object, required: [b], properties: {b: {type: string}}}, \
     C: {type: object, required: [c], properties: {c: {type: string}}}, \
     Same: {type: object, required: [a], properties: {a: {type: string, description: the same}}}, \
     Loop: {type: object, properties: {next: {$ref: '#/components/schemas/Loop'}}}";

/// A block of a table.
struct Case {
    title: String,
    /// Where the schema stands; none in tables of whole documents.
    place: Option<String>,
    base: String,
    revision: String,
    said: Vec<String>,
}

fn parse(text: &str) -> Vec<Case> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let case = |block: &str| {
        let mut case =
            Case { title: String::new(), place: None, base: String::new(), revision: String::new(), said: Vec::new() };
        for line in block.lines() {
            match line.split_once(": ") {
                Some(("#", _)) => {}
                _ if line.starts_with("# ") => case.title = line[2..].to_owned(),
                Some(("in", place)) => case.place = Some(place.to_owned()),
                Some(("base", text)) => case.base = text.to_owned(),
                Some(("revision", text)) => case.revision = text.to_owned(),
                _ => case.said.push(line.to_owned()),
            }
        }
        case
    };
    blocks.map(case).collect()
}

/// A document with the schema in its place, or a document from its members.
fn document(place: Option<&str>, text: &str) -> Document {
    let response = "responses: {'200': {description: d}}";
    let request = |media: &str, schema: &str| {
        format!("post: {{requestBody: {{required: true, content: {{{media}: {{schema: {schema}}}}}}}, {response}}}")
    };
    let answer = |media: &str, schema: &str| {
        format!("get: {{responses: {{'200': {{description: d, content: {{{media}: {{schema: {schema}}}}}}}}}}}")
    };
    let property = |schema: &str| format!("{{type: object, properties: {{p: {schema}}}}}");
    let parameter =
        |rest: &str, schema: &str| format!("get: {{parameters: [{{{rest}, schema: {schema}}}], {response}}}");
    let operation = match place {
        None => None,
        Some("request") => Some(request("application/json", text)),
        Some("request property") => Some(request("application/json", &property(text))),
        Some("xml request") => Some(request("application/xml", text)),
        Some("response") => Some(answer("application/json", text)),
        Some("response property") => Some(answer("application/json", &property(text))),
        Some("xml response") => Some(answer("application/xml", text)),
        Some("parameter") => Some(parameter("name: q, in: query, explode: false", text)),
        Some("repeated parameter") => Some(parameter("name: q, in: query", text)),
        Some("parameter property") => Some(parameter("name: q, in: query", &property(text))),
        Some("header property") => Some(parameter("name: h, in: header", &property(text))),
        Some("header") => {
            Some(format!("get: {{responses: {{'200': {{description: d, headers: {{H: {{schema: {text}}}}}}}}}}}"))
        }
        Some(other) => panic!("there is no place `{other}`"),
    };
    let head = "{openapi: 3.1.0, info: {title: t, version: '1'}, ";
    let text = match operation {
        Some(operation) => {
            format!("{head}paths: {{/x: {{{operation}}}}}, components: {{schemas: {{{COMPONENTS}}}}}}}")
        }
        None if text.starts_with("{swagger:") => text.to_owned(),
        None => format!("{head}{}", &text[1..]),
    };
    Document::load("api.yaml", "api.yaml", Files::from([("api.yaml".to_owned(), text.into_bytes())])).unwrap()
}

/// Both documents of a case.
fn documents(case: &Case) -> (Document, Document) {
    (document(case.place.as_deref(), &case.base), document(case.place.as_deref(), &case.revision))
}

fn compared(base: &Document, revision: &Document, shortcut: Shortcut) -> Compared {
    compare(base, revision, Options { today: Day::parse("2026-06-01"), shortcut })
}

fn said(compared: &Compared) -> Vec<String> {
    let line = |change: &bursar_diff::Change| {
        format!("{} {} ({}): {}", change.level.name(), change.id, change.effect.word(), change.message)
    };
    compared.changes.iter().map(line).collect()
}

fn table(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(format!("{name}.txt"))
}

fn run(name: &str, rules: &mut BTreeSet<&'static str>) {
    let text = std::fs::read_to_string(table(name)).unwrap();
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut written = String::new();
    for case in parse(&text) {
        let (base, revision) = documents(&case);
        let found = compared(&base, &revision, Shortcut::Taken);
        rules.extend(found.changes.iter().map(|change| change.rule.row().name));
        let place = case.place.as_ref().map(|place| format!("in: {place}\n")).unwrap_or_default();
        let _infallible = write!(
            written,
            "# {}\n{place}base: {}\nrevision: {}\n{}\n\n",
            case.title,
            case.base,
            case.revision,
            said(&found).join("\n")
        );
        if !update {
            assert_eq!(said(&found), case.said, "{name}: {}", case.title);
            assert_eq!(
                said(&compared(&base, &revision, Shortcut::Avoided)),
                case.said,
                "{name}, in full: {}",
                case.title
            );
        }
        for document in [&base, &revision] {
            let said = said(&compared(document, document, Shortcut::Avoided));
            assert_eq!(said, Vec::<String>::new(), "{name}, with itself: {}", case.title);
        }
    }
    if update {
        std::fs::write(table(name), written.trim_end().to_owned() + "\n").unwrap();
    }
}

#[test]
fn says_what_changed() {
    let mut rules = BTreeSet::new();
    for name in ["schemas", "operations", "nothing"] {
        run(name, &mut rules);
    }
    let untold: Vec<_> = ROWS.iter().map(|row| row.name).filter(|name| !rules.contains(name)).collect();
    assert_eq!(untold, Vec::<&str>::new(), "rows of the table without a case");
}

#[test]
fn nothing_is_said_of_nothing() {
    for case in parse(&std::fs::read_to_string(table("nothing")).unwrap()) {
        assert_eq!(case.said, Vec::<String>::new(), "{}", case.title);
        let (base, revision) = documents(&case);
        let back = said(&compared(&revision, &base, Shortcut::Avoided));
        assert_eq!(back, Vec::<String>::new(), "back: {}", case.title);
    }
}
