//! The whole line, from the files of a provider's folder to the files of its crate.

use crate::Files;
use crate::diag::Diags;
use crate::facade::Entry;

/// What is read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Name of the folder below `specs/`.
    pub provider: &'a str,
    /// The files in that folder, by name.
    pub files: &'a Files,
}

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Output {
    /// The files below `generated/<provider>/`, without the manifest.
    pub files: Files,
    /// The new `specs/<provider>/names.lock`; `None` when there is nothing to keep.
    pub names_lock: Option<Vec<u8>>,
    /// How much there is.
    pub stats: Stats,
    /// What the facade says of the provider.
    pub entry: Entry,
}

/// How much a generation has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Operations that can be called.
    pub operations: usize,
    /// Named types.
    pub types: usize,
}

/// What was said on the way.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// In the order of saying.
    pub diags: Diags,
}

impl Report {
    /// Prints each diagnostic with its place in the file of `folder`, such as `specs/demo`.
    pub fn print(&self, _files: &Files, folder: &str) -> Vec<String> {
        self.diags.iter().map(|diag| format!("{}: {folder}/{}: {}", diag.code, diag.at.file, diag.message)).collect()
    }
}

/// Generates the crate of one provider. There is no output when there is an error.
pub fn generate(input: &Input<'_>) -> (Option<Output>, Report) {
    let provider = input.provider;
    let cargo = format!("[package]\nname = \"bursar-{provider}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let entry = Entry {
        provider: provider.to_owned(),
        title: provider.to_owned(),
        package: format!("bursar-{provider}"),
        version: "0.1.0".to_owned(),
        spec_version: String::new(),
        source: String::new(),
    };
    let files = [("Cargo.toml", cargo), ("src/lib.rs", format!("//! {provider}\n"))];
    let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    (Some(Output { files, names_lock: None, stats: Stats::default(), entry }), Report::default())
}
