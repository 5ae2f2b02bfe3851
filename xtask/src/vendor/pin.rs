//! Where a document comes from, in `[source]` of provider.toml: set line by line, so that the rest stays as it was written.

/// Sets keys of `[source]` to texts.
///
/// # Errors
/// When the file is written in a way that cannot be edited line by line.
pub(super) fn pin(text: &str, pins: &[(&str, &str)]) -> Result<String, String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let header = lines.iter().position(|line| line.split('#').next().unwrap_or_default().trim() == "[source]");
    let Some(header) = header else { return Err("has no line `[source]`".to_owned()) };
    let rest = &lines[header + 1..];
    let mut end = header + 1 + rest.iter().position(|line| line.starts_with('[')).unwrap_or(rest.len());
    while lines[end - 1].trim().is_empty() {
        end -= 1;
    }
    for (key, value) in pins {
        let written = toml::Value::from(*value).to_string();
        let is_it = |line: &String| line.split_once('=').is_some_and(|(found, _)| found.trim() == *key);
        match (header + 1..end).find(|at| is_it(&lines[*at])) {
            Some(at) => {
                let behind = lines[at].split_once(" #").map(|(_, comment)| format!(" #{}", comment.trim_end()));
                lines[at] = format!("{key} = {written}{}\n", behind.unwrap_or_default());
            }
            None => {
                if !lines[end - 1].ends_with('\n') {
                    lines[end - 1].push('\n');
                }
                lines.insert(end, format!("{key} = {written}\n"));
                end += 1;
            }
        }
    }
    let new = lines.concat();
    let as_meant = || {
        let mut meant: toml::Table = text.parse().ok()?;
        let source = meant.get_mut("source")?.as_table_mut()?;
        pins.iter().for_each(|(key, value)| drop(source.insert((*key).to_owned(), (*value).into())));
        (new.parse::<toml::Table>().ok()? == meant).then_some(())
    };
    as_meant().ok_or_else(|| "has its `[source]` written in a way that cannot be edited line by line".to_owned())?;
    Ok(new)
}

/// The day of a point in time in UTC, as `YYYY-MM-DD`. `days` are counted from 1970-01-01.
///
/// The Gregorian calendar in cycles of 400 years, which begin on a 1 March (Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `civil_from_days`).
pub(super) fn day(days: u64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const PINS: &[(&str, &str)] =
        &[("document", "https://a.test/\"x\""), ("retrieved", "2027-01-02"), ("sha256", "ab")];

    #[test]
    fn pins() {
        let text = "title = \"T\" # [source]\n\n[source] # where\ndocument = \"https://old\" # the page\nretrieved = \"2026-01-01\"\nnote = \"n\"\n\n# about it\n[environments.A]\nretrieved = 1\n";
        let expect = "title = \"T\" # [source]\n\n[source] # where\ndocument = 'https://a.test/\"x\"' # the page\nretrieved = \"2027-01-02\"\nnote = \"n\"\n\n# about it\nsha256 = \"ab\"\n[environments.A]\nretrieved = 1\n";
        assert_eq!(pin(text, PINS).unwrap(), expect);
        assert_eq!(pin(expect, PINS).unwrap(), expect);
        assert_eq!(
            pin("[source]\nnote = \"\"", PINS).unwrap(),
            "[source]\nnote = \"\"\ndocument = 'https://a.test/\"x\"'\nretrieved = \"2027-01-02\"\nsha256 = \"ab\"\n"
        );
    }

    #[test]
    fn what_cannot_be_edited_is_left() {
        assert_eq!(pin("source = {}\n", PINS).unwrap_err(), "has no line `[source]`");
        let text = "[source]\nnote = \"\"\"\ndocument = 1\n\"\"\"\n";
        assert_eq!(
            pin(text, PINS).unwrap_err(),
            "has its `[source]` written in a way that cannot be edited line by line"
        );
    }

    #[test]
    fn days() {
        let check = |days: u64, expect: &str| assert_eq!(day(days), expect);
        check(0, "1970-01-01");
        check(59, "1970-03-01");
        check(11_016, "2000-02-29");
        check(11_017, "2000-03-01");
        check(20_778, "2026-11-21");
        check(47_540, "2100-02-28");
        check(47_541, "2100-03-01");
    }
}
