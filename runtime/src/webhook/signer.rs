//! Signing as the provider does, for tests of a program that receives webhooks.

use std::fmt;
use std::marker::PhantomData;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Source;
use super::key::{Message, SignKey};
use super::scheme::Form;
use crate::config::ConfigError;
use crate::secret::Secret;

/// Signs as the provider does: for tests.
pub struct Signer<S> {
    key: SignKey,
    source: PhantomData<fn() -> S>,
}

impl<S: Source> Signer<S> {
    /// A signer with a secret as the verifier takes it. For Ed25519 it is the seed of a key pair, 32 bytes in the form of
    /// the scheme's keys; [`Signer::public_key`] is what the verifier takes.
    ///
    /// # Errors
    /// [`ConfigError::InvalidWebhookSecret`] when the secret is not of the scheme's form.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        let provider = S::PROVIDER;
        S::SCHEME.check().map_err(|reason| ConfigError::InvalidWebhookScheme { provider, reason })?;
        let key = SignKey::new(&S::SCHEME, secret.into().expose())
            .map_err(|reason| ConfigError::InvalidWebhookSecret { provider, variable: None, reason })?;
        Ok(Self { key, source: PhantomData })
    }

    /// The public key as the verifier takes it; `None` for HMAC.
    pub fn public_key(&self) -> Option<String> {
        let octets = self.key.public()?;
        Some(S::SCHEME.secret.write_public(&octets))
    }

    /// The headers that a delivery of `payload` has. Schemes that sign no id or no time leave it out; a time before 1970
    /// counts as 1970.
    pub fn sign(&self, id: &str, at: SystemTime, payload: &(impl AsRef<[u8]> + ?Sized)) -> Vec<(&'static str, String)> {
        let scheme = S::SCHEME;
        let timestamp = at.duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs()).to_string();
        let message = Message { template: scheme.signed, id, timestamp: &timestamp, body: payload.as_ref() };
        let signature = format!("{}{}", self.key.label(scheme.form), scheme.encoding.encode(&self.key.sign(&message)));
        let signature = match scheme.form {
            Form::Pairs => format!("t={timestamp},{signature}"),
            Form::Single { .. } | Form::Versions => signature,
        };
        let mut headers: Vec<(&'static str, String)> = Vec::new();
        headers.extend(scheme.id.map(|name| (name, id.to_owned())));
        headers.extend(scheme.timestamp.map(|name| (name, timestamp)));
        headers.push((scheme.signature, signature));
        headers
    }
}

impl<S: Source> fmt::Debug for Signer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("provider", &S::PROVIDER).finish_non_exhaustive()
    }
}
