//! The version of the crate, and what CHANGELOG.md says of it: both follow from what changed since the last release.

use super::rust::Context;
use crate::surface::{Released, RustChange, Surface, Version, changelog};

/// What is said of the crate as a release.
pub(super) struct Release {
    pub(super) version: String,
    pub(super) changelog: String,
}

pub(super) fn of(cx: Context<'_>, released: Option<&Released>, surface: &Surface) -> Release {
    let (version, changes) = version(cx, released, surface);
    let package = format!("bursar-{}", cx.provider);
    let changelog = changelog(&package, &super::package::header(cx), released, &version, &changes);
    Release { version, changelog }
}

/// provider.toml gives the least version; the changes since the last release raise that one as far as they have to.
pub(super) fn version(cx: Context<'_>, released: Option<&Released>, surface: &Surface) -> (String, Vec<RustChange>) {
    let (changes, least) = released.map_or_else(
        || (Vec::new(), None),
        |last| {
            let (changes, least) = last.since(surface);
            (changes, Some(least))
        },
    );
    let stated = Version::parse(&cx.config.version);
    let version = stated.max(least).map_or_else(|| cx.config.version.clone(), |version| version.to_string());
    (version, changes)
}
