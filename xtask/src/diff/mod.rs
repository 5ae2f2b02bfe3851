//! `cargo xtask diff`: what changed between two versions of a document, on the wire.

pub mod bench;
pub(crate) mod git;
mod ignore;
pub mod options;
mod read;
mod rust;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use bursar_diff::report::text::Style;
use bursar_diff::report::{github, html, json, junit, markdown, sarif, text};
use bursar_diff::{Day, Document, Report, compare};

use crate::{regen, stack};
use options::{Format, Options, Step, Threshold, What};
use read::Wrong;

/// The exit status when the threshold is reached.
const REACHED: u8 = 1;
/// The exit status when nothing can be compared for what was asked.
const USAGE: u8 = 2;
/// The exit status when a document cannot be read.
const UNREADABLE: u8 = 3;

/// Why there is no report: an exit status, and what is said.
struct Failure(u8, Wrong);

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The exit status: 0, 1 from the threshold on, 2 when it makes no sense, 3 when a document cannot be read.
    pub status: u8,
    /// The report.
    pub text: String,
    /// What is said beside it.
    pub said: Vec<String>,
}

/// Runs the command.
pub fn diff(root: &Path, options: &Options) -> ExitCode {
    // colours for people who did not say that they want none (no-color.org)
    let wanted = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let style = if wanted { Style::Colour } else { Style::Plain };
    let told = tell(root, options, style);
    // a reader that has gone away is no reason to fail
    let _ignored = io::stdout().write_all(told.text.as_bytes());
    for text in &told.said {
        eprintln!("{text}");
    }
    ExitCode::from(told.status)
}

/// Everything but the printing.
pub fn tell(root: &Path, options: &Options, style: Style) -> Told {
    // documents nest deeper than a main thread may have stack for
    let outcome = on_a_stack(|| run(root, options, style)).unwrap_or_else(|what| Err(Failure(UNREADABLE, what)));
    outcome.unwrap_or_else(|Failure(status, said)| Told { status, text: String::new(), said })
}

fn on_a_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Wrong> {
    stack::on_a_stack(work).map_err(|what| vec![format!("error: {what}")])
}

fn run(root: &Path, options: &Options, style: Style) -> Result<Told, Failure> {
    let mut told = Told::default();
    let reports = match &options.what {
        What::Files { base, revision } => vec![pair(|| read::file(base), || read::file(revision))?],
        What::Providers { names, base } => providers(root, names, base.as_deref(), &mut told.said)?,
        What::External { path, old, new } => return Ok(external(path, old, new, style)),
    };
    told.text = printed(&reports, options.format, style);
    match reaches(&reports, options.fail_on) {
        Ok(status) => told.status = status,
        Err(what) => {
            told.status = USAGE;
            told.said.push(what);
        }
    }
    Ok(told)
}

/// Reads two documents at the same time, and compares them.
fn pair(
    base: impl FnOnce() -> Result<Document, Wrong> + Send,
    revision: impl FnOnce() -> Result<Document, Wrong> + Send,
) -> Result<Report, Failure> {
    let (one, other) = thread::scope(|scope| {
        let other = scope.spawn(|| on_a_stack(revision));
        let one = base();
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    match (one, other.and_then(|document| document)) {
        (Ok(base), Ok(revision)) => {
            let options = bursar_diff::Options { today: today(), ..Default::default() };
            let (mut compared, rust) = thread::scope(|scope| {
                let rust = scope.spawn(|| on_a_stack(|| rust::compare(&base, &revision)));
                let compared = compare(&base, &revision, options);
                (compared, rust.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            });
            let rust = rust.map_err(|what| Failure(UNREADABLE, what))?;
            let verdict = rust.join(&mut compared.changes, (base.main(), revision.main()));
            let report = Report::new(&base, &revision, compared, verdict.bump).with_rest(verdict.rest);
            stack::leave((base, revision));
            Ok(report)
        }
        (one, other) => {
            let said = one.err().into_iter().chain(other.err()).flatten().collect();
            Err(Failure(UNREADABLE, said))
        }
    }
}

fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Day::since_1970(since.as_secs() / 86_400)
}

/// The documents of providers against those of a commit. One that is new has nothing to be compared with; one that is gone
/// is said to be.
fn providers(root: &Path, names: &[String], base: Option<&str>, said: &mut Wrong) -> Result<Vec<Report>, Failure> {
    let usage = |what: String| Failure(USAGE, vec![what]);
    let target = std::env::var("GITHUB_BASE_REF").ok();
    let base = match base {
        Some(base) => base.to_owned(),
        None => git::default_base(root, target.as_deref()).map_err(usage)?,
    };
    let commit = git::commit(root, &base).map_err(usage)?;
    let there = regen::providers(root).map_err(|troubles| Failure(UNREADABLE, troubles))?;
    let before = git::providers(root, &commit).map_err(usage)?;
    for name in names {
        if !there.contains(name) && !before.contains(name) {
            return Err(usage(format!("error: there is no provider `{}`", name.escape_debug())));
        }
    }
    let wanted = |name: &&String| names.is_empty() || names.contains(name);
    let mut reports = Vec::new();
    for name in there.iter().filter(wanted) {
        let files = git::files(root, &commit, &format!("specs/{name}")).map_err(usage)?;
        if files.is_empty() {
            said.push(format!("note: specs/{name} is new since {base}"));
            continue;
        }
        let mut report = pair(|| read::provider(name, files), || read::working(root, name))?;
        // a document that is as it was has nothing to ignore
        if !report.compared.changes.is_empty() {
            let ignores = read::ignores(root, name).map_err(|said| Failure(UNREADABLE, said))?;
            let unused = ignore::apply(&ignores, &format!("specs/{name}"), &mut report.compared.changes);
            if !unused.is_empty() {
                return Err(Failure(USAGE, unused));
            }
        }
        reports.push(report);
    }
    for name in before.iter().filter(|name| !there.contains(name)).filter(wanted) {
        said.push(format!("note: specs/{name} is gone since {base}"));
    }
    Ok(reports)
}

/// One file, for git: it goes on with the next one, so that nothing here is a failure.
fn external(path: &str, old: &str, new: &str, style: Style) -> Told {
    let missing = |file: &str| file == "/dev/null";
    let documents = (!missing(old) && !missing(new))
        .then(|| pair(|| read::named(path, old), || read::named(path, new)))
        .and_then(Result::ok);
    let mut told = Told::default();
    match documents {
        Some(report) => told.text = text::print(&[report], style),
        // what is no document, or no longer one, is shown as git would
        None => match git::plain(old, new) {
            Ok(text) => told.text = text,
            Err(what) => told.said.push(format!("error: {path}: {what}")),
        },
    }
    told
}

fn printed(reports: &[Report], format: Format, style: Style) -> String {
    match format {
        Format::Text => text::print(reports, style),
        Format::Markdown => markdown::print(reports),
        Format::Json => format!("{:#}\n", json::print(reports)),
        Format::Github => github::print(reports),
        Format::Junit => junit::print(reports),
        Format::Sarif => format!("{:#}\n", sarif::print(reports)),
        Format::Html => html::print(reports),
    }
}

fn reaches(reports: &[Report], threshold: Threshold) -> Result<u8, String> {
    let reached = match threshold {
        Threshold::Level(level) => {
            let changes = reports.iter().flat_map(|report| &report.compared.changes);
            changes.filter(|change| change.ignored_by.is_none()).any(|change| change.level >= level)
        }
        Threshold::Bump(step) => {
            let bumps = reports.iter().map(|report| bump(report.bump.rust_bump.as_deref()));
            let bumps: Result<Vec<_>, ()> = bumps.collect();
            // saying nothing here would look like "no change"
            let unknown = "error: `--fail-on major` and `minor` ask what the changes do to a generated crate, which was \
                           not looked at here";
            let bumps = bumps.map_err(|()| unknown.to_owned())?;
            bumps.into_iter().flatten().any(|bump| bump >= step)
        }
    };
    Ok(if reached { REACHED } else { 0 })
}

fn bump(word: Option<&str>) -> Result<Option<Step>, ()> {
    match word {
        Some("major") => Ok(Some(Step::Major)),
        Some("minor") => Ok(Some(Step::Minor)),
        Some(_) => Ok(None),
        None => Err(()),
    }
}
