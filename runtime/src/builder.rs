//! Building a client: what was given, then the environment's variables, then the defaults.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use url::Url;

use crate::auth::{self, Credential, Given};
use crate::base::{BaseUrl, check_names, is_relative, parse_http};
use crate::clock::{Clock, TokioClock};
use crate::config::ConfigError;
use crate::core::{BaseFrom, Core, Inner, Limits, configured};
use crate::random::{Random, SystemRandom};
use crate::retry::Retries;
use crate::spec::{Prefix, Provider, SchemeKind, Server};
#[cfg(feature = "client")]
use crate::transport::ReqwestTransport;
use crate::transport::{Layered, Middleware, Transport};

/// Collects the settings of a client. Later calls replace earlier ones; schemes are addressed by index.
pub struct Builder {
    provider: &'static Provider,
    environment: Option<usize>,
    base_url: Option<String>,
    /// The variable that the base URL comes from.
    base_url_var: Option<&'static str>,
    document_url: Option<String>,
    server_values: Vec<(String, String)>,
    given: Vec<Option<Given>>,
    #[cfg(feature = "oauth")]
    token_urls: Vec<Option<String>>,
    limits: Limits,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    random: Option<Arc<dyn Random>>,
    middleware: Vec<Arc<dyn Middleware>>,
}

impl Builder {
    /// Nothing is set.
    pub fn new(provider: &'static Provider) -> Self {
        let schemes = provider.schemes.len();
        Self {
            provider,
            environment: None,
            base_url: None,
            base_url_var: None,
            document_url: None,
            server_values: Vec::new(),
            given: std::iter::repeat_with(|| None).take(schemes).collect(),
            #[cfg(feature = "oauth")]
            token_urls: vec![None; schemes],
            limits: Limits::default(),
            transport: None,
            clock: None,
            random: None,
            middleware: Vec::new(),
        }
    }

    /// Chooses an environment by index.
    pub fn environment(&mut self, index: usize) {
        self.environment = Some(index);
    }

    /// Replaces the server and its base path, for every operation.
    pub fn base_url(&mut self, url: String) {
        self.base_url = Some(url);
    }

    /// Says where the document was found, which relative URLs of servers are relative to.
    pub fn document_url(&mut self, url: String) {
        self.document_url = Some(url);
    }

    /// Sets a variable of the server URL.
    pub fn server_variable(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.server_values.push((name.into(), value.into()));
    }

    /// Sets a bearer token.
    pub fn bearer(&mut self, scheme: usize, token: String) {
        self.give(scheme, Given::Bearer(token.into()));
    }

    /// Sets a user name and a password, which may be empty.
    pub fn basic(&mut self, scheme: usize, username: String, password: String) {
        self.give(scheme, Given::Basic(username.into(), password.into()));
    }

    /// Sets an API key.
    pub fn api_key(&mut self, scheme: usize, key: String) {
        self.give(scheme, Given::ApiKey(key.into()));
    }

    /// Sets the id and secret of an OAuth2 client.
    #[cfg(feature = "oauth")]
    pub fn client_credentials(&mut self, scheme: usize, id: String, secret: String) {
        self.give(scheme, Given::ClientCredentials(id.into(), secret.into()));
    }

    fn give(&mut self, scheme: usize, given: Given) {
        if let Some(slot) = self.given.get_mut(scheme) {
            *slot = Some(given);
        }
    }

    /// Replaces the token URL of an OAuth2 scheme.
    #[cfg(feature = "oauth")]
    pub fn token_url(&mut self, scheme: usize, url: String) {
        if let Some(slot) = self.token_urls.get_mut(scheme) {
            *slot = Some(url);
        }
    }

    /// The longest time for one attempt, from connecting to the last byte; 60 s by default.
    pub fn timeout(&mut self, limit: Duration) {
        self.limits.attempt_timeout = limit;
    }

    /// The longest time for establishing a connection; 5 s by default. It does not apply to a given HTTP client.
    pub fn connect_timeout(&mut self, limit: Duration) {
        self.limits.connect_timeout = limit;
    }

    /// The longest time for a whole call; none by default.
    pub fn deadline(&mut self, limit: Duration) {
        self.limits.deadline = Some(limit);
    }

    /// The largest accepted body of a success, in bytes; 32 MiB by default.
    pub fn max_response_bytes(&mut self, limit: u64) {
        self.limits.max_response_bytes = limit;
    }

    /// How much of the body of an error is kept, in bytes; 1 MiB by default.
    pub fn max_error_bytes(&mut self, limit: u64) {
        self.limits.max_error_bytes = limit;
    }

    /// The largest accepted item of a stream, in bytes; 1 MiB by default.
    pub fn max_item_bytes(&mut self, limit: u64) {
        self.limits.max_item_bytes = limit;
    }

    /// Uses a reqwest client; see [`ReqwestTransport::from_client`].
    #[cfg(feature = "client")]
    pub fn http_client(&mut self, client: reqwest::Client) {
        self.transport = Some(Arc::new(ReqwestTransport::from_client(client)));
    }

    /// Uses another transport.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Uses another clock.
    pub fn clock(&mut self, clock: impl Clock) {
        self.clock = Some(Arc::new(clock));
    }

    /// Uses another source of random bytes.
    pub fn random(&mut self, random: impl Random) {
        self.random = Some(Arc::new(random));
    }

    /// Puts something around every request that the client sends; the first one given is the outermost.
    pub fn middleware(&mut self, middleware: impl Middleware) {
        self.middleware.push(Arc::new(middleware));
    }

    /// How failed attempts are repeated; twice by default.
    pub fn retries(&mut self, retries: Retries) {
        self.limits.retries = retries;
    }

    /// Fills what is not set from variables. Empty variables count as not set, except the password of Basic.
    ///
    /// # Errors
    /// [`ConfigError::MissingVariable`] when no scheme has credentials afterwards, or one has only a part of them.
    pub fn from_vars(&mut self, vars: &dyn Fn(&str) -> Option<String>) -> Result<(), ConfigError> {
        let get = |name: &str| vars(name).filter(|value| !value.is_empty());
        if self.base_url.is_none() {
            self.base_url = get(self.provider.base_url_var);
            self.base_url_var = self.base_url.as_ref().map(|_| self.provider.base_url_var);
        }
        for (index, scheme) in self.provider.schemes.iter().enumerate() {
            #[cfg(feature = "oauth")]
            if let SchemeKind::ClientCredentials { token_url_var, .. } = scheme.kind
                && self.token_urls[index].is_none()
            {
                self.token_urls[index] = get(token_url_var);
            }
            if self.given[index].is_none() {
                self.given[index] = self.read(&scheme.kind, &get, vars)?;
            }
        }
        if self.given.iter().all(Option::is_none) && !self.provider.schemes.is_empty() {
            let names = self.provider.schemes.iter().map(|scheme| auth::variables(&scheme.kind)).collect();
            return Err(ConfigError::MissingVariable { provider: self.provider.name, names });
        }
        Ok(())
    }

    fn read(
        &self,
        kind: &SchemeKind,
        get: &dyn Fn(&str) -> Option<String>,
        vars: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Option<Given>, ConfigError> {
        let missing = |name| ConfigError::MissingVariable { provider: self.provider.name, names: vec![vec![name]] };
        let pair = |names: (&'static str, &'static str), first: Option<String>, second: Option<String>| match (
            first, second,
        ) {
            (None, None) => Ok(None),
            (Some(first), Some(second)) => Ok(Some((first.into(), second.into()))),
            (None, Some(_)) => Err(missing(names.0)),
            (Some(_), None) => Err(missing(names.1)),
        };
        Ok(match *kind {
            SchemeKind::Bearer { var } => get(var).map(|token| Given::Bearer(token.into())),
            SchemeKind::ApiKey { var, .. } => get(var).map(|key| Given::ApiKey(key.into())),
            SchemeKind::Basic { username_var, password_var } => {
                let username = get(username_var);
                let password = if username.is_some() { vars(password_var) } else { get(password_var) };
                pair((username_var, password_var), username, password)?.map(|(name, pass)| Given::Basic(name, pass))
            }
            #[cfg(feature = "oauth")]
            SchemeKind::ClientCredentials { id_var, secret_var, .. } => {
                let pair = pair((id_var, secret_var), get(id_var), get(secret_var))?;
                pair.map(|(id, secret)| Given::ClientCredentials(id, secret))
            }
        })
    }

    /// Checks everything and makes the client. No request is sent.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn build(self) -> Result<Core, ConfigError> {
        let environment = self.chosen();
        check_names(environment.map(|(_, server)| server), &self.server_values)?;
        let document = self.document()?;
        let (base, base_from) = self.base(environment, document.as_ref())?;
        let credentials = self.credentials()?;
        if base_from == BaseFrom::Environment {
            self.check_prefixes()?;
        }
        #[cfg(feature = "oauth")]
        let token_urls = self.resolve_token_urls(environment, &base, base_from)?;
        let transport: Arc<dyn Transport> = match self.transport {
            Some(transport) => transport,
            None => usual_transport(self.limits.connect_timeout)?,
        };
        let transport = Layered::over(transport, self.middleware);
        let agent = format!("bursar-{}/{}", self.provider.name, self.provider.version);
        let user_agent = HeaderValue::from_str(&agent).map_err(|_| ConfigError::Transport {
            reason: format!("the name {:?} cannot be sent in User-Agent", self.provider.name),
        })?;
        let inner = Inner {
            provider: self.provider,
            base: Arc::new(base),
            base_from,
            document,
            environment: environment.map(|(_, server)| server.name),
            server_values: self.server_values,
            given: self.given,
            credentials,
            #[cfg(feature = "oauth")]
            token_urls,
            limits: self.limits,
            user_agent,
            transport,
            clock: self.clock.unwrap_or_else(|| Arc::new(TokioClock)),
            random: self.random.unwrap_or_else(|| Arc::new(SystemRandom)),
            tokens: Default::default(),
        };
        Ok(Core {
            inner: Arc::new(inner),
            #[cfg(feature = "blocking")]
            engine: None,
        })
    }

    /// The same for a client whose calls block; starts the thread that drives them. It can be called anywhere.
    ///
    /// # Errors
    /// The first setting that cannot be used; [`ConfigError::Transport`] when there is no thread.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<Core, ConfigError> {
        let provider = self.provider.name;
        let core = self.build()?;
        Ok(Core { engine: Some(Arc::new(crate::blocking::Engine::start(provider)?)), ..core })
    }

    fn chosen(&self) -> Option<(usize, &'static Server)> {
        let index = self.environment.or(self.provider.default_environment)?;
        self.provider.environments.get(index).map(|server| (index, server))
    }

    /// Where the document was found.
    fn document(&self) -> Result<Option<Url>, ConfigError> {
        let invalid = |text: &String, reason| ConfigError::InvalidBaseUrl {
            value: crate::base::printable(text),
            reason,
            variable: None,
        };
        self.document_url.as_ref().map(|text| parse_http(text).map_err(|reason| invalid(text, reason))).transpose()
    }

    fn base(
        &self,
        environment: Option<(usize, &'static Server)>,
        document: Option<&Url>,
    ) -> Result<(BaseUrl, BaseFrom), ConfigError> {
        if let Some(url) = &self.base_url {
            let parsed = BaseUrl::parse(url).map_err(|error| match error {
                ConfigError::InvalidBaseUrl { value, reason, .. } => {
                    ConfigError::InvalidBaseUrl { value, reason, variable: self.base_url_var }
                }
                other => other,
            });
            return Ok((parsed?, BaseFrom::User));
        }
        let none = ConfigError::NoBaseUrl { provider: self.provider.name, variable: self.provider.base_url_var };
        // Without servers there is one, at the root of the host that the document came from (OAS 3.1.1 OpenAPI Object).
        const ROOT: Server = Server { name: "", url: "/", variables: &[] };
        let server = match environment {
            Some((_, server)) => Some(server),
            None if self.provider.environments.is_empty() => Some(&ROOT),
            None => None,
        };
        match server {
            Some(server) if document.is_some() || !is_relative(server.url) => {
                Ok((BaseUrl::of_server(server, &self.server_values, document)?, BaseFrom::Environment))
            }
            _ => Err(none),
        }
    }

    fn credentials(&self) -> Result<Vec<Option<Credential>>, ConfigError> {
        let prepare = |(scheme, given): (&crate::spec::Scheme, &Option<Given>)| {
            let Some(given) = given else { return Ok(None) };
            let refuse = |part: &str, reason| ConfigError::InvalidCredential {
                provider: self.provider.name,
                which: format!("the {part} of {} ({})", scheme.name, auth::variables(&scheme.kind).join(", ")),
                reason,
            };
            match given.prepare(scheme) {
                Some(prepared) => prepared.map(Some).map_err(|(part, reason)| refuse(part, reason)),
                None => Err(refuse("credential", "is of another kind than the scheme")),
            }
        };
        self.provider.schemes.iter().zip(&self.given).map(prepare).collect()
    }

    /// Refuses a test key for real money, and a real key for tests, where keys tell. The longest prefix that fits decides.
    fn check_prefixes(&self) -> Result<(), ConfigError> {
        let Some(chosen) = self.environment.or(self.provider.default_environment) else { return Ok(()) };
        let name = |environment: usize| self.provider.environments.get(environment).map_or("", |server| server.name);
        for (index, given) in self.given.iter().enumerate() {
            let Some(given) = given else { continue };
            let fits = |it: &&Prefix| it.scheme == index && given.telling().starts_with(it.prefix);
            let longest = self.provider.prefixes.iter().filter(fits).map(|it| it.prefix.len()).max();
            let fitting = || self.provider.prefixes.iter().filter(fits).filter(|it| Some(it.prefix.len()) == longest);
            if let Some(other) = fitting().next()
                && fitting().all(|it| it.environment != chosen)
            {
                let scheme = &self.provider.schemes[index];
                return Err(ConfigError::OtherEnvironment {
                    provider: self.provider.name,
                    which: format!("{} ({})", scheme.name, auth::variables(&scheme.kind).join(", ")),
                    belongs_to: name(other.environment),
                    prefix: other.prefix,
                    environment: name(chosen),
                });
            }
        }
        Ok(())
    }

    /// The token URL of each OAuth2 scheme: the one given; the environment's; the document's. The latter two move to a
    /// base URL of the user's when they are on the server that it replaces, so that a test server sees both.
    #[cfg(feature = "oauth")]
    fn resolve_token_urls(
        &self,
        environment: Option<(usize, &'static Server)>,
        base: &BaseUrl,
        base_from: BaseFrom,
    ) -> Result<Vec<Option<Url>>, ConfigError> {
        let parse = |text: &str| {
            let value = crate::base::printable(text);
            parse_http(text).map_err(|reason| ConfigError::InvalidTokenUrl { value, reason })
        };
        let replaced = match (base_from, environment) {
            (BaseFrom::User, Some((_, server))) => BaseUrl::of_server(server, &self.server_values, None).ok(),
            _ => None,
        };
        let resolve = |(index, scheme): (usize, &crate::spec::Scheme)| {
            let SchemeKind::ClientCredentials { token_url, environment_token_urls, .. } = scheme.kind else {
                return Ok(None);
            };
            if self.given[index].is_none() {
                return Ok(None);
            }
            if let Some(text) = &self.token_urls[index] {
                return parse(text).map(Some);
            }
            let own = environment_token_urls.iter().find(|(index, _)| Some(*index) == environment.map(|(i, _)| i));
            let text = own.map_or(token_url, |(_, url)| url);
            // an endpoint is relative to the server (OAS 3.1.1, Relative References in API URLs)
            if is_relative(text) {
                return base.reach(text).map_or_else(|| parse(text), Ok).map(Some);
            }
            let url = parse(text)?;
            let moves = replaced.as_ref().is_some_and(|server| server.origin() == url.origin());
            Ok(Some(if moves { base.adopt(&url) } else { url }))
        };
        self.provider.schemes.iter().enumerate().map(resolve).collect()
    }
}

#[cfg(feature = "client")]
fn usual_transport(connect_timeout: Duration) -> Result<Arc<dyn Transport>, ConfigError> {
    Ok(Arc::new(ReqwestTransport::new(connect_timeout)?))
}

#[cfg(not(feature = "client"))]
fn usual_transport(_connect_timeout: Duration) -> Result<Arc<dyn Transport>, ConfigError> {
    Err(ConfigError::Transport {
        reason: "this program was built without one: enable the feature `rustls` or `native-tls`, or give the builder \
                 a transport"
            .to_owned(),
    })
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("provider", &self.provider.name)
            .field("environment", &self.chosen().map(|(_, server)| server.name))
            .field("base_url", &self.base_url.as_deref().map(crate::base::printable))
            .field("credentials", &configured(self.provider, &self.given))
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
