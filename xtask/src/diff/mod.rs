//! `cargo xtask diff`: what changed between two versions of a document.

pub mod options;
mod read;

use std::process::ExitCode;
use std::thread;

use bursar_diff::report::json::{self, Bump};
use bursar_diff::{Compared, Document, compare};

use crate::regen::STACK;
use options::{Format, Options, Threshold};

/// Runs the command.
pub fn diff(options: &Options) -> ExitCode {
    // documents nest deeper than a main thread may have stack for
    let work = || run(options);
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Err(error) => {
            eprintln!("error: there is no thread to be had: {error}");
            ExitCode::from(3)
        }
    })
}

fn run(options: &Options) -> ExitCode {
    let Options { base, revision, .. } = options;
    let (Some(base), Some(revision)) = (base, revision) else { return ExitCode::from(2) };
    let loaded = thread::scope(|scope| {
        let load = |path: &'_ str| {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, {
                let path = path.to_owned();
                move || read::file(&path)
            })
        };
        let (one, other) = (load(base), load(revision));
        let join = |handle: std::io::Result<thread::ScopedJoinHandle<'_, _>>| match handle {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => Err(vec![format!("error: there is no thread to be had: {error}")]),
        };
        (join(one), join(other))
    });
    let (base, revision): (Document, Document) = match loaded {
        (Ok(base), Ok(revision)) => (base, revision),
        (one, other) => {
            for text in one.err().into_iter().chain(other.err()).flatten() {
                eprintln!("{text}");
            }
            return ExitCode::from(3);
        }
    };
    let compared = compare(&base, &revision, bursar_diff::Options::default());
    match options.format {
        Format::Json => println!("{:#}", json::document(&base, &revision, &compared, &Bump::default())),
    }
    if reaches(&compared, options.fail_on) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn reaches(compared: &Compared, threshold: Option<Threshold>) -> bool {
    let counting = compared.changes.iter().filter(|change| change.ignored_by.is_none());
    let worst = counting.map(|change| change.level).max();
    match (threshold, worst) {
        (Some(Threshold::Level(level)), Some(worst)) => worst >= level,
        _ => false,
    }
}
