//! Playing a probe: its calls one after the other, each against its own script.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{ConfigError, Retries};
use tokio::task::LocalSet;

use super::clock::Timeline;
use super::course::Playing;
use super::judge;
use super::loopback::Loopback;
use super::model::{CallOf, ClientOf, Credential, Payload, Probe, Settings};
use super::request::Captures;
use crate::drive::{Driver, Outcome};

/// The longest time for a probe, in real time.
const LIMIT: Duration = Duration::from_secs(30);

/// Plays a probe on a thread of its own; gives what went wrong. A client that hangs or panics has failed.
pub fn play(probe: &Probe, driver: fn() -> Driver) -> Vec<String> {
    let (sender, receiver) = mpsc::channel();
    let probe = probe.clone();
    let work = move || {
        let said = catch_unwind(AssertUnwindSafe(|| calls(&probe, &driver())));
        // nobody waits any more when the time is over
        drop(sender.send(said.unwrap_or_else(|panic| vec![format!("the client panicked: {}", words(&*panic))])));
    };
    if let Err(error) = thread::Builder::new().name("probe".to_owned()).spawn(work) {
        return vec![format!("there is no thread to be had: {error}")];
    }
    receiver.recv_timeout(LIMIT).unwrap_or_else(|_| vec![format!("the client has not ended after {LIMIT:?}")])
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words")
}

fn calls(probe: &Probe, driver: &Driver) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let timeline = Timeline::default();
    let (runtime, loopback) = match (runtime, Loopback::open(&timeline)) {
        (Ok(runtime), Ok(loopback)) => (runtime, loopback),
        (Err(error), _) | (_, Err(error)) => return vec![error.to_string()],
    };
    let local = LocalSet::new();
    let mut session = Session { driver, timeline, loopback, captures: Captures::new(), core: None };
    let mut said = Vec::new();
    for call in &probe.calls {
        let what = local.block_on(&runtime, session.call(call));
        said.extend(what.err().map(|what| format!("{}: {what}", call.title)));
    }
    said.extend(probe.webhooks.iter().enumerate().filter_map(|(n, hook)| {
        webhook(driver, hook).err().map(|what| format!("webhook {n} ({}): {what}", hook.webhook))
    }));
    said
}

fn webhook(driver: &Driver, hook: &Payload) -> Result<(), String> {
    let found = driver.decode(&hook.webhook, hook.payload.as_bytes());
    let found = found.ok_or_else(|| format!("the client has no webhook `{}`", hook.webhook))?;
    judge::outcome(&hook.outcome, &found, crate::drive::Mode::Call, &Captures::new())
}

/// A probe as it is played.
struct Session<'a> {
    driver: &'a Driver,
    timeline: Timeline,
    loopback: Loopback,
    captures: Captures,
    core: Option<Result<v1::Core, Outcome>>,
}

impl Session<'_> {
    async fn call(&mut self, call: &CallOf) -> Result<(), String> {
        self.timeline.advance(Duration::from_millis(call.advance_ms));
        if call.client == ClientOf::New || self.core.is_none() {
            self.core = Some(self.build(&call.settings).map_err(|error| Outcome::from(&error)));
        }
        self.loopback.begin(Playing::new(&call.courses, &self.captures));
        let outcomes = match &self.core {
            Some(Ok(core)) => self.made(core, call).await?,
            Some(Err(refused)) => vec![refused.clone()],
            None => Vec::new(),
        };
        let playing = self.loopback.end().ok_or("the call was never begun")?;
        let judge = |course: &super::model::Course, captures: &Captures| {
            outcomes.iter().try_for_each(|found| judge::outcome(&course.outcome, found, call.mode, captures))
        };
        self.captures = playing.end(&judge)?;
        Ok(())
    }

    /// Makes a call, as often at once as it says.
    async fn made(&self, core: &v1::Core, call: &CallOf) -> Result<Vec<Outcome>, String> {
        let settings = &call.settings;
        let adjust = |made: &mut v1::Call| {
            if let Some(limit) = settings.deadline_ms {
                made.deadline(Duration::from_millis(limit));
            }
            if let Some(index) = settings.index.filter(|index| *index < made.own_servers()) {
                made.server(index);
            }
            if let Some(key) = &settings.idempotency_key {
                made.idempotency_key(key.as_str());
            }
        };
        let mut going = Vec::new();
        for _ in 0..call.concurrent {
            let one = self.driver.call(core, &call.operation, (call.mode, settings.max_pages), &call.args, &adjust)?;
            going.push(tokio::task::spawn_local(one));
        }
        let mut outcomes = Vec::new();
        for one in going {
            outcomes.push(one.await.map_err(|error| match error.try_into_panic() {
                Ok(panic) => format!("the client panicked: {}", words(&*panic)),
                Err(error) => error.to_string(),
            })?);
        }
        Ok(outcomes)
    }

    fn build(&self, settings: &Settings) -> Result<v1::Core, ConfigError> {
        let provider = self.driver.provider();
        let mut builder = v1::Builder::new(provider);
        builder.clock(self.timeline.clone());
        builder.transport(self.loopback.transport()?);
        builder.retries(Retries::new(settings.max_retries));
        // servers of an operation itself are chosen by the call
        let known = |index: &usize| *index < provider.environments.len();
        settings.index.filter(known).into_iter().for_each(|index| builder.environment(index));
        settings.document_url.iter().for_each(|url| builder.document_url(url.clone()));
        for (name, value) in &settings.variables {
            builder.server_variable(name, value);
        }
        settings.base_url.iter().for_each(|url| builder.base_url(url.clone()));
        for (name, credential) in &settings.credentials {
            let Some(index) = provider.schemes.iter().position(|scheme| scheme.name == name) else { continue };
            match credential.clone() {
                Credential::Token(token) => builder.bearer(index, token),
                Credential::Basic(name, password) => builder.basic(index, name, password),
                Credential::Value(value) => builder.api_key(index, value),
                Credential::Client(id, secret) => builder.client_credentials(index, id, secret),
            }
        }
        builder.build()
    }
}
