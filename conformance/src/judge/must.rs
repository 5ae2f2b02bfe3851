//! The sentences of `must`. They are prose: those of a known form are checked, others are said to be unchecked.

use std::time::Duration;

use serde_json::Value;

use super::{Evidence, Verdict, brief};
use crate::protocol::Outcome;
use crate::suite::Host;

/// What a pause may last beyond its length on a busy machine, and be shorter by rounding.
const LATE: Duration = Duration::from_millis(150);
const EARLY: Duration = Duration::from_millis(1);

/// Checks a sentence.
pub(super) fn check(text: &str, evidence: &Evidence, verdict: &mut Verdict) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = text.to_ascii_lowercase();
    let failure = match words.as_slice() {
        [which, "call", "returns", member, expected] => match ordinal(which, evidence.calls.len()) {
            Some(index) => returns(evidence, index, member, expected),
            None => return verdict.skip(format!("must \"{text}\"")),
        },
        ["call", "returns", member, expected] => returns(evidence, 0, member, expected),
        ["pauses", "follow", "the", "usual", "backoff"] => pauses(evidence),
        ["error", "names" | "mentions" | "shows", .., last] => error_has(evidence, last),
        ["error", ..] if lower.contains("body is empty") => error_has(evidence, "empty"),
        ["error", "reports", ..] if lower.contains("delay") => delay(evidence),
        ["error", "keeps", ..] if lower.contains("status") => {
            let has = |outcome: &&Outcome| outcome.status.is_some();
            last_error(evidence).filter(has).map_or(Some("the error has no status".to_owned()), |_| None)
        }
        _ if lower.contains("same") && lower.contains("key") => same_key(evidence),
        _ => return verdict.skip(format!("must \"{text}\"")),
    };
    if let Some(failure) = failure {
        verdict.fail(format!("must \"{text}\": {failure}"));
    }
}

fn ordinal(word: &str, calls: usize) -> Option<usize> {
    match word {
        "first" => Some(0),
        "second" => Some(1),
        "third" => Some(2),
        "fourth" => Some(3),
        "last" => calls.checked_sub(1),
        _ => None,
    }
}

fn returns(evidence: &Evidence, index: usize, member: &str, expected: &str) -> Option<String> {
    let outcome = evidence.calls.get(index).and_then(|call| call.outcome.as_ref());
    let value = outcome.and_then(|outcome| outcome.value.as_ref()).and_then(|value| value.get(member));
    match value {
        Some(Value::String(text)) if text == expected => None,
        Some(other) if other.to_string().as_str() == expected => None,
        Some(other) => Some(format!("it returned {}", brief(&other.to_string()))),
        None => Some(format!("it returned no `{member}`")),
    }
}

fn last_error(evidence: &Evidence) -> Option<&Outcome> {
    evidence.calls.iter().rev().filter_map(|call| call.outcome.as_ref()).find(|outcome| !outcome.display.is_empty())
}

fn error_has(evidence: &Evidence, text: &str) -> Option<String> {
    match last_error(evidence) {
        None => Some("there is no error".to_owned()),
        Some(outcome) if outcome.display.contains(text) => None,
        Some(outcome) => Some(format!("it says {}", brief(&outcome.display))),
    }
}

/// The delay of the error is the one asked for, or what the client documents for longer ones, or absent where the header
/// is kept for the caller to see that it could not be read.
fn delay(evidence: &Evidence) -> Option<String> {
    let Some(outcome) = last_error(evidence) else { return Some("there is no error".to_owned()) };
    let asked = outcome.retry_after.as_deref().and_then(|text| text.trim().parse::<u128>().ok());
    match (outcome.retry_after_ms, asked, &outcome.retry_after) {
        (Some(ms), Some(seconds), _) if u128::from(ms) <= seconds.saturating_mul(1000) && ms > 0 => None,
        (None, _, Some(_)) => None,
        (ms, ..) => Some(format!("the error reports {ms:?} ms")),
    }
}

/// `min(first · 2^n, cap) · (1 − 0.25 · chance)`.
fn pauses(evidence: &Evidence) -> Option<String> {
    let (first, cap) = evidence.case.settings.backoff_ms.unwrap_or((500, 8000));
    for call in &evidence.calls {
        let repetitions = evidence.pauses(call).into_iter().filter(|pause| pause.is_repetition());
        for (n, pause) in repetitions.enumerate() {
            let full = Duration::from_millis(first.saturating_mul(1 << n.min(32)).min(cap));
            if pause.length + EARLY < full.mul_f64(0.75) || pause.length > full + LATE {
                return Some(format!("pause {} lasted {} µs", n + 1, pause.length.as_micros()));
            }
        }
    }
    None
}

fn same_key(evidence: &Evidence) -> Option<String> {
    for call in &evidence.calls {
        let exchanges = evidence.during(call, Host::A);
        let keys: Vec<_> = exchanges.iter().map(|exchange| exchange.request.header("idempotency-key")).collect();
        if keys.iter().any(|key| key.is_none() || Some(key) != keys.first()) {
            return Some("the keys differ, or there is none".to_owned());
        }
    }
    None
}
