//! To test a program that uses a client: a transport without a network, and a clock that does not wait.
//!
//! ```no_run
//! use bursar_runtime::testing::{Answer, Double, Failure, ManualClock};
//! # use bursar_runtime::__private::v1;
//! # async fn test<GetBalance: v1::Operation>(client: impl Fn(Double, ManualClock) -> v1::Core) {
//!
//! let (double, clock) = (Double::new(), ManualClock::auto());
//! double.on::<GetBalance>()
//!     .then(Failure::ConnectRefused)
//!     .then(Answer::status(503).header("retry-after", "2"))
//!     .then(Answer::json(200, r#"{"available": 5}"#));
//! // Client::builder().transport(double.clone()).clock(clock.clone()).build()?
//! let client = client(double.clone(), clock.clone());
//!
//! // client.get_balance().await?
//! let balance = v1::send::<GetBalance>(v1::Call::new(&client, GetBalance::SPEC)).await.unwrap();
//! assert_eq!(balance.attempts(), 3);
//! assert_eq!(double.requests()[2].path(), "/balance");
//! assert!(clock.elapsed().as_secs() >= 2); // nobody waited
//! double.assert_done();
//! # }
//! ```

mod answer;
mod clock;
mod recorded;

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use self::answer::{Answer, Failure, Step};
pub use self::clock::ManualClock;
pub use self::recorded::Recorded;
use crate::BoxFuture;
use crate::send::Operation;
use crate::transport::{FailureKind, HttpRequest, HttpResponse, Transport, TransportFailure};

/// What a request of a token is answered with unless something else was programmed.
const TOKEN: &str = r#"{"access_token":"test-token","token_type":"Bearer","expires_in":3600}"#;

/// A transport that answers as it was told, operation by operation, and keeps what it was asked. Clones are the same double:
/// give one to the client, keep another.
///
/// A request that nothing was programmed for is not answered: the call ends in an error that says what there was, and
/// [`Double::assert_done`] fails. Requests of tokens are answered with a token.
#[derive(Clone, Default)]
pub struct Double {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    programs: BTreeMap<String, Program>,
    tokens: Program,
    requests: Vec<Recorded>,
    /// What was asked in vain.
    unexpected: Vec<String>,
}

/// The steps of one operation.
#[derive(Default)]
struct Program {
    once: VecDeque<Step>,
    always: Option<Step>,
}

impl Program {
    fn next(&mut self) -> Option<Step> {
        self.once.pop_front().or_else(|| self.always.clone())
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.always, self.once.len()) {
            (Some(_), 0) => f.write_str("always"),
            (Some(_), n) => write!(f, "{n} and then always"),
            (None, n) => write!(f, "{n} left"),
        }
    }
}

impl Double {
    /// A double that answers nothing but requests of tokens.
    pub fn new() -> Self {
        Self::default()
    }

    /// Programs an operation by its type: `double.on::<telnyx::GetUserBalance>()`.
    pub fn on<O: Operation>(&self) -> On<'_> {
        self.on_operation(O::SPEC.id)
    }

    /// Programs an operation by its `operationId`, or by method and path (`GET /balances/{id}`) where it has none.
    /// Requests that a client's `request` makes are the operation `request`.
    pub fn on_operation(&self, id: impl Into<String>) -> On<'_> {
        On { double: self, operation: Some(id.into()) }
    }

    /// Programs the requests of tokens, which get one that lives for an hour otherwise.
    pub fn on_token(&self) -> On<'_> {
        On { double: self, operation: None }
    }

    /// The requests for operations so far, in their order.
    pub fn requests(&self) -> Vec<Recorded> {
        self.lock().requests.iter().filter(|request| !request.is_token_request()).cloned().collect()
    }

    /// The requests for one operation.
    pub fn requests_of<O: Operation>(&self) -> Vec<Recorded> {
        let is_it = |request: &&Recorded| !request.is_token_request() && request.operation() == O::SPEC.id;
        self.lock().requests.iter().filter(is_it).cloned().collect()
    }

    /// The requests of tokens.
    pub fn token_requests(&self) -> Vec<Recorded> {
        self.lock().requests.iter().filter(|request| request.is_token_request()).cloned().collect()
    }

    /// Checks that everything that was to happen once did happen, and nothing else was asked.
    ///
    /// # Errors
    /// What is left over, and what was asked in vain.
    pub fn done(&self) -> Result<(), String> {
        let state = self.lock();
        let left = |name: &str, program: &Program| match program.once.len() {
            0 => None,
            n => Some(format!("{n} for {name} left over")),
        };
        let programs = state.programs.iter().map(|(id, program)| left(&format!("`{id}`"), program));
        let problems: Vec<_> = programs.chain([left("tokens", &state.tokens)]).flatten().collect();
        let problems: Vec<_> = state.unexpected.iter().cloned().chain(problems).collect();
        if problems.is_empty() { Ok(()) } else { Err(format!("the test double: {}", problems.join("; "))) }
    }

    /// The same as an assertion, for the end of a test.
    ///
    /// # Panics
    /// When [`Double::done`] is an error.
    #[track_caller]
    pub fn assert_done(&self) {
        if let Err(problems) = self.done() {
            panic!("{problems}");
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be done with a request, which is kept, and where.
    fn step(&self, request: &Recorded) -> Result<(usize, Step), TransportFailure> {
        let mut state = self.lock();
        let at = state.requests.len();
        state.requests.push(request.clone());
        if request.is_token_request() {
            return Ok((at, state.tokens.next().unwrap_or_else(|| Answer::json(200, TOKEN).into())));
        }
        if let Some(step) = state.programs.get_mut(request.operation()).and_then(Program::next) {
            return Ok((at, step));
        }
        let programs = state.programs.iter().map(|(id, program)| format!("`{id}` ({program})"));
        let there_is = match programs.collect::<Vec<_>>() {
            none if none.is_empty() => "nothing is programmed".to_owned(),
            some => format!("there is {}", some.join(", ")),
        };
        let asked = format!("`{}` ({} {})", request.operation(), request.method(), request.path());
        let problem = format!("no answer for {asked}: {there_is}");
        state.unexpected.push(problem.clone());
        Err(TransportFailure::new(FailureKind::Refused, format!("the test double: {problem}")))
    }
}

impl Transport for Double {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        Box::pin(async move {
            let mut request = Recorded::new(request);
            let (at, step) = self.step(&request)?;
            // without a connection, a body that is a stream is not touched
            if !step.is_unsent() && request.read().await? {
                self.lock().requests[at] = request.clone();
            }
            answer::perform(step, &request).await
        })
    }
}

impl fmt::Debug for Double {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        let programs: Vec<_> = state.programs.iter().map(|(id, program)| format!("{id}: {program}")).collect();
        f.debug_struct("Double").field("programs", &programs).field("requests", &state.requests.len()).finish()
    }
}

/// Programs one operation of a [`Double`]: its requests are answered in this order.
#[derive(Debug)]
pub struct On<'a> {
    double: &'a Double,
    /// `None`: requests of tokens.
    operation: Option<String>,
}

impl On<'_> {
    /// Once.
    pub fn then(self, step: impl Into<Step>) -> Self {
        self.change(|program| program.once.push_back(step.into()))
    }

    /// Several times.
    pub fn times(self, times: usize, step: impl Into<Step>) -> Self {
        let step = step.into();
        self.change(|program| program.once.extend(std::iter::repeat_n(step, times)))
    }

    /// As often as it is asked, after everything that is to happen once.
    pub fn always(self, step: impl Into<Step>) -> Self {
        self.change(|program| program.always = Some(step.into()))
    }

    /// As often as it is asked, with what `make` makes of the request.
    pub fn always_with<S: Into<Step>>(self, make: impl Fn(&Recorded) -> S + Send + Sync + 'static) -> Self {
        self.always(Step(answer::Kind::Made(Arc::new(move |request| make(request).into()))))
    }

    fn change(self, change: impl FnOnce(&mut Program)) -> Self {
        {
            let mut state = self.double.lock();
            let program = match &self.operation {
                Some(id) => state.programs.entry(id.clone()).or_default(),
                None => &mut state.tokens,
            };
            change(program);
        }
        self
    }
}
