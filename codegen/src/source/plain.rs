//! What a plain YAML scalar means: the core schema of YAML 1.2.2 §10.3.2, and nothing of YAML 1.1.

use super::Number;

/// A plain scalar, resolved.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    /// As written where JSON can write it so; otherwise the same number in JSON's form.
    Number(Number),
    /// `.inf` and `.nan`, which JSON does not have.
    NotFinite,
    /// A number beyond the range of a double, which later readers would turn into infinity.
    TooLarge,
    Text,
}

/// Resolves the text of a plain scalar.
pub(super) fn resolve(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Plain::NotFinite,
        _ if matches!(unsigned(text).1, ".inf" | ".Inf" | ".INF") => Plain::NotFinite,
        _ => radix(text).or_else(|| decimal(text)).unwrap_or(Plain::Text),
    }
}

/// Whether a reader might take the text for a number.
pub(super) fn looks_numeric(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
}

fn unsigned(text: &str) -> (&str, &str) {
    match text.as_bytes().first() {
        Some(b'-') => ("-", &text[1..]),
        Some(b'+') => ("", &text[1..]),
        _ => ("", text),
    }
}

/// `0o17` and `0x1F`, which have no sign.
fn radix(text: &str) -> Option<Plain> {
    let (digits, base) = match (text.strip_prefix("0o"), text.strip_prefix("0x")) {
        (Some(digits), _) => (digits, 8),
        (_, Some(digits)) => (digits, 16),
        _ => return None,
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(base)) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    match u128::from_str_radix(if digits.is_empty() { "0" } else { digits }, base) {
        Ok(value) => Some(number(&value.to_string())),
        Err(_) => Some(Plain::TooLarge),
    }
}

/// `-12`, `1.50`, `.5`, `1.` and `6e23`: JSON wants digits around the point, and no plus or zeros in front.
fn decimal(text: &str) -> Option<Plain> {
    let (sign, rest) = unsigned(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = rest.split_at(digits);
    let (fraction, exponent) = match rest.strip_prefix('.') {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (Some(&rest[..digits]), &rest[digits..])
        }
        None => (None, rest),
    };
    let has_digits = !whole.is_empty() || fraction.is_some_and(|digits| !digits.is_empty());
    if !has_digits || !is_exponent(exponent) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(match fraction {
        None => number(&format!("{sign}{whole}{exponent}")),
        Some("") => number(&format!("{sign}{whole}.0{exponent}")),
        Some(fraction) => number(&format!("{sign}{whole}.{fraction}{exponent}")),
    })
}

fn is_exponent(text: &str) -> bool {
    let Some(power) = text.strip_prefix(['e', 'E']) else { return text.is_empty() };
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str) -> Plain {
    match Number::parse(text) {
        Some(number) if number.as_f64().is_finite() => Plain::Number(number),
        Some(_) => Plain::TooLarge,
        None => Plain::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match resolve(text) {
            Plain::Number(number) => number.as_str().to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn core_schema() {
        for text in ["", "~", "null", "Null", "NULL"] {
            check(text, "Null");
        }
        for (text, expect) in [("true", "Bool(true)"), ("TRUE", "Bool(true)"), ("False", "Bool(false)")] {
            check(text, expect);
        }
        for text in [".inf", "-.INF", "+.Inf", ".nan", ".NaN"] {
            check(text, "NotFinite");
        }
        for text in ["yes", "No", "on", "tRUE", "nULL", "-.nan", "1_000", "0b11", "12:30:45", "2024-01-01", "1e", "+"] {
            check(text, "Text");
        }
        for text in ["-", ".", "-.", "e5", "0x", "0o8", "-0x10", "+0o7", "0xg", "1.2.3", "inf", "NaN", "１", "1 000"] {
            check(text, "Text");
        }
    }

    #[test]
    fn numbers_are_kept_as_written_where_json_can() {
        for text in ["0", "-0", "12", "-7", "1.0", "1.10", "6e23", "6E+23", "-1.5e-3", "18446744073709551616"] {
            check(text, text);
        }
        for (text, expect) in [
            ("+12", "12"),
            ("0777", "777"),
            ("-007", "-7"),
            ("000", "0"),
            (".5", "0.5"),
            ("-.5e3", "-0.5e3"),
            ("1.", "1.0"),
            ("+1.e3", "1.0e3"),
            ("0o17", "15"),
            ("0x1F", "31"),
            ("0x0000", "0"),
            ("0xffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455"),
            ("0x100000000000000000000000000000000", "TooLarge"),
            ("1e999", "TooLarge"),
        ] {
            check(text, expect);
        }
        check(&"9".repeat(400), "TooLarge");
    }
}
