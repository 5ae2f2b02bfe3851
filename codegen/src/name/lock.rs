//! names.lock: names that were given once and do not follow from the document's own spelling alone.
//!
//! A component that is its own Rust name needs no line: nothing can take that name from it. Everything else could lose its
//! name to a newcomer, so it is written down when it first appears: types that are respelled or stand inside of others,
//! operations and the types around them, groups, what is respelled among members, values and parameters, and parameters
//! that another place could go before (see `params`).

use std::collections::BTreeMap;

use super::scope::settle_kept;
use crate::Files;
use crate::diag::{Diag, Diags, Place};

/// File name in the provider's folder.
pub const FILE: &str = "names.lock";

/// Names given in earlier runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// Types, by the pointer of their schema.
    pub types: BTreeMap<String, String>,
    /// Operations, by method and path.
    pub operations: BTreeMap<String, String>,
    /// The types around an operation (its marker, what a success and an error give, the forms of its body), by the
    /// operation and the role, with a space between.
    pub around: BTreeMap<String, String>,
    /// Accessors of groups, by tag.
    pub accessors: BTreeMap<String, String>,
    /// The types of their handles, by tag.
    pub handles: BTreeMap<String, String>,
    /// Members, values and alternatives that are not called what they are on the wire, by what has them and their wire
    /// name, with a space between; and the field of all other members of an object, by the object.
    pub members: BTreeMap<String, String>,
    /// Parameters that are not called what they are on the wire, and those of headers and cookies, by the operation, their
    /// place and their wire name, with spaces between.
    pub parameters: BTreeMap<String, String>,
}

/// The names of an earlier run, and those for the next one, of what stands inside of types and operations.
pub(super) struct Keep<'a> {
    pub(super) lock: &'a Lock,
    pub(super) next: &'a mut Lock,
}

impl Keep<'_> {
    /// The name that a member of `owner` was given.
    pub(super) fn given(&self, owner: &str, wire: &str) -> Option<String> {
        self.lock.members.get(&inside(owner, wire)).cloned()
    }

    /// Keeps the name of a member for the next run.
    pub(super) fn keep(&mut self, owner: &str, wire: &str, name: &str) {
        self.next.members.insert(inside(owner, wire), name.to_owned());
    }

    /// The name that the field of all other members of `owner` was given; it has no wire name.
    pub(super) fn extra(&self, owner: &str) -> Option<String> {
        self.lock.members.get(&spaceless(owner)).cloned()
    }

    /// Keeps that name for the next run.
    pub(super) fn keep_extra(&mut self, owner: &str, name: &str) {
        self.next.members.insert(spaceless(owner), name.to_owned());
    }

    /// The name that a parameter of `owner` was given.
    pub(super) fn parameter(&self, owner: &str, place: &str, wire: &str) -> Option<String> {
        self.lock.parameters.get(&parameter(owner, place, wire)).cloned()
    }

    /// Keeps the name of a parameter for the next run.
    pub(super) fn keep_parameter(&mut self, owner: &str, place: &str, wire: &str, name: &str) {
        self.next.parameters.insert(parameter(owner, place, wire), name.to_owned());
    }

    /// Settles the names of a small scope, in which those that are respelled keep what they were given.
    pub(super) fn settle(&mut self, owner: &str, wires: &[&str], way: Way<'_>) -> Vec<String> {
        let names = settle_kept(wires, way.spell, way.reserved, way.suffix, |wire| self.given(owner, wire));
        for (wire, name) in wires.iter().zip(&names).filter(|(wire, name)| *wire != name) {
            self.keep(owner, wire, name);
        }
        names.iter().map(|name| super::ident::escape_keyword(name)).collect()
    }
}

/// How the names of a small scope are made.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) spell: fn(&str) -> String,
    pub(super) reserved: &'a [&'a str],
    /// What follows a name that is taken.
    pub(super) suffix: &'a str,
}

/// The key of a type around an operation.
pub(super) fn around(op: &str, role: &str) -> String {
    format!("{op} {role}")
}

/// A key as a basic string on one line (TOML 1.0.0): what JSON escapes is escaped there in the same way.
fn basic(key: &str) -> String {
    let text = serde_json::Value::from(key).to_string();
    let escaped = |sign: char| match sign {
        // what a line cannot hold, or what rewrites how it looks
        sign if sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}') =>
        {
            format!("\\u{:04X}", u32::from(sign))
        }
        sign => sign.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// The key of what stands inside of `owner`: one space, so that no two of them have the same.
fn inside(owner: &str, wire: &str) -> String {
    format!("{} {wire}", spaceless(owner))
}

/// The key of a parameter: places have no spaces, so what follows the second one is the wire name.
fn parameter(owner: &str, place: &str, wire: &str) -> String {
    format!("{} {place} {wire}", spaceless(owner))
}

fn spaceless(owner: &str) -> String {
    owner.replace('%', "%25").replace(' ', "%20")
}

impl Lock {
    /// Reads the lock of a provider; none is an empty one.
    pub fn load(files: &Files, diags: &mut Diags) -> Self {
        let Some(bytes) = files.get(FILE) else { return Self::default() };
        Self::parse(bytes).unwrap_or_else(|why| {
            let message = format!("names.lock cannot be read: {why}");
            let help = "restore it from version control; it keeps published names from changing";
            diags.push(Diag::error("names-lock", Place::file(FILE), message).help(help));
            Self::default()
        })
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
        let mut lock = Self::default();
        for (section, entries) in table {
            let into = lock.section(&section).ok_or_else(|| format!("it has a section `{section}`"))?;
            for (key, name) in entries.as_table().ok_or_else(|| format!("`{section}` is no table"))? {
                let name = name.as_str().filter(|name| super::ident::is_word(name));
                let name = name.ok_or_else(|| format!("the entry of `{key}` is no name"))?;
                into.insert(key.clone(), name.to_owned());
            }
        }
        Ok(lock)
    }

    fn sections(&self) -> [(&'static str, &BTreeMap<String, String>); 7] {
        [
            ("types", &self.types),
            ("operations", &self.operations),
            ("around-operations", &self.around),
            ("groups", &self.accessors),
            ("group-handles", &self.handles),
            ("members", &self.members),
            ("parameters", &self.parameters),
        ]
    }

    fn section(&mut self, name: &str) -> Option<&mut BTreeMap<String, String>> {
        Some(match name {
            "types" => &mut self.types,
            "operations" => &mut self.operations,
            "around-operations" => &mut self.around,
            "groups" => &mut self.accessors,
            "group-handles" => &mut self.handles,
            "members" => &mut self.members,
            "parameters" => &mut self.parameters,
            _ => return None,
        })
    }

    /// The text of the file; `None` when there is nothing to keep.
    pub fn to_text(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let mut text = String::from("# Names given to published items; kept by `cargo xtask regen`, do not edit.\n");
        for (section, entries) in self.sections() {
            if !entries.is_empty() {
                text.push_str(&format!("\n[{section}]\n"));
            }
            for (key, name) in entries {
                text.push_str(&format!("{} = \"{name}\"\n", basic(key)));
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn round_trip() {
        let mut lock = Lock::default();
        lock.types.insert("#/components/schemas/a \"b\"".into(), "AB".into());
        lock.operations.insert("GET /x/{id}".into(), "get_x".into());
        // a method may be a keyword, which is escaped when it is printed
        lock.operations.insert("GET /type".into(), "type".into());
        lock.around.insert(around("GET /type", "error"), "TypeError".into());
        lock.accessors.insert("Big Jars".into(), "big_jars".into());
        lock.handles.insert("Big Jars".into(), "BigJarsGroup".into());
        lock.parameters.insert(parameter("GET /x/{id}", "header", "in query id"), "id".into());
        let text = lock.to_text().unwrap();
        assert_eq!(Lock::parse(text.as_bytes()), Ok(lock));
        assert_eq!(Lock::default().to_text(), None);
    }

    #[test]
    fn refusals() {
        let cases = [
            ("[other]\n", "it has a section `other`"),
            ("[types]\na = 1\n", "the entry of `a` is no name"),
            ("[types]\na = \"x y\"\n", "the entry of `a` is no name"),
            ("[types]\na = \"r#x y\"\n", "the entry of `a` is no name"),
            ("[types]\na = \"1\"\n", "the entry of `a` is no name"),
            ("types = 1\n", "`types` is no table"),
        ];
        for (text, expect) in cases {
            assert_eq!(Lock::parse(text.as_bytes()), Err(expect.to_owned()));
        }
        assert!(Lock::parse(b"\xff").is_err());
    }

    #[test]
    fn an_unreadable_lock_is_an_error() {
        let files = Files::from([(FILE.to_owned(), b"[other]".to_vec())]);
        let mut diags = Diags::default();
        Lock::load(&files, &mut diags);
        let said: Vec<_> = diags.iter().map(|diag| (diag.code, diag.message.as_str())).collect();
        assert_eq!(said, [("names-lock", "names.lock cannot be read: it has a section `other`")]);
    }
}
