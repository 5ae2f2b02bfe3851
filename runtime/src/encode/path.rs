//! Path templates (OAS 3.0.4 "Path Templating"). What holds: the number of segments of the result is that of the template,
//! and none of them is empty by a value or a dot-segment, which every URL parser would remove (RFC 3986 §5.2.4).

use super::percent;

/// A part of a template.
enum Part<'a> {
    Literal(&'a str),
    Name(&'a str),
}

fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some(after) = rest.strip_prefix('{')
            && let Some((name, after)) = after.split_once('}')
        {
            rest = after;
            return Some(Part::Name(name));
        }
        // a brace that nothing closes is text
        let from = usize::from(rest.starts_with('{'));
        let end =
            rest[from..].find('{').filter(|at| rest[from + at..].contains('}')).map_or(rest.len(), |at| from + at);
        let (text, after) = rest.split_at(end);
        rest = after;
        (!text.is_empty()).then_some(Part::Literal(text))
    })
}

/// Writes the template with `value(name)` in the place of each expression; the values are encoded already.
///
/// Fails with the error of `value`, or with the names of the parameters in a segment that came out as `.` or `..`
/// (none, when the template itself has such a segment).
pub(crate) fn expand<E>(
    template: &str,
    mut value: impl FnMut(&str) -> Result<String, E>,
    dot_segment: impl FnOnce(&[&str]) -> E,
) -> Result<String, E> {
    let mut path = String::with_capacity(template.len() + 32);
    for part in parts(template) {
        match part {
            Part::Literal(text) => path.extend(percent::path_literal(text)),
            Part::Name(name) => path.push_str(&value(name)?),
        }
    }
    let dotted = path.split('/').position(is_dots);
    match dotted {
        None => Ok(path),
        Some(at) => {
            // values have no slash, so segments are those of the template
            let mut segment = 0;
            let inside = parts(template).filter_map(|part| match part {
                Part::Literal(text) => {
                    segment += text.matches('/').count();
                    None
                }
                Part::Name(name) => (segment == at).then_some(name),
            });
            Err(dot_segment(&inside.collect::<Vec<_>>()))
        }
    }
}

/// `.` or `..`, also percent-encoded, which is the same (RFC 3986 §6.2.2.2).
fn is_dots(segment: &str) -> bool {
    let after_dot = |text: &str| match text.strip_prefix('.') {
        Some(rest) => Some(text.len() - rest.len()),
        None => text.get(..3).filter(|start| start.eq_ignore_ascii_case("%2e")).map(str::len),
    };
    let after_one = after_dot(segment).map(|at| &segment[at..]);
    after_one.is_some_and(|rest| rest.is_empty() || after_dot(rest) == Some(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands() {
        fn check(template: &str, values: &[(&str, &str)], expect: Result<&str, &str>) {
            let value = |name: &str| {
                let found = values.iter().find(|(n, _)| *n == name);
                found.map(|(_, v)| percent::all(v)).ok_or_else(|| format!("no {name}"))
            };
            let got = expand(template, value, |names| format!("dots {names:?}"));
            assert_eq!(got.as_deref().map_err(String::as_str), expect, "{template}");
        }
        check("/items/", &[], Ok("/items/"));
        check("/", &[], Ok("/"));
        check("/items/{id}/", &[("id", "7")], Ok("/items/7/"));
        check("/files/{n}", &[("n", "../admin")], Ok("/files/..%2Fadmin"));
        check("/files/{n}", &[("n", "%2e%2e")], Ok("/files/%252e%252e"));
        check("/files/{n}", &[("n", "..")], Err(r#"dots ["n"]"#));
        check("/a/{x}{y}/b", &[("x", "."), ("y", ".")], Err(r#"dots ["x", "y"]"#));
        check("/a/.{x}", &[("x", ".")], Err(r#"dots ["x"]"#));
        check("/a/%2E%2e/b", &[], Err("dots []"));
        check(
            "/{o}/compare/{b}...{h}.diff",
            &[("o", "a"), ("b", "v1.0"), ("h", "f/x y")],
            Ok("/a/compare/v1.0...f%2Fx%20y.diff"),
        );
        check("/a/{id}", &[], Err("no id"));
        check("/a/{id", &[], Ok("/a/%7Bid"));
    }
}
