//! `cargo xtask vendor`: brings a new version of a provider's document in, and says what changed.
//!
//! Everything is read, put together and compared in memory first; an error leaves every file as it was. What is written is
//! the document, with its prose in our own words (`words`), and where it comes from in provider.toml. The client is not
//! made anew: that is `cargo xtask regen`, after the report was read.

mod fetch;
mod merge;
mod page;
mod pin;
mod scaffold;
mod words;

use std::path::Path;
use std::time::{Duration, SystemTime};

use bursar_codegen::Files;
use bursar_codegen::config::{self, Config};
use bursar_codegen::diag::{Diags, Printer};
use bursar_codegen::generate;
use bursar_codegen::source::{self, Format, Pointer, Trace, Value};
use bursar_diff::report::text::{self, Style};
use bursar_diff::{Bump, Document, Report, compare};

pub use fetch::{Answer, Get, over_https};
pub use scaffold::scaffold;

use crate::disk::{self, Disk};
use crate::regen::{self, Outcome, Verdict};
use crate::stack::on_a_stack;
use crate::sum::sha256;
use crate::tree::Names;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The provider.
    pub provider: String,
    /// Files, addresses, or `-`; where there are none, the address in provider.toml.
    pub from: Vec<String>,
}

/// What the command works with.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The folder of the workspace.
    pub root: &'a Path,
    /// Where changes go.
    pub disk: &'a dyn Disk,
    /// The network.
    pub get: Get<'a>,
    /// The time.
    pub now: SystemTime,
}

/// Runs it.
pub fn vendor(job: &Job<'_>, options: &Options) -> Outcome {
    if let Err(outcome) = regen::known(job.root, std::slice::from_ref(&options.provider)) {
        return outcome;
    }
    let fetched = read(job, options).and_then(|(provider, fetched)| Ok((bring(job, &provider, &fetched)?, provider)));
    let (brought, provider) = match fetched {
        Ok(all) => all,
        Err(mut said) => {
            said.push("error: nothing was written".to_owned());
            return regen::bad(said);
        }
    };
    for (name, bytes) in &brought.files {
        let path = job.root.join(&provider.folder).join(name);
        if let Err(error) = disk::replace(job.disk, &path, bytes) {
            return regen::bad(vec![format!("error: {}/{name}: {error}", provider.folder)]);
        }
    }
    Outcome { verdict: Verdict::Good, lines: brought.lines, said: brought.said }
}

/// A provider as it is.
struct Provider {
    name: String,
    folder: String,
    files: Files,
    config: Config,
}

/// What was fetched, and from where.
struct Fetched {
    from: String,
    bytes: Vec<u8>,
}

fn read(job: &Job<'_>, options: &Options) -> Result<(Provider, Vec<Fetched>), Vec<String>> {
    let folder = format!("specs/{}", options.provider);
    let files = regen::read(job.root, &folder, Names::Visible)?.files;
    let mut diags = Diags::default();
    let Some(config) = config::load(&files, &mut diags) else {
        return Err(printed(&diags, &files, config::FILE, &folder));
    };
    let from = match options.from.as_slice() {
        [] => std::slice::from_ref(&config.source.document),
        from => from,
    };
    let fetch = |from: &String| {
        let bytes = fetch::fetch(from, job.get).map_err(|said| vec![said])?;
        Ok(Fetched { from: from.clone(), bytes })
    };
    let fetched = from.iter().map(fetch).collect::<Result<_, Vec<String>>>()?;
    Ok((Provider { name: options.provider.clone(), folder, files, config }, fetched))
}

fn printed(diags: &Diags, files: &Files, spec: &str, folder: &str) -> Vec<String> {
    let trace = Trace::default();
    let mut printer = Printer::new(files, &trace, spec, folder);
    diags.iter().map(|diag| printer.print(diag)).collect()
}

/// What is to be written, and what is to be said of it.
struct Brought {
    files: Files,
    lines: Vec<String>,
    said: Vec<String>,
}

fn bring(job: &Job<'_>, provider: &Provider, fetched: &[Fetched]) -> Result<Brought, Vec<String>> {
    on_a_stack(|| {
        let spec = &provider.config.spec;
        let mut value = found(fetched)?;
        let before = source::load(&provider.files, spec, &mut Diags::default());
        let missing = words::ours(&mut value, before.as_ref());
        let mut files = Files::new();
        let is_new = before.as_ref() != Some(&value);
        if is_new {
            files.insert(spec.clone(), document(&value, spec, &provider.folder)?);
        }
        files.insert(config::FILE.to_owned(), pinned(job, provider, fetched)?);
        let mut after = provider.files.clone();
        after.extend(files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
        let mut lines = report(provider, &after)?;
        lines.extend(to_do(&missing, is_new, provider));
        let said = if is_new { generator(provider, &after) } else { Vec::new() };
        Ok(Brought { files, lines, said })
    })
    .unwrap_or_else(|error| Err(vec![format!("error: {error}")]))
}

/// The document in what was fetched.
fn found(fetched: &[Fetched]) -> Result<Value, Vec<String>> {
    let mut found = Vec::new();
    for Fetched { from, bytes } in fetched {
        found.extend(page::documents(from, bytes)?);
    }
    merge::merge(found)
}

/// The text of the document, when it reads the same.
fn document(value: &Value, spec: &str, folder: &str) -> Result<Vec<u8>, Vec<String>> {
    let text = source::write(value, Format::of(spec));
    let files = [(spec.to_owned(), text.into_bytes())].into();
    let mut diags = Diags::default();
    match source::load(&files, spec, &mut diags) {
        Some(read) if read == *value => Ok(files.into_values().next().unwrap_or_default()),
        Some(_) => Err(vec![format!("error: {folder}/{spec}: cannot be written so that it reads the same")]),
        None => Err(printed(&diags, &files, spec, folder)),
    }
}

/// provider.toml with where the document comes from. An address is kept when a file is brought in.
fn pinned(job: &Job<'_>, provider: &Provider, fetched: &[Fetched]) -> Result<Vec<u8>, Vec<String>> {
    let wrong = |what: &str| vec![format!("error: {}/{}: {what}", provider.folder, config::FILE)];
    let bytes = provider.files.get(config::FILE).ok_or_else(|| wrong("is missing"))?;
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("is not UTF-8"))?;
    let (sum, day) = (sum(fetched), day(job));
    let mut pins = vec![("retrieved", day.as_str()), ("sha256", sum.as_str())];
    if let [only] = fetched
        && fetch::is_address(&only.from)
    {
        pins.push(("document", &only.from));
    }
    pin::pin(text, &pins).map(String::into_bytes).map_err(|what| wrong(&what))
}

fn sum(fetched: &[Fetched]) -> String {
    sha256(fetched.iter().map(|fetched| fetched.bytes.as_slice()))
}

/// Today.
fn day(job: &Job<'_>) -> String {
    let since = job.now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    pin::day(since.as_secs() / 86_400)
}

/// What changed on the wire, without the overlay: it corrects, and may not fit any more.
fn report(provider: &Provider, after: &Files) -> Result<Vec<String>, Vec<String>> {
    let spec = &provider.config.spec;
    let label = format!("{}/{spec}", provider.folder);
    let load = |files: &Files| {
        let files = files.iter().filter(|(name, _)| *name != bursar_codegen::overlay::FILE);
        Document::load(&label, spec, files.map(|(name, bytes)| (name.clone(), bytes.clone())).collect())
    };
    let (base, revision) = (load(&provider.files)?, load(after)?);
    let compared = compare(&base, &revision, bursar_diff::Options::default());
    Ok(vec![
        text::print(&[Report::new(&base, &revision, compared, Bump::default())], Style::Plain).trim_end().to_owned(),
    ])
}

/// What a maintainer has to do now.
fn to_do(missing: &[Pointer], is_new: bool, provider: &Provider) -> Vec<String> {
    let Provider { name, folder, config, .. } = provider;
    if !is_new {
        return vec![format!("{folder}/{}: no change; {} says when it was looked at", config.spec, config::FILE)];
    }
    let mut lines = vec![format!("{folder}/{}: written", config.spec)];
    if !missing.is_empty() {
        let places = if missing.len() == 1 { "one place" } else { &format!("{} places", missing.len()) };
        lines.push(format!("words of our own are missing in {places}:"));
        lines.extend(missing.iter().map(|at| format!("  {at}")));
    }
    lines.push(format!("next: `cargo xtask regen {name}`, then read the difference of generated/{name}/SURFACE.txt"));
    lines
}

/// What regen is going to say: overlays, pins and allowances that do not fit the new document.
fn generator(provider: &Provider, after: &Files) -> Vec<String> {
    let (_, report) = generate::generate(&generate::Input { provider: &provider.name, files: after });
    report.print(after, &provider.folder)
}
