//! Targets of requests: the grammar of RFC 3986, its normalisations, and pairs in any order.

use super::exact::{Exact, Nulls, same_instant};
use super::model::{Pair, Path, Target, Value};

/// How spaces are written in a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plus {
    /// `+` is itself, and has to be encoded in a value (queries).
    Itself,
    /// `+` is a space (`application/x-www-form-urlencoded`).
    Space,
}

/// Compares a target.
///
/// # Errors
/// Where it differs.
pub fn target(wanted: &Target, found: &str) -> Result<(), String> {
    grammar(found)?;
    fits(wanted, found)
}

fn fits(wanted: &Target, found: &str) -> Result<(), String> {
    let (path, query) = match found.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (found, None),
    };
    match wanted {
        Target::Raw(text) => same(text, found),
        Target::AnyOf(all) => any(all.iter().map(|one| fits(one, found))),
        Target::Parts(wanted, pairs) => {
            match wanted {
                Path::Raw(text) => same(text, path)?,
                Path::Segments(wanted) => segments(wanted, path)?,
            }
            match (pairs.as_deref().unwrap_or_default(), query) {
                ([], None) => Ok(()),
                ([], Some(query)) => Err(format!("there is a query `{query}`")),
                (_, None) => Err("there is no query".to_owned()),
                (wanted, Some(query)) => permuted(wanted, query, Plus::Itself),
            }
        }
    }
}

/// That one of several fits; what is wrong with the last one otherwise.
pub fn any(all: impl Iterator<Item = Result<(), String>>) -> Result<(), String> {
    let mut last = Err("there is no alternative".to_owned());
    for one in all {
        if one.is_ok() {
            return Ok(());
        }
        last = one;
    }
    last
}

fn same(wanted: &str, found: &str) -> Result<(), String> {
    match normalised(wanted) == normalised(found) {
        true => Ok(()),
        false => Err(format!("the target has `{found}`, expected `{wanted}`")),
    }
}

fn segments(wanted: &[String], path: &str) -> Result<(), String> {
    let found: Vec<String> = path.split('/').skip(1).map(|segment| lossy(&decoded(segment))).collect();
    // the first, empty one stands before the first `/`, and may be written or not
    let wanted = if wanted.first().is_some_and(String::is_empty) && wanted.len() == found.len() + 1 {
        &wanted[1..]
    } else {
        wanted
    };
    match wanted == found {
        true => Ok(()),
        false => Err(format!("the path has the segments {found:?}, expected {wanted:?}")),
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether text is a permutation of pairs, in which those of the same name keep their order.
///
/// # Errors
/// That it is none.
pub fn permuted(wanted: &[Pair], text: &str, plus: Plus) -> Result<(), String> {
    let found: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split('&').collect() };
    let mut used = vec![None; found.len()];
    let count = found.len() == wanted.len();
    match count && assign(wanted, &found, 0, &mut used, plus) {
        true => Ok(()),
        false => Err(format!("the pairs are `{text}`, expected {}", printed(wanted))),
    }
}

/// Gives each wanted pair one that was found and is still free, so that names keep their order.
fn assign(wanted: &[Pair], found: &[&str], next: usize, used: &mut [Option<usize>], plus: Plus) -> bool {
    let Some(pair) = wanted.get(next) else { return true };
    for at in 0..found.len() {
        // of the same name, later ones are for later pairs
        let is_late = |(other, by): (usize, &Option<usize>)| {
            by.is_some() && other > at && name(found[other], plus) == name(found[at], plus)
        };
        if used[at].is_some() || used.iter().enumerate().any(is_late) || !is(pair, found[at], plus) {
            continue;
        }
        used[at] = Some(next);
        if assign(wanted, found, next + 1, used, plus) {
            return true;
        }
        used[at] = None;
    }
    false
}

fn name(pair: &str, plus: Plus) -> Vec<u8> {
    read(pair.split('=').next().unwrap_or_default(), plus)
}

fn read(text: &str, plus: Plus) -> Vec<u8> {
    match plus {
        Plus::Itself => decoded(text),
        Plus::Space => decoded(&text.replace('+', " ")),
    }
}

fn is(wanted: &Pair, found: &str, plus: Plus) -> bool {
    match wanted {
        Pair::Raw(text) => normalised(text) == normalised(found),
        Pair::AnyOf(all) => all.iter().any(|text| normalised(text) == normalised(found)),
        Pair::Decoded(wanted, value) => {
            let (key, rest) = found.split_once('=').unwrap_or((found, ""));
            let is_raw = plus == Plus::Itself && rest.contains(['&', '=', '+']);
            let text = String::from_utf8(read(rest, plus));
            !is_raw && read(key, plus) == wanted.as_bytes() && text.is_ok_and(|text| holds(value, &text))
        }
    }
}

/// Whether a decoded text is the value.
pub fn holds(wanted: &Value, text: &str) -> bool {
    match wanted {
        Value::Text(wanted) => wanted == text,
        Value::AnyOf(all) => all.iter().any(|wanted| wanted == text),
        Value::Json(wanted) => Exact::parse(text).is_ok_and(|found| wanted.differs(&found, Nulls::Distinct).is_none()),
        Value::Instant(wanted) => same_instant(wanted, text),
    }
}

fn printed(pairs: &[Pair]) -> String {
    let one = |pair: &Pair| match pair {
        Pair::Raw(text) => text.clone(),
        Pair::AnyOf(all) => all.join(" or "),
        Pair::Decoded(name, Value::Text(text)) => format!("{name}={text:?}"),
        Pair::Decoded(name, Value::AnyOf(all)) => format!("{name}={all:?}"),
        Pair::Decoded(name, Value::Json(value)) => format!("{name}={value} as JSON"),
        Pair::Decoded(name, Value::Instant(text)) => format!("{name}=the instant {text}"),
    };
    let all: Vec<String> = pairs.iter().map(one).collect();
    format!("in any order [{}]", all.join(", "))
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// The byte of an escape that begins at `at`.
fn escape(bytes: &[u8], at: usize) -> Option<u8> {
    let hex = |at: usize| char::from(*bytes.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    (bytes[at] == b'%').then(|| Some(hex(at + 1)? << 4 | hex(at + 2)?))?
}

/// RFC 3986 §6.2.2.1 and §6.2.2.2: digits of escapes in upper case, unreserved characters not encoded.
pub fn normalised(text: &str) -> String {
    let (bytes, mut at, mut out) = (text.as_bytes(), 0, Vec::new());
    while at < bytes.len() {
        match escape(bytes, at) {
            Some(byte) if is_unreserved(byte) => out.push(byte),
            Some(byte) => out.extend(format!("%{byte:02X}").bytes()),
            None => out.push(bytes[at]),
        }
        at += if escape(bytes, at).is_some() { 3 } else { 1 };
    }
    lossy(&out)
}

/// Percent-decoding.
pub fn decoded(text: &str) -> Vec<u8> {
    let (bytes, mut at, mut out) = (text.as_bytes(), 0, Vec::new());
    while at < bytes.len() {
        let byte = escape(bytes, at);
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    out
}

/// That a target is in origin form and of the characters that RFC 3986 has for path and query.
fn grammar(target: &str) -> Result<(), String> {
    let bytes = target.as_bytes();
    let mut query = false;
    for (at, byte) in bytes.iter().enumerate() {
        let is_good = match byte {
            b'%' => escape(bytes, at).is_some(),
            b'?' => true,
            byte => is_unreserved(*byte) || b"!$&'()*+,;=:@/".contains(byte),
        };
        query |= *byte == b'?';
        if !is_good {
            let part = if query { "query" } else { "path" };
            return Err(format!("the target `{target}` is not valid: {:?} stands in its {part}", char::from(*byte)));
        }
    }
    if target.starts_with('/') { Ok(()) } else { Err(format!("the target `{target}` does not begin with `/`")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &Target, found: &str, expect: Option<&str>) {
        assert_eq!(target(wanted, found).err().as_deref(), expect, "{found}");
    }

    fn raw(text: &str) -> Target {
        Target::Raw(text.to_owned())
    }

    #[test]
    fn targets() {
        check(&raw("/a%2fb~?x=%41"), "/a%2Fb%7E?x=A", None);
        check(&raw("/a"), "/b", Some("the target has `/b`, expected `/a`"));
        check(&raw("/a"), "/a?", Some("the target has `/a?`, expected `/a`"));
        check(&raw("/a?x=[1]"), "/a?x=[1]", Some("the target `/a?x=[1]` is not valid: '[' stands in its query"));
        check(&raw("/a b"), "/a%2", Some("the target `/a%2` is not valid: '%' stands in its path"));
        let segments = Target::Parts(Path::Segments(vec!["a".to_owned(), "b/c +".to_owned()]), None);
        check(&segments, "/a/b%2Fc%20+", None);
        check(&segments, "/a/b/c", Some(r#"the path has the segments ["a", "b", "c"], expected ["a", "b/c +"]"#));
    }

    #[test]
    fn queries() {
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let pairs = vec![
            Pair::Raw("a=1".to_owned()),
            Pair::Raw("b=x".to_owned()),
            Pair::Raw("a=2".to_owned()),
            Pair::AnyOf(texts(&["c=", "c=null"])),
            Pair::Decoded("j".to_owned(), Value::Json(Exact::parse(r#"{"x":[1]}"#).unwrap())),
        ];
        let wanted = Target::Parts(Path::Raw("/p".to_owned()), Some(pairs));
        check(&wanted, "/p?j=%7B%22x%22:%5B1.0%5D%7D&c=&a=1&a=2&b=x", None);
        let text = "in any order [a=1, b=x, a=2, c= or c=null, j={\"x\":[1]} as JSON]";
        let wrong = "j=%7B%22x%22:%5B1%5D%7D&c=&a=2&a=1&b=x";
        check(&wanted, &format!("/p?{wrong}"), Some(&format!("the pairs are `{wrong}`, expected {text}")));
        check(&wanted, "/p", Some("there is no query"));
        let none = Target::Parts(Path::Raw("/p".to_owned()), Some(Vec::new()));
        check(&none, "/p?", Some("there is a query ``"));
    }

    #[test]
    fn decoded_values_are_encoded_whole() {
        let wanted = [Pair::Decoded("q".to_owned(), Value::Text("a+b=c".to_owned()))];
        assert_eq!(permuted(&wanted, "q=a%2Bb%3Dc", Plus::Itself), Ok(()));
        assert!(permuted(&wanted, "q=a+b%3Dc", Plus::Itself).is_err());
        let form = [Pair::Decoded("q r".to_owned(), Value::Text("a b".to_owned()))];
        assert_eq!(permuted(&form, "q+r=a%20b", Plus::Space), Ok(()));
    }
}
