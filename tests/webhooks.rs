//! The providers' webhooks through the facade: signed as the providers do, checked with secrets of the environment.
#![cfg(feature = "webhooks")]
#![allow(clippy::unwrap_used)]

use std::time::{Duration, SystemTime};

use bursar::{dodopayments, telnyx};

/// The key pair of RFC 8032 §7.1, test 1.
const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn vars(name: &'static str, value: &'static str) -> impl Fn(&str) -> Option<String> {
    move |asked| (asked == name).then(|| value.to_owned())
}

#[test]
fn dodopayments_signs_by_standard_webhooks() {
    let (old, both) = ("whsec_b2xkIHNlY3JldA==", "whsec_bmV3IHNlY3JldA== whsec_b2xkIHNlY3JldA==");
    let body = r#"{"business_id":"bus_1","type":"payment.succeeded","data":{"total_amount":"400"}}"#;
    let headers = dodopayments::webhooks::Signer::new(old).unwrap().sign("msg_1", SystemTime::now(), body);
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["webhook-id", "webhook-timestamp", "webhook-signature"]);
    let verifier = dodopayments::webhooks::Verifier::from_vars(vars("DODO_PAYMENTS_WEBHOOK_KEY", both)).unwrap();
    let verified = verifier.verify(headers.clone(), body).unwrap();
    assert_eq!((verified.id(), verified.secret_index()), (Some("msg_1"), 1));
    assert_eq!(verified.json::<serde_json::Value>().unwrap()["data"]["total_amount"], "400");
    let error = verifier.verify(headers, &body.replace("400", "4000")).unwrap_err();
    assert_eq!(error.to_string(), "no signature matches one of the 2 secrets");
    let error = dodopayments::webhooks::Verifier::from_vars(|_| None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "dodopayments: no webhook secret: set DODO_PAYMENTS_WEBHOOK_KEY, or give it to the verifier"
    );
}

#[test]
fn telnyx_signs_by_ed25519() {
    let signer = telnyx::webhooks::Signer::new(SEED).unwrap();
    assert_eq!(signer.public_key().as_deref(), Some(PUBLIC));
    let verifier = telnyx::webhooks::Verifier::from_vars(vars("TELNYX_PUBLIC_KEY", PUBLIC)).unwrap();
    let body = r#"{"data":{"event_type":"call.initiated"}}"#;
    let headers = signer.sign("", SystemTime::now(), body);
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["telnyx-timestamp", "telnyx-signature-ed25519"]);
    let verified = verifier.verify(headers, body).unwrap();
    assert_eq!((verified.id(), verified.text()), (None, Ok(body)));
    let late = signer.sign("", SystemTime::now() - Duration::from_secs(302), body);
    let error = verifier.verify(late, body).unwrap_err();
    assert!(error.to_string().ends_with(" ago; 300s are tolerated"), "{error}");
}
