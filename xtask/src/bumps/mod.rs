//! `cargo xtask verify-bumps`: the verdict on what a change breaks, held against two that know nothing of it.
//!
//! For each case of `codegen/tests/bumps`, in both directions, the crates of both documents are generated. cargo-semver-checks
//! judges their documentation, and the compiler programs that use them. Our verdict is never below that of the first; where
//! it is above, a program that no longer compiles proves it, or the case says why. The table goes into docs/bumps.md.

mod cases;
mod crates;
mod judge;
mod table;

use std::path::Path;
use std::process::ExitCode;

use bursar_codegen::surface::Bump;

use cases::Pair;

/// The folder of the cases.
const CASES: &str = "codegen/tests/bumps";

/// The folder that everything is made in.
const PLACE: &str = "target/bumps";

/// What was found of a pair.
struct Found {
    pair: Pair,
    /// What the judge asks for.
    judged: Bump,
    /// What the compiler says of the program against the base and against the revision; nothing where there is none.
    program: Option<(Compiles, Compiles)>,
}

/// What the compiler says of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compiles {
    Yes,
    No,
}

/// Runs the cases whose name or row has one of the words `only`, or all of them.
pub fn verify(root: &Path, only: &[String]) -> ExitCode {
    let found = match run(root, only) {
        Ok(found) => found,
        Err(troubles) => {
            troubles.iter().for_each(|trouble| eprintln!("{trouble}"));
            return ExitCode::FAILURE;
        }
    };
    let text = table::text(&found);
    if only.is_empty() {
        let path = root.join("docs/bumps.md");
        if let Err(error) = std::fs::write(&path, &text) {
            eprintln!("error: docs/bumps.md: {error}");
            return ExitCode::FAILURE;
        }
    } else {
        print!("{text}");
    }
    let wrong: Vec<String> = found.iter().filter_map(wrong).collect();
    wrong.iter().for_each(|what| eprintln!("error: {what}"));
    println!("{} pairs, {} wrong", found.len(), wrong.len());
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(root: &Path, only: &[String]) -> Result<Vec<Found>, Vec<String>> {
    let one = |trouble: String| vec![trouble];
    let judge = judge::Judge::find(root).map_err(one)?;
    let cases = cases::read_cases(root, only)?;
    let workspace = crates::Workspace::write(root, &cases).map_err(one)?;
    workspace.document(&judge).map_err(one)?;
    let failed = workspace.programs().map_err(one)?;
    let mut found = Vec::new();
    for pair in cases.pairs {
        let judged = judge.judge(&workspace.json(&pair.base), &workspace.json(&pair.revision)).map_err(one)?;
        let compiles = |against: &str| {
            if failed.contains(&crates::program(&pair, against)) { Compiles::No } else { Compiles::Yes }
        };
        let program = pair.program.as_ref().map(|_| (compiles("base"), compiles("revision")));
        eprintln!("{}  {}  {judged}", pair.id, pair.ours);
        found.push(Found { pair, judged, program });
    }
    Ok(found)
}

/// What does not hold of a pair.
fn wrong(found: &Found) -> Option<String> {
    let pair = &found.pair;
    let is_major = pair.ours == Bump::Major;
    let what = match found.program {
        _ if found.judged > pair.ours => format!("cargo-semver-checks asks for {}", found.judged),
        Some((Compiles::No, _)) => "the program does not compile against the base".to_owned(),
        Some((_, Compiles::No)) if !is_major => "the program no longer compiles".to_owned(),
        Some((_, Compiles::Yes)) if is_major && pair.silent.is_none() => "the program still compiles".to_owned(),
        Some((_, Compiles::No)) if pair.silent.is_some() => "`silent` is no longer needed".to_owned(),
        _ if is_major && found.judged < Bump::Major && found.why().is_none() => {
            format!("cargo-semver-checks asks for {}, and no program or reason says why it is more", found.judged)
        }
        _ if pair.higher.is_some() && found.judged >= pair.ours => "`higher` is no longer needed".to_owned(),
        _ => return None,
    };
    Some(format!("{} ({}) is {}: {what}", pair.id, pair.case, pair.ours))
}

impl Found {
    /// Why the verdict is above that of the judge.
    fn why(&self) -> Option<String> {
        let breaks = matches!(self.program, Some((Compiles::Yes, Compiles::No)));
        self.pair.higher.clone().or_else(|| breaks.then(|| "the program no longer compiles".to_owned()))
    }
}
