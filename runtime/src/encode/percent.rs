//! Percent-encoding (RFC 3986 §2.1). The sets are chosen so that no value can end its place in the URL.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Everything but the unreserved characters (RFC 3986 §2.3), as RFC 6570 §3.2.1 asks for outside of `{+var}`.
const ALL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `allowReserved`: RFC 6570 `{+var}`, without the characters that would end a value or a query: `# & +` and the brackets,
/// and the apostrophe, which URL parsers encode in queries anyway.
const RESERVED: &AsciiSet = &ALL
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What a path may hold literally: pchar and `/` (RFC 3986 §3.3). `%` stays: literals of a template are already encoded.
const PATH_LITERAL: &AsciiSet = &RESERVED.remove(b'&').remove(b'+').remove(b'\'').remove(b'%').add(b'?');

/// What a cookie value cannot hold (RFC 6265 §4.1.1, cookie-octet), and `%`, so that the encoding can be undone.
const COOKIE: &AsciiSet = &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// What a cookie name cannot hold besides (RFC 9110 §5.6.2, token).
const COOKIE_NAME: &AsciiSet = &COOKIE
    .add(b'=')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'@')
    .add(b':')
    .add(b'/')
    .add(b'[')
    .add(b']')
    .add(b'?')
    .add(b'{')
    .add(b'}');

/// One value or name, whatever is in it.
pub(crate) fn all(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, ALL)).into_owned()
}

/// The same, in parts.
pub(crate) fn parts(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, ALL)
}

/// A query value with `allowReserved`; triplets that are there already pass (RFC 6570 §3.2.3).
pub(crate) fn reserved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.extend(utf8_percent_encode(&rest[..at], RESERVED));
        let is_triplet = rest.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if is_triplet { "%" } else { "%25" });
        rest = &rest[at + 1..];
    }
    out.extend(utf8_percent_encode(rest, RESERVED));
    out
}

/// The literal parts of a path template.
pub(crate) fn path_literal(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, PATH_LITERAL).into()
}

/// A cookie name.
pub(crate) fn cookie_name(text: &str) -> String {
    utf8_percent_encode(text, COOKIE_NAME).to_string()
}

/// A cookie value.
pub(crate) fn cookie(text: &str) -> String {
    utf8_percent_encode(text, COOKIE).to_string()
}

/// `application/x-www-form-urlencoded`, where a space is `+`.
pub(crate) fn form(text: &str) -> String {
    all(text).replace("%20", "+")
}

#[cfg(test)]
mod tests {
    #[test]
    fn sets() {
        fn check(encode: fn(&str) -> String, input: &str, expect: &str) {
            assert_eq!(encode(input), expect, "{input:?}");
        }
        check(super::all, "a/b?c#d%2Fe \\", "a%2Fb%3Fc%23d%252Fe%20%5C");
        check(super::all, "São-._~", "S%C3%A3o-._~");
        check(super::reserved, "http://shop.test/a/b:c@d?e", "http://shop.test/a/b:c@d?e");
        check(super::reserved, "a b/é^", "a%20b/%C3%A9%5E");
        check(super::reserved, "a#b&c+d[1]'%2F%zz%", "a%23b%26c%2Bd%5B1%5D%27%2F%25zz%25");
        check(super::reserved, "%é%4", "%25%C3%A9%254");
        check(
            |text| super::path_literal(text).into_owned(),
            "/v1/a:b/x y|z\\?#%41é'",
            "/v1/a:b/x%20y%7Cz%5C%3F%23%41%C3%A9'",
        );
        check(super::cookie, "a b;c,d=e\"%é\\", "a%20b%3Bc%2Cd=e%22%25%C3%A9%5C");
        check(super::cookie_name, "a=b[c]é\r", "a%3Db%5Bc%5D%C3%A9%0D");
        check(super::form, "a b+c&d=é~", "a+b%2Bc%26d%3D%C3%A9~");
    }
}
