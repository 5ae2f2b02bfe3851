//! What holds for every document: no panic, an end in time, the same again, and nothing that goes missing without a word.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use bursar_codegen::Files;
use bursar_codegen::diag::Severity;
use bursar_codegen::generate::{Alone, Input, Report, generate_alone, side_files, value};
use serde_json::Value;

/// Far more than any case takes: what is found by it is a pass that does not end, or one that is not linear.
const TIME: Duration = Duration::from_secs(30);

/// The name of the document. What the formats have in common decides, and not the name.
const FILE: &str = "openapi.yaml";

/// The methods of a path item in any version.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Holds the reading of bytes to its promises, and all of the line where they are a document.
pub(crate) fn bytes(bytes: &[u8]) {
    let files = Files::from([(FILE.to_owned(), bytes.to_vec())]);
    let began = Instant::now();
    let read = || {
        let (value, report) = value(&files, FILE);
        (value, report.print(&files, "."), report.diags.any(Severity::Error))
    };
    let (value, said, refused) = read();
    assert_eq!(read(), (value.clone(), said.clone(), refused), "not the same twice");
    assert!(value.is_some() || refused, "refused without a word: {said:?}");
    // which other files it would want must not matter to a reader either
    let _wanted = side_files(&files, FILE);
    assert!(began.elapsed() < TIME, "{:?}", began.elapsed());
    if value.is_some() {
        line(&files, value.as_ref());
    }
}

/// Holds the line to its promises, for a document as text.
pub(crate) fn document(text: &str) {
    let files = Files::from([(FILE.to_owned(), text.as_bytes().to_vec())]);
    line(&files, value(&files, FILE).0.as_ref());
}

fn line(files: &Files, read: Option<&Value>) {
    let began = Instant::now();
    let run = || generate_alone(&Input { provider: "demo", files }, FILE);
    let (first, said) = run();
    let printed = said.print(files, ".");
    let (second, again) = run();
    assert_eq!(printed, again.print(files, "."), "not said twice the same");
    assert_eq!(first.as_ref().map(|it| &it.output.files), second.as_ref().map(|it| &it.output.files));
    assert!(began.elapsed() < TIME, "{:?}", began.elapsed());
    for defect in ["unreadable", "render"] {
        assert!(said.diags.iter().all(|diag| diag.code != defect), "{printed:?}");
    }
    match first {
        Some(alone) => made(&alone, &said, &printed, read),
        None => assert!(said.diags.any(Severity::Error), "refused without a word: {printed:?}"),
    }
}

fn made(alone: &Alone, report: &Report, printed: &[String], read: Option<&Value>) {
    for (name, bytes) in &alone.output.files {
        let text = std::str::from_utf8(bytes).unwrap();
        if name.ends_with(".rs") {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        } else if name.ends_with(".toml") {
            text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        }
    }
    let surface = std::str::from_utf8(&alone.output.files["SURFACE.txt"]).unwrap();
    let expressed: BTreeSet<&str> = surface
        .lines()
        .filter(|line| line.starts_with("op "))
        .filter_map(|line| line.rsplit_once(" = "))
        .map(|(_, op)| op)
        .collect();
    let told: Vec<String> = report
        .said()
        .iter()
        .filter(|said| said.severity >= Severity::Degraded)
        .map(|said| said.pointer.to_string())
        .collect();
    for (path, item) in read.and_then(|it| it.get("paths")).and_then(Value::as_object).into_iter().flatten() {
        let present = |method: &&&str| item.get(**method).is_some_and(|it| !it.is_null());
        for method in METHODS.iter().filter(present) {
            if !path.starts_with("x-") && !is_expressed(&expressed, method, path) {
                assert!(
                    is_told(&told, path, method),
                    "{method} {path} went without a word: {told:?}\n{printed:?}\n{surface}"
                );
            }
        }
    }
}

/// An operation stands as `GET /path`; what a line of text cannot hold is written otherwise there.
fn is_expressed(expressed: &BTreeSet<&str>, method: &str, path: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let wanted = plain(&format!("{}{path}", method.to_uppercase()));
    expressed.iter().any(|op| plain(op) == wanted)
}

/// Whether something was said of an operation, of what is in it, or of what it is in.
fn is_told(told: &[String], path: &str, method: &str) -> bool {
    let at = format!("#/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1"));
    told.iter().any(|pointer| pointer.starts_with(&at) || at.starts_with(pointer.as_str()))
}
