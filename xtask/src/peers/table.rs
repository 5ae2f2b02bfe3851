//! The figures as a table, with their ratios and the limits that those have.

use super::cost::Cost;
use super::side::Made;

/// The most that this generator may take where the peer takes one.
pub(super) const LIMITS: [(Figure, f64); 4] =
    [(Figure::Lines, 0.45), (Figure::Check, 0.5), (Figure::Generation, 1.0), (Figure::Memory, 1.0)];

/// The most that one group may take where the whole crate takes one.
pub(super) const GROUP: f64 = 0.15;

/// The most that a document may take which is another one twice.
pub(super) const TWICE: f64 = 2.2;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// Lines of code.
    Lines,
    /// Seconds of the processor for `cargo check` of the crate alone.
    Check,
    /// Seconds on the wall to generate.
    Generation,
    /// The most memory of generation.
    Memory,
}

/// What was measured of one side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    /// What came out.
    pub(super) made: Made,
    /// The middle of all generations.
    pub(super) generation: Cost,
    /// The middle of all checks, or why the crate does not compile.
    pub(super) check: Result<Cost, String>,
}

/// One document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its file.
    pub(super) document: String,
    /// What was measured, or why nothing comes out.
    pub(super) ours: Result<Measured, String>,
    /// The same of the peer.
    pub(super) theirs: Result<Measured, String>,
}

/// A ratio of this generator with itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Inner {
    /// What is compared, in words.
    pub(super) what: String,
    /// The figure, the one that it is divided by, and their unit.
    pub(super) figures: (f64, f64, Unit),
    /// The most that the ratio may be; none where it is only told.
    pub(super) limit: Option<f64>,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// How many, in thousands.
    Thousands,
    /// How long.
    Seconds,
    /// How much, given in KiB.
    Mebibytes,
}

impl Measured {
    fn figure(&self, figure: Figure) -> Option<f64> {
        Some(match figure {
            Figure::Lines => self.made.lines.code as f64,
            Figure::Check => self.check.as_ref().ok()?.processor,
            Figure::Generation => self.generation.wall,
            Figure::Memory => self.generation.peak_kb as f64,
        })
    }
}

/// The lines of both tables, and what is not kept.
pub(super) fn lines(rows: &[Row], inner: &[Inner]) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut missed) = (head(), Vec::new());
    for row in rows {
        lines.push(of_row(row));
        missed.extend(misses(row));
    }
    for row in rows {
        for (whose, side) in [("ours", &row.ours), ("theirs", &row.theirs)] {
            let said = match side {
                Err(why) => format!("{}: {whose} generates nothing: {why}", row.document),
                Ok(Measured { check: Err(why), .. }) => format!("{}: {whose} does not compile: {why}", row.document),
                Ok(_) => continue,
            };
            lines.push(format!("\n{said}"));
            if whose == "ours" {
                missed.push(said);
            }
        }
    }
    if !inner.is_empty() {
        lines.extend(["", "| ours alone | ratio | limit |", "|---|---|---|"].map(str::to_owned));
    }
    for Inner { what, figures: (figure, by, unit), limit } in inner {
        let ratio = cell(*unit, Some(*figure), Some(*by));
        let told = limit.map(|limit| format!("{limit}")).unwrap_or_default();
        lines.push(format!("| {what} | {ratio} | {told} |"));
        if let Some(limit) = limit.filter(|limit| exceeds(*figure, *by, *limit)) {
            missed.push(format!("{what}: {ratio}, and not {limit} at most"));
        }
    }
    (lines, missed)
}

fn head() -> Vec<String> {
    let limit = |figure: Figure| LIMITS.iter().find(|(of, _)| *of == figure).map_or(0.0, |(_, limit)| *limit);
    vec![
        "| document | operations | lines of code | all lines | check, processor | check, wall | generation, wall | generation, processor | memory |"
            .to_owned(),
        "|---|---|---|---|---|---|---|---|---|".to_owned(),
        format!(
            "| limit | | {} | | {} | | {} | | {} |",
            limit(Figure::Lines),
            limit(Figure::Check),
            limit(Figure::Generation),
            limit(Figure::Memory)
        ),
    ]
}

fn of_row(row: &Row) -> String {
    let both = |unit: Unit, of: &dyn Fn(&Measured) -> Option<f64>| {
        let of = |side: &Result<Measured, String>| side.as_ref().ok().and_then(of);
        cell(unit, of(&row.ours), of(&row.theirs))
    };
    let operations = |side: &Result<Measured, String>| {
        side.as_ref().map_or_else(|_| "-".to_owned(), |measured| measured.made.operations.to_string())
    };
    let check = |of: fn(&Cost) -> f64| move |measured: &Measured| measured.check.as_ref().ok().map(of);
    let cells = [
        row.document.clone(),
        format!("{} : {}", operations(&row.ours), operations(&row.theirs)),
        both(Unit::Thousands, &|it| it.figure(Figure::Lines)),
        both(Unit::Thousands, &|it| Some(it.made.lines.all as f64)),
        both(Unit::Seconds, &|it| it.figure(Figure::Check)),
        both(Unit::Seconds, &check(|cost| cost.wall)),
        both(Unit::Seconds, &|it| it.figure(Figure::Generation)),
        both(Unit::Seconds, &|it| Some(it.generation.processor)),
        both(Unit::Mebibytes, &|it| it.figure(Figure::Memory)),
    ];
    format!("| {} |", cells.join(" | "))
}

fn misses(row: &Row) -> Vec<String> {
    let (Ok(ours), Ok(theirs)) = (&row.ours, &row.theirs) else { return Vec::new() };
    let missed = |(figure, limit): &(Figure, f64)| {
        let (a, b) = (ours.figure(*figure)?, theirs.figure(*figure)?);
        let words = match figure {
            Figure::Lines => "lines of code",
            Figure::Check => "the processor's time of a check",
            Figure::Generation => "the time of generation",
            Figure::Memory => "the memory of generation",
        };
        exceeds(a, b, *limit).then(|| format!("{}: {words} {:.2}, and not {limit} at most", row.document, a / b))
    };
    LIMITS.iter().filter_map(missed).collect()
}

/// Whether a ratio is beyond its limit; one by nothing is not known, and no success.
fn exceeds(figure: f64, by: f64, limit: f64) -> bool {
    !(by > 0.0 && figure / by <= limit)
}

/// `0.25 (1.0 : 4.0)`.
fn cell(unit: Unit, a: Option<f64>, b: Option<f64>) -> String {
    let one = |figure: Option<f64>| match (unit, figure) {
        (_, None) => "-".to_owned(),
        (Unit::Thousands, Some(count)) => format!("{:.1} k", count / 1000.0),
        (Unit::Seconds, Some(seconds)) => format!("{seconds:.2} s"),
        (Unit::Mebibytes, Some(kb)) => format!("{:.0} MiB", kb / 1024.0),
    };
    let ratio = match (a, b) {
        (Some(a), Some(b)) if b > 0.0 => format!("{:.2}", a / b),
        _ => "-".to_owned(),
    };
    format!("{ratio} ({} : {})", one(a), one(b))
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::*;

    fn measured(operations: usize, code: usize, check: Result<f64, &str>, wall: f64, peak_mb: u64) -> Measured {
        let cost = |wall: f64, processor: f64| Cost { wall, processor, peak_kb: peak_mb << 10 };
        Measured {
            made: Made { operations, lines: Lines { code, all: 2 * code } },
            generation: cost(wall, wall / 2.0),
            check: check.map(|seconds| cost(seconds + 1.0, seconds)).map_err(str::to_owned),
        }
    }

    /// The lines below the head, and what is not kept.
    fn check(ours: Result<Measured, &str>, theirs: Result<Measured, &str>, inner: &[Inner], expect: (&str, &str)) {
        let row = Row {
            document: "a.json".to_owned(),
            ours: ours.map_err(str::to_owned),
            theirs: theirs.map_err(str::to_owned),
        };
        let (lines, missed) = lines(&[row], inner);
        assert_eq!(lines[..3], head());
        assert_eq!((lines[3..].join("\n").as_str(), missed.join("\n").as_str()), expect);
    }

    #[test]
    fn ratios_and_limits() {
        let theirs = || Ok(measured(10, 4000, Ok(4.0), 0.5, 40));
        check(
            Ok(measured(10, 1800, Ok(2.0), 0.5, 40)),
            theirs(),
            &[],
            (
                "| a.json | 10 : 10 | 0.45 (1.8 k : 4.0 k) | 0.45 (3.6 k : 8.0 k) | 0.50 (2.00 s : 4.00 s) | 0.60 (3.00 s : 5.00 s) | \
                 1.00 (0.50 s : 0.50 s) | 1.00 (0.25 s : 0.25 s) | 1.00 (40 MiB : 40 MiB) |",
                "",
            ),
        );
        check(
            Ok(measured(9, 1840, Ok(2.2), 0.6, 50)),
            theirs(),
            &[],
            (
                "| a.json | 9 : 10 | 0.46 (1.8 k : 4.0 k) | 0.46 (3.7 k : 8.0 k) | 0.55 (2.20 s : 4.00 s) | 0.64 (3.20 s : 5.00 s) | \
                 1.20 (0.60 s : 0.50 s) | 1.20 (0.30 s : 0.25 s) | 1.25 (50 MiB : 40 MiB) |",
                "a.json: lines of code 0.46, and not 0.45 at most\n\
                 a.json: the processor's time of a check 0.55, and not 0.5 at most\n\
                 a.json: the time of generation 1.20, and not 1 at most\n\
                 a.json: the memory of generation 1.25, and not 1 at most",
            ),
        );
    }

    #[test]
    fn what_fails_is_told() {
        check(
            Ok(measured(10, 1000, Ok(1.0), 0.5, 40)),
            Ok(measured(10, 4000, Err("errors 3, the first: e"), 1.0, 80)),
            &[],
            (
                "| a.json | 10 : 10 | 0.25 (1.0 k : 4.0 k) | 0.25 (2.0 k : 8.0 k) | - (1.00 s : -) | - (2.00 s : -) | \
                 0.50 (0.50 s : 1.00 s) | 0.50 (0.25 s : 0.50 s) | 0.50 (40 MiB : 80 MiB) |\n\n\
                 a.json: theirs does not compile: errors 3, the first: e",
                "",
            ),
        );
        check(
            Err("exit status: 1: no"),
            Err("exit status: 2: never"),
            &[],
            (
                "| a.json | - : - | - (- : -) | - (- : -) | - (- : -) | - (- : -) | - (- : -) | - (- : -) | - (- : -) |\n\n\
                 a.json: ours generates nothing: exit status: 1: no\n\n\
                 a.json: theirs generates nothing: exit status: 2: never",
                "a.json: ours generates nothing: exit status: 1: no",
            ),
        );
    }

    #[test]
    fn ratios_with_itself() {
        let inner = |figures, limit| Inner { what: "w".to_owned(), figures, limit };
        let inner = [
            inner((0.3, 2.0, Unit::Seconds), Some(0.15)),
            inner((5.0, 2.0, Unit::Seconds), Some(2.2)),
            inner((5.0, 2.0, Unit::Seconds), None),
            inner((1.0, 0.0, Unit::Seconds), Some(2.2)),
        ];
        let (lines, missed) = lines(&[], &inner);
        let expect = [
            "",
            "| ours alone | ratio | limit |",
            "|---|---|---|",
            "| w | 0.15 (0.30 s : 2.00 s) | 0.15 |",
            "| w | 2.50 (5.00 s : 2.00 s) | 2.2 |",
            "| w | 2.50 (5.00 s : 2.00 s) |  |",
            "| w | - (1.00 s : 0.00 s) | 2.2 |",
        ];
        assert_eq!(lines[3..], expect);
        let expect = ["w: 2.50 (5.00 s : 2.00 s), and not 2.2 at most", "w: - (1.00 s : 0.00 s), and not 2.2 at most"];
        assert_eq!(missed, expect);
    }
}
