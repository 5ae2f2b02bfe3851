//! Single values of a JSON text by pointer (RFC 6901), without reading the rest into memory.
//!
//! Holds: what is not asked for keeps its bytes, so that no number of a body is written anew.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::encode::Members;

/// The index of the last element, which RFC 6901 has no word for.
const LAST: &str = "-1";

/// The value at `pointer`; `None` where there is none.
pub(super) fn at<'j>(json: &'j str, pointer: &str) -> Option<&'j str> {
    keys(pointer).try_fold(json.trim(), |json, key| match json.as_bytes().first()? {
        b'{' => members(json)?.into_iter().rfind(|(name, _)| *name == key).map(|(_, value)| value.get()),
        b'[' => element(json, &key),
        _ => None,
    })
}

/// How many elements an array has; `None` when it is none.
pub(super) fn count(json: &str) -> Option<usize> {
    if !json.starts_with('[') {
        return None;
    }
    serde_json::Deserializer::from_str(json).deserialize_seq(Elements(|_, _| {})).ok()
}

/// `json` with `value` at `pointer`, whose steps are members; those that are missing are made. `None` where a step leads
/// into something that is no object.
pub(super) fn put(json: &str, pointer: &str, value: &str) -> Option<String> {
    let mut steps = keys(pointer);
    let Some(key) = steps.next() else { return Some(value.to_owned()) };
    let rest = pointer.get(1..).and_then(|rest| rest.find('/').map(|cut| &rest[cut..])).unwrap_or_default();
    let found = if json.trim() == "null" { Vec::new() } else { members(json)? };
    let mut parts = Vec::with_capacity(found.len() + 1);
    let mut is_put = false;
    for (name, old) in &found {
        let new = match *name == key {
            true => Cow::Owned(put(old.get(), rest, value)?),
            false => Cow::Borrowed(old.get()),
        };
        is_put |= *name == key;
        parts.push(format!("{}:{new}", quoted(name)));
    }
    if !is_put {
        parts.push(format!("{}:{}", quoted(&key), put("null", rest, value)?));
    }
    Some(format!("{{{}}}", parts.join(",")))
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The keys of a pointer, unescaped (RFC 6901 §4).
fn keys(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|key| match key.contains('~') {
        true => Cow::Owned(key.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(key),
    })
}

fn element<'j>(json: &'j str, key: &str) -> Option<&'j str> {
    let wanted = if key == LAST { None } else { Some(key.parse::<usize>().ok()?) };
    let mut found = None;
    let keep = |index: usize, value: &'j RawValue| {
        if wanted.is_none_or(|wanted| wanted == index) {
            found = Some(value.get());
        }
    };
    serde_json::Deserializer::from_str(json).deserialize_seq(Elements(keep)).ok()?;
    found
}

fn members(json: &str) -> Option<Vec<(String, &RawValue)>> {
    serde_json::Deserializer::from_str(json).deserialize_map(Members).ok()
}

/// Hands every element over with its index, and counts them.
struct Elements<F>(F);

impl<'de, F: FnMut(usize, &'de RawValue)> Visitor<'de> for Elements<F> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while let Some(element) = seq.next_element()? {
            (self.0)(count, element);
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        r#" { "data": [ {"id": 1}, {"id": "b", "n": 1.10} ], "a/b": {"~": 7}, "no": null, "none": [], "1": true } "#;

    #[test]
    fn values() {
        fn check(pointer: &str, expect: Option<&str>) {
            assert_eq!(at(PAGE, pointer), expect, "{pointer}");
        }
        check("", Some(PAGE.trim()));
        check("/data/0/id", Some("1"));
        check("/data/1/id", Some(r#""b""#));
        check("/data/-1/id", Some(r#""b""#));
        check("/data/-1/n", Some("1.10"));
        check("/data/2", None);
        check("/data/x", None);
        check("/data/-2", None);
        check("/none/-1", None);
        check("/a~1b/~0", Some("7"));
        check("/no", Some("null"));
        check("/no/x", None);
        check("/1", Some("true"));
        check("/1/x", None);
        check("/absent", None);
        // a member given twice is refused when the page is read; here it only must not be mixed up
        assert_eq!(at(r#"{"a":1,"a":2}"#, "/a"), Some("2"));
        assert_eq!(at("", "/a"), None);
        assert_eq!(at("{", "/a"), None);
    }

    #[test]
    fn counts() {
        fn check(json: &str, expect: Option<usize>) {
            assert_eq!(count(json), expect, "{json}");
        }
        check("[]", Some(0));
        check("[1, [2, 3], {}]", Some(3));
        check("{}", None);
        check("null", None);
        check("[1", None);
    }

    #[test]
    fn puts() {
        fn check(json: &str, pointer: &str, expect: Option<&str>) {
            assert_eq!(put(json, pointer, "9").as_deref(), expect, "{json} {pointer}");
        }
        check("{}", "/a", Some(r#"{"a":9}"#));
        check(r#"{"a": 1, "b": 1.10}"#, "/a", Some(r#"{"a":9,"b":1.10}"#));
        check(
            r#"{"x": {"y": {"z": 18446744073709551616}}}"#,
            "/x/y/w",
            Some(r#"{"x":{"y":{"z":18446744073709551616,"w":9}}}"#),
        );
        check(r#"{"x": null}"#, "/x/y", Some(r#"{"x":{"y":9}}"#));
        check("null", "/x/y", Some(r#"{"x":{"y":9}}"#));
        check(r#"{"q\"": [1]}"#, "/a~1b", Some(r#"{"q\"":[1],"a/b":9}"#));
        check("[]", "/a", None);
        check(r#"{"a": 1}"#, "/a/b", None);
        check("1", "", Some("9"));
    }
}
