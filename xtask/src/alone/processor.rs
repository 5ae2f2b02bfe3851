//! The time that processors worked for children of this process, as Linux tells it.

use std::fs;

/// Ticks of `/proc/self/stat` in a second: a constant of Linux's interface, whatever its clock does (proc(5)).
const TICKS: f64 = 100.0;

/// The processor's time of all children that have ended, in seconds; zero where Linux does not tell it.
pub fn of_children() -> f64 {
    fs::read_to_string("/proc/self/stat").ok().and_then(|text| ticks(&text)).unwrap_or_default() as f64 / TICKS
}

/// The sum of `cutime` and `cstime`, the 16th and 17th field; the second one is a name in parentheses, which may hold some.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_children() {
        let check = |stat: &str, expect: Option<u64>| assert_eq!(ticks(stat), expect, "{stat}");
        check("7 (a) S 1 2 3 4 5 6 7 8 9 10 900 800 120 30 20 0", Some(150));
        check("7 (a ) S 9) S 1 2 3 4 5 6 7 8 9 10 900 800 120 30 20 0", Some(150));
        check("7 (a) S 1 2 3", None);
        check("7 (a) S 1 2 3 4 5 6 7 8 9 10 900 800 x 30", None);
        check("", None);
    }
}
