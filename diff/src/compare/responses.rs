//! Responses: statuses, headers, bodies.

use super::content;
use super::graph::Entry;
use super::lens::Typing;
use super::operations::{Note, Scope};
use crate::change::{Area, Location};
use crate::contract::operation::{Operation, Response};
use crate::contract::parameter::Header;
use crate::ids::Root;
use crate::level::{Direction, Rule};

pub(super) fn compare<'a>(scope: &mut Scope<'a, '_, '_>, base: &Operation<'a>, revision: &Operation<'a>) {
    for (status, old) in &base.responses {
        match revision.responses.get(status) {
            Some(new) => kept(scope, status, old, new),
            None => {
                let rule = if is_success(status) { Rule::SuccessRemoved } else { Rule::ErrorRemoved };
                existence(scope, rule, status, (Some(old), None));
            }
        }
    }
    for (status, new) in revision.responses.iter().filter(|(status, _)| !base.responses.contains_key(*status)) {
        let rule = if is_success(status) { Rule::SuccessAdded } else { Rule::ErrorAdded };
        existence(scope, rule, status, (None, Some(new)));
    }
}

/// Whether a status, or a range of them, is a success (RFC 9110 §15.3).
fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

type Both<'r, 'a> = (Option<&'r Response<'a>>, Option<&'r Response<'a>>);

fn existence<'a>(scope: &mut Scope<'a, '_, '_>, rule: Rule, status: &str, (base, revision): Both<'_, 'a>) {
    let at = scope.located(|location| location.status = Some(status.to_owned()));
    let note = Note::new(rule, Direction::Response, Area::Responses).with([status]);
    scope.push(note.between(base.map(|response| response.node), revision.map(|response| response.node)), at);
}

fn kept<'a>(scope: &mut Scope<'a, '_, '_>, status: &str, old: &Response<'a>, new: &Response<'a>) {
    let location = Location { status: Some(status.to_owned()), ..Location::default() };
    content::compare(scope, Direction::Response, &location, (&old.content, &new.content));
    let mut come: Vec<_> = new.headers.iter().filter(|header| counts(header)).collect();
    for header in old.headers.iter().filter(|header| counts(header)) {
        match come.iter().position(|other| other.name.eq_ignore_ascii_case(header.name)) {
            Some(index) => headers(scope, status, header, come.remove(index)),
            None => {
                let rule = if header.required { Rule::RequiredHeaderRemoved } else { Rule::OptionalHeaderRemoved };
                let at = at(scope, status, header.name);
                let note = Note::new(rule, Direction::Response, Area::Headers).with([header.name]);
                scope.push(note.between(Some(header.node), Some(new.node)), at);
            }
        }
    }
    for header in come {
        let at = at(scope, status, header.name);
        let note = Note::new(Rule::HeaderAdded, Direction::Response, Area::Headers).with([header.name]);
        scope.push(note.between(Some(old.node), Some(header.node)), at);
    }
}

/// `Content-Type` is said by the media types (OAS 3.0.3 §4.7.17.1).
fn counts(header: &Header<'_>) -> bool {
    !header.name.eq_ignore_ascii_case("content-type")
}

fn at(scope: &Scope<'_, '_, '_>, status: &str, header: &str) -> crate::change::Occurrence {
    scope.located(|location| {
        location.status = Some(status.to_owned());
        location.header = Some(header.to_owned());
    })
}

fn headers<'a>(scope: &mut Scope<'a, '_, '_>, status: &str, old: &Header<'a>, new: &Header<'a>) {
    let at = at(scope, status, old.name);
    let rule = match (old.required, new.required) {
        (false, true) => Some(Rule::BecameRequired),
        (true, false) => Some(Rule::BecameOptional),
        _ => None,
    };
    if let Some(rule) = rule {
        let note = Note::new(rule, Direction::Response, Area::Headers).noun("response-header");
        scope.push(note.between(Some(old.node), Some(new.node)).with([old.name]), at.clone());
    }
    if let (Some(one), Some(other)) = (&old.schema, &new.schema) {
        let pair = scope.c.pair(one, other, scope.lens(Direction::Response, Typing::Header));
        scope.entries.push(Entry { pair, root: Root::Header, at });
    }
}
