//! Words about values: whether what was returned is what was sent.

use serde_json::Value;

use super::evidence::framed;
use super::{Evidence, brief};
use crate::judge::Made;
use crate::record::KEPT;
use crate::suite::Host;

/// What numbers become that are too large.
const LARGEST: &[f64] = &[
    i64::MAX as f64,
    i64::MIN as f64,
    u64::MAX as f64,
    i32::MAX as f64,
    i32::MIN as f64,
    u32::MAX as f64,
    f64::MAX,
    f64::MIN,
];

/// The bodies that were sent during a call, or `None` when they were too large to be kept whole.
fn bodies(evidence: &Evidence, call: &Made) -> Option<Vec<String>> {
    let exchanges = Host::ALL.into_iter().flat_map(|host| evidence.during(call, host));
    exchanges
        .map(|exchange| {
            let is_kept = exchange.answer.length <= KEPT as u64;
            is_kept.then(|| String::from_utf8_lossy(&framed(exchange).body).into_owned())
        })
        .collect()
}

/// The texts and numbers in a value.
fn scalars<'v>(value: &'v Value, texts: &mut Vec<&'v str>, numbers: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Number(number) => numbers.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| scalars(item, texts, numbers)),
        // octets that are no text
        Value::Object(members) if members.contains_key("$bytes") => {}
        Value::Object(members) => members.values().for_each(|member| scalars(member, texts, numbers)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Every text that a call returns was sent to it.
pub(super) fn cross_response(evidence: &Evidence) -> Option<String> {
    for (index, call) in evidence.calls.iter().enumerate() {
        let Some(value) = call.outcome.as_ref().and_then(|outcome| outcome.value.as_ref()) else { continue };
        let Some(bodies) = bodies(evidence, call) else { continue };
        let mut texts = Vec::new();
        scalars(value, &mut texts, &mut Vec::new());
        let is_sent = |text: &str| {
            let quoted = Value::from(text).to_string();
            let escaped = quoted.trim_matches('"');
            // a text over several lines, of events for one, is looked at line by line
            let mut lines = text.lines();
            bodies.iter().any(|body| body.contains(escaped) || body.contains(text))
                || lines.all(|line| bodies.iter().any(|body| body.contains(line)))
        };
        if let Some(text) = texts.into_iter().find(|text| !is_sent(text)) {
            return Some(format!("call {} returned `{}`, which was not sent to it", index + 1, brief(text)));
        }
    }
    None
}

pub(super) fn silent_replacement(evidence: &Evidence) -> Option<String> {
    const REPLACEMENT: char = '\u{fffd}';
    for call in &evidence.calls {
        let Some(value) = call.outcome.as_ref().and_then(|outcome| outcome.value.as_ref()) else { continue };
        let exchanges = Host::ALL.into_iter().flat_map(|host| evidence.during(call, host));
        let was_sent = exchanges.map(framed).any(|framed| {
            let marks: [&[u8]; 3] = ["\u{fffd}".as_bytes(), b"\\ufffd", b"\\uFFFD"];
            marks.iter().any(|mark| framed.body.windows(mark.len()).any(|window| window == *mark))
        });
        let mut texts = Vec::new();
        scalars(value, &mut texts, &mut Vec::new());
        if let Some(text) = texts.iter().find(|text| text.contains(REPLACEMENT) && !was_sent) {
            return Some(format!("`{}` was returned", brief(text)));
        }
    }
    None
}

pub(super) fn wrap(evidence: &Evidence) -> Option<String> {
    let changed = changed(evidence);
    let wrapped = changed.into_iter().find(|number| !is_largest(number));
    wrapped
        .map(|number| format!("{number} was returned, which was not sent"))
        .or_else(|| pause(evidence, |ms| ms < YEAR_MS))
}

pub(super) fn saturate(evidence: &Evidence) -> Option<String> {
    let saturated = changed(evidence).into_iter().find(|number| is_largest(number));
    saturated
        .map(|number| format!("{number} was returned, which was not sent"))
        .or_else(|| pause(evidence, |ms| ms > YEAR_MS))
}

/// A pause is reported up to a year, as is documented.
const YEAR_MS: u64 = 366 * 24 * 3600 * 1000;

fn is_largest(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(|number| LARGEST.contains(&number))
}

/// Numbers that were returned and not sent.
fn changed(evidence: &Evidence) -> Vec<String> {
    let mut changed = Vec::new();
    for call in &evidence.calls {
        let Some(value) = call.outcome.as_ref().and_then(|outcome| outcome.value.as_ref()) else { continue };
        let Some(bodies) = bodies(evidence, call) else { continue };
        let is_part = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
        let sent: Vec<&str> =
            bodies.iter().flat_map(|body| body.split(|c| !is_part(c))).filter(|token| !token.is_empty()).collect();
        let mut numbers = Vec::new();
        scalars(value, &mut Vec::new(), &mut numbers);
        changed.extend(numbers.into_iter().filter(|number| !sent.iter().any(|sent| is_equal(number, sent))));
    }
    changed
}

/// Whether two numbers are equal: exactly where both are integers of 64 bits, else as doubles.
fn is_equal(one: &str, other: &str) -> bool {
    match (one.parse::<i128>(), other.parse::<i128>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one.parse::<f64>().is_ok_and(|one| other.parse::<f64>().is_ok_and(|other| one == other)),
    }
}

/// A pause in seconds that an error reports in another length than the server asked for.
fn pause(evidence: &Evidence, is_of_interest: impl Fn(u64) -> bool) -> Option<String> {
    let outcomes = evidence.calls.iter().filter_map(|call| call.outcome.as_ref());
    let asked = outcomes.filter_map(|outcome| Some((outcome.retry_after.as_deref()?.trim(), outcome.retry_after_ms?)));
    let is_date = |text: &str| text.contains(',') || text.contains("GMT");
    let mut wrong = asked.filter(|(text, ms)| {
        let exact = text.parse::<u128>().ok().map(|seconds| seconds * 1000);
        let is_cut = exact.is_some_and(|exact| exact > u128::from(YEAR_MS)) && *ms <= YEAR_MS && *ms > YEAR_MS / 2;
        !is_date(text) && exact != Some(u128::from(*ms)) && !is_cut && is_of_interest(*ms)
    });
    wrong.next().map(|(text, ms)| format!("Retry-After: {} became {ms} ms", brief(text)))
}
