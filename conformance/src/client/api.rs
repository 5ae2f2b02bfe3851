//! A generated client as a subject: its provider, and its operations by name.
//!
//! Calls are made through what generated code itself calls, so that a value of any shape can be given by wire name.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{ByteStream, ConfigError, EventStream, JsonLines, Retries, reqwest};
use serde::Serialize;
use serde_json::Value;

use super::outcome::{error, json, success};
use super::{Facts, Made, Session, Subject, body, drain};
use crate::protocol::{Outcome, Plan};
use crate::suite::{CallOf, Extent, Kind, Settings};

/// Sends a call.
type Send = fn(v1::Call) -> Made;

/// Sends a call for all pages, which together take no longer than this.
type SendAll = fn(v1::Call, Option<Duration>) -> Made;

/// A generated client.
pub struct Api {
    provider: &'static v1::Provider,
    operations: Arc<Vec<Operation>>,
}

#[derive(Clone)]
struct Operation {
    spec: &'static v1::OpSpec,
    facts: Facts,
    one: Send,
    all: Option<SendAll>,
}

impl Api {
    /// A client without operations.
    pub fn new(provider: &'static v1::Provider) -> Self {
        Self { provider, operations: Arc::default() }
    }

    /// Adds an operation whose success is JSON, text or nothing. `facts` is [`Facts`] as JSON.
    pub fn json<O: v1::Operation>(self, facts: &str) -> Self
    where
        O::Ok: Serialize,
    {
        self.add::<O>(facts, |call| {
            Box::pin(async {
                v1::send::<O>(call).await.map_or_else(|e| error(&e), |response| success(json(&*response)))
            })
        })
    }

    /// Adds an operation whose success is octets, which are read as they arrive.
    pub fn octets<O: v1::Streamed<Stream = ByteStream>>(self, facts: &str) -> Self {
        self.add::<O>(facts, |call| {
            Box::pin(async {
                match v1::stream::<O>(call).await {
                    Ok(response) => drain::octets(response.into_body()).await,
                    Err(e) => error(&e),
                }
            })
        })
    }

    /// Adds an operation whose success is events.
    pub fn events<O: v1::Operation<Ok = EventStream<T>>, T: Serialize + 'static>(self, facts: &str) -> Self {
        self.add::<O>(facts, |call| {
            Box::pin(async {
                match v1::send::<O>(call).await {
                    Ok(response) => drain::events(response.into_body()).await,
                    Err(e) => error(&e),
                }
            })
        })
    }

    /// Adds an operation whose success is JSON texts, one after the other.
    pub fn items<O: v1::Operation<Ok = JsonLines<T>>, T: Serialize + 'static>(self, facts: &str) -> Self {
        self.add::<O>(facts, |call| {
            Box::pin(async {
                match v1::send::<O>(call).await {
                    Ok(response) => drain::lines(response.into_body()).await,
                    Err(e) => error(&e),
                }
            })
        })
    }

    /// Says that the operation added last has pages.
    pub fn paged<O: v1::Paged>(mut self) -> Self
    where
        O::Item: Serialize,
    {
        let last = Arc::make_mut(&mut self.operations).last_mut();
        let last = last.filter(|operation| std::ptr::eq(operation.spec, O::SPEC));
        last.expect("the operation was added before").all =
            Some(|call, limit| Box::pin(drain::pages::<O>(call, limit)));
        self
    }

    /// Adds an operation whose success is something else; only its `Debug` is looked at.
    pub fn other<O: v1::Operation>(self, facts: &str) -> Self
    where
        O::Ok: Debug,
    {
        self.add::<O>(facts, |call| {
            Box::pin(async {
                let shown = |response: bursar_runtime::Response<O::Ok>| success(format!("{:?}", *response).into());
                v1::send::<O>(call).await.map_or_else(|e| error(&e), shown)
            })
        })
    }

    fn add<O: v1::Operation>(mut self, facts: &str, one: Send) -> Self {
        let facts = serde_json::from_str(facts).expect("xtask writes facts that can be read");
        let added = Operation { spec: O::SPEC, facts, one, all: None };
        Arc::make_mut(&mut self.operations).push(added);
        self
    }

    fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.facts.id == id)
    }
}

impl Subject for Api {
    fn facts(&self, operation: &str) -> Option<&Facts> {
        self.operation(operation).map(|operation| &operation.facts)
    }

    fn is_paged(&self, operation: &str) -> bool {
        self.operation(operation).is_some_and(|operation| operation.all.is_some())
    }

    fn credentials(&self) -> Vec<String> {
        let names = |scheme: &v1::Scheme| -> &[&str] {
            match scheme.kind {
                v1::SchemeKind::Bearer { .. } => &["bearer"],
                v1::SchemeKind::Basic { .. } => &["username", "password"],
                v1::SchemeKind::ApiKey { .. } => &[],
                v1::SchemeKind::ClientCredentials { .. } => &["client_id", "client_secret"],
            }
        };
        let keys = self.provider.schemes.iter().filter_map(|scheme| match scheme.kind {
            v1::SchemeKind::ApiKey { name, .. } => Some(name.to_owned()),
            _ => None,
        });
        let others = self.provider.schemes.iter().flat_map(|scheme| names(scheme).iter().map(|n| (*n).to_owned()));
        keys.chain(others).collect()
    }

    fn open(&self, plan: &Plan) -> Result<Box<dyn Session>, Box<Outcome>> {
        match self.build(plan) {
            Ok(core) => {
                let limit = plan.settings.total_timeout_ms.map(Duration::from_millis);
                Ok(Box::new(Opened { core, limit, operations: Arc::clone(&self.operations) }))
            }
            Err(e) => Err(Box::new(refused(&e))),
        }
    }
}

/// Settings that cannot be used are a refusal before anything is sent.
fn refused(error: &ConfigError) -> Outcome {
    let kind = match error {
        ConfigError::Transport { .. } => Kind::Other,
        _ => Kind::InvalidRequest,
    };
    let (display, texts) = (error.to_string(), vec![format!("{error:?}"), format!("{error:#?}")]);
    Outcome { kinds: vec![kind], display, texts, ..Outcome::default() }
}

impl Api {
    fn build(&self, plan: &Plan) -> Result<v1::Core, ConfigError> {
        let (settings, origins) = (&plan.settings, &plan.origins);
        let mut builder = v1::Builder::new(self.provider);
        let server = self.provider.default_environment.and_then(|index| self.provider.environments.get(index));
        builder.base_url(moved(server.map_or("", |server| server.url), &origins.a));
        for (index, scheme) in self.provider.schemes.iter().enumerate() {
            authenticate(&mut builder, index, &scheme.kind, settings, &origins.t);
        }
        limit(&mut builder, settings);
        if let Some(root) = &plan.root {
            let connect = Duration::from_millis(settings.connect_timeout_ms.unwrap_or(5000));
            builder.http_client(trusting(root, connect)?);
        }
        builder.build()
    }
}

/// The path of `url` at another origin.
fn moved(url: &str, origin: &str) -> String {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    format!("{origin}{}", rest.find('/').map_or("", |at| &rest[at..]))
}

fn authenticate(builder: &mut v1::Builder, index: usize, kind: &v1::SchemeKind, settings: &Settings, t: &str) {
    let get = |name: &str| settings.credentials.get(name).cloned();
    match kind {
        v1::SchemeKind::Bearer { .. } => get("bearer").into_iter().for_each(|token| builder.bearer(index, token)),
        v1::SchemeKind::ApiKey { name, .. } => get(name).into_iter().for_each(|key| builder.api_key(index, key)),
        v1::SchemeKind::Basic { .. } => {
            let pair = get("username").zip(get("password"));
            pair.into_iter().for_each(|(name, password)| builder.basic(index, name, password));
        }
        v1::SchemeKind::ClientCredentials { token_url, .. } => {
            builder.token_url(index, moved(token_url, t));
            let pair = get("client_id").zip(get("client_secret"));
            pair.into_iter().for_each(|(id, secret)| builder.client_credentials(index, id, secret));
        }
    }
}

/// The limits that a client made here has. `max_header_bytes` and `max_headers` are the HTTP library's, and redirects are
/// always followed within the origin only.
fn limit(builder: &mut v1::Builder, settings: &Settings) {
    let duration = |value: Option<u64>| value.map(Duration::from_millis);
    duration(settings.connect_timeout_ms).into_iter().for_each(|limit| builder.connect_timeout(limit));
    duration(settings.read_timeout_ms).into_iter().for_each(|limit| builder.timeout(limit));
    duration(settings.total_timeout_ms).into_iter().for_each(|limit| builder.deadline(limit));
    settings.max_body_bytes.into_iter().for_each(|limit| builder.max_response_bytes(limit));
    settings.max_error_body_bytes.into_iter().for_each(|limit| builder.max_error_bytes(limit));
    let mut retries = match settings.max_retries {
        Some(max) => Retries::new(u32::try_from(max).unwrap_or(u32::MAX)),
        None => Retries::default(),
    };
    if let Some((first, cap)) = settings.backoff_ms {
        retries = retries.backoff(Duration::from_millis(first), Duration::from_millis(cap));
    }
    if let Some(cap) = duration(settings.retry_after_cap_ms) {
        retries = retries.longest_pause(cap);
    }
    builder.retries(retries);
}

/// An HTTP client that trusts one root, and nothing else is different from the one that clients make themselves.
fn trusting(root: &[u8], connect: Duration) -> Result<reqwest::Client, ConfigError> {
    let failed = |reason: String| ConfigError::Transport { reason };
    let mut roots = rustls::RootCertStore::empty();
    roots.add(root.to_vec().into()).map_err(|e| failed(e.to_string()))?;
    let mut config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| failed(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .connect_timeout(connect)
        .tls_backend_preconfigured(config)
        .build()
        .map_err(|e| failed(e.to_string()))
}

struct Opened {
    core: v1::Core,
    limit: Option<Duration>,
    operations: Arc<Vec<Operation>>,
}

impl Session for Opened {
    fn call(&self, call: &CallOf, args: &[(String, Value)]) -> (Made, String) {
        let operation = self.operations.iter().find(|operation| operation.facts.id == call.operation);
        let operation = operation.expect("the judge has looked the operation up");
        let mut made = v1::Call::new(&self.core, operation.spec);
        give(&mut made, &operation.facts, args);
        let text = format!("{made:?}");
        let made = match call.extent {
            Extent::One => (operation.one)(made),
            Extent::AllPages => {
                let all = operation.all.expect("the judge has looked at whether it is paged");
                all(made, self.limit)
            }
        };
        (made, text)
    }

    fn debug(&self) -> String {
        format!("{:?} {:#?}", self.core, self.core)
    }
}

/// Gives a call its arguments: those named, and samples of what else is required.
fn give(call: &mut v1::Call, facts: &Facts, args: &[(String, Value)]) {
    let named = |name: &str| args.iter().find(|(found, _)| found == name).map(|(_, value)| value);
    for (index, param) in facts.params.iter().enumerate() {
        if let Some(value) = named(&param.name).or(param.sample.as_ref()) {
            call.set(index, value);
        }
    }
    if let Some(key) = facts.idempotency.as_deref().and_then(named) {
        call.idempotency_key(key.as_str().map_or_else(|| key.to_string(), str::to_owned));
    }
    if let Some(body) = &facts.body {
        body::give(call, facts, body, args);
    }
}
