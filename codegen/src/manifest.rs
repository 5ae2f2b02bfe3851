//! `generated/<provider>/manifest`: what was generated from what.
//!
//! Sorted text, one line per item. It tells the drift guard which inputs the crate stands for, tells regen which files
//! are its own to delete, and holds the facts that the facade needs of a provider that is not generated again. It
//! says nothing of the generator, so that a change of the generator that changes no output changes no file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Files;
use crate::digest::Digest;
use crate::facade::Entry;
use crate::generate::Stats;

/// Name of the manifest below `generated/<provider>/`.
pub const NAME: &str = "manifest";

const FORMAT: &str = "1";

/// What was generated from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Digest of the files of `specs/<provider>/`, `names.lock` as this generation left it.
    pub input: String,
    /// What the facade says of the provider.
    pub entry: Entry,
    /// How much there is.
    pub stats: Stats,
    /// Digest by file below `generated/<provider>/`, without the manifest.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Describes a generation.
    pub fn new(input: &Files, output: &Files, entry: &Entry, stats: Stats) -> Self {
        Self {
            input: input_digest(input),
            entry: entry.clone(),
            stats,
            files: output.iter().map(|(name, bytes)| (name.clone(), Digest::of(bytes).to_string())).collect(),
        }
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let Entry { provider, title, package, version, spec_version, source } = &self.entry;
        let mut text = format!("format {FORMAT}\n");
        for (key, value) in [
            ("input", self.input.as_str()),
            ("operations", &self.stats.operations.to_string()),
            ("package", package),
            ("provider", provider),
            ("source", source),
            ("spec-version", spec_version),
            ("title", title),
            ("types", &self.stats.types.to_string()),
            ("version", version),
        ] {
            let _infallible = writeln!(text, "{key} {}", escape(value));
        }
        for (name, digest) in &self.files {
            let _infallible = writeln!(text, "{digest} {name}");
        }
        text
    }

    /// Reads the text of the file. `None` when it is not one: another format, a missing item, or a file name that
    /// leads out of the folder.
    pub fn parse(text: &str) -> Option<Self> {
        let mut items = BTreeMap::new();
        let mut files = BTreeMap::new();
        for line in text.lines() {
            let (key, value) = line.split_once(' ')?;
            let fresh = if key.len() == 32 {
                is_inside(value).then_some(())?;
                files.insert(value.to_owned(), key.to_owned()).is_none()
            } else {
                items.insert(key, unescape(value)?).is_none()
            };
            fresh.then_some(())?;
        }
        (items.remove("format")? == FORMAT).then_some(())?;
        let mut take = |key| items.remove(key);
        let manifest = Self {
            input: take("input")?,
            stats: Stats { operations: take("operations")?.parse().ok()?, types: take("types")?.parse().ok()? },
            entry: Entry {
                provider: take("provider")?,
                title: take("title")?,
                package: take("package")?,
                version: take("version")?,
                spec_version: take("spec-version")?,
                source: take("source")?,
            },
            files,
        };
        items.is_empty().then_some(manifest)
    }
}

/// The digest of the files of `specs/<provider>/`.
pub fn input_digest(files: &Files) -> String {
    Digest::of_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).to_string()
}

/// Whether a file name stays below the folder that it is relative to, on every system.
pub fn is_inside(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && part.len() <= 255;
    name.split('/').all(plain) && !name.contains(|c: char| c.is_control() || r#"\:*?"<>|"#.contains(c))
}

fn escape(value: &str) -> String {
    value.replace('\\', r"\\").replace('\n', r"\n").replace('\r', r"\r")
}

fn unescape(value: &str) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn demo() -> Manifest {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let entry = Entry {
            provider: "demo".into(),
            title: "Demo \\ two\nlines".into(),
            package: "bursar-demo".into(),
            version: "0.1.0".into(),
            spec_version: "v2 beta".into(),
            source: "https://demo.test/openapi.yaml".into(),
        };
        let input = files(&[("openapi.yaml", "openapi: 3.0.0\n")]);
        let output = files(&[("src/lib.rs", "//! Demo\n"), ("Cargo.toml", "[package]\n")]);
        Manifest::new(&input, &output, &entry, Stats { operations: 1, types: 9 })
    }

    const TEXT: &str = r"format 1
input 93c13f0b031518192739024f9fe4901e
operations 1
package bursar-demo
provider demo
source https://demo.test/openapi.yaml
spec-version v2 beta
title Demo \\ two\nlines
types 9
version 0.1.0
491a9c9f82d228dd6fb6f4c74f780085 Cargo.toml
2e6544a5f1043c92b4720995c19a9165 src/lib.rs
";

    #[test]
    fn prints_one_line_per_item_and_reads_it_back() {
        assert_eq!(demo().print(), TEXT);
        assert_eq!(Manifest::parse(TEXT), Some(demo()));
    }

    #[test]
    fn refuses_what_is_not_a_manifest() {
        let last = TEXT.lines().last().unwrap();
        for (what, text) in [
            ("another format", TEXT.replace("format 1", "format 2")),
            ("a missing item", TEXT.replace("types 9\n", "")),
            ("an unknown item", TEXT.replace("types 9", "types 9\ntyps 9")),
            ("an item twice", TEXT.replace("types 9", "types 9\ntypes 9")),
            ("a file twice", format!("{TEXT}{last}\n")),
            ("not a number", TEXT.replace("types 9", "types many")),
            ("an unknown escape", TEXT.replace(r"\\ two", r"\t two")),
            ("a way out of the folder", TEXT.replace("src/lib.rs", "../lib.rs")),
            ("an absolute path", TEXT.replace("src/lib.rs", "/lib.rs")),
            ("a conflict", TEXT.replace("types 9", "<<<<<<< HEAD\ntypes 9")),
            ("nothing", String::new()),
        ] {
            assert_eq!(Manifest::parse(&text), None, "{what}");
        }
    }

    #[test]
    fn knows_names_that_stay_inside() {
        for (name, expect) in [
            ("Cargo.toml", true),
            ("src/types/a.rs", true),
            (".hidden", true),
            ("", false),
            ("/etc", false),
            ("a//b", false),
            ("a/./b", false),
            ("a/../b", false),
            ("..", false),
            (r"a\b", false),
            ("c:x", false),
            ("a\nb", false),
        ] {
            assert_eq!(is_inside(name), expect, "{name:?}");
        }
    }
}
