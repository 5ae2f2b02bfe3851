//! What provider.toml accepts of a document: a degradation that is allowed with a reason is a note, and an allowance that
//! nothing needs is an error, so that the list never outlives its causes.

use super::{Diag, Diags, Place, Severity, Spot};
use crate::source::Pointer;

/// A degradation that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Code of the diagnostic.
    pub code: String,
    /// Where it may be said: at this place of the document, or below.
    pub at: Pointer,
    /// Why it is acceptable.
    pub why: String,
    /// Where this is written.
    pub place: Place,
}

/// Turns the degradations that are allowed into notes that end with the reason, and reports each allowance without one.
/// Runs once, after the last stage that degrades: what was not said yet cannot be allowed.
///
/// Where several allow the same, the one with the longest pointer gives the reason, and all count as used.
pub fn apply_allows(diags: &mut Diags, allows: &[Allow], spec_file: &str) {
    let mut used = vec![false; allows.len()];
    for diag in &mut diags.list {
        let Some(at) = degraded_at(diag, spec_file) else { continue };
        let matching = |allow: &Allow| allow.code == diag.code && at.is_within(&allow.at);
        let mut reason: Option<&Allow> = None;
        for (allow, used) in allows.iter().zip(&mut used).filter(|(allow, _)| matching(allow)) {
            *used = true;
            if reason.is_none_or(|other| other.at.as_str().len() < allow.at.as_str().len()) {
                reason = Some(allow);
            }
        }
        if let Some(allow) = reason {
            accept(diag, allow);
        }
    }
    let unused = allows.iter().zip(used).filter(|(_, used)| !used);
    let unused: Vec<Diag> = unused.map(|(allow, _)| report(allow, diags, spec_file)).collect();
    diags.list.extend(unused);
}

/// Where in the document something is degraded.
fn degraded_at<'d>(diag: &'d Diag, spec_file: &str) -> Option<&'d Pointer> {
    let Place { file, at: Spot::Pointer(at) } = &diag.at else { return None };
    (diag.severity == Severity::Degraded && file == spec_file).then_some(at)
}

fn accept(diag: &mut Diag, allow: &Allow) {
    diag.severity = Severity::Note;
    // the way out was taken
    diag.help = None;
    diag.notes.push((None, format!("allowed by {}: {}", allow.place.file, allow.why)));
}

fn report(allow: &Allow, diags: &Diags, spec_file: &str) -> Diag {
    let elsewhere: Vec<String> = diags
        .iter()
        .filter(|diag| diag.code == allow.code)
        .filter_map(|diag| degraded_at(diag, spec_file))
        .map(|at| format!("`{at}`"))
        .take(3)
        .collect();
    let message = format!("nothing at `{}` or below is degraded as `{}`", allow.at, allow.code);
    let help = match elsewhere.as_slice() {
        [] => "remove this [[allow]]".to_owned(),
        places => format!("remove this [[allow]], or point it at {}", places.join(", ")),
    };
    Diag::error("allow-unused", allow.place.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SPEC: &str = "openapi.yaml";

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn allow(line: usize, code: &str, at: &str, why: &str) -> Allow {
        let place = Place::text("provider.toml", line, 1);
        Allow { code: code.into(), at: pointer(at), why: why.into(), place }
    }

    fn check(said: Vec<Diag>, allows: &[Allow], expect: &[&str]) {
        let mut diags = Diags::default();
        said.into_iter().for_each(|diag| diags.push(diag));
        apply_allows(&mut diags, allows, SPEC);
        let brief = |diag: &Diag| {
            let notes: String = diag.notes.iter().map(|(_, text)| format!(" | {text}")).collect();
            let help = diag.help.as_ref().map(|help| format!(" | help: {help}")).unwrap_or_default();
            format!("{:?} {}: {}{notes}{help}", diag.severity, diag.code, diag.message)
        };
        assert_eq!(diags.iter().map(brief).collect::<Vec<_>>(), expect);
    }

    fn degraded(at: &str) -> Diag {
        Diag::degraded("union-opaque", Place::pointer(SPEC, &pointer(at)), format!("a union at {at}"))
            .help("tell apart")
    }

    #[test]
    fn allowed_becomes_a_note_with_the_reason() {
        let below = degraded("#/a/b").because("two members have no constant");
        let expect =
            ["Note union-opaque: a union at #/a/b | two members have no constant | allowed by provider.toml: rare"];
        check(vec![below], &[allow(9, "union-opaque", "#/a", "rare")], &expect);
        let expect = ["Note union-opaque: a union at #/a/b | allowed by provider.toml: nearer"];
        let allows = [allow(1, "union-opaque", "#/a", "wide"), allow(5, "union-opaque", "#/a/b", "nearer")];
        check(vec![degraded("#/a/b")], &allows, &expect);
        let allows = [allow(1, "union-opaque", "#/a/b", "nearer"), allow(5, "union-opaque", "#", "all")];
        check(vec![degraded("#/a/b")], &allows, &expect);
    }

    #[test]
    fn only_this_code_place_file_and_severity() {
        let remains = "Degraded union-opaque: a union at #/ab | help: tell apart";
        let elsewhere = "Error allow-unused: nothing at `#/a` or below is degraded as `union-opaque` | help: remove this \
                         [[allow]], or point it at `#/ab`";
        check(vec![degraded("#/ab")], &[allow(3, "union-opaque", "#/a", "x")], &[remains, elsewhere]);

        let other = Diag::degraded("other", Place::pointer(SPEC, &pointer("#/a")), "x");
        let error = Diag::error("union-opaque", Place::pointer(SPEC, &pointer("#/a")), "y");
        let file = Diag::degraded("union-opaque", Place::pointer("overlay.yaml", &pointer("#/a")), "z");
        let unused = "Error allow-unused: nothing at `#/a` or below is degraded as `union-opaque` | help: remove this \
                      [[allow]]";
        let expect = ["Degraded other: x", "Error union-opaque: y", "Degraded union-opaque: z", unused];
        check(vec![other, error, file], &[allow(3, "union-opaque", "#/a", "x")], &expect);
    }

    #[test]
    fn unused_points_at_its_own_line() {
        let mut diags = Diags::default();
        apply_allows(&mut diags, &[allow(12, "x", "#/a", "y")], SPEC);
        let places: Vec<_> = diags.iter().map(|diag| &diag.at).collect();
        assert_eq!(places, [&Place::text("provider.toml", 12, 1)]);
    }
}
