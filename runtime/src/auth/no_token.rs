//! Without the feature `oauth`: there are no tokens.

use crate::redact::Scrubber;

/// An access token, of which there is none.
pub(crate) enum Token {}

impl Token {
    pub(crate) fn tell(&self, _: &mut Scrubber) {
        match *self {}
    }
}

/// The tokens of a client.
#[derive(Default)]
pub(crate) struct TokenStore;

impl TokenStore {
    pub(crate) fn tell(&self, _: &mut Scrubber) {}
}
