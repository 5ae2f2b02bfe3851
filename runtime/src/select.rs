//! Which documented reply an answer is: by status, then by media type (OAS 3.0.4 Responses Object, Media Type Object).

use std::borrow::Cow;

use http::{HeaderMap, StatusCode, header};

use crate::error::Fault;
use crate::spec::{Decode, Method, OpSpec, Reply};

/// The reply that an answer was matched with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Selected {
    /// Index into the replies; `None`: nothing documented applies.
    pub(crate) index: Option<usize>,
    /// The key of the Responses Object that covers the status.
    pub(crate) documented: Option<&'static str>,
    /// Why nothing applies, or why the bytes cannot be what is documented.
    pub(crate) fault: Option<Box<Fault>>,
}

/// Which of the documented replies a call asks for. Errors are always among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// All but streams that the same status also has in another form: those have to be asked for.
    Usual,
    /// These successes, as streams.
    #[cfg_attr(not(feature = "streams"), expect(dead_code, reason = "nobody asks for streams"))]
    Only(&'static [usize]),
}

impl View {
    fn has(self, replies: &[Reply], at: usize) -> bool {
        self == Self::Usual && !is_stream(&replies[at]) || self.picks(replies, at)
    }

    #[cold]
    fn picks(self, replies: &[Reply], at: usize) -> bool {
        match self {
            Self::Usual => !is_aside(replies, &replies[at]),
            Self::Only(asked) => asked.contains(&at) || !is_success_key(replies, replies[at].status),
        }
    }
}

/// Whether a reply is a stream that is there in another form as well.
fn is_aside(replies: &[Reply], reply: &Reply) -> bool {
    let is_whole = |other: &&Reply| other.status == reply.status && other.content.is_some() && !is_stream(other);
    is_stream(reply) && replies.iter().any(|other| is_whole(&other))
}

fn is_stream(reply: &Reply) -> bool {
    reply.content.is_some_and(|(_, decode)| decode.is_stream())
}

/// Whether the body of a success is to be given as it arrives.
pub(crate) fn is_streamed(spec: &'static OpSpec, view: View, status: StatusCode, headers: &HeaderMap) -> bool {
    if view == View::Usual && !spec.replies.iter().any(is_stream) {
        return false;
    }
    let selected = select(spec, view, status, headers, false);
    let is_streamed = |at: usize| match view {
        View::Usual => is_stream(&spec.replies[at]),
        View::Only(asked) => asked.contains(&at),
    };
    selected.fault.is_none() && selected.index.is_some_and(is_streamed)
}

/// Matches an answer. `is_empty` tells whether it has no content.
pub(crate) fn select(
    spec: &'static OpSpec,
    view: View,
    status: StatusCode,
    headers: &HeaderMap,
    is_empty: bool,
) -> Selected {
    if let Some((index, documented)) = exact(spec.replies, status, headers)
        && !is_empty
        && view.has(spec.replies, index)
    {
        return Selected { index: Some(index), documented: Some(documented), fault: None };
    }
    matched(spec, view, status, headers, is_empty)
}

/// [`select`], whatever the answer is.
fn matched(spec: &'static OpSpec, view: View, status: StatusCode, headers: &HeaderMap, is_empty: bool) -> Selected {
    let documented = key(spec.replies, status);
    let lone = || lone_success(spec.replies).filter(|_| status.is_success());
    let Some(used) = documented.or_else(lone) else {
        let fault =
            status.is_success().then(|| Fault::of_body(format!("the status {} is not documented", status.as_u16())));
        return Selected { index: None, documented, fault };
    };
    let media = media_type(headers);
    let all = || spec.replies.iter().enumerate().filter(|(_, reply)| reply.status == used);
    let candidates = || all().filter(|(at, _)| view.has(spec.replies, *at));
    let Some(index) = by_media(candidates(), media.as_deref(), is_empty) else {
        let known: Vec<_> = candidates().filter_map(|(_, reply)| reply.content).map(|(media, _)| media).collect();
        let found = media.as_deref().unwrap_or_default();
        let is_known = by_media(all(), media.as_deref(), is_empty).is_some();
        let text = match (view, known.is_empty()) {
            (_, true) => format!("the status {} has nothing that was asked for", status.as_u16()),
            (View::Usual, _) if is_known => {
                format!("the content type is {found:?}, which `stream()` reads; {} was asked for", known.join(" or "))
            }
            (View::Only(_), _) if is_known => {
                format!("the content type is {found:?} where {} was asked for", known.join(" or "))
            }
            _ => format!("the content type is {found:?} where {} is documented", known.join(" or ")),
        };
        return Selected { index: None, documented, fault: Some(Fault::of_body(text)) };
    };
    let has_content = spec.method != Method::Head && spec.replies[index].content.is_some();
    let fault = has_content
        .then(|| coding(headers))
        .flatten()
        .map(|coding| Fault::of_body(format!("the body has the content coding {coding:?}, which was not asked for")));
    Selected { index: Some(index), documented, fault }
}

/// What most answers are: the first reply of the very status, its type to the letter, not coded; [`matched`] would find the
/// same.
fn exact(replies: &[Reply], status: StatusCode, headers: &HeaderMap) -> Option<(usize, &'static str)> {
    let (index, reply) = replies.iter().enumerate().find(|(_, reply)| reply.status == status.as_str())?;
    let is_it = |(media, _): (&str, Decode)| {
        let found = headers.get(header::CONTENT_TYPE).map(http::HeaderValue::as_bytes);
        found == Some(media.as_bytes()) && !media.contains(';')
    };
    (reply.content.is_some_and(is_it) && headers.get(header::CONTENT_ENCODING).is_none())
        .then_some((index, reply.status))
}

/// Explicit code, then range, then `default`, which is success only where no success is documented.
fn key(replies: &[Reply], status: StatusCode) -> Option<&'static str> {
    let find = |wanted: &str| replies.iter().map(|r| r.status).find(|key| key.eq_ignore_ascii_case(wanted));
    let ranges = ["1XX", "2XX", "3XX", "4XX", "5XX"];
    find(status.as_str())
        .or_else(|| find(ranges.get(usize::from(status.as_u16() / 100).checked_sub(1)?)?))
        .or_else(|| find("default").filter(|_| !(status.is_success() && successes(replies).next().is_some())))
}

fn successes(replies: &[Reply]) -> impl Iterator<Item = &'static str> {
    replies.iter().map(|reply| reply.status).filter(|key| key.starts_with('2'))
}

/// The success key, when there is exactly one: an undocumented success is read as that.
fn lone_success(replies: &[Reply]) -> Option<&'static str> {
    let first = successes(replies).next()?;
    successes(replies).all(|key| key == first).then_some(first)
}

/// `Content-Type` without parameters, in lower case.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<Cow<'_, str>> {
    let media = match String::from_utf8_lossy(headers.get(header::CONTENT_TYPE)?.as_bytes()) {
        Cow::Borrowed(text) => Cow::Borrowed(essence(text)),
        Cow::Owned(text) => Cow::Owned(essence(&text).to_owned()),
    };
    let is_lower = !media.bytes().any(|byte| byte.is_ascii_uppercase());
    let media = if is_lower { media } else { Cow::Owned(media.to_ascii_lowercase()) };
    Some(media).filter(|media| !media.is_empty())
}

/// A media type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// `…/json` or `…/…+json`; names of media types have no case.
fn is_json(media: &str) -> bool {
    let ends = |end: &str| {
        let at = media.len().checked_sub(end.len());
        at.and_then(|at| media.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    ends("/json") || media.contains('/') && ends("+json")
}

/// Whether a documented type is the range that a type is of.
fn is_range_of(key: &str, media: &str) -> bool {
    let main = |media: &str| media.split_once('/').map_or(0, |(main, _)| main.len());
    key.ends_with("/*") && main(key) == main(media) && key[..main(key)].eq_ignore_ascii_case(&media[..main(media)])
}

/// The most specific match (OAS 3.0.4 Response Object, `content`): the type itself, JSON for JSON, `type/*`, `*/*`.
/// Without a type, the first documented one; an answer without content prefers a reply without.
fn by_media<'a>(
    candidates: impl Iterator<Item = (usize, &'a Reply)> + Clone,
    media: Option<&str>,
    is_empty: bool,
) -> Option<usize> {
    let none = candidates.clone().find(|(_, reply)| reply.content.is_none()).map(|(index, _)| index);
    let content = candidates.filter_map(|(index, reply)| Some((index, essence(reply.content?.0), reply.content?.1)));
    if is_empty && none.is_some() {
        return none;
    }
    let Some(media) = media else { return content.clone().next().map(|(index, ..)| index).or(none) };
    let find =
        |fits: &dyn Fn(&str, Decode) -> bool| content.clone().find(|(_, key, how)| fits(key, *how)).map(|(i, ..)| i);
    find(&|key, _| key.eq_ignore_ascii_case(media))
        .or_else(|| find(&|key, how| how == Decode::Json && is_json(key) && is_json(media)))
        .or_else(|| find(&|key, _| is_range_of(key, media)))
        .or_else(|| find(&|key, _| key == "*/*"))
        .or_else(|| none.filter(|_| content.clone().next().is_none()))
}

fn coding(headers: &HeaderMap) -> Option<String> {
    let text = String::from_utf8_lossy(headers.get(header::CONTENT_ENCODING)?.as_bytes()).trim().to_ascii_lowercase();
    (!text.is_empty() && text != "identity").then_some(text)
}

/// Whether a key of the Responses Object speaks of success.
fn is_success_key(replies: &[Reply], key: &str) -> bool {
    key.starts_with('2') || (key == "default" && successes(replies).next().is_none())
}

/// The `Accept` header: the documented media types of success that are asked for; those of errors only with less weight.
pub(crate) fn accept(replies: &[Reply], view: View) -> Cow<'static, str> {
    let asked = || replies.iter().enumerate().filter(|(at, _)| view.has(replies, *at)).map(|(_, reply)| reply);
    // most often there is one type, and nothing to write
    let mut media = asked().filter_map(|reply| reply.content).map(|(media, _)| media);
    let Some(first) = media.next() else { return Cow::Borrowed("*/*") };
    if media.all(|other| other == first || other.eq_ignore_ascii_case(first)) {
        return Cow::Borrowed(first);
    }
    let mut out: Vec<String> = Vec::new();
    for (media, _) in asked().filter(|r| is_success_key(replies, r.status)).filter_map(|r| r.content) {
        if !out.iter().any(|seen| seen.eq_ignore_ascii_case(media)) {
            out.push(media.to_owned());
        }
    }
    let weight = if out.is_empty() { "" } else { ";q=0.5" };
    for (media, _) in asked().filter_map(|r| r.content) {
        let weighted = format!("{media}{weight}");
        if !out.iter().any(|seen| seen.eq_ignore_ascii_case(media) || *seen == weighted) {
            out.push(weighted);
        }
    }
    Cow::Owned(out.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    static REPLIES: &[Reply] = &[
        Reply::json("200"),
        Reply::media("200", "application/*", Decode::Bytes),
        Reply::media("200", "text/csv; header=present", Decode::Text),
        Reply::none("204"),
        Reply::json("2XX"),
        Reply::none("404"),
        Reply::json("4XX"),
        Reply::json("default"),
    ];
    static MANY: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(REPLIES);
    static ONE: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(&[Reply::json("200"), Reply::json("404")]);
    static ONLY: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(&[Reply::json("default")]);
    static NONE: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(&[Reply::none("200")]);
    static SPLIT: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(&[Reply::json("200"), Reply::json("201")]);

    fn headers(media: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !media.is_empty() {
            headers.insert("content-type", media.parse().unwrap());
        }
        headers
    }

    #[test]
    fn selects() {
        fn check(spec: &'static OpSpec, status: u16, media: &str, expect: (Option<usize>, Option<&str>, Option<&str>)) {
            let got = select(spec, View::Usual, StatusCode::from_u16(status).unwrap(), &headers(media), false);
            let fault = got.fault.as_ref().map(|fault| fault.message());
            assert_eq!((got.index, got.documented, fault), expect, "{status} {media}");
        }
        check(&MANY, 200, "Application/JSON;Charset=\"UTF-8\"", (Some(0), Some("200"), None));
        check(&MANY, 200, "application/problem+json", (Some(0), Some("200"), None));
        check(&MANY, 200, "application/zip", (Some(1), Some("200"), None));
        check(&MANY, 200, "text/csv", (Some(2), Some("200"), None));
        check(&MANY, 200, "", (Some(0), Some("200"), None));
        let html = "the content type is \"text/html\" where application/json or application/* or text/csv; header=present is documented";
        check(&MANY, 200, "text/html", (None, Some("200"), Some(html)));
        check(&MANY, 200, "Text/HTML", (None, Some("200"), Some(html)));
        check(&MANY, 204, "application/json", (Some(3), Some("204"), None));
        check(&MANY, 203, "application/json", (Some(4), Some("2XX"), None));
        check(&MANY, 404, "application/json", (Some(5), Some("404"), None));
        check(&MANY, 422, "application/json", (Some(6), Some("4XX"), None));
        check(&MANY, 500, "application/json", (Some(7), Some("default"), None));
        check(&MANY, 302, "", (Some(7), Some("default"), None));
        check(&ONE, 206, "application/json", (Some(0), None, None));
        check(&ONE, 418, "application/json", (None, None, None));
        check(&SPLIT, 202, "application/json", (None, None, Some("the status 202 is not documented")));
        check(&ONLY, 200, "application/json", (Some(0), Some("default"), None));
        check(&NONE, 200, "text/html", (Some(0), Some("200"), None));
    }

    #[test]
    fn the_short_way_leads_to_the_same() {
        let media = ["", "application/json", "Application/json", "application/zip", "text/csv", "text/event-stream"];
        let specs = [&MANY, &ONE, &ONLY, &NONE, &SPLIT, &STREAMED, &PLAIN, &WITH_PARAMETERS, &HEAD, &EITHER];
        let views = [View::Usual, View::Only(&[1]), View::Only(&[0])];
        let mut short = 0;
        for (spec, view) in specs.iter().flat_map(|spec| views.map(|view| (*spec, view))) {
            for (status, media) in
                [200, 201, 204, 206, 302, 404, 500].iter().flat_map(|s| media.map(|media| (*s, media)))
            {
                for (is_empty, coding) in [(false, ""), (true, ""), (false, "gzip"), (false, "identity")] {
                    let status = StatusCode::from_u16(status).unwrap();
                    let mut headers = headers(media);
                    if !coding.is_empty() {
                        headers.insert("content-encoding", coding.parse().unwrap());
                    }
                    short += usize::from(exact(spec.replies, status, &headers).is_some());
                    let [a, b] = [select, matched].map(|way| way(spec, view, status, &headers, is_empty));
                    assert_eq!(a, b, "{} {view:?} {status} {media} {is_empty} {coding}", spec.id);
                }
            }
        }
        assert!(short > 20, "{short}");
    }

    static WITH_PARAMETERS: OpSpec = OpSpec::new("p", Method::Get, "/x")
        .replies(&[Reply::media("200", "application/json; v=1", Decode::Json), Reply::json("200")]);
    static EITHER: OpSpec = OpSpec::new("e", Method::Get, "/x").replies(&[Reply::json("200"), Reply::none("200")]);
    static HEAD: OpSpec = OpSpec::new("h", Method::Head, "/x").replies(&[Reply::json("200")]);

    #[test]
    fn content_codings_are_told() {
        let mut headers = headers("application/json");
        headers.insert("content-encoding", "gzip".parse().unwrap());
        let got = select(&ONE, View::Usual, StatusCode::OK, &headers, false).fault.unwrap();
        assert_eq!(got.message(), "the body has the content coding \"gzip\", which was not asked for");
        for none in ["identity", "Identity", " "] {
            headers.insert("content-encoding", none.parse().unwrap());
            assert_eq!(select(&ONE, View::Usual, StatusCode::OK, &headers, false).fault, None, "{none:?}");
        }
        headers.insert("content-encoding", "gzip".parse().unwrap());
        // where there is no body, it is of the one that there would be
        for spec in [&HEAD, &NONE] {
            assert_eq!(select(spec, View::Usual, StatusCode::OK, &headers, false).fault, None);
        }
    }

    #[test]
    fn accepts() {
        let check = |replies: &[Reply], expect: &str| assert_eq!(accept(replies, View::Usual), expect);
        check(&[], "*/*");
        check(&[Reply::json("200"), Reply::json("404")], "application/json");
        check(&[Reply::none("204"), Reply::json("default")], "application/json");
        let mixed = [Reply::bytes("200"), Reply::json("404"), Reply::json("500")];
        check(&mixed, "application/octet-stream, application/json;q=0.5");
        check(&[Reply::events("200"), Reply::json("404")], "text/event-stream, application/json;q=0.5");
        check(&[Reply::events("200"), Reply::json("201")], "text/event-stream, application/json");
        // `default` is the success where no other is documented
        check(&[Reply::bytes("404"), Reply::json("default")], "application/json, application/octet-stream;q=0.5");
        check(BOTH, "application/json");
        assert_eq!(accept(BOTH, View::Only(&[1])), "text/event-stream, application/json;q=0.5");
    }

    static BOTH: &[Reply] = &[Reply::json("200"), Reply::events("200"), Reply::none("202"), Reply::json("404")];
    static STREAMED: OpSpec = OpSpec::new("x", Method::Post, "/x").replies(BOTH);
    static PLAIN: OpSpec = OpSpec::new("x", Method::Get, "/x").replies(&[Reply::lines("200"), Reply::none("204")]);

    #[test]
    fn streams_are_asked_for() {
        type Expect = Result<(usize, &'static str), &'static str>;
        fn check(spec: &'static OpSpec, view: View, status: u16, media: &str, expect: Expect) {
            let (status, headers) = (StatusCode::from_u16(status).unwrap(), headers(media));
            let got = select(spec, view, status, &headers, false);
            let how = if is_streamed(spec, view, status, &headers) { "stream" } else { "whole" };
            let got = match &got.fault {
                Some(fault) => Err(fault.message().to_owned()),
                None => Ok((got.index.unwrap(), how)),
            };
            assert_eq!(got, expect.map_err(str::to_owned), "{view:?} {status} {media}");
        }
        check(&STREAMED, View::Usual, 200, "application/json", Ok((0, "whole")));
        let hint = "the content type is \"text/event-stream\", which `stream()` reads; application/json was asked for";
        check(&STREAMED, View::Usual, 200, "text/event-stream", Err(hint));
        check(&STREAMED, View::Only(&[1]), 200, "text/event-stream; charset=utf-8", Ok((1, "stream")));
        let whole = "the content type is \"application/json\" where text/event-stream was asked for";
        check(&STREAMED, View::Only(&[1]), 200, "application/json", Err(whole));
        let html = "the content type is \"text/html\" where text/event-stream is documented";
        check(&STREAMED, View::Only(&[1]), 200, "text/html", Err(html));
        check(&STREAMED, View::Only(&[1]), 200, "", Ok((1, "stream")));
        check(&STREAMED, View::Only(&[1]), 202, "", Err("the status 202 has nothing that was asked for"));
        check(&STREAMED, View::Only(&[1]), 404, "application/json", Ok((3, "whole")));
        check(&PLAIN, View::Usual, 200, "application/jsonl", Ok((0, "stream")));
        check(&PLAIN, View::Usual, 204, "", Ok((1, "whole")));
        check(&MANY, View::Usual, 200, "application/zip", Ok((1, "whole")));
        check(&MANY, View::Only(&[1, 2]), 200, "application/zip", Ok((1, "stream")));
    }
}
