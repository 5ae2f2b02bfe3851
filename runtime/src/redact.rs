//! What messages may show: text without the secrets of the client, escaped and short; headers that cannot hold any.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD, Engine};
use http::HeaderMap;

use crate::encode::percent;

/// Shorter secrets would blank out ordinary words.
const SHORTEST: usize = 4;

/// Text may have been cut inside of a secret; beginnings of at least this length are found before a cut.
const PARTIAL: usize = 6;

/// Text beyond this is not looked at for messages.
const WINDOW: usize = 16 * 1024;

/// Finds the secrets of a client in text that comes from elsewhere: a server may echo what it was sent.
#[derive(Default)]
pub(crate) struct Scrubber {
    needles: Vec<String>,
}

impl Scrubber {
    /// Adds a secret in the forms in which it travels: as is, percent- and form-encoded, base64, and escaped as JSON.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        self.needles.extend([secret.to_owned(), percent::all(secret), percent::form(secret)]);
        self.needles.push(secret.escape_debug().to_string());
        self.needles.extend([BASE64_STANDARD.encode(secret), BASE64_STANDARD_NO_PAD.encode(secret)]);
        self.needles.extend([BASE64_URL_SAFE.encode(secret), BASE64_URL_SAFE_NO_PAD.encode(secret)]);
    }

    /// To be called once after the last `add`: longer needles are replaced first, so that none leaves a rest.
    pub(crate) fn finish(mut self) -> Self {
        self.needles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.needles.dedup();
        self
    }

    fn scrub(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for needle in &self.needles {
            if text.contains(needle.as_str()) {
                text = text.replace(needle.as_str(), "[redacted]");
            }
        }
        let pieces: Vec<_> = text.split('…').map(|piece| self.without_beginning(piece)).collect();
        pieces.join("…")
    }

    /// Text that was cut off at its end, without the beginning of a secret there.
    fn without_beginning(&self, text: &str) -> String {
        let starts = |needle: &String| {
            let lengths = (PARTIAL..needle.len()).rev().filter(|at| needle.is_char_boundary(*at));
            lengths.into_iter().find(|length| text.ends_with(&needle[..*length]))
        };
        match self.needles.iter().filter_map(starts).max() {
            Some(length) => format!("{}[redacted]", &text[..text.len() - length]),
            None => text.to_owned(),
        }
    }

    /// One line of at most `limit` characters.
    pub(crate) fn line(&self, text: &str, limit: usize) -> String {
        let end = (0..=WINDOW.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        line(&self.scrub(&text[..end]), limit)
    }

    /// The same of bytes, which need not be text.
    pub(crate) fn bytes(&self, bytes: &[u8], limit: usize) -> String {
        self.line(&String::from_utf8_lossy(&bytes[..bytes.len().min(WINDOW)]), limit)
    }
}

/// Escapes control and direction-changing characters and cuts.
pub(crate) fn line(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for (n, c) in text.trim().chars().enumerate() {
        if n == limit {
            out.push('…');
            break;
        }
        let is_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        if c.is_control() || is_direction {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Headers whose values say nothing about who calls.
const PLAIN: &[&str] = &[
    "accept",
    "content-length",
    "content-type",
    "date",
    "request-id",
    "retry-after",
    "user-agent",
    "x-correlation-id",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
];

/// Prints names of headers, and values of a few.
pub(crate) struct Headers<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |name: &http::HeaderName, value: &http::HeaderValue| match PLAIN.contains(&name.as_str()) {
            true if !value.is_sensitive() => line(&String::from_utf8_lossy(value.as_bytes()), 80),
            _ => "…".to_owned(),
        };
        f.debug_map().entries(self.0.iter().map(|(name, value)| (name.as_str(), shown(name, value)))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrubs_every_form() {
        let mut scrubber = Scrubber::default();
        scrubber.add("s3cr+t/é");
        scrubber.add("abc");
        let scrubber = scrubber.finish();
        for form in ["s3cr+t/é", "s3cr%2Bt%2F%C3%A9", "czNjcit0L8Op"] {
            assert_eq!(scrubber.line(&format!("bad <{form}> here abc"), 100), "bad <[redacted]> here abc");
        }
        let mut scrubber = Scrubber::default();
        scrubber.add("tok\"en");
        assert_eq!(scrubber.finish().line(r#"{"echo":"tok\"en"}"#, 100), r#"{"echo":"[redacted]"}"#);
    }

    #[test]
    fn a_secret_at_the_cut_is_gone_in_whole() {
        let mut scrubber = Scrubber::default();
        scrubber.add("SECRETSECRET");
        assert_eq!(scrubber.finish().line("0123456789SECRETSECRET", 14), "0123456789[red…");
    }

    #[test]
    fn a_secret_that_was_cut_before_is_gone_as_well() {
        let mut scrubber = Scrubber::default();
        scrubber.add("SECRET-key-1");
        let scrubber = scrubber.finish();
        assert_eq!(scrubber.line("string \"k=SECRET-ke…\", expected", 100), "string \"k=[redacted]…\", expected");
        assert_eq!(scrubber.line("the body ends in SECRET", 100), "the body ends in [redacted]");
        assert_eq!(scrubber.line("the body ends in SECR", 100), "the body ends in SECR");
    }

    #[test]
    fn lines_are_escaped_and_cut() {
        fn check(text: &str, expect: &str) {
            assert_eq!(line(text, 10), expect);
        }
        check(" a\r\nb\u{1b}[0m ", "a\\r\\nb\\u{1b}[0m");
        check("\u{202e}abc", "\\u{202e}abc");
        check("0123456789x", "0123456789…");
    }

    #[test]
    fn header_values_are_hidden_unless_plain() {
        let mut headers = HeaderMap::new();
        headers.insert("set-cookie", http::HeaderValue::from_static("sid=SECRET"));
        headers.insert("x-request-id", http::HeaderValue::from_static("r-1"));
        assert_eq!(format!("{:?}", Headers(&headers)), r#"{"set-cookie": "…", "x-request-id": "r-1"}"#);
    }
}
