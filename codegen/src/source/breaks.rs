//! U+0085, U+2028 and U+2029, which end a line in YAML 1.1 and are characters like any other in YAML 1.2 (§5.4).
//!
//! `serde_yaml` reads YAML 1.1 here, where pasted prose with such a character ends in the middle. So it gets the text
//! with other characters in their place, which the text does not have, and they are put back in what it has read.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;

const PRIVATE: RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';
const BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Which character stands for which.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Breaks {
    stand_ins: Option<[char; 3]>,
}

impl Breaks {
    /// What the text needs: nothing, nearly always.
    pub(super) fn of(text: &str) -> Self {
        if !text.contains(BREAKS) {
            return Self::default();
        }
        // of the private use area, whose 6,400 characters do not all occur in any text worth reading
        let used: HashSet<char> = text.chars().filter(|c| PRIVATE.contains(c)).collect();
        let mut free = PRIVATE.filter(|c| !used.contains(c));
        let stand_ins = free.next().zip(free.next()).zip(free.next());
        Self { stand_ins: stand_ins.map(|((first, second), third)| [first, second, third]) }
    }

    /// The text for `serde_yaml`, with as many characters on as many lines.
    pub(super) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.stand_ins.map_or(Cow::Borrowed(text), |stand_ins| swap(text, BREAKS, stand_ins))
    }

    /// What `serde_yaml` has read, as it is written.
    pub(super) fn put_back(&self, text: String) -> String {
        match self.stand_ins {
            Some(stand_ins) if text.contains(stand_ins) => swap(&text, stand_ins, BREAKS).into_owned(),
            _ => text,
        }
    }
}

fn swap(text: &str, from: [char; 3], to: [char; 3]) -> Cow<'_, str> {
    let swapped = |c| from.iter().position(|other| *other == c).map_or(c, |index| to[index]);
    text.chars().map(swapped).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_put_back() {
        for (text, hidden) in [
            ("a\u{a}b", "a\u{a}b"),
            ("a\u{85}\u{2028}\u{2029}b", "a\u{e000}\u{e001}\u{e002}b"),
            ("\u{e000}\u{e002}\u{2029}\u{85}", "\u{e000}\u{e002}\u{e004}\u{e001}"),
        ] {
            let breaks = Breaks::of(text);
            assert_eq!(breaks.hide(text), hidden);
            assert_eq!(breaks.put_back(hidden.to_owned()), text);
        }
    }
}
