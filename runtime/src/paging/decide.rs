//! What comes after a page: a pure decision from what the page says.
//!
//! Paging ends at an absent, null or empty `next`, a false `more`, a reached `total`, and without these at an empty page,
//! and where pages are counted at one that is shorter than was asked for. A server that says that there is more is
//! believed before a short or empty page is taken for the last one: it may have allowed for fewer items than asked.

use std::borrow::Cow;

use http::HeaderMap;

use super::facts::{Paging, Way};
use super::{json, link};
use crate::error::PagingProblem;
use crate::wire;

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signs {
    items: u64,
    /// A cursor or address, from the body or the `Link` header.
    next: Option<String>,
    more: Option<bool>,
    total: Option<u64>,
}

/// Where paging has come to with a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The page number or offset of the page.
    pub(super) number: i64,
    /// Items of the pages before it; for offsets, all items before it.
    pub(super) before: u64,
    /// How many items were asked for.
    pub(super) size: Option<u64>,
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Number(i64),
    Cursor(String),
    Address(String),
}

impl Signs {
    /// Reads them from an answer.
    pub(super) fn read(paging: &Paging, headers: &HeaderMap, body: &[u8]) -> Result<Self, PagingProblem> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let body = str::from_utf8(body).map_err(|_| unfit("", "JSON"))?;
        let value = |pointer: &str| json::at(body, pointer).filter(|value| *value != "null");
        let next = paging.next.and_then(|at| Some((at, value(at)?)));
        let next = next.map(|(at, found)| scalar(paging.way, found).ok_or(unfit(at, scalar_name(paging.way))));
        let next = next.transpose()?.filter(|text| !text.is_empty());
        let link = if paging.way == Way::Link { link::next(headers).map_err(|()| PagingProblem::Link)? } else { None };
        let more = paging.more.and_then(|at| Some((at, value(at)?)));
        let more = more.map(|(at, found)| found.parse().map_err(|_| unfit(at, "true or false")));
        let total = paging.total.and_then(|at| Some((at, value(at)?)));
        let total = total.map(|(at, found)| whole(found).ok_or(unfit(at, "a count")));
        let items = value(paging.items).map(|found| json::count(found).ok_or(unfit(paging.items, "an array")));
        Ok(Self {
            items: items.transpose()?.map_or(0, |count| count as u64),
            next: next.or(link),
            more: more.transpose()?,
            total: total.transpose()?,
        })
    }

    /// How many items the page has.
    pub(super) fn items(&self) -> u64 {
        self.items
    }
}

fn unfit(pointer: &'static str, expected: &'static str) -> PagingProblem {
    PagingProblem::Unfit { pointer, expected }
}

/// The text of a value that leads on. An address is text; a cursor, or a mere sign that there is more, may be a number.
fn scalar(way: Way, json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str::<Cow<'_, str>>(json).ok().map(Cow::into_owned),
        b'-' | b'0'..=b'9' if way != Way::NextUrl => Some(json.to_owned()),
        _ => None,
    }
}

fn scalar_name(way: Way) -> &'static str {
    if way == Way::NextUrl { "text" } else { "text or a number" }
}

/// A count, which protobuf's JSON writes as text.
fn whole(json: &str) -> Option<u64> {
    let digits = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(json);
    wire::decode::<wire::Int, u64>(digits.as_bytes()).ok()
}

/// How the next page is asked for; `None` when there is none.
pub(super) fn decide(paging: &Paging, at: Progress, page: Signs) -> Result<Option<Step>, PagingProblem> {
    let is_counted = matches!(paging.way, Way::Page { .. } | Way::Offset { .. });
    let says_next = paging.next.is_some() || paging.way == Way::Link;
    let all = at.before.saturating_add(page.items);
    let is_last =
        (says_next && page.next.is_none()) || page.more == Some(false) || page.total.is_some_and(|total| all >= total);
    // no word of the server is against taking it for the last one
    let is_silent = page.more.is_none() && page.total.is_none() && page.next.is_none();
    let is_short = is_counted && at.size.is_some_and(|size| page.items < size);
    if is_last || (page.items == 0 && page.more.is_none()) || (is_short && is_silent) {
        return Ok(None);
    }
    let step = match (paging.way, page.next) {
        (Way::Page { .. }, _) => at.number.checked_add(1).map(Step::Number),
        (Way::Offset { .. }, _) if page.items == 0 => return Err(PagingProblem::Stuck),
        (Way::Offset { .. }, _) => at.number.checked_add_unsigned(page.items).map(Step::Number),
        (Way::Cursor { .. }, next) => next.map(Step::Cursor),
        (Way::Link | Way::NextUrl, next) => next.map(Step::Address),
    };
    step.map(Some).ok_or(PagingProblem::Beyond)
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header};

    use super::super::facts::Knob;
    use super::*;

    const AT: Knob = Knob::param(0);
    const PAGE: Paging = Paging::page(AT, 1).items("/d");
    const OFFSET: Paging = Paging::offset(AT, 0).items("/d");
    const CURSOR: Paging = Paging::cursor(AT, "/c").items("/d");
    const LAST_ID: Paging = Paging::cursor(AT, "/d/-1/id").items("/d").more("/more");
    const URL: Paging = Paging::next_url("/n").items("/d");
    const LINK: Paging = Paging::link();

    fn after(paging: Paging, at: Progress, link: &'static str, body: &str) -> Result<Option<Step>, PagingProblem> {
        let headers: HeaderMap = [(header::LINK, HeaderValue::from_static(link))].into_iter().collect();
        decide(&paging, at, Signs::read(&paging, &headers, body.as_bytes())?)
    }

    fn number(number: i64) -> Option<Step> {
        Some(Step::Number(number))
    }

    fn cursor(text: &str) -> Option<Step> {
        Some(Step::Cursor(text.to_owned()))
    }

    fn address(text: &str) -> Option<Step> {
        Some(Step::Address(text.to_owned()))
    }

    #[test]
    fn counted_pages() {
        fn check(paging: Paging, size: Option<u64>, body: &str, expect: Option<Step>) {
            let at = Progress { number: 4, before: 6, size };
            assert_eq!(after(paging, at, "", body), Ok(expect), "{paging:?} {body}");
        }
        let (two, one, none) = (r#"{"d":[1,2]"#, r#"{"d":[1]"#, r#"{"d":[]"#);
        for (paging, next) in [(PAGE, 5), (OFFSET, 6)] {
            check(paging, Some(2), &format!("{two}}}"), number(next));
            check(paging, None, &format!("{two}}}"), number(next));
            // a short page, an empty one, none at all
            check(paging, Some(3), &format!("{two}}}"), None);
            check(paging, Some(2), &format!("{none}}}"), None);
            check(paging, None, &format!("{none}}}"), None);
            check(paging, None, "{}", None);
            check(paging, None, r#"{"d":null}"#, None);
            let total = paging.total("/t");
            check(total, Some(2), &format!(r#"{two},"t":9}}"#), number(next));
            check(total, Some(2), &format!(r#"{two},"t":"9"}}"#), number(next));
            check(total, Some(2), &format!(r#"{two},"t":9.0}}"#), number(next));
            check(total, Some(2), &format!(r#"{two},"t":8}}"#), None);
            check(total, Some(2), &format!(r#"{two},"t":0}}"#), None);
            check(total, Some(2), &format!(r#"{two},"t":null}}"#), number(next));
            // a server that gives less than was asked for; a total that is out of date
            check(total, Some(100), &format!(r#"{two},"t":9}}"#), number(next));
            check(total, Some(2), &format!(r#"{none},"t":9}}"#), None);
            let more = paging.more("/m");
            check(more, Some(2), &format!(r#"{two},"m":true}}"#), number(next));
            check(more, Some(2), &format!(r#"{two},"m":false}}"#), None);
            check(more, Some(3), &format!(r#"{two},"m":true}}"#), number(next));
            check(more, Some(3), &format!("{two}}}"), None);
            let marked = paging.next("/n");
            check(marked, Some(3), &format!(r#"{two},"n":5}}"#), number(next));
            check(marked, Some(2), &format!(r#"{two},"n":null}}"#), None);
        }
        check(PAGE.more("/m"), Some(2), &format!(r#"{none},"m":true}}"#), number(5));
        check(OFFSET, Some(1), &format!("{one}}}"), number(5));
        let at = |number| Progress { number, ..Progress::default() };
        let stuck = after(OFFSET.more("/m"), at(4), "", &format!(r#"{none},"m":true}}"#));
        assert_eq!(stuck, Err(PagingProblem::Stuck));
        assert_eq!(after(PAGE, at(i64::MAX), "", &format!("{two}}}")), Err(PagingProblem::Beyond));
        assert_eq!(after(OFFSET, at(i64::MAX), "", &format!("{one}}}")), Err(PagingProblem::Beyond));
    }

    #[test]
    fn cursors() {
        fn check(paging: Paging, body: &str, expect: Option<Step>) {
            let at = Progress { number: 0, before: 2, size: Some(100) };
            assert_eq!(after(paging, at, "", body), Ok(expect), "{body}");
        }
        check(CURSOR, r#"{"d":[1],"c":"a/b==&x"}"#, cursor("a/b==&x"));
        check(CURSOR, r#"{"d":[1],"c":"\u00fc\""}"#, cursor("ü\""));
        check(CURSOR, r#"{"d":[1],"c":18446744073709551616}"#, cursor("18446744073709551616"));
        check(CURSOR, r#"{"d":[1],"c":-1}"#, cursor("-1"));
        check(CURSOR, r#"{"d":[1],"c":null}"#, None);
        check(CURSOR, r#"{"d":[1],"c":""}"#, None);
        check(CURSOR, r#"{"d":[1]}"#, None);
        check(CURSOR, "\u{feff}{\"d\":[1],\"c\":\"x\"}", cursor("x"));
        check(CURSOR, r#"{"d":[],"c":"x"}"#, None);
        check(CURSOR.more("/m"), r#"{"d":[],"c":"x","m":true}"#, cursor("x"));
        check(CURSOR.more("/m"), r#"{"d":[1],"c":"x","m":false}"#, None);
        check(CURSOR.total("/t"), r#"{"d":[1],"c":"x","t":3}"#, None);
        check(CURSOR.total("/t"), r#"{"d":[1],"c":"x","t":4}"#, cursor("x"));
        check(LAST_ID, r#"{"d":[{"id":"a"},{"id":"b"}],"more":true}"#, cursor("b"));
        check(LAST_ID, r#"{"d":[{"id":"a"},{"id":"b"}],"more":false}"#, None);
        check(LAST_ID, r#"{"d":[]}"#, None);
    }

    #[test]
    fn addresses() {
        fn check(paging: Paging, link: &'static str, body: &str, expect: Option<Step>) {
            assert_eq!(after(paging, Progress::default(), link, body), Ok(expect), "{link} {body}");
        }
        check(URL, "", r#"{"d":[1],"n":"/x?p=2"}"#, address("/x?p=2"));
        check(URL, "", r#"{"d":[1],"n":""}"#, None);
        check(URL, "</y>; rel=next", r#"{"d":[1]}"#, None);
        check(URL, "", r#"{"d":[],"n":"/x"}"#, None);
        check(LINK, "</y>; rel=next", "[1]", address("/y"));
        check(LINK, "</y>; rel=prev", "[1]", None);
        check(LINK, "</y>; rel=next", "[]", None);
    }

    #[test]
    fn what_cannot_be_read() {
        fn check(paging: Paging, link: &'static str, body: &str, expect: &str) {
            let got = after(paging, Progress::default(), link, body);
            assert_eq!(got.map_err(|problem| problem.to_string()), Err(expect.to_owned()), "{body}");
        }
        check(CURSOR, "", r#"{"d":[1],"c":{}}"#, "`/c` is not text or a number");
        check(CURSOR, "", r#"{"d":[1],"c":true}"#, "`/c` is not text or a number");
        check(URL, "", r#"{"d":[1],"n":2}"#, "`/n` is not text");
        check(PAGE.more("/m"), "", r#"{"d":[1],"m":"true"}"#, "`/m` is not true or false");
        check(PAGE.total("/t"), "", r#"{"d":[1],"t":1.5}"#, "`/t` is not a count");
        check(PAGE.total("/t"), "", r#"{"d":[1],"t":-1}"#, "`/t` is not a count");
        check(PAGE, "", r#"{"d":{}}"#, "`/d` is not an array");
        check(LINK, "", "{}", "the body is not an array");
        check(LINK, "</y; rel=next", "[1]", "the Link header cannot be read");
    }
}
