// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

use crate::prelude::*;
use bursar_runtime::{
    Clock, ConfigError, CustomRequest, Method, Middleware, Random, Retries, Transport,
};

use std::marker::PhantomData;
use std::time::Duration;

pub(crate) static PROVIDER: v1::Provider = v1::Provider {
    name: "fedapay",
    version: env!("CARGO_PKG_VERSION"),
    base_url_var: "FEDAPAY_BASE_URL",
    environments: &[
        v1::Server {
            name: "Sandbox",
            url: "https://sandbox-api.fedapay.com/v1",
            variables: &[],
        },
        v1::Server {
            name: "Live",
            url: "https://api.fedapay.com/v1",
            variables: &[],
        },
    ],
    default_environment: Some(0),
    schemes: &[
        v1::Scheme {
            name: "bearerAuth",
            kind: v1::SchemeKind::Bearer {
                var: "FEDAPAY_SECRET_KEY",
            },
        },
    ],
    auth: &[&[v1::Need { scheme: 0, scopes: &[] }]],
    prefixes: &[
        v1::Prefix {
            scheme: 0,
            environment: 0,
            prefix: "sk_sandbox_",
        },
        v1::Prefix {
            scheme: 0,
            environment: 1,
            prefix: "sk_live_",
        },
    ],
};

/// A client of the FedaPay API. Cheap to clone; clones share connections and tokens.
#[derive(Clone)]
pub struct Client<M: v1::Mode = v1::Async> {
    pub(crate) core: v1::Core,
    pub(crate) mode: PhantomData<fn() -> M>,
}

impl Client {
    /// A client with credentials and base URL from the environment; see the crate's README for the variables.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the variable that is missing or cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().from_env()?.build()
    }

    /// A client that is set up step by step.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl<M: v1::Mode> Client<M> {
    /// A request that the document does not describe, sent as all others: `path` follows the base URL as it is.
    pub fn request(&self, method: Method, path: impl Into<String>) -> CustomRequest<M> {
        CustomRequest::new(&self.core, method, path)
    }
}

impl<M: v1::Mode> ::core::fmt::Debug for Client<M> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.core.fmt(f)
    }
}

/// Where requests go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Environment {
    /// For trying things out; no money moves.
    ///
    /// `https://sandbox-api.fedapay.com/v1`
    #[default]
    Sandbox,
    /// The real thing: live accounts and money.
    ///
    /// `https://api.fedapay.com/v1`
    Live,
}

/// Sets a [`Client`] up.
#[must_use]
pub struct ClientBuilder<M: v1::Mode = v1::Async> {
    pub(crate) inner: v1::Builder,
    mode: PhantomData<fn() -> M>,
}

impl<M: v1::Mode> ClientBuilder<M> {
    pub(crate) fn new() -> Self {
        Self {
            inner: v1::Builder::new(&PROVIDER),
            mode: PhantomData,
        }
    }

    /// Chooses where requests go.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.inner.environment(environment as usize);
        self
    }

    /// Sets the bearer token; from the environment: `FEDAPAY_SECRET_KEY`.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.inner.bearer(0, token.into());
        self
    }

    /// Replaces the address of the environment, path included; from the environment: `FEDAPAY_BASE_URL`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.inner.base_url(url.into());
        self
    }

    /// Limits each attempt, from connecting to the last byte; 60 s without it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.inner.timeout(timeout);
        self
    }

    /// Limits connecting; 5 s without it.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.inner.connect_timeout(connect_timeout);
        self
    }

    /// Limits a whole call with everything it needs; unlimited without it.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.inner.deadline(deadline);
        self
    }

    /// Limits the body of a success in bytes; 32 MiB without it.
    pub fn max_response_bytes(mut self, max_response_bytes: u64) -> Self {
        self.inner.max_response_bytes(max_response_bytes);
        self
    }

    /// Limits each item of a stream in bytes; 1 MiB without it.
    pub fn max_item_bytes(mut self, max_item_bytes: u64) -> Self {
        self.inner.max_item_bytes(max_item_bytes);
        self
    }

    /// Limits the body of an error in bytes; 1 MiB without it.
    pub fn max_error_bytes(mut self, max_error_bytes: u64) -> Self {
        self.inner.max_error_bytes(max_error_bytes);
        self
    }

    /// Sends through this HTTP client; it must not follow redirects by itself.
    #[cfg(feature = "client")]
    pub fn http_client(mut self, http_client: bursar_runtime::reqwest::Client) -> Self {
        self.inner.http_client(http_client);
        self
    }

    /// Sends through this transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.inner.transport(transport);
        self
    }

    /// Puts this around every request; the first one given is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.inner.middleware(middleware);
        self
    }

    /// Takes time from this clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.inner.clock(clock);
        self
    }

    /// Takes random bytes from here: idempotency keys, and the spread of pauses.
    pub fn random(mut self, random: impl Random) -> Self {
        self.inner.random(random);
        self
    }

    /// How failed attempts are repeated: how often, or a [`Retries`]; twice without it.
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.inner.retries(retries.into());
        self
    }

    /// Takes what is not set yet from the environment; see the crate's README for the variables.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the variable that is missing or cannot be used.
    pub fn from_env(self) -> Result<Self, ConfigError> {
        self.from_vars(|name| std::env::var(name).ok())
    }

    /// Like [`ClientBuilder::from_env`], with values from `vars`: a secret store, or a test.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the variable that is missing or cannot be used.
    pub fn from_vars(
        mut self,
        vars: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        self.inner.from_vars(&vars)?;
        Ok(self)
    }
}

impl ClientBuilder {
    /// The client.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] when the base URL is none, or a credential cannot be sent.
    pub fn build(self) -> Result<Client, ConfigError> {
        Ok(Client {
            core: self.inner.build()?,
            mode: PhantomData,
        })
    }
}

impl<M: v1::Mode> ::core::fmt::Debug for ClientBuilder<M> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.inner.fmt(f)
    }
}
