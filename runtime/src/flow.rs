//! The course of a call: prepare, authenticate, attempt; renew a refused token once; repeat while that is harmless, allowed
//! and in time.
//!
//! Holds: what could do its work twice is sent once; no pause is begun that would pass the deadline; an attempt that left
//! without an answer is not forgotten because a later one did not even get a connection.

#[cfg(feature = "oauth")]
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::StatusCode;

use crate::BoxFuture;
use crate::auth;
#[cfg(feature = "oauth")]
use crate::auth::Credential;
use crate::auth::token::Token;
use crate::call::Call;
use crate::call::prepare::Prepared;
#[cfg(feature = "oauth")]
use crate::clock::race;
use crate::error::{AuthError, AuthProblem, Head, Op, Stop, TimeoutError, TimeoutPhase};
use crate::exchange::{Applied, Arrived, Attempt, Ended, Want};
use crate::random;
use crate::spec::Need;
use crate::trace::Span;

/// A call with an answer, not decoded.
pub(crate) struct Finished {
    pub(crate) call: Call,
    /// What was sent, and which call it was, with all its attempts.
    pub(crate) prepared: Box<Prepared>,
    pub(crate) arrived: Arrived,
    /// The tokens that were sent.
    pub(crate) tokens: Vec<Arc<Token>>,
    #[cfg(feature = "streams")]
    pub(crate) started: Instant,
    pub(crate) elapsed: Duration,
    pub(crate) span: Span,
}

#[cfg(feature = "streams")]
impl Finished {
    /// The time that is left until the deadline.
    pub(crate) fn left(&self) -> Option<Duration> {
        let elapsed = || self.call.core.clock().now().saturating_duration_since(self.started);
        self.call.limits().deadline.map(|deadline| deadline.saturating_sub(elapsed()))
    }
}

/// The whole call, in its span.
///
/// Boxed, so that it is compiled here, and not once more in every crate that awaits a call; and so that what awaits it
/// stays small.
pub(crate) fn run(call: Call, want: Want) -> BoxFuture<'static, Result<Finished, Stop>> {
    Box::pin(async move {
        let span = Span::of(&call);
        match span.within(course(call, want, &span)).await {
            Ok(finished) => {
                span.finished(&finished);
                Ok(finished)
            }
            Err(stop) => {
                span.stopped(&stop);
                Err(stop)
            }
        }
    })
}

async fn course(call: Call, want: Want, span: &Span) -> Result<Finished, Stop> {
    let mut prepared = call.prepare()?;
    span.server(&prepared.url);
    let flow = Flow { started: call.core.clock().now(), call: &call, prepared: &prepared, want, span };
    let needs = flow.needs()?;
    let mut state = State::default();
    // The last attempt that left and needed to be repeated.
    let mut sent: Option<Box<(u32, Ended)>> = None;
    let mut retries = 0;
    let (attempts, ended) = loop {
        let tokens = match flow.tokens(needs, &state) {
            Some(tokens) => tokens.await,
            None => Ok(Vec::new()),
        };
        let ended = match tokens {
            Err(stop) => Err(stop),
            Ok(tokens) => {
                let applied = Applied { needs, tokens };
                let ended = match flow.attempt(&applied, &mut state) {
                    Ok(attempt) => attempt.begin().await,
                    Err(stop) => Err(stop),
                };
                if flow.renews(&ended, applied, &mut state) {
                    continue;
                }
                ended
            }
        };
        match flow.pause(&ended, retries) {
            None => break (state.attempts, ended),
            Some(pause) => {
                span.retrying(&ended, state.attempts, pause);
                sent = last_sent(sent, (state.attempts, ended));
                call.core.clock().sleep(pause).await;
                retries += 1;
            }
        }
    };
    // "Nothing was sent" would not be true of a call of which an earlier attempt was.
    let is_unsent = matches!(&ended, Err(stop) if stop.is_unsent());
    let (attempts, ended) = match sent {
        Some(earlier) if is_unsent => *earlier,
        _ => (attempts, ended),
    };
    let arrived = ended?;
    let elapsed = flow.elapsed();
    #[cfg(feature = "streams")]
    let started = flow.started;
    prepared.op.attempts = attempts;
    let (span, tokens) = (span.clone(), state.tokens);
    Ok(Finished {
        call,
        prepared,
        arrived,
        tokens,
        #[cfg(feature = "streams")]
        started,
        elapsed,
        span,
    })
}

#[cold]
fn last_sent(earlier: Option<Box<(u32, Ended)>>, attempt: (u32, Ended)) -> Option<Box<(u32, Ended)>> {
    let is_unsent = matches!(&attempt.1, Err(stop) if stop.is_unsent());
    if is_unsent { earlier } else { Some(Box::new(attempt)) }
}

/// What attempts leave behind for the next one.
#[derive(Default)]
struct State {
    attempts: u32,
    /// Tokens that were sent, so that no message shows them.
    tokens: Vec<Arc<Token>>,
    /// The tokens that were refused, which happens once per call.
    refused: Vec<Arc<Token>>,
}

/// What the steps of a call share.
struct Flow<'a> {
    started: Instant,
    call: &'a Call,
    prepared: &'a Prepared,
    want: Want,
    span: &'a Span,
}

impl Flow<'_> {
    fn elapsed(&self) -> Duration {
        self.call.core.clock().now().saturating_duration_since(self.started)
    }

    /// The time that is left until the deadline.
    fn left(&self) -> Option<Duration> {
        self.call.limits().deadline.map(|deadline| deadline.saturating_sub(self.elapsed()))
    }

    fn op(&self, attempts: u32) -> Op {
        Op { attempts, ..self.prepared.op.clone() }
    }

    #[cold]
    fn past_deadline(&self, attempts: u32) -> Stop {
        let limit = self.call.limits().deadline.unwrap_or_default();
        Stop::Timeout(Box::new(TimeoutError { op: self.op(attempts), phase: TimeoutPhase::Deadline, limit }))
    }

    #[cold]
    fn auth_error(&self, attempts: u32, problem: AuthProblem) -> Stop {
        Stop::Auth(Box::new(AuthError { op: self.op(attempts), problem }))
    }

    /// Whether there is a second attempt with a new token, as the first was refused for its token.
    fn renews(&self, ended: &Ended, applied: Applied, state: &mut State) -> bool {
        if applied.tokens.is_empty() {
            return false;
        }
        let is_refused = matches!(ended, Ok(arrived) if arrived.arrival.status == StatusCode::UNAUTHORIZED);
        let renews = is_refused && state.refused.is_empty() && !self.prepared.body.is_spent();
        if renews {
            self.span.token_refused();
            state.refused.clone_from(&applied.tokens);
        }
        state.tokens.extend(applied.tokens);
        renews
    }

    /// The pause before the next attempt, if there is to be one.
    fn pause(&self, ended: &Ended, retries: u32) -> Option<Duration> {
        match ended {
            Ok(arrived) if arrived.arrival.status.is_success() => None,
            _ => self.pause_after(ended, retries),
        }
    }

    #[cold]
    fn pause_after(&self, ended: &Ended, retries: u32) -> Option<Duration> {
        let (is_retryable, asked) = match ended {
            Ok(arrived) => {
                let head = Head::of(self.op(0), &arrived.arrival);
                (head.is_retryable(), head.retry_after)
            }
            Err(stop) => (stop.is_retryable(), stop.retry_after()),
        };
        if !is_retryable || self.call.limits().retries.max() == 0 || self.prepared.body.is_spent() {
            return None;
        }
        let chance = random::chance(self.call.core.random());
        self.call.limits().retries.pause(retries, asked, self.left(), chance)
    }

    /// The alternative of `security` that applies.
    fn needs(&self) -> Result<&'static [Need], Stop> {
        let inner = &self.call.core.inner;
        let is_configured = |scheme: usize| inner.credentials.get(scheme).is_some_and(Option::is_some);
        auth::choose(self.call.auth(), is_configured).ok_or_else(|| self.no_credentials())
    }

    #[cold]
    fn no_credentials(&self) -> Stop {
        let inner = &self.call.core.inner;
        let scheme = |need: &Need| inner.provider.schemes.get(need.scheme);
        let one = |need: &Need| match scheme(need) {
            Some(scheme) => format!("{} ({})", scheme.name, auth::variables(&scheme.kind).join(", ")),
            None => "an unknown scheme".to_owned(),
        };
        let all = |needs: &&[Need]| needs.iter().map(one).collect::<Vec<_>>().join(" and ");
        let needed = self.call.auth().iter().map(all).collect::<Vec<_>>().join(", or ");
        self.auth_error(0, AuthProblem::NoCredentials { needed })
    }

    /// Fetches the tokens that are needed, within the deadline.
    #[cfg(feature = "oauth")]
    fn tokens<'a>(
        &'a self,
        needs: &'static [Need],
        state: &'a State,
    ) -> Option<BoxFuture<'a, Result<Vec<Arc<Token>>, Stop>>> {
        let credentials = &self.call.core.inner.credentials;
        let is_client = |need: &Need| matches!(credentials[need.scheme], Some(Credential::Client { .. }));
        if !needs.iter().any(is_client) {
            return None;
        }
        Some(Box::pin(async move {
            let mut work = pin!(self.fetch(needs, &state.refused));
            let failed = |problem| self.auth_error(state.attempts, problem);
            let Some(left) = self.left() else { return work.await.map_err(failed) };
            match race(work.as_mut(), &mut self.call.core.clock().sleep(left)).await {
                Some(tokens) => tokens.map_err(failed),
                None => Err(self.past_deadline(state.attempts)),
            }
        }))
    }

    #[cfg(not(feature = "oauth"))]
    fn tokens(&self, _: &[Need], _: &State) -> Option<std::future::Ready<Result<Vec<Arc<Token>>, Stop>>> {
        None
    }

    #[cfg(feature = "oauth")]
    async fn fetch(&self, needs: &[Need], rejected: &[Arc<Token>]) -> Result<Vec<Arc<Token>>, AuthProblem> {
        let mut tokens = Vec::new();
        for need in needs {
            if let Some(Credential::Client { id, secret }) = &self.call.core.inner.credentials[need.scheme] {
                tokens.push(auth::fetch::token(&self.call.core, self.span, need, (id, secret), rejected).await?);
            }
        }
        Ok(tokens)
    }

    /// The next attempt, within what is left of the deadline.
    fn attempt<'a>(&'a self, applied: &'a Applied, state: &mut State) -> Result<Attempt<'a>, Stop> {
        let limits = self.call.limits();
        let time = match self.left() {
            Some(Duration::ZERO) => return Err(self.past_deadline(state.attempts)),
            Some(left) if left < limits.attempt_timeout => (left, TimeoutPhase::Deadline),
            _ => (limits.attempt_timeout, TimeoutPhase::Attempt),
        };
        state.attempts += 1;
        let (core, prepared, number) = (&self.call.core, self.prepared, state.attempts);
        Ok(Attempt { core, prepared, number, applied, limits, time, want: self.want })
    }
}

#[cfg(test)]
mod tests {
    use crate::__private::v1;
    use crate::BoxFuture;
    use crate::transport::{FailureKind, HttpRequest, HttpResponse, Transport, TransportFailure};

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
    static SPEC: v1::OpSpec = v1::OpSpec::new("x", v1::Method::Get, "/x");

    struct Nowhere;

    impl Transport for Nowhere {
        fn execute(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
            Box::pin(async { Err(TransportFailure::new(FailureKind::Refused, "nowhere")) })
        }
    }

    /// Allocators have blocks of up to a kilobyte at hand, and a value that is kept twice easily doubles the state. Spans, which
    /// these tests have, take 80 bytes of it.
    #[test]
    fn the_state_of_a_call_is_about_a_kilobyte() {
        let mut builder = v1::Builder::new(&PROVIDER);
        builder.base_url("http://127.0.0.1:9".to_owned());
        builder.transport(Nowhere);
        let call = run(Call::new(&builder.build().unwrap(), &SPEC), Want::Whole);
        assert!(size_of_val(&*call) <= 1104, "{}", size_of_val(&*call));
    }
}
