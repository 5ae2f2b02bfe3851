//! What a case wants, held against what happened.

use bursar_codegen::source::{self, Pointer};

use super::build::Built;
use super::case::{Case, Outcome, Wanted};
use super::made::{self, Faults};
use super::play::Played;
use super::wire::{self, Sent};
use crate::alone::{Ending, Said, Severity, Told};

/// What a compiler may use for one crate.
const COMPILE_SECONDS: f64 = 180.0;
const COMPILE_MB: u64 = 4 << 10;

/// Two things that want one name: a maintainer is asked to choose, and both are there under names of their own, so that
/// nothing is left out or simplified.
const CHOICE: &str = "name-clash";

/// The manifest of a harmless document, whose crate is `bursar-case`.
const HARMLESS: &str = "harmless-out/Cargo.toml";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    ended: String,
    /// What must not be.
    pub(super) faults: Vec<String>,
    /// What was asked and not judged.
    unjudged: Vec<String>,
}

impl Verdict {
    /// One line.
    pub(super) fn line(&self, case: &Case, done: &Played) -> String {
        let word = if self.faults.is_empty() { "ok  " } else { "FAIL" };
        let mut line = format!(
            "{word} {}: {}, {:.2} s, {} MiB",
            case.id,
            self.ended,
            done.watched.seconds,
            done.watched.peak_kb >> 10
        );
        if !self.unjudged.is_empty() {
            line.push_str(&format!("; not judged: {}", self.unjudged.join(", ")));
        }
        for fault in &self.faults {
            line.push_str(&format!("; {fault}"));
        }
        line
    }

    fn fault(&mut self, word: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{word}: {what}"));
    }
}

/// Judges a case.
pub(super) fn judge(case: &Case, done: &Played, built: Option<&Built>, sent: Option<&Sent>) -> Verdict {
    let mut verdict = Verdict::default();
    watched(case, done, &mut verdict);
    if let Ending::Told(told) = &done.watched.ending {
        outcome(case, done, told, &mut verdict);
        diagnostics(case, done, told, &mut verdict);
        if told.made.is_some() {
            output(case, done, told, built, &mut verdict);
            requests(case, sent, &mut verdict);
        } else if !done.tree.files.is_empty() {
            verdict.fault("write-any", "there are files in the output folder");
        }
    }
    verdict
}

/// The five that hold for every case.
fn watched(case: &Case, done: &Played, verdict: &mut Verdict) {
    match &done.watched.ending {
        Ending::Told(_) => {}
        Ending::Over(what) => verdict.fault("over-limits", what),
        Ending::Broken(how, said) => {
            verdict.fault("panic", format!("{how}: {}", said.lines().next().unwrap_or_default()))
        }
    }
    if done.watched.seconds > case.limits.seconds || done.watched.peak_kb > case.limits.rss_mb << 10 {
        verdict.fault("over-limits", format!("{:.1} s, {} MiB", done.watched.seconds, done.watched.peak_kb >> 10));
    }
    match &done.deeds {
        None => verdict
            .unjudged
            .extend(["network", "read-foreign", "write-outside"].map(|word| format!("{word} (no strace)"))),
        Some(deeds) => {
            for (word, deeds) in
                [("network", &deeds.network), ("read-foreign", &deeds.read), ("write-outside", &deeds.written)]
            {
                if let Some(first) = deeds.first() {
                    verdict.fault(word, first);
                }
            }
        }
    }
    for (what, differs) in [("a second run", &done.again), ("another order of the document", &done.order)] {
        if let Some(where_) = differs {
            verdict.fault("nondeterminism", format!("{what} differs at {where_}"));
        }
    }
}

/// How it ended, which is one of the ways that the case accepts.
fn outcome(case: &Case, done: &Played, told: &Told, verdict: &mut Verdict) {
    let degraded = told.said.iter().any(|said| said.severity == Severity::Degraded && said.code != CHOICE);
    let found = match (&told.made, degraded) {
        (None, _) => Outcome::Error,
        (Some(_), true) => Outcome::Degraded,
        (Some(_), false) => Outcome::Ok,
    };
    verdict.ended = found.word().to_owned();
    let wants = |outcome: Outcome| case.outcome == outcome || case.also_accept.contains(&outcome);
    // a note with the place and what is wrong is enough for what loses nothing
    let noted = found == Outcome::Ok
        && wants(Outcome::Degraded)
        && case.diagnostic.as_ref().is_some_and(|wanted| told.said.iter().any(|said| meets(done, wanted, said)));
    if !wants(found) && !noted {
        let first = told.said.iter().max_by_key(|said| said.severity);
        let first = first.and_then(|said| said.text.lines().next()).unwrap_or("nothing was said");
        verdict.fault("outcome", format!("{} is wanted: {first}", case.outcome.word()));
    }
}

fn diagnostics(case: &Case, done: &Played, told: &Told, verdict: &mut Verdict) {
    for said in &told.said {
        if let Some(word) = said.text.chars().find_map(made::hidden) {
            verdict.fault(word, format!("in the diagnostic `{}`", said.code));
        }
    }
    let Some(wanted) = &case.diagnostic else { return };
    let due = verdict.ended != Outcome::Ok.word()
        || (case.outcome != Outcome::Ok && !case.also_accept.contains(&Outcome::Ok));
    if due && !told.said.iter().any(|said| meets(done, wanted, said)) {
        verdict.fault("diagnostic", format!("nothing at {} mentions {:?}", wanted.location, wanted.mentions));
    }
}

/// Whether a diagnostic stands at the place and mentions everything.
fn meets(done: &Played, wanted: &Wanted, said: &Said) -> bool {
    let text = plain(&said.text);
    wanted.mentions.iter().all(|mention| text.contains(&plain(mention))) && is_there(done, &wanted.location, said)
}

/// Without letter case, and without what groups digits.
fn plain(text: &str) -> String {
    let chars: Vec<char> = text.to_lowercase().chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let groups = |at: usize| at > 0 && matches!(chars[at], ',' | '_' | '\'') && digit(at - 1) && digit(at + 1);
    chars.iter().enumerate().filter(|(at, _)| !groups(*at)).map(|(_, c)| *c).collect()
}

/// `line N`, `lines A-B`, or a pointer: this place, any below it, or the one right above.
fn is_there(done: &Played, location: &str, said: &Said) -> bool {
    let line = said.at.map(|(line, _)| line);
    if let Some(lines) = location.strip_prefix("lines ").or(location.strip_prefix("line ")) {
        let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
        let (Ok(first), Ok(last)) = (first.trim().parse::<usize>(), last.trim().parse::<usize>()) else { return false };
        return line.is_some_and(|line| (first..=last).contains(&line));
    }
    let Some(wanted) = Pointer::parse(location) else { return false };
    if let Some(at) = said.pointer.as_deref().and_then(Pointer::parse) {
        return at.is_within(&wanted) || wanted.parent() == Some(at);
    }
    let bytes = std::fs::read(done.root.join(&done.document)).unwrap_or_default();
    let places = [Some(wanted.clone()), wanted.parent()].into_iter().flatten();
    let lines: Vec<usize> =
        places.filter_map(|at| source::position(&bytes, &done.document, &at)).map(|span| span.line).collect();
    line.is_some_and(|line| lines.contains(&line))
}

/// What was made.
fn output(case: &Case, done: &Played, told: &Told, built: Option<&Built>, verdict: &mut Verdict) {
    let mut faults = Faults::new();
    made::names(&done.tree, &mut faults);
    made::characters(&done.tree, &mut faults);
    let harmless = std::fs::read_to_string(done.place.join(HARMLESS)).unwrap_or_default();
    made::manifest(&done.tree, &harmless, &done.name, &mut faults);
    match made::source(&done.tree) {
        Ok(source) => {
            made::code(&source, &mut faults);
            for name in case.must.wire_names.iter().filter(|name| !source.texts.contains(*name)) {
                faults.push(("wire-change", format!("{name:?} is nowhere")));
            }
        }
        Err(what) => faults.push(("panic", what)),
    }
    for (word, what) in faults {
        verdict.fault(word, what);
    }
    counts(case, told, verdict);
    if let Some(differs) = &done.twin {
        verdict.fault("same_output_as", format!("differs at {differs}"));
    }
    compiled(case, built, verdict);
}

/// What the client sends.
fn requests(case: &Case, sent: Option<&Sent>, verdict: &mut Verdict) {
    let Some(sent) = sent else {
        let words = wire::WORDS.iter().filter(|word| case.must_not.contains(**word)).map(|word| (*word).to_owned());
        verdict.unjudged.extend(words);
        if !case.must.request_targets.is_empty() {
            verdict.unjudged.push(format!("{} request targets", case.must.request_targets.len()));
        }
        return;
    };
    for (word, what) in &sent.faults {
        verdict.fault(word, what);
    }
    verdict.unjudged.extend(sent.left.iter().map(|what| format!("requests of {what}")));
}

fn counts(case: &Case, told: &Told, verdict: &mut Verdict) {
    let Some(made) = &told.made else { return };
    if let Some(operations) = case.must.operations.filter(|wanted| made.operations != *wanted) {
        verdict.fault("operations", format!("{} of {operations}", made.operations));
    }
    if let Some(types) = case.must.types.filter(|wanted| made.types < *wanted) {
        verdict.fault("types", format!("{} of {types}", made.types));
    }
}

fn compiled(case: &Case, built: Option<&Built>, verdict: &mut Verdict) {
    let Some(built) = built else { return verdict.fault("rustc-warning", "it was not compiled") };
    match &built.compiled {
        None => verdict.fault("rustc-warning", "it was not compiled"),
        Some(compiled) if !compiled.is_good() => verdict.fault("rustc-warning", compiled.words()),
        Some(compiled) => {
            if compiled.seconds() > COMPILE_SECONDS || compiled.peak_kb() > COMPILE_MB << 10 {
                verdict.fault("over-limits", compiled.words());
            }
        }
    }
    if built.documented == Some(false) {
        verdict.fault("rustdoc-warning", "it cannot be documented without warnings");
    }
    match &built.active {
        Some(active) => active.iter().for_each(|what| verdict.fault("raw-html", what)),
        None if case.must_not.contains("raw-html") => verdict.fault("raw-html", "it cannot be documented"),
        None => {}
    }
    for test in &built.tests {
        verdict.fault("doctest", test);
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::alone::{Limits, Made, Watched};
    use crate::hostile::case::Must;
    use crate::tree::Tree;

    fn said(severity: Severity, pointer: Option<&str>, line: usize, text: &str) -> Said {
        let (code, file) = ("code".to_owned(), "spec.yaml".to_owned());
        let (pointer, at, text) = (pointer.map(str::to_owned), Some((line, 1)), text.to_owned());
        Said { code, severity, file, pointer, at, text }
    }

    fn played(made: Option<Made>, said: Vec<Said>) -> Played {
        let told = Told { made, said, ..Told::default() };
        let watched = Watched { ending: Ending::Told(Box::new(told)), seconds: 0.5, peak_kb: 1024 };
        let (place, root) = (PathBuf::from("nowhere"), PathBuf::from("nowhere"));
        Played {
            name: "x".to_owned(),
            place,
            root,
            document: "spec.yaml".to_owned(),
            watched,
            tree: Tree::default(),
            deeds: Some(super::super::calls::Deeds::default()),
            again: None,
            twin: None,
            order: None,
        }
    }

    fn case(outcome: Outcome, diagnostic: Option<(&str, &str)>) -> Case {
        Case {
            id: "x".to_owned(),
            folder: PathBuf::new(),
            outcome,
            also_accept: Vec::new(),
            must_not: std::collections::BTreeSet::new(),
            must: Must::default(),
            diagnostic: diagnostic.map(|(location, mention)| Wanted {
                location: location.to_owned(),
                mentions: vec![mention.to_owned()],
            }),
            limits: Limits { seconds: 1.0, rss_mb: 16 },
            make: None,
        }
    }

    fn check(case: &Case, done: &Played, expect: &[&str]) {
        assert_eq!(judge(case, done, None, None).faults, expect);
    }

    #[test]
    fn an_error_says_where_and_what() {
        let wanted = case(Outcome::Error, Some(("#/a/b", "1000")));
        let with = |pointer, line, text| played(None, vec![said(Severity::Error, pointer, line, text)]);
        check(&wanted, &with(Some("#/a/b"), 1, "found 1_000"), &[]);
        check(&wanted, &with(Some("#/a/b/c"), 1, "found 1,000"), &[]);
        check(&wanted, &with(Some("#/a"), 1, "found 1000"), &[]);
        let missing = &["diagnostic: nothing at #/a/b mentions [\"1000\"]"][..];
        check(&wanted, &with(Some("#/a/bc"), 1, "found 1000"), missing);
        check(&wanted, &with(Some("#/a/b"), 1, "found 10"), missing);
        let lines = case(Outcome::Error, Some(("lines 3-4", "x")));
        check(&lines, &with(None, 4, "X"), &[]);
        check(&lines, &with(None, 5, "x"), &["diagnostic: nothing at lines 3-4 mentions [\"x\"]"]);
        check(&wanted, &with(Some("#/a/b"), 1, "1000 \u{202e}"), &["raw-bidi: in the diagnostic `code`"]);
    }

    #[test]
    fn the_outcome_is_one_of_those_accepted() {
        let made = || Some(Made::default());
        let wanted = case(Outcome::Error, None);
        let faults = judge(&wanted, &played(made(), Vec::new()), None, None).faults;
        assert!(faults.contains(&"outcome: error is wanted: nothing was said".to_owned()), "{faults:?}");
        let degraded = case(Outcome::Degraded, Some(("#/a", "x")));
        let noted =
            judge(&degraded, &played(made(), vec![said(Severity::Note, Some("#/a"), 1, "x")]), None, None).faults;
        assert!(!noted.iter().any(|fault| fault.starts_with("outcome")), "{noted:?}");
        let fine = case(Outcome::Ok, None);
        let lost = judge(&fine, &played(made(), vec![said(Severity::Degraded, None, 1, "lost")]), None, None).faults;
        assert!(lost.contains(&"outcome: ok is wanted: lost".to_owned()), "{lost:?}");
    }

    #[test]
    fn limits_and_deeds_count_for_every_case() {
        let wanted = case(Outcome::Error, None);
        let mut done = played(None, Vec::new());
        done.watched.peak_kb = 17 << 10;
        check(&wanted, &done, &["over-limits: 0.5 s, 17 MiB"]);
        let mut done = played(None, Vec::new());
        done.watched.ending = Ending::Broken("panicked".to_owned(), "at a.rs".to_owned());
        check(&wanted, &done, &["panic: panicked: at a.rs"]);
        let mut done = played(None, Vec::new());
        done.deeds = Some(super::super::calls::Deeds { network: vec!["socket".to_owned()], ..Default::default() });
        check(&wanted, &done, &["network: socket"]);
        let mut done = played(None, Vec::new());
        done.tree.files.insert("a".to_owned(), Vec::new());
        check(&wanted, &done, &["write-any: there are files in the output folder"]);
        let mut done = played(None, Vec::new());
        done.again = Some("`a`".to_owned());
        check(&wanted, &done, &["nondeterminism: a second run differs at `a`"]);
    }

    #[test]
    fn what_is_not_counted_is_missed() {
        let mut wanted = case(Outcome::Ok, None);
        (wanted.must.operations, wanted.must.types, wanted.must.wire_names) = (Some(2), Some(3), vec!["w".to_owned()]);
        let done = played(Some(Made { operations: 1, types: 2, ..Made::default() }), Vec::new());
        let faults = judge(&wanted, &done, None, None).faults;
        for fault in [
            "wire-change: \"w\" is nowhere",
            "operations: 1 of 2",
            "types: 2 of 3",
            "rustc-warning: it was not compiled",
        ] {
            assert!(faults.iter().any(|found| found == fault), "{fault}: {faults:?}");
        }
    }
}
