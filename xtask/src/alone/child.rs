//! The process that generates one document: reads what the document needs and nothing else, writes below one folder, and
//! tells on standard output.

use std::collections::BTreeSet;
use std::path::{Component, Path};
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, io, panic, thread};

use bursar_codegen::Files;
use bursar_codegen::diag;
use bursar_codegen::generate::{self, Alone, Input, Report};

use super::{Made, Order, Runs, Said, Severity, Told};
use crate::regen::STACK;
use crate::tree::{Names, Tree};

/// The command line's word for this process; not for people.
pub const COMMAND: &str = "alone";

/// The word after the order for [`Runs::Twice`].
pub const TWICE: &str = "twice";

/// Runs one order; ends with 0, with 1 when the document has an error, with 2 when there was no way to read or write.
pub fn run(order: &Order) -> ExitCode {
    let work = || deliver(order);
    let done = thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
        Err(error) => Err(format!("there is no thread to be had: {error}")),
    });
    match done {
        Ok(told) => {
            let code = if told.made.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
            match serde_json::to_string(&told) {
                Ok(text) => {
                    println!("{text}");
                    code
                }
                Err(error) => trouble(&error.to_string()),
            }
        }
        Err(what) => trouble(&what),
    }
}

fn trouble(what: &str) -> ExitCode {
    eprintln!("error: {what}");
    ExitCode::from(2)
}

fn deliver(order: &Order) -> Result<Told, String> {
    let began = Instant::now();
    let files = read(&order.root, &order.document)?;
    let input = Input { provider: &order.provider, files: &files };
    let (alone, report) = generate::generate_alone(&input, &order.document);
    let seconds = began.elapsed().as_secs_f64();
    let mut told = Told {
        made: alone.as_ref().map(made),
        seconds,
        peak_kb: peak(),
        read: files.keys().cloned().collect(),
        said: said(&report, &files),
    };
    if let (Runs::Twice, Some(first), Some(made)) = (order.runs, &alone, &mut told.made) {
        made.unsteady = unsteady(order, &files, first, &report.print(&files, "."))?;
    }
    if let Some(alone) = alone {
        write(&order.out, &alone.output.files).map_err(|error| format!("{}: {error}", order.out.display()))?;
    }
    Ok(told)
}

/// What differs when the document is generated again from the names of the first time: the names of files, `names.lock` for
/// the names themselves, and `diagnostics`.
fn unsteady(order: &Order, files: &Files, first: &Alone, said: &[String]) -> Result<Vec<String>, String> {
    let input = Input { provider: &order.provider, files };
    let lock = first.output.names_lock.clone().unwrap_or_default();
    let work = || generate::generate_alone_again(&input, &order.document, &lock);
    // another thread has other seeds for its hash maps
    let (second, report) = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| format!("there is no thread to be had: {error}"))?;
        Ok::<_, String>(thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
    })?;
    let second = second.map(|alone| alone.output);
    let of = |name: &String| second.as_ref().and_then(|output| output.files.get(name));
    let names: BTreeSet<&String> =
        first.output.files.keys().chain(second.iter().flat_map(|it| it.files.keys())).collect();
    let mut differs: Vec<String> =
        names.into_iter().filter(|name| first.output.files.get(*name) != of(name)).cloned().collect();
    if second.as_ref().map(|output| &output.names_lock) != Some(&first.output.names_lock) {
        differs.push("names.lock".to_owned());
    }
    if report.print(files, ".") != said {
        differs.push("diagnostics".to_owned());
    }
    Ok(differs)
}

/// The document, and the files beside it that it refers to; those that cannot be had are the generator's to report.
fn read(root: &Path, document: &str) -> Result<Files, String> {
    let bytes = fs::read(root.join(document)).map_err(|error| format!("{document}: {error}"))?;
    let mut files = Files::from([(document.to_owned(), bytes)]);
    let mut asked = BTreeSet::new();
    loop {
        let wanted: Vec<String> =
            generate::side_files(&files, document).into_iter().filter(|name| asked.insert(name.clone())).collect();
        if wanted.is_empty() {
            return Ok(files);
        }
        for name in wanted {
            if let Some(bytes) = beside(root, &name) {
                files.insert(name, bytes);
            }
        }
    }
}

/// A plain file below the root: nothing on the way to it is a link, which could lead anywhere.
fn beside(root: &Path, name: &str) -> Option<Vec<u8>> {
    let mut at = root.to_owned();
    for part in Path::new(name).components() {
        let Component::Normal(part) = part else { return None };
        at.push(part);
        if fs::symlink_metadata(&at).ok()?.is_symlink() {
            return None;
        }
    }
    fs::symlink_metadata(&at).ok()?.is_file().then(|| fs::read(&at).ok())?
}

fn made(alone: &Alone) -> Made {
    let rust = || alone.output.files.iter().filter(|(name, _)| name.ends_with(".rs"));
    let lines = rust().map(|(_, bytes)| bytes.iter().filter(|byte| **byte == b'\n').count()).sum();
    let tally = &alone.tally;
    let places = |places: &Vec<_>| places.iter().map(ToString::to_string).collect();
    Made {
        version: tally.version.clone(),
        operations: alone.output.stats.operations,
        of: tally.operations,
        webhooks: tally.webhooks,
        types: alone.output.stats.types,
        loose: tally.loose.iter().map(|(code, at)| (code.clone(), places(at))).collect(),
        lines,
        files: rust().count(),
        unsteady: Vec::new(),
    }
}

fn said(report: &Report, files: &Files) -> Vec<Said> {
    let mut printer = report.printer(files, ".");
    let one = |diag: &diag::Diag| {
        let place = printer.locate(&diag.at);
        Said {
            code: diag.code.to_owned(),
            severity: match diag.severity {
                diag::Severity::Note => Severity::Note,
                diag::Severity::Degraded => Severity::Degraded,
                diag::Severity::Error => Severity::Error,
            },
            file: place.file,
            pointer: place.pointer.map(|pointer| pointer.to_string()),
            at: place.span.map(|span| (span.line, span.column)),
            text: printer.print(diag),
        }
    };
    report.diags.iter().map(one).collect()
}

/// Writes what differs, so that cargo checks only that, and removes what is not there any more.
fn write(out: &Path, files: &Files) -> io::Result<()> {
    for (name, bytes) in files {
        let to = out.join(name);
        if fs::read(&to).ok().as_ref() != Some(bytes) {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&to, bytes)?;
        }
    }
    let there = Tree::read(out, Names::All).map_err(|(_, error)| error)?;
    for name in there.files.keys().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(out.join(name))?;
    }
    Ok(())
}

/// The most memory that this process had, in KiB, as Linux tells it; elsewhere it is not measured.
fn peak() -> Option<u64> {
    super::parent::memory("self")
}
