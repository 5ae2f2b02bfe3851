//! Exact decimals: amounts of money never pass through a float.

use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Unexpected};
use serde::ser::{self, Serialize, Serializer};
use serde_json::value::RawValue;

use super::number::Number;
use super::raw::{Kind, QUOTED, Raw, excerpt, quoted_number};
use super::{De, Ser};

const EXACT: &str = "a decimal of at most 28 significant digits";

fn exact<E: de::Error>(text: &str) -> Result<Decimal, E> {
    match Number::parse(text) {
        Some(number) => {
            number.to_decimal().ok_or_else(|| E::invalid_value(Unexpected::Other(&quoted_number(text)), &EXACT))
        }
        None => Err(E::invalid_value(Unexpected::Str(&excerpt(text, QUOTED)), &"a decimal number")),
    }
}

/// A decimal as a JSON number, digit by digit: the scale is kept (`300.00`) and a number that 96 bits and 28 places do
/// not hold exactly is refused.
///
/// Written through `serde_json`'s raw value, so only its text writers give the exact number; a `serde_json::Value` keeps
/// numbers as floats. Where text is wanted, such as in a URL, use [`DecimalText`].
#[derive(Debug)]
pub struct DecimalNumber;

impl De<Decimal> for DecimalNumber {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Decimal, D::Error> {
        let raw = Raw::read(d)?;
        match raw.kind() {
            Kind::Number => exact(raw.text()),
            _ => Err(raw.wrong_type("a number")),
        }
    }
}

impl Ser<Decimal> for DecimalNumber {
    fn ser<S: Serializer>(value: &Decimal, s: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(value.to_string()).map_err(ser::Error::custom)?.serialize(s)
    }
}

/// A decimal as text (`"300.00"`): reads text or a JSON number, keeps the scale, writes text.
#[derive(Debug)]
pub struct DecimalText;

impl De<Decimal> for DecimalText {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Decimal, D::Error> {
        let raw = Raw::read(d)?;
        match (raw.kind(), raw.string()) {
            (Kind::Number, _) => exact(raw.text()),
            (_, Some(text)) => exact(&text),
            _ => Err(raw.wrong_type("a decimal as text")),
        }
    }
}

impl Ser<Decimal> for DecimalText {
    fn ser<S: Serializer>(value: &Decimal, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(value)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    fn read<C: De<Decimal>>(json: &str) -> String {
        decode::<C, Decimal>(json.as_bytes()).map_or_else(|e| e.message, |d| d.to_string())
    }

    #[test]
    fn numbers_are_read_digit_by_digit() {
        let check = |json: &str, expected: &str| assert_eq!(read::<DecimalNumber>(json), expected, "{json}");
        check("300.00", "300.00");
        check("0.1", "0.1");
        check("-0.10", "-0.10");
        check("1", "1");
        check("-1.5e3", "-1500");
        check("1234567890.123456789", "1234567890.123456789");
        check("9007199254740993", "9007199254740993");
        check("79228162514264337593543950335", "79228162514264337593543950335");
        check(
            "0.12345678901234567890123456789",
            "invalid value: number `0.12345678901234567890123456789`, expected a decimal of at most 28 significant digits",
        );
        check("1e400", "invalid value: number `1e400`, expected a decimal of at most 28 significant digits");
        check("\"1.0\"", "invalid type: string \"1.0\", expected a number");
        check("null", "invalid type: null, expected a number");
    }

    #[test]
    fn text_is_read_digit_by_digit() {
        let check = |json: &str, expected: &str| assert_eq!(read::<DecimalText>(json), expected, "{json}");
        check("\"300.00\"", "300.00");
        check("\"-0.10\"", "-0.10");
        check("300.00", "300.00");
        check("\"+.5\"", "0.5");
        check("\"1e-29\"", "invalid value: number `1e-29`, expected a decimal of at most 28 significant digits");
        check("\"1,000.00\"", "invalid value: string \"1,000.00\", expected a decimal number");
        check("\"\"", "invalid value: string \"\", expected a decimal number");
        check("false", "invalid type: boolean `false`, expected a decimal as text");
    }

    #[test]
    fn a_tree_is_read_with_the_digits_it_kept() {
        assert_eq!(DecimalNumber::de(serde_json::json!(0.1)).unwrap().to_string(), "0.1");
        assert_eq!(
            DecimalNumber::de(serde_json::json!(9_007_199_254_740_993_u64)).unwrap().to_string(),
            "9007199254740993"
        );
    }

    #[test]
    fn writes() {
        let check = |text: &str| {
            let value = text.parse::<Decimal>().unwrap();
            assert_eq!(serde_json::to_string(&As::<DecimalNumber, _>::new(&value)).unwrap(), text);
            assert_eq!(serde_json::to_string(&As::<DecimalText, _>::new(&value)).unwrap(), format!("\"{text}\""));
        };
        check("300.00");
        check("-0.10");
        check("0");
        check("1234567890.123456789");
        check("79228162514264337593543950335");
        check("0.0000000000000000000000000001");
    }
}
