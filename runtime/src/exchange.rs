//! One exchange: a request, the redirects that may be followed, and the body within its limits.
//!
//! Holds: credentials stay on the origin of the base URL; a body is sent once; no more bytes are collected than the limit;
//! a status that has arrived is kept, whatever happens to the body.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::Entry;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use url::Url;

use crate::BoxFuture;
use crate::auth::Credential;
use crate::auth::token::Token;
use crate::call::prepare::Prepared;
use crate::core::{Core, Limits};
use crate::error::{Cause, Op, OutcomeUnknown, Stop, TimeoutError, TimeoutPhase, TransportError, Trouble};
use crate::exclusive::Exclusive;
use crate::response::Arrival;
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
    pub(crate) arrival: Box<Arrival>,
    pub(crate) bytes: Bytes,
    /// Where it was found, after redirects; without credentials.
    #[cfg_attr(not(feature = "paging"), expect(dead_code, reason = "pages are told where they were found"))]
    pub(crate) moved: Option<Box<Url>>,
    /// Why the body of an error status is not whole.
    pub(crate) cut: Option<String>,
    /// The body of a success of which only the head is wanted.
    pub(crate) rest: Option<Exclusive<Chunks>>,
}

/// How an attempt ended.
pub(crate) type Ended = Result<Arrived, Stop>;

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

/// An attempt on its way. One level of states, since each level costs every call something.
pub(crate) struct Exchange<'a> {
    attempt: Attempt<'a>,
    limit: BoxFuture<'a, ()>,
    /// Redirects that were followed, and where the last one led to.
    hops: usize,
    moved: Option<Box<Url>>,
    step: Step<'a>,
}

enum Step<'a> {
    /// The head of an answer is waited for.
    Head(BoxFuture<'a, Result<HttpResponse, TransportFailure>>),
    /// The body is read.
    Body {
        arrival: Box<Arrival>,
        body: Chunks,
        read: Partial,
    },
    Over,
}

impl Future for Exchange<'_> {
    type Output = Ended;

    /// Work that is ready wins over the limit of time.
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Ended> {
        let this = &mut *self;
        loop {
            let ended = match &mut this.step {
                Step::Head(head) => {
                    let Poll::Ready(head) = head.as_mut().poll(cx) else {
                        ready!(this.limit.as_mut().poll(cx));
                        return Poll::Ready(Err(this.attempt.timed_out()));
                    };
                    this.head(head)
                }
                Step::Body { body, read, .. } => {
                    ready!(read.poll(body, &mut this.limit, cx));
                    this.body()
                }
                Step::Over => return Poll::Pending,
            };
            if let Some(ended) = ended {
                return Poll::Ready(ended);
            }
        }
    }
}

impl Exchange<'_> {
    /// The head of an answer, or of a redirect that is followed as far as that is allowed; `None`: there is more to wait for.
    fn head(&mut self, head: Result<HttpResponse, TransportFailure>) -> Option<Ended> {
        let attempt = &self.attempt;
        let response = match head {
            Ok(response) => response,
            Err(failure) => return Some(Err(attempt.failed(None, failure))),
        };
        let stop = |reason| Some(Err(attempt.transport(Some(response.status), Trouble::Redirect { reason })));
        match attempt.target(self.moved.as_deref().unwrap_or(&attempt.prepared.url), &response) {
            None => self.answer(response),
            Some(Err(reason)) => stop(reason),
            Some(Ok(_)) if self.hops == MAX_REDIRECTS => stop(format!("there were {MAX_REDIRECTS} redirects already")),
            Some(Ok(next)) => {
                self.step = Step::Head(attempt.send(&next));
                (self.hops, self.moved) = (self.hops + 1, Some(Box::new(next)));
                None
            }
        }
    }

    fn answer(&mut self, HttpResponse { status, headers, body }: HttpResponse) -> Option<Ended> {
        let attempt = &self.attempt;
        let arrival = Box::new(Arrival::new(status, headers, attempt.core.clock().wall()));
        let is_success = status.is_success();
        if is_success && attempt.want == Want::Head && attempt.is_streamed(&arrival) {
            let (moved, rest) = (self.moved.take(), Some(Exclusive::new(body)));
            return Some(Ok(Arrived { arrival, bytes: Bytes::new(), moved, cut: None, rest }));
        }
        if attempt.spec().method == Method::Head || matches!(status.as_u16(), 204 | 205 | 304) {
            return Some(Ok(Arrived { arrival, bytes: Bytes::new(), moved: self.moved.take(), cut: None, rest: None }));
        }
        let limit = if is_success { attempt.limits.max_response_bytes } else { attempt.limits.max_error_bytes };
        let declared = declared_length(&arrival.headers);
        if is_success && declared.is_some_and(|length| length > limit) {
            return Some(Err(attempt.transport(Some(status), Trouble::TooLarge { limit })));
        }
        self.step = Step::Body { arrival, body, read: Partial::new(limit, declared) };
        None
    }

    /// The body has been read, or what there is of it.
    fn body(&mut self) -> Option<Ended> {
        let Step::Body { arrival, read, .. } = std::mem::replace(&mut self.step, Step::Over) else { return None };
        let (attempt, limit, status) = (&self.attempt, read.max, arrival.status);
        let Read { bytes, end } = read.finish();
        let cut = match end {
            BodyEnd::Complete => None,
            end if status.is_success() => {
                return Some(Err(match end {
                    BodyEnd::Failed(failure) => attempt.failed(Some(status), failure),
                    BodyEnd::TimedOut => attempt.timed_out(),
                    _ => attempt.transport(Some(status), Trouble::TooLarge { limit }),
                }));
            }
            end => Some(attempt.cut(end, limit)),
        };
        Some(Ok(Arrived { arrival, bytes, moved: self.moved.take(), cut, rest: None }))
    }
}

impl<'a> Attempt<'a> {
    /// Sends the request; the answer is read by awaiting what this gives.
    pub(crate) fn begin(self) -> Exchange<'a> {
        let limit = self.core.clock().sleep(self.time.0);
        let step = Step::Head(self.send(&self.prepared.url));
        Exchange { attempt: self, limit, hops: 0, moved: None, step }
    }

    fn send(&self, url: &Url) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
        self.core.transport().execute(self.request(url))
    }

    /// Why the body of an error status is not whole.
    #[cold]
    fn cut(&self, end: BodyEnd, limit: u64) -> String {
        match end {
            BodyEnd::Failed(failure) => format!("the body was cut off: {failure}"),
            BodyEnd::TimedOut => format!("the body was not complete within {:?} ({})", self.time.0, self.time.1),
            _ => format!("the body is larger than the limit of {limit} bytes"),
        }
    }

    fn is_streamed(&self, arrival: &Arrival) -> bool {
        select::is_streamed(self.spec(), self.prepared.view, arrival.status, &arrival.headers)
    }

    fn spec(&self) -> &'static OpSpec {
        self.prepared.op.spec
    }

    /// Which call it is, for errors.
    #[cold]
    fn op(&self) -> Op {
        Op { attempts: self.number, ..self.prepared.op.clone() }
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
        // What comes first wins: what a call sets itself, over the client's credentials.
        let mut put = |name: &HeaderName, value: &HeaderValue| {
            if let Entry::Vacant(place) = headers.entry(name) {
                place.insert(value.clone());
            }
        };
        own.iter().rev().for_each(|(name, value)| put(name, value));
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
        put(&header::ACCEPT, &self.prepared.accept);
        put(&header::USER_AGENT, self.core.user_agent());
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
    fn poll(&mut self, body: &mut Chunks, limit: &mut BoxFuture<'_, ()>, cx: &mut Context<'_>) -> Poll<()> {
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
    let mut never: BoxFuture<'_, ()> = Box::pin(std::future::pending());
    std::future::poll_fn(|cx| read.poll(&mut response.body, &mut never, cx)).await;
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
