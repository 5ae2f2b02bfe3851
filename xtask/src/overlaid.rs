//! `cargo xtask overlaid`: a provider's document with its corrections, for tools that read OpenAPI but no overlays.

use std::panic;
use std::path::Path;
use std::thread;

use bursar_codegen::generate::{self, Input};

use crate::regen::{self, Outcome, STACK, Verdict};
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
    // documents nest deeper than a main thread may have stack for
    let (text, said) =
        thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Err(error) => (None, vec![format!("error: there is no thread to be had: {error}")]),
        });
    match text {
        Some(text) => Outcome { verdict: Verdict::Good, lines: vec![text], said },
        None => regen::bad(said),
    }
}
