//! The way out that every diagnostic about a document has: what is wrong in it can be corrected by an overlay, and what
//! cannot be expressed can be allowed.

use super::{Diag, Diags, Severity};

/// Gives the errors and degradations about the document `spec_file` that name no way out the general one, and says of all
/// degradations that they can be allowed.
///
/// Runs after allowances were applied: what is allowed is a note, and needs none.
pub fn name_way_out(diags: &mut Diags, spec_file: &str) {
    for diag in diags.list.iter_mut().filter(|diag| diag.at.file == spec_file) {
        diag.help = complete(diag);
    }
}

fn complete(diag: &mut Diag) -> Option<String> {
    let own = diag.help.take();
    match (diag.severity, own) {
        (Severity::Error, None) => Some("correct the document by an overlay".to_owned()),
        (Severity::Degraded, None) => Some(correct_or_allow(diag.code)),
        (Severity::Degraded, Some(own)) if !own.contains(&allow(diag.code)) => {
            let end = if own.ends_with('?') { "" } else { ";" };
            Some(format!("{own}{end} or {}", allow(diag.code)))
        }
        (_, own) => own,
    }
}

/// The way out of something that cannot be expressed.
pub(crate) fn correct_or_allow(code: &'static str) -> String {
    format!("correct the document by an overlay, or {}", allow(code))
}

fn allow(code: &'static str) -> String {
    format!("allow `{code}` here in provider.toml with a reason")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    #[test]
    fn each_names_one() {
        let mut diags = Diags::default();
        let [spec, other] = ["openapi.yaml", "provider.toml"].map(Place::file);
        diags.push(Diag::error("a", spec.clone(), ""));
        diags.push(Diag::degraded("b", spec.clone(), ""));
        diags.push(Diag::note("c", spec.clone(), ""));
        diags.push(Diag::error("d", other, ""));
        diags.push(Diag::degraded("e", spec.clone(), "").help("its own"));
        diags.push(Diag::degraded("f", spec.clone(), "").help(correct_or_allow("f")));
        diags.push(Diag::error("g", spec.clone(), "").help("its own"));
        diags.push(Diag::degraded("h", spec, "").help("its own?"));
        name_way_out(&mut diags, "openapi.yaml");
        let allow =
            |code| format!("correct the document by an overlay, or allow `{code}` here in provider.toml with a reason");
        let expect = [
            Some("correct the document by an overlay".to_owned()),
            Some(allow("b")),
            None,
            None,
            Some("its own; or allow `e` here in provider.toml with a reason".to_owned()),
            Some(allow("f")),
            Some("its own".to_owned()),
            Some("its own? or allow `h` here in provider.toml with a reason".to_owned()),
        ];
        assert_eq!(diags.iter().map(|diag| diag.help.clone()).collect::<Vec<_>>(), expect);
    }
}
