//! One exchange: a request, the redirects that may be followed, and the body within its limits.
//!
//! Holds: credentials stay on the origin of the base URL; a body is sent once; no more bytes are collected than the limit;
//! a status that has arrived is kept, whatever happens to the body.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use url::Url;

use crate::BoxFuture;
use crate::auth::Credential;
use crate::auth::token::Token;
use crate::call::prepare::Prepared;
use crate::clock::race;
use crate::core::{Core, Limits};
use crate::error::{Cause, Op, OutcomeUnknown, Stop, TimeoutError, TimeoutPhase, TransportError, Trouble};
use crate::exclusive::Exclusive;
use crate::select;
use crate::spec::{Method, Need, OpSpec};
use crate::transport::{Chunks, FailureKind, HttpRequest, HttpResponse, TransportFailure};

/// Redirects that one call follows.
const MAX_REDIRECTS: usize = 5;

/// What authentication adds to a request.
pub(crate) struct Applied {
    /// The schemes, all of which have credentials.
    pub(crate) needs: &'static [Need],
    /// The tokens of those that have some, in this order.
    pub(crate) tokens: Vec<Arc<Token>>,
}

/// What a call wants of a success. The body of an error is always read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// All of it.
    Whole,
    /// All of it, unless it is documented as a stream: then its head, and the body is pulled by the caller.
    Head,
}

/// An answer with as much of its body as was accepted.
pub(crate) struct Arrived {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    /// Where it was found, after redirects; without credentials.
    #[cfg_attr(not(feature = "paging"), expect(dead_code, reason = "pages are told where they were found"))]
    pub(crate) moved: Option<Box<Url>>,
    /// Why the body of an error status is not whole.
    pub(crate) cut: Option<String>,
    /// The body of a success of which only the head is wanted.
    pub(crate) rest: Option<Exclusive<Chunks>>,
}

/// One attempt of a call.
pub(crate) struct Attempt<'a> {
    pub(crate) core: &'a Core,
    pub(crate) prepared: &'a Prepared,
    /// Which attempt it is, beginning with 1.
    pub(crate) number: u32,
    pub(crate) applied: &'a Applied,
    pub(crate) limits: &'a Limits,
    pub(crate) want: Want,
    /// The time that this attempt has, and which limit that is.
    pub(crate) time: (Duration, TimeoutPhase),
}

impl Attempt<'_> {
    /// Sends the request and reads the answer.
    pub(crate) async fn run(&self) -> Result<Box<Arrived>, Stop> {
        let mut limit = self.core.clock().sleep(self.time.0);
        let (mut response, moved) = match race(pin!(self.hops()), &mut limit).await {
            Some(response) => response?,
            None => return Err(self.timed_out()),
        };
        let is_success = response.status.is_success();
        let max = if is_success { self.limits.max_response_bytes } else { self.limits.max_error_bytes };
        let has_body = self.spec().method != Method::Head && !matches!(response.status.as_u16(), 204 | 205 | 304);
        if is_success && self.want == Want::Head && self.is_streamed(&response) {
            let HttpResponse { status, headers, body } = response;
            let rest = Some(Exclusive::new(body));
            return Ok(Box::new(Arrived { status, headers, bytes: Bytes::new(), moved, cut: None, rest }));
        }
        let declared = declared_length(&response.headers);
        if has_body && is_success && declared.is_some_and(|length| length > max) {
            return Err(self.transport(Some(response.status), Trouble::TooLarge { limit: max }));
        }
        let mut read = Partial::new(max, declared);
        if has_body {
            read.all(&mut response.body, &mut limit).await;
        }
        let read = read.finish();
        let cut = match read.end {
            BodyEnd::Complete => None,
            BodyEnd::TooLarge if is_success => {
                return Err(self.transport(Some(response.status), Trouble::TooLarge { limit: max }));
            }
            BodyEnd::TimedOut if is_success => return Err(self.timed_out()),
            BodyEnd::Failed(failure) if is_success => return Err(self.failed(Some(response.status), failure)),
            BodyEnd::TooLarge => Some(format!("the body is larger than the limit of {max} bytes")),
            BodyEnd::TimedOut => Some(format!("the body was not complete within {:?} ({})", self.time.0, self.time.1)),
            BodyEnd::Failed(failure) => Some(format!("the body was cut off: {failure}")),
        };
        let HttpResponse { status, headers, .. } = response;
        Ok(Box::new(Arrived { status, headers, bytes: read.bytes, moved, cut, rest: None }))
    }

    fn is_streamed(&self, response: &HttpResponse) -> bool {
        select::is_streamed(self.spec(), self.prepared.view, response.status, &response.headers)
    }

    fn spec(&self) -> &'static OpSpec {
        self.prepared.op.spec
    }

    /// Which call it is, for errors.
    #[cold]
    fn op(&self) -> Op {
        Op { attempts: self.number, ..self.prepared.op.clone() }
    }

    /// Sends, and follows redirects as far as that is allowed.
    async fn hops(&self) -> Result<(HttpResponse, Option<Box<Url>>), Stop> {
        let mut moved: Option<Box<Url>> = None;
        for hop in 0.. {
            let url = moved.as_deref().unwrap_or(&self.prepared.url);
            let response = self.core.transport().execute(self.request(url)).await.map_err(|e| self.failed(None, e))?;
            let stop = |reason: String| self.transport(Some(response.status), Trouble::Redirect { reason });
            match self.target(url, &response) {
                None => return Ok((response, moved)),
                Some(Err(reason)) => return Err(stop(reason)),
                Some(Ok(_)) if hop == MAX_REDIRECTS => {
                    return Err(stop(format!("there were {MAX_REDIRECTS} redirects already")));
                }
                Some(Ok(next)) => moved = Some(Box::new(next)),
            }
        }
        unreachable!("the loop ends by returning")
    }

    /// Where a response redirects to, or why that is not followed; `None` when it is the answer.
    fn target(&self, from: &Url, response: &HttpResponse) -> Option<Result<Url, String>> {
        match response.status.as_u16() {
            301 | 302 | 303 | 307 | 308 if !self.is_documented(response.status) => self.redirect(from, response),
            _ => None,
        }
    }

    #[cold]
    fn redirect(&self, from: &Url, response: &HttpResponse) -> Option<Result<Url, String>> {
        let location = response.headers.get(header::LOCATION)?;
        let text = location.to_str().ok();
        let Some(mut to) = text.and_then(|text| from.join(text).ok()) else {
            return Some(Err("its Location is not a URL".to_owned()));
        };
        to.set_fragment(None);
        let origin = to.origin().ascii_serialization();
        let has_user = !to.username().is_empty() || to.password().is_some();
        let is_read = matches!(self.spec().method, Method::Get | Method::Head) && self.prepared.body.is_empty();
        Some(if from.scheme() == "https" && to.scheme() == "http" {
            Err(format!("it leads from https to http, {origin}"))
        } else if to.origin() != self.prepared.base.origin() {
            Err(format!("it leads to another origin, {origin}"))
        } else if has_user {
            Err("its Location has a user name in it".to_owned())
        } else if !is_read {
            Err(format!("a {} request is not sent again", self.spec().method.as_str()))
        } else {
            Ok(to)
        })
    }

    /// A document that names the very status means the redirect as the answer.
    fn is_documented(&self, status: StatusCode) -> bool {
        self.spec().replies.iter().any(|reply| reply.status == status.as_str())
    }

    /// The request to a URL on the origin of the base URL, with credentials.
    fn request(&self, url: &Url) -> HttpRequest {
        let (own, needs) = (&self.prepared.headers, self.applied.needs);
        let mut headers = HeaderMap::with_capacity(own.len() + needs.len() + 3);
        headers.insert(header::ACCEPT, self.prepared.accept.clone());
        headers.insert(header::USER_AGENT, self.core.user_agent());
        for (name, value) in own {
            headers.insert(name, value.clone());
        }
        // What a call sets itself wins over the client's credentials.
        let mut put = |name: &HeaderName, value: &HeaderValue| {
            if !own.iter().any(|(other, _)| other == name) {
                headers.insert(name, value.clone());
            }
        };
        let mut url = url.clone();
        let mut cookies: Vec<_> = self.prepared.cookies.iter().map(String::as_str).collect();
        #[cfg(feature = "oauth")]
        let mut tokens = self.applied.tokens.iter();
        for need in needs {
            match &self.core.inner.credentials[need.scheme] {
                Some(Credential::Header(name, value)) => put(name, value),
                Some(Credential::Query(name, value)) => add_pair(&mut url, name, value),
                Some(Credential::Cookie(pair)) => cookies.push(pair),
                #[cfg(feature = "oauth")]
                Some(Credential::Client { .. }) => {
                    tokens.next().iter().for_each(|token| put(&header::AUTHORIZATION, &token.header));
                }
                None => {}
            }
        }
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookie(&cookies));
        }
        HttpRequest {
            operation: self.spec().id,
            route: self.spec().template,
            attempt: self.number,
            method: self.spec().method.to_http(),
            url,
            headers,
            body: self.prepared.body.clone(),
            connect_timeout: self.limits.connect_timeout,
            attempt_timeout: self.time.0,
        }
    }

    #[cold]
    fn transport(&self, status: Option<StatusCode>, trouble: Trouble) -> Stop {
        Stop::Transport(Box::new(TransportError { op: self.op(), status, trouble }))
    }

    #[cold]
    fn timeout(&self, phase: TimeoutPhase, limit: Duration) -> TimeoutError {
        TimeoutError { op: self.op(), phase, limit }
    }

    #[cold]
    fn timed_out(&self) -> Stop {
        let (limit, phase) = match (self.time, self.limits.deadline) {
            ((_, TimeoutPhase::Deadline), Some(deadline)) => (deadline, TimeoutPhase::Deadline),
            (time, _) => time,
        };
        let error = self.timeout(phase, limit);
        if self.spec().method.is_idempotent() {
            return Stop::Timeout(Box::new(error));
        }
        self.unknown(Cause::Timeout(error))
    }

    #[cold]
    fn failed(&self, status: Option<StatusCode>, failure: TransportFailure) -> Stop {
        match failure.kind() {
            FailureKind::ConnectTimeout => {
                Stop::Timeout(Box::new(self.timeout(TimeoutPhase::Connect, self.limits.connect_timeout)))
            }
            kind if kind.is_unsent() || self.spec().method.is_idempotent() => {
                self.transport(status, Trouble::Failure(failure))
            }
            _ => {
                let trouble = Trouble::Failure(failure);
                self.unknown(Cause::Transport(TransportError { op: self.op(), status, trouble }))
            }
        }
    }

    #[cold]
    fn unknown(&self, cause: Cause) -> Stop {
        Stop::OutcomeUnknown(Box::new(OutcomeUnknown { cause }))
    }
}

#[cold]
fn cookie(pairs: &[&str]) -> HeaderValue {
    let mut value: HeaderValue = pairs.join("; ").parse().expect("cookies are encoded or checked");
    value.set_sensitive(true);
    value
}

/// Adds an encoded pair, unless the query has one of this name already; a redirect usually does not repeat a key.
#[cold]
fn add_pair(url: &mut Url, name: &str, value: &str) {
    let query = url.query().unwrap_or_default();
    if !query.split('&').any(|pair| pair.split('=').next() == Some(name)) {
        let mark = if query.is_empty() { "" } else { "&" };
        let query = format!("{query}{mark}{name}={value}");
        url.set_query(Some(&query));
    }
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// How reading a body ended.
#[derive(Debug, Default)]
pub(crate) enum BodyEnd {
    #[default]
    Complete,
    TooLarge,
    TimedOut,
    Failed(TransportFailure),
}

/// What was read of a body, never more than the limit.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) bytes: Bytes,
    pub(crate) end: BodyEnd,
}

/// More is not set aside before it arrives, whatever a server promises.
const MOST_RESERVED: u64 = 1024 * 1024;

struct Partial {
    /// The only chunk so far, which is the body without a copy if none follows.
    first: Bytes,
    /// All chunks, from the second one on.
    bytes: BytesMut,
    max: u64,
    declared: u64,
    end: Option<BodyEnd>,
}

impl Partial {
    fn new(max: u64, declared: Option<u64>) -> Self {
        let declared = declared.unwrap_or_default();
        Self { first: Bytes::new(), bytes: BytesMut::new(), max, declared, end: None }
    }

    /// Reads a body until it ends, is too large, or the time is over; what has arrived by then is kept.
    async fn all(&mut self, body: &mut Chunks, limit: &mut BoxFuture<'_, ()>) {
        std::future::poll_fn(|cx| {
            while self.end.is_none() {
                if body.size_hint().1 == Some(0) {
                    self.end = Some(BodyEnd::Complete);
                } else if let Poll::Ready(chunk) = body.as_mut().poll_next(cx) {
                    self.take(chunk);
                } else {
                    ready!(limit.as_mut().poll(cx));
                    self.end = Some(BodyEnd::TimedOut);
                }
            }
            Poll::Ready(())
        })
        .await;
    }

    fn take(&mut self, chunk: Option<Result<Bytes, TransportFailure>>) {
        match chunk {
            Some(Ok(chunk)) => {
                let read = self.first.len() + self.bytes.len();
                let room = usize::try_from(self.max).unwrap_or(usize::MAX).saturating_sub(read);
                if chunk.len() > room {
                    self.end = Some(BodyEnd::TooLarge);
                }
                self.keep(chunk.slice(..chunk.len().min(room)));
            }
            None => self.end = Some(BodyEnd::Complete),
            Some(Err(failure)) => self.end = Some(BodyEnd::Failed(failure)),
        }
    }

    fn keep(&mut self, chunk: Bytes) {
        if self.first.is_empty() && self.bytes.is_empty() {
            self.first = chunk;
            return;
        }
        if !self.first.is_empty() {
            let expected = self.declared.min(self.max).min(MOST_RESERVED);
            self.bytes.reserve(usize::try_from(expected).unwrap_or_default().max(self.first.len() + chunk.len()));
            self.bytes.extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.bytes.extend_from_slice(&chunk);
    }

    fn finish(self) -> Read {
        let bytes = if self.bytes.is_empty() { self.first } else { self.bytes.freeze() };
        Read { bytes, end: self.end.unwrap_or_default() }
    }
}

/// Reads a body without a limit of time of its own.
#[cfg(feature = "oauth")]
pub(crate) async fn read_body(response: &mut HttpResponse, max: u64) -> Read {
    let mut read = Partial::new(max, declared_length(&response.headers));
    read.all(&mut response.body, &mut (Box::pin(std::future::pending()) as BoxFuture<'_, ()>)).await;
    read.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(max: u64, declared: &'static str) -> Partial {
        let headers = [(header::CONTENT_LENGTH, HeaderValue::from_static(declared))].into_iter().collect();
        Partial::new(max, declared_length(&headers))
    }

    #[test]
    fn chunks_are_put_together_up_to_the_limit() {
        fn check(max: u64, chunks: &[&'static str], expect: &str, is_whole: bool) {
            let mut read = partial(max, "7");
            for chunk in chunks {
                read.take(Some(Ok(Bytes::from_static(chunk.as_bytes()))));
            }
            assert_eq!(matches!(read.end, Some(BodyEnd::TooLarge)), !is_whole, "{max} {chunks:?}");
            assert_eq!(read.finish().bytes, expect, "{max} {chunks:?}");
        }
        check(7, &[], "", true);
        check(7, &["ab"], "ab", true);
        check(7, &["a", "bcd"], "abcd", true);
        check(7, &["", "ab", "", "cd", "e"], "abcde", true);
        check(5, &["ab", "cd", "e"], "abcde", true);
        check(4, &["ab", "cd", "e"], "abcd", false);
        check(4, &["ab", "cdef"], "abcd", false);
        check(1, &["ab"], "a", false);
        check(0, &["a"], "", false);
    }

    /// What a server promises costs nothing until it comes.
    #[test]
    fn little_is_set_aside_for_a_promise() {
        let mut read = partial(u64::MAX, "9999999999999");
        read.take(Some(Ok(Bytes::from_static(b"a"))));
        assert_eq!(read.bytes.capacity(), 0);
        read.take(Some(Ok(Bytes::from_static(b"b"))));
        assert_eq!(read.bytes.capacity(), 1024 * 1024);
        let mut read = partial(50, "9999999999999");
        (0..2).for_each(|_| read.take(Some(Ok(Bytes::from_static(b"ab")))));
        assert!((50..100).contains(&read.bytes.capacity()), "{}", read.bytes.capacity());
    }
}
