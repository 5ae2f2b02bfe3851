//! How much is emitted: few lines for each operation, and a client that does not grow with them.

#![allow(clippy::unwrap_used)]

mod common;

use bursar_codegen::Files;
use bursar_codegen::generate::Output;
use common::{folder, generated, text};

/// Lines of code for each operation.
const LIMIT: usize = 40;

/// The goldens, and the vendored documents. The kitchen has two operations with every style that a parameter can have,
/// thirty parameters in all; a setter takes four lines.
const FOLDERS: [(&str, usize); 7] = [
    ("tests/golden/kitchen", LIMIT + 4),
    ("tests/golden/legacy", LIMIT),
    ("../specs/dodopayments", LIMIT),
    ("../specs/fedapay", LIMIT),
    ("../specs/frontier", LIMIT),
    ("../specs/orum", LIMIT),
    ("../specs/telnyx", LIMIT),
];

/// Lines of code for operations alone: without comments, blank lines, types that stand inside operations, and what a file
/// has once (its imports and the braces of `impl Client`).
fn lines_of_operations(output: &Output) -> usize {
    let files = output.files.keys().filter(|name| name.starts_with("src/ops/") && !name.ends_with("/mod.rs"));
    files.map(|name| operations(text(output, name))).sum()
}

fn operations(code: &str) -> usize {
    // blocks of a file are parted by blank lines and begin without indentation
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let (mut before, mut shared) = ("", false);
    for line in code.lines() {
        let starts = before.is_empty() && !line.starts_with([' ', '}']);
        if starts || blocks.is_empty() {
            blocks.push(Vec::new());
        }
        let block = blocks.last_mut().unwrap();
        let comment = line.trim_start().starts_with("//");
        let head =
            line.starts_with("impl<M: v1::Mode> Client<M> ") || line.starts_with("impl<M: v1::Mode> crate::client");
        let end = shared && line == "}";
        shared = head || (shared && !end);
        let once = line.starts_with("use ") || head || end;
        if !line.trim().is_empty() && !comment && !once {
            block.push(line);
        }
        before = line;
    }
    let is_type = |block: &Vec<&str>| {
        let has = |start: &str| block.iter().any(|line| line.starts_with(start));
        let table = ["record!", "parts!", "construct!", "string_enum!", "int_enum!", "union!", "tagged!"];
        let data = has("pub struct") && block.iter().any(|line| line.ends_with('{'));
        let open = has("pub enum") && block.iter().any(|line| line.trim().starts_with("Unknown("));
        data || open || table.iter().any(|name| has(&format!("v1::{name}")))
    };
    blocks.iter().filter(|block| !is_type(block)).map(Vec::len).sum()
}

#[test]
fn an_operation_takes_few_lines() {
    let mut seen = Vec::new();
    for (path, limit) in FOLDERS {
        let name = path.rsplit('/').next().unwrap();
        let output = generated(name, &folder(path));
        let (lines, count) = (lines_of_operations(&output), output.stats.operations);
        assert!(count > 0, "{path}");
        assert!(lines <= limit * count, "{path}: {lines} lines for {count} operations");
        seen.push((path, lines, count));
    }
    // a measure that counts nothing would always pass
    assert!(seen.iter().all(|(_, lines, count)| *lines >= 10 * count), "{seen:?}");
}

#[test]
fn types_inside_operations_are_not_counted() {
    let code = "// Made.\n\nuse a;\n\nimpl<M: v1::Mode> Client<M> {\n    /// Docs.\n    pub fn a() {}\n\n    pub fn b() {}\n}\n\n/// Docs.\npub struct A;\n\n\
                /// Docs.\n#[derive(Debug)]\npub struct Data {\n    pub a: u8,\n}\n\nv1::record! {\n    de full pub struct More {\n    }\n}\n\n\
                pub enum Open {\n    Unknown(String),\n}\n\npub enum AError {\n    Undocumented,\n}\n";
    // two methods, the marker, and the enum of errors
    assert_eq!(operations(code), 2 + 1 + 3);
}

fn document(operations: usize) -> Files {
    let mut text =
        String::from("openapi: 3.0.3\ninfo: {title: Many, version: '1'}\nservers: [{url: https://x.test}]\npaths:\n");
    for index in 0..operations {
        text.push_str(&format!(
            "  /op{index}/{{id}}: {{get: {{operationId: op{index}, tags: [t], parameters: [{{name: id, in: path, required: true, \
             schema: {{type: string}}}}], responses: {{200: {{description: '', content: {{application/json: {{}}}}}}}}}}}}\n"
        ));
    }
    let config = "title = \"Many\"\ndescription = \"Many.\"\nspec = \"openapi.yaml\"\nversion = \"0.1.0\"\n\
                  default-environment = \"Live\"\n[source]\ndocument = \"https://x.test\"\nretrieved = \"2026-01-01\"\n\
                  [environments.Live]\nserver = \"https://x.test\"\nabout = \"Live.\"\n";
    let files = [("openapi.yaml", text.as_str()), ("provider.toml", config)];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

#[test]
fn the_client_does_not_grow_with_operations() {
    let (one, many) = (generated("many", &document(1)), generated("many", &document(50)));
    assert_eq!((one.stats.operations, many.stats.operations), (1, 50));
    for name in ["src/client.rs", "src/lib.rs", "src/request.rs", "src/prelude.rs", "src/ops/mod.rs", "Cargo.toml"] {
        assert_eq!(text(&one, name), text(&many, name), "{name}");
    }
    let lines = |output| lines_of_operations(output);
    assert!(lines(&many) - lines(&one) <= 49 * 23, "{} lines for 49 operations more", lines(&many) - lines(&one));
}
