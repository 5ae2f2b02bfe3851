//! How a provider signs: facts that a constant holds, and whether they make sense together.

use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};

/// What is tolerated between the clocks of provider and receiver, and for the way, unless the provider says otherwise.
const USUAL_TOLERANCE: Duration = Duration::from_secs(300);

/// How a provider signs its webhooks. Made in a constant from one of the families, and adjusted.
///
/// ```
/// use bursar_runtime::webhook::{Encoding, Hash, Scheme};
///
/// const SHOP: Scheme = Scheme::hmac("x-shop-hmac")
///     .hash(Hash::Sha512)
///     .encoding(Encoding::Base64)
///     .timestamp_header("x-shop-time")
///     .signed("{timestamp}:{body}");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub(super) algorithm: Algorithm,
    /// The header with the signatures.
    pub(super) signature: &'static str,
    pub(super) form: Form,
    pub(super) encoding: Encoding,
    pub(super) secret: SecretForm,
    /// The header with the time of signing; `Form::Pairs` has it in the header of the signatures.
    pub(super) timestamp: Option<&'static str>,
    /// The header with the id of the delivery.
    pub(super) id: Option<&'static str>,
    /// What is signed: text with `{id}`, `{timestamp}` and `{body}` in it.
    pub(super) signed: &'static str,
    pub(super) tolerance: Duration,
}

/// What makes the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Hmac(Hash),
    Ed25519,
}

/// The hash function of an HMAC (RFC 2104, RFC 6234).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hash {
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
}

/// How a signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Hexadecimal digits of either case (RFC 4648 §8).
    Hex,
    /// Base64 with padding (RFC 4648 §4).
    Base64,
}

/// How a secret is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretForm {
    /// Its bytes are those of the text.
    Text,
    /// Hexadecimal digits.
    Hex,
    /// Base64.
    Base64,
    /// Base64 after `whsec_`, or a public key after `whpk_` (Standard Webhooks).
    Standard,
}

/// How signatures stand in their header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One, after a prefix.
    Single { prefix: &'static str },
    /// `v1,…` several times, with spaces between them.
    Versions,
    /// `t=…,v1=…` with any number of each version.
    Pairs,
}

impl Scheme {
    const fn new(algorithm: Algorithm, signature: &'static str) -> Self {
        Self {
            algorithm,
            signature,
            form: Form::Single { prefix: "" },
            encoding: Encoding::Hex,
            secret: SecretForm::Text,
            timestamp: None,
            id: None,
            signed: "{body}",
            tolerance: USUAL_TOLERANCE,
        }
    }

    /// Standard Webhooks: HMAC-SHA256 of `{id}.{timestamp}.{body}`, as `v1,` and base64, in `webhook-signature`; secrets
    /// are base64 after `whsec_`. Ed25519 signatures `v1a,…` are checked with public keys after `whpk_`.
    #[must_use]
    pub const fn standard_webhooks() -> Self {
        let mut scheme = Self::new(Algorithm::Hmac(Hash::Sha256), "webhook-signature");
        scheme.form = Form::Versions;
        scheme.encoding = Encoding::Base64;
        scheme.secret = SecretForm::Standard;
        scheme.timestamp_header("webhook-timestamp").id_header("webhook-id").signed("{id}.{timestamp}.{body}")
    }

    /// Stripe's way: `t=…,v1=…` in one header, HMAC-SHA256 of `{timestamp}.{body}` in hexadecimal digits; the whole text
    /// of the secret is the key.
    #[must_use]
    pub const fn stripe(signature_header: &'static str) -> Self {
        let mut scheme = Self::new(Algorithm::Hmac(Hash::Sha256), signature_header);
        scheme.form = Form::Pairs;
        scheme.signed("{timestamp}.{body}")
    }

    /// An HMAC in a header of its own: by default SHA-256 of the body alone, in hexadecimal digits, with the text of the
    /// secret as the key.
    #[must_use]
    pub const fn hmac(signature_header: &'static str) -> Self {
        Self::new(Algorithm::Hmac(Hash::Sha256), signature_header)
    }

    /// Ed25519 (RFC 8032) over `{timestamp}|{body}`; signatures and the provider's public key are base64.
    #[must_use]
    pub const fn ed25519(signature_header: &'static str, timestamp_header: &'static str) -> Self {
        let mut scheme = Self::new(Algorithm::Ed25519, signature_header);
        scheme.encoding = Encoding::Base64;
        scheme.secret = SecretForm::Base64;
        scheme.timestamp_header(timestamp_header).signed("{timestamp}|{body}")
    }

    /// Another hash function; without meaning for Ed25519.
    #[must_use]
    pub const fn hash(mut self, hash: Hash) -> Self {
        if let Algorithm::Hmac(_) = self.algorithm {
            self.algorithm = Algorithm::Hmac(hash);
        }
        self
    }

    /// Another way to write signatures.
    #[must_use]
    pub const fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// What stands before the signature, such as `sha256=`; for schemes with one signature in its header.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        if let Form::Single { .. } = self.form {
            self.form = Form::Single { prefix };
        }
        self
    }

    /// What is signed: a text in which `{id}`, `{timestamp}` and `{body}` stand for what was received.
    #[must_use]
    pub const fn signed(mut self, template: &'static str) -> Self {
        self.signed = template;
        self
    }

    /// How secrets are written.
    #[must_use]
    pub const fn secret(mut self, form: SecretForm) -> Self {
        self.secret = form;
        self
    }

    /// The header with the time of signing, in seconds since 1970.
    #[must_use]
    pub const fn timestamp_header(mut self, name: &'static str) -> Self {
        self.timestamp = Some(name);
        self
    }

    /// The header with the id of the delivery.
    #[must_use]
    pub const fn id_header(mut self, name: &'static str) -> Self {
        self.id = Some(name);
        self
    }

    /// The header with the signatures.
    #[must_use]
    pub const fn signature_header(mut self, name: &'static str) -> Self {
        self.signature = name;
        self
    }

    /// How far the time of signing may be from now, in both directions; 300 s without it.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Whether signatures can say what the scheme promises: everything that is checked or handed on has to be signed.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let parts: Vec<Part<'_>> = parts(self.signed).collect();
        let has = |wanted: Part<'_>| parts.contains(&wanted);
        let timed = self.timestamp.is_some() || self.form == Form::Pairs;
        if parts.iter().any(|part| matches!(part, Part::Unknown)) {
            return Err("has something else than {id}, {timestamp} and {body} between braces");
        }
        match () {
            () if !has(Part::Body) => Err("does not sign the {body}"),
            () if self.algorithm == Algorithm::Ed25519
                && !matches!(self.secret, SecretForm::Base64 | SecretForm::Hex) =>
            {
                Err("has keys of Ed25519 that are neither base64 nor hexadecimal digits")
            }
            () if has(Part::Timestamp) && !timed => Err("signs a {timestamp} that no header has"),
            () if !has(Part::Timestamp) && timed => Err("has a timestamp that is not signed"),
            () if self.timestamp.is_some() && self.form == Form::Pairs => Err("has two timestamps"),
            () if has(Part::Id) && self.id.is_none() => Err("signs an {id} that no header has"),
            () if !has(Part::Id) && self.id.is_some() => Err("has an id that is not signed"),
            () => Ok(()),
        }
    }
}

/// A piece of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Id,
    Timestamp,
    Body,
    /// Braces around something else, or without a partner.
    Unknown,
}

/// The pieces of a template, in order.
pub(super) fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let known = [("{id}", Part::Id), ("{timestamp}", Part::Timestamp), ("{body}", Part::Body)];
        if let Some((name, part)) = known.into_iter().find(|(name, _)| rest.starts_with(name)) {
            rest = &rest[name.len()..];
            return Some(part);
        }
        let end =
            rest.char_indices().skip(1).find(|(_, sign)| matches!(sign, '{' | '}')).map_or(rest.len(), |(at, _)| at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(if text.contains(['{', '}']) { Part::Unknown } else { Part::Text(text) })
    })
}

impl SecretForm {
    /// A public key as it is handed over.
    pub(super) fn write_public(self, octets: &[u8]) -> String {
        match self {
            Self::Hex => Encoding::Hex.encode(octets),
            Self::Text | Self::Base64 => Encoding::Base64.encode(octets),
            Self::Standard => format!("whpk_{}", Encoding::Base64.encode(octets)),
        }
    }
}

impl Encoding {
    /// The octets of a written signature; `None` when it is none.
    pub(super) fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Base64 => BASE64_STANDARD.decode(text).ok(),
            Self::Hex => from_hex(text),
        }
    }

    pub(super) fn encode(self, octets: &[u8]) -> String {
        match self {
            Self::Base64 => BASE64_STANDARD.encode(octets),
            Self::Hex => octets.iter().map(|octet| format!("{octet:02x}")).collect(),
        }
    }
}

/// Octets from hexadecimal digits of either case.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    // room from the start: growing would leave copies of a secret behind
    let mut octets = Vec::with_capacity(text.len().div_ceil(2));
    for octet in text.as_bytes().chunks(2).map(pair) {
        octets.push(octet?);
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_signed_is_not_promised() {
        let plain = Scheme::hmac("s");
        let cases: [(Scheme, Result<(), &str>); 14] = [
            (
                Scheme::ed25519("s", "t").secret(SecretForm::Text),
                Err("has keys of Ed25519 that are neither base64 nor hexadecimal digits"),
            ),
            (plain, Ok(())),
            (Scheme::standard_webhooks(), Ok(())),
            (Scheme::stripe("s"), Ok(())),
            (Scheme::ed25519("s", "t"), Ok(())),
            (plain.signed("{timestamp}.{body}").timestamp_header("t"), Ok(())),
            (plain.signed("no body"), Err("does not sign the {body}")),
            (plain.signed("{timestamp}{body}"), Err("signs a {timestamp} that no header has")),
            (plain.timestamp_header("t"), Err("has a timestamp that is not signed")),
            (Scheme::stripe("s").timestamp_header("t"), Err("has two timestamps")),
            (plain.signed("{id}{body}"), Err("signs an {id} that no header has")),
            (plain.id_header("i"), Err("has an id that is not signed")),
            (plain.signed("{body}{url}"), Err("has something else than {id}, {timestamp} and {body} between braces")),
            (plain.signed("{body}}"), Err("has something else than {id}, {timestamp} and {body} between braces")),
        ];
        for (scheme, expect) in cases {
            assert_eq!(scheme.check(), expect, "{scheme:?}");
        }
    }

    #[test]
    fn templates_in_pieces() {
        let cases: [(&str, &[Part<'_>]); 4] = [
            ("{id}.{timestamp}.{body}", &[Part::Id, Part::Text("."), Part::Timestamp, Part::Text("."), Part::Body]),
            ("v0:{body}", &[Part::Text("v0:"), Part::Body]),
            ("é{body", &[Part::Text("é"), Part::Unknown]),
            ("", &[]),
        ];
        for (template, expect) in cases {
            assert_eq!(parts(template).collect::<Vec<_>>(), expect, "{template}");
        }
    }

    #[test]
    fn written_signatures() {
        let octets = Some(vec![0x0f, 0xa0]);
        let cases = [
            (Encoding::Hex, "0fa0", octets.clone()),
            (Encoding::Hex, "0FA0", octets.clone()),
            (Encoding::Hex, "0fa", None),
            (Encoding::Hex, "0fag", None),
            (Encoding::Hex, "+f", None),
            (Encoding::Base64, "D6A=", octets),
            (Encoding::Base64, "D6A", None),
            // the same octets with unused bits set: a second form of one signature
            (Encoding::Base64, "D6B=", None),
        ];
        for (encoding, text, expect) in cases {
            assert_eq!(encoding.decode(text), expect, "{text}");
        }
        assert_eq!([Encoding::Hex, Encoding::Base64].map(|encoding| encoding.encode(&[0x0f, 0xa0])), ["0fa0", "D6A="]);
    }
}
