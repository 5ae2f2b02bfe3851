//! Decimal numbers as text, taken apart without a float.
//!
//! One grammar serves JSON numbers (RFC 8259 §6) and numbers that APIs send as strings: an optional sign, digits with an
//! optional fraction, an optional exponent. It is wider than JSON's by a leading `+`, leading zeros and a bare `.5` or
//! `5.`, which occur in strings and have only one meaning.

#[cfg(feature = "decimal")]
use rust_decimal::Decimal;

/// Digits that fit an `i128` whatever they are; more than any type here can hold.
const DIGITS: usize = 38;

/// A number whose value is `±digits · 10^exponent`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Number {
    sign: i128,
    /// Significant digits, or `None` when there are more than [`DIGITS`] of them.
    digits: Option<i128>,
    exponent: i64,
}

/// Why a number is not an integer of some type.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotInteger {
    Fraction,
    Range,
}

impl Number {
    /// Takes `text` apart; `None` when it is not a number.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.as_bytes() {
            [b'-', ..] => (-1, &text[1..]),
            [b'+', ..] => (1, &text[1..]),
            _ => (1, text),
        };
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], parse_exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if !all_digits || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let exponent = exponent.saturating_sub(i64::try_from(fraction.len()).ok()?);
        Some(Self { sign, digits: join(whole, fraction), exponent }.or_without_trailing_zeros(whole, fraction))
    }

    /// Digits too many to hold may still be a small number with a tail of zeros.
    fn or_without_trailing_zeros(self, whole: &str, fraction: &str) -> Self {
        if self.digits.is_some() {
            return self;
        }
        let short = fraction.trim_end_matches('0');
        let (whole_short, zeros) = match short {
            "" => (whole.trim_end_matches('0'), whole.len() - whole.trim_end_matches('0').len()),
            _ => (whole, 0),
        };
        let dropped = zeros + fraction.len() - short.len();
        let exponent = self.exponent.saturating_add(i64::try_from(dropped).unwrap_or(i64::MAX));
        Self { sign: self.sign, digits: join(whole_short, short), exponent }
    }

    /// The value as an integer, when it is one: `1.0` and `2e3` are (JSON Schema Core §4.2.3), `1.5` is not.
    pub(crate) fn to_integer(&self) -> Result<i128, NotInteger> {
        let Some(mut digits) = self.digits else {
            return Err(if self.exponent < 0 { NotInteger::Fraction } else { NotInteger::Range });
        };
        if digits == 0 {
            return Ok(0);
        }
        for _ in self.exponent..0 {
            if digits % 10 != 0 {
                return Err(NotInteger::Fraction);
            }
            digits /= 10;
        }
        let scaled = match u32::try_from(self.exponent) {
            Ok(exponent) => 10_i128.checked_pow(exponent).and_then(|power| digits.checked_mul(power)),
            Err(_) if self.exponent < 0 => Some(digits),
            Err(_) => None,
        };
        scaled.map(|value| self.sign * value).ok_or(NotInteger::Range)
    }

    /// Whether the value has no fraction, however large it is.
    pub(crate) fn is_integer(&self) -> bool {
        self.to_integer() != Err(NotInteger::Fraction)
    }

    /// The value as a decimal with the scale it was written with, when 96 bits and 28 places hold it exactly.
    #[cfg(feature = "decimal")]
    pub(crate) fn to_decimal(&self) -> Option<Decimal> {
        let mut digits = self.digits?;
        if digits == 0 {
            let places = self.exponent.clamp(-i64::from(Decimal::MAX_SCALE), 0).unsigned_abs();
            return Decimal::try_from_i128_with_scale(0, u32::try_from(places).ok()?).ok();
        }
        let mut exponent = self.exponent;
        while exponent < 0 && digits % 10 == 0 && !fits(digits, exponent) {
            digits /= 10;
            exponent += 1;
        }
        if exponent > 0 {
            let power = 10_i128.checked_pow(u32::try_from(exponent).ok()?)?;
            (digits, exponent) = (digits.checked_mul(power)?, 0);
        }
        let scale = u32::try_from(exponent.unsigned_abs()).ok()?;
        Decimal::try_from_i128_with_scale(self.sign * digits, scale).ok()
    }
}

#[cfg(feature = "decimal")]
fn fits(digits: i128, exponent: i64) -> bool {
    exponent >= -i64::from(Decimal::MAX_SCALE) && digits < 1 << 96
}

fn parse_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', ..] => (-1, &text[1..]),
        [b'+', ..] => (1, &text[1..]),
        _ => (1, text),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Beyond this every number but zero is out of every range.
    const HUGE: i64 = 1 << 32;
    Some(sign * digits.parse::<i64>().map_or(HUGE, |n| n.min(HUGE)))
}

fn join(whole: &str, fraction: &str) -> Option<i128> {
    let leading = whole.trim_start_matches('0');
    let significant = match leading {
        "" => fraction.trim_start_matches('0').len(),
        _ => leading.len() + fraction.len(),
    };
    if significant > DIGITS {
        return None;
    }
    let bytes = whole.bytes().chain(fraction.bytes());
    Some(bytes.fold(0, |sum, byte| sum * 10 + i128::from(byte - b'0')))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        use NotInteger::{Fraction, Range};
        let check = |text: &str, expected| assert_eq!(Number::parse(text).unwrap().to_integer(), expected, "{text}");
        check("0", Ok(0));
        check("-0", Ok(0));
        check("-0.0", Ok(0));
        check("0e999999999999999999999", Ok(0));
        check("007", Ok(7));
        check("+5", Ok(5));
        check("1.0", Ok(1));
        check("2e3", Ok(2000));
        check("2.50E+1", Ok(25));
        check("1200e-2", Ok(12));
        check("9007199254740993.0", Ok(9_007_199_254_740_993));
        check("-9223372036854775808", Ok(i128::from(i64::MIN)));
        check(&format!("1.{}", "0".repeat(400)), Ok(1));
        check(&format!("1{}e-400", "0".repeat(400)), Ok(1));
        check(&format!("{}1", "0".repeat(400)), Ok(1));
        check("1.5", Err(Fraction));
        check("1e-1", Err(Fraction));
        check("1e-99999999999999999999", Err(Fraction));
        check("1.00000000000000000000000000000000000000000000001", Err(Fraction));
        check("1e400", Err(Range));
        check("1e99999999999999999999", Err(Range));
        check(&"9".repeat(50), Err(Range));
    }

    #[test]
    fn decimals() {
        let check = |text: &str, expected: Option<&str>| {
            let found = Number::parse(text).unwrap().to_decimal().map(|d| d.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("300.00", Some("300.00"));
        check("-0.10", Some("-0.10"));
        check("0.00", Some("0.00"));
        check("-0", Some("0"));
        check("0e-400", Some("0.0000000000000000000000000000"));
        check("0e400", Some("0"));
        check("1e2", Some("100"));
        check("-1.5e3", Some("-1500"));
        check("1.50e1", Some("15.0"));
        check("1e-28", Some("0.0000000000000000000000000001"));
        check("79228162514264337593543950335", Some("79228162514264337593543950335"));
        check("1234567890.123456789", Some("1234567890.123456789"));
        check("7922816251426433759354395033.50", Some("7922816251426433759354395033.5"));
        check(&format!("1.{}", "0".repeat(400)), Some("1"));
        check("79228162514264337593543950336", None);
        check("7922816251426433759354395033.51", None);
        check("1e-29", None);
        check("1e29", None);
        check("1e400", None);
    }

    #[test]
    fn not_numbers() {
        for text in [
            "", "-", "+", ".", "e5", "1e", "1e+", "1e5.0", "1.2.3", "1,000", " 1", "1 ", "1_000", "0x1", "--1", "NaN",
            "∞", "1é",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }
}
