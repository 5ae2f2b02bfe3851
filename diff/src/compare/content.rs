//! Media types of bodies: which there are, and the schema of each.

use indexmap::IndexMap;

use super::graph::Entry;
use super::lens::Typing;
use super::operations::{Note, Scope};
use crate::change::{Area, Location, Occurrence};
use crate::contract::operation::Media;
use crate::contract::value::same;
use crate::ids::Root;
use crate::level::{Direction, Rule};

/// The forms of a body by media type.
type Content<'a> = IndexMap<&'a str, Media<'a>>;

/// A media type in its parts (RFC 9110 §8.3.1), in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    essence: String,
    parameters: Vec<String>,
}

impl Name {
    fn of(text: &str) -> Self {
        let mut parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
        let essence = parts.next().unwrap_or_default();
        let mut parameters: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        parameters.sort();
        Self { essence, parameters }
    }

    /// Whether every body of `other` is one of this: a range (RFC 9110 §12.5.1), or a suffix (RFC 6839).
    fn includes(&self, other: &Self) -> bool {
        let halves = |name: &'_ Self| {
            let (kind, subtype) = name.essence.split_once('/').unwrap_or((name.essence.as_str(), ""));
            (kind.to_owned(), subtype.to_owned())
        };
        let ((kind, subtype), (other_kind, other_subtype)) = (halves(self), halves(other));
        let suffix = other_subtype.rsplit_once('+').is_some_and(|(_, suffix)| suffix == subtype);
        (kind == "*" || kind == other_kind) && (subtype == "*" || subtype == other_subtype || suffix)
    }

    fn is_related(&self, other: &Self) -> bool {
        self.includes(other) || other.includes(self)
    }
}

/// Whether bodies of a media type keep their types.
fn typing(media: &str) -> Typing {
    let essence = Name::of(media).essence;
    let json = essence.ends_with("/json") || essence.ends_with("+json") || essence.ends_with("/*");
    if json || essence.contains("json") || essence.contains("event-stream") { Typing::Strict } else { Typing::Loose }
}

/// Compares what is sent, or answered.
pub(super) fn compare<'a>(
    scope: &mut Scope<'a, '_, '_>,
    direction: Direction,
    location: &Location,
    (base, revision): (&Content<'a>, &Content<'a>),
) {
    let mut come: Vec<_> = revision.iter().collect();
    let mut gone = Vec::new();
    let mut kept = Vec::new();
    for (name, media) in base {
        match come.iter().position(|(other, _)| Name::of(other) == Name::of(name)) {
            Some(index) => kept.push((*name, media, come.remove(index).1)),
            None => gone.push((*name, media)),
        }
    }
    gone.retain(|(name, media)| {
        let related = |other: &str| match direction {
            // what a parameter of a media type adds is known to nobody but its reader
            Direction::Request => Name::of(other).essence == Name::of(name).essence,
            _ => Name::of(other).is_related(&Name::of(name)),
        };
        let Some(index) = come.iter().position(|(other, _)| related(other)) else { return true };
        let (other, new) = come.remove(index);
        if direction == Direction::Response {
            renamed(scope, direction, location, (name, media), (other, new));
        }
        kept.push((*name, *media, new));
        false
    });
    let note = |rule| Note::new(rule, direction, area(direction));
    for (name, media) in gone {
        let at = located(scope, location, name);
        scope.push(note(Rule::MediaTypeRemoved).between(Some(media.node), None).with([name]), at);
    }
    for (name, media) in come {
        let at = located(scope, location, name);
        scope.push(note(Rule::MediaTypeAdded).between(None, Some(media.node)).with([*name]), at);
    }
    for (name, old, new) in kept {
        body(scope, direction, location, name, (old, new));
    }
}

fn area(direction: Direction) -> Area {
    if direction == Direction::Request { Area::RequestBody } else { Area::Responses }
}

fn located(scope: &Scope<'_, '_, '_>, location: &Location, media: &str) -> Occurrence {
    scope.located(|at| {
        at.status.clone_from(&location.status);
        at.media_type = Some(media.to_owned());
    })
}

fn renamed<'a>(
    scope: &mut Scope<'a, '_, '_>,
    direction: Direction,
    location: &Location,
    (from, old): (&str, &Media<'a>),
    (to, new): (&str, &Media<'a>),
) {
    let (one, other) = (Name::of(from), Name::of(to));
    let rule = match one.parameters == other.parameters {
        false => Rule::MediaTypeNameChanged,
        true if other.includes(&one) => Rule::MediaTypeNameGeneralized,
        true => Rule::MediaTypeNameSpecialized,
    };
    let at = located(scope, location, from);
    let note = Note::new(rule, direction, area(direction)).between(Some(old.node), Some(new.node));
    scope.push(note.with([from, to]), at);
}

fn body<'a>(
    scope: &mut Scope<'a, '_, '_>,
    direction: Direction,
    location: &Location,
    name: &str,
    (old, new): (&Media<'a>, &Media<'a>),
) {
    let at = located(scope, location, name);
    let spots = (Some(old.node), Some(new.node));
    let note = |rule| Note::new(rule, direction, area(direction)).between(spots.0, spots.1).with([name]);
    match (&old.schema, &new.schema) {
        (None, Some(_)) => scope.push(note(Rule::MediaTypeSchemaAdded), at.clone()),
        (Some(_), None) => scope.push(note(Rule::MediaTypeSchemaRemoved), at.clone()),
        (Some(one), Some(other)) => {
            let pair = scope.c.pair(one, other, scope.lens(direction, typing(name)));
            scope.entries.push(Entry { pair, root: Root::Body, at: at.clone() });
        }
        (None, None) => {}
    }
    let trees = scope.c.trees();
    let (from, to) = (
        old.encoding.map(|node| trees.0.members(node)).unwrap_or_default(),
        new.encoding.map(|node| trees.1.members(node)).unwrap_or_default(),
    );
    let mut names: Vec<_> = from.iter().chain(&to).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    for property in names {
        let one = from.iter().find(|(name, _)| *name == property).map(|(_, node)| *node);
        let other = to.iter().find(|(name, _)| *name == property).map(|(_, node)| *node);
        let unchanged = match (one, other) {
            (Some(one), Some(other)) => same(one.value, other.value),
            _ => false,
        };
        // the encoding of a property that comes or goes is part of that
        if !unchanged && one.is_some() && other.is_some() {
            let note = Note::new(Rule::EncodingChanged, direction, area(direction)).between(one, other);
            let mut at = at.clone();
            at.location.property = vec![property.to_owned()];
            scope.push(note.with([property]), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn one_media_type_includes_another() {
        let check = |one: &str, other: &str, expect: bool| {
            assert_eq!(Name::of(one).includes(&Name::of(other)), expect, "{one} and {other}");
        };
        check("application/json", "application/problem+json", true);
        check("application/problem+json", "application/json", false);
        check("*/*", "text/plain", true);
        check("text/*", "text/plain; charset=utf-8", true);
        check("text/*", "application/json", false);
        check("Application/JSON", "application/json", true);
        assert_eq!(Name::of("text/plain;charset=UTF-8"), Name::of("text/plain; charset=utf-8"));
    }
}
