//! Turning a call into a request, without credentials: its URL, headers and body, or what about it cannot be sent.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, header};
use url::Url;

use super::{Call, subject};
use crate::base::BaseUrl;
use crate::body::Refusal;
use crate::encode::{Node, Unfit, path, style};
use crate::error::{Op, RequestError, Stop};
use crate::random;
use crate::select::{self, View};
use crate::spec::{Location, Param, Presence};
use crate::transport::Body;

/// Headers that the HTTP library owns; a value from outside could split or reroute a request (RFC 9112 §11).
const OWNED: &[&str] =
    &["connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

/// Headers in their order; of those with the same name, the last one is sent.
pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// A request without credentials.
pub(crate) struct Prepared {
    pub(crate) op: Op,
    pub(crate) url: Url,
    pub(crate) base: Arc<BaseUrl>,
    pub(crate) view: View,
    /// What is asked for, unless `headers` say otherwise.
    pub(crate) accept: HeaderValue,
    pub(crate) headers: Headers,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Body,
}

impl Call {
    /// Makes the request.
    pub(crate) fn prepare(&self) -> Result<Box<Prepared>, Stop> {
        self.request().map_err(|refusal| self.refused(refusal))
    }

    #[cold]
    fn refused(&self, (subject, reason): Refusal) -> Stop {
        Stop::Request(Box::new(RequestError { op: self.op(None), subject, reason }))
    }

    fn request(&self) -> Result<Box<Prepared>, Refusal> {
        let extras = self.extras();
        if let Some(fault) = &extras.fault {
            return Err(fault.clone());
        }
        let base = extras.place.base(&self.core, self.spec).map_err(|e| (None, e.to_string()))?;
        let url = match &extras.address {
            Some(url) if url.origin() == base.origin() => url.clone(),
            Some(_) => return Err((None, "the address of the page is on another origin".to_owned())),
            None => base
                .join(&self.path()?, &self.query_text()?)
                .ok_or_else(|| (None, "the path template or query would change when the URL is parsed".to_owned()))?,
        };
        let (media, body) = match &self.body {
            Some(body) => body.finish(self.core.random()).map(|(media, body)| (Some(media), body))?,
            None => (None, Body::empty()),
        };
        let accept = self.accept()?;
        let (mut headers, cookies) = self.header_map(media)?;
        let key = match self.key_header() {
            None if extras.key.is_none() => None,
            name => Some(self.put_key(name, &mut headers)?),
        };
        if self.body.is_none() && self.spec.body.is_some_and(|body| body.presence == Presence::Required) {
            return Err((Some("the body".to_owned()), "is required".to_owned()));
        }
        Ok(Box::new(Prepared { op: self.op(key), url, base, view: self.view, accept, headers, cookies, body }))
    }

    /// The header that an idempotency key goes to.
    fn key_header(&self) -> Option<&str> {
        let own = || self.extras().custom.as_ref().and_then(|custom| custom.key_header.as_deref());
        self.spec.idempotency.or_else(own)
    }

    /// The idempotency key: the one set, as an option or as a header, or else a new one.
    fn put_key(&self, name: Option<&str>, headers: &mut Headers) -> Result<Arc<str>, Refusal> {
        let subject = || Some("the idempotency key".to_owned());
        let Some(name) = name else {
            let reason = "is set, but the operation takes none: nothing says in which header it would go".to_owned();
            return Err((subject(), reason));
        };
        let is_it = |(other, _): &&(HeaderName, HeaderValue)| other.as_str().eq_ignore_ascii_case(name);
        let set = || headers.iter().rfind(is_it).and_then(|(_, value)| value.to_str().ok()).map(str::to_owned);
        let key = match self.extras().key.clone().or_else(set) {
            Some(key) => key,
            None => random::uuid(self.core.random())
                .map_err(|e| (subject(), format!("cannot be made, as there is no randomness: {e}")))?,
        };
        if key.trim().is_empty() {
            return Err((subject(), "is empty, which says nothing about repetitions".to_owned()));
        }
        let (name, value) = header_pair(name, &key, || "the idempotency key".to_owned())?;
        headers.push((name, value));
        Ok(key.into())
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

    pub(super) fn given(
        &self,
        location: Location,
    ) -> impl Iterator<Item = Result<(&'static Param, Node<'_>), Refusal>> {
        let params = self.spec.params.iter().enumerate().filter(move |(_, param)| param.location == location);
        params.filter_map(|(index, param)| Some(self.value(index, param).transpose()?.map(|value| (param, value))))
    }

    fn path(&self) -> Result<String, Refusal> {
        if let Some(custom) = &self.extras().custom {
            let reason = "does not begin with `/`".to_owned();
            let path = Some(custom.path.clone()).filter(|path| path.starts_with('/'));
            return path.ok_or_else(|| (Some("the path".to_owned()), reason));
        }
        let value = |name: &str, path: &mut String| {
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
            let before = path.len();
            style::write_path(param, &value, path).map_err(|reason| (subject(), reason))?;
            if path.len() == before { Err((subject(), unusable_segment(""))) } else { Ok(()) }
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

    fn accept(&self) -> Result<HeaderValue, Refusal> {
        let accept = match select::accept(self.spec.replies, self.view) {
            Cow::Borrowed(text) if is_visible(text) => Ok(HeaderValue::from_static(text)),
            text => HeaderValue::from_str(&text),
        };
        accept.map_err(|_| (Some("the header `accept`".to_owned()), "cannot be sent".to_owned()))
    }

    /// The headers that this call has besides those of every call, and its cookies.
    fn header_map(&self, media: Option<HeaderValue>) -> Result<(Headers, Vec<String>), Refusal> {
        let mut headers: Headers = media.map(|media| (header::CONTENT_TYPE, media)).into_iter().collect();
        let mut cookies = Vec::new();
        for (index, param) in self.spec.params.iter().enumerate() {
            if matches!(param.location, Location::Header | Location::Cookie)
                && let Some(value) = self.value(index, param)?
            {
                put_param(param, &value, &mut headers, &mut cookies)?;
            }
        }
        for (name, text) in &self.extras().headers {
            let (name, value) = header_pair(name, text, || format!("the header `{}`", crate::redact::line(name, 80)))?;
            if name == header::COOKIE {
                cookies.push(text.clone());
            } else {
                headers.push((name, value));
            }
        }
        Ok((headers, cookies))
    }
}

/// Adds a parameter to the headers or cookies.
fn put_param(param: &Param, value: &Node<'_>, headers: &mut Headers, cookies: &mut Vec<String>) -> Result<(), Refusal> {
    let fail = |reason: Unfit| (Some(subject(param)), reason);
    if param.location == Location::Cookie {
        refuse_line_ends(value).map_err(fail)?;
        let pairs = style::cookie(param, value).map_err(fail)?;
        cookies.extend(pairs.iter().map(|(name, value)| format!("{name}={value}")));
        return Ok(());
    }
    let text = style::header(param, value).map_err(fail)?;
    if let Some(text) = text.or_else(|| (param.presence == Presence::Required).then(String::new)) {
        headers.push(header_pair(param.name, &text, || subject(param))?);
    }
    Ok(())
}

/// What [`HeaderValue::from_static`] takes.
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
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

#[cfg(all(test, feature = "client", feature = "paging"))]
mod tests {
    use crate::__private::v1;

    use super::*;

    static PROVIDER: v1::Provider = v1::Provider {
        name: "demo",
        version: "0.0.0",
        base_url_var: "DEMO_BASE_URL",
        environments: &[],
        default_environment: None,
        schemes: &[],
        auth: &[],
        prefixes: &[],
    };
    const GET: v1::OpSpec = v1::OpSpec::new("x", v1::Method::Get, "/x");
    static SPEC: v1::OpSpec = GET;

    fn call(spec: &'static v1::OpSpec) -> Call {
        let mut builder = v1::Builder::new(&PROVIDER);
        builder.base_url("https://api.test/v1".to_owned());
        Call::new(&builder.build().unwrap(), spec)
    }

    /// Who reads pages has compared the origins. Were that forgotten, credentials would still not leave.
    #[test]
    fn addresses_of_pages_stay_on_the_origin() {
        fn check(address: &str, expect: Result<&str, &str>) {
            let mut call = call(&SPEC);
            call.go_to(address.parse().unwrap());
            let got = call.request();
            let got = got.as_ref().map(|prepared| prepared.url.as_str()).map_err(|(_, reason)| reason.as_str());
            assert_eq!(got, expect, "{address}");
        }
        check("https://api.test/v2/x?page=2", Ok("https://api.test/v2/x?page=2"));
        let elsewhere = Err("the address of the page is on another origin");
        check("https://evil.test/v1/x", elsewhere);
        check("http://api.test/v1/x", elsewhere);
        check("https://api.test:444/v1/x", elsewhere);
    }

    /// Who sets a key relies on it: it is not left out silently.
    #[test]
    fn keys_go_to_the_header_that_is_for_them() {
        fn check(spec: &'static v1::OpSpec, key: &str, expect: Result<&str, &str>) {
            let mut call = call(spec);
            call.idempotency_key(key);
            let got = call.request().map(|prepared| format!("{:?} {:?}", prepared.op.key, prepared.headers));
            let got = got.as_deref().map_err(|(subject, reason)| {
                assert_eq!(subject.as_deref(), Some("the idempotency key"));
                reason.as_str()
            });
            assert_eq!(got, expect);
        }
        static KEYED: v1::OpSpec = GET.idempotency("X-Key");
        check(&KEYED, "k-1", Ok(r#"Some("k-1") [("x-key", "k-1")]"#));
        check(&KEYED, " ", Err("is empty, which says nothing about repetitions"));
        check(&SPEC, "k-1", Err("is set, but the operation takes none: nothing says in which header it would go"));
    }

    #[test]
    fn types_that_no_header_can_hold_are_refused() {
        fn check(spec: &'static v1::OpSpec, expect: Result<&[u8], &str>) {
            let got = call(spec).accept();
            let got = got.as_ref().map(HeaderValue::as_bytes).map_err(|(subject, reason)| {
                assert_eq!(subject.as_deref(), Some("the header `accept`"));
                reason.as_str()
            });
            assert_eq!(got, expect);
        }
        static PLAIN: v1::OpSpec = GET.replies(&[v1::Reply::media("200", "a/b; c=~", v1::Decode::Bytes)]);
        static WIDE: v1::OpSpec = GET.replies(&[v1::Reply::media("200", "a/\u{e9}", v1::Decode::Bytes)]);
        static BROKEN: v1::OpSpec = GET.replies(&[v1::Reply::media("200", "a/b\r\nx: y", v1::Decode::Bytes)]);
        static RUBBED_OUT: v1::OpSpec = GET.replies(&[v1::Reply::media("200", "a/b\u{7f}", v1::Decode::Bytes)]);
        check(&PLAIN, Ok(b"a/b; c=~"));
        check(&WIDE, Ok("a/\u{e9}".as_bytes()));
        check(&BROKEN, Err("cannot be sent"));
        check(&RUBBED_OUT, Err("cannot be sent"));
    }

    /// OAS 3.0.4 "Style Examples": what has no items is undefined, and only a required header is there all the same.
    #[test]
    fn empty_lists_in_headers() {
        fn check(param: Param, json: &str, expect: Option<&str>) {
            let (mut headers, mut cookies) = (Vec::new(), Vec::new());
            put_param(&param, &Node::parse(json).unwrap(), &mut headers, &mut cookies).unwrap();
            assert!(headers.len() <= 1 && cookies.is_empty());
            let got = headers.first().map(|(name, value)| format!("{name}={}", value.to_str().unwrap()));
            assert_eq!(got.as_deref(), expect, "{json}");
        }
        const IDS: Param = Param::header("x-ids");
        check(IDS, "[1,2]", Some("x-ids=1,2"));
        check(IDS, "[]", None);
        check(IDS.required(), "[1,2]", Some("x-ids=1,2"));
        check(IDS.required(), "[]", Some("x-ids="));
    }
    /// The same of queries. A whole query follows what is there, and nothing follows nothing.
    #[test]
    fn queries() {
        fn check(spec: &'static v1::OpSpec, values: &[&str], expect: &str) {
            let mut call = call(spec);
            for (at, json) in values.iter().enumerate() {
                call.values[at] = Some((*json).to_owned());
            }
            assert_eq!(call.query_text().as_deref(), Ok(expect), "{values:?}");
        }
        const IDS: Param = Param::query("ids");
        static OPTIONAL: v1::OpSpec = GET.params(&[IDS, Param::query("n")]);
        static REQUIRED: v1::OpSpec = GET.params(&[IDS.required(), Param::query("n")]);
        check(&OPTIONAL, &["[1,2]", "3"], "ids=1&ids=2&n=3");
        check(&OPTIONAL, &["[]", "3"], "n=3");
        check(&REQUIRED, &["[]", "3"], "ids=&n=3");
        static WHOLE: v1::OpSpec = GET.params(&[Param::query("n"), Param::query("rest").json().whole()]);
        check(&WHOLE, &["3", "{}"], "n=3&%7B%7D");
        static ALONE: v1::OpSpec = GET.params(&[Param::query("rest").json().whole()]);
        check(&ALONE, &["{}"], "%7B%7D");
    }

    #[test]
    fn own_servers_are_counted() {
        const OWN: v1::Server = v1::Server { name: "own", url: "https://own.test", variables: &[] };
        static TWO: v1::OpSpec = GET.servers(&[OWN, OWN]);
        assert_eq!((call(&SPEC).own_servers(), call(&TWO).own_servers()), (0, 2));
    }
}
