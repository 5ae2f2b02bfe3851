// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use bursar_runtime::webhook::{self, Scheme};

/// How Telnyx signs what it sends.
#[derive(Debug, Clone, Copy)]
pub enum Webhooks {}

impl webhook::Source for Webhooks {
    const PROVIDER: &'static str = "telnyx";
    const SECRET_VAR: &'static str = "TELNYX_PUBLIC_KEY";
    const SCHEME: Scheme = Scheme::ed25519(
        "telnyx-signature-ed25519",
        "telnyx-timestamp",
    );
}

/// Checks that a delivery comes from Telnyx, with the public keys from `TELNYX_PUBLIC_KEY`.
///
/// ```no_run
/// # fn example(headers: Vec<(String, String)>, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = bursar_telnyx::webhooks::Verifier::from_env()?;
/// let verified = verifier.verify(headers, &body)?;
/// println!("{}", verified.text()?);
/// # Ok(())
/// # }
/// ```
pub type Verifier = webhook::Verifier<Webhooks>;

/// Signs as Telnyx does, for tests.
pub type Signer = webhook::Signer<Webhooks>;
