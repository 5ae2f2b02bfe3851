//! What response headers and error bodies say beside the documented content.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use serde_json::value::RawValue;

use crate::date::http_date;
use crate::encode::members;

/// Headers in which providers put the id of a request.
const REQUEST_ID: &[&str] = &["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id"];

/// A server cannot ask for a longer pause than a year; a larger number is read as that.
const LONGEST_PAUSE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Reset times above this are points in time (seconds since 1970), not durations.
const EPOCH_THRESHOLD: u64 = 1_000_000_000;

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

/// The id of the request, if the server names it in one of the usual headers.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID.iter().find_map(|name| text(headers, name)).filter(|id| !id.is_empty())
}

/// `retry-after-ms`, then `Retry-After` in seconds or as a date (RFC 9110 §10.2.3). What cannot be read counts as absent.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    if let Some(pause) = text(headers, "retry-after-ms").and_then(digits).map(Duration::from_millis) {
        return Some(pause.min(LONGEST_PAUSE));
    }
    let value = text(headers, "retry-after")?;
    let pause = match digits(value) {
        Some(seconds) => Duration::from_secs(seconds),
        None => http_date(value, now)?.duration_since(now).unwrap_or_default(),
    };
    Some(pause.min(LONGEST_PAUSE))
}

/// Digits only; numbers beyond 64 bits are as large as can be.
fn digits(text: &str) -> Option<u64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().unwrap_or(u64::MAX))
}

/// The state of a rate limit, as far as the server tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// Calls allowed in the current window.
    pub limit: Option<u64>,
    /// Calls left in it.
    pub remaining: Option<u64>,
    /// Time until it ends.
    pub reset: Option<Duration>,
}

/// `RateLimit-*` (draft-ietf-httpapi-ratelimit-headers, also its later `RateLimit: "default";r=1;t=2`) or `X-RateLimit-*`.
pub(crate) fn rate_limit(headers: &HeaderMap, now: SystemTime) -> Option<RateLimit> {
    let reset = |seconds: u64| match seconds {
        0..EPOCH_THRESHOLD => Duration::from_secs(seconds),
        _ => SystemTime::UNIX_EPOCH
            .checked_add(Duration::from_secs(seconds))
            .and_then(|at| at.duration_since(now).ok())
            .unwrap_or_default()
            .min(LONGEST_PAUSE),
    };
    let read = |[limit, remaining, reset_in]: [&str; 3]| {
        let number = |name: &str| text(headers, name).and_then(leading_number);
        let found =
            RateLimit { limit: number(limit), remaining: number(remaining), reset: number(reset_in).map(reset) };
        (found != RateLimit::default()).then_some(found)
    };
    let structured = || {
        let (state, policy) = (text(headers, "ratelimit"), text(headers, "ratelimit-policy"));
        let limit = policy.and_then(|p| field(p, "q"));
        let found = RateLimit {
            limit,
            remaining: state.and_then(|s| field(s, "r")),
            reset: state.and_then(|s| field(s, "t")).map(reset),
        };
        (found.remaining.is_some() || found.reset.is_some()).then_some(found)
    };
    read(["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"])
        .or_else(structured)
        .or_else(|| read(["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]))
        .or_else(|| read(["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"]))
}

/// The first number of a list such as `100, 100;w=60`; `1m30s` is not a number.
fn leading_number(text: &str) -> Option<u64> {
    digits(text.split([',', ';']).next().unwrap_or_default().trim())
}

/// A parameter of the first member of a structured list (RFC 8941), or of a dictionary `limit=…, r=…`.
fn field(text: &str, name: &str) -> Option<u64> {
    let of_first = text.split(',').next().unwrap_or_default();
    of_first.split(';').find_map(|part| digits(part.trim().strip_prefix(name)?.strip_prefix('=')?.trim()))
}

/// The provider's own words in an error body, where they are usually found.
pub(crate) fn message(body: &[u8]) -> Option<String> {
    let body = members(str::from_utf8(body).ok()?)?;
    let at = |name: &str| body.iter().rfind(|(found, _)| found == name).map(|(_, value)| value.get());
    text_of(&body, &["message", "error", "error_description", "detail", "title"])
        .or_else(|| {
            let errors: Vec<&RawValue> = serde_json::from_str(at("errors")?).ok()?;
            text_of(&members(errors.first()?.get())?, &["detail", "title", "message"])
        })
        .or_else(|| text_of(&members(at("error")?)?, &["message", "detail"]))
}

/// The first of these members that is a text, and not a blank one.
fn text_of(members: &[(String, &RawValue)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let (_, value) = members.iter().rfind(|(found, _)| found == name)?;
        serde_json::from_str(value.get()).ok().filter(|text: &String| !text.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (http::HeaderName::from_static(n), http::HeaderValue::from_static(v))).collect()
    }

    /// 1994-11-06 08:49:34 UTC
    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_774)
    }

    #[test]
    fn retry_after_forms() {
        fn check(pairs: &[(&'static str, &'static str)], expect: Option<u64>) {
            assert_eq!(retry_after(&headers(pairs), now()).map(|d| d.as_millis()), expect.map(u128::from), "{pairs:?}");
        }
        check(&[], None);
        check(&[("retry-after", "7")], Some(7000));
        check(&[("retry-after-ms", "250"), ("retry-after", "7")], Some(250));
        check(&[("retry-after-ms", "x"), ("retry-after", "7")], Some(7000));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")], Some(3000));
        check(&[("retry-after", "Sunday, 06-Nov-94 08:49:37 GMT")], Some(3000));
        check(&[("retry-after", "Sun Nov  6 08:49:37 1994")], Some(3000));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")], Some(0));
        // RFC 850: a year of two digits is at most 50 years away
        check(&[("retry-after", "Saturday, 05-Nov-44 08:49:34 GMT")], Some(31_536_000_000));
        check(&[("retry-after", "Monday, 07-Nov-44 08:49:35 GMT")], Some(0));
        check(&[("retry-after", "-1")], None);
        check(&[("retry-after", "NaN")], None);
        check(&[("retry-after", "1e9")], None);
        check(&[("retry-after", "")], None);
        check(&[("retry-after", "99999999999999999999")], Some(31_536_000_000));
    }

    #[test]
    fn rate_limits() {
        fn check(pairs: &[(&'static str, &'static str)], expect: Option<(Option<u64>, Option<u64>, Option<u64>)>) {
            let got = rate_limit(&headers(pairs), now());
            assert_eq!(got.map(|r| (r.limit, r.remaining, r.reset.map(|d| d.as_secs()))), expect, "{pairs:?}");
        }
        check(&[], None);
        let x = [("x-ratelimit-limit", "100"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "784111804")];
        check(&x, Some((Some(100), Some(0), Some(784_111_804))));
        check(&[("x-ratelimit-reset", "1")], Some((None, None, Some(1))));
        check(&[("ratelimit-limit", "100, 100;w=60"), ("ratelimit-reset", "9")], Some((Some(100), None, Some(9))));
        let structured = [("ratelimit", "\"default\";r=50;t=30"), ("ratelimit-policy", "\"default\";q=100;w=10")];
        check(&structured, Some((Some(100), Some(50), Some(30))));
        check(&[("ratelimit", "\"default\";r=50")], Some((None, Some(50), None)));
        check(&[("ratelimit", "limit=100, r=1"), ("ratelimit-policy", "q=9")], None);
        check(&[("ratelimit", "\"a\";t=30, \"b\";r=1")], Some((None, None, Some(30))));
        check(&[("ratelimit-policy", "\"default\";q=100;w=10")], None);
        check(&[("x-rate-limit-remaining", "3")], Some((None, Some(3), None)));
        check(&[("x-ratelimit-remaining", ""), ("x-ratelimit-limit", "1m")], None);
        check(&[("x-ratelimit-reset", "6m0s")], None);
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let got = rate_limit(&headers(&[("x-ratelimit-reset", "1700000030")]), later).and_then(|r| r.reset);
        assert_eq!(got, Some(Duration::from_secs(30)));
        // a point in time that is over, one too far away, and the longest that is a duration
        for (reset, expect) in [("1000000000", 0), ("9999999999", 31_536_000), ("999999999", 999_999_999)] {
            let got = rate_limit(&headers(&[("x-ratelimit-reset", reset)]), later).and_then(|r| r.reset);
            assert_eq!(got, Some(Duration::from_secs(expect)), "{reset}");
        }
    }

    #[test]
    fn messages() {
        fn check(body: &str, expect: Option<&str>) {
            assert_eq!(message(body.as_bytes()).as_deref(), expect, "{body}");
        }
        check(r#"{"message":"m","error":"e"}"#, Some("m"));
        check(r#"{"error":"e","error_description":"d"}"#, Some("e"));
        check(r#"{"error":{"code":1,"message":"inner"}}"#, Some("inner"));
        check(r#"{"detail":"d","title":"t"}"#, Some("d"));
        check(r#"{"errors":[{"code":"1","title":"t","detail":"d"}]}"#, Some("d"));
        check(r#"{"errors":[{"title":"t"}]}"#, Some("t"));
        check(r#"{"errors":[]}"#, None);
        check(r#"{"title":"t","errors":[{"detail":"d"}]}"#, Some("t"));
        check(r#"{"message":" ","code":5}"#, None);
        check(r#"["x"]"#, None);
        check("<html>", None);
    }

    #[test]
    fn request_ids() {
        assert_eq!(request_id(&headers(&[("x-request-id", " r-1 ")])), Some("r-1"));
        assert_eq!(request_id(&headers(&[("request-id", "r-2"), ("x-correlation-id", "c")])), Some("r-2"));
        assert_eq!(request_id(&headers(&[("x-request-id", "")])), None);
    }
}
