//! A call from start to end: prepare, authenticate, attempt, renew a refused token once, decode by status.
//!
//! Only the last step is generic; everything before it is compiled once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::StatusCode;

use crate::answer::{Answer, Decoded};
use crate::auth::fetch::TokenRequest;
use crate::auth::token::Token;
use crate::auth::{self, Credential};
use crate::call::{Call, Prepared};
use crate::clock::race;
use crate::core::Core;
use crate::error::{
    ApiError, AuthError, AuthProblem, DecodeError, Error, Fault, Head, Stop, TimeoutError, TimeoutPhase,
};
use crate::exchange::{Applied, Arrived, Attempt};
use crate::meta;
use crate::redact::Scrubber;
use crate::response::{Arrival, RawResponse, Response};
use crate::select::{self, Selected};
use crate::spec::{Need, OpSpec, SchemeKind};

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
    let exchange = run(call).await?;
    let (selected, answer) = exchange.success::<O>()?;
    match O::ok(selected.index.unwrap_or(usize::MAX), &answer) {
        Ok(body) => Ok(Response { body, arrival: exchange.arrival(&selected) }),
        Err(fault) => Err(exchange.undecodable(fault).into()),
    }
}

/// Sends a call and gives a success as bytes; error statuses are errors as with [`send`].
///
/// # Errors
/// All of [`Error`] but `Decode`.
pub async fn raw<O: Operation>(call: Call) -> Result<RawResponse, Error<O::Err>> {
    let exchange = run(call).await?;
    if !exchange.arrived.status.is_success() {
        return Err(exchange.api_error::<O>());
    }
    let selected = exchange.select();
    Ok(RawResponse { arrival: exchange.arrival(&selected), body: exchange.arrived.bytes })
}

/// A finished exchange, not decoded.
pub(crate) struct Exchange {
    core: Core,
    pub(crate) prepared: Prepared,
    pub(crate) arrived: Arrived,
    tokens: Vec<Arc<Token>>,
    attempts: u32,
    elapsed: Duration,
}

impl Exchange {
    fn select(&self) -> Selected {
        let Arrived { status, headers, bytes, .. } = &self.arrived;
        select::select(self.prepared.op.spec, *status, headers, bytes.is_empty())
    }

    fn answer(&self) -> Answer {
        let Arrived { status, headers, bytes, .. } = &self.arrived;
        Answer { status: *status, headers: headers.clone(), bytes: bytes.clone() }
    }

    /// The answer, if it is a success that can be decoded.
    pub(crate) fn success<O: Operation>(&self) -> Result<(Selected, Answer), Error<O::Err>> {
        if !self.arrived.status.is_success() {
            return Err(self.api_error::<O>());
        }
        let mut selected = self.select();
        match selected.fault.take() {
            Some(fault) => Err(self.undecodable(fault).into()),
            None => Ok((selected, self.answer())),
        }
    }

    fn scrubber(&self) -> Scrubber {
        let mut scrubber = self.core.scrubber(&self.tokens);
        for value in self.prepared.headers.values().filter(|value| value.is_sensitive()) {
            scrubber.add(&String::from_utf8_lossy(value.as_bytes()));
        }
        scrubber.finish()
    }

    pub(crate) fn head(&self) -> Head {
        let Arrived { status, headers, .. } = &self.arrived;
        let retry_after = meta::retry_after(headers, self.core.clock().wall());
        Head { op: self.prepared.op, status: *status, headers: headers.clone(), retry_after }
    }

    pub(crate) fn arrival(&self, selected: &Selected) -> Box<Arrival> {
        let Arrived { status, headers, .. } = &self.arrived;
        Box::new(Arrival {
            status: *status,
            headers: headers.clone(),
            documented: selected.documented,
            rate_limit: meta::rate_limit(headers, self.core.clock().wall()),
            attempts: self.attempts,
            elapsed: self.elapsed,
        })
    }

    pub(crate) fn undecodable(&self, fault: Box<Fault>) -> Stop {
        let scrubber = self.scrubber();
        Stop::Decode(Box::new(DecodeError {
            head: self.head(),
            raw: self.arrived.bytes.clone(),
            fault: fault.scrubbed(&scrubber),
            excerpt: scrubber.bytes(&self.arrived.bytes, EXCERPT),
        }))
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

/// The whole call. A retry loop would wrap `attempt`.
pub(crate) async fn run(call: Call) -> Result<Exchange, Stop> {
    let prepared = call.prepare()?;
    let flow = Flow { started: call.core.clock().now(), call: &call, prepared: &prepared };
    let needs = flow.needs()?;
    let mut tokens = Vec::new();
    let mut attempts = 0;
    let arrived = loop {
        let applied = flow.authenticate(needs, &tokens).await?;
        let arrived = flow.attempt(&applied).await?;
        attempts += 1;
        let is_refused = arrived.status == StatusCode::UNAUTHORIZED;
        let may_renew = is_refused && !applied.tokens.is_empty() && tokens.is_empty();
        tokens.extend(applied.tokens);
        if !may_renew {
            break arrived;
        }
    };
    let elapsed = flow.elapsed();
    Ok(Exchange { core: call.core.clone(), prepared, arrived, tokens, attempts, elapsed })
}

/// What the steps of a call share.
struct Flow<'a> {
    started: Instant,
    call: &'a Call,
    prepared: &'a Prepared,
}

impl Flow<'_> {
    fn elapsed(&self) -> Duration {
        self.call.core.clock().now().saturating_duration_since(self.started)
    }

    /// The time that is left until the deadline.
    fn left(&self) -> Option<Duration> {
        self.call.limits.deadline.map(|deadline| deadline.saturating_sub(self.elapsed()))
    }

    fn past_deadline(&self) -> Stop {
        let limit = self.call.limits.deadline.unwrap_or_default();
        Stop::Timeout(Box::new(TimeoutError { op: self.prepared.op, phase: TimeoutPhase::Deadline, limit }))
    }

    fn auth_error(&self, problem: AuthProblem) -> Stop {
        Stop::Auth(Box::new(AuthError { op: self.prepared.op, problem }))
    }

    /// The alternative of `security` that applies.
    fn needs(&self) -> Result<&'static [Need], Stop> {
        let inner = &self.call.core.inner;
        let is_configured = |scheme: usize| inner.credentials.get(scheme).is_some_and(Option::is_some);
        auth::choose(self.call.spec.auth, is_configured).ok_or_else(|| {
            let scheme = |need: &Need| inner.provider.schemes.get(need.scheme);
            let one = |need: &Need| match scheme(need) {
                Some(scheme) => format!("{} ({})", scheme.name, auth::variables(&scheme.kind).join(", ")),
                None => "an unknown scheme".to_owned(),
            };
            let all = |needs: &&[Need]| needs.iter().map(one).collect::<Vec<_>>().join(" and ");
            let needed = self.call.spec.auth.iter().map(all).collect::<Vec<_>>().join(", or ");
            self.auth_error(AuthProblem::NoCredentials { needed })
        })
    }

    /// Collects the credentials, fetching tokens within the deadline.
    async fn authenticate(&self, needs: &[Need], rejected: &[Arc<Token>]) -> Result<Applied, Stop> {
        let work = self.apply(needs, rejected);
        let Some(left) = self.left() else { return work.await.map_err(|problem| self.auth_error(problem)) };
        match race(work, &mut self.call.core.clock().sleep(left)).await {
            Some(applied) => applied.map_err(|problem| self.auth_error(problem)),
            None => Err(self.past_deadline()),
        }
    }

    async fn apply(&self, needs: &[Need], rejected: &[Arc<Token>]) -> Result<Applied, AuthProblem> {
        let mut applied = Applied::default();
        for need in needs {
            match &self.call.core.inner.credentials[need.scheme] {
                Some(Credential::Header(name, value)) => {
                    applied.headers.insert(name, value.clone());
                }
                Some(Credential::Query(name, value)) => applied.query.push((name.clone(), value.clone())),
                Some(Credential::Cookie(pair)) => applied.cookies.push(pair.clone()),
                Some(Credential::Client { id, secret }) => {
                    let token = self.token(need, id, secret, rejected).await?;
                    applied.headers.insert(http::header::AUTHORIZATION, token.header.clone());
                    applied.tokens.push(token);
                }
                None => {}
            }
        }
        Ok(applied)
    }

    async fn token(
        &self,
        need: &Need,
        id: &crate::Secret,
        secret: &crate::Secret,
        rejected: &[Arc<Token>],
    ) -> Result<Arc<Token>, AuthProblem> {
        let core = &self.call.core;
        let not_oauth = || AuthProblem::NoCredentials { needed: "a scheme with a token URL".to_owned() };
        let url = core.inner.token_urls[need.scheme].as_ref().ok_or_else(not_oauth)?;
        let SchemeKind::ClientCredentials { client_auth, .. } = core.inner.provider.schemes[need.scheme].kind else {
            return Err(not_oauth());
        };
        let mut scopes = need.scopes.to_vec();
        scopes.sort_unstable();
        scopes.dedup();
        let scopes = scopes.join(" ");
        // Shared with calls that have other limits, so it has the client's.
        let attempt_timeout = core.limits().attempt_timeout;
        let request = TokenRequest { core, url, client_auth, id, secret, scopes: &scopes, attempt_timeout };
        let key = (need.scheme, scopes.clone());
        let fetched = core.inner.tokens.get(key, rejected, || core.clock().now(), || request.send()).await;
        fetched.map_err(AuthProblem::Token)
    }

    /// One attempt, within what is left of the deadline.
    async fn attempt(&self, applied: &Applied) -> Result<Arrived, Stop> {
        let limits = &self.call.limits;
        let time = match self.left() {
            Some(Duration::ZERO) => return Err(self.past_deadline()),
            Some(left) if left < limits.attempt_timeout => (left, TimeoutPhase::Deadline),
            _ => (limits.attempt_timeout, TimeoutPhase::Attempt),
        };
        Attempt { core: &self.call.core, prepared: self.prepared, applied, limits, time }.run().await
    }
}
