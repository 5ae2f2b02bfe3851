//! One call before it is sent: values by parameter index, options, and turning both into a request.
//!
//! Setters do not fail; the first thing that cannot be sent is kept and comes out of sending, before any request.

mod query;

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use url::Url;

use crate::base::BaseUrl;
use crate::body::{Outgoing, Refusal};
use crate::core::{Core, Limits};
use crate::encode::{Node, Unfit, path, style};
use crate::error::{Op, Repeat, RequestError, Stop};
use crate::place::Place;
use crate::random;
use crate::retry::Retries;
use crate::select::{self, View};
use crate::spec::{Location, Need, OpSpec, Param, Presence};
use crate::transport::Body;
use crate::wire::Ser;

/// Headers that the HTTP library owns; a value from outside could split or reroute a request (RFC 9112 §11).
const OWNED: &[&str] =
    &["connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

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
    pub(crate) limits: Limits,
    /// Which of the documented replies are asked for.
    pub(crate) view: View,
    /// JSON text by parameter index.
    pub(crate) values: Vec<Option<String>>,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    pub(crate) body: Option<Outgoing>,
    /// Where a page before led to, instead of path and query.
    pub(crate) address: Option<Url>,
    key: Option<String>,
    place: Place,
    custom: Option<Custom>,
    fault: Option<Refusal>,
}

/// What a request has that no document describes.
#[derive(Clone)]
struct Custom {
    path: String,
    key_header: Option<String>,
    auth: &'static [&'static [Need]],
}

/// Headers in their order; of those with the same name, the last one is sent.
pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// A request without credentials.
pub(crate) struct Prepared {
    pub(crate) op: Op,
    pub(crate) url: Url,
    pub(crate) base: Arc<BaseUrl>,
    pub(crate) view: View,
    pub(crate) headers: Headers,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Body,
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
            limits: *core.limits(),
            view: View::Usual,
            values: vec![None; spec.params.len()],
            headers: Vec::new(),
            query: Vec::new(),
            body: None,
            address: None,
            key: None,
            place: Place::default(),
            custom: None,
            fault: None,
        }))
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
        self.limits.attempt_timeout = limit;
    }

    /// The longest time for the whole call.
    pub fn deadline(&mut self, limit: Duration) {
        self.limits.deadline = Some(limit);
    }

    /// The largest accepted body of a success, in bytes.
    pub fn max_response_bytes(&mut self, limit: u64) {
        self.limits.max_response_bytes = limit;
    }

    /// The largest accepted item of a stream, in bytes.
    pub fn max_item_bytes(&mut self, limit: u64) {
        self.limits.max_item_bytes = limit;
    }

    /// Adds a header that the document does not name, or replaces one of the runtime's, credentials included.
    pub fn header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Sets a header whatever it was before; an empty value takes it away.
    #[cfg(feature = "streams")]
    pub(crate) fn replace_header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        if !value.is_empty() {
            self.header(name, value);
        }
    }

    /// Adds a pair to the query that the document does not name.
    pub fn query(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.query.push((name.into(), value.into()));
    }

    fn fail(&mut self, subject: Option<String>, reason: Unfit) {
        self.fault.get_or_insert((subject, reason));
    }

    /// How failed attempts are repeated.
    pub fn retries(&mut self, retries: Retries) {
        self.limits.retries = retries;
    }

    /// Chooses one of the servers that the operation has of its own, by index (OAS 3.0.4 Operation Object, `servers`). A base
    /// URL that the client was given goes before it.
    pub fn server(&mut self, index: usize) {
        let spec = self.spec;
        if let Err(reason) = self.place.choose(spec, index) {
            self.fail(Some("the server".to_owned()), reason);
        }
    }

    /// Sets a variable of the address of the operation's own server (OAS 3.0.4 Server Variable Object).
    pub fn server_variable(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.place.set(name.into(), value.into());
    }

    /// Sends this call to another address, before the client's and all servers.
    pub fn base_url(&mut self, url: &str) {
        if let Err(error) = self.place.go_to(url) {
            self.fail(None, error.to_string());
        }
    }

    /// How many servers the operation has of its own.
    pub fn own_servers(&self) -> usize {
        self.spec.servers.len()
    }

    /// The idempotency key of this call, instead of one that is made for it.
    pub fn idempotency_key(&mut self, key: impl Into<String>) {
        self.key = Some(key.into());
    }

    /// Forgets the idempotency key that was set: the next page is other work, and gets a key of its own.
    #[cfg(feature = "paging")]
    pub(crate) fn forget_key(&mut self) {
        self.key = None;
        let Some(header) = self.spec.idempotency else { return };
        let is_it = |name: &str| name.eq_ignore_ascii_case(header);
        self.headers.retain(|(name, _)| !is_it(name));
        for (param, value) in self.spec.params.iter().zip(&mut self.values) {
            if param.location == Location::Header && is_it(param.name) {
                *value = None;
            }
        }
    }

    /// Makes it a request to a path of its own, with the credentials that the provider asks for elsewhere.
    pub(crate) fn custom(&mut self, path: String) {
        let auth = self.core.inner.provider.auth;
        self.custom = Some(Custom { path, key_header: None, auth });
    }

    /// Sets the body of a custom request.
    pub(crate) fn content(&mut self, media: &str, body: Body) {
        self.body = Some(Outgoing::new(media.to_owned(), body));
    }

    /// Sends no credentials with a custom request.
    pub(crate) fn anonymous(&mut self) {
        if let Some(custom) = &mut self.custom {
            custom.auth = &[];
        }
    }

    /// The idempotency key of a custom request, and the header that it goes to.
    pub(crate) fn key_in(&mut self, header: &str, key: &str) {
        self.idempotency_key(key);
        if let Some(custom) = &mut self.custom {
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
        self.custom.as_ref().map_or(self.spec.auth, |custom| custom.auth)
    }

    /// Which call this is, for errors. A body that can be sent only once makes every repetition one too many.
    pub(crate) fn op(&self, key: Option<Arc<str>>) -> Op {
        let can_repeat = self.body.as_ref().is_none_or(Outgoing::is_repeatable);
        let is_harmless = can_repeat && (self.spec.method.is_idempotent() || key.is_some());
        let repeat = if is_harmless { Repeat::Harmless } else { Repeat::Dangerous };
        Op { provider: self.core.inner.provider.name, spec: self.spec, repeat, attempts: 0, key }
    }

    /// Makes the request.
    pub(crate) fn prepare(&self) -> Result<Box<Prepared>, Stop> {
        let request = || -> Result<Box<Prepared>, Refusal> {
            if let Some(fault) = &self.fault {
                return Err(fault.clone());
            }
            let base = self.place.base(&self.core, self.spec).map_err(|e| (None, e.to_string()))?;
            let url = match &self.address {
                Some(url) if url.origin() == base.origin() => url.clone(),
                Some(_) => return Err((None, "the address of the page is on another origin".to_owned())),
                None => base.join(&self.path()?, &self.query_text()?).ok_or_else(|| {
                    (None, "the path template or query would change when the URL is parsed".to_owned())
                })?,
            };
            let (media, body) = match &self.body {
                Some(body) => body.finish(self.core.random()).map(|(media, body)| (Some(media), body))?,
                None => (None, Body::empty()),
            };
            let (mut headers, cookies) = self.header_map(media)?;
            let key = self.put_key(&mut headers)?;
            if self.body.is_none() && self.spec.body.is_some_and(|body| body.presence == Presence::Required) {
                return Err((Some("the body".to_owned()), "is required".to_owned()));
            }
            Ok(Box::new(Prepared { op: self.op(key), url, base, view: self.view, headers, cookies, body }))
        };
        request()
            .map_err(|(subject, reason)| Stop::Request(Box::new(RequestError { op: self.op(None), subject, reason })))
    }

    /// The idempotency key, where the operation takes one: the one set, as an option or as a header, or else a new one.
    fn put_key(&self, headers: &mut Headers) -> Result<Option<Arc<str>>, Refusal> {
        let subject = || Some("the idempotency key".to_owned());
        let own = self.custom.as_ref().and_then(|custom| custom.key_header.as_deref());
        let Some(name) = self.spec.idempotency.or(own) else {
            let reason = "is set, but the operation takes none: nothing says in which header it would go".to_owned();
            return self.key.as_ref().map_or(Ok(None), |_| Err((subject(), reason)));
        };
        let is_it = |(other, _): &&(HeaderName, HeaderValue)| other.as_str().eq_ignore_ascii_case(name);
        let set = || headers.iter().rfind(is_it).and_then(|(_, value)| value.to_str().ok()).map(str::to_owned);
        let key = match self.key.clone().or_else(set) {
            Some(key) => key,
            None => random::uuid(self.core.random())
                .map_err(|e| (subject(), format!("cannot be made, as there is no randomness: {e}")))?,
        };
        if key.trim().is_empty() {
            return Err((subject(), "is empty, which says nothing about repetitions".to_owned()));
        }
        let (name, value) = header_pair(name, &key, || "the idempotency key".to_owned())?;
        headers.push((name, value));
        Ok(Some(key.into()))
    }

    /// The value of a parameter: the one set, else the fixed one.
    fn value(&self, index: usize, param: &Param) -> Result<Option<Node<'_>>, Refusal> {
        let set = self.values[index].as_deref();
        let value = match (set, param.fixed) {
            (Some(json), _) if param.form.is_raw() => Some(Node::Scalar(Cow::Borrowed(json))),
            (Some(json), _) => Some(Node::parse(json).map_err(|reason| (Some(subject(param)), reason))?),
            (None, Some(fixed)) => Some(Node::Scalar(Cow::Borrowed(fixed))),
            (None, None) => None,
        };
        if value.is_none() && param.presence == Presence::Required {
            return Err((Some(subject(param)), "is required".to_owned()));
        }
        Ok(value)
    }

    fn given(&self, location: Location) -> impl Iterator<Item = Result<(&'static Param, Node<'_>), Refusal>> {
        let params = self.spec.params.iter().enumerate().filter(move |(_, param)| param.location == location);
        params.filter_map(|(index, param)| Some(self.value(index, param).transpose()?.map(|value| (param, value))))
    }

    fn path(&self) -> Result<String, Refusal> {
        if let Some(custom) = &self.custom {
            let reason = "does not begin with `/`".to_owned();
            let path = Some(custom.path.clone()).filter(|path| path.starts_with('/'));
            return path.ok_or_else(|| (Some("the path".to_owned()), reason));
        }
        let value = |name: &str| {
            let params = self.spec.params.iter().enumerate();
            let mut path_params = params.filter(|(_, param)| param.location == Location::Path);
            let (index, param) = path_params
                .find(|(_, param)| param.name == name)
                .ok_or_else(|| (Some(format!("the path parameter `{name}`")), "is not declared".to_owned()))?;
            let subject = || Some(subject(param));
            let value = self.value(index, param)?.ok_or_else(|| (subject(), "is required".to_owned()))?;
            if let Node::Scalar(text) = &value
                && matches!(text.as_ref(), "" | "." | "..")
            {
                return Err((subject(), unusable_segment(text)));
            }
            let text = style::path(param, &value).map_err(|reason| (subject(), reason))?;
            if text.is_empty() { Err((subject(), unusable_segment(""))) } else { Ok(text) }
        };
        let dots = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            let reason = "would make a path segment of dots only, which changes the route".to_owned();
            match names.is_empty() {
                true => (Some("the path template".to_owned()), reason),
                false => (Some(format!("the path parameter {}", names.join(" with "))), reason),
            }
        };
        path::expand(self.spec.template, value, dots)
    }

    fn header_map(&self, media: Option<HeaderValue>) -> Result<(Headers, Vec<String>), Refusal> {
        let mut headers = Headers::with_capacity(4 + self.headers.len());
        let accept = match select::accept(self.spec.replies, self.view) {
            Cow::Borrowed(text) if is_visible(text) => Ok(HeaderValue::from_static(text)),
            text => HeaderValue::from_str(&text),
        };
        let named = |name: &str| (Some(format!("the header `{name}`")), "cannot be sent".to_owned());
        headers.push((header::ACCEPT, accept.map_err(|_| named("accept"))?));
        headers.push((header::USER_AGENT, self.core.user_agent()));
        headers.extend(media.map(|media| (header::CONTENT_TYPE, media)));
        for given in self.given(Location::Header) {
            let (param, value) = given?;
            let text = style::header(param, &value).map_err(|reason| (Some(subject(param)), reason))?;
            let text = text.or_else(|| (param.presence == Presence::Required).then(String::new));
            if let Some(text) = text {
                let (name, value) = header_pair(param.name, &text, || subject(param))?;
                headers.push((name, value));
            }
        }
        let mut cookies = self.cookies()?;
        for (name, text) in &self.headers {
            let (name, value) = header_pair(name, text, || format!("the header `{}`", crate::redact::line(name, 80)))?;
            if name == header::COOKIE {
                cookies.push(text.clone());
            } else {
                headers.push((name, value));
            }
        }
        Ok((headers, cookies))
    }

    fn cookies(&self) -> Result<Vec<String>, Refusal> {
        let mut cookies = Vec::new();
        for given in self.given(Location::Cookie) {
            let (param, value) = given?;
            let fail = |reason: Unfit| (Some(subject(param)), reason);
            refuse_line_ends(&value).map_err(fail)?;
            let pairs = style::cookie(param, &value).map_err(fail)?;
            cookies.extend(pairs.iter().map(|(name, value)| format!("{name}={value}")));
        }
        Ok(cookies)
    }
}

pub(crate) fn to_json<C: Ser<T>, T>(value: &T) -> serde_json::Result<String> {
    let mut json = Vec::with_capacity(128);
    C::ser(value, &mut serde_json::Serializer::new(&mut json))?;
    Ok(String::from_utf8(json).expect("serde_json writes UTF-8"))
}

/// What [`HeaderValue::from_static`] takes.
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// `the path parameter `id``.
fn subject(param: &Param) -> String {
    format!("the {} parameter `{}`", param.location.as_str(), param.name)
}

fn unusable_segment(text: &str) -> Unfit {
    match text {
        "" => "is empty, which would address another resource".to_owned(),
        dots => format!("is {dots:?}, which would address another resource"),
    }
}

/// A header that can be sent. CR, LF and NUL are refused, not repaired (RFC 9110 §5.5), and so is text that is not ASCII,
/// which servers read differently.
fn header_pair(name: &str, text: &str, subject: impl Fn() -> String) -> Result<(HeaderName, HeaderValue), Refusal> {
    let refuse = |reason: &str| (Some(subject()), reason.to_owned());
    let name: HeaderName = name.parse().map_err(|_| refuse("is not a header name"))?;
    if OWNED.contains(&name.as_str()) {
        return Err(refuse("belongs to the HTTP library"));
    }
    if text.contains(['\r', '\n', '\0']) {
        return Err(refuse("has a line break or NUL in it, which a header cannot hold"));
    }
    if !text.is_ascii() {
        return Err(refuse("has characters outside of ASCII in it, which a header cannot hold"));
    }
    let mut value = HeaderValue::from_str(text).map_err(|_| refuse("has control characters in it"))?;
    value.set_sensitive(matches!(name.as_str(), "authorization" | "cookie" | "proxy-authorization"));
    Ok((name, value))
}

fn refuse_line_ends(node: &Node) -> Result<(), Unfit> {
    let text_fits = |text: &str| !text.contains(['\r', '\n', '\0']);
    let fits = match node {
        Node::Null => true,
        Node::Scalar(text) => text_fits(text),
        Node::List(items) => return items.iter().try_for_each(refuse_line_ends),
        Node::Map(members) => {
            if members.iter().all(|(name, _)| text_fits(name)) {
                return members.iter().try_for_each(|(_, value)| refuse_line_ends(value));
            }
            false
        }
    };
    if fits { Ok(()) } else { Err("has a line break or NUL in it, which a cookie cannot hold".to_owned()) }
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
