//! The command line.

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
        "overlaid" | "servers" => (None, 1),
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
        check("tidy", Ok(Command::Tidy));
        check("tidy --list", Ok(Command::TidyList));
        for line in ["help", "--help", "-h", "regen --help", "regen --nonsense -h"] {
            check(line, Ok(Command::Help));
        }
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
        check("tidy src", Err("`tidy` takes no `src`"));
        check("tidy --check", Err("`tidy` has no option `--check`"));
        check("help me", Err("`help` takes no `me`"));
    }
}
