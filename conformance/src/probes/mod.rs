//! Probes: a small document, calls of its operations, the requests that have to come, and what the caller has to get.
//!
//! `cargo xtask probes DIR` generates a client of each document with a driver, compiles all of them, and runs a program over
//! this module. Requests are compared on the wire; the client's clock is [`clock::Timeline`].
//!
//! ```text
//! read, model     probe.yaml -> data        generated   what the generator and the compiler said
//! loopback, clock requests -> answers       course      which of them may come, and when
//! request, uri, multipart   one request     judge       outcomes
//! run             one probe                 exact       JSON, numbers as they are written
//! ```

pub mod clock;
pub mod course;
pub mod exact;
pub mod generated;
pub mod judge;
pub mod loopback;
pub mod model;
pub mod multipart;
pub mod read;
pub mod request;
pub mod run;
pub mod uri;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;

use crate::drive::Driver;
use crate::report::Total;
use generated::{Generated, Run};

/// The clients that were compiled: names of probes, and what makes their drivers.
pub type Clients = [(&'static str, fn() -> Driver)];

/// The program: `FILE [PROBE…]` plays the probes of a run, or those named.
pub fn main(clients: &Clients) -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((file, only)) = args.split_first() else {
        eprintln!("error: which run?");
        return ExitCode::from(2);
    };
    let run = fs::read(file).map_err(|error| error.to_string());
    let run: Result<Run, String> = run.and_then(|text| serde_json::from_slice(&text).map_err(|e| e.to_string()));
    match run {
        Ok(run) => {
            let total = play(&run, clients, only, &mut |line| println!("{line}"));
            if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {file}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Plays the probes of a run, or those named, and says what came of them.
pub fn play(run: &Run, clients: &Clients, only: &[String], say: &mut dyn FnMut(&str)) -> Total {
    let mut total = Total::default();
    let mut areas: BTreeMap<String, Total> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for made in run.probes.iter().filter(|made| only.is_empty() || only.contains(&made.id)) {
        for said in &made.said {
            *counts.entry((&said.severity, &said.code)).or_default() += 1;
        }
        let client = clients.iter().find(|(id, _)| *id == made.id).map(|(_, driver)| *driver);
        let (area, said) = one(made, client);
        let area = areas.entry(area).or_default();
        let sums = [&mut total, area];
        if said.is_empty() {
            sums.into_iter().for_each(|sum| sum.passed += 1);
            say(&format!("ok      {}", made.id));
        } else {
            sums.into_iter().for_each(|sum| sum.failed += 1);
            say(&format!("FAILED  {}", made.id));
            said.iter().for_each(|what| say(&format!("        {what}")));
        }
    }
    for (area, sum) in &areas {
        say(&format!("{area:12} {} passed, {} failed", sum.passed, sum.failed));
    }
    for ((severity, code), count) in &counts {
        say(&format!("{severity:12} {code}: {count}"));
    }
    say(&format!("{} passed, {} failed", total.passed, total.failed));
    total
}

/// Plays one probe; gives its area, and what went wrong.
fn one(made: &Generated, client: Option<fn() -> Driver>) -> (String, Vec<String>) {
    let probe = match read::probe(&made.probe) {
        Ok(probe) => probe,
        Err(problem) => return ("unreadable".to_owned(), vec![format!("probe.yaml:{problem}")]),
    };
    if probe.id != made.id {
        return (probe.area, vec![format!("probe.yaml is called `{}`", probe.id)]);
    }
    let mut said = judge::generated(&probe, made);
    match client {
        Some(client) => said.extend(run::play(&probe, client)),
        None if judge::may_stop(&probe) && probe.calls.is_empty() => {}
        None => said.extend(made.failed.lines().map(str::to_owned)),
    }
    if client.is_none() && made.failed.is_empty() {
        said.push("there is no client of it".to_owned());
    }
    (probe.area, said)
}
