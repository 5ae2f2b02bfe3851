// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;
use bursar_runtime::{
    Clock, ConfigError, CustomRequest, Method, Middleware, Random, Retries, Transport,
};

use std::marker::PhantomData;
use std::time::Duration;

pub(crate) static PROVIDER: v1::Provider = v1::Provider {
    name: "kitchen",
    version: env!("CARGO_PKG_VERSION"),
    base_url_var: "KITCHEN_BASE_URL",
    environments: &[
        v1::Server {
            name: "Live",
            url: "https://{region}.pantry.example/{version}",
            variables: &[
                v1::Variable {
                    name: "region",
                    default: "eu",
                    values: &["eu", "us"],
                },
                v1::Variable {
                    name: "version",
                    default: "v2",
                    values: &[],
                },
            ],
        },
        v1::Server {
            name: "Test",
            url: "https://test.pantry.example/base/",
            variables: &[],
        },
    ],
    default_environment: Some(1),
    schemes: &[
        v1::Scheme {
            name: "bearer",
            kind: v1::SchemeKind::Bearer {
                var: "KITCHEN_BEARER_TOKEN",
            },
        },
        v1::Scheme {
            name: "login",
            kind: v1::SchemeKind::Basic {
                username_var: "KITCHEN_USERNAME",
                password_var: "KITCHEN_PASSWORD",
            },
        },
        v1::Scheme {
            name: "headerKey",
            kind: v1::SchemeKind::ApiKey {
                at: v1::In::Header,
                name: "X-Key",
                var: "KITCHEN_HEADER_KEY_API_KEY",
            },
        },
        v1::Scheme {
            name: "queryKey",
            kind: v1::SchemeKind::ApiKey {
                at: v1::In::Query,
                name: "key`s",
                var: "KITCHEN_QUERY_KEY_API_KEY",
            },
        },
        v1::Scheme {
            name: "cookieKey",
            kind: v1::SchemeKind::ApiKey {
                at: v1::In::Cookie,
                name: "key",
                var: "PANTRY_COOKIE",
            },
        },
        v1::Scheme {
            name: "machine",
            kind: v1::SchemeKind::ClientCredentials {
                token_url: "https://pantry.example/token",
                token_url_var: "KITCHEN_TOKEN_URL",
                environment_token_urls: &[(1, "https://test.pantry.example/token")],
                client_auth: v1::ClientAuth::Body,
                id_var: "PANTRY_ID",
                secret_var: "PANTRY_SECRET",
            },
        },
        v1::Scheme {
            name: "person",
            kind: v1::SchemeKind::Bearer {
                var: "KITCHEN_PERSON_TOKEN",
            },
        },
    ],
    auth: &[
        &[v1::Need { scheme: 0, scopes: &[] }],
        &[
            v1::Need {
                scheme: 5,
                scopes: &["jars.delete", "jars:write"],
            },
            v1::Need { scheme: 2, scopes: &[] },
        ],
        &[v1::Need { scheme: 3, scopes: &[] }],
        &[v1::Need { scheme: 4, scopes: &[] }],
        &[v1::Need { scheme: 6, scopes: &[] }],
        &[],
    ],
    prefixes: &[
        v1::Prefix {
            scheme: 4,
            environment: 0,
            prefix: "live_",
        },
        v1::Prefix {
            scheme: 4,
            environment: 1,
            prefix: "test_",
        },
    ],
};

/// A client of the Pantry \<Kitchen\> API. Cheap to clone; clones share connections and tokens.
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

    /// Glass. \`\`\`
    #[cfg(feature = "jars-group")]
    pub fn jars_group(&self) -> JarsGroup<'_, M> {
        JarsGroup { client: self }
    }

    /// The operations of `type`.
    #[cfg(feature = "type")]
    pub fn r#type(&self) -> TypeGroup<'_, M> {
        TypeGroup { client: self }
    }

    /// The operations of `Mod`.
    #[cfg(feature = "mod-group")]
    pub fn mod_group(&self) -> ModGroup<'_, M> {
        ModGroup { client: self }
    }

    /// The operations of `pinned`.
    #[cfg(feature = "pinned")]
    pub fn pinned(&self) -> PinnedGroup<'_, M> {
        PinnedGroup { client: self }
    }

    /// The operations of `Ops`.
    #[cfg(feature = "ops")]
    pub fn ops(&self) -> OpsGroup<'_, M> {
        OpsGroup { client: self }
    }

    /// The operations of `upload`.
    #[cfg(feature = "upload")]
    pub fn upload(&self) -> UploadGroup<'_, M> {
        UploadGroup { client: self }
    }

    /// The operations of `Pages`.
    #[cfg(feature = "pages")]
    pub fn pages(&self) -> PagesGroup<'_, M> {
        PagesGroup { client: self }
    }

    /// The operations of `Bodies`.
    #[cfg(feature = "bodies")]
    pub fn bodies(&self) -> BodiesGroup<'_, M> {
        BodiesGroup { client: self }
    }

    /// The operations of `Streams`.
    #[cfg(feature = "streams")]
    pub fn streams(&self) -> StreamsGroup<'_, M> {
        StreamsGroup { client: self }
    }
}

impl<M: v1::Mode> ::core::fmt::Debug for Client<M> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.core.fmt(f)
    }
}

/// Glass. \`\`\`
#[cfg(feature = "jars-group")]
#[derive(Debug, Clone, Copy)]
pub struct JarsGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `type`.
#[cfg(feature = "type")]
#[derive(Debug, Clone, Copy)]
pub struct TypeGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `Mod`.
#[cfg(feature = "mod-group")]
#[derive(Debug, Clone, Copy)]
pub struct ModGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `pinned`.
#[cfg(feature = "pinned")]
#[derive(Debug, Clone, Copy)]
pub struct PinnedGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `Ops`.
#[cfg(feature = "ops")]
#[derive(Debug, Clone, Copy)]
pub struct OpsGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `upload`.
#[cfg(feature = "upload")]
#[derive(Debug, Clone, Copy)]
pub struct UploadGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `Pages`.
#[cfg(feature = "pages")]
#[derive(Debug, Clone, Copy)]
pub struct PagesGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `Bodies`.
#[cfg(feature = "bodies")]
#[derive(Debug, Clone, Copy)]
pub struct BodiesGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// The operations of `Streams`.
#[cfg(feature = "streams")]
#[derive(Debug, Clone, Copy)]
pub struct StreamsGroup<'a, M: v1::Mode = v1::Async> {
    pub(crate) client: &'a Client<M>,
}

/// Where requests go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Environment {
    /// Real jars.\\u{202e}\`\`\`
    ///
    /// `https://{region}.pantry.example/{version}`
    Live,
    /// Paper jars.
    ///
    /// `https://test.pantry.example/base/`
    #[default]
    Test,
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

    /// Sets the bearer token; from the environment: `KITCHEN_BEARER_TOKEN`.
    ///
    /// A token. \`\`\`
    pub fn bearer_bearer_token(mut self, token: impl Into<String>) -> Self {
        self.inner.bearer(0, token.into());
        self
    }

    /// Sets user name and password; from the environment: `KITCHEN_USERNAME`, `KITCHEN_PASSWORD`.
    pub fn basic_auth(
        mut self,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        self.inner.basic(1, username.into(), password.into());
        self
    }

    /// Sets the key that is sent as header `X-Key`; from the environment: `KITCHEN_HEADER_KEY_API_KEY`.
    pub fn header_key_api_key(mut self, key: impl Into<String>) -> Self {
        self.inner.api_key(2, key.into());
        self
    }

    /// Sets the key that is sent as query `key\'s`; from the environment: `KITCHEN_QUERY_KEY_API_KEY`.
    pub fn query_key_api_key(mut self, key: impl Into<String>) -> Self {
        self.inner.api_key(3, key.into());
        self
    }

    /// Sets the key that is sent as cookie `key`; from the environment: `PANTRY_COOKIE`.
    pub fn cookie_key_api_key(mut self, key: impl Into<String>) -> Self {
        self.inner.api_key(4, key.into());
        self
    }

    /// Sets the OAuth2 client id and secret; from the environment: `PANTRY_ID`, `PANTRY_SECRET`.
    pub fn client_credentials(
        mut self,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        self.inner.client_credentials(5, client_id.into(), client_secret.into());
        self
    }

    /// Replaces the token endpoint; from the environment: `KITCHEN_TOKEN_URL`.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.inner.token_url(5, url.into());
        self
    }

    /// Sets the bearer token; from the environment: `KITCHEN_PERSON_TOKEN`.
    pub fn person_bearer_token(mut self, token: impl Into<String>) -> Self {
        self.inner.bearer(6, token.into());
        self
    }

    /// Chooses a variable of the server's address: `region`, `version`.
    pub fn server_variable(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.inner.server_variable(name.into(), value.into());
        self
    }

    /// Replaces the address of the environment, path included; from the environment: `KITCHEN_BASE_URL`.
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
