//! A document without a provider.toml: what one would have to say is assumed, and whatever cannot be expressed is counted
//! instead of refused. For the commands that hold the generator against documents of other people.

use std::collections::BTreeMap;

use super::{Input, Output, Planned, Report, State, finish, tally};
use crate::config::{Config, Environment, Publish, SourceDoc};
use crate::diag::{Place, Severity};
use crate::ir::Api;
use crate::name::Lock;
use crate::source::{Pointer, Value};
use crate::{Files, analyze, config, doc, lower, model, name, source};

/// What is made of a document alone.
#[derive(Debug, Clone)]
pub struct Alone {
    /// The files of the crate.
    pub output: Output,
    /// What the document has, and what became of it.
    pub tally: Tally,
}

/// What a document has, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The version that it is written in, as it says.
    pub version: String,
    /// Operations that it has, counted before any stage looked at it.
    pub operations: usize,
    /// Webhooks that can be read.
    pub webhooks: usize,
    /// Where a value is any JSON although its schema says more: places of the lowered document, by the code of what was
    /// said of it.
    pub loose: BTreeMap<String, Vec<Pointer>>,
}

/// Generates the crate of the document that `input.files` has as `spec`. There is nothing when there is an error.
pub fn generate_alone(input: &Input<'_>, spec: &str) -> (Option<Alone>, Report) {
    generated(input, spec, &Lock::default())
}

/// Generates it with the names that were given in an earlier run, as the text of its names.lock.
pub fn generate_alone_again(input: &Input<'_>, spec: &str, names_lock: &[u8]) -> (Option<Alone>, Report) {
    let files = Files::from([(name::LOCK.to_owned(), names_lock.to_vec())]);
    let mut report = Report::default();
    let lock = Lock::load(&files, &mut report.diags);
    if report.diags.any(Severity::Error) {
        return (None, report);
    }
    generated(input, spec, &lock)
}

fn generated(input: &Input<'_>, spec: &str, before: &Lock) -> (Option<Alone>, Report) {
    let mut report = Report { spec_file: spec.to_owned(), ..Report::default() };
    let alone = line(input, spec, before, &mut report).filter(|_| !report.diags.any(Severity::Error));
    (alone, report)
}

fn line(input: &Input<'_>, spec: &str, before: &Lock, report: &mut Report) -> Option<Alone> {
    let value = source::load(input.files, spec, &mut report.diags)?;
    let (version, operations) = (tally::version(&value), tally::operations(&value));
    let lowered = lower::lower(value, spec, input.files, &mut report.trace, &mut report.diags)?;
    let all = named(input.provider, spec, &lowered, before, report)?;
    let loose = tally::loose(&all.api, &lowered, &report.diags);
    drop(lowered);
    let tally = Tally { version, operations, webhooks: all.api.webhooks.len(), loose };
    let output = finish(input.provider, &all, &mut report.diags)?;
    Some(Alone { output, tally })
}

/// What a document alone means, with all names.
pub(super) fn planned(state: &State<'_>, spec: &str, report: &mut Report) -> Option<Planned> {
    let State { input, read } = state;
    let value = match super::before(*read, spec, report) {
        Some(value) => value,
        None => source::load(input.files, spec, &mut report.diags)?,
    };
    let lowered = lower::lower(value, spec, input.files, &mut report.trace, &mut report.diags)?;
    named(input.provider, spec, &lowered, &Lock::default(), report)
}

fn named(provider: &str, spec: &str, lowered: &Value, before: &Lock, report: &mut Report) -> Option<Planned> {
    let api = meaning(lowered, spec, report)?;
    if report.diags.any(Severity::Error) {
        return None;
    }
    let config = assumed(provider, spec, &api);
    let facts = analyze::analyze(&api);
    let (names, lock) = name::name(&api, &config.names, before, spec, &mut report.diags);
    if report.diags.any(Severity::Error) {
        return None;
    }
    Some(Planned { config, lock, api, facts, names, released: None })
}

fn meaning(lowered: &Value, spec: &str, report: &mut Report) -> Option<Api> {
    let doc = doc::parse(lowered, spec, &mut report.diags)?;
    let mut api = model::model(&doc, spec, &mut report.diags);
    model::recognise(&mut api, None, spec, &mut report.diags);
    Some(api)
}

/// The least that a provider.toml would say: every server is an environment, and the first of them the default.
fn assumed(provider: &str, spec: &str, api: &Api) -> Config {
    let mut environments: Vec<Environment> = Vec::with_capacity(api.servers.len());
    for server in &api.servers {
        if environments.iter().any(|known| known.server == server.url) {
            continue;
        }
        environments.push(Environment {
            name: format!("Server{}", environments.len() + 1),
            server: server.url.clone(),
            about: String::new(),
            token_url: None,
            place: Place::file(config::FILE),
        });
    }
    Config {
        title: provider.to_owned(),
        description: "A client of a document alone.".to_owned(),
        spec: spec.to_owned(),
        version: "0.0.0".to_owned(),
        publish: Publish::Refused,
        default_environment: environments.first().map(|first| first.name.clone()),
        source: SourceDoc { document: "https://example.invalid".to_owned(), ..SourceDoc::default() },
        environments,
        ..Config::default()
    }
}
