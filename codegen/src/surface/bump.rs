//! How far a version has to rise.

use std::fmt;

/// What a change asks of the version (Semantic Versioning 2.0.0), least first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing.
    #[default]
    None,
    /// Programs notice nothing when they are compiled.
    Patch,
    /// There is more than there was.
    Minor,
    /// A program may have to be changed.
    Major,
}

impl Bump {
    /// The word for it: `major`, `minor`, `patch` or `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A version of a crate: `major.minor.patch`, as provider.toml allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

impl Version {
    /// Reads `1.2.3`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let plain = plain && (part == "0" || !part.starts_with('0'));
            if plain { part.parse().ok() } else { None }
        };
        let mut parts = text.split('.').map(number);
        let version = Self { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The least version after `current` that covers a bump. Cargo takes the first number that is not zero for the one that
/// tells what is compatible, so 0.x shifts one place down: major raises x, everything else the last number; below 0.1.0
/// every change raises the last number.
pub fn required_version(current: Version, bump: Bump) -> Version {
    let Version { major, minor, patch } = current;
    match (bump, major, minor) {
        (Bump::None, ..) => current,
        (Bump::Major, 1.., _) => Version { major: major.saturating_add(1), minor: 0, patch: 0 },
        (Bump::Minor, 1.., _) | (Bump::Major, 0, 1..) => Version { major, minor: minor.saturating_add(1), patch: 0 },
        _ => Version { major, minor, patch: patch.saturating_add(1) },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn versions_rise() {
        let cases = [
            ("1.4.2", ["1.4.2", "1.4.3", "1.5.0", "2.0.0"]),
            ("0.4.2", ["0.4.2", "0.4.3", "0.4.3", "0.5.0"]),
            ("0.0.7", ["0.0.7", "0.0.8", "0.0.8", "0.0.8"]),
        ];
        for (current, expect) in cases {
            let bumps = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];
            let found = bumps.map(|bump| required_version(Version::parse(current).unwrap(), bump).to_string());
            assert_eq!(found, expect, "{current}");
        }
    }

    #[test]
    fn what_is_no_version() {
        for text in
            ["", "1", "1.2", "1.2.3.4", "1.2.x", "1.02.3", "1.2.3-a", "+1.2.3", "1..3", "1.2.99999999999999999999"]
        {
            assert_eq!(Version::parse(text), None, "{text}");
        }
        assert!(Version::parse("0.10.0") > Version::parse("0.9.9"));
    }
}
