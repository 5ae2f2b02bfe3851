//! What a delivery says of itself: the headers that its scheme needs, and what stands in them.

use super::WebhookError;
use super::scheme::{Form, Scheme};

/// A header value beyond this is none that a provider sends.
const LONGEST: usize = 8 * 1024;
/// Each signature costs a comparison with every secret.
const MOST_SIGNATURES: usize = 32;

/// The headers that matter, each at most once.
#[derive(Debug, Default)]
pub(super) struct Received {
    found: Vec<(&'static str, Vec<u8>)>,
    twice: Option<&'static str>,
}

impl Received {
    /// Picks the headers called `wanted`; names are compared without case (RFC 9110 §5.1).
    pub(super) fn pick<N: AsRef<str>, V: AsRef<[u8]>>(
        headers: impl IntoIterator<Item = (N, V)>,
        wanted: &[&'static str],
    ) -> Self {
        let mut received = Self::default();
        for (name, value) in headers {
            let Some(wanted) = wanted.iter().find(|wanted| wanted.eq_ignore_ascii_case(name.as_ref())) else {
                continue;
            };
            if received.found.iter().any(|(known, _)| known == wanted) {
                received.twice = Some(wanted);
            }
            // one byte too many is enough to refuse it
            let value = value.as_ref();
            received.found.push((wanted, value[..value.len().min(LONGEST + 1)].to_vec()));
        }
        received
    }

    /// The value of a header that has to be there.
    pub(super) fn text(&self, name: &'static str) -> Result<&str, WebhookError> {
        self.get(name)?.ok_or(WebhookError::MissingHeader { name })
    }

    /// The value of a header that may be there.
    pub(super) fn get(&self, name: &'static str) -> Result<Option<&str>, WebhookError> {
        let malformed = |reason| WebhookError::Malformed { name, reason };
        if self.twice == Some(name) {
            return Err(malformed("is there more than once"));
        }
        let Some((_, value)) = self.found.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        match str::from_utf8(value.trim_ascii()) {
            _ if value.len() > LONGEST => Err(malformed("is too long")),
            Ok(text) if !text.is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) => Ok(Some(text)),
            _ => Err(malformed("is not visible ASCII")),
        }
    }
}

/// A header with signatures, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signatures<'h> {
    /// The time of signing, where it stands here.
    pub(super) timestamp: Option<&'h str>,
    /// Signatures as they are written, each with what it is labelled as.
    pub(super) labelled: Vec<(&'h str, &'h str)>,
}

/// Takes the header with the signatures apart.
pub(super) fn signatures<'h>(scheme: &Scheme, value: &'h str) -> Result<Signatures<'h>, WebhookError> {
    let malformed = |reason| WebhookError::Malformed { name: scheme.signature, reason };
    let labelled: Vec<(&str, &str)> = match scheme.form {
        Form::Single { prefix } => value.strip_prefix(prefix).map(|signature| ("", signature)).into_iter().collect(),
        Form::Versions => value.split(' ').filter_map(|entry| entry.split_once(',')).collect(),
        Form::Pairs => value.split(',').filter_map(|pair| pair.trim().split_once('=')).collect(),
    };
    let mut times = labelled.iter().filter(|(label, _)| scheme.form == Form::Pairs && *label == "t");
    let timestamp = times.next().map(|(_, time)| *time);
    if times.next().is_some() {
        return Err(malformed("has more than one timestamp"));
    }
    if scheme.form == Form::Pairs && timestamp.is_none() {
        return Err(malformed("has no timestamp"));
    }
    let labelled: Vec<_> =
        labelled.into_iter().filter(|(label, _)| scheme.form != Form::Pairs || *label != "t").collect();
    if labelled.len() > MOST_SIGNATURES {
        return Err(malformed("has too many signatures"));
    }
    Ok(Signatures { timestamp, labelled })
}

/// Seconds since 1970: digits only, so that what is signed around them cannot be cut another way.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let holds = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| holds)
}
