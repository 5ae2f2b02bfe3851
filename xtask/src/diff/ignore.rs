//! Changes that somebody has looked at: `[[ignore]]` of provider.toml, by id, path and fingerprint, each with its reason.

use bursar_codegen::config::Ignore;
use bursar_codegen::diag::Spot;
use bursar_diff::Change;

/// Marks the changes that are ignored, and says which of `ignores` ignores nothing.
pub(super) fn apply(ignores: &[Ignore], folder: &str, changes: &mut [Change]) -> Vec<String> {
    let mut unused = Vec::new();
    for ignore in ignores {
        let mut found = false;
        for change in changes.iter_mut().filter(|change| is_meant(ignore, change)) {
            change.ignored_by.get_or_insert_with(|| ignore.why.clone());
            found = true;
        }
        if !found {
            unused.push(report(ignore, folder, changes));
        }
    }
    unused
}

fn is_meant(ignore: &Ignore, change: &Change) -> bool {
    let fits = |path: &str| is_match(&ignore.path, path);
    let paths = || change.occurrences.iter().map(|occurrence| occurrence.path.as_str());
    // a change that belongs to no operation has no path
    let everywhere = if change.occurrences.is_empty() { fits("") } else { paths().all(fits) };
    ignore.id == change.id && ignore.fingerprint == change.fingerprint && everywhere
}

fn report(ignore: &Ignore, folder: &str, changes: &[Change]) -> String {
    let same: Vec<&Change> = changes.iter().filter(|change| change.id == ignore.id).collect();
    let help = match same.as_slice() {
        [] => "there is no such change; remove it".to_owned(),
        [only] if only.fingerprint == ignore.fingerprint => {
            "the change is also at paths that it does not name".to_owned()
        }
        [only] => format!("the only change with this id has the fingerprint {}; look at it again", only.fingerprint),
        many => format!("none of the {} changes with this id has this fingerprint; look at them again", many.len()),
    };
    let line = match ignore.place.at {
        Spot::Text { line, .. } => format!(":{line}"),
        _ => String::new(),
    };
    format!(
        "error: {folder}/{}{line}: `[[ignore]]` of `{}` ignores nothing\n  = help: {help}",
        ignore.place.file, ignore.id
    )
}

/// Whether a path fits a pattern, in which `*` is any text within a segment and `**` any text at all.
fn is_match(pattern: &str, path: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix("**") {
        return (0..=path.len()).filter(|at| path.is_char_boundary(*at)).any(|at| is_match(rest, &path[at..]));
    }
    if let Some(rest) = pattern.strip_prefix('*') {
        let end = path.find('/').unwrap_or(path.len());
        return (0..=end).filter(|at| path.is_char_boundary(*at)).any(|at| is_match(rest, &path[at..]));
    }
    match (pattern.chars().next(), path.chars().next()) {
        (None, None) => true,
        (Some(one), Some(other)) => one == other && is_match(&pattern[one.len_utf8()..], &path[other.len_utf8()..]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let check =
            |pattern: &str, path: &str, expect: bool| assert_eq!(is_match(pattern, path), expect, "{pattern} {path}");
        check("/a/b", "/a/b", true);
        check("/a/b", "/a/b/c", false);
        check("/a/*", "/a/b", true);
        check("/a/*", "/a/b/c", false);
        check("/a/*/c", "/a/{id}/c", true);
        check("/a/**", "/a/b/c", true);
        check("/a/**", "/b", false);
        check("/v*/a", "/v12/a", true);
        check("**", "", true);
        check("**", "/a/b", true);
        check("*", "/a", false);
        check("/ä*", "/äöü", true);
    }
}
