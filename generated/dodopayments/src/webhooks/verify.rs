// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

use bursar_runtime::webhook::{self, Scheme};

/// How Dodo Payments signs what it sends.
#[derive(Debug, Clone, Copy)]
pub enum Webhooks {}

impl webhook::Source for Webhooks {
    const PROVIDER: &'static str = "dodopayments";
    const SECRET_VAR: &'static str = "DODO_PAYMENTS_WEBHOOK_KEY";
    const SCHEME: Scheme = Scheme::standard_webhooks();
}

/// Checks that a delivery comes from Dodo Payments, with the secrets from `DODO_PAYMENTS_WEBHOOK_KEY`.
///
/// ```no_run
/// # fn example(headers: Vec<(String, String)>, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = bursar_dodopayments::webhooks::Verifier::from_env()?;
/// let verified = verifier.verify(headers, &body)?;
/// println!("{}", verified.text()?);
/// # Ok(())
/// # }
/// ```
pub type Verifier = webhook::Verifier<Webhooks>;

/// Signs as Dodo Payments does, for tests.
pub type Signer = webhook::Signer<Webhooks>;
