//! The command line.

use std::path::PathBuf;

use crate::alone::{self, Order};
use crate::corpus::{Check, Options};
use crate::diff;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Help on everything.
    Help,
    /// `regen [PROVIDER…] [--check]`
    Regen {
        /// The providers named; none means all.
        providers: Vec<String>,
        /// Whether anything is written.
        mode: crate::regen::Mode,
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
    /// `tidy`
    Tidy,
    /// `tidy --list`
    TidyList,
}

/// What is printed for `--help`, and after an error in the arguments.
pub const HELP: &str = "\
The maintainers' commands.

Usage: cargo xtask COMMAND

  regen [PROVIDER…] [--check]   generate the clients in generated/ from specs/, all of them or those named;
                                with --check write nothing and fail where they differ
  overlaid PROVIDER             print the provider's document as its overlay leaves it, as JSON: what other tools are shown
  corpus DIR [--check] [--json FILE] [--jobs N]
                                generate each document below DIR into target/corpus/, one line each; with --check compile
                                them, without warnings; all figures into FILE; N processes at the same time
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
    match args.split_first() {
        Some((first, rest)) if first == "corpus" && !rest.iter().any(|arg| arg == "--help" || arg == "-h") => {
            return corpus(rest).map(Command::Corpus);
        }
        Some((first, rest)) if first == "diff" && !rest.iter().any(|arg| arg == "--help" || arg == "-h") => {
            return diff::options::parse(rest).map(Command::Diff);
        }
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
        "regen" => (Some("--check"), usize::MAX),
        "probes" => (None, usize::MAX),
        "overlaid" | "hostile" | "servers" => (None, 1),
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
        ("regen", bare) => Command::Regen {
            providers: words.iter().map(|word| (*word).to_owned()).collect(),
            mode: if bare { crate::regen::Mode::Write } else { crate::regen::Mode::Check },
        },
        ("tidy", true) => Command::Tidy,
        ("tidy", false) => Command::TidyList,
        _ => Command::Help,
    })
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
            "--jobs" => {
                let text = value()?;
                let jobs = text.parse().ok().filter(|jobs| *jobs > 0);
                options.jobs = jobs.ok_or_else(|| format!("`--jobs` takes a number from 1, and no `{text}`"))?;
            }
            flag if flag.starts_with('-') => return Err(format!("`corpus` has no option `{flag}`")),
            folder if options.folder.is_empty() => folder.clone_into(&mut options.folder),
            extra => return Err(format!("`corpus` takes no `{extra}`")),
        }
    }
    if options.folder.is_empty() { Err("`corpus` needs a folder".to_owned()) } else { Ok(options) }
}

fn order(args: &[String]) -> Result<Order, String> {
    let [root, document, provider, out] = args else {
        return Err(format!("`{}` is for this program itself", alone::COMMAND));
    };
    let (root, out) = (PathBuf::from(root), PathBuf::from(out));
    Ok(Order { root, document: document.clone(), provider: provider.clone(), out })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regen::Mode;

    fn check(line: &str, expect: Result<Command, &str>) {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&args), expect.map_err(str::to_owned), "{line:?}");
    }

    #[test]
    fn reads_commands() {
        let regen = |providers: &[&str], mode| {
            Ok(Command::Regen { providers: providers.iter().map(|name| (*name).to_owned()).collect(), mode })
        };
        check("regen", regen(&[], Mode::Write));
        check("regen --check", regen(&[], Mode::Check));
        check("regen a b", regen(&["a", "b"], Mode::Write));
        check("regen a --check b", regen(&["a", "b"], Mode::Check));
        check("overlaid a", Ok(Command::Overlaid { provider: "a".to_owned() }));
        check("servers a/b", Ok(Command::Servers { folder: "a/b".to_owned() }));
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        let options = |check, json: Option<&str>, jobs| {
            Ok(Command::Corpus(Options { folder: "a".to_owned(), check, json: json.map(str::to_owned), jobs }))
        };
        check("corpus a", options(Check::No, None, jobs));
        check("corpus --json f.json a --check --jobs 3", options(Check::Yes, Some("f.json"), 3));
        check("hostile a", Ok(Command::Hostile { folder: "a".to_owned() }));
        check("tidy", Ok(Command::Tidy));
        check("tidy --list", Ok(Command::TidyList));
        for line in ["help", "--help", "-h", "regen --help", "regen --nonsense -h"] {
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
        check("alone a", Err("`alone` is for this program itself"));
        check("hostile", Err("`hostile` needs a folder"));
        check("tidy src", Err("`tidy` takes no `src`"));
        check("tidy --check", Err("`tidy` has no option `--check`"));
        check("help me", Err("`help` takes no `me`"));
    }
}
