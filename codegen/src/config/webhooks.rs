//! `[webhooks]`: how the provider signs what it sends, and what tells its events apart.

use std::collections::BTreeMap;

use super::read::{Item, Key, Reader, Section, optional, required};
use super::rules;
use crate::diag::Place;

/// What `[webhooks]` says.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// What tells events apart.
    pub event: Option<EventName>,
    /// How deliveries are signed.
    pub verify: Option<Verify>,
    /// Where its table begins.
    pub place: Place,
}

/// What tells events apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventName {
    /// The text at this JSON Pointer in the payload.
    Member(String),
    /// The value of this header.
    Header(String),
}

/// How deliveries are signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verify {
    /// The family.
    pub scheme: Scheme,
    /// Environment variable with the secrets.
    pub secret_var: String,
    /// What differs from the family: by key, a text that is checked.
    pub settings: BTreeMap<&'static str, String>,
    /// How far the time of signing may be from now, in seconds.
    pub tolerance: Option<u64>,
}

/// A family of signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Standard Webhooks.
    Standard,
    /// `t=…,v1=…` in one header.
    Stripe,
    /// Ed25519 over time and body.
    Ed25519,
    /// An HMAC in a header of its own.
    Hmac,
}

pub(super) const WEBHOOKS: &[Key] = &[
    optional("event", "event = \"/type\""),
    optional("verify", "verify = { scheme = \"standard-webhooks\", secret-var = \"EXAMPLE_WEBHOOK_SECRET\" }"),
];
const VERIFY: &[Key] = &[
    required("scheme", "scheme = \"standard-webhooks\""),
    required("secret-var", "secret-var = \"EXAMPLE_WEBHOOK_SECRET\""),
    optional("signature-header", "signature-header = \"x-signature\""),
    optional("timestamp-header", "timestamp-header = \"x-timestamp\""),
    optional("id-header", "id-header = \"x-delivery\""),
    optional("signed", "signed = \"{timestamp}.{body}\""),
    optional("hash", "hash = \"sha256\""),
    optional("encoding", "encoding = \"hex\""),
    optional("prefix", "prefix = \"sha256=\""),
    optional("secret-encoding", "secret-encoding = \"text\""),
    optional("tolerance", "tolerance = 300"),
];

/// The keys that say what differs from a family.
const SETTINGS: [&str; 8] =
    ["signature-header", "timestamp-header", "id-header", "signed", "hash", "encoding", "prefix", "secret-encoding"];

impl Scheme {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "standard-webhooks" => Self::Standard,
            "stripe" => Self::Stripe,
            "ed25519" => Self::Ed25519,
            "hmac" => Self::Hmac,
            _ => return None,
        })
    }

    /// The family's name in provider.toml.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard-webhooks",
            Self::Stripe => "stripe",
            Self::Ed25519 => "ed25519",
            Self::Hmac => "hmac",
        }
    }

    /// Keys that have to be there.
    fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Standard => &[],
            Self::Stripe | Self::Hmac => &["signature-header"],
            Self::Ed25519 => &["signature-header", "timestamp-header"],
        }
    }

    /// Keys that have a meaning.
    fn takes(self) -> &'static [&'static str] {
        match self {
            Self::Standard => &["signature-header", "timestamp-header", "id-header"],
            Self::Stripe => &["signature-header", "hash", "secret-encoding"],
            Self::Ed25519 => {
                &["signature-header", "timestamp-header", "id-header", "signed", "encoding", "secret-encoding"]
            }
            Self::Hmac => &SETTINGS,
        }
    }

    /// What is signed unless the file says otherwise.
    fn signed(self) -> &'static str {
        match self {
            Self::Standard => "{id}.{timestamp}.{body}",
            Self::Stripe => "{timestamp}.{body}",
            Self::Ed25519 => "{timestamp}|{body}",
            Self::Hmac => "{body}",
        }
    }
}

/// Reads the table.
pub(super) fn read(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Option<Webhooks> {
    let item = root.get("webhooks")?;
    let place = reader.place(item.key);
    let section = reader.open(&item, WEBHOOKS)?;
    let event = section.get("event").and_then(|item| event(reader, &item));
    let verify = section.get("verify").and_then(|item| verify(reader, &item));
    Some(Webhooks { event, verify, place })
}

fn event(reader: &mut Reader<'_, '_>, item: &Item<'_>) -> Option<EventName> {
    let text = reader.item_checked(item, |text| match text.starts_with('/') {
        true => rules::pointer(text).map(drop),
        false => rules::header_or_member(text),
    })?;
    Some(if text.starts_with('/') { EventName::Member(text) } else { EventName::Header(text.to_ascii_lowercase()) })
}

fn verify(reader: &mut Reader<'_, '_>, item: &Item<'_>) -> Option<Verify> {
    let section = reader.open(item, VERIFY)?;
    let scheme = section.get("scheme").and_then(|item| {
        let help = "write one of \"standard-webhooks\", \"stripe\", \"ed25519\", \"hmac\"";
        let known = |name: &str| Scheme::of(name).map(drop).ok_or(("is no family of signatures", help));
        Scheme::of(&reader.item_checked(&item, known)?)
    });
    let secret_var = reader.checked(&section, "secret-var", rules::variable);
    let tolerance = section.get("tolerance").and_then(|item| reader.whole(&item, 1..=86_400));
    let mut settings = BTreeMap::new();
    for key in SETTINGS {
        let Some(found) = section.get(key) else { continue };
        if scheme.is_some_and(|scheme| !scheme.takes().contains(&key)) {
            let message = format!("`{}` has no meaning for the scheme `{}`", found.label, scheme?.name());
            reader.wrong_at("config-value", found.key, message, "remove the line, or use the scheme \"hmac\"");
        } else if let Some(text) = reader.item_checked(&found, |text| rules::setting(key, text)) {
            let text = if key.ends_with("-header") { text.to_ascii_lowercase() } else { text };
            settings.insert(key, text);
        }
    }
    let scheme = scheme?;
    if let (Scheme::Ed25519, Some("text")) = (scheme, settings.get("secret-encoding").map(String::as_str)) {
        let message = format!("`{}.secret-encoding` is `text`, which no key of Ed25519 is", item.label);
        let place = section.get("secret-encoding").map_or(item.key, |stated| stated.offset);
        reader.wrong_at("config-value", place, message, "write \"base64\" or \"hex\"");
    }
    let missing: Vec<_> = scheme.needs().iter().filter(|key| section.get(key).is_none()).collect();
    for key in &missing {
        let message = format!("`{}.{key}` is missing, which the scheme `{}` needs", item.label, scheme.name());
        let example = VERIFY.iter().find_map(|known| known.example_of(key)).unwrap_or_default();
        reader.wrong_at("config-missing-key", item.key, message, format!("add {example}"));
    }
    let verify = Verify { scheme, secret_var, settings, tolerance };
    if let (true, Err(message)) = (missing.is_empty(), promises(&verify)) {
        let place = section.get("signed").map_or(item.key, |signed| signed.offset);
        let help = "what is checked or handed on has to be signed: name it in `signed`, or remove its header";
        reader.wrong_at("config-value", place, format!("`{}.signed` {message}", item.label), help);
    }
    Some(verify)
}

/// Everything that is checked or handed on has to be signed.
fn promises(verify: &Verify) -> Result<(), String> {
    let signed = verify.settings.get("signed").map_or(verify.scheme.signed(), String::as_str);
    let fixed: &[&str] = match verify.scheme {
        Scheme::Standard => &["id", "timestamp"],
        Scheme::Stripe => &["timestamp"],
        Scheme::Ed25519 | Scheme::Hmac => &[],
    };
    for name in ["id", "timestamp"] {
        let has = fixed.contains(&name) || verify.settings.contains_key(format!("{name}-header").as_str());
        match (signed.contains(&format!("{{{name}}}")), has) {
            (true, false) => return Err(format!("has {{{name}}} in it, and there is no `{name}-header`")),
            (false, true) => {
                return Err(format!("does not have {{{name}}} in it, so the `{name}-header` proves nothing"));
            }
            _ => {}
        }
    }
    Ok(())
}
