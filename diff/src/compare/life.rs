//! Deprecation, sunset dates (RFC 8594, RFC 3339 §5.6 full-date) and stability of operations, parameters, properties.

use super::lens::{Finding, Local, Pair, Spot};
use crate::contract::schema::Schema;
use crate::level::{Reach, Rule};

/// A day, for comparison alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl Day {
    /// Reads `2026-11-21`, alone or before a time. `None` when it is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_at_checked(10)?;
        if !time.is_empty() && !time.starts_with(['T', 't', ' ']) {
            return None;
        }
        let mut parts = date.split('-');
        let mut number = |width: usize| {
            let part = parts.next().filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u16>().ok()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let leap = is_leap(u64::from(year));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }
}

impl Day {
    /// The day that is `days` after 1970-01-01 in the Gregorian calendar. `None` beyond the year 65535.
    pub fn since_1970(days: u64) -> Option<Self> {
        let (mut year, mut rest) = (1970_u64, days);
        let length = |year| if is_leap(year) { 366 } else { 365 };
        // 400 years are always as long
        year += rest / 146_097 * 400;
        rest %= 146_097;
        while rest >= length(year) {
            rest -= length(year);
            year += 1;
        }
        let mut month = 1_u8;
        loop {
            let days = match month {
                2 => length(year) - 337,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            if rest < days {
                break;
            }
            rest -= days;
            month += 1;
        }
        Some(Self { year: u16::try_from(year).ok()?, month, day: u8::try_from(rest + 1).ok()? })
    }
}

/// What a part says of its own life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life<'a> {
    pub(crate) deprecated: bool,
    pub(crate) sunset: Option<&'a str>,
    pub(crate) stability: Option<&'a str>,
}

/// How stable, from the least on (oasdiff's `x-stability-level`).
const STABILITY: [&str; 4] = ["draft", "alpha", "beta", "stable"];

impl<'a> Life<'a> {
    pub(crate) fn of_schema(schema: &Schema<'a>) -> Self {
        Self {
            deprecated: schema.says("deprecated"),
            sunset: schema.text("x-sunset"),
            stability: schema.text("x-stability-level"),
        }
    }

    pub(crate) fn of(node: crate::contract::node::Node<'a>) -> Self {
        Self {
            deprecated: node.says("deprecated"),
            sunset: node.text("x-sunset"),
            stability: node.text("x-stability-level"),
        }
    }
}

/// What happened to the life of a part: rules of the same row for all of them, with their arguments.
pub(crate) fn events(from: Life<'_>, to: Life<'_>) -> Vec<(Rule, Vec<String>)> {
    let mut events = Vec::new();
    match (from.deprecated, to.deprecated, to.sunset) {
        (false, true, None) => events.push((Rule::Deprecated, vec![])),
        (false, true, Some(date)) => {
            let rule =
                if Day::parse(date).is_some() { Rule::DeprecatedWithSunset } else { Rule::DeprecatedSunsetInvalid };
            events.push((rule, vec![date.to_owned()]));
        }
        (true, false, _) => events.push((Rule::Reactivated, vec![])),
        (true, true, None) => events.extend(from.sunset.map(|date| (Rule::SunsetDeleted, vec![date.to_owned()]))),
        (true, true, Some(date)) => {
            let day = |text: Option<&str>| text.and_then(Day::parse);
            match (day(from.sunset), day(Some(date))) {
                (Some(old), Some(new)) if new < old => {
                    let dates = vec![from.sunset.unwrap_or_default().to_owned(), date.to_owned()];
                    events.push((Rule::SunsetEarlier, dates));
                }
                (_, None) if from.sunset != to.sunset => {
                    events.push((Rule::DeprecatedSunsetInvalid, vec![date.to_owned()]));
                }
                _ => {}
            }
        }
        (false, false, _) => {}
    }
    events.extend(stability(from.stability, to.stability));
    events
}

fn stability(from: Option<&str>, to: Option<&str>) -> Option<(Rule, Vec<String>)> {
    if from == to {
        return None;
    }
    // what says nothing is stable
    let rank = |text: Option<&str>| STABILITY.iter().position(|known| *known == text.unwrap_or("stable"));
    let (Some(old), Some(new)) = (rank(from), rank(to)) else {
        let wrong = [to, from].into_iter().flatten().find(|text| !STABILITY.contains(text))?;
        return Some((Rule::StabilityInvalid, vec![wrong.to_owned()]));
    };
    let rule = match new.cmp(&old) {
        std::cmp::Ordering::Less => Rule::StabilityDecreased,
        std::cmp::Ordering::Greater => Rule::StabilityIncreased,
        std::cmp::Ordering::Equal => return None,
    };
    let word = |text: Option<&str>| text.unwrap_or("stable").to_owned();
    Some((rule, vec![word(from), word(to)]))
}

/// What is said of a property.
pub(super) fn property<'a>(
    name: &'a str,
    pair: &Pair<'a>,
    (from, to): (Spot<'a>, Spot<'a>),
    reach: Reach,
    found: &mut Local<'a>,
) {
    for (rule, words) in events(Life::of_schema(&pair.base), Life::of_schema(&pair.revision)) {
        let named = matches!(
            rule,
            Rule::Deprecated | Rule::DeprecatedWithSunset | Rule::DeprecatedSunsetInvalid | Rule::Reactivated
        );
        let name_first = named.then(|| name.to_owned());
        let finding = Finding::new(rule, Some(from), Some(to), name_first.into_iter().chain(words));
        found.findings.push(finding.tail(name, reach));
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn counts_days() {
        let check = |days, expect: &str| assert_eq!(Day::since_1970(days), Day::parse(expect), "{days}");
        check(0, "1970-01-01");
        check(58, "1970-02-28");
        check(59, "1970-03-01");
        check(789, "1972-02-29");
        check(11_016, "2000-02-29");
        check(20_778, "2026-11-21");
        check(146_097, "2370-01-01");
    }

    #[test]
    fn reads_dates() {
        let check = |text: &str, expect: bool| assert_eq!(Day::parse(text).is_some(), expect, "{text:?}");
        check("2026-11-21", true);
        check("2026-11-21T00:00:00Z", true);
        check("2024-02-29", true);
        check("2026-02-29", false);
        check("2026-13-01", false);
        check("2026-1-01", false);
        check("21.11.2026", false);
        check("2026-11-21x", false);
        check("", false);
        check("äöüäöü", false);
        assert!(Day::parse("2026-11-21") < Day::parse("2026-12-01"));
    }
}
