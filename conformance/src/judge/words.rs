//! The words of `must_not`, each a check of its own.

use std::time::Duration;

use super::evidence::{framed, is_redirect, is_same};
use super::{Evidence, Exit, Verdict, brief, secret, value};
use crate::framing::Shape;
use crate::protocol::micros;
use crate::record::{Exchange, Secured};
use crate::suite::{Host, Kind, WORDS, Word};

/// What a call may last beyond its limit, and a pause beyond its cap.
const GRACE: Duration = Duration::from_millis(500);
const SLEEP_GRACE: Duration = Duration::from_millis(100);

/// Looks whether what `word` names happened.
pub(super) fn check(word: Word, evidence: &Evidence, verdict: &mut Verdict) {
    let name = WORDS.iter().find(|(_, known)| *known == word).map_or("", |(name, _)| name);
    let found: Result<Option<String>, &str> = match word {
        Word::Panic => Ok(panic(evidence)),
        Word::OverTotalTimeout => over_total_timeout(evidence),
        Word::SleepOverCap => sleep_over_cap(evidence),
        Word::BusyLoop => Ok(busy_loop(evidence)),
        Word::Retry => Ok(retry(evidence)),
        Word::PartialSuccess => Ok(partial_success(evidence)),
        Word::CrossResponse => Ok(value::cross_response(evidence)),
        Word::ConnectionReuse => Ok(connection_reuse(evidence)),
        Word::CredentialToB => Ok(secret::credential_to_b(evidence)),
        Word::BodyToB => Ok(body_to_b(evidence)),
        Word::CredentialSent => Ok(secret::credential_sent(evidence)),
        Word::PlaintextCredential => secret::plaintext_credential(evidence),
        Word::PlaintextFallback => plaintext_fallback(evidence),
        Word::SecretInError => Ok(secret::in_error(evidence)),
        Word::SecretInDebug => Ok(secret::in_debug(evidence)),
        Word::UnboundedErrorText => Ok(unbounded_error_text(evidence)),
        Word::SilentReplacement => Ok(value::silent_replacement(evidence)),
        Word::HeaderInjection => Ok(header_injection(evidence)),
        Word::Wrap => Ok(value::wrap(evidence)),
        Word::Saturate => Ok(value::saturate(evidence)),
        Word::HostChange => Ok(host_change(evidence)),
        Word::LiteralBrace => Ok(literal_brace(evidence)),
        // `max_ms` and `max_rss_mb` are looked at in every case
        Word::OverLimits => Ok(None),
    };
    match found {
        Ok(None) => {}
        Ok(Some(what)) => verdict.fail(format!("{name}: {what}")),
        Err(why) => verdict.skip(format!("{name}, {why}")),
    }
}

fn panic(evidence: &Evidence) -> Option<String> {
    match &evidence.exit {
        Exit::Good => None,
        Exit::Bad(how) => Some(format!("the client ended with {how}: {}", brief(&evidence.printed))),
        Exit::Killed(after) => Some(format!("the client was still busy after {after} ms")),
    }
}

fn over_total_timeout(evidence: &Evidence) -> Result<Option<String>, &'static str> {
    let limit = evidence.case.settings.total_timeout_ms.ok_or("as there is no total_timeout_ms")?;
    let limit = Duration::from_millis(limit) + GRACE;
    let lasted = evidence.calls.iter().filter(|call| call.outcome.is_some()).map(|call| call.end - call.begin);
    let longest = Duration::from_micros(lasted.max().unwrap_or_default());
    Ok((longest > limit).then(|| format!("a call lasted {} ms", longest.as_millis())))
}

/// Also the time after the last answer counts, when the client slept only to give up.
fn sleep_over_cap(evidence: &Evidence) -> Result<Option<String>, &'static str> {
    let cap = evidence.case.settings.retry_after_cap_ms.ok_or("as there is no retry_after_cap_ms")?;
    let cap = Duration::from_millis(cap) + SLEEP_GRACE;
    let mut longest = Duration::ZERO;
    for call in &evidence.calls {
        longest = evidence.pauses(call).iter().map(|pause| pause.length).fold(longest, Duration::max);
        let last = evidence.during(call, Host::A).last().and_then(|exchange| exchange.answer.ended);
        if let (Some(ended), Some(_)) = (last, &call.outcome) {
            longest = longest.max(Duration::from_micros(call.end.saturating_sub(micros(ended))));
        }
    }
    Ok((longest > cap).then(|| format!("a pause of {} ms", longest.as_millis())))
}

/// Half of the shortest pause that the backoff allows for is no pause. A server that names a time gets its will, which is
/// at most two requests more.
fn busy_loop(evidence: &Evidence) -> Option<String> {
    let (first, _) = evidence.case.settings.backoff_ms.unwrap_or((500, 8000));
    let least = Duration::from_micros((first * 375).max(1000));
    let pauses = evidence.calls.iter().flat_map(|call| evidence.pauses(call));
    let unasked = pauses.filter(|pause| pause.is_repetition() && !framed(pause.before).names_a_time);
    let shortest = unasked.map(|pause| pause.length).filter(|length| *length < least).min();
    shortest.map(|pause| format!("again after {} µs", pause.as_micros()))
}

fn retry(evidence: &Evidence) -> Option<String> {
    for call in &evidence.calls {
        let exchanges = evidence.during(call, Host::A);
        for (n, exchange) in exchanges.iter().enumerate() {
            let is_again = |before: &&Exchange| is_same(before, exchange) && !is_redirect(&framed(before));
            if exchanges[..n].iter().any(is_again) {
                let request = &exchange.request;
                return Some(format!("{} {} was sent again", request.method(), brief(request.target())));
            }
        }
        let refused = |secured: Secured| secured == Secured::Refused;
        let handshakes = evidence.record.connections.iter().filter(|connection| {
            let at = micros(connection.at);
            connection.host == Host::A && refused(connection.secured) && at >= call.begin && at <= call.end
        });
        if handshakes.count() > 1 {
            return Some("the handshake was tried again".to_owned());
        }
    }
    None
}

fn partial_success(evidence: &Evidence) -> Option<String> {
    for (index, call) in evidence.calls.iter().enumerate() {
        let Some(outcome) = &call.outcome else { continue };
        if !outcome.kinds.contains(&Kind::Ok) {
            continue;
        }
        let last = evidence.during(call, Host::A).last().map(|exchange| framed(exchange).shape);
        if let Some(shape @ (Shape::Short | Shape::Ambiguous)) = last {
            let how = if shape == Shape::Short { "incomplete" } else { "ambiguous" };
            return Some(format!("call {} took an {how} response for a success", index + 1));
        }
        if !evidence.alternatives(index).contains(&Kind::Ok) {
            return Some(format!("call {} is a success", index + 1));
        }
    }
    None
}

fn connection_reuse(evidence: &Evidence) -> Option<String> {
    let exchanges = &evidence.record.exchanges;
    for (n, exchange) in exchanges.iter().enumerate() {
        let before = exchanges[..n].iter().rev().find(|before| before.connection == exchange.connection);
        if let Some(shape) = before.map(|before| framed(before).shape)
            && shape != Shape::Whole
        {
            let why = match shape {
                Shape::Surplus => "that had surplus bytes",
                Shape::Short => "whose response was incomplete",
                Shape::Ambiguous => "whose response was ambiguous",
                Shape::Last | Shape::Whole => "that was to be closed",
            };
            return Some(format!("{} went over a connection {why}", brief(exchange.request.target())));
        }
    }
    None
}

fn body_to_b(evidence: &Evidence) -> Option<String> {
    let got =
        evidence.record.exchanges.iter().find(|exchange| exchange.host == Host::B && !exchange.request.body.is_empty());
    got.map(|exchange| format!("b got a body of {} bytes", exchange.request.body.len()))
}

fn plaintext_fallback(evidence: &Evidence) -> Result<Option<String>, &'static str> {
    evidence.case.tls.ok_or("as nothing is secured in this case")?;
    let plain = evidence.record.connections.iter().find(|connection| {
        let is_data = |exchange: &Exchange| exchange.host == Host::APlain;
        connection.secured == Secured::Skipped
            || (connection.host == Host::APlain && evidence.record.exchanges.iter().any(is_data))
    });
    Ok(plain.map(|connection| format!("a connection to {} is not secured", connection.host.name())))
}

fn unbounded_error_text(evidence: &Evidence) -> Option<String> {
    let settings = &evidence.case.settings;
    let (text_limit, body_limit) = (settings.max_error_text_bytes, settings.max_error_body_bytes);
    for outcome in evidence.calls.iter().filter_map(|call| call.outcome.as_ref()) {
        let longest = outcome.texts.iter().chain([&outcome.display]).map(String::len).max().unwrap_or_default() as u64;
        if text_limit.is_some_and(|limit| longest > limit) {
            return Some(format!("an error prints {longest} bytes"));
        }
        let kept = outcome.kept_bytes.unwrap_or_default();
        if body_limit.is_some_and(|limit| kept > limit) && !outcome.kinds.contains(&Kind::Decode) {
            return Some(format!("an error keeps {kept} bytes"));
        }
    }
    None
}

/// Line breaks and NUL that are no part of the syntax of a head, and lines that a value of the caller has begun.
fn header_injection(evidence: &Evidence) -> Option<String> {
    let given = evidence.case.args.iter().filter_map(|(_, value)| value.as_str());
    let given = given.chain(evidence.case.settings.credentials.values().map(String::as_str));
    let begun: Vec<&str> =
        given.flat_map(|value| value.split(['\r', '\n', '\0']).skip(1)).filter(|line| !line.is_empty()).collect();
    for exchange in &evidence.record.exchanges {
        let request = &exchange.request;
        let head = String::from_utf8_lossy(&request.head);
        let whole = format!("{head}{}", String::from_utf8_lossy(&request.body));
        let lines = || whole.split(['\r', '\n', '\0']);
        if head.replace("\r\n", "").contains(['\r', '\n', '\0']) {
            return Some("a control character is in a head".to_owned());
        }
        if let Some(line) = begun.iter().find(|begun| lines().any(|line| line.starts_with(**begun))) {
            return Some(format!("`{}` is a line of its own", brief(line)));
        }
    }
    None
}

fn host_change(evidence: &Evidence) -> Option<String> {
    let is_other = |exchange: &&Exchange| matches!(exchange.host, Host::B | Host::APlain);
    let other = evidence.record.exchanges.iter().find(is_other);
    other.map(|exchange| format!("{} got a request", exchange.host.name()))
}

fn literal_brace(evidence: &Evidence) -> Option<String> {
    let is_given = evidence.case.args.iter().any(|(_, value)| value.to_string().contains('{'));
    let is_brace = |exchange: &&Exchange| {
        let target = exchange.request.target();
        !is_given && (target.contains(['{', '}']) || target.to_ascii_uppercase().contains("%7B"))
    };
    let found = evidence.record.exchanges.iter().find(is_brace);
    found.map(|exchange| format!("{} was sent", brief(exchange.request.target())))
}
