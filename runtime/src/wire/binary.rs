//! Octets as base64 text.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::de::Deserializer;
use serde::ser::Serializer;

use super::text::read_text;
use super::{De, Ser};

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_encode_padding(true).with_decode_padding_mode(DecodePaddingMode::Indifferent);

static STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG);
static URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);

/// Octets in base64 (RFC 4648 §4), which is `format: byte`: padding is written, and optional when read.
#[derive(Debug)]
pub struct Base64;

impl De<Bytes> for Base64 {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Bytes, D::Error> {
        read_text(d, "base64 (RFC 4648 section 4)", |text| STANDARD.decode(text).ok().map(Bytes::from))
    }
}

impl Ser<Bytes> for Base64 {
    fn ser<S: Serializer>(value: &Bytes, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&STANDARD.encode(value))
    }
}

/// Octets in the URL-safe alphabet (RFC 4648 §5), `format: base64url`: padding is written, and optional when read.
#[derive(Debug)]
pub struct Base64Url;

impl De<Bytes> for Base64Url {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Bytes, D::Error> {
        read_text(d, "base64url (RFC 4648 section 5)", |text| URL_SAFE.decode(text).ok().map(Bytes::from))
    }
}

impl Ser<Bytes> for Base64Url {
    fn ser<S: Serializer>(value: &Bytes, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&URL_SAFE.encode(value))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{As, decode};
    use super::*;

    fn check<C: De<Bytes> + Ser<Bytes>>(json: &str, expected: Result<&[u8], &str>, written: &str) {
        let found = decode::<C, Bytes>(json.as_bytes()).map_err(|e| e.message);
        assert_eq!(found.as_deref().map_err(|e| e.as_str()), expected, "{json}");
        if let Ok(bytes) = found {
            assert_eq!(serde_json::to_string(&As::<C, _>::new(&bytes)).unwrap(), written);
        }
    }

    #[test]
    fn standard_alphabet() {
        check::<Base64>("\"AAEC/+8=\"", Ok(&[0, 1, 2, 255, 239]), "\"AAEC/+8=\"");
        check::<Base64>("\"AAEC/+8\"", Ok(&[0, 1, 2, 255, 239]), "\"AAEC/+8=\"");
        check::<Base64>("\"AAEC\\/+8=\"", Ok(&[0, 1, 2, 255, 239]), "\"AAEC/+8=\"");
        check::<Base64>("\"\"", Ok(&[]), "\"\"");
        let refused = "invalid value: string \"AAEC_-8=\", expected base64 (RFC 4648 section 4)";
        check::<Base64>("\"AAEC_-8=\"", Err(refused), "");
        check::<Base64>("\"AA=A\"", Err("invalid value: string \"AA=A\", expected base64 (RFC 4648 section 4)"), "");
        check::<Base64>("\"AB==\"", Err("invalid value: string \"AB==\", expected base64 (RFC 4648 section 4)"), "");
        check::<Base64>("[0]", Err("invalid type: sequence, expected base64 (RFC 4648 section 4)"), "");
    }

    #[test]
    fn url_safe_alphabet() {
        check::<Base64Url>("\"AAEC_-8=\"", Ok(&[0, 1, 2, 255, 239]), "\"AAEC_-8=\"");
        check::<Base64Url>("\"AAEC_-8\"", Ok(&[0, 1, 2, 255, 239]), "\"AAEC_-8=\"");
        let refused = "invalid value: string \"AAEC/+8=\", expected base64url (RFC 4648 section 5)";
        check::<Base64Url>("\"AAEC/+8=\"", Err(refused), "");
    }
}
