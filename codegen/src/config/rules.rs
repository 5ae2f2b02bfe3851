//! What a value may be: each rule gives what is wrong, to follow "`key` is `value`, which …", and the way out.

use crate::source::Pointer;

/// What is wrong, and the way out.
pub(super) type Rule<T = ()> = Result<T, (&'static str, &'static str)>;

/// Most keywords that crates.io takes.
pub(super) const KEYWORDS: usize = 5;
/// Most characters of one.
const KEYWORD: usize = 20;
const ROLES: [&str; 7] = ["token", "username", "password", "value", "client-id", "client-secret", "token-url"];

/// `major.minor.patch` (Semantic Versioning 2.0.0 §2).
pub(super) fn version(text: &str) -> Rule {
    let part = |part: &str| part == "0" || (!part.starts_with('0') && digits(part) && part.parse::<u64>().is_ok());
    let holds = text.split('.').count() == 3 && text.split('.').all(part);
    holds.then_some(()).ok_or(("is not a version of the form x.y.z", "write three numbers, such as \"0.1.0\""))
}

/// A keyword by the rules of crates.io (The Cargo Book, the manifest format, `keywords`).
pub(super) fn keyword(text: &str) -> Rule {
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let holds = starts && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    holds.then_some(()).ok_or((
        "crates.io does not take as a keyword",
        "start with an ASCII letter or digit, and use these, `_`, `-` and `+` only",
    ))?;
    (text.len() <= KEYWORD).then_some(()).ok_or(("is longer than a keyword may be", "use at most 20 characters"))
}

/// A day of the Gregorian calendar (RFC 3339 §5.6, `full-date`).
pub(super) fn day(text: &str) -> Rule {
    let shaped = text.len() == 10 && text.is_char_boundary(4) && {
        text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    };
    let holds = shaped && {
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or_default();
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
    };
    holds.then_some(()).ok_or(("is not a day", "write YYYY-MM-DD, such as \"2026-11-21\""))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A SHA-256 sum.
pub(super) fn sum(text: &str) -> Rule {
    let holds = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    holds.then_some(()).ok_or(("is not a SHA-256 sum", "write 64 digits of `sha256sum`, in lower case"))
}

/// The name of a variant; `Self` is the one word of this form that Rust keeps for itself.
pub(super) fn environment(name: &str) -> Rule {
    let holds = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric());
    let help = "use a name such as `Sandbox` or `TestMode`: it becomes a variant of `Environment`";
    (holds && name != "Self").then_some(()).ok_or(("is not an identifier in UpperCamelCase", help))
}

/// What a variable holds.
pub(super) fn role(name: &str) -> Rule {
    let help = "use `token` (bearer), `username` and `password` (basic), `value` (API key), or `client-id`, \
                `client-secret` and `token-url` (OAuth2)";
    ROLES.contains(&name).then_some(()).ok_or(("is not a role of a credential", help))
}

/// The name of an environment variable.
pub(super) fn variable(text: &str) -> Rule {
    let holds = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let help = "use A to Z, 0 to 9 and `_`, beginning with a letter";
    holds.then_some(()).ok_or(("is not the name of an environment variable", help))
}

/// RFC 9110 §5.6.2, `token`: what a name of a header is.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The name of a header.
pub(super) fn header(text: &str) -> Rule {
    let help = "write it as it is sent, such as \"Idempotency-Key\"";
    is_token(text).then_some(()).ok_or(("is not the name of a header", help))
}

/// How an OAuth2 client tells who it is.
pub(super) fn client(text: &str) -> Rule {
    let known = ["basic", "body"].contains(&text);
    known.then_some(()).ok_or(("is no way to authenticate a client", "write \"basic\" or \"body\""))
}

/// A JSON Pointer (RFC 6901), as a fragment or plain.
pub(super) fn pointer(text: &str) -> Rule<Pointer> {
    let help = "begin with `#/`, and write `~1` for `/` and `~0` for `~` within a key";
    Pointer::parse(text).ok_or(("is not a JSON Pointer", help))
}

/// The name of a header, where a pointer to a member would do as well.
pub(super) fn header_or_member(text: &str) -> Rule {
    let help = "use letters, digits and `-`; a member begins with `/`";
    is_token(text).then_some(()).ok_or(("is not the name of a header", help))
}

/// What `key` of `[webhooks] verify` may be.
pub(super) fn setting(key: &str, text: &str) -> Rule {
    let one_of = |known: &[&str], help| known.contains(&text).then_some(()).ok_or(("is not known", help));
    match key {
        "hash" => one_of(&["sha256", "sha384", "sha512"], "write \"sha256\", \"sha384\" or \"sha512\""),
        "encoding" => one_of(&["hex", "base64"], "write \"hex\" or \"base64\""),
        "secret-encoding" => one_of(&["text", "hex", "base64"], "write \"text\", \"hex\" or \"base64\""),
        "signed" => signed(text),
        "prefix" => {
            let holds = text.bytes().all(|byte| matches!(byte, b'!'..=b'~'));
            holds.then_some(()).ok_or(("is not visible ASCII", "write what stands before the signature"))
        }
        _ => header(text),
    }
}

/// A template of what is signed.
fn signed(text: &str) -> Rule {
    let rest = ["{id}", "{timestamp}", "{body}"].into_iter().fold(text.to_owned(), |rest, part| rest.replace(part, ""));
    let help = "write {body}, and {id} and {timestamp} where they are signed too, such as \"{timestamp}.{body}\"";
    (!rest.contains(['{', '}'])).then_some(()).ok_or(("has something else between braces", help))?;
    text.contains("{body}").then_some(()).ok_or(("does not have {body} in it", help))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
