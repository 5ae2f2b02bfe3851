//! What `cargo xtask overlaid` prints, and what it says when there is nothing to print.

#![allow(clippy::unwrap_used)]

mod common;

use common::Site;
use xtask::overlaid::overlaid;
use xtask::regen::{Outcome, Verdict};

const PROVIDER: &str = "\
title = \"Demo\"
description = \"A demonstration.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
keywords = [\"demo\"]

[source]
document = \"https://example.com/openapi.yaml\"
retrieved = \"2026-11-21\"
note = \"Made up.\"
";

// the version of the document and what only lowering would change stay
const DOCUMENT: &str = "\
openapi: 3.1.0
info: {version: '1.10', title: Demo}
components:
  schemas:
    Pet: {type: [string, 'null']}
";

fn overlay(target: &str) -> String {
    format!(
        "overlay: 1.0.0\ninfo: {{title: Corrections, version: 1.0.0}}\nactions:\n  - target: {target}\n    x-why: A test of it.\n    \
         update: {{maxLength: 12}}\n"
    )
}

fn check(name: &str, files: &[(&str, &str)], provider: &str, expect: (Verdict, &[&str], &[&str])) {
    let site = Site::new(name);
    for (file, text) in files {
        site.put(&format!("specs/demo/{file}"), text);
    }
    let before = site.files();
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    let expect = Outcome { verdict: expect.0, lines: owned(expect.1), said: owned(expect.2) };
    assert_eq!(overlaid(&site.root, provider), expect, "{name}");
    assert_eq!(site.files(), before, "{name}: nothing is written");
}

#[test]
fn prints_the_corrected_document_in_its_own_version_and_order() {
    let overlay = overlay("$.components.schemas.Pet");
    let files = [("provider.toml", PROVIDER), ("openapi.yaml", DOCUMENT), ("overlay.yaml", overlay.as_str())];
    let text = r#"{
  "openapi": "3.1.0",
  "info": {
    "version": "1.10",
    "title": "Demo"
  },
  "components": {
    "schemas": {
      "Pet": {
        "type": [
          "string",
          "null"
        ],
        "maxLength": 12
      }
    }
  }
}"#;
    check("overlaid", &files, "demo", (Verdict::Good, &[text], &[]));
}

#[test]
fn prints_nothing_when_there_is_an_error() {
    let overlay = overlay("$.components.schemas.Dog");
    let files = [("provider.toml", PROVIDER), ("openapi.yaml", DOCUMENT), ("overlay.yaml", overlay.as_str())];
    let said = "\
error[overlay-unmatched]: `$.components.schemas.Dog` matches nothing
 --> specs/demo/overlay.yaml:4:5 #/actions/0/target
  |
4 |   - target: $.components.schemas.Dog
  |     ^
  = note: `$.components.schemas` is the longest beginning of it that matches
  = help: correct the target, or remove the action if the document no longer needs it
";
    check("unmatched", &files, "demo", (Verdict::Bad, &[], &[said]));
}

#[test]
fn refuses_a_provider_that_is_not_there() {
    let said = "error: specs/ has no provider `dema`; it has: demo";
    check("unknown", &[("provider.toml", PROVIDER)], "dema", (Verdict::Usage, &[], &[said]));
}
