//! What the passes share: the version, the sites of the document and what was said so far (in places of the source).

use std::collections::HashMap;

use crate::diag::{Diag, Place};
use crate::source::Pointer;

use super::sites::{Site, Sites};
use super::version::Version;

/// What the passes share.
#[derive(Debug)]
pub(super) struct Context {
    file: String,
    /// The version of the document.
    pub(super) version: Version,
    /// Where its nodes came from.
    pub(super) sites: Sites,
    /// Host and base path of a 2.0 document, for operations with schemes of their own.
    pub(super) location: Option<String>,
    /// Operations and path items that lost a part without which they send something else, and why.
    pub(super) lost: HashMap<Site, String>,
    /// Where in other files the components come from that were taken from there.
    pub(super) taken: HashMap<Pointer, String>,
    /// What was said, with pointers into the source document.
    pub(super) said: Vec<Diag>,
}

impl Context {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            version: Version::V30,
            sites: Sites::new(),
            location: None,
            lost: HashMap::new(),
            taken: HashMap::new(),
            said: Vec::new(),
        }
    }

    /// The place of a node.
    pub(super) fn place(&self, site: Site) -> Place {
        Place::pointer(self.file.as_str(), &self.sites.pointer(site))
    }

    /// The place of a node's member.
    pub(super) fn place_of(&self, site: Site, key: &str) -> Place {
        Place::pointer(self.file.as_str(), &self.sites.pointer(site).child(key))
    }

    /// A node as it is written: with its file, where that is another one.
    pub(super) fn spelled(&self, site: Site) -> String {
        let at = self.sites.pointer(site);
        self.taken.get(&at).cloned().unwrap_or_else(|| at.to_string())
    }

    /// The place of a pointer into the source document.
    pub(super) fn place_at(&self, pointer: &Pointer) -> Place {
        Place::pointer(self.file.as_str(), pointer)
    }

    /// The name of the document's file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn say(&mut self, diag: Diag) {
        self.said.push(diag);
    }

    /// Says something worth knowing about the member `key` of a node.
    pub(super) fn note(&mut self, code: &'static str, site: Site, key: &str, message: impl Into<String>) {
        let at = self.place_of(site, key);
        self.say(Diag::note(code, at, message));
    }

    /// Says that the member `key` of a node cannot be expressed.
    pub(super) fn degraded(&mut self, code: &'static str, site: Site, key: &str, message: impl Into<String>) {
        let at = self.place_of(site, key);
        self.say(Diag::degraded(code, at, message));
    }
}
