//! What regen writes, keeps, removes and refuses, through its front door.

#![allow(clippy::unwrap_used)]

mod common;

use common::Site;
use xtask::disk::Real;
use xtask::regen::{Mode, Outcome, Verdict};

fn outcome(verdict: Verdict, lines: &[&str], said: &[&str]) -> Outcome {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Outcome { verdict, lines: owned(lines), said: owned(said) }
}

fn good(lines: &[&str]) -> Outcome {
    outcome(Verdict::Good, lines, &[])
}

fn bad(said: &[&str]) -> Outcome {
    outcome(Verdict::Bad, &[], said)
}

/// Two providers, generated.
fn two(name: &str) -> Site {
    let site = Site::new(name);
    site.put("specs/README.md", "not a provider");
    site.put("specs/alpha/spec", "file src/lib.rs //! a\nfile src/types/pet.rs //! pet\nlock pins\n");
    site.put("specs/beta/spec", "file src/lib.rs //! b\n");
    site.put("specs/beta/parts/more.yaml", "x: 1\n");
    let lines = [
        "alpha  1 operation  9 types  4 files  N ms",
        "beta   1 operation  9 types  3 files  N ms",
        "10 files written",
    ];
    // with the real disk, as it is the only one that waits for the medium
    assert_eq!(site.job(&Real, &[], Mode::Write), good(&lines));
    site
}

#[test]
fn generates_and_then_has_nothing_to_do() {
    let site = two("fresh");
    let files = site.files();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let expect = [
        "Cargo.toml",
        "generated/alpha/Cargo.toml",
        "generated/alpha/manifest",
        "generated/alpha/src/lib.rs",
        "generated/alpha/src/types/pet.rs",
        "generated/beta/Cargo.toml",
        "generated/beta/manifest",
        "generated/beta/src/lib.rs",
        "specs/README.md",
        "specs/alpha/names.lock",
        "specs/alpha/spec",
        "specs/beta/parts/more.yaml",
        "specs/beta/spec",
        "src/providers.rs",
    ];
    assert_eq!(names, expect);
    assert_eq!(site.get("generated/alpha/src/types/pet.rs"), "//! pet");
    assert_eq!(site.get("specs/alpha/names.lock"), "pins");
    let cargo = site.get("Cargo.toml");
    assert!(cargo.contains("bursar-beta = { path = \"generated/beta\", version = \"=0.1.0\""), "{cargo}");
    assert!(site.get("src/providers.rs").contains("pub use bursar_alpha as alpha;"));

    assert_eq!(site.check(&[]).verdict, Verdict::Good);
    assert_eq!(site.write(&[]), good(&["alpha  unchanged", "beta   unchanged"]));
    assert_eq!(site.write(&["beta", "alpha"]), good(&["alpha  unchanged", "beta   unchanged"]));
    assert_eq!(site.files(), files);
}

#[test]
fn another_generator_generates_again() {
    let site = two("generator");
    let files = site.files();
    let lines = ["alpha  1 operation  9 types  4 files  N ms", "beta   1 operation  9 types  3 files  N ms"];
    assert_eq!(site.job_by("two", &Real, &[], Mode::Write), good(&lines));
    assert_eq!(site.files(), files, "the same output changes no file");
    assert_eq!(site.job_by("two", &Real, &[], Mode::Write), good(&["alpha  unchanged", "beta   unchanged"]));
}

#[test]
fn a_changed_spec_changes_what_follows_from_it() {
    let site = two("change");
    site.put("specs/alpha/spec", "version 0.2.0\nfile src/lib.rs //! a\nfile src/types/cat.rs //! cat\n");
    let expect = ["alpha  1 operation  9 types  4 files  N ms", "beta   unchanged", "5 files written, 2 files removed"];
    assert_eq!(site.write(&[]), good(&expect));
    assert!(!site.has("generated/alpha/src/types/pet.rs"));
    assert!(!site.has("specs/alpha/names.lock"));
    assert!(site.get("Cargo.toml").contains("bursar-alpha = { path = \"generated/alpha\", version = \"=0.2.0\""));
    assert_eq!(site.check(&[]).verdict, Verdict::Good);

    site.put("specs/alpha/spec", "file src/lib.rs //! a\nfile src/types //! a file now\n");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    assert_eq!(site.get("generated/alpha/src/types"), "//! a file now");
    site.put("specs/alpha/spec", "file src/lib.rs //! a\nfile src/types/cat.rs //! a folder again\n");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    assert_eq!(site.get("generated/alpha/src/types/cat.rs"), "//! a folder again");
    site.put("specs/alpha/spec", "file lib.rs //! a\n");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    assert!(!site.has("generated/alpha/src"), "folders that are left empty go");
    assert_eq!(site.check(&[]).verdict, Verdict::Good);
}

#[test]
fn whatever_is_damaged_is_noticed_and_repaired() {
    type Damage = fn(&Site);
    let cases: [(&str, Damage, &str); 12] = [
        (
            "edited",
            |site| site.put("generated/beta/src/lib.rs", "//! c"),
            "generated/beta/src/lib.rs:1 is not what specs/ gives\n  is:        //! c\n  should be: //! b",
        ),
        (
            "longer",
            |site| site.put("generated/beta/src/lib.rs", "//! b\nmod x;\n"),
            "generated/beta/src/lib.rs:2 is not what specs/ gives\n  is:        mod x;\n  should be: (end of file)",
        ),
        ("deleted", |site| site.remove("generated/beta/src/lib.rs"), "generated/beta/src/lib.rs is missing"),
        ("manifest of cargo", |site| site.remove("generated/beta/Cargo.toml"), "generated/beta/Cargo.toml is missing"),
        (
            "whole crate",
            |site| site.remove("generated/alpha"),
            "generated/alpha/Cargo.toml is missing\n  3 more files differ",
        ),
        ("all crates", |site| site.remove("generated"), "generated/alpha/Cargo.toml is missing\n  6 more files differ"),
        ("manifest", |site| site.remove("generated/beta/manifest"), "generated/beta/manifest is missing"),
        (
            "manifest with a conflict",
            |site| site.put("generated/beta/manifest", "<<<<<<< ours\n"),
            "generated/beta/manifest:1 is not what specs/ gives\n  is:        <<<<<<< ours\n  should be: format 1",
        ),
        (
            "names.lock",
            |site| site.put("specs/alpha/names.lock", "other"),
            "specs/alpha/names.lock:1 is not what specs/ gives\n  is:        other\n  should be: pins",
        ),
        (
            "facade",
            |site| site.put("Cargo.toml", common::CARGO),
            "Cargo.toml:6 is not what specs/ gives\n  is:        # </providers>\n  should be: alpha = [\"dep:bursar-alpha\", \"bursar-alpha/full\"]",
        ),
        ("table", |site| site.remove("src/providers.rs"), "src/providers.rs is missing"),
        (
            "left behind",
            |site| site.put("generated/beta/src/.regen-tmp", "half"),
            "generated/beta/src/.regen-tmp is not generated from specs/",
        ),
    ];
    for (what, damage, expect) in cases {
        let site = two("damage");
        let whole = site.files();
        damage(&site);
        let damaged = site.files();
        let outcome = site.check(&[]);
        assert_eq!(site.files(), damaged, "{what}: --check writes nothing");
        assert_eq!(outcome.verdict, Verdict::Bad, "{what}");
        assert_eq!(outcome.said, [format!("error: {expect}\n  = help: run `cargo xtask regen`")], "{what}");
        assert_eq!(site.write(&[]).verdict, Verdict::Good, "{what}");
        assert_eq!(site.files(), whole, "{what}");
    }
}

#[test]
fn an_empty_folder_is_removed() {
    let site = two("hollow");
    std::fs::create_dir_all(site.root.join("generated/beta/src/old/older")).unwrap();
    std::fs::create_dir_all(site.root.join("generated/gamma")).unwrap();
    assert_eq!(site.check(&[]).verdict, Verdict::Good, "git does not see it");
    site.put("generated/beta/src/lib.rs", "edited");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    assert!(!site.has("generated/beta/src/old"));
    assert!(!site.has("generated/gamma"));
}

#[test]
fn a_foreign_file_is_named_and_left_alone() {
    let site = two("foreign");
    site.put("generated/beta/src/notes.txt", "mine");
    site.put("generated/beta/.DS_Store", "");
    let files = site.files();
    assert_eq!(
        site.check(&[]).said,
        [
            "error: generated/beta/.DS_Store is not generated from specs/\n  1 more file differs\n  = help: run `cargo xtask regen`"
        ]
    );
    let outcome = site.write(&[]);
    let expect = [
        "error: generated/beta/.DS_Store: was not written by regen; move it away or delete it",
        "error: generated/beta/src/notes.txt: was not written by regen; move it away or delete it",
    ];
    assert_eq!((outcome.verdict, outcome.said.as_slice()), (Verdict::Bad, &expect.map(str::to_owned)[..]));
    assert_eq!(site.files(), files);
}

#[test]
fn a_provider_that_is_gone_takes_its_crate_along() {
    let site = two("gone");
    site.remove("specs/alpha");
    let outcome = site.check(&[]);
    assert!(outcome.said[0].starts_with("error: Cargo.toml:6 is not what specs/ gives\n"), "{outcome:?}");
    assert_eq!(site.write(&["beta"]), good(&["beta  unchanged"]), "not asked for");
    assert!(site.has("generated/alpha/Cargo.toml"));
    assert_eq!(site.write(&[]), good(&["beta  unchanged", "2 files written, 4 files removed"]));
    assert!(!site.has("generated/alpha"));
    assert!(!site.get("Cargo.toml").contains("alpha"));
    assert!(!site.get("src/providers.rs").contains("alpha"));
    assert_eq!(site.check(&[]).verdict, Verdict::Good);
}

#[test]
fn a_crate_that_is_gone_but_holds_foreign_files_stays() {
    let site = two("kept");
    site.remove("specs/alpha");
    site.put("generated/alpha/notes.txt", "mine");
    let files = site.files();
    let outcome = site.write(&[]);
    assert_eq!(outcome.said, ["error: generated/alpha/notes.txt: was not written by regen; move it away or delete it"]);
    site.remove("generated/alpha/manifest");
    let expect =
        "error: generated/alpha: belongs to no folder of specs/ and has no manifest; move it away or delete it";
    assert_eq!(site.write(&[]).said, [expect]);
    assert_eq!(site.files().len(), files.len() - 1);
}

#[test]
fn one_provider_alone_keeps_the_others_in_the_facade() {
    let site = two("alone");
    site.put("specs/beta/spec", "version 0.3.0\nfile src/lib.rs //! b\n");
    site.put("specs/gamma/spec", "file src/lib.rs //! g\n");
    let lines = ["beta  1 operation  9 types  3 files  N ms", "4 files written"];
    assert_eq!(site.write(&["beta"]), good(&lines));
    let cargo = site.get("Cargo.toml");
    assert!(cargo.contains("full = [\"alpha\", \"beta\"]"), "gamma was not generated: {cargo}");
    assert!(cargo.contains("version = \"=0.3.0\""), "{cargo}");
    site.remove("generated/alpha/manifest");
    let expect = "error: generated/alpha: has no readable manifest; run `cargo xtask regen` for all providers";
    assert_eq!(site.write(&["beta"]).said, [expect]);
}

#[test]
fn one_wrong_provider_stops_all_and_everything_is_said() {
    let site = two("wrong");
    site.put("specs/alpha/spec", "file src/lib.rs //! changed\nsay of alpha\n");
    site.put("specs/beta/spec", "say of beta\nfail wrong\n");
    site.put("specs/gamma/spec", "fail wrong too\n");
    let files = site.files();
    let expect = ["alpha: of alpha", "beta: of beta", "beta: wrong", "gamma: wrong too", "error: nothing was written"];
    assert_eq!(site.write(&[]), bad(&expect));
    assert_eq!(site.check(&[]), bad(&expect));
    assert_eq!(site.files(), files);
}

#[test]
fn what_is_said_of_a_good_provider_is_printed() {
    let site = two("said");
    site.put("specs/beta/spec", "file src/lib.rs //! b\nsay allowed\n");
    assert_eq!(site.write(&["beta"]).said, ["beta: allowed"]);
}

#[test]
fn unknown_and_missing_providers() {
    let site = two("unknown");
    let expect = "error: specs/ has no provider `gama`; it has: alpha, beta";
    assert_eq!(site.write(&["beta", "gama"]), outcome(Verdict::Usage, &[], &[expect]));
    site.put("specs/Bad_Name/spec", "");
    site.put("specs/full/spec", "");
    let expect = [
        "error: specs/Bad_Name: is not a provider's name: lower case letters, digits and single dashes, a letter first",
        "error: specs/full: means something else in the facade",
    ];
    assert_eq!(site.write(&[]), bad(&expect));
    site.remove("specs");
    assert_eq!(
        site.write(&[]),
        bad(&["error: specs: there is no provider: a folder with a provider.toml and a document"])
    );
}

#[test]
fn a_generator_that_misbehaves_writes_nothing() {
    let say = |name: &str| format!("error: generated/alpha/{name}: is not a name that a generated file can have");
    for (spec, expect) in [
        ("file ../out.rs x", say("../out.rs")),
        ("file /out.rs x", say("/out.rs")),
        ("file a\\b x", say("a\\\\b")),
        ("file manifest x", say("manifest")),
        ("file src/.regen-tmp x", say("src/.regen-tmp")),
        (
            "file a.rs x\nfile A.rs x",
            "error: generated/alpha/a.rs: is the same file as another one where upper and lower case are one"
                .to_owned(),
        ),
        ("provider beta", "error: generated/alpha/Cargo.toml: was generated for another provider".to_owned()),
        ("unsettled", "error: specs/alpha/names.lock: does not settle: the next run would give other names".to_owned()),
    ] {
        let site = Site::new("misbehave");
        site.put("specs/alpha/spec", spec);
        let files = site.files();
        assert_eq!(site.write(&[]), bad(&[&expect, "error: nothing was written"]), "{spec}");
        assert_eq!(site.files(), files, "{spec}");
    }
}

#[test]
fn the_facade_needs_its_regions() {
    let site = Site::new("regions");
    site.put("specs/alpha/spec", "");
    site.put("Cargo.toml", "[package]\n");
    let expect = "error: Cargo.toml: [features] needs one region between `# <providers>` and `# </providers>`";
    assert_eq!(site.write(&[]).said, [expect]);
    assert!(!site.has("generated"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let expect = |path: &str| format!("error: {path}: is not a plain file or folder; put the file itself here");
    for path in ["specs/alpha/linked", "generated/alpha/linked", "generated/alpha", "specs/gamma"] {
        let site = two("links");
        site.put("outside/file", "outside");
        if site.has(path) {
            site.remove(path);
        }
        symlink(site.root.join("outside"), site.root.join(path)).unwrap();
        assert_eq!(site.write(&[]), bad(&[&expect(path), "error: nothing was written"]), "{path}");
        assert_eq!(site.get("outside/file"), "outside");
    }
}
