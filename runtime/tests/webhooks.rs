//! Checking webhooks: known signatures, every byte tampered with, rotation, the edges of time and size, exact words.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bursar_runtime::webhook::{Encoding, Hash, Scheme, SecretForm, Signer, Source, Verifier, WebhookError};
use bursar_runtime::{BoxFuture, Clock, ConfigError, HeaderMap, HeaderValue};

/// A clock that shows one time of day.
#[derive(Clone, Copy)]
struct At(u64);

impl Clock for At {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

macro_rules! source {
    ($($name:ident = $scheme:expr;)*) => {$(
        enum $name {}
        impl Source for $name {
            const PROVIDER: &'static str = "acme";
            const SECRET_VAR: &'static str = "ACME_HOOK";
            const SCHEME: Scheme = $scheme;
        }
    )*};
}

source! {
    Standard = Scheme::standard_webhooks();
    Striped = Scheme::stripe("acme-signature");
    Curved = Scheme::ed25519("acme-signature-ed25519", "acme-timestamp");
    Bare = Scheme::hmac("x-hmac");
    Full = Scheme::hmac("x-hmac").hash(Hash::Sha512).encoding(Encoding::Base64).prefix("sha512=").secret(SecretForm::Hex)
        .timestamp_header("x-time").id_header("x-id").signed("v0:{timestamp}:{id}:{body}").tolerance(Duration::from_secs(60));
    Middle = Scheme::hmac("x-hmac").hash(Hash::Sha384).secret(SecretForm::Base64);
    Unsigned = Scheme::hmac("x-hmac").timestamp_header("x-time");
}

const TIME: u64 = 1_614_265_330;
/// The example of the Standard Webhooks libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SIGNED: [(&str, &str); 3] = [
    ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
    ("webhook-timestamp", "1614265330"),
    ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
];
const BODY: &str = r#"{"test": 2432232314}"#;
/// The key pair of RFC 8032 §7.1, test 1.
const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn verifier<S: Source>(secrets: &[&str]) -> Verifier<S> {
    Verifier::new(secrets.iter().copied()).unwrap().clock(At(TIME))
}

fn said<S: Source>(verifier: &Verifier<S>, headers: &[(&str, &str)], body: &str) -> Result<(), String> {
    verifier.verify(headers.iter().copied(), body).map(drop).map_err(|error| error.to_string())
}

#[test]
fn known_signatures() {
    let verified = verifier::<Standard>(&[SECRET]).verify(SIGNED, BODY).unwrap();
    assert_eq!((verified.id(), verified.secret_index()), (Some("msg_p5jXN8AQM9LWM0D4loKWxJek"), 0));
    assert_eq!(verified.timestamp(), Some(UNIX_EPOCH + Duration::from_secs(TIME)));
    assert_eq!((verified.text(), verified.body()), (Ok(BODY), BODY.as_bytes()));

    // made by other implementations: Python's hmac and cryptography
    let stripe = "t=1614265330,v1=e135cdbed3dda004bf8a2fb350f2541d299393c770e0b9e6e319dc595e9072aa,v0=ab";
    let body = r#"{"id":"evt_1"}"#;
    let striped = verifier::<Striped>(&["whsec_test_secret"]);
    assert_eq!(said(&striped, &[("Acme-Signature", stripe)], body), Ok(()));
    let ed25519 = "ewPuGRgslpAfOs2ogV9peEAY1m5IHFVslxBeolxlU/jCuVzjA8uOdry7a1+x+r1kaTehHcbNVQYK2mKUSL5IBw==";
    let headers = [("acme-signature-ed25519", ed25519), ("acme-timestamp", "1614265330")];
    assert_eq!(said(&verifier::<Curved>(&[PUBLIC]), &headers, r#"{"data":{}}"#), Ok(()));
    let fox = "The quick brown fox jumps over the lazy dog";
    let sha256 = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
    let sha384 = "d7f4727e2c0b39ae0f1e40cc96f60242d5b7801841cea6fc592c5d3e1ae50700582a96cf35e1e554995fe4e03381c237";
    for value in [sha256.to_owned(), sha256.to_uppercase()] {
        assert_eq!(said(&verifier::<Bare>(&["key"]), &[("X-HMAC", &value)], fox), Ok(()));
    }
    assert_eq!(said(&verifier::<Middle>(&["a2V5"]), &[("x-hmac", sha384)], fox), Ok(()));
}

#[test]
fn headers_of_every_kind() {
    let verifier = verifier::<Standard>(&[SECRET]);
    let mut map = HeaderMap::new();
    SIGNED.iter().for_each(|(name, value)| drop(map.insert(*name, HeaderValue::from_static(value))));
    let owned = SIGNED.map(|(name, value)| (name.to_uppercase(), value.as_bytes().to_vec()));
    let sorted: std::collections::BTreeMap<_, _> = owned.iter().cloned().collect();
    assert!(verifier.verify(&map, BODY).is_ok());
    assert!(verifier.verify(&map, &BODY.as_bytes().to_vec()).is_ok());
    assert!(verifier.verify(owned.to_vec(), &bursar_runtime::Bytes::from(BODY)).is_ok());
    assert!(verifier.verify(&sorted, BODY.as_bytes()).is_ok());
}

/// Everything that differs in one byte from what was signed is refused.
fn tamper<S: Source>(secret: &str, sign_with: &str) {
    // so that it is the signature that refuses another time
    let verifier = verifier::<S>(&[secret]).tolerance(Duration::from_secs(u64::MAX));
    let headers = Signer::<S>::new(sign_with).unwrap().sign("msg_1", UNIX_EPOCH + Duration::from_secs(TIME), BODY);
    assert!(verifier.verify(headers.clone(), BODY).is_ok());
    let refuse = |headers: Vec<(&'static str, String)>, body: &[u8], what: &str| {
        let error = verifier.verify(headers, body).unwrap_err();
        assert!(error.is_refused(), "{what}: {error}");
    };
    for at in 0..BODY.len() {
        for bit in [1, 4, 32] {
            let mut body = BODY.as_bytes().to_vec();
            body[at] ^= bit;
            refuse(headers.clone(), &body, &format!("byte {at} of the body"));
        }
        refuse(headers.clone(), &BODY.as_bytes()[..at], "a body cut short");
    }
    refuse(headers.clone(), format!("{BODY} ").as_bytes(), "a longer body");
    for (index, (name, value)) in headers.iter().enumerate() {
        for at in 0..value.len() {
            for bit in [1, 2, 8] {
                let mut changed = value.clone().into_bytes();
                changed[at] ^= bit;
                let mut headers = headers.clone();
                headers[index].1 = String::from_utf8(changed).unwrap();
                refuse(headers, BODY.as_bytes(), &format!("byte {at} of {name}"));
            }
        }
        let mut fewer = headers.clone();
        fewer.remove(index);
        assert_eq!(verifier.verify(fewer, BODY), Err(WebhookError::MissingHeader { name }));
    }
}

#[test]
fn no_byte_can_be_changed() {
    tamper::<Standard>(SECRET, SECRET);
    tamper::<Striped>("text", "text");
    tamper::<Curved>(PUBLIC, SEED);
    tamper::<Bare>("text", "text");
    tamper::<Full>("00ff10", "00FF10");
    tamper::<Middle>("a2V5", "a2V5");
}

#[test]
fn secrets_rotate() {
    let (old, new, other) = ("whsec_b2xkIHNlY3JldA==", "whsec_bmV3IHNlY3JldA", "whsec_YSB0aGlyZCBvbmU=");
    let now = UNIX_EPOCH + Duration::from_secs(TIME);
    let sign = |secret: &str| Signer::<Standard>::new(secret).unwrap().sign("msg_1", now, BODY);
    let index = |secrets: &[&str], headers: Vec<(&str, String)>| {
        verifier::<Standard>(secrets).verify(headers, BODY).map(|verified| verified.secret_index())
    };
    assert_eq!(index(&[new, old], sign(new)), Ok(0));
    assert_eq!(index(&[new, old], sign(old)), Ok(1));
    assert_eq!(index(&[new, old], sign(other)), Err(WebhookError::NoMatch { secrets: 2 }));
    // a provider signs with both of its secrets while they are exchanged
    let mut both = sign(other);
    both[2].1 = format!("{} v2,x {}", both[2].1, sign(old)[2].1);
    assert_eq!(index(&[new, old], both), Ok(1));
    // and can go over to key pairs
    let signer = Signer::<Standard>::new(format!("whsk_{SEED}")).unwrap();
    let public = signer.public_key().unwrap();
    assert_eq!(public, format!("whpk_{PUBLIC}"));
    let headers = signer.sign("msg_1", now, BODY);
    assert!(headers[2].1.starts_with("v1a,"), "{headers:?}");
    assert_eq!(index(&[old, &public], headers.clone()), Ok(1));
    let missing =
        WebhookError::Malformed { name: "webhook-signature", reason: "has no signature of the expected form" };
    assert_eq!(index(&[old], headers), Err(missing));
}

#[test]
fn edges_of_time() {
    let check = |now: u64, expect: Result<(), &str>| {
        let verifier = verifier::<Standard>(&[SECRET]).clock(At(now));
        assert_eq!(said(&verifier, &SIGNED, BODY), expect.map_err(str::to_owned), "{now}");
    };
    check(TIME + 300, Ok(()));
    check(TIME + 301, Err("signed 301s ago; 300s are tolerated"));
    check(TIME - 300, Ok(()));
    check(TIME - 301, Err("signed 301s in the future; 300s are tolerated: one of the clocks is wrong"));
    let strict = verifier::<Standard>(&[SECRET]).tolerance(Duration::ZERO);
    assert_eq!(said(&strict, &SIGNED, BODY), Ok(()));
    let error = strict.clock(At(TIME + 1)).verify(SIGNED, BODY).unwrap_err();
    assert_eq!(error, WebhookError::TooOld { age: Duration::from_secs(1), tolerance: Duration::ZERO });
    // the scheme's own tolerance
    let headers = Signer::<Full>::new("aa").unwrap().sign("i", UNIX_EPOCH + Duration::from_secs(TIME - 61), BODY);
    let error = verifier::<Full>(&["aa"]).verify(headers, BODY).unwrap_err().to_string();
    assert_eq!(error, "signed 61s ago; 60s are tolerated");
}

#[test]
fn what_is_malformed_is_said() {
    let standard = verifier::<Standard>(&[SECRET]);
    let with = |name: &'static str, value: &str| {
        let headers =
            SIGNED.map(|(known, usual)| (known, if known == name { value.to_owned() } else { usual.to_owned() }));
        standard.verify(headers, BODY).map(drop).map_err(|error| error.to_string())
    };
    let time = "the header `webhook-timestamp` is no time in seconds since 1970";
    for value in ["+1614265330", "-1", "1614265330.0", "0x60", "16142653301614265330", "now", "1614265330 1"] {
        assert_eq!(with("webhook-timestamp", value).unwrap_err(), time, "{value}");
    }
    for value in ["a\tb", "msg_\u{e9}", "", " ", "a\r\nb"] {
        assert_eq!(with("webhook-id", value).unwrap_err(), "the header `webhook-id` is not visible ASCII", "{value:?}");
    }
    assert_eq!(with("webhook-id", &"x".repeat(8193)).unwrap_err(), "the header `webhook-id` is too long");
    let none = "the header `webhook-signature` has no signature of the expected form";
    for value in ["g0hM9SsE", "v2,g0hM9SsE", "v1a,g0hM9SsE", "v1", ","] {
        assert_eq!(with("webhook-signature", value).unwrap_err(), none, "{value}");
    }
    for value in ["v1,", "v1,=", "v1,g0hM9SsE", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE"] {
        assert_eq!(with("webhook-signature", value).unwrap_err(), "no signature matches the secret", "{value}");
    }
    let many = "v1,AAAA ".repeat(33);
    assert_eq!(with("webhook-signature", &many).unwrap_err(), "the header `webhook-signature` has too many signatures");
    let twice = SIGNED.into_iter().chain([("Webhook-Id", "msg_2")]);
    let error = standard.verify(twice, BODY).unwrap_err().to_string();
    assert_eq!(error, "the header `webhook-id` is there more than once");

    let striped = verifier::<Striped>(&["s"]);
    for (value, expect) in [
        ("v1=aa", "the header `acme-signature` has no timestamp"),
        ("t=1,t=2,v1=aa", "the header `acme-signature` has more than one timestamp"),
        ("t=x,v1=aa", "the header `acme-signature` is no time in seconds since 1970"),
        ("t=1614265330", "the header `acme-signature` has no signature of the expected form"),
        ("t=1614265330, v1=aa", "no signature matches the secret"),
    ] {
        assert_eq!(said(&striped, &[("acme-signature", value)], BODY).unwrap_err(), expect, "{value}");
    }
    assert_eq!(said(&striped, &[], BODY).unwrap_err(), "the header `acme-signature` is missing");
    let prefix = [("x-hmac", "sha1=aa"), ("x-time", "1614265330"), ("x-id", "1")];
    let expect = "the header `x-hmac` has no signature of the expected form";
    assert_eq!(said(&verifier::<Full>(&["aa"]), &prefix, BODY).unwrap_err(), expect);
}

#[test]
fn ed25519_is_strict() {
    // S + L is a second form of S (RFC 8032 §8.4)
    let order: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    use base64::prelude::{BASE64_STANDARD, Engine};
    let signer = Signer::<Curved>::new(SEED).unwrap();
    let mut headers = signer.sign("", UNIX_EPOCH + Duration::from_secs(TIME), BODY);
    let at = headers.iter().position(|(name, _)| *name == "acme-signature-ed25519").unwrap();
    let mut octets = BASE64_STANDARD.decode(&headers[at].1).unwrap();
    let mut carry = 0;
    for (octet, add) in octets[32..].iter_mut().zip(order) {
        let sum = u16::from(*octet) + u16::from(add) + carry;
        (*octet, carry) = (sum as u8, sum >> 8);
    }
    let verifier = verifier::<Curved>(&[&signer.public_key().unwrap()]);
    assert!(verifier.verify(headers.clone(), BODY).is_ok());
    headers[at].1 = BASE64_STANDARD.encode(&octets);
    assert_eq!(verifier.verify(headers, BODY), Err(WebhookError::NoMatch { secrets: 1 }));
}

#[test]
fn payloads_are_limited() {
    let verifier = verifier::<Standard>(&[SECRET]);
    let limited = verifier.clone().max_payload_bytes(BODY.len());
    assert!(limited.verify(SIGNED, BODY).is_ok());
    let error = limited.max_payload_bytes(BODY.len() - 1).verify(SIGNED, BODY).unwrap_err();
    assert_eq!(error.to_string(), "the payload has 20 bytes; 19 are accepted");
    let large = vec![b' '; 1024 * 1024 + 1];
    let error = verifier.verify(SIGNED, &large).unwrap_err();
    assert_eq!(error, WebhookError::TooLarge { size: large.len(), limit: 1024 * 1024 });
    // an empty one can be signed as well
    let headers = Signer::<Standard>::new(SECRET).unwrap().sign("i", UNIX_EPOCH + Duration::from_secs(TIME), "");
    assert!(verifier.verify(headers, "").is_ok());
}

#[test]
fn secrets_come_from_the_environment() {
    let from = |value: Option<&str>| {
        let get = |name: &str| value.filter(|_| name == "ACME_HOOK").map(str::to_owned);
        Verifier::<Standard>::from_vars(get).map(|verifier| format!("{verifier:?}")).map_err(|error| error.to_string())
    };
    let shown = |secrets: usize| {
        format!(
            "Verifier {{ provider: \"acme\", secrets: {secrets}, tolerance: 300s, max_payload_bytes: 1048576, .. }}"
        )
    };
    assert_eq!(from(Some(SECRET)), Ok(shown(1)));
    assert_eq!(from(Some(&format!(" {SECRET}\n{SECRET} "))), Ok(shown(2)));
    let missing = "acme: no webhook secret: set ACME_HOOK, or give it to the verifier";
    assert_eq!([from(None), from(Some(""))], [missing, missing].map(|text| Err(text.to_owned())));
    assert_eq!(from(Some("whsec_SECRET*")), Err("acme: the webhook secret of ACME_HOOK is not base64".to_owned()));
    let none: [&str; 0] = [];
    assert_eq!(
        Verifier::<Standard>::new(none).unwrap_err(),
        ConfigError::MissingWebhookSecret { provider: "acme", variable: "ACME_HOOK" }
    );
}

#[test]
fn secrets_that_are_none_are_refused() {
    fn check<S: Source>(secret: &str, expect: &str) {
        let error = Verifier::<S>::new([secret]).unwrap_err().to_string();
        assert_eq!(error, format!("acme: the webhook secret {expect}"), "{secret}");
        assert!(!error.contains(secret) || secret.is_empty());
    }
    check::<Standard>("", "is empty");
    check::<Standard>("whsec_", "is empty");
    check::<Standard>("whsec_a", "is not base64");
    check::<Standard>("whpk_a2V5", "is no public key of 32 bytes");
    check::<Striped>("", "is empty");
    check::<Full>("0", "is not made of hexadecimal digits");
    check::<Full>("xy", "is not made of hexadecimal digits");
    check::<Curved>("a2V5", "is no public key of 32 bytes");
    check::<Curved>("AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "is no public key of Ed25519");
    // the neutral element: every signature would be one of it
    check::<Curved>("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "is a public key of small order");
    let error = Verifier::<Unsigned>::new(["s"]).unwrap_err().to_string();
    assert_eq!(error, "acme: the scheme of its webhooks has a timestamp that is not signed");
    assert_eq!(Signer::<Unsigned>::new("s").unwrap_err().to_string(), error);
    let error = Signer::<Curved>::new("a2V5").unwrap_err().to_string();
    assert_eq!(error, "acme: the webhook secret is no seed of 32 bytes");
}

#[test]
fn nothing_shows_a_secret_or_a_signature() {
    let secret = "whsec_U0VDUkVULXNlY3JldC1TRUNSRVQ=";
    let verifier = verifier::<Standard>(&[secret]);
    let signer = Signer::<Standard>::new(secret).unwrap();
    let expected = signer.sign("msg_1", UNIX_EPOCH + Duration::from_secs(TIME), BODY)[2].1.clone();
    let mut texts = vec![format!("{verifier:?} {verifier:#?} {signer:?} {signer:#?}")];
    let wrong = "v1,V1JPTkctc2lnbmF0dXJlLVdST05H";
    for headers in [
        [("webhook-id", "msg_1"), ("webhook-timestamp", "1614265330"), ("webhook-signature", wrong)],
        [("webhook-id", "msg_1"), ("webhook-timestamp", "V1JPTkct"), ("webhook-signature", wrong)],
        [("webhook-id", "msg_1"), ("webhook-timestamp", "1"), ("webhook-signature", "V1JPTkct")],
    ] {
        let error = verifier.verify(headers, BODY).unwrap_err();
        texts.push(format!("{error} {error:?}"));
    }
    let verified = verifier.verify(signer.sign("msg_1", UNIX_EPOCH + Duration::from_secs(TIME), BODY), BODY).unwrap();
    texts.push(format!("{verified:?}"));
    assert!(texts[4].contains("20 bytes") && texts[4].contains("msg_1"), "{}", texts[4]);
    for text in &texts {
        for hidden in [&secret[6..], "SECRET", &expected[3..], "V1JPTkct", "2432232314", "WRONG"] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
}

#[test]
fn verifiers_cross_threads() {
    fn check<T: Send + Sync + Clone + 'static>() {}
    check::<Verifier<Standard>>();
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<WebhookError>();
}
