//! How a request that came compares with one that is wanted.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::exact::{Exact, Nulls, same_instant};
use super::model::{Body, Came, Header, Wanted};
use super::multipart;
use super::uri::{self, Plus};

/// Values that were remembered, by name.
pub type Captures = BTreeMap<String, String>;

/// Compares a request; what it asks to be remembered is added to `captures`.
///
/// # Errors
/// Where it differs.
pub fn compare(wanted: &Wanted, came: &Came, captures: &mut Captures) -> Result<(), String> {
    let request = &came.request;
    if request.method() != wanted.method {
        return Err(format!("the method is {}, expected {}", request.method(), wanted.method));
    }
    let host = request.header("host").unwrap_or_default();
    if let Some(wanted) = wanted.host.as_ref().filter(|wanted| **wanted != host) {
        return Err(format!("the host is `{host}`, expected `{wanted}`"));
    }
    uri::target(&wanted.target, request.target())?;
    let headers = request.headers();
    for (name, wanted) in &wanted.headers {
        let lines: Vec<&str> =
            headers.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str()).collect();
        header(wanted, &lines, captures).map_err(|what| format!("the header `{name}` {what}"))?;
    }
    if let Some(name) = wanted.absent.iter().find(|name| headers.iter().any(|(found, _)| found == *name)) {
        return Err(format!("the header `{name}` is there"));
    }
    if let Some((min, max)) = wanted.wait_ms.filter(|(min, max)| !(min..=max).contains(&&came.waited_ms)) {
        return Err(format!("the pause before it is {} ms, expected {min} to {max}", came.waited_ms));
    }
    let media = request.header("content-type").unwrap_or_default();
    wanted.body.as_ref().map_or(Ok(()), |wanted| body(wanted, &media, &request.body))
}

fn header(wanted: &Header, lines: &[&str], captures: &mut Captures) -> Result<(), String> {
    let value = lines.join(", ");
    let is = |fits: bool, expected: String| match (fits, lines.is_empty()) {
        (true, _) => Ok(()),
        (false, true) => Err(format!("is missing, expected {expected}")),
        (false, false) => Err(format!("is `{value}`, expected {expected}")),
    };
    let there = !lines.is_empty();
    match wanted {
        Header::Text(text) => is(there && value == text.trim(), format!("`{text}`")),
        Header::AnyOf(all) => is(there && all.iter().any(|text| value == text.trim()), format!("one of {all:?}")),
        Header::MediaType(media) => {
            let essence = value.split(';').next().unwrap_or_default().trim();
            is(essence.eq_ignore_ascii_case(media), format!("the media type {media}"))
        }
        Header::Accepts(media) => is(!there || accepts(&value, media), format!("that it takes {media}")),
        Header::Pairs(wanted) => {
            let mut found: Vec<&str> = value.split("; ").collect();
            let mut wanted_sorted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            found.sort_unstable();
            wanted_sorted.sort_unstable();
            is(lines.len() == 1 && found == wanted_sorted, format!("the pairs {wanted:?} on one line"))
        }
        Header::Json(wanted) => {
            let fits = Exact::parse(&value).is_ok_and(|found| wanted.differs(&found, Nulls::Distinct).is_none());
            is(fits, format!("{wanted} as JSON"))
        }
        Header::Instant(wanted) => {
            let text = String::from_utf8_lossy(&uri::decoded(&value)).into_owned();
            is(same_instant(wanted, &text), format!("the instant {wanted}"))
        }
        Header::Compared { pattern, capture, same_as, differs_from } => {
            is(there, "a value".to_owned())?;
            if let Some(pattern) = pattern {
                let regex = Regex::new(pattern).map_err(|e| format!("has a pattern that cannot be read: {e}"))?;
                is(regex.is_match(&value), format!("something like `{pattern}`"))?;
            }
            let get = |name: &String| captures.get(name).cloned().unwrap_or_default();
            if let Some(name) = same_as {
                is(get(name) == value, format!("`{}`, as `{name}` was", get(name)))?;
            }
            if let Some(name) = differs_from {
                is(get(name) != value, format!("something else than `{name}` was"))?;
            }
            captures.extend(capture.clone().map(|name| (name, value.clone())));
            Ok(())
        }
    }
}

/// Whether a list of media ranges takes a media type (RFC 9110 §12.5.1).
fn accepts(list: &str, media: &str) -> bool {
    let main = media.split('/').next().unwrap_or_default();
    list.split(',').any(|range| {
        let mut words = range.split(';').map(str::trim);
        let found = words.next().unwrap_or_default();
        let fits = found == "*/*"
            || found.eq_ignore_ascii_case(media)
            || found.strip_suffix("/*").is_some_and(|found| found.eq_ignore_ascii_case(main));
        let weight = words.find_map(|word| word.strip_prefix("q=").or_else(|| word.strip_prefix("Q=")));
        fits && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
    })
}

fn body(wanted: &Body, media: &str, found: &[u8]) -> Result<(), String> {
    let text = || String::from_utf8_lossy(found).into_owned();
    match wanted {
        Body::None if found.is_empty() => Ok(()),
        Body::None => Err(format!("there is a body {:?}", text())),
        Body::Json(wanted) => {
            let found = Exact::parse(&text()).map_err(|what| format!("the body is {what}: {:?}", text()))?;
            wanted.differs(&found, Nulls::Distinct).map_or(Ok(()), |what| Err(format!("the body: {what}")))
        }
        Body::Octets(wanted) if wanted == found => Ok(()),
        Body::Octets(wanted) => {
            Err(format!("the body is {:?}, expected {:?}", text(), String::from_utf8_lossy(wanted)))
        }
        Body::Form(pairs) => uri::permuted(pairs, &text(), Plus::Space).map_err(|what| format!("the body: {what}")),
        Body::Multipart(parts) => multipart::compare(parts, media, found),
        Body::AnyOf(all) => uri::any(all.iter().map(|one| body(one, media, found))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probes::read::tests_request;
    use crate::record::Request;

    fn check(wanted: &str, head: &str, content: &str, expect: Option<&str>) {
        let request = Request { head: head.as_bytes().to_vec(), body: content.as_bytes().to_vec() };
        let mut captures = Captures::from([("k".to_owned(), "v".to_owned())]);
        let got = compare(&tests_request(wanted), &Came { request, waited_ms: 5 }, &mut captures);
        assert_eq!(got.err().as_deref(), expect, "{wanted}");
    }

    #[test]
    fn requests() {
        let head = "POST /x?a=1 HTTP/1.1\r\nHost: api.test\r\nX-A: v\r\nCookie: b=2; a=1\r\nAccept: text/*;q=0.5, a/b;q=0\r\n\r\n";
        let good = "{method: POST, host: api.test, target: '/x?a=1', headers: {x-a: v, cookie: {pairs: [a=1, b=2]}, \
            accept: {accepts: text/csv}}, absent_headers: [x-b], body: {none: true}, wait_ms: {min: 5, max: 5}}";
        check(good, head, "", None);
        let wrong = |from: &str, to: &str| good.replace(from, to);
        check(&wrong("POST", "PUT"), head, "", Some("the method is POST, expected PUT"));
        check(&wrong("api.test", "b.test"), head, "", Some("the host is `api.test`, expected `b.test`"));
        check(&wrong("/x?a=1", "/x"), head, "", Some("the target has `/x?a=1`, expected `/x`"));
        check(&wrong("x-a: v", "x-a: w"), head, "", Some("the header `x-a` is `v`, expected `w`"));
        check(&wrong("x-a: v", "x-c: w"), head, "", Some("the header `x-c` is missing, expected `w`"));
        check(
            &wrong("text/csv", "a/b"),
            head,
            "",
            Some("the header `accept` is `text/*;q=0.5, a/b;q=0`, expected that it takes a/b"),
        );
        check(&wrong("[x-b]", "[x-a]"), head, "", Some("the header `x-a` is there"));
        check(&wrong("min: 5", "min: 6"), head, "", Some("the pause before it is 5 ms, expected 6 to 5"));
        check(good, head, "x", Some("there is a body \"x\""));
        check(&wrong("x-a: v", "x-a: {same_as: k, pattern: '^v$'}"), head, "", None);
        check(
            &wrong("x-a: v", "x-a: {differs_from: k}"),
            head,
            "",
            Some("the header `x-a` is `v`, expected something else than `k` was"),
        );
        check(
            &wrong("{none: true}", "{json: {a: 1}}"),
            head,
            "{\"a\":null}",
            Some("the body: $.a is null, expected 1"),
        );
        check(&wrong("{none: true}", "{form: [[a b, c]]}"), head, "a+b=c", None);
    }
}
