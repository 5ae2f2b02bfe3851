//! What the test double does with a request: answer it, or fail in one of the ways in which connections fail.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::recorded::Recorded;
use crate::transport::{FailureKind, HttpResponse, TransportFailure};

/// An answer of the server, whose body may come in pieces, or come to grief.
///
/// ```
/// use bursar_runtime::testing::Answer;
///
/// let slow_down = Answer::json(429, r#"{"errors": []}"#).header("retry-after", "3");
/// let cut = Answer::json(200, r#"{"data": {"#).then_lost();
/// ```
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    chunks: Vec<Bytes>,
    end: End,
}

/// How a body ends.
#[derive(Debug, Clone, Copy)]
enum End {
    Complete,
    Lost,
    Never,
}

impl Answer {
    /// An answer without a body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), chunks: Vec::new(), end: End::Complete }
    }

    /// `application/json`: JSON text, or a value of `serde_json::json!`. The text is sent as it is.
    pub fn json(status: u16, body: impl ToString) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// `text/plain`.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self::bytes(status, "text/plain; charset=utf-8", body.into())
    }

    /// A body of any media type.
    pub fn bytes(status: u16, media_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self::chunks(status, media_type, [body.into()])
    }

    /// A body that arrives in these pieces.
    pub fn chunks<B: Into<Bytes>>(
        status: u16,
        media_type: impl Into<String>,
        chunks: impl IntoIterator<Item = B>,
    ) -> Self {
        let chunks = chunks.into_iter().map(Into::into).collect();
        Self { chunks, ..Self::status(status) }.header("content-type", media_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The connection is lost after the body that is given here.
    #[must_use]
    pub fn then_lost(mut self) -> Self {
        self.end = End::Lost;
        self
    }

    /// Nothing comes after the body that is given here, and the connection stays.
    #[must_use]
    pub fn then_silent(mut self) -> Self {
        self.end = End::Never;
        self
    }

    /// The response, unless it cannot be one.
    fn response(self) -> Result<HttpResponse, TransportFailure> {
        let wrong = |what: String| TransportFailure::new(FailureKind::Refused, format!("the test double: {what}"));
        let status = StatusCode::from_u16(self.status);
        let status = status.map_err(|_| wrong(format!("{} is not a status", self.status)))?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            match (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                (Ok(name), Ok(value)) => headers.append(name, value),
                _ => return Err(wrong(format!("{name:?} with {value:?} is not a header"))),
            };
        }
        Ok(HttpResponse::new(status, headers, Pieces { chunks: self.chunks.into_iter(), end: self.end }))
    }
}

struct Pieces {
    chunks: std::vec::IntoIter<Bytes>,
    end: End,
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match (self.chunks.next(), self.end) {
            (Some(chunk), _) => Poll::Ready(Some(Ok(chunk))),
            (None, End::Complete) => Poll::Ready(None),
            (None, End::Lost) => Poll::Ready(Some(Err(lost()))),
            (None, End::Never) => Poll::Pending,
        }
    }
}

fn lost() -> TransportFailure {
    TransportFailure::new(FailureKind::Interrupted, "the test double closed the connection")
}

/// A way in which a request gets no answer at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The connection is refused: nothing was sent.
    ConnectRefused,
    /// The connection does not come about in time: nothing was sent.
    ConnectTimeout,
    /// There is no secure connection: nothing was sent.
    Tls,
    /// The connection is lost after the request was sent.
    Lost,
    /// There never is an answer, so that a limit of time is met; with [`ManualClock::auto`](super::ManualClock::auto), at once.
    Silence,
}

/// What is done with one request; made from an [`Answer`] or a [`Failure`].
#[derive(Clone)]
pub struct Step(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Answer(Answer),
    Failure(Failure),
    Made(Arc<dyn Fn(&Recorded) -> Step + Send + Sync>),
}

impl Step {
    /// Whether the request never leaves.
    pub(super) fn is_unsent(&self) -> bool {
        matches!(self.0, Kind::Failure(Failure::ConnectRefused | Failure::ConnectTimeout | Failure::Tls))
    }
}

impl From<Answer> for Step {
    fn from(answer: Answer) -> Self {
        Self(Kind::Answer(answer))
    }
}

impl From<Failure> for Step {
    fn from(failure: Failure) -> Self {
        Self(Kind::Failure(failure))
    }
}

impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Kind::Answer(answer) => answer.fmt(f),
            Kind::Failure(failure) => failure.fmt(f),
            Kind::Made(_) => f.write_str("Made"),
        }
    }
}

/// Does it.
pub(super) async fn perform(step: Step, request: &Recorded) -> Result<HttpResponse, TransportFailure> {
    let failed = |kind, text: &str| Err(TransportFailure::new(kind, format!("the test double {text}")));
    let mut step = step;
    loop {
        return match step.0 {
            Kind::Made(make) => {
                step = make(request);
                continue;
            }
            Kind::Answer(answer) => answer.response(),
            Kind::Failure(Failure::ConnectRefused) => failed(FailureKind::Connect, "refused the connection"),
            Kind::Failure(Failure::ConnectTimeout) => failed(FailureKind::ConnectTimeout, "did not connect in time"),
            Kind::Failure(Failure::Tls) => failed(FailureKind::Tls, "has no secure connection"),
            Kind::Failure(Failure::Lost) => Err(lost()),
            Kind::Failure(Failure::Silence) => std::future::pending().await,
        };
    }
}
