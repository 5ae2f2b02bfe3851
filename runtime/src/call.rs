//! One call before it is sent: values by parameter index, options, and turning both into a request.
//!
//! Setters do not fail; the first thing that cannot be sent is kept and comes out of sending, before any request.

pub(crate) mod prepare;
mod query;

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use url::Url;

use crate::body::{Outgoing, Refusal};
use crate::core::{Core, Limits};
use crate::encode::Unfit;
use crate::error::{Op, Repeat};
use crate::place::Place;
use crate::retry::Retries;
use crate::select::View;
#[cfg(feature = "paging")]
use crate::spec::Location;
use crate::spec::{Need, OpSpec, Param};
use crate::transport::Body;
use crate::wire::Ser;

/// A call of one operation.
///
/// One pointer: it moves from the method that makes it through every future that sends it.
#[derive(Clone)]
pub struct Call(Box<Parts>);

/// What a call is made of.
#[derive(Clone)]
pub struct Parts {
    pub(crate) core: Core,
    pub(crate) spec: &'static OpSpec,
    /// Where they are not those of the client.
    limits: Option<Box<Limits>>,
    /// Which of the documented replies are asked for.
    pub(crate) view: View,
    /// JSON text by parameter index.
    pub(crate) values: Vec<Option<String>>,
    pub(crate) body: Option<Outgoing>,
    extras: Option<Box<Extras>>,
}

/// What most calls have nothing of.
#[derive(Clone, Default)]
struct Extras {
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    /// Where a page before led to, instead of path and query.
    address: Option<Url>,
    key: Option<String>,
    place: Place,
    custom: Option<Custom>,
    fault: Option<Refusal>,
}

impl Extras {
    const NONE: &Self = &Self {
        headers: Vec::new(),
        query: Vec::new(),
        address: None,
        key: None,
        place: Place::CLIENT,
        custom: None,
        fault: None,
    };
}

/// What a request has that no document describes.
#[derive(Clone)]
struct Custom {
    path: String,
    key_header: Option<String>,
    auth: &'static [&'static [Need]],
}

impl Deref for Call {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Call {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Call {
    /// A call with the client's limits and nothing set.
    pub fn new(core: &Core, spec: &'static OpSpec) -> Self {
        Self(Box::new(Parts {
            core: core.clone(),
            spec,
            limits: None,
            view: View::Usual,
            values: spec.params.iter().map(|_| None).collect(),
            body: None,
            extras: None,
        }))
    }

    pub(crate) fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or_else(|| self.core.limits())
    }

    pub(crate) fn limits_mut(&mut self) -> &mut Limits {
        let Parts { limits, core, .. } = &mut *self.0;
        limits.get_or_insert_with(|| Box::new(*core.limits()))
    }

    fn extras(&self) -> &Extras {
        self.extras.as_deref().unwrap_or(Extras::NONE)
    }

    fn extras_mut(&mut self) -> &mut Extras {
        self.extras.get_or_insert_default()
    }

    /// Sets a parameter by its index in the operation; null means that it is not given.
    pub fn set<T: Serialize>(&mut self, index: usize, value: &T) {
        self.put(index, serde_json::to_string(value));
    }

    /// Sets a parameter through a codec.
    pub fn set_as<C: Ser<T>, T>(&mut self, index: usize, value: &T) {
        self.put(index, to_json::<C, T>(value));
    }

    fn put(&mut self, index: usize, json: serde_json::Result<String>) {
        let Some(param) = self.spec.params.get(index) else {
            return self.fail(None, format!("has no parameter number {index}"));
        };
        match json {
            Ok(json) => self.values[index] = (json != "null").then_some(json),
            Err(_) => self.fail(Some(subject(param)), "cannot be written as JSON".to_owned()),
        }
    }

    /// Sets the body to JSON, written by the codec `C`.
    pub fn json<C: Ser<T>, T>(&mut self, body: &T) {
        self.json_at::<C, T>(0, body);
    }

    /// The longest time for one attempt.
    pub fn timeout(&mut self, limit: Duration) {
        self.limits_mut().attempt_timeout = limit;
    }

    /// The longest time for the whole call.
    pub fn deadline(&mut self, limit: Duration) {
        self.limits_mut().deadline = Some(limit);
    }

    /// The largest accepted body of a success, in bytes.
    pub fn max_response_bytes(&mut self, limit: u64) {
        self.limits_mut().max_response_bytes = limit;
    }

    /// The largest accepted item of a stream, in bytes.
    pub fn max_item_bytes(&mut self, limit: u64) {
        self.limits_mut().max_item_bytes = limit;
    }

    /// Adds a header that the document does not name, or replaces one of the runtime's, credentials included.
    pub fn header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.extras_mut().headers.push((name.into(), value.into()));
    }

    /// Sets a header whatever it was before; an empty value takes it away.
    #[cfg(feature = "streams")]
    pub(crate) fn replace_header(&mut self, name: &str, value: &str) {
        self.extras_mut().headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        if !value.is_empty() {
            self.header(name, value);
        }
    }

    /// Adds a pair to the query that the document does not name.
    pub fn query(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.extras_mut().query.push((name.into(), value.into()));
    }

    fn fail(&mut self, subject: Option<String>, reason: Unfit) {
        self.extras_mut().fault.get_or_insert((subject, reason));
    }

    /// How failed attempts are repeated.
    pub fn retries(&mut self, retries: Retries) {
        self.limits_mut().retries = retries;
    }

    /// Chooses one of the servers that the operation has of its own, by index (OAS 3.0.4 Operation Object, `servers`). A base
    /// URL that the client was given goes before it.
    pub fn server(&mut self, index: usize) {
        let spec = self.spec;
        if let Err(reason) = self.extras_mut().place.choose(spec, index) {
            self.fail(Some("the server".to_owned()), reason);
        }
    }

    /// Sets a variable of the address of the operation's own server (OAS 3.0.4 Server Variable Object).
    pub fn server_variable(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.extras_mut().place.set(name.into(), value.into());
    }

    /// Sends this call to another address, before the client's and all servers.
    pub fn base_url(&mut self, url: &str) {
        if let Err(error) = self.extras_mut().place.go_to(url) {
            self.fail(None, error.to_string());
        }
    }

    /// How many servers the operation has of its own.
    pub fn own_servers(&self) -> usize {
        self.spec.servers.len()
    }

    /// The idempotency key of this call, instead of one that is made for it.
    pub fn idempotency_key(&mut self, key: impl Into<String>) {
        self.extras_mut().key = Some(key.into());
    }

    /// Forgets the idempotency key that was set: the next page is other work, and gets a key of its own.
    #[cfg(feature = "paging")]
    pub(crate) fn forget_key(&mut self) {
        let idempotency = self.spec.idempotency;
        let is_it = |name: &str| idempotency.is_some_and(|header| name.eq_ignore_ascii_case(header));
        if let Some(extras) = &mut self.extras {
            extras.key = None;
            extras.headers.retain(|(name, _)| !is_it(name));
        }
        for (param, value) in self.spec.params.iter().zip(&mut self.values) {
            if param.location == Location::Header && is_it(param.name) {
                *value = None;
            }
        }
    }

    /// Goes to where a page before led to, instead of path and query.
    #[cfg(feature = "paging")]
    pub(crate) fn go_to(&mut self, address: Url) {
        self.extras_mut().address = Some(address);
    }

    /// Makes it a request to a path of its own, with the credentials that the provider asks for elsewhere.
    pub(crate) fn custom(&mut self, path: String) {
        let auth = self.core.inner.provider.auth;
        self.extras_mut().custom = Some(Custom { path, key_header: None, auth });
    }

    /// Sets the body of a custom request.
    pub(crate) fn content(&mut self, media: &str, body: Body) {
        self.body = Some(Outgoing::new(media.to_owned(), body));
    }

    /// Sends no credentials with a custom request.
    pub(crate) fn anonymous(&mut self) {
        if let Some(custom) = &mut self.extras_mut().custom {
            custom.auth = &[];
        }
    }

    /// The idempotency key of a custom request, and the header that it goes to.
    pub(crate) fn key_in(&mut self, header: &str, key: &str) {
        self.idempotency_key(key);
        if let Some(custom) = &mut self.extras_mut().custom {
            custom.key_header = Some(header.to_owned());
        }
    }

    /// Sending it will fail for this reason, if not for an earlier one.
    pub(crate) fn refuse(&mut self, reason: String) {
        self.fail(None, reason);
    }

    pub(crate) fn fault(&mut self, (subject, reason): Refusal) {
        self.fail(subject, reason);
    }

    /// The security requirements that apply.
    pub(crate) fn auth(&self) -> &'static [&'static [Need]] {
        self.extras().custom.as_ref().map_or(self.spec.auth, |custom| custom.auth)
    }

    /// Which call this is, for errors. A body that can be sent only once makes every repetition one too many.
    pub(crate) fn op(&self, key: Option<Arc<str>>) -> Op {
        let can_repeat = self.body.as_ref().is_none_or(Outgoing::is_repeatable);
        let is_harmless = can_repeat && (self.spec.method.is_idempotent() || key.is_some());
        let repeat = if is_harmless { Repeat::Harmless } else { Repeat::Dangerous };
        Op { provider: self.core.inner.provider.name, spec: self.spec, repeat, attempts: 0, key }
    }
}

pub(crate) fn to_json<C: Ser<T>, T>(value: &T) -> serde_json::Result<String> {
    let mut json = Vec::with_capacity(128);
    C::ser(value, &mut serde_json::Serializer::new(&mut json))?;
    Ok(String::from_utf8(json).expect("serde_json writes UTF-8"))
}

/// `the path parameter `id``.
fn subject(param: &Param) -> String {
    format!("the {} parameter `{}`", param.location.as_str(), param.name)
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.spec.params.iter().zip(&self.values).filter(|(_, value)| value.is_some());
        f.debug_struct("Call")
            .field("operation", &format_args!("{}", self.op(None)))
            .field("client", &self.core)
            .field("parameters", &set.map(|(param, _)| param.name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
