//! Integers of 8 to 64 bits, as JSON numbers and as text.

use std::fmt::Display;

use serde::de::{self, Deserializer, Unexpected};
use serde::ser::{Serialize, Serializer};

use super::number::{NotInteger, Number};
use super::raw::{Kind, QUOTED, Raw, excerpt, quoted_number};
use super::{De, Ser};

/// The integer types that codecs read and write.
pub trait Integer: TryFrom<i128> + std::str::FromStr + Serialize + Display + sealed::Sealed {
    /// What errors say was expected when a number is too large or too small.
    const FITS: &'static str;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! integers {
    ($($name:ident)*) => { $(
        impl sealed::Sealed for $name {}
        impl Integer for $name {
            const FITS: &'static str = concat!("an integer that fits ", stringify!($name));
        }
    )* };
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

/// An integer as a JSON number. `1.0` and `2e3` are integers too (JSON Schema Core §4.2.3).
#[derive(Debug)]
pub struct Int;

/// The one way from text to an integer; the usual case needs no more than the standard library's parser.
#[inline]
fn integer<T: Integer, E: de::Error>(text: &str) -> Result<T, E> {
    match text.parse() {
        Ok(value) => Ok(value),
        Err(_) => unusual_integer(text),
    }
}

#[cold]
fn unusual_integer<T: Integer, E: de::Error>(text: &str) -> Result<T, E> {
    let Some(number) = Number::parse(text) else {
        return Err(E::invalid_value(Unexpected::Str(&excerpt(text, QUOTED)), &"an integer"));
    };
    let expected = match number.to_integer() {
        Ok(value) => match T::try_from(value) {
            Ok(value) => return Ok(value),
            Err(_) => T::FITS,
        },
        Err(NotInteger::Range) => T::FITS,
        Err(NotInteger::Fraction) => "an integer",
    };
    Err(E::invalid_value(Unexpected::Other(&quoted_number(text)), &expected))
}

impl<T: Integer> De<T> for Int {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        let raw = Raw::read(d)?;
        match raw.kind() {
            Kind::Number => integer(raw.text()),
            _ => Err(raw.wrong_type("an integer")),
        }
    }
}

impl<T: Integer> Ser<T> for Int {
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
        value.serialize(s)
    }
}

/// An integer documented as text, such as the JSON form of a protobuf `int64`: reads text or a number, writes text.
#[derive(Debug)]
pub struct IntText;

impl<T: Integer> De<T> for IntText {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        let raw = Raw::read(d)?;
        match (raw.kind(), raw.string()) {
            (Kind::Number, _) => integer(raw.text()),
            (_, Some(text)) => integer(&text),
            _ => Err(raw.wrong_type("an integer as text")),
        }
    }
}

impl<T: Integer> Ser<T> for IntText {
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(value)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    fn read<C: De<T>, T: Integer>(json: &str) -> String {
        decode::<C, T>(json.as_bytes()).map_or_else(|e| e.message, |n| n.to_string())
    }

    #[test]
    fn int_reads() {
        let check = |json: &str, expected: &str| assert_eq!(read::<Int, i64>(json), expected, "{json}");
        check("0", "0");
        check("-0", "0");
        check(" 12 ", "12");
        check("3000000000", "3000000000");
        check("1.0", "1");
        check("2e3", "2000");
        check("-3.0", "-3");
        check("9007199254740993", "9007199254740993");
        check("9007199254740993.0", "9007199254740993");
        check("9223372036854775807", "9223372036854775807");
        check("-9223372036854775808", "-9223372036854775808");
        check("1.5", "invalid value: number `1.5`, expected an integer");
        check("4503599627370497.4", "invalid value: number `4503599627370497.4`, expected an integer");
        check("1.00000000000000000001", "invalid value: number `1.00000000000000000001`, expected an integer");
        check("9223372036854775808", "invalid value: number `9223372036854775808`, expected an integer that fits i64");
        check("1e400", "invalid value: number `1e400`, expected an integer that fits i64");
        check("\"3\"", "invalid type: string \"3\", expected an integer");
        check("null", "invalid type: null, expected an integer");
        check("true", "invalid type: boolean `true`, expected an integer");
        check("[1]", "invalid type: sequence, expected an integer");
        check("01", "invalid number");
    }

    #[test]
    fn int_keeps_to_the_range_of_its_type() {
        assert_eq!(read::<Int, i8>("-128"), "-128");
        assert_eq!(read::<Int, i8>("128"), "invalid value: number `128`, expected an integer that fits i8");
        assert_eq!(read::<Int, i16>("32768"), "invalid value: number `32768`, expected an integer that fits i16");
        assert_eq!(read::<Int, i32>("-2147483648"), "-2147483648");
        assert_eq!(read::<Int, i32>("3e9"), "invalid value: number `3e9`, expected an integer that fits i32");
        assert_eq!(read::<Int, u8>("255"), "255");
        assert_eq!(read::<Int, u16>("65535.0"), "65535");
        assert_eq!(read::<Int, u32>("-1"), "invalid value: number `-1`, expected an integer that fits u32");
        assert_eq!(read::<Int, u64>("18446744073709551615"), "18446744073709551615");
        assert_eq!(read::<Int, u64>("-0"), "0");
    }

    #[test]
    fn int_text_reads() {
        let check = |json: &str, expected: &str| assert_eq!(read::<IntText, i64>(json), expected, "{json}");
        check("\"1200\"", "1200");
        check("\"-1\"", "-1");
        check("\"\\u0031\"", "1");
        check("\"9223372036854775807\"", "9223372036854775807");
        check("1200", "1200");
        check("\"12.0\"", "12");
        check("\"12.5\"", "invalid value: number `12.5`, expected an integer");
        check(
            "\"9223372036854775808\"",
            "invalid value: number `9223372036854775808`, expected an integer that fits i64",
        );
        check("\"\"", "invalid value: string \"\", expected an integer");
        check("\" 1\"", "invalid value: string \" 1\", expected an integer");
        check("\"twelve\"", "invalid value: string \"twelve\", expected an integer");
        check("null", "invalid type: null, expected an integer as text");
        check("{}", "invalid type: map, expected an integer as text");
    }

    #[test]
    fn writes() {
        assert_eq!(text(&As::<Int, _>::new(&u64::MAX)), "18446744073709551615");
        assert_eq!(text(&As::<Int, _>::new(&-5_i8)), "-5");
        assert_eq!(text(&As::<IntText, _>::new(&i64::MIN)), "\"-9223372036854775808\"");
    }

    fn text(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }
}
