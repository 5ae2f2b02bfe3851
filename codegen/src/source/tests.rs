//! Tables for the loader and for positions.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::Files;
use crate::diag::{Diags, Place, Spot};

fn files(name: &str, bytes: &[u8]) -> Files {
    Files::from([(name.to_owned(), bytes.to_vec())])
}

fn read(name: &str, text: &str) -> Value {
    let mut diags = Diags::default();
    let value = load(&files(name, text.as_bytes()), name, &mut diags);
    value.unwrap_or_else(|| panic!("{text:?}: {:?}", diags.iter().next()))
}

fn refuse(name: &str, bytes: &[u8]) -> String {
    let mut diags = Diags::default();
    assert!(load(&files(name, bytes), name, &mut diags).is_none(), "{:?}", String::from_utf8_lossy(bytes));
    let said: Vec<_> = diags.iter().collect();
    let [diag] = said.as_slice() else { panic!("{} said", said.len()) };
    let at = match &diag.at.at {
        Spot::Text { line, column } => format!("{line}:{column}"),
        Spot::File => "file".to_owned(),
        Spot::Pointer(pointer) => pointer.to_string(),
    };
    format!("{} {at} {}", diag.code, diag.message)
}

#[test]
fn scalars_are_kept_as_written() {
    let cases = [
        ("a.yaml", "200: x", r#"{"200":"x"}"#),
        ("a.yaml", "true: x", r#"{"true":"x"}"#),
        ("a.yaml", "~: x", r#"{"~":"x"}"#),
        ("a.yaml", "1.0: x\n1.10: y", r#"{"1.0":"x","1.10":"y"}"#),
        ("a.yaml", "a: 1.10", r#"{"a":1.10}"#),
        ("a.yaml", "a: [1, 1.0, 2e3]", r#"{"a":[1,1.0,2e3]}"#),
        ("a.yaml", "a: 18446744073709551615", r#"{"a":18446744073709551615}"#),
        (
            "a.yaml",
            "a: 123456789012345678901234567890123456789012345",
            r#"{"a":123456789012345678901234567890123456789012345}"#,
        ),
        ("a.yaml", "a: 0x10", r#"{"a":16}"#),
        ("a.yaml", "a: 1_000", r#"{"a":"1_000"}"#),
        ("a.yaml", "a: no\nb: yes\nc: 2024-01-01", r#"{"a":"no","b":"yes","c":"2024-01-01"}"#),
        ("a.yaml", "a: \nb: ~", r#"{"a":null,"b":null}"#),
        ("a.yaml", "\u{feff}a: b", r#"{"a":"b"}"#),
        ("a.yaml", "x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3", r#"{"x":{"a":1,"b":2},"y":{"b":3,"a":1}}"#),
        (
            "a.json",
            r#"{"b": 1.10, "a": 123456789012345678901234567890}"#,
            r#"{"b":1.10,"a":123456789012345678901234567890}"#,
        ),
        ("a.json", "\u{feff}{\"a\\u00e9\": [0.1]}", r#"{"aé":[0.1]}"#),
    ];
    for (name, text, expect) in cases {
        assert_eq!(print(&read(name, text)), expect, "{text:?}");
    }
}

fn print(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", items.iter().map(print).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("{key:?}:{}", print(value))).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

#[test]
fn numbers_under_aliases_and_odd_scalars_are_exact() {
    let yaml = "a: &x {n: 1.10, big: 123456789012345678901234567890}\nb: *x\nc: {<<: *x, n: 2}";
    let big = "123456789012345678901234567890";
    let expect = format!(r#"{{"a":{{"n":1.10,"big":{big}}},"b":{{"n":1.10,"big":{big}}},"c":{{"n":2,"big":{big}}}}}"#);
    assert_eq!(print(&read("a.yaml", yaml)), expect);
    let cases = [
        ("a.yaml", "a: 0777\nb: 0o17\nc: 0b11\nd: -0x10", r#"{"a":777,"b":15,"c":"0b11","d":"-0x10"}"#),
        ("a.yaml", "a: +1.5\nb: .5\nc: 1.\nd: 12:30", r#"{"a":1.5,"b":0.5,"c":1.0,"d":"12:30"}"#),
        ("a.yaml", "a: '0777'\nb: \"1.0\"\nc: |-\n  7", r#"{"a":"0777","b":"1.0","c":"7"}"#),
        ("a.yaml", "a: !!str 200\nb: !!int 7\nc: !!map {}\nd: !!null ~", r#"{"a":"200","b":7,"c":{},"d":null}"#),
        ("a.yaml", "{'<<': {z: 1}}", r#"{"<<":{"z":1}}"#),
        ("a.yaml", "x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}", MERGED),
        ("a.yaml", "%YAML 1.2\n---\na: b\n...\n", r#"{"a":"b"}"#),
        ("a.json", r#"{"<<": {"z": 1}}"#, r#"{"<<":{"z":1}}"#),
        ("a.json", r#"{"a": "1.50 \" -2", "b": [-0, 1E+2, {"c": 1.50}], "3": 4}"#, EXACT),
    ];
    for (name, text, expect) in cases {
        assert_eq!(print(&read(name, text)), expect, "{text:?}");
    }
}

const MERGED: &str = r#"{"x":{"a":1},"y":{"a":2,"b":2},"z":{"a":1,"b":2}}"#;
const EXACT: &str = r#"{"a":"1.50 \" -2","b":[-0,1E+2,{"c":1.50}],"3":4}"#;

#[test]
fn refusals_of_either_format() {
    let cases: [(&str, &[u8], &str); 18] = [
        ("a.yaml", b"", "source-shape 1:1 the file is empty"),
        ("a.yaml", b"  \n", "source-shape 1:1 the file is empty"),
        ("a.yaml", b"# nothing\n---\n", "source-shape 1:1 the document is null, not an object"),
        ("a.yaml", b"# nothing\n", "source-shape 1:1 the file is empty"),
        ("a.yaml", b"- a", "source-shape 1:1 the document is an array, not an object"),
        ("a.json", b"\"x\"", "source-shape 1:1 the document is a string, not an object"),
        ("a.yaml", b"a: \xff", "source-encoding 1:4 the file is not UTF-8: byte 3 is not part of a character"),
        (
            "a.json",
            b"\xef\xbb\xbf{\n\"\xc3\xbc\": \"\xed\xa0\x80\"}",
            "source-encoding 2:7 the file is not UTF-8: byte 12 is not part of a character",
        ),
        ("a.yaml", b"\xff\xfea\0", "source-encoding 1:1 the file is UTF-16"),
        ("a.yaml", b"a\0:\0", "source-encoding 1:1 the file is UTF-16 or UTF-32"),
        ("a.json", b"{\"a\": 01}", "source-syntax 1:8 the file is not JSON: invalid number"),
        ("a.json", b"{} x", "source-syntax 1:4 the file is not JSON: trailing characters"),
        ("a.json", b"{\"a\": \"b", "source-syntax 1:8 the file is not JSON: it ends inside a string"),
        ("a.json", b"{\"a\": [", "source-syntax 1:7 the file is not JSON: it ends inside a list"),
        ("a.json", "{\"ü\u{1f600}\": nil}".as_bytes(), "source-syntax 1:9 the file is not JSON: expected ident"),
        ("a.json", b"{\"a\": 1e999}", "source-number 1:11 the number is too large"),
        ("a.yaml", b"a: 1e999", "source-number 1:4 `1e999` is too large"),
        ("a.json", b"{\"a\": \"\\ud800\"}", "source-syntax 1:14 the file is not JSON: unexpected end of hex escape"),
    ];
    for (name, bytes, expect) in cases {
        assert_eq!(refuse(name, bytes), expect);
    }
}

#[test]
fn refusals_of_yaml() {
    let ambiguous = "readers of YAML do not agree on what stands here";
    let cases = [
        ("a: .inf", "source-number 1:4 `.inf` is no number of JSON".to_owned()),
        ("a: -.INF", "source-number 1:4 `-.INF` is no number of JSON".to_owned()),
        ("a: .nan", "source-number 1:4 `.nan` is no number of JSON".to_owned()),
        ("a: !odd x", "source-tag 1:4 the tag `!odd` gives this node a type that JSON does not have".to_owned()),
        (
            "a: 1\nb: !!python/name:os.system x",
            "source-tag 2:4 the tag `tag:yaml.org,2002:python/name:os.system` gives this node a type that JSON does \
             not have"
                .to_owned(),
        ),
        (
            "a: !!binary aGk=",
            "source-tag 1:4 the tag `tag:yaml.org,2002:binary` gives this node a type that JSON does not have"
                .to_owned(),
        ),
        ("a: !odd [1]", "source-tag 1:4 the tag `!odd` gives this node a type that JSON does not have".to_owned()),
        ("!odd a: 1", "source-tag 1:1 the tag `!odd` gives this node a type that JSON does not have".to_owned()),
        ("a: !!bool x", "source-tag 1:4 `x` is not what its tag `!!bool` says".to_owned()),
        ("a: 1\n---\nb: 2", "source-syntax 2:1 a second document begins here".to_owned()),
        ("? {a: b}\n: c", "source-key 1:3 this key is not a text".to_owned()),
        ("? [a]\n: c", "source-key 1:3 this key is not a text".to_owned()),
        ("a: &k x\n*k : 1", "source-key 2:1 this key is not a text".to_owned()),
        ("x: &x 1\ny: {<<: *x}", "source-merge 2:5 `<<` merges mappings, and this is none".to_owned()),
        (
            "a: &a\n  b: *a",
            "source-alias 2:6 the alias stands inside the node that it repeats, so that there is no end to it"
                .to_owned(),
        ),
        ("a: *nope", "source-syntax 1:4 the file is not YAML: while parsing node, found unknown anchor".to_owned()),
        (
            "a: &one first\nb: &two second\nc: &one third\nd: &three fourth\ne: *one",
            format!("source-ambiguous 5:1 {ambiguous}"),
        ),
    ];
    for (text, expect) in cases {
        assert_eq!(refuse("a.yaml", text.as_bytes()), expect, "{text:?}");
    }
}

#[test]
fn both_places_of_a_key_are_named() {
    let check = |name: &str, text: &str, expect: &str| {
        let mut diags = Diags::default();
        assert_eq!(load(&files(name, text.as_bytes()), name, &mut diags), None);
        let diag = diags.iter().next().unwrap();
        let [(Some(first), note)] = diag.notes.as_slice() else { panic!("{:?}", diag.notes) };
        let at = |place: &Place| match &place.at {
            Spot::Text { line, column } => format!("{line}:{column}"),
            other => format!("{other:?}"),
        };
        assert_eq!(format!("{} {} | {} {note}", at(&diag.at), diag.message, at(first)), expect);
    };
    let twice = "the key `a` stands here a second time";
    check("a.yaml", "a: 1\nb: 2\na: 3", &format!("3:1 {twice} | 1:1 it stands here first"));
    check("a.yaml", "x:\n  - {a: {a: 1}, 'a': 3}", &format!("2:17 {twice} | 2:6 it stands here first"));
    check("a.yaml", "200: 1\n'200': 2", "2:1 the key `200` stands here a second time | 1:1 it stands here first");
    check("a.json", "{\"a\": 1,\n \"\\u0061\": 2}", &format!("2:2 {twice} | 1:2 it stands here first"));
    check(
        "a.yaml",
        "x: &x {a: 1}\ny: {<<: *x, <<: *x}",
        "2:13 the key `<<` stands here a second time | 2:5 it stands here first",
    );
    let long = "k\u{202e}".repeat(100);
    let shown = "k\\u{202e}".repeat(40);
    check(
        "a.yaml",
        &format!("\"{long}\": 1\n\"{long}\": 2"),
        &format!("2:1 the key `{shown}…` stands here a second time | 1:1 it stands here first"),
    );
}

#[test]
fn a_missing_file_names_the_others() {
    let mut diags = Diags::default();
    load(&files("other.yaml", b"a: b"), "openapi.yaml", &mut diags);
    let said: Vec<_> = diags.iter().map(|diag| (diag.message.as_str(), diag.help.as_deref())).collect();
    let help = "add it, or name `other.yaml` as `spec` in provider.toml";
    assert_eq!(said, [("there is no file `openapi.yaml` here", Some(help))]);
}

#[test]
fn budgets() {
    let aliases = "source-budget 7:LINE the aliases up to here expand to more than 5000000 nodes or 67108864 bytes";
    let depth = "the depth of the document is over 127 objects and arrays inside each other";
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", ")));
    }
    assert_eq!(refuse("a.yaml", bomb.as_bytes()), aliases.replace("7:LINE", "7:25"));

    let texts = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(1 << 20), "*a,".repeat(80));
    assert_eq!(refuse("a.yaml", texts.as_bytes()), aliases.replace("7:LINE", "2:191"));

    let merges = "m0: &m0 {a: {b: {c: [1, 2, 3]}}}\n".to_owned()
        + &(1..130).map(|level| format!("m{level}: &m{level} {{k: *m{}}}\n", level - 1)).collect::<String>();
    assert_eq!(refuse("a.yaml", merges.as_bytes()), format!("source-budget 124:17 {depth}"));

    for (name, open, at) in [
        ("a.json", "[", "1:128"),
        ("a.json", "{\"a\":", "1:636"),
        ("a.yaml", "[", "1:256"),
        ("a.yaml", "[\n", "256:1"),
        ("a.yaml", "{\"a\":", "1:1276"),
        ("a.yaml", "- ", "1:255"),
    ] {
        let deep = open.repeat(100_000);
        assert_eq!(refuse(name, deep.as_bytes()), format!("source-budget {at} {depth}"), "{name} {open}");
    }
    for (name, levels) in [("a.json", MAX_DEPTH), ("a.yaml", MAX_DEPTH)] {
        let text = format!("{}0{}", "{\"a\":".repeat(levels), "}".repeat(levels));
        assert!(load(&files(name, text.as_bytes()), name, &mut Diags::default()).is_some(), "{name}");
        let text = format!("{}0{}", "{\"a\": ".repeat(levels + 1), "}".repeat(levels + 1));
        assert!(refuse(name, text.as_bytes()).ends_with(depth), "{name}");
    }
    assert_eq!(refuse("a.yaml", "? ".repeat(100_000).as_bytes()), "source-key 1:3 this key is not a text");
}

#[test]
fn brackets_and_quotes_need_no_indentation() {
    let text = "a:\n  b:\n    c: {\n      \"d\": [1.0,\n 2]\n   }\n    e: \"f\n  g\"\n  h: [\n    i\n  ]\n";
    let value = read("a.yaml", text);
    assert_eq!(print(&value), r#"{"a":{"b":{"c":{"d":[1.0,2]},"e":"f g"},"h":["i"]}}"#);
    let at = |pointer: &str| position(text.as_bytes(), "a.yaml", &Pointer::parse(pointer).unwrap());
    assert_eq!(at("/a/b/c/d"), Some(Span { line: 4, column: 7 }));
    assert_eq!(at("/a/b/c/d/1"), Some(Span { line: 5, column: 2 }));
    assert_eq!(at("/a/h/0"), Some(Span { line: 10, column: 5 }));
    let twice = "a:\n  b:\n    c: {\n      d: 1,\n      d: 2\n   }\n";
    assert_eq!(refuse("a.yaml", twice.as_bytes()), "source-duplicate-key 5:7 the key `d` stands here a second time");
    let odd = "a:\n  b:\n    c: {\n   }\n    d: .inf\n";
    assert_eq!(refuse("a.yaml", odd.as_bytes()), "source-number 5:8 `.inf` is no number of JSON");
}

#[test]
fn line_breaks_of_yaml_1_1_are_characters() {
    let text = "a: x\u{2028}y\nb: \"x \u{85} y\"\nc\u{2029}: |\n  x\u{2028}y\nd: {e: \u{85}, f: \u{e000}}\n";
    let expect = "{\"a\":\"x\u{2028}y\",\"b\":\"x \u{85} y\",\"c\u{2029}\":\"x\u{2028}y\\n\",\"d\":{\"e\":\"\u{85}\",\"f\":\"\u{e000}\"}}";
    let expect = expect.replace('\u{2028}', "\\u{2028}").replace('\u{2029}', "\\u{2029}").replace('\u{85}', "\\u{85}");
    assert_eq!(print(&read("a.yaml", text)), expect.replace('\u{e000}', "\\u{e000}"));
}

#[test]
fn unbalanced_brackets_in_prose_are_prose() {
    let prose = format!("a: |\n{}", "  { [\n".repeat(6_000));
    assert_eq!(read("a.yaml", &prose).get("a").and_then(Value::as_str).map(str::len), Some(6_000 * 4));
}

#[test]
fn nothing_panics_on_cut_or_damaged_text() {
    let yaml =
        "%YAML 1.2\n---\na: &x {b: [1.5, -0x1, !!str 'é\\']}\nc: *x\n? d\n: |2-\n   x\n<<: {e: \"\\u00e9\"}\n...\n";
    let json = "{\"a\": [1.50, -0, {\"b\\u00e9\": null}], \"é\": \"\\ud83d\\ude00\", \"c\": 1e5}";
    let pointer = Pointer::parse("/a/b/0").unwrap();
    for (name, text) in [("a.yaml", yaml), ("a.json", json)] {
        for at in 0..=text.len() {
            for noise in
                ["", "\"", "\\", "[", "}", ":", "&x ", "*x", "!", "\0", "\u{85}", "\t", "- ", "%", "\r", "\u{feff}"]
            {
                let mut bytes = text.as_bytes().to_vec();
                bytes.splice(at..at, noise.bytes());
                let cut = &text.as_bytes()[..at];
                for bytes in [bytes.as_slice(), &[cut, noise.as_bytes()].concat()] {
                    let mut diags = Diags::default();
                    let value = load(&files(name, bytes), name, &mut diags);
                    assert_eq!(value.is_none() as usize, diags.iter().count(), "{:?}", String::from_utf8_lossy(bytes));
                    position(bytes, name, &pointer);
                }
            }
        }
    }
}

#[test]
fn positions() {
    let yaml = "openapi: 3.0.0\npaths:\n  /a/{b}:\n    get:\n      - one\n      - {two: é, 'three': 3}\n";
    let json =
        "{\"openapi\": \"3\",\n \"paths\": {\"/a/{b}\":\n\t{\"get\": [\"one\", {\"two\": \"\u{e9}\", \"three\": 3}]}}}";
    let cases = [
        ("/openapi", (1, 1), (1, 2)),
        ("/paths", (2, 1), (2, 2)),
        ("/paths/~1a~1{b}", (3, 3), (2, 12)),
        ("/paths/~1a~1{b}/get", (4, 5), (3, 3)),
        ("/paths/~1a~1{b}/get/0", (5, 9), (3, 11)),
        ("/paths/~1a~1{b}/get/1/three", (6, 18), (3, 31)),
    ];
    for (pointer, in_yaml, in_json) in cases {
        let at = Pointer::parse(pointer).unwrap();
        let found = |text: &str, file| position(text.as_bytes(), file, &at).map(|span| (span.line, span.column));
        assert_eq!(found(yaml, "a.yaml"), Some(in_yaml), "{pointer}");
        assert_eq!(found(json, "a.json"), Some(in_json), "{pointer}");
    }
    assert_eq!(position(yaml.as_bytes(), "a.yaml", &Pointer::parse("/nope").unwrap()), None);
}

/// What is looked up of a few nodes is what is known of all of them, however much stands between.
#[test]
fn positions_of_what_is_wanted() {
    let json =
        "{\"a\": {\"x\": \"}]\\\"{\", \"y\": [1,\n [2, {\"z\": {}}]]},\n \"b\": [{\"c\": 1}, {\"c\":\n 2}], \"d\": {}}";
    let yaml = "a: {x: 'y', y: [1, [2, {z: {}}]]}\nb:\n- c: 1\n- c: 2\nd: {}\n";
    for (text, file) in [(json, "a.json"), (yaml, "a.yaml")] {
        let all = super::positions(text.as_bytes(), file);
        let places = ["", "/a", "/a/x", "/a/y/1/1/z", "/b", "/b/0/c", "/b/1", "/b/1/c", "/d", "/nope"];
        let places = places.map(|place| Pointer::parse(place).unwrap());
        for wanted in places.iter().map(std::slice::from_ref).chain([places.as_slice()]) {
            let found = super::positions_of(text.as_bytes(), file, wanted);
            for place in wanted {
                assert_eq!(found.get(place), all.get(place), "{place} of {wanted:?} in {file}");
                assert_eq!(found.get(place).is_some(), place.as_str() != "/nope", "{place} in {file}");
                assert!(
                    place.parent().is_none_or(|around| found.get(&around) == all.get(&around)),
                    "{place} in {file}"
                );
            }
        }
    }
}
