//! HTTP-dates (RFC 9110 §5.6.7), for the one header that has them here, `Retry-After`.

use std::time::{Duration, SystemTime};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Fifty years, in seconds.
const HALF_A_CENTURY: u64 = 50 * 31_556_952;

/// The instant of a date in one of the three forms; dates before 1970 are 1970.
///
/// The day of the week is not compared: it says nothing that the rest does not say.
pub(crate) fn http_date(text: &str, now: SystemTime) -> Option<SystemTime> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words[..] {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let (day, seconds) = (number(day, 1..=2).filter(|day| *day > 0)?, seconds(time)?);
    let at = |year: i64| {
        let days = days(year, month) + day - 1;
        let is_in_month = days < if month == 11 { days_of(year + 1) } else { self::days(year, month + 1) };
        let since = u64::try_from(days * 86_400 + seconds).unwrap_or_default();
        is_in_month.then(|| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since))).flatten()
    };
    if let Some(year) = number(year, 4..=4) {
        return at(year);
    }
    // RFC 850 has years of two digits: one that seems more than 50 years away is in the past.
    let year = 2000 + number(year, 2..=2)?;
    let date = at(year)?;
    if date > now.checked_add(Duration::from_secs(HALF_A_CENTURY))? { at(year - 100) } else { Some(date) }
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// `08:49:37`, in seconds; a leap second is the one after it.
fn seconds(text: &str) -> Option<i64> {
    let mut parts = text.split(':').map(|part| number(part, 2..=2));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = parts.next().is_none() && hours < 24 && minutes < 60 && seconds <= 60;
    fits.then_some(hours * 3600 + minutes * 60 + seconds)
}

/// Days from 1970 to the first of January of a year of the Gregorian calendar.
fn days_of(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400 - 719_162
}

/// Days from 1970 to the first day of a month, counted from 0.
fn days(year: i64, month: usize) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    days_of(year) + BEFORE[month] + i64::from(is_leap && month > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        fn check(text: &str, expect: Option<u64>) {
            let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_770_000_000);
            let got = http_date(text, now).map(|at| at.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs());
            assert_eq!(got, expect, "{text}");
        }
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777));
        check("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777));
        check("Sun Nov  6 08:49:37 1994", Some(784_111_777));
        check("Thu, 01 Jan 1970 00:00:00 GMT", Some(0));
        check("Wed, 31 Dec 1969 23:59:59 GMT", Some(0));
        check("Tue, 29 Feb 2000 23:59:60 GMT", Some(951_868_800));
        check("Sat, 31 Dec 2033 00:00:00 GMT", Some(2_019_600_000));
        check("Fri, 01 Mar 2100 00:00:00 GMT", Some(4_107_542_400));
        check("Monday, 01-Jan-75 00:00:00 GMT", Some(3_313_526_400));
        check("Monday, 01-Jan-77 00:00:00 GMT", Some(220_924_800));
        for text in [
            "",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Mon, 29 Feb 2100 00:00:00 GMT",
            "Sun, 6th Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 994 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            check(text, None);
        }
    }
}
