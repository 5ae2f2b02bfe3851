//! Diagnostics as text, to the letter.
#![allow(clippy::unwrap_used)]

use super::*;

const SPEC: &str = "openapi.yaml";

const YAML: &str = "\
openapi: 3.0.3
paths:
  /x:
    get:
      responses:
        '200':
          $ref: '#/components/schemas/Nope'
components:
  schemas:
    A: {type: \u{202e}string}
    B:
\t
";

const OVERLAY: &str = "overlay: 1.0.0\nactions:\n  - target: $.paths\n    update:\n      /y:\n        get: {}\n";

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

fn spec(at: &str) -> Place {
    Place::pointer(SPEC, &pointer(at))
}

fn files() -> Files {
    let provider = "title = 1\n";
    let all = [(SPEC, YAML.as_bytes()), ("overlay.yaml", OVERLAY.as_bytes()), ("provider.toml", provider.as_bytes())];
    let mut files: Files = all.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into();
    files.insert("raw.yaml".into(), vec![b'a', 0xff]);
    files
}

fn check_traced(diag: &Diag, trace: &Trace, expect: &str) {
    assert_eq!(print(diag, &files(), trace, SPEC, "specs/demo"), expect);
}

fn check(diag: &Diag, expect: &str) {
    check_traced(diag, &Trace::default(), expect);
}

#[test]
fn place_excerpt_notes_and_help() {
    let diag =
        Diag::error("dangling-ref", spec("#/paths/~1x/get/responses/200/$ref"), "`Nope` is not in this document")
            .because("a fact")
            .note_at(spec("#/components/schemas/A"), "first defined here")
            .help("add it");
    check(
        &diag,
        "\
error[dangling-ref]: `Nope` is not in this document
  --> specs/demo/openapi.yaml:7:11 #/paths/~1x/get/responses/200/$ref
   |
7  |           $ref: '#/components/schemas/Nope'
   |           ^
   = note: a fact
note: first defined here
  --> specs/demo/openapi.yaml:10:5 #/components/schemas/A
   |
10 |     A: {type: \\u{202e}string}
   |     ^
   = help: add it
",
    );
}

#[test]
fn places_of_every_kind() {
    let file = Diag::error("config-missing", Place::file("provider.toml"), "none").because("x").help("add it");
    check(&file, "error[config-missing]: none\n --> specs/demo/provider.toml\n  = note: x\n  = help: add it\n");
    let text = Diag::degraded("x", Place::text("provider.toml", 1, 9), "a number");
    check(&text, "degraded[x]: a number\n --> specs/demo/provider.toml:1:9\n  |\n1 | title = 1\n  |         ^\n");
    let empty = Diag::note("x", Place::text(SPEC, 12, 2), "an empty line");
    check(&empty, "note[x]: an empty line\n  --> specs/demo/openapi.yaml:12:2\n   |\n12 |\n   |  ^\n");
    let beyond = Diag::note("x", Place::text("provider.toml", 7, 1), "no such line");
    check(&beyond, "note[x]: no such line\n --> specs/demo/provider.toml:7:1\n");
    let raw = Diag::note("x", Place::pointer("raw.yaml", &pointer("#/a")), "not text");
    check(&raw, "note[x]: not text\n --> specs/demo/raw.yaml #/a\n");
    let gone = Diag::note("x", Place::pointer("gone.yaml", &pointer("#/a")), "no file");
    check(&gone, "note[x]: no file\n --> specs/demo/gone.yaml #/a\n");
}

#[test]
fn what_is_not_written_falls_back_to_what_is_above() {
    let diag = Diag::note("x", spec("#/components/schemas/B/properties/c"), "deep");
    check(
        &diag,
        "note[x]: deep\n  --> specs/demo/openapi.yaml:11:5 #/components/schemas/B/properties/c\n   |\n11 |     B:\n   |     ^\n",
    );
    let diag = Diag::note("x", spec("#/nothing"), "top");
    check(&diag, "note[x]: top\n --> specs/demo/openapi.yaml:1:1 #/nothing\n  |\n1 | openapi: 3.0.3\n  | ^\n");
}

#[test]
fn traces_only_the_document() {
    let mut trace = Trace::default();
    let via = Some(("overlay.yaml".to_owned(), pointer("#/actions/0")));
    let changed = Origin { file: SPEC.into(), pointer: pointer("#/components/schemas/A"), via: via.clone() };
    trace.moved(pointer("#/components/schemas/A"), changed);
    let added = Origin { file: "overlay.yaml".into(), pointer: pointer("#/actions/0/update/~1y"), via };
    trace.moved(pointer("#/paths/~1y"), added);

    let diag = Diag::note("x", spec("#/components/schemas/A"), "changed");
    check_traced(
        &diag,
        &trace,
        "note[x]: changed\n  --> specs/demo/openapi.yaml:10:5 #/components/schemas/A (via overlay.yaml:3)\n   |\n\
         10 |     A: {type: \\u{202e}string}\n   |     ^\n",
    );
    let diag = Diag::note("x", spec("#/paths/~1y/get"), "added");
    check_traced(
        &diag,
        &trace,
        "note[x]: added\n --> specs/demo/overlay.yaml:6:9 #/paths/~1y/get\n  |\n\
         6 |         get: {}\n  |         ^\n",
    );
    let diag = Diag::note("x", Place::pointer("overlay.yaml", &pointer("#/paths/~1y")), "another file");
    check_traced(
        &diag,
        &trace,
        "note[x]: another file\n --> specs/demo/overlay.yaml:1:1 #/paths/~1y\n  |\n1 | overlay: 1.0.0\n  | ^\n",
    );
}

#[test]
fn nothing_of_a_document_reaches_the_terminal_raw() {
    let at = Place::pointer(SPEC, &Pointer::root().child("a\u{1b}b"));
    let diag = Diag::error("x", at, "a\nerror: forged \u{202e}").because("\u{7}").help("\u{200b}");
    check(
        &diag,
        "error[x]: a\\u{a}error: forged \\u{202e}\n --> specs/demo/openapi.yaml:1:1 #/a\\u{1b}b\n  |\n\
         1 | openapi: 3.0.3\n  | ^\n  = note: \\u{7}\n  = help: \\u{200b}\n",
    );
}

#[test]
fn excerpts_are_cut_around_the_caret() {
    let check = |line: &str, column: usize, text: &str, caret: usize| {
        let (got, before) = excerpt(line, column);
        assert_eq!((got.as_str(), before), (text, caret), "column {column}");
        assert!(got.chars().count() <= EXCERPT && before <= got.chars().count());
    };
    check("\tüb", 3, " üb", 2);
    check("a\u{202e}b", 3, "a\\u{202e}b", 9);
    check("ab", 3, "ab", 2);
    check("ab", 99, "ab", 2);
    check("", 1, "", 0);
    check("", 999, "", 0);
    check("ab", 999, "", 0);
    let long: String = ('a'..='z').cycle().take(1000).collect();
    check(&long[..160], 160, &long[..160], 159);
    check(&long, 1, &format!("{}…", &long[..159]), 0);
    check(&long, 81, &format!("{}…", &long[..159]), 80);
    check(&long, 82, &format!("…{}…", &long[2..160]), 80);
    check(&long, 501, &format!("…{}…", &long[421..579]), 80);
    check(&long, 1000, &format!("…{}", &long[841..]), 159);
    check(&format!("ü{long}"), 502, &format!("…{}…", &long[421..579]), 80);
    check(&long, 1001, &format!("…{}", &long[841..]), 160);
}

#[test]
fn many_of_a_large_file_read_it_once() {
    let members: Vec<String> = (0..40_000).map(|index| format!("\"key{index}\": {{\"type\": \"string\"}}")).collect();
    let files: Files = [("big.json".to_owned(), format!("{{{}}}", members.join(",")).into_bytes())].into();
    let trace = Trace::default();
    let mut printer = Printer::new(&files, &trace, "big.json", "specs/demo");
    for index in 0..1_000 {
        let at = Place::pointer("big.json", &Pointer::root().child(&format!("key{}", index * 40)).child("type"));
        let text = printer.print(&Diag::note("x", at, "x"));
        assert!(text.contains("^") && text.lines().all(|line| line.chars().count() <= EXCERPT + 4), "{text}");
    }
    assert_eq!(printer.sources.len(), 1);
}

#[test]
fn summaries() {
    let at = Place::file(SPEC);
    let (error, degraded) = (Diag::error("x", at.clone(), "x"), Diag::degraded("x", at.clone(), "x"));
    let note = Diag::note("x", at, "x");
    let check = |said: &[&Diag], expect: &str| {
        let mut diags = Diags::default();
        said.iter().for_each(|diag| diags.push((*diag).clone()));
        assert_eq!(summary(&diags), expect);
    };
    check(&[&note, &error, &error, &degraded, &note, &note], "2 errors, 1 degraded, 3 notes");
    check(&[&error], "1 error");
    check(&[&degraded, &note, &degraded], "2 degraded, 1 note");
    check(&[], "");
}
