//! The way out that every diagnostic about a document has: what is wrong in it can be corrected by an overlay, and what
//! cannot be expressed can be allowed.

use super::{Diag, Diags, Severity};

/// Gives the errors and degradations about the document `spec_file` that name no way out the general one.
///
/// Runs after allowances were applied: what is allowed is a note, and needs none.
pub fn name_way_out(diags: &mut Diags, spec_file: &str) {
    let about = diags.list.iter_mut().filter(|diag| diag.help.is_none() && diag.at.file == spec_file);
    for diag in about {
        diag.help = general(diag);
    }
}

fn general(diag: &Diag) -> Option<String> {
    match diag.severity {
        Severity::Error => Some("correct the document by an overlay".to_owned()),
        Severity::Degraded => Some(correct_or_allow(diag.code)),
        Severity::Note => None,
    }
}

/// The way out of something that cannot be expressed.
pub(crate) fn correct_or_allow(code: &'static str) -> String {
    format!("correct the document by an overlay, or allow `{code}` here in provider.toml with a reason")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    #[test]
    fn only_what_has_none() {
        let mut diags = Diags::default();
        let [spec, other] = ["openapi.yaml", "provider.toml"].map(Place::file);
        diags.push(Diag::error("a", spec.clone(), ""));
        diags.push(Diag::degraded("b", spec.clone(), ""));
        diags.push(Diag::note("c", spec.clone(), ""));
        diags.push(Diag::error("d", other, ""));
        diags.push(Diag::degraded("e", spec, "").help("its own"));
        name_way_out(&mut diags, "openapi.yaml");
        let helps: Vec<Option<&str>> = diags.iter().map(|diag| diag.help.as_deref()).collect();
        let allow = "correct the document by an overlay, or allow `b` here in provider.toml with a reason";
        assert_eq!(helps, [Some("correct the document by an overlay"), Some(allow), None, None, Some("its own")]);
    }
}
