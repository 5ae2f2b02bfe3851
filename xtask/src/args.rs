//! The command line.

use std::path::PathBuf;

use crate::alone::{self, Order, Runs};
use crate::corpus::{Check, Options};
use crate::diff;
use crate::peers;
use crate::regen::Mode;
use crate::vendor;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Help on everything.
    Help,
    /// `regen [PROVIDER…] [--check [--base REF]]`
    Regen(Regen),
    /// `release PROVIDER…`
    Release {
        /// The providers named; at least one.
        providers: Vec<String>,
    },
    /// `verify-bumps [CASE…]`
    VerifyBumps {
        /// Words of the cases to be run; none means all.
        only: Vec<String>,
    },
    /// `overlaid PROVIDER`
    Overlaid {
        /// The provider named.
        provider: String,
    },
    /// `alone ROOT DOCUMENT PROVIDER OUT`, which this program asks of itself
    Alone(Order),
    /// `corpus DIR [--check] [--json FILE] [--jobs N]`
    Corpus(Options),
    /// `diff [PROVIDER…] [--base REF] …`
    Diff(diff::options::Options),
    /// `bench-diff DOCUMENT`
    BenchDiff {
        /// The document.
        document: String,
    },
    /// `bench-peers DIR [--only DOC]… [--runs N]`
    Peers(peers::Options),
    /// `probes DIR [PROBE…]`
    Probes {
        /// The folder of probes.
        folder: String,
        /// The probes named; none means all.
        only: Vec<String>,
    },
    /// `hostile DIR`
    Hostile {
        /// The folder of cases.
        folder: String,
    },
    /// `servers DIR`
    Servers {
        /// The folder with the file of cases.
        folder: String,
    },
    /// `new PROVIDER FILE`
    New {
        /// Its name.
        provider: String,
        /// The document: a file, a page, an address or `-`.
        from: String,
    },
    /// `vendor PROVIDER [--from FILE|URL|-]…`
    Vendor(vendor::Options),
    /// `tidy`
    Tidy,
    /// `tidy --list`
    TidyList,
}

/// What `regen` is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regen {
    /// The providers named; none means all.
    pub providers: Vec<String>,
    /// Whether anything is written.
    pub mode: Mode,
    /// The commit that versions have to cover the changes since.
    pub base: Option<String>,
}

/// What is printed for `--help`, and after an error in the arguments.
pub const HELP: &str = "\
The maintainers' commands.

Usage: cargo xtask COMMAND

  regen [PROVIDER…] [--check [--base REF]]
                                generate the clients in generated/ from specs/, all of them or those named; with --check
                                write nothing and fail where they differ, with --base also where the version of a crate
                                does not cover its changes since the release that REF knows, or since REF
  release PROVIDER…             note in specs/ that the crate as it is now was released, so that the next change gets
                                a version of its own
  verify-bumps [CASE…]          hold the verdict on what breaks a program against cargo-semver-checks and the compiler, on
                                the pairs of codegen/tests/bumps, or on those whose name has one of the words
  overlaid PROVIDER             print the provider's document as its overlay leaves it, as JSON: what other tools are shown
  corpus DIR [--check] [--json FILE] [--jobs N]
                                generate each document below DIR into target/corpus/, one line each; with --check compile
                                them, without warnings; all figures into FILE; N processes at the same time
  bench-peers DIR [--only DOC]… [--runs N]
                                measure this generator and its nearest peer over large documents in DIR, in turns, N times
                                each: lines, time to check, time and memory of generation; fails where a limit is not kept
  bench-diff DOCUMENT           measure what comparing a document with a copy of it costs that has 50 seeded edits; fails where a
                                limit is not kept
  diff [PROVIDER…] [--base REF] what changed on the wire since a commit (HEAD; in a pull request its base), or between two files;
       [--base-spec FILE --revision-spec FILE]
       [--format text|markdown|json|github|junit|sarif|html]
       [--fail-on err|warn|info|major|minor]
                                status 1 from that on (err), 3 when a document cannot be read; also for git, as an external
                                diff driver of documents
  probes DIR [PROBE…]           generate and compile a client for the document of each probe in DIR, or of those named, and
                                compare the requests and outcomes of its calls with what the probe says
  hostile DIR                   generate each hostile document below DIR under its limits, compile what comes out, and judge
                                by its expect.yaml, one line each
  servers DIR                   play the hostile servers of DIR/servers.yaml against a client of its document, one line each
  vendor PROVIDER [--from FILE|URL|-]…
                                bring a new version of a provider's document in, from a file or page, or several; say what
                                changes on the wire; addresses need `cargo vendor-spec PROVIDER`, which has a network
  new PROVIDER FILE             make the folder of a new provider from its document: a file, a page with one, or `-`
  tidy [--list]                 check the rules of the source: which module may use which, sizes, heads of files;
                                with --list print the table of modules
  help                          print this

Exit status: 0 good, 1 a difference or an error, 2 arguments that make no sense.
";

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// What makes no sense.
pub fn parse(args: &[String]) -> Result<Command, String> {
    let helps = args.iter().any(|arg| arg == "--help" || arg == "-h");
    match args.split_first() {
        Some((first, rest)) if first == "corpus" && !helps => return corpus(rest).map(Command::Corpus),
        Some((first, rest)) if first == "diff" && !helps => return diff::options::parse(rest).map(Command::Diff),
        Some((first, rest)) if first == "bench-peers" && !helps => return peers(rest).map(Command::Peers),
        Some((first, rest)) if first == "vendor" && !helps => return vendor(rest).map(Command::Vendor),
        Some((first, rest)) if first == "new" && !helps => {
            return match rest {
                [provider, from] if !provider.starts_with('-') => {
                    Ok(Command::New { provider: provider.clone(), from: from.clone() })
                }
                _ => Err("`new` needs a provider and the file of its document".to_owned()),
            };
        }
        Some((first, rest)) if first == "regen" && !helps => return regen(rest).map(Command::Regen),
        Some((first, rest)) if first == alone::COMMAND => return order(rest).map(Command::Alone),
        _ => {}
    }
    let (flags, words): (Vec<&str>, Vec<&str>) = args.iter().map(String::as_str).partition(|arg| arg.starts_with('-'));
    if flags.iter().any(|flag| matches!(*flag, "--help" | "-h")) {
        return Ok(Command::Help);
    }
    let Some((command, words)) = words.split_first() else {
        return match flags.first() {
            Some(flag) => Err(format!("`{flag}` needs a command before it")),
            None => Err("a command is missing".to_owned()),
        };
    };
    let (known, takes) = match *command {
        "help" => (None, 0),
        "probes" | "release" | "verify-bumps" => (None, usize::MAX),
        "overlaid" | "hostile" | "servers" | "bench-diff" => (None, 1),
        "tidy" => (Some("--list"), 0),
        other => return Err(format!("there is no command `{other}`")),
    };
    if let Some(flag) = flags.iter().find(|flag| Some(**flag) != known) {
        return Err(format!("`{command}` has no option `{flag}`"));
    }
    if let Some(extra) = words.get(takes) {
        return Err(format!("`{command}` takes no `{extra}`"));
    }
    Ok(match (*command, flags.is_empty()) {
        ("bench-diff", _) => match words.first() {
            Some(word) => Command::BenchDiff { document: (*word).to_owned() },
            None => return Err("`bench-diff` needs a document".to_owned()),
        },
        ("overlaid", _) => match words.first() {
            Some(word) => Command::Overlaid { provider: (*word).to_owned() },
            None => return Err("`overlaid` needs a provider".to_owned()),
        },
        ("probes", _) => match words.split_first() {
            Some((folder, only)) => {
                Command::Probes { folder: (*folder).to_owned(), only: only.iter().map(|id| (*id).to_owned()).collect() }
            }
            None => return Err("`probes` needs a folder".to_owned()),
        },
        ("hostile", _) => match words.first() {
            Some(word) => Command::Hostile { folder: (*word).to_owned() },
            None => return Err("`hostile` needs a folder".to_owned()),
        },
        ("servers", _) => match words.first() {
            Some(word) => Command::Servers { folder: (*word).to_owned() },
            None => return Err("`servers` needs a folder".to_owned()),
        },
        ("release", _) if words.is_empty() => return Err("`release` needs a provider".to_owned()),
        ("release", _) => Command::Release { providers: words.iter().map(|word| (*word).to_owned()).collect() },
        ("verify-bumps", _) => Command::VerifyBumps { only: words.iter().map(|word| (*word).to_owned()).collect() },
        ("tidy", true) => Command::Tidy,
        ("tidy", false) => Command::TidyList,
        _ => Command::Help,
    })
}

fn regen(args: &[String]) -> Result<Regen, String> {
    let mut regen = Regen { providers: Vec::new(), mode: Mode::Write, base: None };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--check" => regen.mode = Mode::Check,
            "--base" => {
                let base = args.next().filter(|base| !base.is_empty() && !base.starts_with('-'));
                regen.base = Some(base.ok_or("`--base` needs a commit")?.clone());
            }
            flag if flag.starts_with('-') => return Err(format!("`regen` has no option `{flag}`")),
            provider => regen.providers.push(provider.to_owned()),
        }
    }
    match (&regen.base, regen.mode) {
        (Some(_), Mode::Write) => Err("`--base` needs `--check`".to_owned()),
        _ => Ok(regen),
    }
}

fn corpus(args: &[String]) -> Result<Options, String> {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut options = Options { folder: String::new(), check: Check::No, json: None, jobs };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--check" => options.check = Check::Yes,
            "--json" => options.json = Some(value()?.clone()),
            "--jobs" => options.jobs = number(arg, value()?)?,
            flag if flag.starts_with('-') => return Err(format!("`corpus` has no option `{flag}`")),
            folder if options.folder.is_empty() => folder.clone_into(&mut options.folder),
            extra => return Err(format!("`corpus` takes no `{extra}`")),
        }
    }
    if options.folder.is_empty() { Err("`corpus` needs a folder".to_owned()) } else { Ok(options) }
}

fn peers(args: &[String]) -> Result<peers::Options, String> {
    let mut options = peers::Options { folder: String::new(), only: Vec::new(), runs: 5 };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--only" => options.only.push(value()?.clone()),
            "--runs" => options.runs = number(arg, value()?)?,
            flag if flag.starts_with('-') => return Err(format!("`bench-peers` has no option `{flag}`")),
            folder if options.folder.is_empty() => folder.clone_into(&mut options.folder),
            extra => return Err(format!("`bench-peers` takes no `{extra}`")),
        }
    }
    if options.folder.is_empty() { Err("`bench-peers` needs a folder".to_owned()) } else { Ok(options) }
}

fn number(flag: &str, text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("`{flag}` takes a number from 1, and no `{text}`"))
}

fn vendor(args: &[String]) -> Result<vendor::Options, String> {
    let mut options = vendor::Options::default();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--from" => match rest.next() {
                Some(from) => options.from.push(from.clone()),
                None => return Err("`--from` needs a value".to_owned()),
            },
            flag if flag.starts_with('-') => return Err(format!("`vendor` has no option `{flag}`")),
            provider if options.provider.is_empty() => provider.clone_into(&mut options.provider),
            extra => return Err(format!("`vendor` takes no `{extra}`")),
        }
    }
    if options.provider.is_empty() { Err("`vendor` needs a provider".to_owned()) } else { Ok(options) }
}

fn order(args: &[String]) -> Result<Order, String> {
    let (args, runs) = match args.split_last() {
        Some((last, rest)) if rest.len() == 4 && last == alone::TWICE => (rest, Runs::Twice),
        _ => (args, Runs::Once),
    };
    let [root, document, provider, out] = args else {
        return Err(format!("`{}` is for this program itself", alone::COMMAND));
    };
    let (root, out) = (PathBuf::from(root), PathBuf::from(out));
    Ok(Order { root, document: document.clone(), provider: provider.clone(), out, runs })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Result<Command, &str>) {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&args), expect.map_err(str::to_owned), "{line:?}");
    }

    #[test]
    fn reads_commands() {
        let words = |words: &[&str]| words.iter().map(|name| (*name).to_owned()).collect();
        let regen =
            |providers: &[&str], mode| Ok(Command::Regen(Regen { providers: words(providers), mode, base: None }));
        check("regen", regen(&[], Mode::Write));
        check("regen --check", regen(&[], Mode::Check));
        check("regen a b", regen(&["a", "b"], Mode::Write));
        check("regen a --check b", regen(&["a", "b"], Mode::Check));
        let base = Some("v1~2".to_owned());
        check(
            "regen --base v1~2 a --check",
            Ok(Command::Regen(Regen { providers: words(&["a"]), mode: Mode::Check, base })),
        );
        check("release a b", Ok(Command::Release { providers: words(&["a", "b"]) }));
        check("verify-bumps", Ok(Command::VerifyBumps { only: words(&[]) }));
        check("verify-bumps tag", Ok(Command::VerifyBumps { only: words(&["tag"]) }));
        check("overlaid a", Ok(Command::Overlaid { provider: "a".to_owned() }));
        check("servers a/b", Ok(Command::Servers { folder: "a/b".to_owned() }));
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        let options = |check, json: Option<&str>, jobs| {
            Ok(Command::Corpus(Options { folder: "a".to_owned(), check, json: json.map(str::to_owned), jobs }))
        };
        check("corpus a", options(Check::No, None, jobs));
        check("corpus --json f.json a --check --jobs 3", options(Check::Yes, Some("f.json"), 3));
        let peers = |only: &[&str], runs| {
            let only = only.iter().map(|name| (*name).to_owned()).collect();
            Ok(Command::Peers(peers::Options { folder: "a".to_owned(), only, runs }))
        };
        check("bench-peers a", peers(&[], 5));
        check("bench-peers --only b.json a --runs 3 --only c", peers(&["b.json", "c"], 3));
        check("bench-diff a.json", Ok(Command::BenchDiff { document: "a.json".to_owned() }));
        check("hostile a", Ok(Command::Hostile { folder: "a".to_owned() }));
        let options = |from: &[&str]| {
            let from = from.iter().map(|from| (*from).to_owned()).collect();
            Ok(Command::Vendor(vendor::Options { provider: "a".to_owned(), from }))
        };
        check("vendor a", options(&[]));
        check("vendor --from - a --from x.md", options(&["-", "x.md"]));
        check("new a -", Ok(Command::New { provider: "a".to_owned(), from: "-".to_owned() }));
        check("tidy", Ok(Command::Tidy));
        check("tidy --list", Ok(Command::TidyList));
        for line in ["help", "--help", "-h", "regen --help", "regen --nonsense -h", "bench-peers -h"] {
            check(line, Ok(Command::Help));
        }
    }

    #[test]
    fn hands_the_options_of_diff_on() {
        for (line, expect) in
            [("diff --all", "`diff` has no option `--all`"), ("diff --base", "`--base` needs a value")]
        {
            check(line, Err(expect));
        }
        check("diff --all --help", Ok(Command::Help));
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        check("", Err("a command is missing"));
        check("--check", Err("`--check` needs a command before it"));
        check("regenerate", Err("there is no command `regenerate`"));
        check("regen --list", Err("`regen` has no option `--list`"));
        check("regen --base v1", Err("`--base` needs `--check`"));
        check("regen --check --base", Err("`--base` needs a commit"));
        check("regen --check --base --list", Err("`--base` needs a commit"));
        check("release", Err("`release` needs a provider"));
        check("release a --check", Err("`release` has no option `--check`"));
        check("overlaid", Err("`overlaid` needs a provider"));
        check("overlaid a b", Err("`overlaid` takes no `b`"));
        check("overlaid a --check", Err("`overlaid` has no option `--check`"));
        check("servers", Err("`servers` needs a folder"));
        check("servers a b", Err("`servers` takes no `b`"));
        check("corpus", Err("`corpus` needs a folder"));
        check("corpus a b", Err("`corpus` takes no `b`"));
        check("corpus a --jobs", Err("`--jobs` needs a value"));
        check("corpus a --jobs 0", Err("`--jobs` takes a number from 1, and no `0`"));
        check("corpus a --list", Err("`corpus` has no option `--list`"));
        check("bench-peers", Err("`bench-peers` needs a folder"));
        check("bench-peers a b", Err("`bench-peers` takes no `b`"));
        check("bench-peers a --only", Err("`--only` needs a value"));
        check("bench-peers a --runs none", Err("`--runs` takes a number from 1, and no `none`"));
        check("bench-peers a --check", Err("`bench-peers` has no option `--check`"));
        check("bench-diff", Err("`bench-diff` needs a document"));
        check("bench-diff a b", Err("`bench-diff` takes no `b`"));
        check("alone a", Err("`alone` is for this program itself"));
        check("hostile", Err("`hostile` needs a folder"));
        check("tidy src", Err("`tidy` takes no `src`"));
        check("vendor", Err("`vendor` needs a provider"));
        check("vendor a b", Err("`vendor` takes no `b`"));
        check("vendor a --from", Err("`--from` needs a value"));
        check("vendor a --force", Err("`vendor` has no option `--force`"));
        check("new", Err("`new` needs a provider and the file of its document"));
        check("new a b c", Err("`new` needs a provider and the file of its document"));
        check("new --force a", Err("`new` needs a provider and the file of its document"));
        check("tidy --check", Err("`tidy` has no option `--check`"));
        check("help me", Err("`help` takes no `me`"));
    }
}
