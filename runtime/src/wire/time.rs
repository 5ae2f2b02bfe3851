//! Instants and calendar dates as text (RFC 3339 §5.6).

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use serde::de::Deserializer;
use serde::ser::{Error as _, Serializer};

use super::text::{read_text, write_text};
use super::{De, Ser};

const NANOS: u32 = 1_000_000_000;

/// An instant as RFC 3339 `date-time`. Read with any offset, `t`, `z` or a space as separator, and up to nine digits of
/// fraction (more when they are zeros). Written with `Z` and no more fraction digits than needed. A leap second (`:60`)
/// is kept as one.
#[derive(Debug)]
pub struct Time;

impl De<DateTime<Utc>> for Time {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<Utc>, D::Error> {
        read_text(d, "a date-time with offset (RFC 3339)", |text| {
            // chrono cuts off what a nanosecond cannot say; that would be a rounding.
            let exact = fraction(text).get(9..).is_none_or(|rest| rest.bytes().all(|b| b == b'0'));
            let time = DateTime::parse_from_rfc3339(text).ok()?;
            exact.then(|| time.to_utc())
        })
    }
}

impl Ser<DateTime<Utc>> for Time {
    fn ser<S: Serializer>(value: &DateTime<Utc>, s: S) -> Result<S::Ok, S::Error> {
        check_year(value.year()).map_err(S::Error::custom)?;
        write_text(Rfc3339(value), s)
    }
}

/// The digits between the decimal point and the offset.
fn fraction(text: &str) -> &str {
    let Some((_, rest)) = text.split_once('.') else { return "" };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    &rest[..end]
}

struct Rfc3339<'a>(&'a DateTime<Utc>);

impl fmt::Display for Rfc3339<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.0;
        // chrono counts a leap second as the 59th with a second more of nanoseconds.
        let second = time.second() + time.nanosecond() / NANOS;
        write!(f, "{}T{:02}:{:02}:{second:02}", FullDate(time.date_naive()), time.hour(), time.minute())?;
        let (mut digits, mut width) = (time.nanosecond() % NANOS, 9);
        if digits != 0 {
            while digits % 10 == 0 {
                digits /= 10;
                width -= 1;
            }
            write!(f, ".{digits:0width$}")?;
        }
        f.write_str("Z")
    }
}

/// A date without time or offset, RFC 3339 `full-date`.
#[derive(Debug)]
pub struct Date;

impl De<NaiveDate> for Date {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveDate, D::Error> {
        read_text(d, "a date (RFC 3339 full-date)", full_date)
    }
}

impl Ser<NaiveDate> for Date {
    fn ser<S: Serializer>(value: &NaiveDate, s: S) -> Result<S::Ok, S::Error> {
        check_year(value.year()).map_err(S::Error::custom)?;
        write_text(FullDate(*value), s)
    }
}

fn full_date(text: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?).filter(|_| shape)
}

struct FullDate(NaiveDate);

impl fmt::Display for FullDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// RFC 3339 §1 has years of four digits.
fn check_year(year: i32) -> Result<(), String> {
    if (0..=9999).contains(&year) { Ok(()) } else { Err(format!("year {year} has no form in RFC 3339")) }
}

#[cfg(test)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    fn check<C: De<T> + Ser<T>, T>(json: &str, expected: &str) {
        let found = decode::<C, T>(json.as_bytes()).map_or_else(
            |e| e.message,
            |value| serde_json::to_string(&As::<C, _>::new(&value)).unwrap_or_else(|e| e.to_string()),
        );
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn date_times() {
        let check = |text: &str, expected: &str| {
            check::<Time, DateTime<Utc>>(&format!("\"{text}\""), &format!("\"{expected}\""));
        };
        check("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z");
        check("2026-03-01T09:30:00+02:00", "2026-03-01T07:30:00Z");
        check("2026-03-01T00:30:00+02:00", "2026-02-28T22:30:00Z");
        check("2026-03-01T09:30:00.123456789-05:30", "2026-03-01T15:00:00.123456789Z");
        check("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z");
        check("2018-03-12T09:09:03.969Z", "2018-03-12T09:09:03.969Z");
        check("2018-03-12T09:09:03.0500000Z", "2018-03-12T09:09:03.05Z");
        check("2018-03-12T09:09:03.123456789000Z", "2018-03-12T09:09:03.123456789Z");
        check("2026-03-01t09:30:00z", "2026-03-01T09:30:00Z");
        check("2026-03-01 09:30:00Z", "2026-03-01T09:30:00Z");
        check("2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00Z");
        check("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z");
        check("2016-12-31T15:59:60.25-08:00", "2016-12-31T23:59:60.25Z");
        check("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    }

    #[test]
    fn date_times_refused() {
        let refused = |text: &str| {
            let message = format!("invalid value: string \"{text}\", expected a date-time with offset (RFC 3339)");
            check::<Time, DateTime<Utc>>(&format!("\"{text}\""), &message);
        };
        refused("2026-03-01T09:30:00");
        refused("2026-03-01");
        refused("2026-02-29T00:00:00Z");
        refused("2026-03-01T24:00:00Z");
        refused("2026-03-01T09:30Z");
        refused("2026-03-01T09:30:61Z");
        refused("2026-03-01T09:30:00.Z");
        refused("2026-03-01T09:30:00.1234567891Z");
        refused("2026-03-01T09:30:00+0200");
        refused("20260301T093000Z");
        refused(" 2026-03-01T09:30:00Z");
        refused("");
        check::<Time, DateTime<Utc>>(
            "1772357400",
            "invalid type: integer `1772357400`, expected a date-time with offset (RFC 3339)",
        );
    }

    #[test]
    fn dates() {
        let accepted = |text: &str| check::<Date, NaiveDate>(&format!("\"{text}\""), &format!("\"{text}\""));
        accepted("2024-02-29");
        accepted("0000-01-01");
        accepted("9999-12-31");
        let refused = |text: &str| {
            let message = format!("invalid value: string \"{text}\", expected a date (RFC 3339 full-date)");
            check::<Date, NaiveDate>(&format!("\"{text}\""), &message);
        };
        refused("2023-02-29");
        refused("2024-2-9");
        refused("2024-13-01");
        refused("+024-01-01");
        refused("2024/01/01");
        refused("2024-01-01T00:00:00Z");
        refused("202é-01-01");
        check::<Date, NaiveDate>("null", "invalid type: null, expected a date (RFC 3339 full-date)");
    }

    #[test]
    fn years_beyond_four_digits_are_not_written() {
        let date = |year| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0));
        let text = |year| {
            let time = date(year).map(|d| d.and_utc()).unwrap_or_default();
            serde_json::to_string(&As::<Time, _>::new(&time)).unwrap_or_else(|e| e.to_string())
        };
        assert_eq!(text(10_000), "year 10000 has no form in RFC 3339");
        assert_eq!(text(-1), "year -1 has no form in RFC 3339");
        assert_eq!(text(9_999), "\"9999-01-01T00:00:00Z\"");
    }
}
