//! A client with a driver, for suites that test the generator: what cannot be expressed is accepted, and told.

use super::{Input, Report, Tolerance, planned, print};
use crate::diag::{Place, Severity, Spot};
use crate::plan::view::CrateView;
use crate::source::Pointer;
use crate::{Files, emit, render};

/// A client with a driver.
#[derive(Debug, Clone)]
pub struct Driven {
    /// The files of its crate; `src/driver.rs` is one of them, and `src/lib.rs` has it as a module.
    pub files: Files,
    /// The operations that can be called, as `METHOD /path`.
    pub operations: Vec<String>,
}

/// Something that was said, with its place in the document as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How bad it is.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// Where; the whole document for what is said of no place in it.
    pub pointer: Pointer,
}

/// Generates the crate of one provider with a driver. There is none when there is an error.
pub fn driven(input: &Input<'_>) -> (Option<Driven>, Report) {
    let mut report = Report::default();
    let driven = planned(input, None, Tolerance::All, &mut report).and_then(|all| {
        let view = all.view(input.provider);
        let mut files = print(&view, &all.config.spec, &mut report.diags)?;
        let (text, operations) = driver(&view);
        files.insert("src/driver.rs".to_owned(), text.into_bytes());
        let lib = files.entry("src/lib.rs".to_owned()).or_default();
        lib.extend_from_slice(b"\n#[doc(hidden)]\npub mod driver;\n");
        Some(Driven { files, operations })
    });
    (driven.filter(|_| !report.diags.any(Severity::Error)), report)
}

fn driver(view: &CrateView) -> (String, Vec<String>) {
    let (fragments, operations) = emit::driver(view);
    // what cannot be printed does not compile, and says why
    let text = render::render(&view.header, &fragments).unwrap_or_else(|why| format!("compile_error!({why:?});\n"));
    (text, operations)
}

impl Report {
    /// What was said, traced back to the document as it was written.
    pub fn said(&self) -> Vec<Said> {
        let pointer = |place: &Place| match &place.at {
            Spot::Pointer(pointer) if place.file == self.spec_file => {
                self.trace.resolve(pointer, &self.spec_file).pointer
            }
            Spot::Pointer(pointer) => pointer.clone(),
            Spot::File | Spot::Text { .. } => Pointer::root(),
        };
        let said = self.diags.iter();
        said.map(|diag| Said { severity: diag.severity, code: diag.code, pointer: pointer(&diag.at) }).collect()
    }
}
