//! Regen cut off at every single change that it makes: no file is ever torn, and the next run repairs.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use bursar_codegen::Files;
use common::{Quick, Site};
use xtask::disk::{Disk, TEMPORARY};
use xtask::regen::{Mode, Verdict};

/// What happens at the change that fails, and after it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Failure {
    /// The change gives an error, those after it work.
    Once,
    /// The power is gone: neither it nor anything after it happens.
    Dead,
}

/// A disk on which the change of a given number fails.
struct Faulty {
    at: usize,
    failure: Failure,
    count: AtomicUsize,
}

impl Faulty {
    fn new(at: usize, failure: Failure) -> Self {
        Self { at, failure, count: AtomicUsize::new(0) }
    }

    fn pass(&self) -> io::Result<()> {
        let now = self.count.fetch_add(1, Ordering::SeqCst);
        match self.failure {
            Failure::Once if now == self.at => Err(io::Error::other("injected")),
            Failure::Dead if now >= self.at => Err(io::Error::other("injected")),
            _ => Ok(()),
        }
    }
}

impl Disk for Faulty {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Quick.create_dir(path))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let first = self.count.load(Ordering::SeqCst) == self.at;
        self.pass().and_then(|()| Quick.write(path, bytes)).inspect_err(|_| {
            if first {
                let _half = fs::write(path, &bytes[..bytes.len() / 2]);
            }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Quick.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Quick.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Quick.remove_dir(path))
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Quick.remove_tree(path))
    }
}

/// Specs that make every kind of change against `before`: a new crate, one that goes, files new, changed, gone, a file
/// in place of a folder and the other way round, a new version, a names.lock that comes and one that goes.
fn after(site: &Site) {
    site.put(
        "specs/alpha/spec",
        "version 0.2.0\nfile src/lib.rs //! changed\nfile src/new.rs //! n\nfile src/swap //! s\nlock a\n",
    );
    site.put("specs/beta/spec", "file src/lib.rs //! b\nfile src/paws/in.rs //! in\n");
    site.put("specs/delta/spec", "file src/lib.rs //! d\nlock d\n");
    if site.has("specs/gamma") {
        site.remove("specs/gamma");
    }
}

fn before(name: &str) -> Site {
    let site = Site::new(name);
    site.put("specs/alpha/spec", "file src/lib.rs //! a\nfile src/old.rs //! o\nfile src/swap/in.rs //! in\n");
    site.put("specs/beta/spec", "file src/lib.rs //! b\nfile src/paws //! p\nlock b\n");
    site.put("specs/gamma/spec", "file src/lib.rs //! g\n");
    assert_eq!(site.write(&[]).verdict, Verdict::Good);
    site
}

/// Every file is the old one or the new one, or where one of them is none, not there.
fn whole(now: &Files, old: &Files, new: &Files, what: &str) {
    let names = now.keys().chain(old.keys()).chain(new.keys());
    for name in names.filter(|name| !name.ends_with(TEMPORARY)) {
        let is = now.get(name);
        let open = name == "Cargo.toml" && {
            // while crates get other versions, cargo accepts any
            let text = String::from_utf8(is.unwrap().clone()).unwrap();
            text.contains("version = \"*\"") && text.ends_with("# </providers>\n")
        };
        assert!(open || is == old.get(name) || is == new.get(name), "{what}: {name} is torn");
    }
}

/// Crates that cargo is told of are there, with a manifest.
fn acceptable(site: &Site, what: &str) {
    for line in site.get("Cargo.toml").lines().filter(|line| line.contains("path = ")) {
        let (path, rest) = line.split_once("path = \"").unwrap().1.split_once('"').unwrap();
        assert!(site.has(&format!("{path}/Cargo.toml")), "{what}: {path} is named and not there");
        let version = rest.split_once("version = \"").unwrap().1.split_once('"').unwrap().0;
        let is = site.get(&format!("{path}/Cargo.toml"));
        let is = is.trim().strip_prefix("version = ").unwrap();
        assert!(version == "*" || version == format!("={is}"), "{what}: {path} is {is} and has to be {version}");
    }
}

#[test]
fn every_change_can_fail() {
    let reference = before("reference");
    after(&reference);
    let start = reference.files();
    let counting = Faulty::new(usize::MAX, Failure::Once);
    assert_eq!(reference.job(&counting, &[], Mode::Write).verdict, Verdict::Good);
    let end = reference.files();
    let changes = counting.count.load(Ordering::SeqCst);
    assert!(changes > 40, "{changes} changes");

    for failure in [Failure::Once, Failure::Dead] {
        for at in 0..changes {
            let what = format!("{failure:?} at {at}");
            let site = before("interrupt");
            after(&site);
            let outcome = site.job(&Faulty::new(at, failure), &[], Mode::Write);
            assert_eq!(outcome.verdict, Verdict::Bad, "{what}");
            assert!(outcome.said[0].contains("injected"), "{what}: {outcome:?}");
            assert_eq!(outcome.said[1], "error: the run was cut off; `cargo xtask regen` goes on from here", "{what}");
            whole(&site.files(), &start, &end, &what);
            acceptable(&site, &what);

            assert_eq!(site.write(&[]).said, [""; 0], "{what}");
            assert_eq!(site.files(), end, "{what}");
            assert_eq!(site.check(&[]).verdict, Verdict::Good, "{what}");
        }
    }
}

#[test]
fn a_run_that_was_cut_off_can_be_followed_by_one_with_other_specs() {
    let third = |site: &Site| {
        site.put("specs/alpha/spec", "file src/lib.rs //! third\n");
        site.put("specs/beta/spec", "file src/lib.rs //! third\n");
        site.remove("specs/delta");
    };
    let reference = before("third");
    after(&reference);
    third(&reference);
    assert_eq!(reference.write(&[]).verdict, Verdict::Good);
    let end = reference.files();
    for at in 0.. {
        let site = before("third");
        after(&site);
        let cut = site.job(&Faulty::new(at, Failure::Dead), &[], Mode::Write).verdict == Verdict::Bad;
        third(&site);
        assert_eq!(site.write(&[]).said, [""; 0], "at {at}");
        assert_eq!(site.files(), end, "at {at}");
        if !cut {
            break;
        }
    }
}
