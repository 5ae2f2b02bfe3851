//! The only way from a document's text to documentation in code.
//!
//! rustdoc runs fenced and indented blocks, resolves brackets, and passes HTML through; a terminal or an editor obeys
//! control and bidirectional characters. So text is reduced to paragraphs and list lines of inert Markdown.

use std::borrow::Cow;

/// Lines of documentation that are safe to print.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocText(Vec<String>);

/// Longest text that is kept; a description is not a book.
const LONGEST: usize = 6_000;

impl DocText {
    /// The generator's own words.
    pub(crate) fn own(text: impl Into<String>) -> Self {
        Self(text.into().lines().map(str::to_owned).collect())
    }

    /// Text of a document.
    pub(crate) fn foreign(text: &str) -> Self {
        let mut lines: Vec<String> = Vec::new();
        let mut cut = Cow::Borrowed(text);
        // characters are counted only where there can be as many
        if text.len() > LONGEST
            && let Some((end, _)) = text.char_indices().nth(LONGEST)
        {
            cut = Cow::Owned(format!("{}…", &text[..end]));
        }
        for line in cut.lines() {
            let line = if is_inert(line) { line.to_owned() } else { inert(line) };
            let blank = line.is_empty();
            if !(blank && lines.last().is_none_or(String::is_empty)) {
                lines.push(line);
            }
        }
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        Self(lines)
    }

    /// Text of a document on one line.
    pub(crate) fn foreign_line(text: &str) -> String {
        Self::foreign(text).0.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Text of a document as a code span, in which nothing has a meaning.
    pub(crate) fn code(text: &str) -> String {
        if are_words(text, |byte| byte.is_ascii_graphic() && byte != b'`') {
            return format!("`{text}`");
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut span = String::from("`");
        for sign in words.join(" ").chars() {
            match sign {
                '`' => span.push('\''),
                _ if hidden(sign) => span.push_str(&format!("\\u{{{:x}}}", sign as u32)),
                _ => span.push(sign),
            }
        }
        if span.len() == 1 { "an empty text".to_owned() } else { span + "`" }
    }

    /// This text, a blank line, and that one.
    #[must_use]
    pub(crate) fn then(mut self, more: Self) -> Self {
        if !self.0.is_empty() && !more.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(more.0);
        self
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Whether a line is inert as it is, as most are: words that begin with a letter or a digit, and no sign that has a meaning.
fn is_inert(line: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b",._-/'\"()?!;{}$&%@=+*#".contains(&byte);
    line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && are_words(line, is_plain)
}

/// Whether a text is words of such signs of ASCII, with one space between them.
fn are_words(text: &str, is_sign: impl Fn(u8) -> bool) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        let is_fine = if byte == b' ' { before != b' ' } else { is_sign(byte) };
        if !is_fine {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// One line as inert Markdown.
fn inert(line: &str) -> String {
    let line = match are_words(line, |byte| byte.is_ascii_graphic()) {
        true => Cow::Borrowed(line),
        false => Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    if line.len() > 1 && line.chars().all(|sign| "-=*_ ".contains(sign)) {
        return String::new(); // a rule, or an underline that would make a heading of the line above
    }
    let line = line.trim_start_matches(['#', '>', ' ']);
    let ticks = if paired(line) { Ticks::Kept } else { Ticks::Escaped };
    let mut out = String::with_capacity(line.len() + 8);
    for (index, word) in line.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if is_inert(word) && !word.starts_with("http") {
            out.push_str(word);
        } else if !link(word, &mut out) {
            escape(word, ticks, &mut out);
        }
    }
    // a list marker would indent what follows it; `+` and `*` are spelled as the harmless `-`
    match out.strip_prefix("+ ").or_else(|| out.strip_prefix("* ")) {
        Some(rest) => format!("- {rest}"),
        None => out,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Ticks {
    Kept,
    Escaped,
}

/// Whether every back-tick stands alone and has a partner on the line.
fn paired(line: &str) -> bool {
    !line.contains("``") && line.matches('`').count().is_multiple_of(2)
}

/// Writes a bare address as an autolink, which is what rustdoc asks for.
fn link(word: &str, out: &mut String) -> bool {
    if !word.starts_with("http") {
        return false;
    }
    let address = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
    let known = address.starts_with("https://") || address.starts_with("http://");
    let plain = address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte));
    if !known || !plain {
        return false;
    }
    out.push_str(&format!("<{address}>"));
    escape(&word[address.len()..], Ticks::Escaped, out);
    true
}

fn escape(text: &str, ticks: Ticks, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '`' if ticks == Ticks::Kept => out.push('`'),
            '\\' | '[' | ']' | '<' | '>' | '`' | '~' | '|' => {
                out.push('\\');
                out.push(sign);
            }
            // `http://` inside a word is a bare address to rustdoc
            ':' if out.ends_with("http") || out.ends_with("https") => out.push_str("\\:"),
            _ if hidden(sign) => out.push_str(&format!("\\\\u{{{:x}}}", sign as u32)),
            _ => out.push(sign),
        }
    }
}

/// Control, bidirectional and invisible characters.
pub(crate) fn hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign as u32,
            0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x115f | 0x1160
            | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn text_becomes_inert() {
        let cases: [(&str, &[&str]); 21] = [
            ("Plain text.", &["Plain text."]),
            ("Two\nlines\n\n\n\nand a paragraph\n\n", &["Two", "lines", "", "and a paragraph"]),
            ("```rust\nfn main() {}\n```", &["\\`\\`\\`rust", "fn main() {}", "\\`\\`\\`"]),
            ("~~~\ncode\n~~~", &["\\~\\~\\~", "code", "\\~\\~\\~"]),
            ("    indented\n\ttab", &["indented", "tab"]),
            ("-     code in a list", &["- code in a list"]),
            ("# Title\n> quote", &["Title", "quote"]),
            ("Title\n=====", &["Title"]),
            ("see [Type] and [x](javascript:a)", &["see \\[Type\\] and \\[x\\](javascript:a)"]),
            ("<script>alert(1)</script>", &["\\<script\\>alert(1)\\</script\\>"]),
            ("use `code` here", &["use `code` here"]),
            ("one ` tick", &["one \\` tick"]),
            ("at https://example.com/a?b=c.", &["at <https://example.com/a?b=c>."]),
            ("(https://example.com)", &["(https\\://example.com)"]),
            ("a\u{202e}b\u{0}c", &["a\\\\u{202e}b\\\\u{0}c"]),
            ("back\\slash \\[x", &["back\\\\slash \\\\\\[x"]),
            ("a, b-c_d/e. {f} $g #h *i* k=l", &["a, b-c_d/e. {f} $g #h *i* k=l"]),
            ("two  spaces, and one behind ", &["two spaces, and one behind"]),
            ("* a + b", &["- a + b"]),
            ("=\n--\n-", &["=", "", "-"]),
            ("a: b", &["a: b"]),
        ];
        for (text, expect) in cases {
            assert_eq!(DocText::foreign(text).lines().collect::<Vec<_>>(), expect, "{text:?}");
        }
    }

    #[test]
    fn code_spans_hold_anything() {
        let cases = [
            ("a[b] c", "`a[b] c`"),
            (" a  b ", "`a b`"),
            ("`x`\ny", "`'x' y`"),
            ("\u{202e}", "`\\u{202e}`"),
            ("", "an empty text"),
        ];
        for (text, expect) in cases {
            assert_eq!(DocText::code(text), expect);
        }
    }

    #[test]
    fn long_text_is_cut() {
        let text = DocText::foreign(&"é".repeat(LONGEST + 1));
        assert_eq!(text.lines().map(|line| line.chars().count()).sum::<usize>(), LONGEST + 1);
        assert!(text.lines().next().unwrap().ends_with('…'));
    }
}
