//! What the generator made of the documents, as xtask tells it.

use serde::Deserialize;

/// A folder of probes, after the generator and the compiler.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Run {
    /// The probes, by name.
    pub probes: Vec<Generated>,
}

/// What was made of a document.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Generated {
    /// The name of the folder.
    pub id: String,
    /// The text of `probe.yaml`.
    pub probe: String,
    /// The operations that can be called, as `METHOD /path`.
    pub operations: Vec<String>,
    /// What the generator said.
    pub said: Vec<Said>,
    /// Why there is no client: the generator's or the compiler's words; empty: there is one.
    pub failed: String,
}

/// Something that the generator said.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    /// `note`, `degraded` or `error`.
    pub severity: String,
    /// Its code.
    pub code: String,
    /// A pointer into the document as it was written.
    pub pointer: String,
}
