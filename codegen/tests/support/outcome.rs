//! What becomes of a key: the client with it against the one without it, and what is said because of it.

use std::collections::{BTreeMap, BTreeSet};
use std::{fmt, thread};

use bursar_codegen::Files;
use bursar_codegen::diag::Severity;
use bursar_codegen::generate::{Input, generate_alone};
use serde_json::Value;

use crate::rows::{self, Group, Row};

/// How much a key changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// What the client sends, reads or offers.
    Client,
    /// What its documentation says.
    Words,
    Nothing,
}

/// What becomes of a key in one version.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    effect: Effect,
    is_degraded: bool,
    /// What is said because of it, which a document without it does not say.
    pub(crate) codes: BTreeSet<String>,
}

/// What became of all rows.
#[derive(Debug)]
pub(crate) struct Ran(Vec<Vec<[Option<Outcome>; 4]>>);

impl Outcome {
    /// Whether it changes what the client does.
    pub(crate) fn is_expressed(&self) -> bool {
        self.effect == Effect::Client && !self.is_degraded
    }

    /// Whether nothing comes of it, and nothing is said.
    pub(crate) fn is_silently_ignored(&self) -> bool {
        self.effect == Effect::Nothing && self.codes.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.is_degraded, self.effect) {
            (true, _) => "degraded",
            (false, Effect::Client) => "expressed",
            (false, Effect::Words) => "documented",
            (false, Effect::Nothing) => "ignored",
        })?;
        for code in &self.codes {
            write!(f, " [`{code}`](diagnostics.md#{code})")?;
        }
        Ok(())
    }
}

impl Ran {
    /// Each row with what became of it by version.
    pub(crate) fn rows<'a>(
        &'a self,
        groups: &'a [Group],
    ) -> impl Iterator<Item = (&'a Group, &'a Row, &'a [Option<Outcome>; 4])> {
        groups
            .iter()
            .zip(&self.0)
            .flat_map(|(group, all)| group.rows.iter().zip(all).map(move |(row, outcomes)| (group, row, outcomes)))
    }

    /// Every code that is said.
    pub(crate) fn codes(&self) -> BTreeSet<&String> {
        self.0.iter().flatten().flatten().flatten().flat_map(|outcome| &outcome.codes).collect()
    }
}

/// Generates every example with its key and without it; `wrong` gets what cannot be told.
pub(crate) fn run(groups: &[Group], wrong: &mut Vec<String>) -> Ran {
    let all = made_of_all(groups);
    let mut one = |group: &Group, row: &Row| {
        let mut outcomes = [None, None, None, None];
        for (version, (with, without)) in row.versions.iter().zip(&row.documents) {
            let what = format!("`{}` of {} in {version}", row.name, group.name);
            let index = rows::VERSIONS.iter().position(|known| known == version).unwrap();
            match outcome(&all[&with.to_string()], &all[&without.to_string()]) {
                Ok(outcome) => outcomes[index] = Some(outcome),
                Err(why) => wrong.push(format!("{what}: {why}")),
            }
        }
        outcomes
    };
    Ran(groups.iter().map(|group| group.rows.iter().map(|row| one(group, row)).collect()).collect())
}

/// What is made of each document; many rows share the one without their key.
fn made_of_all(groups: &[Group]) -> BTreeMap<String, Made> {
    let documents = groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.documents);
    let all: BTreeMap<String, &Value> = documents
        .flat_map(|(with, without)| [with, without])
        .map(|document| (document.to_string(), document))
        .collect();
    let all: Vec<(String, &Value)> = all.into_iter().collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let share = |part| move || all_of(part);
        let parts = all.chunks(all.len().div_ceil(threads)).map(|part| scope.spawn(share(part)));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

fn all_of(part: &[(String, &Value)]) -> Vec<(String, Made)> {
    part.iter().map(|(text, document)| (text.clone(), made(document))).collect()
}

struct Made {
    files: Option<Files>,
    said: Vec<(Severity, String)>,
    printed: String,
}

fn made(document: &Value) -> Made {
    let files = rows::files(document);
    let (alone, report) = generate_alone(&Input { provider: "example", files: &files }, "spec.json");
    let said = report.diags.iter().map(|diag| (diag.severity, diag.code.to_owned())).collect();
    Made { files: alone.map(|alone| alone.output.files), said, printed: report.print(&files, "").concat() }
}

fn outcome(with: &Made, without: &Made) -> Result<Outcome, String> {
    let Some(files) = &with.files else { return Err(format!("its example is refused:\n{}", with.printed)) };
    let mut rest: Vec<_> = without.said.iter().collect();
    let mut added = Vec::new();
    for said in &with.said {
        match rest.iter().position(|other| *other == said) {
            Some(index) => drop(rest.remove(index)),
            None => added.push(said),
        }
    }
    let effect = without.files.as_ref().map_or(Effect::Client, |without| effect(files, without));
    let is_degraded = added.iter().any(|(severity, _)| *severity == Severity::Degraded);
    Ok(Outcome { effect, is_degraded, codes: added.into_iter().map(|(_, code)| code.clone()).collect() })
}

fn effect(with: &Files, without: &Files) -> Effect {
    if with == without {
        return Effect::Nothing;
    }
    let is_code = |name: &str| name.ends_with(".rs");
    let code = |files: &Files| -> Vec<String> {
        let texts = files.iter().filter(|(name, _)| is_code(name));
        texts.map(|(name, bytes)| format!("{name}\n{}", without_words(&String::from_utf8_lossy(bytes)))).collect()
    };
    if code(with) == code(without) { Effect::Words } else { Effect::Client }
}

/// Code without its documentation.
fn without_words(code: &str) -> String {
    let is_words = |line: &&str| line.trim_start().starts_with("//");
    code.lines().filter(|line| !is_words(line)).collect::<Vec<_>>().join("\n")
}
