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
        let at = |text: &str, byte: u8| text.bytes().position(|b| b == byte);
        // where the next name begins and ends; a brace that is not closed is literal
        let name = at(rest, b'{').and_then(|start| Some((start, start + at(&rest[start..], b'}')?)));
        let (part, end) = match name {
            Some((0, end)) => (Part::Name(&rest[1..end]), end + 1),
            Some((start, _)) => (Part::Literal(&rest[..start]), start),
            None if rest.is_empty() => return None,
            None => (Part::Literal(rest), rest.len()),
        };
        rest = &rest[end..];
        Some(part)
    })
}

/// Writes the template with what `value` writes for a name in the place of each expression; the values are encoded already.
///
/// Fails with the error of `value`, or with the names of the parameters in a segment that came out as `.` or `..`
/// (none, when the template itself has such a segment).
pub(crate) fn expand<E>(
    template: &str,
    mut value: impl FnMut(&str, &mut String) -> Result<(), E>,
    dot_segment: impl FnOnce(&[&str]) -> E,
) -> Result<String, E> {
    let mut path = String::with_capacity(template.len() + 32);
    for part in parts(template) {
        match part {
            Part::Literal(text) => path.push_str(&percent::path_literal(text)),
            Part::Name(name) => value(name, &mut path)?,
        }
    }
    // a segment of dots begins with a dot, or with what may be one
    if !path.as_bytes().windows(2).any(|pair| matches!(pair, [b'/', b'.' | b'%'])) {
        return Ok(path);
    }
    match path.split('/').position(is_dots) {
        None => Ok(path),
        Some(at) => Err(dot_segment(&names_in(template, at))),
    }
}

/// The names in a segment; values have no slash, so segments are those of the template.
fn names_in(template: &str, at: usize) -> Vec<&str> {
    let mut segment = 0;
    let inside = parts(template).filter_map(|part| match part {
        Part::Literal(text) => {
            segment += text.matches('/').count();
            None
        }
        Part::Name(name) => (segment == at).then_some(name),
    });
    inside.collect()
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
            let value = |name: &str, path: &mut String| {
                let found = values.iter().find(|(n, _)| *n == name);
                found.map(|(_, v)| path.push_str(&percent::all(v))).ok_or_else(|| format!("no {name}"))
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
