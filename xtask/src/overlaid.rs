//! `cargo xtask overlaid`: a provider's document with its corrections, for tools that read OpenAPI but no overlays.

use std::path::Path;

use bursar_codegen::generate::{self, Input};

use crate::regen::{self, Outcome, Verdict};
use crate::stack::on_a_stack;
use crate::tree::Names;

/// Prints the document of one provider as JSON, or says what is wrong with it.
pub fn overlaid(root: &Path, provider: &str) -> Outcome {
    if let Err(outcome) = regen::known(root, &[provider.to_owned()]) {
        return outcome;
    }
    let folder = format!("specs/{provider}");
    let files = match regen::read(root, &folder, Names::Visible) {
        Ok(tree) => tree.files,
        Err(troubles) => return regen::bad(troubles),
    };
    let work = || {
        let (text, report) = generate::overlaid(&Input { provider, files: &files });
        (text, report.print(&files, &folder))
    };
    let (text, said) = on_a_stack(work).unwrap_or_else(|what| (None, vec![format!("error: {what}")]));
    match text {
        Some(text) => Outcome { verdict: Verdict::Good, lines: vec![text], said },
        None => regen::bad(said),
    }
}
