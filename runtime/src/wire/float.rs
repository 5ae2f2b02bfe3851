//! Binary floating point numbers, for the formats that ask for them.

use serde::de::{self, Deserializer, Unexpected};
use serde::ser::{self, Serializer};

use super::raw::{Kind, Raw, quoted_number};
use super::{De, Ser};

/// `f32` and `f64` as JSON numbers, integers included. The value is the nearest one to the text, in one rounding; a
/// number beyond the type's range is refused, and so is writing a value that JSON cannot say (RFC 8259 §6).
#[derive(Debug)]
pub struct Float;

macro_rules! floats {
    ($($name:ident $serialize:ident;)*) => { $(
        impl De<$name> for Float {
            #[inline]
            fn de<'de, D: Deserializer<'de>>(d: D) -> Result<$name, D::Error> {
                let raw = Raw::read(d)?;
                match (raw.kind(), raw.text().parse::<$name>()) {
                    (Kind::Number, Ok(value)) if value.is_finite() => Ok(value),
                    (Kind::Number, _) => {
                        let found = quoted_number(raw.text());
                        let expected = concat!("a number within the range of ", stringify!($name));
                        Err(de::Error::invalid_value(Unexpected::Other(&found), &expected))
                    }
                    _ => Err(raw.wrong_type("a number")),
                }
            }
        }

        impl Ser<$name> for Float {
            fn ser<S: Serializer>(value: &$name, s: S) -> Result<S::Ok, S::Error> {
                if !value.is_finite() {
                    return Err(ser::Error::custom(format_args!("{value} is not a JSON number")));
                }
                s.$serialize(*value)
            }
        }
    )* };
}

floats! {
    f32 serialize_f32;
    f64 serialize_f64;
}

#[cfg(test)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    fn read<T>(json: &str) -> Result<T, String>
    where
        Float: De<T>,
    {
        decode::<Float, T>(json.as_bytes()).map_err(|e| e.message)
    }

    #[test]
    fn reads() {
        let check = |json: &str, expected: f64| assert_eq!(read::<f64>(json), Ok(expected), "{json}");
        check("1", 1.0);
        check("-1.5e3", -1500.0);
        check("0.1", 0.1);
        check("5e-324", 5e-324);
        check("9007199254740993", 9_007_199_254_740_992.0);
        assert_eq!(read::<f32>("0.1"), Ok(0.1));
        // One rounding: by way of `f64` this becomes 1.0.
        assert_eq!(read::<f32>("1.00000005960464477540"), Ok(1.000_000_1));
    }

    #[test]
    fn refuses() {
        let check = |json: &str, expected: &str| assert_eq!(read::<f64>(json), Err(expected.to_owned()), "{json}");
        check("1e400", "invalid value: number `1e400`, expected a number within the range of f64");
        check("\"1\"", "invalid type: string \"1\", expected a number");
        check("null", "invalid type: null, expected a number");
        assert_eq!(
            read::<f32>("-1e39"),
            Err("invalid value: number `-1e39`, expected a number within the range of f32".to_owned())
        );
    }

    #[test]
    fn writes() {
        let check = |value: f64, expected: &str| {
            let found = serde_json::to_string(&As::<Float, _>::new(&value)).unwrap_or_else(|e| e.to_string());
            assert_eq!(found, expected);
        };
        check(0.1, "0.1");
        check(-0.5, "-0.5");
        check(f64::NAN, "NaN is not a JSON number");
        check(f64::NEG_INFINITY, "-inf is not a JSON number");
    }
}
