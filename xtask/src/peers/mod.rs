//! `cargo xtask bench-peers`: this generator and its nearest peer over the same documents, in one run and in turns.
//!
//! Figures are ratios: what else the machine does meets both sides alike. Everything is below `target/peers`; installing the
//! peer, and what its crates depend on, needs the registry once.

mod compile;
pub(crate) mod cost;
mod lines;
mod side;
mod table;
mod twice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use bursar_codegen::{Files, generate};

use crate::corpus::crate_name;
use compile::Part;
use cost::{Cost, median};
use side::{Document, Programs, SIDES, Side};
use table::{Inner, Measured, Row, Unit};

/// The documents that are measured when none is named, the one that is doubled first.
const DOCUMENTS: [&str; 5] = ["github.json", "plaid.yaml", "openai.yaml", "box.json", "dodopayments.yaml"];

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The folder of documents.
    pub folder: String,
    /// The documents named; none means the usual ones.
    pub only: Vec<String>,
    /// How often everything is measured.
    pub runs: usize,
}

/// Measures, prints a table, and fails where a limit is not kept.
pub fn bench(root: &Path, options: &Options) -> ExitCode {
    match run(root, options) {
        Ok(missed) if missed.is_empty() => ExitCode::SUCCESS,
        Ok(missed) => {
            println!();
            missed.iter().for_each(|what| println!("not kept: {what}"));
            ExitCode::FAILURE
        }
        Err(what) => {
            eprintln!("error: {what}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, options: &Options) -> Result<Vec<String>, String> {
    let folder = fs::canonicalize(&options.folder).map_err(|error| format!("{}: {error}", options.folder))?;
    let documents = documents(&folder, &options.only)?;
    let place = root.join("target/peers");
    fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let bench = Bench { programs: Programs::ready(root, &place)?, place, runs: options.runs };
    let generated = documents.iter().map(|document| bench.generated(document)).collect::<Result<Vec<_>, _>>()?;
    let rows = bench.checked(root, &documents, generated)?;
    let mut inner = Vec::new();
    if let Some(first) = documents.first() {
        inner.extend(bench.group(first)?);
        inner.extend(bench.twice(first)?);
    }
    let (lines, missed) = table::lines(&rows, &inner);
    lines.iter().for_each(|line| println!("{line}"));
    Ok(missed)
}

fn documents(folder: &Path, only: &[String]) -> Result<Vec<Document>, String> {
    let names: Vec<&str> = match only {
        [] => DOCUMENTS.to_vec(),
        only => only.iter().map(String::as_str).collect(),
    };
    let document = |file: &str| match folder.join(file).is_file() {
        true => Ok(Document { folder: folder.to_owned(), file: file.to_owned(), name: crate_name(file) }),
        false => Err(format!("{}: there is no such document", folder.join(file).display())),
    };
    names.into_iter().map(document).collect()
}

/// What came out of a document on one side, and what it cost each time.
type Generated = Result<(side::Made, Vec<Cost>), String>;

/// The programs, where they work, and how often.
struct Bench {
    programs: Programs,
    place: PathBuf,
    runs: usize,
}

impl Bench {
    /// Generates a document in turns.
    fn generated(&self, document: &Document) -> Result<[Generated; 2], String> {
        let mut costs: [Result<Vec<Cost>, String>; 2] = [Ok(Vec::new()), Ok(Vec::new())];
        for run in 0..self.runs {
            // what was left in caches by the one before is left for each side as often
            let turn = if run % 2 == 0 { [0, 1] } else { [1, 0] };
            for index in turn {
                let cost = self.programs.generate(SIDES[index], document, &self.place);
                costs[index] = add(std::mem::replace(&mut costs[index], Ok(Vec::new())), cost);
            }
        }
        let [ours, theirs] = costs;
        let made = |side: Side, costs: Result<Vec<Cost>, String>| {
            costs.and_then(|costs| Ok((self.programs.made(side, document, &self.place)?, costs)))
        };
        Ok([made(Side::Ours, ours), made(Side::Theirs, theirs)])
    }

    /// Compiles what came out in turns.
    fn checked(&self, root: &Path, documents: &[Document], generated: Vec<[Generated; 2]>) -> Result<Vec<Row>, String> {
        for (index, side) in SIDES.into_iter().enumerate() {
            let made = documents.iter().zip(&generated).filter(|(_, sides)| sides[index].is_ok());
            compile::workspace(root, &self.place, side, &made.map(|(document, _)| document).collect::<Vec<_>>())?;
        }
        let mut rows = Vec::new();
        for (document, sides) in documents.iter().zip(generated) {
            let wanted = sides.each_ref().map(Result::is_ok);
            let mut checks = self.in_turns(document, wanted).into_iter();
            let mut sides = sides.into_iter().map(|side| {
                let check = checks.next().unwrap_or_else(|| Err("not compiled".to_owned()));
                side.map(|(made, costs)| Measured { made, generation: median(&costs), check })
            });
            let mut next = || sides.next().unwrap_or_else(|| Err("not generated".to_owned()));
            rows.push(Row { document: document.file.clone(), ours: next(), theirs: next() });
        }
        Ok(rows)
    }

    /// The middle of what compiling both sides of a document costs. What they depend on is compiled before, by processes whose
    /// figures nobody takes.
    fn in_turns(&self, document: &Document, wanted: [bool; 2]) -> [Result<Cost, String>; 2] {
        let mut costs: [Result<Vec<Cost>, String>; 2] = [Ok(Vec::new()), Ok(Vec::new())];
        for _ in 0..self.runs {
            for (index, side) in SIDES.into_iter().enumerate() {
                if !wanted[index] || costs[index].is_err() {
                    continue;
                }
                let cost = compile::compile(&self.place, side, document, &Part::Whole);
                let before = std::mem::replace(&mut costs[index], Ok(Vec::new()));
                costs[index] = add(before, cost);
            }
        }
        costs.map(|costs| costs.map(|costs| median(&costs)))
    }

    /// One group of operations against all of them: the one in the middle, to which the limit belongs, and the largest, which
    /// is a part of the document as well.
    fn group(&self, document: &Document) -> Result<Vec<Inner>, String> {
        let Some((middle, largest)) = compile::groups_by_size(&self.place, document)? else { return Ok(Vec::new()) };
        let (mut whole, mut one, mut most) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.runs {
            whole.push(compile::compile(&self.place, Side::Ours, document, &Part::Whole)?);
            one.push(compile::compile(&self.place, Side::Ours, document, &Part::Group(middle.clone()))?);
            most.push(compile::compile(&self.place, Side::Ours, document, &Part::Group(largest.clone()))?);
        }
        let row = |group: &str, which: &str, costs: &[Cost], limit| Inner {
            what: format!("{}: check of the group `{group}` alone, {which}, processor", document.file),
            figures: (median(costs).processor, median(&whole).processor, Unit::Seconds),
            limit,
        };
        let rows = [
            row(&middle, "the one in the middle", &one, Some(table::GROUP)),
            row(&largest, "the largest", &most, None),
        ];
        Ok(rows.into())
    }

    /// A document twice as large as the one given, against that.
    fn twice(&self, document: &Document) -> Result<Vec<Inner>, String> {
        let folder = self.place.join("documents");
        let bytes = fs::read(document.folder.join(&document.file)).map_err(|error| error.to_string())?;
        let files = Files::from([(document.file.clone(), bytes)]);
        let value = generate::value(&files, &document.file).0.ok_or("the document cannot be read")?;
        write(&folder, "once.json", &value).map_err(|error| format!("{}: {error}", folder.display()))?;
        let double = twice::doubled(&value);
        write(&folder, "twice.json", &double).map_err(|error| format!("{}: {error}", folder.display()))?;
        let of = |file: &str| Document { folder: folder.clone(), file: file.to_owned(), name: crate_name(file) };
        let documents = [of("once.json"), of("twice.json")];
        let mut costs = [Vec::new(), Vec::new()];
        for _ in 0..self.runs {
            for (document, costs) in documents.iter().zip(&mut costs) {
                costs.push(self.programs.generate(Side::Ours, document, &self.place)?);
            }
        }
        let made = |document| self.programs.made(Side::Ours, document, &self.place);
        let (one, two) = (made(&documents[0])?.operations, made(&documents[1])?.operations);
        if two != 2 * one {
            return Err(format!("{} operations of one half, and {two} of both", one));
        }
        let [once, twice] = costs.map(|costs| median(&costs));
        let inner = |what: &str, figures| Inner {
            what: format!("{} twice, {two} operations: {what}", document.file),
            figures,
            limit: Some(table::TWICE),
        };
        Ok(vec![
            inner("generation, wall", (twice.wall, once.wall, Unit::Seconds)),
            inner("generation, processor", (twice.processor, once.processor, Unit::Seconds)),
            inner("memory", (twice.peak_kb as f64, once.peak_kb as f64, Unit::Mebibytes)),
        ])
    }
}

/// The first trouble is the one that is told.
fn add(costs: Result<Vec<Cost>, String>, cost: Result<Cost, String>) -> Result<Vec<Cost>, String> {
    let mut costs = costs?;
    costs.push(cost?);
    Ok(costs)
}

fn write(folder: &Path, file: &str, value: &serde_json::Value) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(file), format!("{value:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_is_not_there_is_named() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
            documents(folder, &only).map(|all| all.into_iter().map(|it| it.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["Cargo.toml"]), Ok(vec!["cargo".to_owned()]));
        let missing = folder.join("github.json");
        assert_eq!(names(&[]), Err(format!("{}: there is no such document", missing.display())));
    }

    #[test]
    fn the_first_trouble_is_told() {
        let cost = Cost::default();
        assert_eq!(add(Ok(vec![cost]), Ok(cost)), Ok(vec![cost, cost]));
        assert_eq!(add(Ok(vec![cost]), Err("b".to_owned())), Err("b".to_owned()));
        assert_eq!(add(Err("a".to_owned()), Err("b".to_owned())), Err("a".to_owned()));
    }
}
