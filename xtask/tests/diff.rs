//! `cargo xtask diff`: exit status and report, of files, of providers since a commit, and for git.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;

use bursar_diff::report::text::Style;
use common::Site;
use xtask::diff::{Told, options, tell};

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Demo, version: 1.0.0}\nservers: [{url: https://demo.test}]\npaths:\n  /a:\n    \
     get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}\n\
     components:\n  schemas:\n    A: {type: object, required: [a], properties: {a: {type: string}}}\n";

const CONFIG: &str = "title = \"Demo\"\nspec = \"openapi.yaml\"\n";

fn run(root: &Path, line: &str) -> Told {
    let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
    tell(root, &options::parse(&args).unwrap(), Style::Plain)
}

/// The lines that say what kind of change there is.
fn ids(told: &Told) -> Vec<&str> {
    told.text.lines().filter(|line| ["ERR ", "WARN", "INFO"].iter().any(|level| line.starts_with(level))).collect()
}

fn git(root: &Path, args: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "user.name=demo", "-c", "user.email=demo@demo.test", "-c", "commit.gpgsign=false"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn compares_two_files() {
    let site = Site::new("diff-files");
    let path = |name: &str| site.root.join(name).to_string_lossy().into_owned();
    site.put("a.yaml", DOCUMENT);
    site.put("b.yaml", &DOCUMENT.replace("required: [a], ", ""));
    site.put("c.yaml", &DOCUMENT.replace("title: Demo", "title: Other"));
    site.put("broken.yaml", "openapi: [\n");
    site.put("other.yaml", "a: 1\n");
    let line =
        |old: &str, new: &str, more: &str| format!("--base-spec {} --revision-spec {} {more}", path(old), path(new));
    let check = |old: &str, new: &str, more: &str, status: u8, expect: &[&str]| {
        let told = run(&site.root, &line(old, new, more));
        assert_eq!((told.status, ids(&told)), (status, expect.to_vec()), "{old} {new} {more}: {told:?}");
    };
    let broken = "ERR  response-property-became-optional";
    let mended = "INFO response-property-became-required";
    check("a.yaml", "a.yaml", "", 0, &[]);
    check("a.yaml", "c.yaml", "--fail-on info", 0, &[]);
    check("a.yaml", "b.yaml", "", 1, &[broken]);
    check("b.yaml", "a.yaml", "", 0, &[mended]);
    check("b.yaml", "a.yaml", "--fail-on warn", 0, &[mended]);
    check("b.yaml", "a.yaml", "--fail-on info", 1, &[mended]);
    check("a.yaml", "broken.yaml", "", 3, &[]);
    check("missing.yaml", "a.yaml", "", 3, &[]);
    check("other.yaml", "a.yaml", "", 3, &[]);
    let told = run(&site.root, &line("other.yaml", "missing.yaml", ""));
    let expect = format!("error: {}: the document has neither `openapi` nor `swagger` at its root", path("other.yaml"));
    assert_eq!(told.said.first(), Some(&expect));
    assert!(told.said[1].starts_with(&format!("error: {}: ", path("missing.yaml"))), "{told:?}");
    check("a.yaml", "b.yaml", "--fail-on major", 1, &[broken]);
    check("a.yaml", "a.yaml", "--fail-on minor", 0, &[]);
    let told = run(&site.root, &line("a.yaml", "b.yaml", ""));
    assert!(told.text.contains("\n     Rust types::A::a: String → Option<String> (major)\n"), "{}", told.text);
    // the folder that a document lies in names no variables of its client
    let secured =
        format!("{DOCUMENT}  securitySchemes: {{s: {{type: http, scheme: bearer}}}}\nsecurity: [{{s: []}}]\n");
    site.put("one/a.yaml", &secured);
    site.put("other/a.yaml", &secured.replace("required: [a], ", ""));
    let told = run(&site.root, &line("one/a.yaml", "other/a.yaml", ""));
    assert!(told.text.contains("(major)\n") && !told.text.contains("_TOKEN"), "{}", told.text);
    // where there is no client, nothing is known of it, and that is said
    site.put("bare.yaml", "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: [x]\n");
    let told = run(&site.root, &line("a.yaml", "bare.yaml", "--fail-on major"));
    assert_eq!(told.status, 2, "{told:?}");
    let json = run(&site.root, &line("a.yaml", "b.yaml", "--format json"));
    let json: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert_eq!(json["schema"], "spec-diff/1");
    assert_eq!(json["summary"]["wire_breaking"], true);
    assert_eq!(json["changes"][0]["base"]["pointer"], "/components/schemas/A/required");
}

#[test]
fn follows_references_into_files() {
    let site = Site::new("diff-parts");
    for (folder, kind) in [("one", "string"), ("two", "integer")] {
        let text = DOCUMENT.replace("'#/components/schemas/A'", "'../parts/a.yaml#/A'");
        site.put(&format!("{folder}/api/openapi.yaml"), &text);
        site.put(
            &format!("{folder}/parts/a.yaml"),
            &format!("A: {{type: object, properties: {{a: {{type: {kind}}}}}}}\n"),
        );
    }
    let path = |name: &str| site.root.join(name).to_string_lossy().into_owned();
    let files =
        format!("--base-spec {} --revision-spec {}", path("one/api/openapi.yaml"), path("two/api/openapi.yaml"));
    let told = run(&site.root, &files);
    assert_eq!(ids(&told), ["ERR  response-property-type-changed"]);
    let place = format!("{}:1:36 /A/properties/a/type", path("two/parts/a.yaml"));
    assert!(told.text.contains(&place), "{}", told.text);
    assert!(told.text.contains("Rust types::AA::a: Option<String> → Option<i64> (major)"), "{}", told.text);
}

#[test]
fn compares_providers_with_a_commit() {
    let site = Site::new("diff-git");
    let root = &site.root;
    site.put("specs/demo/provider.toml", CONFIG);
    site.put("specs/demo/openapi.yaml", DOCUMENT);
    site.put("specs/gone/provider.toml", CONFIG);
    site.put("specs/gone/openapi.yaml", DOCUMENT);
    git(root, &["init", "-q", "-b", "trunk"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "first"]);
    let told = run(root, "");
    assert_eq!((told.status, ids(&told)), (0, vec![]), "{told:?}");
    assert_eq!(told.said, Vec::<String>::new());
    // an overlay counts: what it says is what the client is made of
    let overlay = "overlay: 1.0.0\ninfo: {title: o, version: 1.0.0}\nactions:\n- target: $.components.schemas.A\n  update: \
                   {properties: {b: {type: string}}}\n  x-why: it is sent\n";
    site.put("specs/demo/overlay.yaml", overlay);
    std::fs::remove_dir_all(root.join("specs/gone")).unwrap();
    site.put("specs/fresh/provider.toml", CONFIG);
    site.put("specs/fresh/openapi.yaml", DOCUMENT);
    let told = run(root, "--fail-on info");
    assert_eq!(ids(&told), ["INFO response-optional-property-added"], "{told:?}");
    assert_eq!(told.said, ["note: specs/fresh is new since HEAD", "note: specs/gone is gone since HEAD"]);
    assert_eq!(told.status, 1);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "second"]);
    assert_eq!(ids(&run(root, "demo")), Vec::<&str>::new());
    assert_eq!(ids(&run(root, "demo --base HEAD~1")), ["INFO response-optional-property-added"]);
    let check = |line: &str, expect: &str| {
        assert_eq!(run(root, line), Told { status: 2, text: String::new(), said: vec![expect.to_owned()] }, "{line}");
    };
    check("nobody", "error: there is no provider `nobody`");
    check("--base nowhere", "error: git knows no commit `nowhere`");
}

#[test]
fn what_was_looked_at_is_ignored_with_its_reason() {
    let site = Site::new("diff-ignore");
    let root = &site.root;
    let config = "title = \"Demo\"\ndescription = \"A demo.\"\nspec = \"openapi.yaml\"\nversion = \"0.1.0\"\nkeywords = \
        [\"demo\"]\ndefault-environment = \"Live\"\n[source]\ndocument = \"https://demo.test\"\nretrieved = \"2026-01-01\"\n\
        [environments.Live]\nserver = \"https://demo.test\"\nabout = \"It.\"\n";
    site.put("specs/demo/provider.toml", config);
    site.put("specs/demo/openapi.yaml", DOCUMENT);
    git(root, &["init", "-q", "-b", "trunk"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "first"]);
    site.put("specs/demo/openapi.yaml", &DOCUMENT.replace("required: [a], ", ""));
    let json = run(root, "demo --format json").text;
    let print: serde_json::Value = serde_json::from_str(&json).unwrap();
    let print = print["changes"][0]["fingerprint"].as_str().unwrap().to_owned();
    let ignore = |path: &str, print: &str| {
        format!(
            "{config}[[ignore]]\nid = \"response-property-became-optional\"\npath = \"{path}\"\nfingerprint = \"{print}\"\nwhy = \"It never came.\"\n"
        )
    };
    site.put("specs/demo/provider.toml", &ignore("/*", &print));
    let told = run(root, "demo");
    assert_eq!((told.status, told.said.len()), (0, 0), "{told:?}");
    assert!(told.text.contains("     ignored: It never came.\n"), "{}", told.text);
    let check = |config: &str, expect: &str| {
        site.put("specs/demo/provider.toml", config);
        let told = run(root, "demo");
        let expect = format!(
            "error: specs/demo/provider.toml:13: `[[ignore]]` of `response-property-became-optional` ignores nothing\n  = help: {expect}"
        );
        assert_eq!((told.status, told.said), (2, vec![expect]));
    };
    check(&ignore("/b/**", &print), "the change is also at paths that it does not name");
    let other = format!("the only change with this id has the fingerprint {print}; look at it again");
    check(&ignore("/a", "0000"), &other);
    site.put("specs/demo/openapi.yaml", &DOCUMENT.replace("properties: {a:", "properties: {b: {type: string}, a:"));
    check(&ignore("/a", &print), "there is no such change; remove it");
    // a document that is as it was has nothing to ignore
    site.put("specs/demo/openapi.yaml", DOCUMENT);
    assert_eq!(run(root, "demo").status, 0);
}

#[test]
fn answers_git() {
    let site = Site::new("diff-external");
    site.put("old.yaml", DOCUMENT);
    site.put("new.yaml", &DOCUMENT.replace("type: string", "type: integer"));
    site.put("old.toml", "a = 1\n");
    site.put("new.toml", "a = 2\n");
    let path = |name: &str| site.root.join(name).to_string_lossy().into_owned();
    let line = |label: &str, old: &str, new: &str| format!("{label} {old} 0123abcd 100644 {new} 0000000 100644");
    let told = run(&site.root, &line("specs/demo/openapi.yaml", &path("old.yaml"), &path("new.yaml")));
    assert_eq!((told.status, ids(&told)), (0, vec!["ERR  response-property-type-changed"]));
    assert!(told.text.starts_with("specs/demo/openapi.yaml 1.0.0: 1 breaking\n"), "{}", told.text);
    let told = run(&site.root, &line("specs/demo/provider.toml", &path("old.toml"), &path("new.toml")));
    assert!(told.text.contains("-a = 1\n+a = 2\n"), "{told:?}");
    let told = run(&site.root, &line("specs/demo/openapi.yaml", "/dev/null", &path("new.yaml")));
    assert!(told.text.contains("+openapi: 3.0.3\n"), "{told:?}");
}
