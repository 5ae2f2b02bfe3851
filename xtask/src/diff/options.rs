//! The options of `diff`.

use bursar_diff::Level;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is compared.
    pub what: What,
    /// How the report is written.
    pub format: Format,
    /// From what on the command fails.
    pub fail_on: Threshold,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The documents of providers, with those of a commit.
    Providers {
        /// The providers named; none means all.
        names: Vec<String>,
        /// The commit; none means `HEAD`, or the base of the pull request that is being checked.
        base: Option<String>,
    },
    /// Two files.
    Files {
        /// The document as it was.
        base: String,
        /// The document as it is.
        revision: String,
    },
    /// What git asks an external diff driver for: the path in the tree, and files with the two versions of it.
    External {
        /// The path in the tree.
        path: String,
        /// As it was; `/dev/null` when it was not there.
        old: String,
        /// As it is; `/dev/null` when it is gone.
        new: String,
    },
}

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// `spec-diff/1`
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// XML of JUnit.
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// One page.
    Html,
}

/// From what on the command fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// A change of this level or worse.
    Level(Level),
    /// A change of the crate that asks for this or more.
    Bump(Step),
}

/// A part of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Code that used the crate still compiles.
    Minor,
    /// It may not.
    Major,
}

/// Reads the arguments behind `diff`.
///
/// # Errors
/// What makes no sense.
pub fn parse(args: &[String]) -> Result<Options, String> {
    if let Some(what) = external(args) {
        return Ok(Options { what, format: Format::Text, fail_on: Threshold::Level(Level::Err) });
    }
    let mut names = Vec::new();
    let (mut base, mut one, mut other) = (None, None, None);
    let (mut format, mut fail_on) = (None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let (flag, mut inline) = match arg.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag, Some(value.to_owned())),
            _ => (arg.as_str(), None),
        };
        if !flag.starts_with('-') {
            names.push(arg.clone());
            continue;
        }
        let slot = match flag {
            "--base" => &mut base,
            "--base-spec" => &mut one,
            "--revision-spec" => &mut other,
            "--format" => &mut format,
            "--fail-on" => &mut fail_on,
            _ => return Err(format!("`diff` has no option `{flag}`")),
        };
        let value = inline.take().or_else(|| args.next().cloned()).filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| format!("`{flag}` needs a value"))?;
        if slot.replace(value).is_some() {
            return Err(format!("`{flag}` is there twice"));
        }
    }
    let what = match (one, other) {
        (None, None) => What::Providers { names, base },
        (Some(_), Some(_)) if !names.is_empty() || base.is_some() => {
            return Err("`--base-spec` and `--revision-spec` say all that is compared".to_owned());
        }
        (Some(base), Some(revision)) => What::Files { base, revision },
        (Some(_), None) => return Err("`--base-spec` needs `--revision-spec`".to_owned()),
        (None, Some(_)) => return Err("`--revision-spec` needs `--base-spec`".to_owned()),
    };
    Ok(Options {
        what,
        format: format.as_deref().map_or(Ok(Format::Text), parse_format)?,
        fail_on: fail_on.as_deref().map_or(Ok(Threshold::Level(Level::Err)), parse_threshold)?,
    })
}

fn parse_format(word: &str) -> Result<Format, String> {
    Ok(match word {
        "text" => Format::Text,
        "markdown" => Format::Markdown,
        "json" => Format::Json,
        "github" => Format::Github,
        "junit" => Format::Junit,
        "sarif" => Format::Sarif,
        "html" => Format::Html,
        other => return Err(format!("there is no format `{other}`")),
    })
}

fn parse_threshold(word: &str) -> Result<Threshold, String> {
    Ok(match word {
        "err" => Threshold::Level(Level::Err),
        "warn" => Threshold::Level(Level::Warn),
        "info" => Threshold::Level(Level::Info),
        "minor" => Threshold::Bump(Step::Minor),
        "major" => Threshold::Bump(Step::Major),
        other => return Err(format!("`--fail-on` takes no `{other}`")),
    })
}

/// `path old-file old-hex old-mode new-file new-hex new-mode`, and what follows them for a renamed file (git(1),
/// `GIT_EXTERNAL_DIFF`). No list of providers looks like that.
fn external(args: &[String]) -> Option<What> {
    let (seven, _) = args.split_at_checked(7)?;
    let [path, old, old_hex, old_mode, new, new_hex, new_mode] = seven else { return None };
    let hex = |text: &str| text == "." || text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mode = |text: &str| text == "." || text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is = hex(old_hex) && hex(new_hex) && mode(old_mode) && mode(new_mode) && matches!(args.len(), 7 | 9);
    is.then(|| What::External { path: path.clone(), old: old.clone(), new: new.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Result<Options, &str>) {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&args), expect.map_err(str::to_owned), "{line:?}");
    }

    fn providers(names: &[&str], base: Option<&str>) -> What {
        What::Providers { names: names.iter().map(|name| (*name).to_owned()).collect(), base: base.map(str::to_owned) }
    }

    #[test]
    fn reads_what_is_compared() {
        let options = |what| Ok(Options { what, format: Format::Text, fail_on: Threshold::Level(Level::Err) });
        check("", options(providers(&[], None)));
        check("a b --base main", options(providers(&["a", "b"], Some("main"))));
        check("--base=v1.0", options(providers(&[], Some("v1.0"))));
        let files = What::Files { base: "a".to_owned(), revision: "b".to_owned() };
        check("--base-spec a --revision-spec=b", options(files));
        let external = |old: &str| What::External {
            path: "specs/p/openapi.yaml".to_owned(),
            old: old.to_owned(),
            new: "specs/p/openapi.yaml".to_owned(),
        };
        let line = "specs/p/openapi.yaml o 0123abcd 100644 specs/p/openapi.yaml 0000000 100644";
        check(line, options(external("o")));
        check(
            "specs/p/openapi.yaml /dev/null . . specs/p/openapi.yaml 0123abcd 100644",
            options(external("/dev/null")),
        );
        check(&format!("{line} specs/p/new.yaml similarity"), options(external("o")));
    }

    #[test]
    fn reads_how_it_is_told() {
        let options = |format, fail_on| Ok(Options { what: providers(&[], None), format, fail_on });
        let level = Threshold::Level;
        check("--format json --fail-on info", options(Format::Json, level(Level::Info)));
        check("--format=html --fail-on=warn", options(Format::Html, level(Level::Warn)));
        check("--fail-on major", options(Format::Text, Threshold::Bump(Step::Major)));
        check("--fail-on minor --format sarif", options(Format::Sarif, Threshold::Bump(Step::Minor)));
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        check("--all", Err("`diff` has no option `--all`"));
        check("--base", Err("`--base` needs a value"));
        check("--base=", Err("`--base` needs a value"));
        check("--base a --base b", Err("`--base` is there twice"));
        check("--format yaml", Err("there is no format `yaml`"));
        check("--fail-on all", Err("`--fail-on` takes no `all`"));
        check("--base-spec a", Err("`--base-spec` needs `--revision-spec`"));
        check("--revision-spec a", Err("`--revision-spec` needs `--base-spec`"));
        let all = "`--base-spec` and `--revision-spec` say all that is compared";
        check("p --base-spec a --revision-spec b", Err(all));
        check("--base main --base-spec a --revision-spec b", Err(all));
    }
}
