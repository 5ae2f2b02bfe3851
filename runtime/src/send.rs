//! Sending a call, and what comes back: a typed success, bytes, or the head of a stream; errors by status.
//!
//! Only what decodes is generic; what happens before is in `flow` and compiled once.

use bytes::Bytes;

use crate::answer::{Answer, Decoded};
use crate::call::Call;
use crate::error::{ApiError, DecodeError, Error, Fault, Head, Stop};
use crate::exchange::{Arrived, Want};
use crate::flow::{self, Finished};
use crate::meta;
use crate::redact::Scrubber;
use crate::response::{Arrival, RawResponse, Response};
use crate::select::{self, Selected};
use crate::spec::OpSpec;
use crate::transport::Chunks;

/// Characters of a body in `Debug`, and of the provider's words in `Display`.
const EXCERPT: usize = 160;
const MESSAGE: usize = 200;

/// An operation: its facts, and what its answers decode to.
pub trait Operation: 'static {
    /// The success.
    type Ok: Send + 'static;
    /// The error bodies, with an arm for undocumented ones.
    type Err: Send + 'static;
    /// The facts.
    const SPEC: &'static OpSpec;

    /// Decodes a success; `at` is the index of the reply.
    ///
    /// # Errors
    /// Where the body is not what is documented.
    fn ok(at: usize, answer: &Answer) -> Decoded<Self::Ok>;

    /// Decodes an error; `at` is the index of the reply, `usize::MAX` when nothing documented applies.
    ///
    /// # Errors
    /// Where the body is not what is documented. With `usize::MAX` it must not fail.
    fn err(at: usize, answer: &Answer) -> Decoded<Self::Err>;
}

/// Sends a call and decodes the answer.
///
/// # Errors
/// All of [`Error`].
pub async fn send<O: Operation>(call: Call) -> Result<Response<O::Ok>, Error<O::Err>> {
    let finished = flow::run(call, Want::Whole).await?;
    let (selected, answer) = finished.success::<O>()?;
    match O::ok(selected.index.unwrap_or(usize::MAX), &answer) {
        Ok(body) => Ok(Response { body, arrival: finished.arrival(&selected) }),
        Err(fault) => Err(finished.undecodable(fault).into()),
    }
}

/// Sends a call and gives a success as bytes; error statuses are errors as with [`send`].
///
/// # Errors
/// All of [`Error`] but `Decode`.
pub async fn raw<O: Operation>(call: Call) -> Result<RawResponse, Error<O::Err>> {
    let finished = flow::run(call, Want::Whole).await?;
    if !finished.arrived.status.is_success() {
        return Err(finished.api_error::<O>());
    }
    let selected = finished.select();
    Ok(RawResponse { arrival: finished.arrival(&selected), body: finished.arrived.bytes })
}

/// A success whose head has arrived. Its body is still to be pulled from `body`, with no limit of time or size but those
/// that the caller sets.
#[allow(dead_code, reason = "the seam for streamed answers")]
pub(crate) struct Opened {
    /// The documented reply that applies.
    pub(crate) index: usize,
    /// The circumstances.
    pub(crate) arrival: Box<Arrival>,
    /// What is known of the call, its limits included.
    pub(crate) finished: Finished,
    /// The body.
    pub(crate) body: Box<dyn Chunks>,
}

/// Sends a call until the head of a success has arrived; retries and everything else end there.
///
/// # Errors
/// All of [`Error`]; `Decode` when the success is of an undocumented type.
#[allow(dead_code, reason = "the seam for streamed answers")]
pub(crate) async fn open<O: Operation>(call: Call) -> Result<Opened, Error<O::Err>> {
    let mut finished = flow::run(call, Want::Head).await?;
    let (selected, _) = finished.success::<O>()?;
    let body = finished.arrived.rest.take().unwrap_or_else(|| Box::new(Nothing));
    let (index, arrival) = (selected.index.unwrap_or(usize::MAX), finished.arrival(&selected));
    Ok(Opened { index, arrival, finished, body })
}

/// The body of an answer that has none.
#[allow(dead_code, reason = "the seam for streamed answers")]
struct Nothing;

impl Chunks for Nothing {
    fn next(&mut self) -> crate::BoxFuture<'_, Result<Option<Bytes>, crate::TransportFailure>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

impl Finished {
    fn select(&self) -> Selected {
        let Arrived { status, headers, bytes, .. } = &self.arrived;
        let is_empty = bytes.is_empty() && self.arrived.rest.is_none();
        select::select(self.op.spec, *status, headers, is_empty)
    }

    fn answer(&self) -> Answer {
        let Arrived { status, headers, bytes, .. } = &self.arrived;
        Answer { status: *status, headers: headers.clone(), bytes: bytes.clone() }
    }

    /// The answer, if it is a success that can be decoded.
    fn success<O: Operation>(&self) -> Result<(Selected, Answer), Error<O::Err>> {
        if !self.arrived.status.is_success() {
            return Err(self.api_error::<O>());
        }
        let mut selected = self.select();
        match selected.fault.take() {
            Some(fault) => Err(self.undecodable(fault).into()),
            None => Ok((selected, self.answer())),
        }
    }

    pub(crate) fn scrubber(&self) -> Scrubber {
        let mut scrubber = self.core.scrubber(&self.tokens);
        for value in self.prepared.headers.values().filter(|value| value.is_sensitive()) {
            scrubber.add(&String::from_utf8_lossy(value.as_bytes()));
        }
        scrubber.finish()
    }

    fn head(&self) -> Head {
        Head::of(self.op.clone(), &self.arrived, self.core.clock().wall())
    }

    fn arrival(&self, selected: &Selected) -> Box<Arrival> {
        let Arrived { status, headers, .. } = &self.arrived;
        Box::new(Arrival {
            status: *status,
            headers: headers.clone(),
            documented: selected.documented,
            rate_limit: meta::rate_limit(headers, self.core.clock().wall()),
            attempts: self.op.attempts,
            elapsed: self.elapsed,
            idempotency_key: self.op.key.clone(),
        })
    }

    fn undecodable(&self, fault: Box<Fault>) -> Stop {
        let scrubber = self.scrubber();
        let stop = Stop::Decode(Box::new(DecodeError {
            head: self.head(),
            raw: self.arrived.bytes.clone(),
            fault: fault.scrubbed(&scrubber),
            excerpt: scrubber.bytes(&self.arrived.bytes, EXCERPT),
        }));
        self.span.stopped(&stop);
        stop
    }

    /// The error of an error status; a body that does not decode leaves the status as it is.
    fn api_error<O: Operation>(&self) -> Error<O::Err> {
        let answer = self.answer();
        let mut selected = self.select();
        let cut = self.arrived.cut.as_ref().map(|reason| Fault::of_body(reason.as_str()));
        let decoded = match (cut.or(selected.fault.take()), selected.index) {
            (None, Some(index)) => O::err(index, &answer).map(|body| (body, None)),
            (fault, _) => O::err(usize::MAX, &answer).map(|body| (body, fault)),
        };
        let decoded = decoded.or_else(|fault| O::err(usize::MAX, &answer).map(|body| (body, Some(fault))));
        let (body, fault) = match decoded {
            Ok(decoded) => decoded,
            Err(fault) => return self.undecodable(fault).into(),
        };
        let scrubber = self.scrubber();
        Error::Api(Box::new(ApiError {
            head: self.head(),
            body,
            raw: answer.bytes.clone(),
            documented: selected.documented,
            fault: fault.map(|fault| fault.scrubbed(&scrubber)),
            message: meta::message(&answer.bytes).map(|text| scrubber.line(&text, MESSAGE)),
            excerpt: scrubber.bytes(&answer.bytes, EXCERPT),
        }))
    }
}
