//! The span of a call, and the events in it.

use std::time::Duration;

use tracing::Instrument;
use tracing::field::Empty;
use tracing::instrument::Instrumented;
use url::Url;

use crate::call::Call;
use crate::error::Stop;
use crate::exchange::Arrived;
use crate::flow::Finished;
use crate::meta;

/// Characters of a request id that are kept.
const REQUEST_ID: usize = 80;

/// The span of one call. It is current while the call runs, so that a middleware can pass its context on, and it ends when
/// the answer has been decoded or, if it is streamed, has been read.
#[derive(Clone)]
pub(crate) struct Span(tracing::Span);

impl Span {
    pub(crate) fn of(call: &Call) -> Self {
        let spec = call.spec;
        // names of spans are fixed at compile time; `otel.name` is what exporters take instead
        Self(tracing::info_span!(
            target: "bursar",
            "call",
            otel.name = spec.id,
            otel.kind = "client",
            otel.status_code = Empty,
            bursar.provider = call.core.inner.provider.name,
            bursar.operation = spec.id,
            bursar.request_id = Empty,
            http.request.method = spec.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = spec.template,
            server.address = Empty,
            server.port = Empty,
            error.type = Empty,
        ))
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    /// Where the request goes.
    pub(crate) fn server(&self, url: &Url) {
        if let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) {
            self.0.record("server.address", host).record("server.port", port);
        }
    }

    /// There is no usable token, and this call is the one that asks for it.
    #[cfg(feature = "oauth")]
    pub(crate) fn asking_for_token(&self) {
        tracing::debug!(target: "bursar", parent: &self.0, "asking for a token");
    }

    /// The server refused a token.
    pub(crate) fn token_refused(&self) {
        tracing::info!(target: "bursar", parent: &self.0, "the token was refused: renewing it");
    }

    /// The attempt of this number has failed, and there is another one after the pause.
    pub(crate) fn retrying(&self, ended: &Result<Arrived, Stop>, attempt: u32, pause: Duration) {
        let pause = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        match ended {
            Ok(arrived) => tracing::info!(
                target: "bursar", parent: &self.0,
                attempt, pause_ms = pause, http.response.status_code = arrived.arrival.status.as_u16(), "retrying",
            ),
            Err(stop) => tracing::info!(
                target: "bursar", parent: &self.0,
                attempt, pause_ms = pause, error.type = kind(stop), "retrying",
            ),
        }
    }

    /// The answer is there, whatever its status.
    pub(crate) fn finished(&self, finished: &Finished) {
        if self.0.is_disabled() {
            return;
        }
        let (status, headers) = (finished.arrived.arrival.status, &finished.arrived.arrival.headers);
        self.attempts(finished.prepared.op.attempts);
        self.0.record("http.response.status_code", status.as_u16());
        if let Some(id) = meta::request_id(headers) {
            self.0.record("bursar.request_id", finished.scrubber().line(id, REQUEST_ID));
        }
        if !status.is_success() {
            self.0.record("error.type", status.as_str()).record("otel.status_code", "ERROR");
        }
    }

    /// There is no usable answer.
    pub(crate) fn stopped(&self, stop: &Stop) {
        self.attempts(stop.op().attempts);
        self.0.record("error.type", kind(stop)).record("otel.status_code", "ERROR");
    }

    fn attempts(&self, attempts: u32) {
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
    }
}

/// The kinds of [`Error`](crate::Error), as `error.type`.
fn kind(stop: &Stop) -> &'static str {
    match stop {
        Stop::Decode(_) => "decode",
        Stop::Transport(_) => "transport",
        Stop::Timeout(_) => "timeout",
        Stop::Auth(_) => "auth",
        Stop::Request(_) => "request",
        Stop::OutcomeUnknown(_) => "outcome_unknown",
    }
}
