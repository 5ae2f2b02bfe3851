//! `cargo xtask`: reads the arguments, runs one command, prints what it says.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

use xtask::args::{self, Command};
use xtask::disk::Real;
use xtask::overlaid;
use xtask::regen::{self, Generator, Job, Mode, Outcome, Verdict};
use xtask::{alone, bumps, corpus, diff, hostile, peers, probes, servers, tidy, vendor, versions};

fn main() -> ExitCode {
    // cargo starts this program in place of the compiler while a corpus is checked
    if let Some(figures) = std::env::var_os(corpus::check::WRAPPER) {
        let args: Vec<_> = std::env::args_os().skip(1).collect();
        return corpus::check::wrapped(&figures, &args);
    }
    let args: Vec<String> = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let command = match args::parse(&args) {
        Ok(command) => command,
        Err(what) => {
            eprint!("error: {}\n\n{}", what.escape_debug(), args::HELP);
            return ExitCode::from(2);
        }
    };
    // built from xtask/, or from xtask/rescue/
    let Some(root) =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|root| root.join("xtask/Cargo.toml").is_file())
    else {
        eprintln!("error: this program was built for a workspace that is no longer there; run it as `cargo xtask`");
        return ExitCode::FAILURE;
    };
    match command {
        Command::Help => {
            print(args::HELP);
            ExitCode::SUCCESS
        }
        Command::Regen(args::Regen { providers, mode, base }) => {
            let ended = run_regen(root, &providers, mode);
            match base {
                Some(base) if ended == ExitCode::SUCCESS => report(&versions::check(root, &base, &providers)),
                _ => ended,
            }
        }
        Command::Release { providers } => {
            let ended = report(&versions::release(root, &Real, &providers));
            if ended == ExitCode::SUCCESS { run_regen(root, &providers, Mode::Write) } else { ended }
        }
        Command::VerifyBumps { only } => bumps::verify(root, &only),
        Command::Overlaid { provider } => run_overlaid(root, &provider),
        Command::Alone(order) => alone::run(&order),
        Command::Diff(options) => diff::diff(root, &options),
        Command::BenchDiff { document } => diff::bench::bench(root, &document),
        Command::Corpus(options) => corpus::corpus(root, &options),
        Command::Peers(options) => peers::bench(root, &options),
        Command::Probes { folder, only } => probes::probes(root, Path::new(&folder), &only),
        Command::Hostile { folder } => hostile::hostile(root, &folder),
        Command::Servers { folder } => servers::servers(root, Path::new(&folder)),
        Command::New { provider, from } => {
            let job = vendor::Job { root, disk: &Real, get: &vendor::over_https, now: SystemTime::now() };
            report(&vendor::scaffold(&job, &provider, &from))
        }
        Command::Vendor(options) => {
            let job = vendor::Job { root, disk: &Real, get: &vendor::over_https, now: SystemTime::now() };
            report(&vendor::vendor(&job, &options))
        }
        Command::Tidy => run_tidy(root),
        Command::TidyList => {
            print(&tidy::list());
            ExitCode::SUCCESS
        }
    }
}

fn run_regen(root: &Path, chosen: &[String], mode: Mode) -> ExitCode {
    // held until the end; what is only looked at needs no lock
    let _alone = match mode {
        Mode::Write => match alone(root) {
            Ok(lock) => Some(lock),
            Err(error) => {
                eprintln!("error: target/xtask/lock: {error}");
                return ExitCode::FAILURE;
            }
        },
        Mode::Check => None,
    };
    let stamp = match regen::own_stamp() {
        Ok(stamp) => stamp,
        Err(error) => {
            eprintln!("error: this program's own file: {error}");
            return ExitCode::FAILURE;
        }
    };
    let generator = Generator::real(&stamp);
    report(&regen::regen(&Job { root, disk: &Real, generator, chosen, mode }))
}

fn run_overlaid(root: &Path, provider: &str) -> ExitCode {
    report(&overlaid::overlaid(root, provider))
}

fn report(outcome: &Outcome) -> ExitCode {
    for line in &outcome.lines {
        print(&format!("{line}\n"));
    }
    for text in &outcome.said {
        eprintln!("{text}");
    }
    match outcome.verdict {
        Verdict::Good => ExitCode::SUCCESS,
        Verdict::Bad => ExitCode::FAILURE,
        Verdict::Usage => ExitCode::from(2),
    }
}

/// Waits until no other run writes. The system lets go of the lock however this one ends.
fn alone(root: &Path) -> io::Result<File> {
    let folder = root.join("target/xtask");
    fs::create_dir_all(&folder)?;
    let file = File::create(folder.join("lock"))?;
    match file.lock() {
        // a file system without locks has nothing to wait for
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(file),
    }
}

fn run_tidy(root: &Path) -> ExitCode {
    match tidy::check(root) {
        Ok(findings) if findings.is_empty() => ExitCode::SUCCESS,
        Ok(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            ExitCode::FAILURE
        }
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

/// Prints to standard output; a reader that has gone away is no reason to fail.
fn print(text: &str) {
    let _ignored = io::stdout().write_all(text.as_bytes());
}
