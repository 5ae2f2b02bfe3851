//! A case: what is attacked, and what has to happen. Everything that a file says is known here, or the file is refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bursar_codegen::Files;
use bursar_codegen::generate;
use serde_json::Value;

use crate::alone::Limits;

/// The file that makes a folder a case.
pub(super) const FILE: &str = "expect.yaml";

/// The words of `must_not`.
pub(super) const WORDS: [&str; 27] = [
    "panic",
    "network",
    "write-outside",
    "write-any",
    "read-foreign",
    "over-limits",
    "ident",
    "attribute",
    "macro",
    "dependency",
    "doctest",
    "rustc-warning",
    "rustdoc-warning",
    "raw-html",
    "raw-control",
    "raw-bidi",
    "raw-invisible",
    "duplicate-ident",
    "wire-change",
    "wrap",
    "silent",
    "silent-drop",
    "literal-brace",
    "host-change",
    "header-injection",
    "file-collision",
    "long-file-name",
];
/// The rest of them.
pub(super) const MORE_WORDS: [&str; 2] = ["reserved-file-name", "nondeterminism"];

/// One folder.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) folder: PathBuf,
    pub(super) outcome: Outcome,
    pub(super) also_accept: Vec<Outcome>,
    pub(super) must_not: BTreeSet<String>,
    pub(super) must: Must,
    pub(super) diagnostic: Option<Wanted>,
    pub(super) limits: Limits,
    /// What `make.py` writes.
    pub(super) make: Option<Made>,
}

/// How a generation may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Ok,
    Error,
    Degraded,
}

/// What has to be there.
#[derive(Debug, Clone, Default)]
pub(super) struct Must {
    pub(super) operations: Option<usize>,
    pub(super) types: Option<usize>,
    pub(super) wire_names: Vec<String>,
    pub(super) request_targets: Vec<Target>,
    pub(super) same_output_as: Option<String>,
}

/// A file that `make.py` writes, the same bytes every time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// As 64 hexadecimal digits.
    pub(super) sha256: String,
}

/// What a call sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Its `operationId`.
    pub(super) operation: String,
    /// Values by wire name.
    pub(super) args: Vec<(String, String)>,
    pub(super) target: Wished,
}

/// The part of the request target that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wished {
    /// Path and query.
    Target(String),
    /// The query.
    Query(String),
}

/// The diagnostic that is wanted.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) location: String,
    pub(super) mentions: Vec<String>,
}

impl Outcome {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
            Self::Degraded => "degraded",
        }
    }

    fn read(value: &Value) -> Result<Self, String> {
        match value.as_str() {
            Some("ok") => Ok(Self::Ok),
            Some("error") => Ok(Self::Error),
            Some("degraded") => Ok(Self::Degraded),
            _ => Err(format!("`{value}` is no outcome")),
        }
    }
}

/// The cases of a folder, by name.
///
/// # Errors
/// What is wrong with a file of a case.
pub(super) fn all(folder: &Path) -> Result<Vec<Case>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        if path.join(FILE).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    folders.into_iter().map(|folder| one(&folder).map_err(|what| format!("{}: {what}", folder.display()))).collect()
}

fn one(folder: &Path) -> Result<Case, String> {
    let bytes = fs::read(folder.join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
    let files = Files::from([(FILE.to_owned(), bytes)]);
    let (value, report) = generate::value(&files, FILE);
    let value = value.ok_or_else(|| report.print(&files, ".").join("\n"))?;
    read(&value, folder)
}

fn read(value: &Value, folder: &Path) -> Result<Case, String> {
    known(
        value,
        &[
            "id",
            "threat",
            "reference",
            "note",
            "outcome",
            "also_accept",
            "must_not",
            "must",
            "diagnostic",
            "limits",
            "make",
        ],
    )?;
    let must_not: BTreeSet<String> = texts(value.get("must_not"))?.into_iter().collect();
    let is_word = |word: &&String| WORDS.contains(&word.as_str()) || MORE_WORDS.contains(&word.as_str());
    if let Some(word) = must_not.iter().find(|word| !is_word(word)) {
        return Err(format!("`{word}` of `must_not` is not known"));
    }
    let also = value.get("also_accept").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let limits = value.get("limits").ok_or("there are no `limits`")?;
    known(limits, &["seconds", "rss_mb"])?;
    Ok(Case {
        id: text(value, "id")?,
        folder: folder.to_owned(),
        outcome: Outcome::read(value.get("outcome").unwrap_or(&Value::Null))?,
        also_accept: also.iter().map(Outcome::read).collect::<Result<_, _>>()?,
        must_not,
        must: value.get("must").map(must).transpose()?.unwrap_or_default(),
        diagnostic: value.get("diagnostic").map(wanted).transpose()?,
        limits: Limits {
            seconds: limits.get("seconds").and_then(Value::as_f64).ok_or("`limits.seconds` is no number")?,
            rss_mb: limits.get("rss_mb").and_then(Value::as_u64).ok_or("`limits.rss_mb` is no number")?,
        },
        make: value.get("make").map(make).transpose()?,
    })
}

fn must(value: &Value) -> Result<Must, String> {
    known(value, &["operations", "types", "wire_names", "request_targets", "same_output_as"])?;
    let count = |key: &str| value.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
    Ok(Must {
        operations: count("operations"),
        types: count("types"),
        wire_names: texts(value.get("wire_names"))?,
        request_targets: targets(value.get("request_targets"))?,
        same_output_as: value.get("same_output_as").and_then(Value::as_str).map(str::to_owned),
    })
}

fn wanted(value: &Value) -> Result<Wanted, String> {
    known(value, &["location", "mentions"])?;
    Ok(Wanted { location: text(value, "location")?, mentions: texts(value.get("mentions"))? })
}

fn make(value: &Value) -> Result<Made, String> {
    known(value, &["produces", "bytes", "sha256"])?;
    let bytes = value.get("bytes").and_then(Value::as_u64).ok_or("`make.bytes` is no number")?;
    Ok(Made { name: text(value, "produces")?, bytes, sha256: text(value, "sha256")?.to_lowercase() })
}

fn targets(value: Option<&Value>) -> Result<Vec<Target>, String> {
    let all = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = |value: &Value| {
        known(value, &["operation", "args", "target", "query"])?;
        let none = serde_json::Map::new();
        let args = value.get("args").and_then(Value::as_object).unwrap_or(&none).iter();
        let given = |(name, value): (&String, &Value)| {
            value.as_str().map(|value| (name.clone(), value.to_owned())).ok_or_else(|| format!("`{value}` is no text"))
        };
        let target = match (text(value, "target"), text(value, "query")) {
            (Ok(target), Err(_)) => Wished::Target(target),
            (Err(_), Ok(query)) => Wished::Query(query),
            _ => return Err("a request target is told by `target` or by `query`".to_owned()),
        };
        Ok(Target { operation: text(value, "operation")?, args: args.map(given).collect::<Result<_, _>>()?, target })
    };
    all.iter().map(one).collect()
}

fn known(value: &Value, keys: &[&str]) -> Result<(), String> {
    let members = value.as_object().ok_or_else(|| format!("`{value}` is no mapping"))?;
    match members.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("`{key}` is not known")),
        None => Ok(()),
    }
}

fn text(value: &Value, key: &str) -> Result<String, String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("`{key}` is no text"))
}

fn texts(value: Option<&Value>) -> Result<Vec<String>, String> {
    let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |item: &Value| item.as_str().map(str::to_owned).ok_or_else(|| format!("`{item}` is no text"));
    items.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn a_case_is_read_whole() {
        let value = json!({
            "id": "a", "threat": "t", "outcome": "degraded", "also_accept": ["error"], "must_not": ["silent"],
            "must": {"operations": 1, "wire_names": ["x"], "request_targets": [
                {"operation": "o", "args": {"x": "1"}, "query": "x=1"}, {"operation": "o", "target": "/a"}]},
            "diagnostic": {"location": "#/a", "mentions": ["b"]}, "limits": {"seconds": 5, "rss_mb": 256},
            "make": {"produces": "spec.json", "bytes": 9, "sha256": "0"},
        });
        let case = read(&value, Path::new("a")).unwrap();
        assert_eq!((case.outcome, case.also_accept), (Outcome::Degraded, vec![Outcome::Error]));
        assert_eq!(case.must.operations, Some(1));
        let target = |args: &[(&str, &str)], target| {
            let args = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Target { operation: "o".to_owned(), args, target }
        };
        let targets =
            [target(&[("x", "1")], Wished::Query("x=1".to_owned())), target(&[], Wished::Target("/a".to_owned()))];
        assert_eq!(case.must.request_targets, targets);
        assert_eq!(case.make, Some(Made { name: "spec.json".to_owned(), bytes: 9, sha256: "0".to_owned() }));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let check = |key: &str, value: Value, expect: &str| {
            let mut case = json!({"id": "a", "outcome": "ok", "limits": {"seconds": 5, "rss_mb": 256}});
            case.as_object_mut().unwrap().insert(key.to_owned(), value);
            assert_eq!(read(&case, Path::new("a")).map(|_| ()).unwrap_err(), expect);
        };
        check("outcomes", json!("ok"), "`outcomes` is not known");
        check("outcome", json!("fine"), "`\"fine\"` is no outcome");
        check("must_not", json!(["crash"]), "`crash` of `must_not` is not known");
        check("must", json!({"field": 1}), "`field` is not known");
        check("limits", json!({"seconds": 1}), "`limits.rss_mb` is no number");
        let neither = json!({"request_targets": [{"operation": "o"}]});
        check("must", neither, "a request target is told by `target` or by `query`");
    }
}
