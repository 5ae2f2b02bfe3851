//! The verifier: a scheme, the active secrets, and the limits.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::key::{Key, Message};
use super::received::{Received, seconds, signatures};
use super::{Scheme, Verified, WebhookError};
use crate::clock::{Clock, TokioClock};
use crate::config::ConfigError;
use crate::secret::Secret;

/// Payloads are notices; what is larger is none.
const USUAL_PAYLOAD: usize = 1024 * 1024;

/// A provider that sends webhooks, as its generated crate states it.
pub trait Source: 'static {
    /// The provider's name, for messages.
    const PROVIDER: &'static str;
    /// The environment variable with the secrets, white space between them.
    const SECRET_VAR: &'static str;
    /// How it signs.
    const SCHEME: Scheme;
    /// The header that names the event, where one does.
    const EVENT_HEADER: Option<&'static str> = None;
}

/// Checks that deliveries come from the provider.
///
/// Cheap to clone. It can be shared by any number of threads.
pub struct Verifier<S> {
    keys: Arc<[Key]>,
    tolerance: Duration,
    max_payload: usize,
    clock: Arc<dyn Clock>,
    source: PhantomData<fn() -> S>,
}

impl<S: Source> Verifier<S> {
    /// A verifier with the secrets that are active, in any order; for asymmetric schemes they are public keys.
    ///
    /// # Errors
    /// [`ConfigError::InvalidWebhookSecret`] when a secret is not of the scheme's form,
    /// [`ConfigError::MissingWebhookSecret`] when there is none.
    pub fn new<I>(secrets: I) -> Result<Self, ConfigError>
    where
        I: IntoIterator,
        I::Item: Into<Secret>,
    {
        Self::with(secrets.into_iter().map(Into::into), None)
    }

    /// A verifier with the secrets of the environment variable [`Source::SECRET_VAR`]; white space separates several.
    ///
    /// # Errors
    /// As [`Verifier::new`].
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_vars(|name| std::env::var(name).ok())
    }

    /// Like [`Verifier::from_env`], with values from `vars`: a secret store, or a test.
    ///
    /// # Errors
    /// As [`Verifier::new`].
    pub fn from_vars(vars: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let value = Secret::new(vars(S::SECRET_VAR).unwrap_or_default());
        Self::with(value.expose().split_ascii_whitespace().map(Secret::from), Some(S::SECRET_VAR))
    }

    fn with(secrets: impl Iterator<Item = Secret>, variable: Option<&'static str>) -> Result<Self, ConfigError> {
        let provider = S::PROVIDER;
        S::SCHEME.check().map_err(|reason| ConfigError::InvalidWebhookScheme { provider, reason })?;
        let key = |secret: Secret| {
            Key::new(&S::SCHEME, secret.expose()).map_err(|reason| ConfigError::InvalidWebhookSecret {
                provider,
                variable,
                reason,
            })
        };
        let keys: Arc<[Key]> = secrets.map(key).collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(ConfigError::MissingWebhookSecret { provider, variable: S::SECRET_VAR });
        }
        Ok(Self {
            keys,
            tolerance: S::SCHEME.tolerance,
            max_payload: USUAL_PAYLOAD,
            clock: Arc::new(TokioClock),
            source: PhantomData,
        })
    }

    /// How far the time of signing may be from now, in both directions; the scheme's own without it, usually 300 s.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The largest accepted payload, in bytes; 1 MiB without it.
    #[must_use]
    pub fn max_payload_bytes(mut self, max_payload_bytes: usize) -> Self {
        self.max_payload = max_payload_bytes;
        self
    }

    /// Takes the time of day from this clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Checks one delivery: `headers` as names and values (an `&http::HeaderMap`, pairs of texts, …), and the payload
    /// byte for byte as it was received.
    ///
    /// # Errors
    /// Every [`WebhookError`] but `Decode`; then nothing that was received can be trusted.
    pub fn verify<'b, N, V, B>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        payload: &'b B,
    ) -> Result<Verified<'b>, WebhookError>
    where
        N: AsRef<str>,
        V: AsRef<[u8]>,
        B: AsRef<[u8]> + ?Sized,
    {
        let scheme = S::SCHEME;
        let wanted = [Some(scheme.signature), scheme.timestamp, scheme.id, S::EVENT_HEADER];
        let wanted: Vec<&'static str> = wanted.into_iter().flatten().collect();
        let received = Received::pick(headers, &wanted);
        check::<S>(self, &scheme, &received, payload.as_ref())
    }
}

/// The check itself, once the headers are picked.
fn check<'b, S: Source>(
    verifier: &Verifier<S>,
    scheme: &Scheme,
    received: &Received,
    body: &'b [u8],
) -> Result<Verified<'b>, WebhookError> {
    if body.len() > verifier.max_payload {
        return Err(WebhookError::TooLarge { size: body.len(), limit: verifier.max_payload });
    }
    let given = signatures(scheme, received.text(scheme.signature)?)?;
    let id = scheme.id.map(|name| received.text(name)).transpose()?;
    let stamp = match scheme.timestamp {
        Some(name) => Some((name, received.text(name)?)),
        None => given.timestamp.map(|text| (scheme.signature, text)),
    };
    let timestamp = stamp.map(|(name, text)| fresh(verifier, name, text)).transpose()?;
    let template = scheme.signed;
    let message = Message {
        template,
        id: id.unwrap_or_default(),
        timestamp: stamp.map(|(_, text)| text).unwrap_or_default(),
        body,
    };
    let known = |label: &str| verifier.keys.iter().any(|key| key.label(scheme.form) == label);
    if !given.labelled.iter().any(|(label, _)| known(label)) {
        let reason = "has no signature of the expected form";
        return Err(WebhookError::Malformed { name: scheme.signature, reason });
    }
    let signed = |key: &Key| {
        let own = given.labelled.iter().filter(|(label, _)| *label == key.label(scheme.form));
        key.signed(&message, &own.filter_map(|(_, text)| scheme.encoding.decode(text)).collect::<Vec<_>>())
    };
    let Some(secret) = verifier.keys.iter().position(signed) else {
        return Err(WebhookError::NoMatch { secrets: verifier.keys.len() });
    };
    let event = match S::EVENT_HEADER {
        Some(name) => received.get(name)?.map(|value| (name, value.to_owned())),
        None => None,
    };
    Ok(Verified { body, id: id.map(str::to_owned), timestamp, secret, event })
}

/// The time of signing, if it is near enough to now.
fn fresh<S>(verifier: &Verifier<S>, name: &'static str, text: &str) -> Result<SystemTime, WebhookError> {
    let malformed = WebhookError::Malformed { name, reason: "is no time in seconds since 1970" };
    let at = seconds(text).ok_or_else(|| malformed.clone())?;
    let now = verifier.clock.wall().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    let (away, tolerance) = (Duration::from_secs(now.abs_diff(at)), verifier.tolerance);
    match () {
        () if away > tolerance && at < now => Err(WebhookError::TooOld { age: away, tolerance }),
        () if away > tolerance => Err(WebhookError::InFuture { ahead: away, tolerance }),
        () => UNIX_EPOCH.checked_add(Duration::from_secs(at)).ok_or(malformed),
    }
}

impl<S> Clone for Verifier<S> {
    fn clone(&self) -> Self {
        Self {
            keys: Arc::clone(&self.keys),
            tolerance: self.tolerance,
            max_payload: self.max_payload,
            clock: Arc::clone(&self.clock),
            source: PhantomData,
        }
    }
}

impl<S: Source> fmt::Debug for Verifier<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("provider", &S::PROVIDER)
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .field("max_payload_bytes", &self.max_payload)
            .finish_non_exhaustive()
    }
}
