//! A member's value as the texts of fields or parts: an array is one text for each item (OAS 3.2.0, Encoding By Name),
//! objects are JSON, and what is null is left out.

use serde_json::value::RawValue;

use crate::encode::Unfit;

/// What a field or part holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// Text, or the digits of a number.
    Plain(String),
    /// JSON text.
    Json(String),
}

/// How a value is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// Objects and arrays in arrays as JSON, everything else as it is (OAS 3.0.4, Encoding Object, defaults by type).
    ByType,
    /// Everything as JSON.
    Json,
}

/// The texts of a value, which is JSON text itself.
pub(super) fn texts(json: &str, write: Write) -> Result<Vec<Text>, Unfit> {
    let json = json.trim();
    if json.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| "is not written as JSON".to_owned())?;
        return items.iter().filter_map(|item| text(item.get(), write).transpose()).collect();
    }
    Ok(text(json, write)?.into_iter().collect())
}

fn text(json: &str, write: Write) -> Result<Option<Text>, Unfit> {
    Ok(match (json.as_bytes().first(), write) {
        (Some(b'n'), Write::ByType) => None,
        (_, Write::Json) | (Some(b'[' | b'{'), Write::ByType) => Some(Text::Json(json.to_owned())),
        (Some(b'"'), Write::ByType) => {
            Some(Text::Plain(serde_json::from_str(json).map_err(|_| "is not written as JSON".to_owned())?))
        }
        (_, Write::ByType) => Some(Text::Plain(json.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        fn check(json: &str, write: Write, expect: &[&str]) {
            let texts = texts(json, write).unwrap().into_iter().map(|text| match text {
                Text::Plain(text) => text,
                Text::Json(text) => format!("json {text}"),
            });
            assert_eq!(texts.collect::<Vec<_>>(), expect, "{json}");
        }
        check(r#""a \"b\" \u00e9""#, Write::ByType, &["a \"b\" é"]);
        check("12345678901234567890.10", Write::ByType, &["12345678901234567890.10"]);
        check("false", Write::ByType, &["false"]);
        check("null", Write::ByType, &[]);
        check(r#""""#, Write::ByType, &[""]);
        check("[]", Write::ByType, &[]);
        check(r#"["a",1,null,{"b":1.0},[2]]"#, Write::ByType, &["a", "1", r#"json {"b":1.0}"#, "json [2]"]);
        check(r#"{"b":null}"#, Write::ByType, &[r#"json {"b":null}"#]);
        check(r#""a""#, Write::Json, &[r#"json "a""#]);
        check(r#"["a",null]"#, Write::Json, &[r#"json "a""#, "json null"]);
    }
}
