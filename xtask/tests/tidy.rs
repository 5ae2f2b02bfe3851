//! The rules of the source: this workspace keeps them, and each is seen when it is broken.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::Site;
use xtask::tidy;

#[test]
fn this_workspace_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    assert_eq!(tidy::check(root).unwrap(), [""; 0]);
}

fn check(files: &[(&str, &str)], expect: &[&str]) {
    let site = Site::new("tidy");
    site.put("specs/alpha/provider.toml", "");
    site.put("specs/two-words/provider.toml", "");
    for (path, text) in files {
        site.put(path, text);
    }
    let expect: Vec<_> = expect.iter().map(|what| format!("error: {what}")).collect();
    assert_eq!(tidy::check(&site.root).unwrap(), expect, "{files:?}");
}

#[test]
fn modules_use_what_the_table_allows() {
    let rule = "`lower` may not use `model::Thing`; it may use: source, diag";
    check(&[("codegen/src/lower/mod.rs", "//! x\nuse crate::source::Value;\nuse crate::diag::{Diag, Place};\n")], &[]);
    check(
        &[("codegen/src/lower.rs", "//! x\nuse crate::model::Thing;")],
        &[&format!("codegen/src/lower.rs:2: {rule}")],
    );
    check(
        &[("codegen/src/lower/a/b.rs", "//! x\nuse super::super::super::model::Thing;\nuse super::model::Other;\n")],
        &[&format!("codegen/src/lower/a/b.rs:2: {rule}")],
    );
    check(
        &[("codegen/src/lower/a.rs", "//! x\nfn a() {\n    crate::model::Thing::new()\n}\n")],
        &[&format!("codegen/src/lower/a.rs:3: {rule}")],
    );
    let source = "//! x\n// crate::model\nconst A: &str = \"crate::model\";\n#[cfg(test)]\nmod tests {\n    use crate::model::Thing;\n}\n";
    check(&[("codegen/src/lower/a.rs", source)], &[]);
    check(&[("codegen/src/lower/tests.rs", "//! x\nuse crate::model::Thing;\n")], &[]);
    check(&[("codegen/src/lib.rs", "//! x\npub use crate::model::Thing;\n")], &[]);
    check(&[("codegen/src/lower/a.rs", "//! x\nuse crate::Files;\nuse crate::lower::Near;\n")], &[]);
    check(&[("codegen/src/generate.rs", "//! x\nuse crate::{model, render};\n")], &[]);
    check(
        &[("codegen/src/ir.rs", "//! x\nuse crate::source::{Pointer, Value};\nuse crate::diag;\n")],
        &[
            "codegen/src/ir.rs:2: `ir` may not use `source::Value`; it may use: source::Pointer, diag::Place",
            "codegen/src/ir.rs:3: `ir` may not use `diag`; it may use: source::Pointer, diag::Place",
        ],
    );
    check(&[("diff/src/compare/types.rs", "//! x\nuse crate::contract::types::Types;\n")], &[]);
    check(
        &[("diff/src/contract/node.rs", "//! x\nuse crate::compare::Compared;\n")],
        &["diff/src/contract/node.rs:2: `contract` may not use `compare::Compared`; it may use: document"],
    );
    check(
        &[("codegen/src/digest.rs", "//! x\nuse crate::source::Value;\n")],
        &["codegen/src/digest.rs:2: `digest` may not use `source::Value`; it may use: nothing of the crate"],
    );
    check(
        &[("codegen/src/extra/deep.rs", "//! x\n")],
        &["codegen/src/extra/deep.rs:1: module `extra` is not in the table of xtask/src/tidy/table.rs"],
    );
}

#[test]
fn dependencies_stay_where_they_belong() {
    let rule = "`serde_yaml` may not appear in `doc`; it may in: source";
    check(&[("codegen/src/source/read.rs", "//! x\nuse serde_yaml::Value;\n")], &[]);
    for source in [
        "use serde_yaml::Value;",
        "use serde_yaml as yaml;",
        "extern crate serde_yaml;",
        "use serde_yaml;",
        "fn a() -> ::serde_yaml::Value {}",
        "fn a() { b(serde_yaml::from_str(c)) }",
        "use ::serde_yaml::Value;",
    ] {
        check(&[("codegen/src/doc.rs", &format!("//! x\n{source}\n"))], &[&format!("codegen/src/doc.rs:2: {rule}")]);
    }
    for source in
        ["let serde_yaml = 1;", "use crate::doc::serde_yaml::x;", "use serde_json::Value;", "a.serde_yaml::<T>()"]
    {
        check(&[("codegen/src/doc.rs", &format!("//! x\n{source}\n"))], &[]);
    }
    check(
        &[(
            "codegen/Cargo.toml",
            "[package]\nname = \"x\"\n[dependencies]\nserde-json-path = \"1\"\nextra.workspace = true\n# no = 1\n",
        )],
        &["codegen/Cargo.toml:5: dependency `extra` is not in the table of xtask/src/tidy/table.rs"],
    );
}

#[test]
fn files_and_functions_stay_small() {
    let lines = |count| "// x\n".repeat(count);
    let file = |path: &str, text: &str, expect: &[&str]| check(&[(path, text)], expect);
    file("runtime/src/a.rs", &format!("//! x\n{}", lines(499)), &[]);
    let rule = "runtime/src/a.rs:1: the file has 501 lines without tests; 500 are allowed";
    file("runtime/src/a.rs", &format!("//! x\n{}", lines(500)), &[rule]);
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", lines(600));
    file("runtime/src/a.rs", &format!("//! x\n{}{tests}", lines(499)), &[]);
    file("runtime/src/a.rs", &format!("//! x\n{}{tests}", lines(500)), &[rule]);
    for path in ["tests/a.rs", "runtime/tests/a.rs", "runtime/src/a/tests.rs", "generated/alpha/src/lib.rs"] {
        file(path, &format!("//! x\n{}", lines(600)), &[]);
    }
    let function = |count| format!("//! x\nfn long() {{\n{}}}\n", lines(count));
    file("xtask/src/a.rs", &function(78), &[]);
    file("xtask/src/a.rs", &function(79), &["xtask/src/a.rs:2: `long` has 81 lines; a function may have 80"]);
    file("xtask/src/a.rs", &format!("//! x\n#[cfg(test)]\n{}", &function(79)[6..]), &[]);
}

#[test]
fn files_say_first_what_they_own() {
    let rule = "the file has to begin with `//!`: what it owns, and what holds";
    for path in ["build.rs", "src/lib.rs", "tests/a.rs", "codegen/src/doc.rs", "examples/a.rs"] {
        check(&[(path, "\n//! x\n")], &[]);
        check(&[(path, "// x\n")], &[&format!("{path}:1: {rule}")]);
        check(&[(path, "")], &[&format!("{path}:1: {rule}")]);
    }
}

#[test]
fn the_generator_knows_no_provider() {
    let rule = |name| {
        format!("codegen/src/doc.rs:2: the generator may not know the provider `{name}`; say it in specs/{name}/")
    };
    for (line, name) in [
        ("let x = \"alpha\";", "alpha"),
        ("fn fix_alpha() {}", "alpha"),
        ("struct AlphaQuirk;", "alpha"),
        ("let x = \"see https://api.alpha.com/\";", "alpha"),
        ("struct TwoWords;", "two-words"),
        ("let two_words = 1;", "two-words"),
        ("const TWO_WORDS: u8 = 1;", "two-words"),
        ("let x = \"two-words\";", "two-words"),
    ] {
        check(&[("codegen/src/doc.rs", &format!("//! x\n{line}\n"))], &[&rule(name)]);
    }
    for line in ["// alpha", "let alphabet = 1;", "#[cfg(test)]\nconst A: &str = \"alpha\";"] {
        check(&[("codegen/src/doc.rs", &format!("//! x\n{line}\n"))], &[]);
    }
    check(&[("src/lib.rs", "//! x\npub use bursar_alpha as alpha;\n")], &[]);
}

#[test]
fn paths_of_one_machine_stay_there() {
    let home = concat!("/ho", "me/");
    for (path, text) in [
        ("README.md", format!("see `{home}me/x`")),
        (".ci/run", format!("cd {home}x")),
        ("src/lib.rs", format!("//! {}x", concat!("/Us", "ers/"))),
        ("a.toml", format!("a = \"{}\"", concat!("/ro", "ot/x"))),
    ] {
        let start =
            [home, concat!("/Us", "ers/"), concat!("/ro", "ot/")].into_iter().find(|start| text.contains(start));
        let expect = format!("{path}:1: a path of one machine, below `{}`", start.unwrap());
        check(&[(path, &text)], &[&expect]);
    }
    check(&[("README.md", &format!("https://example.test{home}x")), ("specs/alpha/spec", &format!("x: {home}y"))], &[]);

    let site = Site::new("own");
    site.put("generated/alpha/README.md", &format!("made in {}\n", site.root.display()));
    let expect = format!("error: generated/alpha/README.md:1: a path of one machine, below `{}`", site.root.display());
    assert_eq!(tidy::check(&site.root).unwrap(), [expect]);
}

#[test]
fn xtask_stays_light() {
    let package = |name: &str, dependencies: &[&str]| {
        let list: Vec<_> = dependencies.iter().map(|name| format!(" \"{name}\",\n")).collect();
        format!("[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\ndependencies = [\n{}]\n\n", list.concat())
    };
    let heavy = package("middle", &["tokio 1.2.3"]) + &package("runtime", &["reqwest"]);
    let manifest =
        ("xtask/Cargo.toml", "[dependencies]\nlight = \"1\"\nmiddle = { version = \"1\", optional = true }\n");
    check(&[manifest, ("Cargo.lock", &(package("xtask", &["light", "middle"]) + &heavy))], &[]);
    check(&[("Cargo.lock", &(package("xtask", &["light"]) + &heavy))], &[]);
    check(
        &[("Cargo.lock", &(package("xtask", &["light", "middle"]) + &heavy))],
        &["Cargo.lock:13: `tokio` is too heavy for xtask, which every first run compiles: xtask > middle > tokio"],
    );
}

#[test]
fn the_tables_can_be_listed() {
    let text = tidy::list();
    assert!(text.starts_with("module of codegen  may use\nsource             diag\n"), "{text}");
    for line in [
        "ir                 source::Pointer, diag::Place",
        "generate           all",
        "digest             -",
        "serde_yaml         source",
    ] {
        assert!(text.lines().any(|has| has == line), "{line}: {text}");
    }
}
