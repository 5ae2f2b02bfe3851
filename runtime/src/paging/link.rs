//! Addresses of next pages: the `Link` header (RFC 8288 §3), and what may be followed.
//!
//! Holds: an address is followed on the origin of the base URL only, so that credentials stay there.

use http::{HeaderMap, header};
use url::{Origin, Url};

/// The target of the first link with the relation `next`. `Err` when the header does not follow its grammar: what comes
/// after that cannot be told, and could be the link.
pub(super) fn next(headers: &HeaderMap) -> Result<Option<String>, ()> {
    for value in headers.get_all(header::LINK) {
        let text = String::from_utf8_lossy(value.as_bytes());
        let mut rest = text.as_ref();
        while let Some(link) = link(&mut rest)? {
            if link.is_next {
                return Ok(Some(link.target));
            }
        }
    }
    Ok(None)
}

struct Link {
    target: String,
    is_next: bool,
}

/// Takes one link from the list; `None` at its end.
fn link(rest: &mut &str) -> Result<Option<Link>, ()> {
    // empty elements are allowed (RFC 9110 §5.6.1)
    *rest = rest.trim_start_matches([' ', '\t', ',']);
    if rest.is_empty() {
        return Ok(None);
    }
    let (target, after) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')).ok_or(())?;
    *rest = after;
    let (mut relation, mut has_anchor) = (None, false);
    loop {
        *rest = rest.trim_start_matches([' ', '\t']);
        let Some(param) = rest.strip_prefix(';') else { break };
        *rest = param.trim_start_matches([' ', '\t']);
        let end = rest.find(['=', ';', ',', ' ', '\t']).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        *rest = rest[end..].trim_start_matches([' ', '\t']);
        let value = match rest.strip_prefix('=') {
            Some(value) => {
                *rest = value.trim_start_matches([' ', '\t']);
                value_of(rest)?
            }
            None => String::new(),
        };
        match name.as_str() {
            // only the first one counts (RFC 8288 §3.3)
            "rel" => relation = relation.or(Some(value)),
            // the link is one of another resource (RFC 8288 §3.2)
            "anchor" => has_anchor = true,
            _ => {}
        }
    }
    if !(rest.is_empty() || rest.starts_with(',')) {
        return Err(());
    }
    let names_next =
        relation.is_some_and(|names| names.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("next")));
    Ok(Some(Link { target: target.trim().to_owned(), is_next: names_next && !has_anchor }))
}

/// Takes a token or quoted string (RFC 9110 §5.6).
fn value_of(rest: &mut &str) -> Result<String, ()> {
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([';', ',', ' ', '\t']).unwrap_or(rest.len());
        let token = rest[..end].to_owned();
        *rest = &rest[end..];
        return Ok(token);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, next)) = chars.next() {
        match next {
            '"' => {
                *rest = &quoted[index + 1..];
                return Ok(value);
            }
            '\\' => value.push(chars.next().ok_or(())?.1),
            next => value.push(next),
        }
    }
    Err(())
}

/// Why an address is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Astray {
    NoUrl,
    UserInfo,
    OtherOrigin(String),
}

/// The address that `text` names on the page at `page` (RFC 3986 §5.2), if it is on `origin`.
pub(super) fn resolve(page: &Url, origin: &Origin, text: &str) -> Result<Url, Astray> {
    // The URL parser drops or rewrites these (WHATWG URL §4.4), so the address would not be the one that was named.
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(Astray::NoUrl);
    }
    let mut url = page.join(text).map_err(|_| Astray::NoUrl)?;
    url.set_fragment(None);
    if url.query() == Some("") {
        url.set_query(None);
    }
    if url.origin() != *origin {
        return Err(Astray::OtherOrigin(match url.origin() {
            Origin::Opaque(_) => format!("{}:", url.scheme()),
            origin => origin.ascii_serialization(),
        }));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Astray::UserInfo);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        fn check(values: &[&'static str], expect: Result<Option<&str>, ()>) {
            let headers = values.iter().map(|value| (header::LINK, http::HeaderValue::from_static(value))).collect();
            assert_eq!(next(&headers), expect.map(|found| found.map(str::to_owned)), "{values:?}");
        }
        check(&[], Ok(None));
        check(&[""], Ok(None));
        check(&["</a>; rel=next"], Ok(Some("/a")));
        check(&["</a>;rel=\"next\""], Ok(Some("/a")));
        check(&["</a>; REL = \"NEXT\""], Ok(Some("/a")));
        check(&["<http://h/a?x=%2C,1>; rel=\"next\", </b>; rel=last"], Ok(Some("http://h/a?x=%2C,1")));
        check(&["</p>; rel=prev, </n>; title=\"a, b; rel=next\"; rel=\"last next\""], Ok(Some("/n")));
        check(&["</p>; title=\"rel=next \\\" >\"; rel=prev"], Ok(None));
        check(&["</p>; rel=prev", "</n>; rel=next"], Ok(Some("/n")));
        check(&["</n>; rel=prev; rel=next"], Ok(None));
        check(&["</n>; rel=next; anchor=\"/other\", </m>; rel=next"], Ok(Some("/m")));
        check(&["</n>; rel=nextish, </m>; rel=\"next-archive\""], Ok(None));
        check(&["</n>; next; rel"], Ok(None));
        check(&[",, </n>;;rel=next ,"], Ok(Some("/n")));
        check(&["<>; rel=next"], Ok(Some("")));
        check(&["</n>"], Ok(None));
        // broken: nothing that follows can be told from a target or a text
        check(&["/n; rel=next"], Err(()));
        check(&["</n; rel=next"], Err(()));
        check(&["</p>; rel=prev /n; rel=next"], Err(()));
        check(&["</p>; title=\"open; rel=next"], Err(()));
        check(&["</p>; title=\"open\\"], Err(()));
        check(&["</n>; rel=next, /broken"], Ok(Some("/n")));
    }

    #[test]
    fn addresses() {
        fn check(text: &str, expect: Result<&str, Astray>) {
            let page = Url::parse("https://api.test/v1/repos?page=1").unwrap();
            let got = resolve(&page, &page.origin(), text);
            assert_eq!(got.as_ref().map(Url::as_str), expect.as_ref().copied(), "{text}");
        }
        let other = |origin: &str| Err(Astray::OtherOrigin(origin.to_owned()));
        check("?page=2&x=%2C", Ok("https://api.test/v1/repos?page=2&x=%2C"));
        check("/v1/repos?", Ok("https://api.test/v1/repos"));
        check("repos?page=2#top", Ok("https://api.test/v1/repos?page=2"));
        check("/other", Ok("https://api.test/other"));
        check("../x", Ok("https://api.test/x"));
        check("https://API.test:443/v1/repos", Ok("https://api.test/v1/repos"));
        check("http://api.test/v1/repos", other("http://api.test"));
        check("https://api.test:8443/v1", other("https://api.test:8443"));
        check("//evil.test/v1?key=k", other("https://evil.test"));
        check("https://api.test.evil.test/", other("https://api.test.evil.test"));
        check("https://u:p@api.test/v1", Err(Astray::UserInfo));
        check("https://api.test@evil.test/", other("https://evil.test"));
        check("javascript:alert(1)", other("javascript:"));
        check("file:///etc/passwd", other("file:"));
        check("/\\evil.test/", Err(Astray::NoUrl));
        check("\\\\evil.test", Err(Astray::NoUrl));
        check("ht\ntps://evil.test", Err(Astray::NoUrl));
        check("/a b", Err(Astray::NoUrl));
        check("https://", Err(Astray::NoUrl));
        check("http://[", Err(Astray::NoUrl));
    }
}
