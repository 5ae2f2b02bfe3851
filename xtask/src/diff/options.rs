//! The options of `diff`.

use bursar_diff::Level;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The document as it was.
    pub base: Option<String>,
    /// The document as it is.
    pub revision: Option<String>,
    /// How the report is written.
    pub format: Format,
    /// From what on the command fails.
    pub fail_on: Option<Threshold>,
}

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `spec-diff/1`
    Json,
}

/// From what on the command fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// A change of this level or worse.
    Level(Level),
}

/// Reads the arguments behind `diff`.
///
/// # Errors
/// What makes no sense.
pub fn parse(args: &[String]) -> Result<Options, String> {
    let mut options = Options { base: None, revision: None, format: Format::Json, fail_on: None };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().cloned().ok_or_else(|| format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--base-spec" => options.base = Some(value()?),
            "--revision-spec" => options.revision = Some(value()?),
            "--format" => match value()?.as_str() {
                "json" => options.format = Format::Json,
                other => return Err(format!("there is no format `{other}`")),
            },
            "--fail-on" => {
                options.fail_on = Some(Threshold::Level(match value()?.as_str() {
                    "err" => Level::Err,
                    "warn" => Level::Warn,
                    "info" => Level::Info,
                    other => return Err(format!("`--fail-on` takes no `{other}`")),
                }));
            }
            flag => return Err(format!("`diff` has no option `{flag}`")),
        }
    }
    Ok(options)
}
