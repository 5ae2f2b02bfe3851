//! Parameters of operations.

use super::graph::Entry;
use super::lens::Typing;
use super::life::{self, Day, Life};
use super::operations::{Note, Routes, Scope};
use crate::change::{Area, Occurrence};
use crate::contract::operation::Operation;
use crate::contract::parameter::Parameter;
use crate::contract::types::Types;
use crate::ids::Root;
use crate::level::{Direction, Rule};

pub(super) fn compare<'a>(
    scope: &mut Scope<'a, '_, '_>,
    routes: Routes<'a>,
    base: &Operation<'a>,
    revision: &Operation<'a>,
) {
    let mut come: Vec<_> = keyed(&revision.parameters, routes.1.path);
    for (key, old) in keyed(&base.parameters, routes.0.path) {
        match come.iter().position(|(other, _)| *other == key) {
            Some(index) => kept(scope, old, come.remove(index).1),
            None => removed(scope, old),
        }
    }
    for (_, parameter) in come {
        added(scope, parameter);
    }
}

/// What a parameter is known by: its location and name.
type Key<'a> = (&'a str, String);

/// Parameters with their keys. In a path it is the position, as the name is nobody's business; names that the path does
/// not have stand for the positions that no parameter names, in order.
fn keyed<'p, 'a>(parameters: &'p [Parameter<'a>], path: &str) -> Vec<(Key<'a>, &'p Parameter<'a>)> {
    let names: Vec<&str> = path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
    let position = |parameter: &Parameter<'a>| names.iter().position(|name| *name == parameter.name);
    let in_path = |parameter: &&Parameter<'a>| parameter.location == "path";
    let named: Vec<_> = parameters.iter().filter(in_path).filter_map(position).collect();
    let mut free = (0..names.len()).filter(|index| !named.contains(index));
    let key = |parameter: &Parameter<'a>, free: &mut dyn Iterator<Item = usize>| match parameter.location {
        "path" => match position(parameter).or_else(|| free.next()) {
            Some(index) => index.to_string(),
            None => format!("{{{}}}", parameter.name),
        },
        // RFC 9110 §5.1
        "header" => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.to_owned(),
    };
    parameters.iter().map(|parameter| ((parameter.location, key(parameter, &mut free)), parameter)).collect()
}

fn occurrence(scope: &Scope<'_, '_, '_>, parameter: &Parameter<'_>) -> Occurrence {
    scope.located(|location| {
        location.within = Some(parameter.location.to_owned());
        location.parameter = Some(parameter.name.to_owned());
    })
}

fn note<'a>(rule: Rule) -> Note<'a> {
    Note::new(rule, Direction::Request, Area::Parameters).noun("request-parameter")
}

fn added<'a>(scope: &mut Scope<'a, '_, '_>, parameter: &Parameter<'a>) {
    let (rule, words) = match (parameter.location, parameter.required) {
        ("path", _) => (Rule::NewPathParameter, vec![parameter.name]),
        (location, true) => (Rule::NewRequiredParameter, vec![location, parameter.name]),
        (location, false) => (Rule::NewOptionalParameter, vec![location, parameter.name]),
    };
    let at = occurrence(scope, parameter);
    scope.push(note(rule).between(None, Some(parameter.node)).with(words), at);
}

fn removed<'a>(scope: &mut Scope<'a, '_, '_>, parameter: &Parameter<'a>) {
    let life = Life::of(parameter.node);
    let named = [parameter.location, parameter.name];
    let (rule, words) = match (life.deprecated, life.sunset) {
        (true, Some(date)) => match (Day::parse(date), scope.options.today) {
            (None, _) => (Rule::ParameterSunsetParse, vec![date, named[0], named[1]]),
            (Some(day), Some(today)) if day <= today => (Rule::ParameterRemovedWithDeprecation, named.to_vec()),
            _ => (Rule::ParameterRemovedBeforeSunset, vec![named[0], named[1], date]),
        },
        (true, None) => (Rule::ParameterRemovedWithDeprecation, named.to_vec()),
        (false, _) => (Rule::ParameterRemoved, named.to_vec()),
    };
    let at = occurrence(scope, parameter);
    scope.push(note(rule).between(Some(parameter.node), None).with(words), at);
}

fn kept<'a>(scope: &mut Scope<'a, '_, '_>, old: &Parameter<'a>, new: &Parameter<'a>) {
    let at = occurrence(scope, old);
    let spots = (Some(old.node), Some(new.node));
    let rule = match (old.required, new.required) {
        (false, true) => Some(Rule::BecameRequired),
        (true, false) => Some(Rule::BecameOptional),
        _ => None,
    };
    if let Some(rule) = rule {
        scope.push(note(rule).between(spots.0, spots.1).with([old.name]), at.clone());
    }
    for (rule, words) in life::events(Life::of(old.node), Life::of(new.node)) {
        let named = matches!(
            rule,
            Rule::Deprecated | Rule::DeprecatedWithSunset | Rule::DeprecatedSunsetInvalid | Rule::Reactivated
        );
        let words = named.then(|| old.name.to_owned()).into_iter().chain(words);
        scope.push(note(rule).between(spots.0, spots.1).with(words), at.clone());
    }
    serialization(scope, old, new, &at);
    schema(scope, old, new, at);
}

/// How a value of several parts is written.
fn serialization<'a>(scope: &mut Scope<'a, '_, '_>, old: &Parameter<'a>, new: &Parameter<'a>, at: &Occurrence) {
    let spots = (Some(old.node), Some(new.node));
    if old.media != new.media {
        let shown = |media: Option<&str>| media.map_or("plain text".to_owned(), str::to_owned);
        let words = [shown(new.media), shown(old.media)];
        scope.push(note(Rule::ParameterMediaTypeChanged).between(spots.0, spots.1).with(words), at.clone());
        return;
    }
    let (Some(one), Some(other)) = (&old.schema, &new.schema) else { return };
    let c = scope.c;
    let types = (c.base.schemas.schema(one).types, c.revision.schemas.schema(other).types);
    // a single value is written the same whether parts would be repeated or not
    let compound = Types::ARRAY.or(Types::OBJECT);
    let matters = types.0.meets(compound) && types.1.meets(compound);
    let written = |parameter: &Parameter<'a>| {
        let explode = if parameter.explode { "with explode" } else { "without explode" };
        format!("{} {explode}", parameter.style)
    };
    if (old.style, old.explode && matters) != (new.style, new.explode && matters) {
        let words = [written(new), written(old)];
        scope.push(note(Rule::SerializationChanged).between(spots.0, spots.1).with(words), at.clone());
    }
}

fn schema<'a>(scope: &mut Scope<'a, '_, '_>, old: &Parameter<'a>, new: &Parameter<'a>, at: Occurrence) {
    let (Some(one), Some(other)) = (&old.schema, &new.schema) else { return };
    let typing = match new.media {
        Some(_) => Typing::Strict,
        None if new.style == "form" && new.explode => Typing::Repeated,
        None => Typing::Parameter,
    };
    let pair = scope.c.pair(one, other, scope.lens(Direction::Request, typing));
    let root = if new.location == "header" { Root::RequestHeader } else { Root::Parameter };
    scope.entries.push(Entry { pair, root, at });
}
