//! One document generated in a process of its own, so that its panic, time and memory are its own: what `corpus` and
//! `hostile` share.

mod child;
mod parent;
mod processor;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use child::{COMMAND, TWICE, run};
pub use parent::{Ending, Limits, Watched, start, wait};
pub use processor::of_children;

/// What is asked of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The folder that nothing is read outside of.
    pub root: PathBuf,
    /// The document, below `root`, with `/` between folders.
    pub document: String,
    /// The name of the provider that is made up.
    pub provider: String,
    /// Where the crate is written.
    pub out: PathBuf,
    /// How often it is generated.
    pub runs: Runs,
}

/// How often a document is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// Once: figures and files.
    Once,
    /// A second time with the names that the first one gave, to be compared; figures are those of the first.
    Twice,
}

/// What the process tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Told {
    /// What was made; nothing when there is an error.
    pub made: Option<Made>,
    /// Reading and generating, without writing.
    pub seconds: f64,
    /// The most memory that was in use until then, in KiB.
    pub peak_kb: Option<u64>,
    /// The files that were read, below the root.
    pub read: Vec<String>,
    /// What was said of the document.
    pub said: Vec<Said>,
}

/// What was made of a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Made {
    /// The version that the document says it is written in.
    pub version: String,
    /// Operations that can be called.
    pub operations: usize,
    /// Operations that the document has.
    pub of: usize,
    /// Webhooks that can be read.
    pub webhooks: usize,
    /// Named types.
    pub types: usize,
    /// Values of any kind where the document says more, by the code of what was said.
    pub loose: BTreeMap<String, Vec<String>>,
    /// Lines of Rust.
    pub lines: usize,
    /// Files of Rust.
    pub files: usize,
    /// Files that came out otherwise a second time, and what was said.
    #[serde(default)]
    pub unsteady: Vec<String>,
}

/// One diagnostic.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    /// Its code.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The file, below the root.
    pub file: String,
    /// Where in that file.
    pub pointer: Option<String>,
    /// Line and column.
    pub at: Option<(usize, usize)>,
    /// All of it, as it is printed.
    pub text: String,
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something is not expressed.
    Degraded,
    /// Nothing is made.
    Error,
}

impl Told {
    /// How often each code was said with this severity.
    pub fn codes(&self, severity: Severity) -> BTreeMap<&str, usize> {
        let mut codes = BTreeMap::new();
        for said in self.said.iter().filter(|said| said.severity == severity) {
            *codes.entry(said.code.as_str()).or_default() += 1;
        }
        codes
    }
}
