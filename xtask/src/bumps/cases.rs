//! The cases: pairs of documents and what they become.

use std::collections::BTreeMap;
use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::generate::{self, Compared, Input, Side};
use bursar_codegen::surface::Bump;
use serde_json::Value;

use super::CASES;
use crate::regen::read;
use crate::tree::Names;

/// All that is to be held.
pub(super) struct Cases {
    /// The crates by their ids.
    pub(super) crates: BTreeMap<String, Files>,
    pub(super) pairs: Vec<Pair>,
}

/// A case in one direction.
pub(super) struct Pair {
    pub(super) id: String,
    pub(super) row: String,
    pub(super) case: String,
    pub(super) direction: &'static str,
    /// Ids of the crates.
    pub(super) base: String,
    pub(super) revision: String,
    /// Our verdict.
    pub(super) ours: Bump,
    /// A program against the base.
    pub(super) program: Option<String>,
    /// Why the verdict is above the judge's, where no program shows it.
    pub(super) higher: Option<String>,
    /// Why the program compiles although the change is a major one.
    pub(super) silent: Option<String>,
}

/// The provider of the cases.
const PROVIDER: &str = "shop";

/// Reads the cases, and generates both crates of each.
///
/// # Errors
/// What is wrong with a case or its documents.
pub(super) fn read_cases(root: &Path, only: &[String]) -> Result<Cases, Vec<String>> {
    let mut base = read(root, CASES, Names::Visible)?.files;
    base.remove("expected.txt");
    let (value, report) = generate::value(&base, "cases.yaml");
    let value = value.ok_or_else(|| report.print(&base, CASES))?;
    base.remove("cases.yaml");
    let mut cases = Cases { crates: BTreeMap::new(), pairs: Vec::new() };
    let shop = made(&base)?;
    cases.crates.insert("base".to_owned(), shop.0);
    let listed = value["cases"].as_array().ok_or_else(|| vec![format!("error: {CASES}/cases.yaml: no `cases`")])?;
    for (number, case) in listed.iter().enumerate() {
        let names = [&case["row"], &case["case"]].map(|name| name.as_str().unwrap_or_default());
        if only.is_empty() || only.iter().any(|word| names.iter().any(|name| name.contains(word.as_str()))) {
            cases.add(number + 1, case, &base, &shop.1)?;
        }
    }
    Ok(cases)
}

impl Cases {
    fn add(&mut self, number: usize, case: &Value, base: &Files, shop: &Side) -> Result<(), Vec<String>> {
        let id = format!("c{number:03}");
        let (files, side) = made(&revised(base, case).map_err(|why| vec![format!("error: {CASES}: {id}: {why}")])?)?;
        self.crates.insert(id.clone(), files);
        let text = |key: &str| case[key].as_str().map(str::to_owned);
        let base = || "base".to_owned();
        let both = [
            ("forward", base(), id.clone(), Compared::of(shop, &side), "uses", ("higher", "silent")),
            ("back", id.clone(), base(), Compared::of(&side, shop), "back", ("back-higher", "back-silent")),
        ];
        for (direction, base, revision, compared, program, why) in both {
            self.pairs.push(Pair {
                id: format!("{id}-{direction}"),
                row: text("row").unwrap_or_default(),
                case: text("case").unwrap_or_default(),
                direction,
                base,
                revision,
                ours: compared.bump,
                program: text(program),
                higher: text(why.0),
                silent: text(why.1),
            });
        }
        Ok(())
    }
}

fn made(files: &Files) -> Result<(Files, Side), Vec<String>> {
    let input = Input { provider: PROVIDER, files };
    let (output, report) = generate::generate(&input);
    let (side, _same) = generate::side(&input);
    output.map(|output| output.files).zip(side).ok_or_else(|| report.print(files, CASES))
}

/// The files of the base with the edits of a case.
fn revised(base: &Files, case: &Value) -> Result<Files, String> {
    let mut files = base.clone();
    for edit in case["edit"].as_array().ok_or("it has no `edit`")? {
        let (Some(from), Some(to)) = (edit[0].as_str(), edit[1].as_str()) else {
            return Err("an edit is a pair of texts".to_owned());
        };
        let mut found = false;
        for bytes in files.values_mut() {
            let text = String::from_utf8_lossy(bytes).into_owned();
            found |= text.contains(from);
            *bytes = text.replace(from, to).into_bytes();
        }
        if !found {
            return Err(format!("there is no {from:?}"));
        }
    }
    Ok(files)
}
