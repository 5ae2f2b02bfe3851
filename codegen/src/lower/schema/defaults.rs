//! Defaults that are no values of their schema: reported and left out, so that nothing after this can trip over them.

use crate::lower::context::Context;
use crate::lower::sites::Site;
use crate::source::{Object, Value};

use super::numbers::integer;
use super::types;

/// The most characters of a value that are shown.
const SHOWN: usize = 40;

/// Takes out a default that the schema itself refuses.
pub(super) fn lower(schema: &mut Object, site: Site, cx: &mut Context) {
    let Some(value) = schema.get("default") else { return };
    let null = matches!(value, Value::Null) && schema.get("nullable") == Some(&Value::Bool(true));
    if null || is_value(schema, value) {
        return;
    }
    let shown = value.to_json().to_string();
    let cut = shown.char_indices().nth(SHOWN).map_or(shown.len(), |(at, _)| at);
    let more = if cut < shown.len() { "…" } else { "" };
    let message = format!("the default `{}{more}` is no value of this schema; it is left out", &shown[..cut]);
    cx.note("wrong-default", site, "default", message);
    schema.shift_remove("default");
}

fn is_value(schema: &Object, value: &Value) -> bool {
    let listed = schema.get("enum").and_then(Value::as_array);
    if listed.is_some_and(|values| !values.is_empty() && !values.contains(value)) {
        return false;
    }
    let format = schema.get("format").and_then(Value::as_str);
    match (types::single(schema), value) {
        (Some("string"), Value::String(text)) => match format {
            Some("date") => is_date(text),
            Some("date-time") => {
                text.split_once(['T', 't', ' ']).is_some_and(|(date, time)| is_date(date) && is_time(time))
            }
            _ => true,
        },
        (Some("boolean"), Value::Bool(_)) | (Some("array"), Value::Array(_)) | (Some("object"), Value::Object(_)) => {
            true
        }
        (Some("integer"), Value::Number(number)) => match (integer(number), format) {
            (Some(value), Some("int32")) => i32::try_from(value).is_ok(),
            (Some(_), _) => true,
            (None, _) => number.as_str().parse::<u64>().is_ok(),
        },
        (Some("number"), Value::Number(_)) => true,
        (Some("string" | "boolean" | "array" | "object" | "integer" | "number"), _) => false,
        _ => true,
    }
}

/// `full-date` of RFC 3339.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let within =
        |part: &str, most: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|part| (1..=most).contains(&part));
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && within(month, 12) && within(day, 31)
}

/// `full-time` of RFC 3339, as far as digits go.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    let colons = bytes.get(2) == Some(&b':') && bytes.get(5) == Some(&b':');
    let zone = text.ends_with(['Z', 'z']) || text.get(8..).is_some_and(|rest| rest.contains(['+', '-']));
    digits(0) && digits(3) && digits(6) && colons && zone
}
