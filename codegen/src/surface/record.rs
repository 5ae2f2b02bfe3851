//! `specs/<provider>/released.json`: what the last release of a crate offered, which its next version is measured against.
//!
//! It holds the surface as the generator of that day made it, and not the documents: what a program notices is the
//! difference of the crates, whether a document or the generator is the reason. It changes only by a release, so the version
//! follows from it and from the documents alone, however often and in however many steps these change in between.

use serde::{Deserialize, Serialize};

use super::{Bump, Item, RustChange, Surface, Version, bump, compare, required_version};
use crate::Files;
use crate::diag::{Diag, Diags, Place};

/// File name in the provider's folder.
pub const FILE: &str = "released.json";

const FORMAT: u32 = 1;

/// The last release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// Its version.
    pub version: Version,
    /// What it offered.
    pub surface: Surface,
    /// What the changelog says of each release, the last one first.
    pub noted: Vec<Noted>,
}

/// What the changelog says of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The version.
    pub version: String,
    /// The text below its heading.
    pub text: String,
}

/// The file, read as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    version: String,
    noted: Vec<Noted>,
    items: Vec<Item>,
}

impl Released {
    /// Reads the record of a provider. None means that nothing was released.
    pub fn load(files: &Files, diags: &mut Diags) -> Option<Self> {
        let read = Self::parse(files.get(FILE)?);
        let wrong = |why: String| {
            let message = format!("released.json cannot be read: {why}");
            let help = "restore it from version control; it tells what the next version has to be";
            diags.push(Diag::error("released", Place::file(FILE), message).help(help));
        };
        read.map_err(wrong).ok()
    }

    /// Reads the text of a record.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if written.format != FORMAT {
            return Err(format!("it has format {}, and not {FORMAT}", written.format));
        }
        let version = Version::parse(&written.version);
        let version = version.ok_or_else(|| format!("`{}` is no version", written.version))?;
        Ok(Self { version, surface: Surface::new(written.items), noted: written.noted })
    }

    /// The text of the file: an item on each line, so that a reviewer sees which ones a release changed.
    pub fn to_text(&self) -> String {
        let line = |value: serde_json::Value| value.to_string();
        let noted: Vec<String> = self.noted.iter().map(|noted| line(serde_json::json!(noted))).collect();
        let items: Vec<String> = self.surface.items.iter().map(|item| line(serde_json::json!(item))).collect();
        format!(
            "{{\"format\": {FORMAT}, \"version\": \"{}\", \"noted\": [\n{}\n], \"items\": [\n{}\n]}}\n",
            self.version,
            noted.join(",\n"),
            items.join(",\n")
        )
    }

    /// The record of a release of `surface` as `version`, after the one before it.
    pub fn next(before: Option<&Self>, surface: Surface, version: Version) -> Self {
        let changes = before.map(|last| compare(&last.surface, &surface)).unwrap_or_default();
        let noted = super::changelog::current(before, &version.to_string(), &changes);
        let earlier = before.into_iter().flat_map(|last| last.noted.iter().cloned());
        Self { noted: noted.into_iter().chain(earlier).collect(), version, surface }
    }

    /// What changed since, and the least version that covers it.
    pub fn since(&self, surface: &Surface) -> (Vec<RustChange>, Version) {
        let changes = compare(&self.surface, surface);
        let version = required_version(self.version, bump(&changes));
        (changes, version)
    }

    /// Whether `version` may be given to a crate with this surface.
    ///
    /// # Errors
    /// What it would have to be at least, and for which bump.
    pub fn covers(&self, surface: &Surface, version: Version) -> Result<(), (Version, Bump)> {
        let (changes, least) = self.since(surface);
        if version >= least { Ok(()) } else { Err((least, bump(&changes))) }
    }
}
