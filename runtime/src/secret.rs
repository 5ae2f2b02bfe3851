//! Text that must not be printed.

use std::fmt;

use zeroize::Zeroizing;

/// A credential: wiped from memory when dropped, never printed.
///
/// ```
/// let key = bursar_runtime::Secret::new("sk_live_1");
/// assert_eq!(format!("{key:?}"), "Secret(…)");
/// assert_eq!(key.expose(), "sk_live_1");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Memory cannot be read after it was given back, so the types say it: what does not wipe itself does not compile.
    #[test]
    fn wiped_when_dropped() {
        fn wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}
        let secret = Secret::new("sk_1");
        wiped(&secret.0);
        assert_eq!(secret.clone().expose(), "sk_1");
    }
}
