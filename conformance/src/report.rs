//! The whole file: what is said of it, line by line.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::client::Subject;
use crate::judge::{self, Verdict};
use crate::run::CHILD;
use crate::server::certificate::Authorities;
use crate::suite::{Case, Extent, Suite};
use crate::yaml::Problem;
use crate::{child, read, run};

/// The program: `FILE [CASE…]` plays a file, or the cases named; the other half of it is the client.
pub fn main(subject: &dyn Subject) -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((child, [])) if child == CHILD => match child::run(subject) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
        },
        Some((file, cases)) => match play(subject, Path::new(file), cases, &mut |line| println!("{line}")) {
            Ok(total) if total.failed == 0 => ExitCode::SUCCESS,
            Ok(_) => ExitCode::FAILURE,
            Err(what) => {
                eprintln!("error: {what}");
                ExitCode::from(2)
            }
        },
        None => {
            eprintln!("error: which file of cases?");
            ExitCode::from(2)
        }
    }
}

/// How many cases passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
}

/// Plays the cases of a file, or those named, one after the other: each has the machine to itself.
///
/// # Errors
/// What is wrong with the file, with its place, or with the machine.
pub fn play(subject: &dyn Subject, file: &Path, only: &[String], say: &mut dyn FnMut(&str)) -> Result<Total, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let at = |problem: Problem| format!("{}:{problem}", file.display());
    let suite = read::read(&text).map_err(at)?;
    known(subject, &suite).map_err(at)?;
    if let Some(unknown) = only.iter().find(|id| !suite.cases.iter().any(|case| case.id == **id)) {
        return Err(format!("{}: there is no case `{unknown}`", file.display()));
    }
    let authorities = Authorities::make().map_err(|error| format!("no certificates: {error}"))?;
    let mut total = Total::default();
    for case in suite.cases.iter().filter(|case| only.is_empty() || only.contains(&case.id)) {
        let verdict = match run::play(subject, &authorities, case) {
            Ok(evidence) => judge::judge(&evidence),
            Err(trouble) => return Err(format!("{}: {trouble}", case.id)),
        };
        match verdict.is_good() {
            true => total.passed += 1,
            false => total.failed += 1,
        }
        say(&line(&case.id, &verdict));
    }
    say(&format!("{} passed, {} failed", total.passed, total.failed));
    Ok(total)
}

/// Refuses what the document does not have: operations, pages and credentials.
fn known(subject: &dyn Subject, suite: &Suite) -> Result<(), Problem> {
    let credentials = subject.credentials();
    for case in &suite.cases {
        for call in &case.calls {
            let name = &call.operation;
            if subject.facts(name).is_none() {
                return Err(Problem::at(case.line, format!("the document has no operation `{name}`")));
            }
            if call.extent == Extent::AllPages && !subject.is_paged(name) {
                return Err(Problem::at(case.line, format!("`{name}` has no pages")));
            }
        }
        if let Some(name) = case.settings.credentials.keys().find(|name| !credentials.contains(name)) {
            return Err(Problem::at(case.line, format!("the document has no credential `{name}`")));
        }
        if let Some((name, _)) = case.args.iter().find(|(name, _)| !takes(subject, case, name)) {
            return Err(Problem::at(case.line, format!("no operation of the case takes `{name}`")));
        }
    }
    Ok(())
}

fn takes(subject: &dyn Subject, case: &Case, name: &str) -> bool {
    let mut facts = case.calls.iter().filter_map(|call| subject.facts(&call.operation));
    facts.any(|facts| {
        let in_body = facts.body.as_ref().is_some_and(|body| name == "body" || body.sample.is_object());
        in_body || facts.has(name)
    })
}

fn line(id: &str, verdict: &Verdict) -> String {
    let mut line = if verdict.is_good() { format!("ok   {id}") } else { format!("FAIL {id}") };
    let mut add = |before: &str, what: &[String]| {
        if !what.is_empty() {
            // a String takes everything
            let _never = write!(line, "{before}{}", what.join("; "));
        }
    };
    add(": ", &verdict.failures);
    add(" (not checked: ", &verdict.unchecked);
    if !verdict.unchecked.is_empty() {
        line.push(')');
    }
    line
}
