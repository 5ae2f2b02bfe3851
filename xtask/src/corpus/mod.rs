//! `cargo xtask corpus`: every document below a folder is generated, and with `--check` compiled; one line each.
//!
//! Documents are other people's, so whatever cannot be expressed is allowed and counted. A document whose crate cannot be
//! made, comes out otherwise a second time, or does not compile without warnings, fails the run.

pub mod check;
mod find;
mod line;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use crate::alone::{self, Ending, Limits, Order, Runs, Watched};
use check::Compiled;
use find::Found;

pub(crate) use find::crate_name;

/// What a generation may use; a document that needs more fails.
const LIMITS: Limits = Limits { seconds: 300.0, rss_mb: 8 << 10 };

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The folder of documents.
    pub folder: String,
    /// Whether the crates are compiled.
    pub check: Check,
    /// Where all figures go, as JSON.
    pub json: Option<String>,
    /// How many processes run at the same time.
    pub jobs: usize,
}

/// Whether the crates are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// They are only made.
    No,
    /// They are.
    Yes,
}

/// One document and what became of it.
#[derive(Debug)]
struct Item {
    /// Its name below the folder.
    document: String,
    /// The name of its crate, without `bursar-`.
    name: String,
    watched: Watched,
    compiled: Option<Compiled>,
}

/// Generates every document below the folder, and compiles the crates when asked to.
pub fn corpus(root: &Path, options: &Options) -> ExitCode {
    match run(root, options) {
        Ok(code) => code,
        Err(what) => {
            eprintln!("error: {what}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, options: &Options) -> Result<ExitCode, String> {
    let folder = fs::canonicalize(&options.folder).map_err(|error| format!("{}: {error}", options.folder))?;
    let found = find::find(&folder).map_err(|(name, error)| format!("{name}: {error}"))?;
    if found.documents.is_empty() {
        return Err(format!(
            "{}: there is no document, a file with `openapi` or `swagger` at its root",
            options.folder
        ));
    }
    let place = root.join("target/corpus");
    let mut items = generate(&folder, &place, &found, options.jobs).map_err(|error| error.to_string())?;
    if options.check == Check::Yes {
        let made = items.iter().filter(|item| item.made().is_some()).map(|item| item.name.clone()).collect::<Vec<_>>();
        let mut compiled = check::check(root, &place, &made, options.jobs)?;
        for item in &mut items {
            item.compiled = compiled.remove(&item.name);
        }
    }
    for item in &items {
        println!("{}", line::of(item, options.check));
    }
    for text in line::summary(&items, &found, options.check) {
        println!("{text}");
    }
    if let Some(path) = &options.json {
        fs::write(path, line::json(&items, &found)).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(if items.iter().all(|item| item.is_good(options.check)) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Generates all documents, some at the same time.
fn generate(folder: &Path, place: &Path, found: &Found, jobs: usize) -> io::Result<Vec<Item>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, io::Result<Watched>)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs.min(found.documents.len()) {
            scope.spawn(|| {
                while let Some((document, name)) = found.documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let index = found.documents.iter().position(|(other, _)| other == document).unwrap_or_default();
                    let watched = alone::start(&order(folder, place, document, name), LIMITS, &[]);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, watched));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    let item = |(watched, (document, name)): (io::Result<Watched>, &(String, String))| {
        Ok(Item { document: document.clone(), name: name.clone(), watched: watched?, compiled: None })
    };
    done.into_iter().map(|(_, watched)| watched).zip(&found.documents).map(item).collect()
}

fn order(folder: &Path, place: &Path, document: &str, name: &str) -> Order {
    let out: PathBuf = place.join(name);
    Order { root: folder.to_owned(), document: document.to_owned(), provider: name.to_owned(), out, runs: Runs::Twice }
}

impl Item {
    fn made(&self) -> Option<&alone::Made> {
        match &self.watched.ending {
            Ending::Told(told) => told.made.as_ref(),
            Ending::Over(_) | Ending::Broken(..) => None,
        }
    }

    fn is_good(&self, check: Check) -> bool {
        let compiled = self.compiled.as_ref().is_some_and(Compiled::is_good);
        let steady = self.made().is_some_and(|made| made.unsteady.is_empty());
        steady && (check == Check::No || compiled)
    }
}
