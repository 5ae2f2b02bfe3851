//! When two values of a document are the same to a reader of JSON: numbers by value, objects without order.

use bursar_codegen::source::Value;

/// Whether two values are the same.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

/// A value as a message shows it: JSON, and not all of it when it is long.
pub(crate) fn shown(value: &Value) -> String {
    const MOST: usize = 80;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_str().to_owned(),
        other => other.to_json().to_string(),
    };
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
