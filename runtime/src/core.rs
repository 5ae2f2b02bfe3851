//! A client's state: one shared, immutable block, and the tokens.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use url::Url;

use crate::auth::token::{Token, TokenStore};
use crate::auth::{Credential, Given};
use crate::base::BaseUrl;
use crate::clock::Clock;
use crate::random::Random;
use crate::redact::Scrubber;
use crate::retry::Retries;
use crate::spec::Provider;
use crate::transport::Transport;

/// Limits of time, size and repetition; calls start from those of the client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_response_bytes: u64,
    pub(crate) max_error_bytes: u64,
    pub(crate) max_item_bytes: u64,
    pub(crate) retries: Retries,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            attempt_timeout: Duration::from_secs(60),
            deadline: None,
            max_response_bytes: 32 * 1024 * 1024,
            max_error_bytes: 1024 * 1024,
            max_item_bytes: 1024 * 1024,
            retries: Retries::default(),
        }
    }
}

/// Where the base URL comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaseFrom {
    /// An environment, or a server that an operation has of its own.
    Environment,
    /// The user, for every operation.
    User,
}

/// The heart of a generated client: cheap to clone, `Send + Sync`.
#[derive(Clone)]
pub struct Core {
    pub(crate) inner: Arc<Inner>,
    /// What drives the calls of a blocking client.
    #[cfg(feature = "blocking")]
    pub(crate) engine: Option<Arc<crate::blocking::Engine>>,
}

pub(crate) struct Inner {
    pub(crate) provider: &'static Provider,
    pub(crate) base: Arc<BaseUrl>,
    pub(crate) base_from: BaseFrom,
    /// Where the document was found, where that is known.
    pub(crate) document: Option<Url>,
    /// Name of the environment, to find the server of the same name on operations.
    pub(crate) environment: Option<&'static str>,
    pub(crate) server_values: Vec<(String, String)>,
    pub(crate) given: Vec<Option<Given>>,
    pub(crate) credentials: Vec<Option<Credential>>,
    #[cfg(feature = "oauth")]
    pub(crate) token_urls: Vec<Option<Url>>,
    pub(crate) limits: Limits,
    pub(crate) user_agent: HeaderValue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) tokens: TokenStore,
}

impl Core {
    pub(crate) fn clock(&self) -> &dyn Clock {
        self.inner.clock.as_ref()
    }

    pub(crate) fn random(&self) -> &dyn Random {
        self.inner.random.as_ref()
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        self.inner.transport.as_ref()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.inner.user_agent
    }

    /// Everything that a message about this client must not show, and `tokens` that it may have given up by now.
    pub(crate) fn scrubber(&self, tokens: &[Arc<Token>]) -> Scrubber {
        let mut scrubber = Scrubber::default();
        self.inner.given.iter().flatten().for_each(|given| given.tell(&mut scrubber));
        tokens.iter().for_each(|token| token.tell(&mut scrubber));
        self.inner.tokens.tell(&mut scrubber);
        scrubber.finish()
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("provider", &self.inner.provider.name)
            .field("base_url", &self.inner.base.as_text())
            .field("credentials", &configured(self.inner.provider, &self.inner.given))
            .finish_non_exhaustive()
    }
}

/// The names of the schemes that have credentials.
pub(crate) fn configured(provider: &'static Provider, given: &[Option<Given>]) -> Vec<&'static str> {
    provider.schemes.iter().zip(given).filter(|(_, given)| given.is_some()).map(|(scheme, _)| scheme.name).collect()
}
