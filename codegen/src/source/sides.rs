//! Files beside the document that its references lead to: their names, always below one folder.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Value, load};
use crate::Files;
use crate::diag::Diags;

/// Where the part of a reference before `#` leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a file below the folder: its name.
    File(String),
    /// Out of it: another scheme, an absolute path, or too many `..`.
    Outside,
}

impl Target {
    /// Resolves what stands before `#` in a reference of the file `from` (RFC 3986 §5.2, for relative paths alone).
    pub fn of(from: &str, reference: &str) -> Self {
        let path = percent_decoded(reference);
        // a drive, a scheme, a root, an authority, or a separator of another system
        if path.starts_with('/') || path.contains(['\\', ':', '?', '\0']) {
            return Self::Outside;
        }
        if path.is_empty() {
            return Self::File(from.to_owned());
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.pop().is_none() => return Self::Outside,
                ".." => {}
                part => parts.push(part),
            }
        }
        if parts.is_empty() { Self::Outside } else { Self::File(parts.join("/")) }
    }
}

/// The files below the folder that `spec`, or a file which it needs, refers to and that are not among `files` yet.
pub fn side_files(files: &Files, spec: &str) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    if !files.get(spec).is_some_and(|bytes| may_refer(bytes)) {
        return wanted;
    }
    for name in files.keys().filter(|name| is_readable(name)) {
        if let Some(value) = load(files, name, &mut Diags::default()) {
            collect(&value, name, &mut wanted);
        }
    }
    wanted.retain(|name| !files.contains_key(name));
    wanted
}

/// The files below the folder that a value, read from the file `from`, refers to; it can be among them.
pub fn referred(value: &Value, from: &str) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    collect(value, from, &mut wanted);
    wanted
}

/// Whether a file can be read by its name.
pub(super) fn is_readable(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".json", ".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

/// Whether a reference that does not stay in the file can be in a text: what spares reading most documents twice.
fn may_refer(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    // one octet first: a search for all four at once looks at each place of a large document
    while let Some(at) = rest.iter().position(|byte| *byte == b'$') {
        rest = &rest[at + 1..];
        let Some(after) = rest.strip_prefix(b"ref") else { continue };
        rest = after;
        let value = rest.iter().find(|byte| !b"\"' \t\r\n:".contains(byte));
        if value.is_some_and(|first| *first != b'#') {
            return true;
        }
    }
    false
}

fn collect(value: &Value, from: &str, wanted: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, from, wanted)),
        Value::Object(members) => {
            // looking at each key is less than asking for two of them
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("$ref", Value::String(text)) => refer(text, from, wanted),
                    ("mapping", Value::Object(targets)) => {
                        targets.values().filter_map(Value::as_str).for_each(|text| refer(text, from, wanted));
                    }
                    _ => {}
                }
                collect(member, from, wanted);
            }
        }
        _ => {}
    }
}

fn refer(text: &str, from: &str, wanted: &mut BTreeSet<String>) {
    // most references stay in their file
    if text.starts_with('#') {
        return;
    }
    let path = text.split_once('#').map_or(text, |(path, _)| path);
    if let Target::File(name) = Target::of(from, path)
        && is_readable(&name)
    {
        wanted.insert(name);
    }
}

/// `%41` is `A`; what is no octet stays as it is.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let (b'%', Some(high), Some(low)) = (bytes[at], hex(at + 1), hex(at + 2)) {
            decoded.push((high * 16 + low) as u8);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).map_or(text.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        let check = |from: &str, reference: &str, expect: Option<&str>| {
            let expect = expect.map_or(Target::Outside, |name| Target::File(name.to_owned()));
            assert_eq!(Target::of(from, reference), expect, "{reference} in {from}");
        };
        check("api.yaml", "", Some("api.yaml"));
        check("a/api.yaml", "./b.yaml", Some("a/b.yaml"));
        check("a/api.yaml", "../b/c%20d.yaml", Some("b/c d.yaml"));
        check("a/b/api.yaml", "../../x.yaml", Some("x.yaml"));
        check("a/api.yaml", "../../x.yaml", None);
        check("api.yaml", "..", None);
        check("api.yaml", "%2e%2e/x.yaml", None);
        check("api.yaml", "..\\x.yaml", None);
        check("api.yaml", "/etc/x.yaml", None);
        check("api.yaml", "//host/x.yaml", None);
        check("api.yaml", "https://host/x.yaml", None);
        check("api.yaml", "file:///x.yaml", None);
        check("api.yaml", "C:/x.yaml", None);
    }

    #[test]
    fn what_is_referred_to_is_wanted() {
        let check = |files: &[(&str, &str)], expect: &[&str]| {
            let files: Files =
                files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
            let wanted = side_files(&files, "v1/api.yaml");
            assert_eq!(wanted.iter().map(String::as_str).collect::<Vec<_>>(), expect);
            // of a file alone: nothing else is asked of it, and it may refer to itself
            let value = load(&files, "v1/api.yaml", &mut Diags::default()).unwrap();
            let own = referred(&value, "v1/api.yaml");
            assert!(own.iter().all(|name| expect.contains(&name.as_str()) || files.contains_key(name)), "{own:?}");
            assert_eq!(own.is_empty(), expect.is_empty(), "{own:?}");
        };
        check(&[("v1/api.yaml", "a: {$ref: '#/b'}\nc: 'other.yaml'\n")], &[]);
        let text = "a: {$ref: 'x.yaml#/b'}\nb: {$ref: '../y.json'}\nc: {mapping: {k: z.yml}}\n\
                    d: {$ref: '../../no.yaml'}\ne: {$ref: 'https://no.test/x.yaml'}\nf: {$ref: notes.txt}\n";
        check(&[("v1/api.yaml", text)], &["v1/x.yaml", "v1/z.yml", "y.json"]);
        check(
            &[("v1/api.yaml", text), ("v1/x.yaml", "b: {$ref: w.yaml}\n"), ("v1/z.yml", "{}"), ("y.json", "[")],
            &["v1/w.yaml"],
        );
    }
}
