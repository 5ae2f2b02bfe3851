//! The drift guard agrees with regen on what was generated from what.

#![allow(clippy::unwrap_used)]

mod common;

#[path = "../../build.rs"]
#[allow(dead_code)]
mod guard;

use common::Site;
use guard::Drift;
use xtask::regen::Verdict;

/// What cargo is told, without where to look again.
fn said(site: &Site, drift: Drift) -> Vec<String> {
    let mut lines = guard::instructions(&site.root, drift).unwrap();
    lines.retain(|line| !line.starts_with("cargo::rerun-if-"));
    lines
}

fn generated(name: &str) -> Site {
    let site = Site::new(name);
    site.put("specs/README.md", "not a provider");
    site.put("specs/alpha/spec", "file src/lib.rs //! a\nlock pins\n");
    site.put("specs/alpha/parts/deep/a.yaml", "a: 1\n");
    site.put("specs/alpha/parts.yaml", "sorts between the folder and its files\n");
    site.put("specs/alpha/.swp", "an editor's");
    site.put("specs/beta/spec", "file src/lib.rs //! b\n");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    site
}

#[test]
fn is_quiet_after_regen() {
    let site = generated("quiet");
    let lines = guard::instructions(&site.root, Drift::Fails).unwrap();
    let expect = [
        "cargo::rerun-if-changed=build.rs",
        "cargo::rerun-if-env-changed=BURSAR_STRICT",
        "cargo::rerun-if-changed=specs",
        "cargo::rerun-if-changed=generated/alpha/manifest",
        "cargo::rerun-if-changed=generated/beta/manifest",
    ];
    assert_eq!(lines, expect);
    site.put("specs/alpha/.swp", "an editor's, again");
    assert_eq!(said(&site, Drift::Warns), [""; 0]);
}

#[test]
fn notices_drift() {
    type Change = fn(&Site);
    let cases: [(Change, &str); 7] = [
        (|site| site.put("specs/alpha/spec", "file src/lib.rs //! c\n"), "specs/alpha changed"),
        (|site| site.put("specs/alpha/parts/deep/a.yaml", "a: 2\n"), "specs/alpha changed"),
        (|site| site.put("specs/alpha/overlay.yaml", ""), "specs/alpha changed"),
        (|site| site.remove("specs/alpha/names.lock"), "specs/alpha changed"),
        (|site| site.remove("generated/alpha/manifest"), "specs/alpha was never generated"),
        (|site| site.put("specs/gamma/spec", ""), "specs/gamma was never generated"),
        (|site| site.remove("specs/alpha"), "generated/alpha has no specs/alpha"),
    ];
    for (drift, what) in cases {
        let site = generated("drift");
        drift(&site);
        assert_eq!(said(&site, Drift::Warns), [format!("cargo::warning={what}; run cargo xtask regen")]);
        assert_eq!(said(&site, Drift::Fails), [format!("cargo::error={what}; run cargo xtask regen")]);
        assert_eq!(site.write(&[]).verdict, Verdict::Good, "{what}");
        assert_eq!(said(&site, Drift::Fails), [""; 0], "{what}");
    }
}

#[test]
fn is_silent_where_the_folders_are_missing() {
    for folder in ["specs", "generated"] {
        let site = generated("missing");
        site.remove(folder);
        assert_eq!(guard::instructions(&site.root, Drift::Fails).unwrap(), ["cargo::rerun-if-changed=build.rs"]);
    }
}
