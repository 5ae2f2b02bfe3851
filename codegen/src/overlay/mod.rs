//! What was corrected in a vendored document: the actions of `overlay.yaml` (OpenAPI Overlay 1.0 and 1.1), in order.
//!
//! An action that matches nothing or changes nothing is an error, as is one without a reason, so that no correction
//! outlives what it corrects. Every problem of every action is said in one run. Nothing else knows JSONPath.

mod read;
mod remove;
mod target;
#[cfg(test)]
mod tests;
mod update;

use crate::Files;
use crate::diag::{Diag, Diags, Place, escape};
use crate::source::{self, Origin, Pointer, Trace, Value};

use read::{Action, Change};
use target::{Match, Target};

/// Name of the overlay below the provider's folder; a provider without corrections has none.
pub const FILE: &str = "overlay.yaml";

/// Applies the overlay, when there is one, to the document `value` that was read from `spec_file`.
///
/// `trace` learns what came from the overlay and what it moved; its newest layer is a new one afterwards.
pub fn apply(value: &mut Value, files: &Files, spec_file: &str, trace: &mut Trace, diags: &mut Diags) {
    if !files.contains_key(FILE) {
        return;
    }
    let Some(overlay) = source::load(files, FILE, diags) else { return };
    let actions = read::actions(&overlay, diags);
    let mut stage = Stage { value, json: None, spec_file, trace, diags };
    for action in &actions {
        stage.run(action);
    }
    stage.trace.next_layer();
}

/// The document while it is being corrected.
struct Stage<'a> {
    value: &'a mut Value,
    /// What is queried; made again only after a change.
    json: Option<serde_json::Value>,
    spec_file: &'a str,
    trace: &'a mut Trace,
    diags: &'a mut Diags,
}

impl Stage<'_> {
    fn run(&mut self, action: &Action<'_>) {
        let json = self.json.get_or_insert_with(|| self.value.to_json());
        let matches = action.target.matches(json);
        if matches.is_empty() {
            let message = format!("`{}` matches nothing", escape(action.target.text()));
            let mut diag = error("overlay-unmatched", &action.at.child("target"), message)
                .help("correct the target, or remove the action if the document no longer needs it");
            if let Some(part) = action.target.longest_matching(json) {
                diag = diag.because(format!("`{}` is the longest beginning of it that matches", escape(part)));
            }
            self.diags.push(diag);
            return;
        }
        self.trace.next_layer();
        match action.change {
            Change::Update(update) => update::update(self, action, update, &matches),
            Change::Remove => remove::remove(self, action, matches),
        }
    }

    /// The document is not what was queried any more.
    fn changed(&mut self) {
        self.json = None;
    }

    /// Whether the node at `pointer` stands in the spec, not in the overlay.
    fn is_of_spec(&self, pointer: &Pointer) -> bool {
        self.trace.resolve(pointer, self.spec_file).file == self.spec_file
    }

    /// The origin of a node of the spec that `action` changed.
    fn via(&self, before: &Pointer, action: &Action<'_>) -> Origin {
        let via = Some((FILE.to_owned(), action.at.clone()));
        Origin { via, ..Origin::new(self.spec_file, before.clone()) }
    }
}

/// An error at a place of the overlay.
fn error(code: &'static str, at: &Pointer, message: impl Into<String>) -> Diag {
    Diag::error(code, Place::pointer(FILE, at), message)
}

/// `a` or `an`, and what `value` is in JSON's words.
fn a_kind(value: &Value) -> String {
    let article = if matches!(value, Value::Array(_) | Value::Object(_)) { "an" } else { "a" };
    if matches!(value, Value::Null) { "null".to_owned() } else { format!("{article} {}", value.kind()) }
}
