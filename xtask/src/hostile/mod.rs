//! `cargo xtask hostile`: documents made to break a generator, each with what has to happen instead, one line each.
//!
//! Each is generated in a process of its own under its limits, and once more under another locale, in another folder and
//! with its system calls watched; then what was made is read, compiled, documented and, where a word is about requests, called. A word that cannot be judged is
//! named in the line of its case; it is not passed over.

mod build;
mod calls;
mod case;
mod document;
mod html;
mod judge;
mod made;
mod play;
mod rust;
mod wire;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use case::Case;
use play::Played;

/// Plays every case of a folder.
pub fn hostile(root: &Path, folder: &str) -> ExitCode {
    match run(root, folder) {
        Ok(code) => code,
        Err(what) => {
            eprintln!("error: {what}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, folder: &str) -> Result<ExitCode, String> {
    let folder = fs::canonicalize(folder).map_err(|error| format!("{folder}: {error}"))?;
    let cases = case::all(&folder)?;
    if cases.is_empty() {
        return Err(format!("{}: there is no case, a folder with {}", folder.display(), case::FILE));
    }
    let place = root.join("target/hostile");
    let watch = calls::Watch::begin(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let mut played: Vec<(Case, Played)> = Vec::with_capacity(cases.len());
    for (index, case) in cases.into_iter().enumerate() {
        let name = format!("case{index}");
        let done = play::play(&case, &place, &name, &watch).map_err(|what| format!("{}: {what}", case.id))?;
        played.push((case, done));
    }
    let built = build::build(root, &place, &played)?;
    let sent = wire::send(root, &place, &played)?;
    let mut failed = 0;
    for (case, done) in &played {
        let verdict = judge::judge(case, done, built.get(&done.name), sent.get(&done.name));
        failed += usize::from(!verdict.faults.is_empty());
        println!("{}", verdict.line(case, done));
    }
    println!("{} passed, {failed} failed", played.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
