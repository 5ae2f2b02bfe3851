//! Words that people write as a `type` and that are none: those of programming languages, and formats.

use crate::diag::Diag;
use crate::source::{Object, Value};

use super::context::Context;
use super::shape::TYPES;
use super::sites::Site;
use super::table::Kind;
use super::version::Version;

/// What is meant by a word: a type, and perhaps a format. No type: any value.
const WORDS: &[(&str, Option<&str>, Option<&str>)] = &[
    ("str", Some("string"), None),
    ("text", Some("string"), None),
    ("char", Some("string"), None),
    ("varchar", Some("string"), None),
    ("enum", Some("string"), None),
    ("url", Some("string"), Some("uri")),
    ("uri", Some("string"), Some("uri")),
    ("email", Some("string"), Some("email")),
    ("uuid", Some("string"), Some("uuid")),
    ("guid", Some("string"), Some("uuid")),
    ("date", Some("string"), Some("date")),
    ("datetime", Some("string"), Some("date-time")),
    ("date-time", Some("string"), Some("date-time")),
    ("timestamp", Some("string"), Some("date-time")),
    ("binary", Some("string"), Some("binary")),
    ("byte", Some("string"), Some("byte")),
    ("int", Some("integer"), None),
    ("int32", Some("integer"), Some("int32")),
    ("int64", Some("integer"), Some("int64")),
    ("long", Some("integer"), Some("int64")),
    ("float", Some("number"), Some("float")),
    ("double", Some("number"), Some("double")),
    ("decimal", Some("number"), None),
    ("numeric", Some("number"), None),
    ("bool", Some("boolean"), None),
    ("list", Some("array"), None),
    ("dict", Some("object"), None),
    ("map", Some("object"), None),
    ("hash", Some("object"), None),
    ("json", None, None),
    ("any", None, None),
    ("mixed", None, None),
];

/// Reads such a word as what it means, with a note; others are left for the table to refuse.
pub(super) fn read(kind: Kind, members: &mut Object, site: Site, cx: &mut Context) {
    let has_types = match kind {
        Kind::Schema => true,
        Kind::Parameter | Kind::Header | Kind::Items => cx.version == Version::V20,
        _ => false,
    };
    let Some(Value::String(word)) = members.get("type").filter(|_| has_types) else { return };
    if TYPES.contains(&word.as_str()) {
        return;
    }
    let word = word.clone();
    let plain = word.trim().to_ascii_lowercase();
    let known = WORDS.iter().find(|(known, ..)| *known == plain).map(|(_, name, format)| (*name, *format));
    let meant = TYPES.iter().find(|name| **name == plain).map(|name| (Some(*name), None));
    let Some((name, format)) = known.or(meant) else { return };
    let read_as = match (name, format) {
        (Some(name), Some(format)) => format!("it is read as `{name}` with the format `{format}`"),
        (Some(name), None) => format!("it is read as `{name}`"),
        (None, _) => "it is read as any value".to_owned(),
    };
    let at = cx.place_of(site, "type");
    cx.say(Diag::note("type-word", at, format!("`{word}` is no type; {read_as}")));
    match name {
        Some(name) => drop(members.insert("type".to_owned(), name.into())),
        // a parameter without a type would be said to lack one
        None if kind == Kind::Schema => drop(members.shift_remove("type")),
        None => drop(members.insert("type".to_owned(), "string".into())),
    }
    if let Some(format) = format {
        members.entry("format".to_owned()).or_insert_with(|| format.into());
    }
}
