//! The whole line, from the files of a provider's folder to the files of its crate: the stages, one after the other.

mod alone;
mod compared;
mod driven;
mod environments;
mod idempotency;
mod print;
mod survey;
mod tally;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::diag::{self, Diags, Severity};
use crate::facade::Entry;
use crate::ir::Api;
use crate::name::Lock;
use crate::plan::view::CrateView;
use crate::source::{Trace, Value};
use crate::surface::{Released, Surface};
use crate::{Files, analyze, config, doc, lower, model, name, overlay, plan, source};
use print::print;

pub use crate::plan::catalogue::{Catalogued, Reads};
pub use crate::plan::view::Present;
pub use crate::source::side_files;
pub use alone::{Alone, Tally, generate_alone, generate_alone_again};
pub use compared::{Compared, Side, State, compared, in_file, side, side_alone};
pub use driven::{Driven, Said, driven};
pub use survey::{Cursor, Survey, operations, survey, value};

/// What is read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Name of the folder below `specs/`.
    pub provider: &'a str,
    /// The files in that folder, by name.
    pub files: &'a Files,
}

/// A document that was read before, for who looks at it in another way as well: with its overlay, and not lowered.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// Its name among the files.
    pub spec: &'a str,
    /// The value.
    pub value: &'a Value,
    /// What the overlay did.
    pub trace: &'a Trace,
}

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Output {
    /// The files below `generated/<provider>/`, without the manifest.
    pub files: Files,
    /// The new `specs/<provider>/names.lock`; `None` when there is nothing to keep.
    pub names_lock: Option<Vec<u8>>,
    /// How much there is.
    pub stats: Stats,
    /// What the facade says of the provider.
    pub entry: Entry,
    /// The public API of the crate.
    pub surface: Surface,
}

/// How much a generation has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Operations that can be called.
    pub operations: usize,
    /// Named types.
    pub types: usize,
}

/// What was said on the way.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// In the order of saying.
    pub diags: Diags,
    trace: Trace,
    spec_file: String,
}

impl Report {
    /// Prints each diagnostic with its place in the files of `folder`, such as `specs/demo`.
    pub fn print(&self, files: &Files, folder: &str) -> Vec<String> {
        let mut printer = diag::Printer::new(files, &self.trace, &self.spec_file, folder);
        self.diags.iter().map(|diag| printer.print(diag)).collect()
    }

    /// A printer of what was said, for one at a time.
    pub fn printer<'a>(&'a self, files: &'a Files, folder: &'a str) -> diag::Printer<'a> {
        diag::Printer::new(files, &self.trace, &self.spec_file, folder)
    }
}

/// Generates the crate of one provider. There is no output when there is an error, or something that cannot be
/// expressed and is not allowed.
pub fn generate(input: &Input<'_>) -> (Option<Output>, Report) {
    let mut report = Report::default();
    let output = line(input, &mut report);
    diag::name_way_out(&mut report.diags, &report.spec_file);
    let output = output.filter(|_| !report.diags.any(Severity::Degraded));
    (output, report)
}

/// The document as its overlay leaves it, in its own version and before it is lowered, as JSON text: what other tools are
/// to be shown. Numbers that no double or 64-bit integer holds are rounded. There is no text when there is an error.
pub fn overlaid(input: &Input<'_>) -> (Option<String>, Report) {
    let mut report = Report::default();
    let value = corrected(input, &mut report).filter(|_| !report.diags.any(Severity::Error));
    (value.map(|value| format!("{:#}", value.to_json())), report)
}

fn corrected(input: &Input<'_>, report: &mut Report) -> Option<Value> {
    let config = config::load(input.files, &mut report.diags)?;
    report.spec_file.clone_from(&config.spec);
    overlay_on(input.files, None, &config, report)
}

/// The document with what was corrected in it.
fn overlay_on(files: &Files, read: Option<Read<'_>>, config: &Config, report: &mut Report) -> Option<Value> {
    if let Some(value) = before(read, &config.spec, report) {
        return Some(value);
    }
    let mut value = source::load(files, &config.spec, &mut report.diags)?;
    overlay::apply(&mut value, files, &config.spec, &mut report.trace, &mut report.diags);
    Some(value)
}

/// The document as it was read before, if it is the one.
fn before(read: Option<Read<'_>>, spec: &str, report: &mut Report) -> Option<Value> {
    let read = read.filter(|read| read.spec == spec)?;
    report.trace = read.trace.clone();
    Some(read.value.clone())
}

fn line(input: &Input<'_>, report: &mut Report) -> Option<Output> {
    let all = planned(input, None, Tolerance::Listed, report)?;
    finish(input.provider, &all, &mut report.diags)
}

/// What may be missing of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tolerance {
    /// What provider.toml allows.
    Listed,
    /// Whatever cannot be expressed.
    All,
}

/// What a document means, with all names.
struct Planned {
    config: Config,
    lock: Lock,
    api: Api,
    facts: analyze::Facts,
    names: name::Names,
    released: Option<Released>,
}

impl Planned {
    /// What will be printed.
    fn view(&self, provider: &str) -> CrateView {
        plan::plan(&self.api, &self.facts, &self.names, self.target(provider))
    }

    /// What programs can use, and the version.
    fn public(&self, provider: &str) -> (Surface, String) {
        plan::public(&self.api, &self.facts, &self.names, self.target(provider))
    }

    fn target<'a>(&'a self, provider: &'a str) -> plan::Target<'a> {
        plan::Target { provider, config: &self.config, released: self.released.as_ref() }
    }
}

/// From the files of a provider to meaning and names.
fn planned(input: &Input<'_>, before: Option<Read<'_>>, tolerance: Tolerance, report: &mut Report) -> Option<Planned> {
    let config = config::load(input.files, &mut report.diags)?;
    report.spec_file.clone_from(&config.spec);
    let lock = Lock::load(input.files, &mut report.diags);
    let released = Released::load(input.files, &mut report.diags);
    let api = read(input.files, before, &config, report)?;
    let facts = analyze::analyze(&api);
    let (names, lock) = name::name(&api, &config.names, &lock, &config.spec, &mut report.diags);
    diag::apply_allows(&mut report.diags, &config.allow, &config.spec);
    let least = if tolerance == Tolerance::All { Severity::Error } else { Severity::Degraded };
    if report.diags.any(least) {
        return None;
    }
    Some(Planned { config, lock, api, facts, names, released })
}

/// From meaning and names to files.
fn finish(provider: &str, all: &Planned, diags: &mut Diags) -> Option<Output> {
    let view = all.view(provider);
    let files = print(&view, &all.config.spec, diags)?;
    Some(Output {
        files,
        names_lock: all.lock.to_text().map(String::into_bytes),
        stats: stats(&all.api),
        entry: entry(provider, &view.version, &all.config, &all.api),
        surface: view.surface,
    })
}

/// From text to meaning.
fn read(files: &Files, before: Option<Read<'_>>, config: &Config, report: &mut Report) -> Option<Api> {
    let value = overlay_on(files, before, config, report)?;
    let diags = &mut report.diags;
    let value = lower::lower(value, &config.spec, files, &mut report.trace, diags)?;
    let doc = doc::parse(&value, &config.spec, diags)?;
    let mut api = model::model(&doc, &config.spec, diags);
    idempotency::apply(&mut api, config, diags);
    model::recognise(&mut api, config.webhooks.as_ref(), &config.spec, diags);
    // after that, parameters keep their places
    model::paginate(&mut api, &doc, &config.pagination, &config.spec, diags);
    environments::check(&api, config, diags);
    Some(api)
}

fn stats(api: &Api) -> Stats {
    Stats { operations: api.ops.len(), types: api.types.len() }
}

fn entry(provider: &str, version: &str, config: &Config, api: &Api) -> Entry {
    Entry {
        provider: provider.to_owned(),
        title: config.title.clone(),
        package: format!("bursar-{provider}"),
        version: version.to_owned(),
        spec_version: api.info.version.clone(),
        source: config.source.document.clone(),
    }
}
