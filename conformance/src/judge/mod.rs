//! Holds what happened against what had to happen.
//!
//! Holds: a verdict is good only when every expectation of the case was looked at and met; what cannot be looked at is
//! said, by name.

mod evidence;
mod must;
mod secret;
mod value;
mod words;

pub use self::evidence::{Evidence, Exit, Made};
use crate::suite::{Host, Kind, Word};

/// What is to be said of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What was not as it had to be.
    pub failures: Vec<String>,
    /// What could not be looked at.
    pub unchecked: Vec<String>,
}

impl Verdict {
    fn fail(&mut self, what: impl Into<String>) {
        self.failures.push(what.into());
    }

    fn skip(&mut self, what: impl Into<String>) {
        self.unchecked.push(what.into());
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Judges a case.
pub fn judge(evidence: &Evidence) -> Verdict {
    let mut verdict = Verdict::default();
    words::check(Word::Panic, evidence, &mut verdict);
    kinds(evidence, &mut verdict);
    attempts(evidence, &mut verdict);
    target(evidence, &mut verdict);
    for text in &evidence.case.expect.must {
        must::check(text, evidence, &mut verdict);
    }
    for word in evidence.case.expect.must_not.iter().filter(|word| **word != Word::Panic) {
        words::check(*word, evidence, &mut verdict);
    }
    limits(evidence, &mut verdict);
    verdict
}

fn kinds(evidence: &Evidence, verdict: &mut Verdict) {
    let expect = &evidence.case.expect;
    for (index, call) in evidence.calls.iter().enumerate() {
        let Some(outcome) = &call.outcome else { continue };
        let alternatives = evidence.alternatives(index);
        if !outcome.kinds.iter().any(|kind| fits(*kind, alternatives)) {
            let which = if evidence.case.calls.len() > 1 { format!("call {}: ", index + 1) } else { String::new() };
            let why =
                if outcome.display.is_empty() { String::new() } else { format!(" ({})", brief(&outcome.display)) };
            verdict.fail(format!("{which}{} instead of {}{why}", list(&outcome.kinds), list(alternatives)));
        }
    }
    let ended = evidence.calls.iter().filter(|call| call.outcome.is_some()).count();
    let expected = evidence.case.calls.len();
    if ended < expected && evidence.exit == Exit::Good {
        verdict.fail(format!("{ended} of {expected} calls came to an end"));
    }
    debug_assert!(!expect.kinds.is_empty());
}

/// A case has no word for pages that lead nowhere; see [`Kind::Paging`].
fn fits(kind: Kind, alternatives: &[Kind]) -> bool {
    let as_if = [Kind::Decode, Kind::Protocol, Kind::Redirect];
    alternatives.contains(&kind) || (kind == Kind::Paging && as_if.iter().any(|kind| alternatives.contains(kind)))
}

fn list(kinds: &[Kind]) -> String {
    kinds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn brief(text: &str) -> String {
    let short: String = text.chars().take(160).collect();
    short.escape_debug().to_string()
}

fn attempts(evidence: &Evidence, verdict: &mut Verdict) {
    for (host, (least, most)) in &evidence.case.expect.attempts {
        let seen = evidence.record.exchanges.iter().filter(|exchange| exchange.host == *host).count() as u64;
        if !(*least..=*most).contains(&seen) {
            let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
            verdict.fail(format!("{seen} requests to {} instead of {range}", host.name()));
        }
    }
}

fn target(evidence: &Evidence, verdict: &mut Verdict) {
    let Some(target) = &evidence.case.expect.target else { return };
    let sent = evidence.record.exchanges.iter().find(|exchange| exchange.host == Host::A);
    match sent.map(|exchange| exchange.request.target()) {
        None => verdict.fail(format!("nothing was sent instead of {target}")),
        Some(sent) if normal(sent) != normal(target) => {
            verdict.fail(format!("{} was sent instead of {target}", brief(sent)))
        }
        Some(_) => {}
    }
}

/// A target with everything in its path decoded that may stand there as it is (RFC 3986 §6.2.2.2, and `sub-delims`, `:` and
/// `@` of a segment, which may be encoded or not), and hexadecimal digits in capitals.
fn normal(target: &str) -> String {
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let path = decoded(path, |c| plain(c) || "!$&'()*+,;=:@".contains(c));
    query.map_or(path.clone(), |query| format!("{path}?{}", decoded(query, plain)))
}

fn decoded(text: &str, may_stand: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.map(char::from) {
            Some(c) if may_stand(c) => out.push(c),
            _ => out.push_str(&rest.get(..3).unwrap_or(rest).to_ascii_uppercase()),
        }
        rest = rest.get(3..).unwrap_or_default();
    }
    out + rest
}

fn limits(evidence: &Evidence, verdict: &mut Verdict) {
    let expect = &evidence.case.expect;
    if let Some(max) = expect.max_ms
        && let Some(took) = evidence.took_ms()
        && took > max
    {
        verdict.fail(format!("{took} ms instead of {max} ms at most"));
    }
    let Some(max) = expect.max_rss_mb else { return };
    match evidence.grown_kb() {
        Some(grown) if grown > max * 1024 => {
            verdict.fail(format!("grew by {} MiB instead of {max} MiB at most", grown / 1024))
        }
        Some(_) => {}
        None if evidence.exit == Exit::Good => verdict.skip("max_rss_mb, as memory is measured on Linux only"),
        None => {}
    }
}

#[cfg(test)]
mod tests;
