//! RFC 6901 JSON Pointers: the one way a place inside a document is named.

use std::borrow::{Borrow, Cow};
use std::fmt;

/// A JSON Pointer (RFC 6901) into a document; the empty pointer is the whole document.
///
/// Printed as a URI fragment (`#/paths/~1balance/get`), the form used in `$ref` and in diagnostics.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads `/a/b`, `#/a/b`, `#` or the empty text. `None` when it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.strip_prefix('#').unwrap_or(text);
        (path.is_empty() || path.starts_with('/')).then(|| Self(path.to_owned()))
    }

    /// The member `key` of the object that this pointer names; `key` is unescaped text.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut path = String::with_capacity(self.0.len() + key.len() + 1);
        path.push_str(&self.0);
        push(&mut path, key);
        Self(path)
    }

    /// The element `index` of the array that this pointer names.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// Follows several keys at once.
    #[must_use]
    pub fn join<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = self.0.clone();
        keys.into_iter().for_each(|key| push(&mut path, key));
        Self(path)
    }

    /// The pointer one step up; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|cut| Self(self.0[..cut].to_owned()))
    }

    /// The texts of this pointer, of the one a step up, and so on to the root.
    pub(super) fn upwards(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.0.as_str()), |at| at.rfind('/').map(|cut| &at[..cut]))
    }

    /// The place that `steps`, the text of a pointer, leads to from here.
    pub(super) fn then(&self, steps: &str) -> Self {
        Self(format!("{}{steps}", self.0))
    }

    /// The last key, unescaped; `None` at the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rfind('/').map(|cut| unescape(&self.0[cut + 1..]))
    }

    /// The keys from the root, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// Whether this place is `other` or lies below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(other.0.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The escaped text without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A pointer is its text, for maps.
impl Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn push(path: &mut String, key: &str) {
    path.push('/');
    if has(key, b'~') || has(key, b'/') {
        path.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        path.push_str(key);
    }
}

/// Whether a byte of ASCII is in a key. Pointers are made for most nodes of a document, and the searches of the standard
/// library cost more than such short texts in a build that does not optimise.
fn has(key: &str, wanted: u8) -> bool {
    let bytes = key.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == wanted {
            return true;
        }
        at += 1;
    }
    false
}

fn unescape(key: &str) -> Cow<'_, str> {
    if has(key, b'~') { Cow::Owned(key.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(key) }
}
