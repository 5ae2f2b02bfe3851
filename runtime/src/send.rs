//! Sending a call, and what comes back: a typed success, bytes, or the head of a stream; errors by status.
//!
//! Only what decodes is generic; what happens before is in `flow` and compiled once.

use std::time::Duration;

use bytes::Bytes;

use crate::answer::{Answer, Decoded};
use crate::call::Call;
use crate::error::{ApiError, DecodeError, Error, Fault, Head, Op, Stop};
use crate::exchange::{Arrived, Want};
use crate::flow::{self, Finished};
use crate::meta;
use crate::redact::Scrubber;
use crate::response::{Arrival, RawResponse, Response};
use crate::select::{self, Selected};
use crate::spec::OpSpec;

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
    decoded::<O, _>(flow::run(call, Want::Head).await?, O::ok)
}

/// What a call for a success as a whole, or for a stream of it, gives.
pub(crate) fn decoded<O: Operation, T>(
    finished: Finished,
    read: impl Fn(usize, &Answer) -> Decoded<T>,
) -> Result<Response<T>, Error<O::Err>> {
    let selected = finished.success::<O>()?;
    let at = selected.index.unwrap_or(usize::MAX);
    #[cfg(feature = "streams")]
    if finished.arrived.rest.is_some() {
        return crate::stream::decoded::<O, T>(finished, &selected, |answer| read(at, answer));
    }
    match read(at, &finished.answer()) {
        Ok(body) => Ok(Response { body, arrival: finished.into_arrival(&selected) }),
        Err(fault) => Err(finished.undecodable(fault).into()),
    }
}

/// Sends a call and gives a success as bytes; error statuses are errors as with [`send`].
///
/// # Errors
/// All of [`Error`] but `Decode`.
pub async fn raw<O: Operation>(call: Call) -> Result<RawResponse, Error<O::Err>> {
    let finished = flow::run(call, Want::Whole).await?;
    if !finished.arrived.arrival.status.is_success() {
        return Err(finished.api_error::<O>());
    }
    let (selected, body) = (finished.select(), finished.arrived.bytes.clone());
    Ok(RawResponse { arrival: finished.into_arrival(&selected), body })
}

fn complete(mut arrival: Box<Arrival>, op: &Op, elapsed: Duration, selected: &Selected) -> Box<Arrival> {
    arrival.documented = selected.documented;
    arrival.attempts = op.attempts;
    arrival.elapsed = elapsed;
    arrival.idempotency_key.clone_from(&op.key);
    arrival
}

impl Finished {
    fn select(&self) -> Selected {
        let Arrived { arrival, bytes, rest, .. } = &self.arrived;
        let is_empty = bytes.is_empty() && rest.is_none();
        select::select(self.prepared.op.spec, self.prepared.view, arrival.status, &arrival.headers, is_empty)
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer::new(self.arrived.arrival.status, self.arrived.bytes.clone())
    }

    /// Which documented reply the answer is, if it is a success that can be decoded.
    pub(crate) fn success<O: Operation>(&self) -> Result<Selected, Error<O::Err>> {
        if !self.arrived.arrival.status.is_success() {
            return Err(self.api_error::<O>());
        }
        let mut selected = self.select();
        match selected.fault.take() {
            Some(fault) => Err(self.undecodable(fault).into()),
            None => Ok(selected),
        }
    }

    pub(crate) fn scrubber(&self) -> Scrubber {
        let mut scrubber = self.call.core.scrubber(&self.tokens);
        for (_, value) in self.prepared.headers.iter().filter(|(_, value)| value.is_sensitive()) {
            scrubber.add(&String::from_utf8_lossy(value.as_bytes()));
        }
        scrubber.finish()
    }

    pub(crate) fn head(&self) -> Head {
        Head::of(self.prepared.op.clone(), &self.arrived.arrival)
    }

    #[cfg(any(feature = "paging", feature = "streams"))]
    pub(crate) fn arrival(&self, selected: &Selected) -> Box<Arrival> {
        complete(self.arrived.arrival.clone(), &self.prepared.op, self.elapsed, selected)
    }

    pub(crate) fn into_arrival(self, selected: &Selected) -> Box<Arrival> {
        complete(self.arrived.arrival, &self.prepared.op, self.elapsed, selected)
    }

    pub(crate) fn undecodable(&self, fault: Box<Fault>) -> Stop {
        self.undecodable_part(self.arrived.bytes.clone(), None, fault)
    }

    /// The error of a body, or of an item of it, counted from 0.
    pub(crate) fn undecodable_part(&self, raw: Bytes, item: Option<u64>, fault: Box<Fault>) -> Stop {
        let scrubber = self.scrubber();
        let (fault, excerpt) = (fault.scrubbed(&scrubber), scrubber.bytes(&raw, EXCERPT));
        let stop = Stop::Decode(Box::new(DecodeError { head: self.head(), raw, item, fault, excerpt }));
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
