//! Bad input through the whole of `cargo xtask regen` with the real generator: each is said with its place and the way
//! out, the run fails, and not a byte of the workspace changes.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Quick, Site};
use xtask::regen::{Generator, Job, Mode, Verdict, regen};

const PROVIDER: &str = "\
title = \"Demo\"
description = \"A demonstration.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
default-environment = \"Live\"

[source]
document = \"https://example.com/openapi.yaml\"
retrieved = \"2026-11-21\"

[environments.Live]
server = \"https://api.example.com\"
about = \"The one.\"
";

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Demo, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: Pets.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      properties: {name: {type: string}}
";

/// Generates from good input, then from input with `changes`; what is said is `expect`.
fn check(name: &str, changes: &[(&str, Option<&str>)], expect: &str) {
    let site = Site::new(name);
    site.put("specs/demo/provider.toml", PROVIDER);
    site.put("specs/demo/openapi.yaml", DOCUMENT);
    site.put("src/lib.rs", "");
    let run =
        |mode| regen(&Job { root: &site.root, disk: &Quick, generator: Generator::real("one"), chosen: &[], mode });
    let good = run(Mode::Write);
    assert_eq!(good.verdict, Verdict::Good, "{name}: {:?}", good.said);
    for (file, text) in changes {
        let path = format!("specs/demo/{file}");
        match text {
            Some(text) => site.put(&path, text),
            None => site.remove(&path),
        }
    }
    let before = site.files();
    for mode in [Mode::Write, Mode::Check] {
        let bad = run(mode);
        assert_eq!(bad.said.join("\n"), format!("{expect}\nerror: nothing was written"), "{name}");
        assert_eq!(bad.verdict, Verdict::Bad, "{name}: exit status 1");
        assert_eq!(site.files(), before, "{name}: nothing is written");
    }
}

fn document(from: &str, to: &str) -> String {
    assert!(DOCUMENT.contains(from), "{from}");
    DOCUMENT.replacen(from, to, 1)
}

fn provider(from: &str, to: &str) -> String {
    assert!(PROVIDER.contains(from), "{from}");
    PROVIDER.replacen(from, to, 1)
}

#[test]
fn a_missing_document() {
    check(
        "missing",
        &[("openapi.yaml", None)],
        "error[source-missing]: there is no file `openapi.yaml` here
 --> specs/demo/openapi.yaml
  = help: add it, or correct `spec` in provider.toml
",
    );
}

#[test]
fn text_that_is_not_yaml_or_json() {
    check(
        "yaml",
        &[("openapi.yaml", Some("openapi: 3.0.3\npaths: {\n"))],
        "error[source-syntax]: the file is not YAML: while parsing a node, did not find expected node content
 --> specs/demo/openapi.yaml:3:1
  |
3 |
  | ^
  = help: correct the file at this place; nothing after it was read
",
    );
    let json = provider("openapi.yaml\"\nversion", "openapi.json\"\nversion");
    check(
        "json",
        &[("provider.toml", Some(&json)), ("openapi.json", Some("{\"openapi\": \"3.0.3\",}"))],
        "error[source-syntax]: the file is not JSON: trailing comma
 --> specs/demo/openapi.json:1:21
  |
1 | {\"openapi\": \"3.0.3\",}
  |                     ^
  = help: correct the file at this place; nothing after it was read
",
    );
}

#[test]
fn another_version() {
    check(
        "version",
        &[("openapi.yaml", Some(&document("3.0.3", "4.0.0")))],
        "error[unsupported-version]: `openapi: 4.0.0` is not a supported version
 --> specs/demo/openapi.yaml:1:1 #/openapi
  |
1 | openapi: 4.0.0
  | ^
  = help: supported are `swagger: \"2.0\"` and `openapi: 3.0.x`, `3.1.x` and `3.2.x`
",
    );
}

#[test]
fn a_reference_to_nothing() {
    check(
        "dangling",
        &[("openapi.yaml", Some(&document("schemas/Pet'", "schemas/Pets'")))],
        "degraded[dangling-ref]: `#/components/schemas/Pets` is not in this document
  --> specs/demo/openapi.yaml:13:24 #/paths/~1pets/get/responses/200/content/application~1json/schema/$ref
   |
13 |               schema: {$ref: '#/components/schemas/Pets'}
   |                        ^
   = note: the schema is read as one without conditions
   = help: did you mean `#/components/schemas/Pet`? or allow `dangling-ref` here in provider.toml with a reason
",
    );
}

#[test]
fn an_overlay_action_that_matches_nothing() {
    let overlay = "overlay: 1.0.0\ninfo: {title: Corrections, version: '1'}\nactions:\n  - target: $.paths['/dogs']\n    \
        x-why: Dogs are pets.\n    remove: true\n";
    check(
        "overlay",
        &[("overlay.yaml", Some(overlay))],
        "error[overlay-unmatched]: `$.paths['/dogs']` matches nothing
 --> specs/demo/overlay.yaml:4:5 #/actions/0/target
  |
4 |   - target: $.paths['/dogs']
  |     ^
  = note: `$.paths` is the longest beginning of it that matches
  = help: correct the target, or remove the action if the document no longer needs it
",
    );
}

#[test]
fn an_unknown_key() {
    check("key", &[("provider.toml", Some(&provider("title =", "titel =")))], "error[config-unknown-key]: `titel` is not a known key
 --> specs/demo/provider.toml:1:1
  |
1 | titel = \"Demo\"
  | ^
  = help: known keys are `title`, `description`, `spec`, `version`, `keywords`, `publish`, `group-features`, `default-environment`, `source`, `environments`, `auth`, `idempotency`, `webhooks`, `names`, `pagination`, `allow`, `ignore`

error[config-missing-key]: `title` is missing
 --> specs/demo/provider.toml
  = help: add title = \"Demo\"
");
}

#[test]
fn two_operations_that_want_one_name() {
    let twice = document(
        "components:",
        "  /dogs:\n    get:\n      operationId: list_pets\n      responses: {'204': {description: None.}}\ncomponents:",
    );
    check("operations", &[("openapi.yaml", Some(&twice)), ("names.lock", None)], "degraded[name-clash]: operation `listPets` wants the name `list_pets`, and so does GET /dogs; it would be `list_pets_get`
 --> specs/demo/openapi.yaml:6:5 #/paths/~1pets/get
  |
6 |     get:
  |     ^
  = help: pin a name for it in provider.toml, under [names]: \"#/paths/~1pets/get\" = \"name\"; or allow `name-clash` here in provider.toml with a reason
");
}

#[test]
fn two_types_that_want_one_name() {
    let twice = document("  schemas:\n", "  schemas:\n    pet: {type: object, properties: {a: {type: string}}}\n");
    let twice = twice.replacen("{name: {type: string}}", "{name: {$ref: '#/components/schemas/pet'}}", 1);
    check("types", &[("openapi.yaml", Some(&twice))], "degraded[name-clash]: schema `pet` wants the name `Pet`, and so does #/components/schemas/Pet; it would be `PetSchema`
  --> specs/demo/openapi.yaml:16:5 #/components/schemas/pet
   |
16 |     pet: {type: object, properties: {a: {type: string}}}
   |     ^
   = help: pin a name for it in provider.toml, under [names]: \"#/components/schemas/pet\" = \"name\"; or allow `name-clash` here in provider.toml with a reason
");
}

#[test]
fn a_server_without_a_name() {
    check(
        "server",
        &[(
            "openapi.yaml",
            Some(&document(
                "{url: https://api.example.com}",
                "{url: https://api.example.com}, {url: https://b.example.com}",
            )),
        )],
        "error[environment-unnamed]: the server `https://b.example.com` has no name
 --> specs/demo/openapi.yaml:3:43 #/servers/1
  |
3 | servers: [{url: https://api.example.com}, {url: https://b.example.com}]
  |                                           ^
  = help: name it in provider.toml: [environments.Name] with server = \"https://b.example.com\"
",
    );
    check(
        "default",
        &[("provider.toml", Some(&provider("default-environment = \"Live\"\n", "")))],
        "error[environment-default]: no environment is the default
 --> specs/demo/provider.toml
  = help: choose one by default-environment = \"Name\"; list order is no choice
",
    );
}
