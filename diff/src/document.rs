//! A document as it is compared: its files read, its overlay applied, nothing lowered. Refuses only what cannot be read
//! or is no API document at all; what bends OpenAPI is compared as far as it goes.

use std::collections::BTreeSet;

use bursar_codegen::Files;
use bursar_codegen::diag::{self, Diags, Severity};
use bursar_codegen::overlay;
use bursar_codegen::source::{self, Trace, Value};

/// A document and the files that its references lead to.
#[derive(Debug)]
pub struct Document {
    /// What the reader calls it, such as `specs/p/openapi.yaml`.
    label: String,
    bytes: Files,
    /// The values; the first one is the document itself.
    values: Vec<(String, Value)>,
    trace: Trace,
}

/// What stands at the root of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// `openapi` or `swagger`.
    pub openapi: String,
    /// `info.version`; empty when there is none.
    pub version: String,
}

impl Document {
    /// Reads `main` and every file of `files` that it may refer to, and applies `overlay.yaml` when it is among them.
    ///
    /// # Errors
    /// What is wrong, as text for people, when the document or its overlay cannot be read.
    pub fn load(label: &str, main: &str, files: Files) -> Result<Self, Vec<String>> {
        let mut document = Self::main_of(label, main, files)?;
        let sides = document.bytes.keys().filter(|name| name.as_str() != main && is_readable(name));
        for name in sides.filter(|name| name.as_str() != overlay::FILE) {
            // a file beside the document need not be a part of it, so only a reference to it makes it one
            if let Some(value) = source::load(&document.bytes, name, &mut Diags::default()) {
                document.values.push((name.clone(), value));
            }
        }
        Ok(document)
    }

    /// Reads `main` from its bytes, and every file that it, or a file which it needs, refers to and that `fetch` has.
    ///
    /// # Errors
    /// What is wrong, as text for people, when the document cannot be read.
    pub fn open(
        label: &str,
        main: &str,
        bytes: Vec<u8>,
        mut fetch: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Vec<String>> {
        let mut document = Self::main_of(label, main, Files::from([(main.to_owned(), bytes)]))?;
        let mut asked = BTreeSet::from([main.to_owned()]);
        let mut at = 0;
        while let Some((from, value)) = document.values.get(at) {
            at += 1;
            for name in source::referred(value, from) {
                // a file that is not there is a reference that leads nowhere, which the report says
                let fresh = asked.insert(name.clone());
                let Some(bytes) = fresh.then(|| fetch(&name)).flatten() else { continue };
                document.bytes.insert(name.clone(), bytes);
                if let Some(value) = source::load(&document.bytes, &name, &mut Diags::default()) {
                    document.values.push((name, value));
                }
            }
        }
        // in the order of their names, however they refer to each other
        if let Some((_, sides)) = document.values.split_first_mut() {
            sides.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        Ok(document)
    }

    /// The document alone, with what `overlay.yaml` makes of it when it is among the files.
    fn main_of(label: &str, main: &str, files: Files) -> Result<Self, Vec<String>> {
        let mut diags = Diags::default();
        let mut trace = Trace::default();
        let mut values = Vec::new();
        if let Some(mut value) = source::load(&files, main, &mut diags) {
            overlay::apply(&mut value, &files, main, &mut trace, &mut diags);
            values.push((main.to_owned(), value));
        }
        let folder = label.rsplit_once('/').map_or("", |(folder, _)| folder);
        if diags.any(Severity::Degraded) || values.is_empty() {
            let mut printer = diag::Printer::new(&files, &trace, main, folder);
            return Err(diags.iter().map(|diag| printer.print(diag)).collect());
        }
        let document = Self { label: label.to_owned(), bytes: files, values, trace };
        if document.about().openapi.is_empty() {
            return Err(vec![format!("error: {label}: the document has neither `openapi` nor `swagger` at its root")]);
        }
        Ok(document)
    }

    /// What the reader calls it.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its name among its own files.
    pub fn main(&self) -> &str {
        self.values.first().map_or("", |(name, _)| name)
    }

    /// The files that it was read from, by name.
    pub fn sources(&self) -> &Files {
        &self.bytes
    }

    /// Version of OpenAPI, and of the document.
    pub fn about(&self) -> About {
        let text = |value: Option<&Value>| match value {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let root = self.root();
        let openapi = text(root.get("openapi").or_else(|| root.get("swagger")));
        About { openapi, version: text(root.get("info").and_then(|info| info.get("version"))) }
    }

    /// The document itself, with its overlay.
    pub fn root(&self) -> &Value {
        // `load` refuses a document without a first value
        self.values.first().map_or(&Value::Null, |(_, value)| value)
    }

    /// Its files in the order of their numbers; the first one is the document.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, file: &str) -> &[u8] {
        self.bytes.get(file).map_or(&[], Vec::as_slice)
    }

    /// What the overlay did.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }
}

fn is_readable(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".json", ".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const MAIN: &str =
        "openapi: 3.0.3\na: {$ref: 'z.yaml#/b'}\nb: {$ref: 'sub/x.yaml'}\nc: {$ref: '#/a'}\nd: {$ref: gone.yaml}\n";

    /// Each file is asked for once, those of files as well, and what is not there or cannot be read is left out.
    #[test]
    fn what_is_referred_to_is_fetched_once() {
        let there = [
            ("z.yaml", "b: {$ref: 'sub/x.yaml'}\nc: {$ref: api.yaml}\n"),
            ("sub/x.yaml", "a: {$ref: ../w.json}\n"),
            ("w.json", "["),
            ("other.yaml", "{}"),
        ];
        let mut asked = Vec::new();
        let fetch = |name: &str| {
            asked.push(name.to_owned());
            there.iter().find(|(other, _)| *other == name).map(|(_, text)| text.as_bytes().to_vec())
        };
        let document = Document::open("specs/api.yaml", "api.yaml", MAIN.as_bytes().to_vec(), fetch).unwrap();
        let read: Vec<&str> = document.files().map(|(name, _)| name).collect();
        assert_eq!(read, ["api.yaml", "sub/x.yaml", "z.yaml"]);
        assert_eq!(asked, ["gone.yaml", "sub/x.yaml", "z.yaml", "w.json"]);
        assert_eq!(document.sources().keys().collect::<Vec<_>>(), ["api.yaml", "sub/x.yaml", "w.json", "z.yaml"]);
        // the same as when all files are there from the beginning
        let loaded = Document::load("specs/api.yaml", "api.yaml", document.sources().clone()).unwrap();
        assert_eq!(loaded.values, document.values);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let check = |text: &str, expect: &str| {
            let said = Document::open("a.yaml", "a.yaml", text.as_bytes().to_vec(), |_| None).unwrap_err();
            assert_eq!(said, [expect]);
        };
        check("a: 1\n", "error: a.yaml: the document has neither `openapi` nor `swagger` at its root");
    }
}
