//! What is in the files that were made: names of files, characters, the manifest, and the source.

use std::collections::BTreeMap;

use super::rust::Source;
use crate::tree::Tree;

/// Attributes that generated code has.
const ATTRIBUTES: [&str; 11] = [
    "allow",
    "cfg",
    "cfg_attr",
    "default",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "must_use",
    "non_exhaustive",
    "recursion_limit",
];

/// Macros that generated code calls, beside those of the runtime.
const MACROS: [&str; 2] = ["env!(\"CARGO_PKG_VERSION\")", "include_str!(\"../README.md\")"];

/// What is wrong with an output, by the word of `must_not`.
pub(super) type Faults = Vec<(&'static str, String)>;

/// The source of all files of Rust.
///
/// # Errors
/// The file that is not Rust.
pub(super) fn source(tree: &Tree) -> Result<Source, String> {
    let mut source = Source::default();
    for (name, bytes) in tree.files.iter().filter(|(name, _)| name.ends_with(".rs")) {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("`{name}` {error}"))?;
        source.add(text).map_err(|error| format!("`{name}` {error}"))?;
    }
    Ok(source)
}

/// Text of the document as code.
pub(super) fn code(source: &Source, faults: &mut Faults) {
    for ident in source.idents.iter().filter(|ident| matches!(ident.as_str(), "hostile_pwned" | "HOSTILE_PWNED")) {
        faults.push(("ident", format!("`{ident}` is an identifier")));
    }
    for (name, tokens) in &source.attributes {
        let foreign = !ATTRIBUTES.contains(&name.as_str());
        if foreign || bare(tokens).to_lowercase().contains("hostile") {
            faults.push(("attribute", format!("`#[{tokens}]`")));
        }
    }
    for name in source.macros.iter().filter(|name| !name.starts_with("v1::") && !MACROS.contains(&name.as_str())) {
        faults.push(("macro", format!("`{name}`")));
    }
}

/// Tokens without the texts in quotes.
fn bare(tokens: &str) -> String {
    tokens.split('"').step_by(2).collect()
}

/// Characters that hide what a text says.
pub(super) fn characters(tree: &Tree, faults: &mut Faults) {
    for (name, bytes) in &tree.files {
        let text = String::from_utf8_lossy(bytes);
        let mut seen: BTreeMap<&'static str, char> = BTreeMap::new();
        for c in text.chars() {
            if let Some(word) = hidden(c) {
                seen.entry(word).or_insert(c);
            }
        }
        faults.extend(seen.into_iter().map(|(word, c)| (word, format!("`{name}` has U+{:04X}", u32::from(c)))));
    }
}

/// The word for a character that must be escaped.
pub(super) fn hidden(c: char) -> Option<&'static str> {
    match c {
        '\n' | '\t' => None,
        c if c.is_control() => Some("raw-control"),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("raw-bidi"),
        '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{3164}'
        | '\u{fe0f}'
        | '\u{feff}' => Some("raw-invisible"),
        '\u{e0000}'..='\u{e007f}' => Some("raw-invisible"),
        _ => None,
    }
}

/// Names that some file system takes for others, or does not take.
pub(super) fn names(tree: &Tree, faults: &mut Faults) {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for name in tree.files.keys().map(String::as_str) {
        if let Some(other) = folded.insert(name.to_lowercase(), name) {
            faults.push(("file-collision", format!("`{name}` and `{other}`")));
        }
        if !name.is_ascii() {
            // the generator names files in ASCII, so that no normalisation makes two of them one
            faults.push(("file-collision", format!("`{}` is not ASCII", name.escape_debug())));
        }
        for part in name.split('/') {
            if part.len() > 255 {
                faults.push(("long-file-name", format!("a name of {} bytes", part.len())));
            }
            if is_reserved(part) {
                faults.push(("reserved-file-name", format!("`{name}`")));
            }
        }
    }
}

fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let numbered = |start: &str| stem.strip_prefix(start).is_some_and(|end| matches!(end.as_bytes(), [b'1'..=b'9']));
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    device || part.ends_with(['.', ' '])
}

/// A manifest that says more than that of a harmless document.
pub(super) fn manifest(tree: &Tree, harmless: &str, name: &str, faults: &mut Faults) {
    let text =
        String::from_utf8_lossy(tree.files.get("Cargo.toml").map(Vec::as_slice).unwrap_or_default()).into_owned();
    let (Ok(found), Ok(usual)) = (text.parse::<toml::Table>(), harmless.parse::<toml::Table>()) else {
        return faults.push(("dependency", "the manifest is not TOML".to_owned()));
    };
    for key in found.keys().filter(|key| !usual.contains_key(*key)) {
        faults.push(("dependency", format!("the manifest has a section `{key}`")));
    }
    dependencies(&found, &usual, faults);
    for (key, value) in usual.iter().filter(|(key, _)| !matches!(key.as_str(), "features" | "dependencies")) {
        let spelled = |value: &toml::Value| value.to_string().replace(&format!("bursar-{name}"), "bursar-case");
        if found.get(key).map(spelled) != Some(spelled(value)) {
            faults.push(("dependency", format!("the section `{key}` of the manifest is another one")));
        }
    }
    let empty = toml::Table::new();
    let features =
        |table: &toml::Table| table.get("features").and_then(toml::Value::as_table).unwrap_or(&empty).clone();
    let (found, usual) = (features(&found), features(&usual));
    let known = |value: &str| {
        found.contains_key(value) || usual.values().any(|list| list.to_string().contains(&format!("{value:?}")))
    };
    for (feature, list) in &found {
        let safe = feature.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
        let parts = list.as_array().map(Vec::as_slice).unwrap_or_default();
        if !safe || !parts.iter().all(|part| part.as_str().is_some_and(known)) {
            faults.push(("dependency", format!("the feature `{}`", feature.escape_debug())));
        }
    }
    for file in tree.files.keys().filter(|file| *file == "build.rs" || file.starts_with('.')) {
        faults.push(("dependency", format!("there is a file `{file}`")));
    }
}

/// The dependencies are those of a harmless document, which may be asked for more of their features.
fn dependencies(found: &toml::Table, usual: &toml::Table, faults: &mut Faults) {
    let plain = |table: &toml::Table| -> BTreeMap<String, toml::Table> {
        let named = table.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let one = |value: toml::Value| match value {
            toml::Value::Table(table) => table,
            other => toml::Table::from_iter([("version".to_owned(), other)]),
        };
        named.into_iter().map(|(name, value)| (name, one(value))).collect()
    };
    let (mut found, mut usual) = (plain(found), plain(usual));
    for features in found.values_mut().filter_map(|table| table.remove("features")) {
        let word = |value: &toml::Value| {
            value.as_str().is_some_and(|text| text.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        };
        if !features.as_array().is_some_and(|list| list.iter().all(word)) {
            faults.push(("dependency", format!("features {features}")));
        }
    }
    usual.values_mut().for_each(|table| drop(table.remove("features")));
    if found != usual {
        faults.push(("dependency", "the dependencies are other ones".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        Tree { files, ..Tree::default() }
    }

    fn words(faults: &Faults) -> Vec<&str> {
        faults.iter().map(|(word, _)| *word).collect()
    }

    #[test]
    fn hostile_code_is_seen() {
        let check = |text: &str, expect: &[&str]| {
            let mut faults = Faults::new();
            code(&source(&tree(&[("src/lib.rs", text)])).unwrap(), &mut faults);
            assert_eq!(words(&faults), expect, "{text}");
        };
        check("/// hostile_pwned\nstruct A;\nconst B: &str = \"hostile_pwned\";\nv1::object! {}", &[]);
        check("fn hostile_pwned() {}", &["ident"]);
        check("fn my_hostile_pwned() {}", &[]);
        check("#[path = \"/etc/x\"] mod a;", &["attribute"]);
        check("#[doc(alias = \"hostile\")] struct A;", &[]);
        check("#[derive(Hostile)] struct A;", &["attribute"]);
        check("include!(\"/etc/passwd\");", &["macro"]);
    }

    #[test]
    fn hostile_files_are_seen() {
        let check = |files: &[(&str, &str)], expect: &[&str]| {
            let mut faults = Faults::new();
            names(&tree(files), &mut faults);
            characters(&tree(files), &mut faults);
            assert_eq!(words(&faults), expect, "{files:?}");
        };
        check(&[("src/a.rs", "a\tb\n")], &[]);
        check(&[("src/a.rs", ""), ("src/A.rs", "")], &["file-collision"]);
        check(&[("src/é.rs", "")], &["file-collision"]);
        check(&[("src/con.rs", "")], &["reserved-file-name"]);
        check(&[("src/com0.rs", "")], &[]);
        check(&[("LPT9", "")], &["reserved-file-name"]);
        check(&[(&"a".repeat(256), "")], &["long-file-name"]);
        check(&[("a", "\u{0}\u{202e}\u{200b}")], &["raw-bidi", "raw-control", "raw-invisible"]);
    }

    #[test]
    fn a_manifest_asks_for_nothing_more() {
        let usual = "[package]\nname = \"bursar-case\"\n[features]\ndefault = [\"rustls\"]\nrustls = [\"r/rustls\"]\n[dependencies]\nr = \"1\"\n";
        let check = |text: &str, expect: &[&str]| {
            let mut faults = Faults::new();
            manifest(&tree(&[("Cargo.toml", text)]), usual, "x", &mut faults);
            assert_eq!(words(&faults), expect, "{text}");
        };
        check(&usual.replace("bursar-case", "bursar-x"), &[]);
        check(&usual.replace("r = \"1\"", "r = { version = \"1\", features = [\"time\"] }"), &[]);
        check(&usual.replace("r = \"1\"", "r = { version = \"1\", path = \"/x\" }"), &["dependency"]);
        check(&usual.replace("r = \"1\"", "r = \"1\"\nevil = \"1\""), &["dependency"]);
        check(&format!("{usual}[patch.crates-io]\nr = {{ path = \"x\" }}\n"), &["dependency"]);
        check(&usual.replace("[features]", "[features]\ngroup = []\nfull = [\"group\"]"), &[]);
        check(&usual.replace("[features]", "[features]\nx = [\"dep:evil\"]"), &["dependency"]);
        check("[package", &["dependency"]);
    }
}
