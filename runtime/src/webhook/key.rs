//! Keys: made from secrets as they are written, and the only code that computes and compares signatures.
//!
//! HMAC and SHA-2 are those of RustCrypto, whose comparison takes the same time for any two tags; Ed25519 is that of
//! `ed25519-dalek` in its strict form, which takes no key of small order and no second encoding of a signature. What is
//! made of a secret on the way is wiped as well.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::scheme::{Algorithm, Form, Hash, Part, Scheme, SecretForm, from_hex, parts};

/// Base64 of a secret: people lose the padding when they copy one.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What is signed, in pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message<'a> {
    pub(super) template: &'static str,
    pub(super) id: &'a str,
    pub(super) timestamp: &'a str,
    pub(super) body: &'a [u8],
}

impl<'a> Message<'a> {
    fn pieces(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let Self { template, id, timestamp, body } = *self;
        parts(template).map(move |part| match part {
            Part::Text(text) => text.as_bytes(),
            Part::Id => id.as_bytes(),
            Part::Timestamp => timestamp.as_bytes(),
            Part::Body => body,
            Part::Unknown => b"",
        })
    }

    fn whole(&self) -> Vec<u8> {
        self.pieces().collect::<Vec<_>>().concat()
    }
}

/// What checks signatures.
pub(super) enum Key {
    Hmac(Hash, Zeroizing<Vec<u8>>),
    Ed25519(Box<VerifyingKey>),
}

/// What makes signatures.
pub(super) enum SignKey {
    Hmac(Hash, Zeroizing<Vec<u8>>),
    Ed25519(Box<SigningKey>),
}

impl Key {
    /// The key that a secret is written as.
    pub(super) fn new(scheme: &Scheme, text: &str) -> Result<Self, &'static str> {
        if let (SecretForm::Standard, Some(public)) = (scheme.secret, text.strip_prefix("whpk_")) {
            return Self::public(&base64(public)?);
        }
        let octets = octets(scheme.secret, text)?;
        match scheme.algorithm {
            Algorithm::Hmac(hash) => Ok(Self::Hmac(hash, octets)),
            Algorithm::Ed25519 => Self::public(&octets),
        }
    }

    fn public(octets: &[u8]) -> Result<Self, &'static str> {
        let octets: &[u8; 32] = octets.try_into().map_err(|_| "is no public key of 32 bytes")?;
        let key = VerifyingKey::from_bytes(octets).map_err(|_| "is no public key of Ed25519")?;
        if key.is_weak() { Err("is a public key of small order") } else { Ok(Self::Ed25519(Box::new(key))) }
    }

    /// What stands before signatures of this key in a header that tells kinds apart.
    pub(super) fn label(&self, form: Form) -> &'static str {
        match (form, self) {
            (Form::Single { .. }, _) => "",
            (Form::Versions, Self::Ed25519(_)) => "v1a",
            (Form::Versions | Form::Pairs, _) => "v1",
        }
    }

    /// Whether one of `signatures` is of this message.
    pub(super) fn signed(&self, message: &Message<'_>, signatures: &[Vec<u8>]) -> bool {
        match self {
            Self::Hmac(Hash::Sha256, key) => matches::<Hmac<Sha256>>(key, message, signatures),
            Self::Hmac(Hash::Sha384, key) => matches::<Hmac<Sha384>>(key, message, signatures),
            Self::Hmac(Hash::Sha512, key) => matches::<Hmac<Sha512>>(key, message, signatures),
            Self::Ed25519(key) => {
                let whole = message.whole();
                let signatures = signatures.iter().filter_map(|octets| Signature::from_slice(octets).ok());
                signatures.into_iter().any(|signature| key.verify_strict(&whole, &signature).is_ok())
            }
        }
    }
}

impl SignKey {
    /// The key that a secret is written as; for Ed25519 the seed (RFC 8032 §5.1.5), also with the public key after it.
    pub(super) fn new(scheme: &Scheme, text: &str) -> Result<Self, &'static str> {
        if let (SecretForm::Standard, Some(seed)) = (scheme.secret, text.strip_prefix("whsk_")) {
            return Self::seed(&base64(seed)?);
        }
        let octets = octets(scheme.secret, text)?;
        match scheme.algorithm {
            Algorithm::Hmac(hash) => Ok(Self::Hmac(hash, octets)),
            Algorithm::Ed25519 => Self::seed(&octets),
        }
    }

    fn seed(octets: &[u8]) -> Result<Self, &'static str> {
        let seed = octets.first_chunk::<32>().filter(|_| matches!(octets.len(), 32 | 64));
        let seed = seed.ok_or("is no seed of 32 bytes")?;
        Ok(Self::Ed25519(Box::new(SigningKey::from_bytes(seed))))
    }

    pub(super) fn label(&self, form: Form) -> &'static str {
        match (form, self) {
            (Form::Single { prefix }, _) => prefix,
            (Form::Versions, Self::Ed25519(_)) => "v1a,",
            (Form::Versions, Self::Hmac(..)) => "v1,",
            (Form::Pairs, _) => "v1=",
        }
    }

    /// The public key, when there is one.
    pub(super) fn public(&self) -> Option<[u8; 32]> {
        if let Self::Ed25519(key) = self { Some(key.verifying_key().to_bytes()) } else { None }
    }

    pub(super) fn sign(&self, message: &Message<'_>) -> Vec<u8> {
        match self {
            Self::Hmac(Hash::Sha256, key) => tag::<Hmac<Sha256>>(key, message),
            Self::Hmac(Hash::Sha384, key) => tag::<Hmac<Sha384>>(key, message),
            Self::Hmac(Hash::Sha512, key) => tag::<Hmac<Sha512>>(key, message),
            Self::Ed25519(key) => key.sign(&message.whole()).to_bytes().to_vec(),
        }
    }
}

fn base64(text: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    // exactly as much as is needed, or growing would leave copies behind
    let mut octets = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
    let len = LENIENT.decode_slice(text, &mut octets).map_err(|_| "is not base64")?;
    octets.truncate(len);
    Ok(octets)
}

/// The octets of a secret as it is written.
fn octets(form: SecretForm, text: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    let octets = match form {
        SecretForm::Text => Zeroizing::new(text.as_bytes().to_vec()),
        SecretForm::Hex => Zeroizing::new(from_hex(text).ok_or("is not made of hexadecimal digits")?),
        SecretForm::Base64 => base64(text)?,
        SecretForm::Standard => base64(text.strip_prefix("whsec_").unwrap_or(text))?,
    };
    if octets.is_empty() { Err("is empty") } else { Ok(octets) }
}

fn fed<M: Mac + KeyInit>(key: &[u8], message: &Message<'_>) -> M {
    let mut mac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length (RFC 2104 §2)");
    message.pieces().for_each(|piece| mac.update(piece));
    mac
}

fn matches<M: Mac + KeyInit + Clone>(key: &[u8], message: &Message<'_>, signatures: &[Vec<u8>]) -> bool {
    let mac: M = fed(key, message);
    signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
}

fn tag<M: Mac + KeyInit>(key: &[u8], message: &Message<'_>) -> Vec<u8> {
    fed::<M>(key, message).finalize().into_bytes().to_vec()
}
