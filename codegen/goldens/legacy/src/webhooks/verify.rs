// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

use bursar_runtime::webhook::{self, Scheme};

/// How Cellar signs what it sends.
#[derive(Debug, Clone, Copy)]
pub enum Webhooks {}

impl webhook::Source for Webhooks {
    const PROVIDER: &'static str = "legacy";
    const SECRET_VAR: &'static str = "CELLAR_HOOKS";
    const SCHEME: Scheme = Scheme::stripe("cellar-signature");
}

/// Checks that a delivery comes from Cellar, with the secrets from `CELLAR_HOOKS`.
///
/// ```no_run
/// # fn example(headers: Vec<(String, String)>, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = bursar_legacy::webhooks::Verifier::from_env()?;
/// let verified = verifier.verify(headers, &body)?;
/// println!("{}", verified.text()?);
/// # Ok(())
/// # }
/// ```
pub type Verifier = webhook::Verifier<Webhooks>;

/// Signs as Cellar does, for tests.
pub type Signer = webhook::Signer<Webhooks>;
