// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use bursar_runtime::webhook::{self, Scheme};

/// How Pantry \<Kitchen\> signs what it sends.
#[derive(Debug, Clone, Copy)]
pub enum Webhooks {}

impl webhook::Source for Webhooks {
    const PROVIDER: &'static str = "kitchen";
    const SECRET_VAR: &'static str = "PANTRY_HOOKS";
    const SCHEME: Scheme = Scheme::hmac("x-pantry-signature")
        .timestamp_header("x-pantry-time")
        .id_header("x-pantry-delivery")
        .prefix("v0=")
        .signed("v0:{id}:{timestamp}:{body}")
        .hash(webhook::Hash::Sha512)
        .encoding(webhook::Encoding::Base64)
        .secret(webhook::SecretForm::Hex)
        .tolerance(::std::time::Duration::from_secs(60));
}

/// Checks that a delivery comes from Pantry \<Kitchen\>, with the secrets from `PANTRY_HOOKS`.
///
/// ```no_run
/// # fn example(headers: Vec<(String, String)>, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = bursar_kitchen::webhooks::Verifier::from_env()?;
/// let verified = verifier.verify(headers, &body)?;
/// println!("{}", verified.text()?);
/// # Ok(())
/// # }
/// ```
pub type Verifier = webhook::Verifier<Webhooks>;

/// Signs as Pantry \<Kitchen\> does, for tests.
pub type Signer = webhook::Signer<Webhooks>;
