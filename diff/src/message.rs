//! The sentence of a change.

use crate::change::{Area, Occurrence};
use crate::level::{Direction, Rule};

/// What is said of a change: its subject, and what happened to it.
pub(crate) fn sentence(
    rule: Rule,
    area: Area,
    direction: Direction,
    arguments: &[String],
    occurrence: Option<&Occurrence>,
) -> String {
    let said = filled(rule.row().says, arguments);
    match subject(area, direction, occurrence) {
        Some(subject) => format!("{subject}: {said}"),
        None => said,
    }
}

/// Puts arguments into `{}`, one after the other, and into `{0}`.
fn filled(says: &str, arguments: &[String]) -> String {
    let mut text = String::new();
    let mut rest = says;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (inside, after) = after.split_once('}').unwrap_or(("", after));
        let index = inside.parse().unwrap_or_else(|_| {
            next += 1;
            next - 1
        });
        text.push_str(arguments.get(index).map_or("", String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn subject(area: Area, direction: Direction, occurrence: Option<&Occurrence>) -> Option<String> {
    let location = &occurrence?.location;
    let property = match location.property.as_slice() {
        [] => String::new(),
        steps => format!(" `{}`", steps.join(".").replace(".[]", "[]")),
    };
    Some(match area {
        Area::Parameters => {
            let within = location.within.as_deref().unwrap_or("request");
            let name = location.parameter.as_deref()?;
            format!("{within} parameter `{name}`{property}")
        }
        Area::Headers => format!("response header `{}`{property}", location.header.as_deref()?),
        Area::Schema | Area::RequestBody | Area::Responses => {
            let side = if direction == Direction::Response { "response" } else { "request" };
            match (&location.status, property.is_empty()) {
                (Some(status), true) => format!("{side} {status}"),
                (Some(status), false) => format!("{side} {status},{property}"),
                (None, true) => format!("{side} body"),
                (None, false) => format!("{side} body,{property}"),
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn arguments_stand_where_they_are_asked_for() {
        let check = |says: &str, arguments: &[&str], expect: &str| {
            let arguments: Vec<_> = arguments.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(filled(says, &arguments), expect);
        };
        check("from {} to {}", &["1", "2"], "from 1 to 2");
        check("the scope {1} of {0}", &["a", "b"], "the scope b of a");
        check("from {}", &[], "from ");
        check("nothing", &["x"], "nothing");
        check("{}", &["{}"], "{}");
    }
}
