//! Tables over the whole stage: a document and an overlay to the document afterwards, to its trace, or to what is said.

#![allow(clippy::unwrap_used)]

mod said;

use crate::Files;
use crate::diag::{Diags, Severity, Spot};
use crate::source::{Pointer, Trace, Value};

const SPEC: &str = "openapi.yaml";

const DOC: &str = r#"{
    "info": {"title": "Demo", "version": "1"},
    "paths": {
        "/x": {"get": {"tags": ["a", "b", "c"], "limit": 1.50}, "put": {"tags": []}},
        "/y": {"get": {"tags": ["b"], "deep": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}}
    },
    "components": {"schemas": {
        "A": {"type": "string", "format": "x"},
        "B": {"type": "object", "properties": {"a": {"format": "x"}, "b": {"format": "y"}}},
        "C": {"type": "array", "items": {"format": "x"}, "nullable": null}
    }}
}"#;

fn run(overlay: &str) -> (Value, Trace, Diags) {
    let mut files = Files::from([(SPEC.to_owned(), DOC.as_bytes().to_vec())]);
    let mut diags = Diags::default();
    let mut value = crate::source::load(&files, SPEC, &mut diags).unwrap();
    files.insert(super::FILE.to_owned(), overlay.as_bytes().to_vec());
    let mut trace = Trace::default();
    super::apply(&mut value, &files, SPEC, &mut trace, &mut diags);
    (value, trace, diags)
}

fn with_head(actions: &str) -> String {
    format!("overlay: 1.1.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}")
}

/// Actions as `[target, what it does]`, each with a reason.
fn actions(list: &[(&str, &str)]) -> String {
    let action = |(target, change): &(&str, &str)| format!("- {{target: \"{target}\", x-why: W, {change}}}\n");
    with_head(&list.iter().map(action).collect::<String>())
}

/// What is said, a line for the place and the message, one for each note and for the help.
fn said(diags: &Diags) -> Vec<String> {
    let mut lines = Vec::new();
    for diag in diags.iter() {
        assert_eq!(diag.severity, Severity::Error);
        let place = match &diag.at.at {
            Spot::Pointer(pointer) => pointer.to_string(),
            other => format!("{other:?}"),
        };
        lines.push(format!("{} {} {place}: {}", diag.code, diag.at.file, diag.message));
        lines.extend(diag.notes.iter().map(|(_, text)| format!("note: {text}")));
        lines.extend(diag.help.iter().map(|text| format!("help: {text}")));
    }
    lines
}

/// The document's part at `at` after the actions, numbers as written.
fn check(list: &[(&str, &str)], at: &str, expect: &str) {
    let (value, _, diags) = run(&actions(list));
    assert_eq!(said(&diags), Vec::<String>::new(), "{list:?}");
    let found = value.at(&Pointer::parse(at).unwrap()).map(text).unwrap_or_else(|| "nothing".to_owned());
    assert_eq!(found, expect, "{list:?}");
}

fn check_trace(list: &[(&str, &str)], expect: &[(&str, &str)]) {
    let (_, trace, diags) = run(&actions(list));
    assert_eq!(said(&diags), Vec::<String>::new(), "{list:?}");
    for (pointer, wanted) in expect {
        let origin = trace.resolve(&Pointer::parse(pointer).unwrap(), SPEC);
        let via = origin.via.map(|(file, action)| format!(" via {file} {action}")).unwrap_or_default();
        assert_eq!(format!("{} {}{via}", origin.file, origin.pointer), *wanted, "{pointer} of {list:?}");
    }
}

fn check_said(overlay: &str, expect: &[&str]) {
    assert_eq!(said(&run(overlay).2), expect, "{overlay}");
}

fn check_action(target: &str, change: &str, expect: &[&str]) {
    check_said(&actions(&[(target, change)]), expect);
}

fn text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.as_str().to_owned(),
        Value::Array(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let list: Vec<String> = members.iter().map(|(key, value)| format!("{key}:{}", text(value))).collect();
            format!("{{{}}}", list.join(","))
        }
        other => other.to_json().to_string(),
    }
}

#[test]
fn no_overlay_is_no_change() {
    let files = Files::from([(SPEC.to_owned(), DOC.as_bytes().to_vec())]);
    let (mut trace, mut diags) = (Trace::default(), Diags::default());
    let before = crate::source::load(&files, SPEC, &mut diags).unwrap();
    let mut after = before.clone();
    super::apply(&mut after, &files, SPEC, &mut trace, &mut diags);
    assert_eq!((after, said(&diags).len()), (before, 0));
}

#[test]
fn updates_merge() {
    let merged = r#"{title:"New",version:"1",contact:{n:1.0}}"#;
    check(&[("$.info", "update: {title: New, contact: {n: 1.0}}")], "/info", merged);
    check(&[("$", "update: {info: {title: New, contact: {n: 1.0}}}")], "/info", merged);
    // the number of the spec keeps its text next to what is new
    let get = r#"{tags:["a","b","c","d"],limit:1.50,x-new:true}"#;
    check(&[("$.paths['/x'].get", "update: {tags: [d], x-new: true}")], "/paths/~1x/get", get);
    check(&[("$.components.schemas.C", "update: {nullable: true}")], "/components/schemas/C/nullable", "true");
    check(&[("$.info.title", "update: New")], "/info/title", "\"New\"");
}

#[test]
fn updates_of_arrays_append() {
    check(&[("$.paths['/x'].put.tags", "update: {name: n}")], "/paths/~1x/put/tags", r#"[{name:"n"}]"#);
    check(&[("$.paths['/x'].get.tags", "update: d")], "/paths/~1x/get/tags", r#"["a","b","c","d"]"#);
    check(&[("$.paths['/x'].get.tags", "update: [d, [e]]")], "/paths/~1x/get/tags", r#"["a","b","c","d",["e"]]"#);
}

#[test]
fn every_match_is_updated_once() {
    let x = "$..[?@.format=='x']";
    check(
        &[(x, "update: {seen: 1}")],
        "/components/schemas",
        r#"{A:{type:"string",format:"x",seen:1},B:{type:"object",properties:{a:{format:"x",seen:1},b:{format:"y"}}},C:{type:"array",items:{format:"x",seen:1},nullable:null}}"#,
    );
    check(&[("$.paths['/x','/x'].get.tags", "update: d")], "/paths/~1x/get/tags", r#"["a","b","c","d"]"#);
    // one of two has it already: the action is still needed
    check(&[("$.paths[*].get", "update: {limit: 1.50}")], "/paths/~1y/get/limit", "1.50");
}

#[test]
fn actions_see_what_the_ones_before_did() {
    let list = [
        ("$.components.schemas.A", "remove: true"),
        ("$.components.schemas", "update: {A: {type: integer}}"),
        ("$.components.schemas[?@.type=='integer']", "update: {format: int64}"),
    ];
    check(&list, "/components/schemas/A", r#"{type:"integer",format:"int64"}"#);
}

#[test]
fn removals() {
    check(&[("$.info.title", "remove: true")], "/info", r#"{version:"1"}"#);
    check(&[("$.paths['/x']", "remove: true")], "/paths/~1x", "nothing");
    check(&[("$.paths['/x'].get.tags[0,2,0]", "remove: true")], "/paths/~1x/get/tags", r#"["b"]"#);
    check(&[("$.paths['/x'].get.tags[?@ != 'b']", "remove: true")], "/paths/~1x/get/tags", r#"["b"]"#);
    check(&[("$..tags[?@=='b']", "remove: true")], "/paths/~1y/get/tags", "[]");
    // the first element of every array goes, and of the arrays in them
    check(&[("$.paths['/y'].get.deep..[0]", "remove: true")], "/paths/~1y/get/deep", "[[5,6],[8,9]]");
    check(&[("$.components..*", "remove: true")], "/components", "{}");
    check(&[("$.components.schemas.*", "remove: true")], "/components/schemas", "{}");
}

#[test]
fn more_than_ten_elements_are_removed_by_number() {
    let list = [
        ("$.paths['/x'].put.tags", "update: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]"),
        ("$.paths['/x'].put.tags[2,10]", "remove: true"),
    ];
    check(&list, "/paths/~1x/put/tags", "[0,1,3,4,5,6,7,8,9,11]");
}

#[test]
fn trace_of_updates() {
    let list = [("$.paths['/x']", "update: {get: {tags: [d], limit: 2}, delete: {summary: s}}")];
    let expect = [
        ("/paths/~1x", "openapi.yaml #/paths/~1x via overlay.yaml #/actions/0"),
        ("/paths/~1x/get", "openapi.yaml #/paths/~1x/get via overlay.yaml #/actions/0"),
        ("/paths/~1x/get/tags/2", "openapi.yaml #/paths/~1x/get/tags/2"),
        ("/paths/~1x/get/tags/3", "overlay.yaml #/actions/0/update/get/tags/0"),
        ("/paths/~1x/get/limit", "overlay.yaml #/actions/0/update/get/limit"),
        ("/paths/~1x/delete/summary", "overlay.yaml #/actions/0/update/delete/summary"),
        ("/paths/~1x/put", "openapi.yaml #/paths/~1x/put"),
        ("/paths", "openapi.yaml #/paths"),
    ];
    check_trace(&list, &expect);
    // what says the same already stays what it is
    check_trace(&[("$.info", "update: {title: Demo, x: 1}")], &[("/info/title", "openapi.yaml #/info/title")]);
    check_trace(
        &[("$.paths['/x'].get.tags", "update: d")],
        &[("/paths/~1x/get/tags/3", "overlay.yaml #/actions/0/update")],
    );
}

#[test]
fn trace_of_several_actions() {
    // removed and put back: what is there is of the overlay, down to the keys that a first action had touched
    let list = [
        ("$.components.schemas.C.items", "update: {format: z}"),
        ("$.components.schemas.C", "remove: true"),
        ("$.components.schemas", "update: {C: {items: {format: q}}}"),
        ("$.components.schemas.C.items", "update: {type: string}"),
    ];
    let expect = [
        ("/components/schemas/C/items/format", "overlay.yaml #/actions/2/update/C/items/format"),
        ("/components/schemas/C/items/type", "overlay.yaml #/actions/3/update/type"),
        ("/components/schemas/C/items", "overlay.yaml #/actions/2/update/C/items"),
        ("/components/schemas", "openapi.yaml #/components/schemas via overlay.yaml #/actions/2"),
        ("/components", "openapi.yaml #/components"),
    ];
    check_trace(&list, &expect);
}

#[test]
fn trace_of_removals() {
    let tags = "/paths/~1x/get/tags";
    check_trace(
        &[("$.paths['/x'].get.tags[0]", "remove: true"), ("$.paths['/x'].get.tags[0]", "remove: true")],
        &[("/paths/~1x/get/tags/0", "openapi.yaml #/paths/~1x/get/tags/2")],
    );
    check_trace(
        &[("$.paths['/x'].get.tags", "update: d"), ("$.paths['/x'].get.tags[1]", "remove: true")],
        &[
            (tags, "openapi.yaml #/paths/~1x/get/tags via overlay.yaml #/actions/1"),
            ("/paths/~1x/get/tags/0", "openapi.yaml #/paths/~1x/get/tags/0"),
            ("/paths/~1x/get/tags/1", "openapi.yaml #/paths/~1x/get/tags/2"),
            ("/paths/~1x/get/tags/2", "overlay.yaml #/actions/0/update"),
        ],
    );
    // arrays in arrays, both shortened
    check_trace(
        &[("$.paths['/y'].get.deep..[0]", "remove: true")],
        &[
            ("/paths/~1y/get/deep/0", "openapi.yaml #/paths/~1y/get/deep/1 via overlay.yaml #/actions/0"),
            ("/paths/~1y/get/deep/0/0", "openapi.yaml #/paths/~1y/get/deep/1/1"),
            ("/paths/~1y/get/deep/1/1", "openapi.yaml #/paths/~1y/get/deep/2/2"),
        ],
    );
}

#[test]
fn a_later_stage_records_in_its_own_coordinates() {
    let (_, mut trace, _) = run(&actions(&[("$.paths['/x'].get.tags[0]", "remove: true")]));
    let at = |text| Pointer::parse(text).unwrap();
    trace.moved(at("/b"), crate::source::Origin::new(SPEC, at("/paths/~1x/get/tags")));
    assert_eq!(trace.resolve(&at("/b/0"), SPEC).pointer, at("/paths/~1x/get/tags/1"));
}
