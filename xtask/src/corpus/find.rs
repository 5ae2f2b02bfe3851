//! Which files of a folder are documents, and which are only parts of one.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use bursar_codegen::{Files, generate};

use crate::tree::{Names, Tree};

/// What is in a folder of documents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The documents by name below the folder, each with the name of its crate.
    pub(super) documents: Vec<(String, String)>,
    /// Files of the same formats that say no version, so that they can only be parts of documents.
    pub(super) parts: Vec<String>,
}

/// Looks at every file with the ending of YAML or JSON.
pub(super) fn find(folder: &Path) -> Result<Found, (String, io::Error)> {
    let tree = Tree::read(folder, Names::Visible)?;
    let mut found = Found::default();
    let mut taken = BTreeSet::new();
    for (name, bytes) in tree.files {
        if ![".yaml", ".yml", ".json"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        if is_document(&name, bytes) {
            let mut short = crate_name(&name);
            if !taken.insert(short.clone()) {
                short = format!("{}-{:08x}", short.chars().take(40).collect::<String>(), fnv(&name));
                taken.insert(short.clone());
            }
            found.documents.push((name, short));
        } else {
            found.parts.push(name);
        }
    }
    Ok(found)
}

/// A document says its version at its root. One that cannot be read counts when it names the key at all: that it cannot be
/// read is for the generator to say.
fn is_document(name: &str, bytes: Vec<u8>) -> bool {
    let named = ["openapi", "swagger"].iter().any(|key| bytes.windows(key.len()).any(|part| part == key.as_bytes()));
    if !named {
        return false;
    }
    let files = Files::from([(name.to_owned(), bytes)]);
    match generate::value(&files, name).0 {
        Some(value) => value.get("openapi").is_some() || value.get("swagger").is_some(),
        None => true,
    }
}

/// `a/b.v1.yaml` is `a-b-v1`: lower case letters, digits and single dashes, a letter first, at most 50 bytes.
pub(crate) fn crate_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut short = String::new();
    for c in stem.chars().map(|c| c.to_ascii_lowercase()) {
        match c {
            'a'..='z' | '0'..='9' => short.push(c),
            _ if short.is_empty() || short.ends_with('-') => {}
            _ => short.push('-'),
        }
    }
    let short = short.trim_end_matches('-');
    let short =
        if short.starts_with(|c: char| c.is_ascii_lowercase()) { short.to_owned() } else { format!("api-{short}") };
    if short.len() <= 50 {
        return short.trim_end_matches('-').to_owned();
    }
    format!("{}-{:08x}", short[..41].trim_end_matches('-'), fnv(name))
}

/// FNV-1a, 32 bits: tells names apart that are spelled alike.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn crates_have_names_that_cargo_takes() {
        let check = |name: &str, expect: &str| assert_eq!(crate_name(name), expect, "{name}");
        check("demo.yaml", "demo");
        check("v3.1/Pet_Store (old).json", "v3-1-pet-store-old");
        check("2024.yaml", "api-2024");
        check("ключ.yaml", "api");
        check(&format!("{}.yaml", "a".repeat(60)), &format!("{}-12bc6b96", "a".repeat(41)));
    }

    #[test]
    fn a_document_says_its_version() {
        let check = |name: &str, text: &str, expect: bool| {
            assert_eq!(is_document(name, text.into()), expect, "{text}");
        };
        check("a.yaml", "openapi: 3.0.3\n", true);
        check("a.yaml", "swagger: '2.0'\n", true);
        check("a.json", "{\"openapi\": \"3.1.0\"}", true);
        check("a.yaml", "type: object\ndescription: part of an openapi document\n", false);
        check("a.yaml", "type: object\n", false);
        check("a.json", "[\"openapi\"", true);
    }
}
