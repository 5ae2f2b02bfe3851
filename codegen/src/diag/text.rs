//! Text as a terminal may show it: lines of a file, and untrusted characters spelled out.

use std::fmt::Write as _;

/// Text of a document for a terminal: control, bidirectional and invisible characters become `\u{202e}`, a tab becomes
/// a space. Nothing that is escaped is changed by escaping it again.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut out, c);
    }
    out
}

/// Appends `c`, escaped.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        c if is_hidden(c) => {
            // writing to a String does not fail
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Whether `c` shows nothing by itself, looks like a plain space, or changes how its neighbours are shown: the
/// characters of Unicode's categories Cc, Cf, Zl, Zp, Zs (but the space) and `Default_Ignorable_Code_Point`, except for
/// the few of Cf that are seen, such as U+06DD.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A text and where its lines begin. A byte order mark at the beginning is no part of it.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `text`.
    pub(crate) fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect() }
    }

    /// The text, without a byte order mark.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The line `number`, from 1, without its end.
    pub(crate) fn line(&self, number: usize) -> Option<&'t str> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end];
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// Line and column of the byte at `offset`, from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        let cases = [
            ("plain ü 漢 🎉", "plain ü 漢 🎉"),
            ("a\tb", "a b"),
            ("a\nb\r\u{0}\u{7f}\u{85}", "a\\u{a}b\\u{d}\\u{0}\\u{7f}\\u{85}"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("\u{202e}txt\u{2066}", "\\u{202e}txt\\u{2066}"),
            ("\u{200b}\u{feff}\u{ad}\u{e0041}", "\\u{200b}\\u{feff}\\u{ad}\\u{e0041}"),
            ("\u{a0}\u{2028}\u{3000}", "\\u{a0}\\u{2028}\\u{3000}"),
            ("\\u{202e}", "\\u{202e}"),
        ];
        for (text, expect) in cases {
            assert_eq!(escape(text), expect);
            assert_eq!(escape(expect), expect);
        }
    }

    #[test]
    fn lines() {
        let lines = Lines::new("\u{feff}a\r\nüb\n\nc");
        let all: Vec<_> = (0..6).map(|number| lines.line(number)).collect();
        assert_eq!(all, [None, Some("a"), Some("üb"), Some(""), Some("c"), None]);
        let at = |offset| lines.position(offset);
        assert_eq!([at(0), at(3), at(5), at(7), at(8)], [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]);
        assert_eq!(at(9), (4, 2), "the end of the text");
        assert_eq!(Lines::new("").position(0), (1, 1));
    }
}
