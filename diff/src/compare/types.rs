//! Types, null and formats.

use super::lens::{Finding, Go, Local, Pair, Spot, Typing};
use super::schemas::{Comparer, Side};
use crate::contract::gather::Written;
use crate::contract::node::Tree;
use crate::contract::schema::{Null, Schema};
use crate::contract::types::Types;
use crate::level::{Direction, Effect, Rule};

/// Formats where one includes the other: the wider first (OAS 3.1 §4.4, RFC 3339 §5.6, RFC 3986 §4.1, RFC 6531).
const WIDER: [(&str, &str); 8] = [
    ("double", "float"),
    ("int64", "int32"),
    ("date-time", "date"),
    ("uri-reference", "uri"),
    ("iri-reference", "iri"),
    ("iri", "uri"),
    ("idn-email", "email"),
    ("idn-hostname", "hostname"),
];

/// Formats that say how a value is shown or written down, not which values there are.
const NO_FORMAT: [&str; 2] = ["password", ""];

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    let (base, revision) = (&pair.base, &pair.revision);
    let go = if base.unions.is_empty() && revision.unions.is_empty() {
        plain(c, pair, found)
    } else if c.types(base, Side::Base).meets(c.types(revision, Side::Revision)) {
        Go::On
    } else {
        changed(c, pair, Rule::TypeChanged, found);
        Go::Stop
    };
    // a parameter that can be repeated has no value null of its own: that is part of how the type changed
    if go == Go::On {
        null(c, pair, found);
    }
    go
}

fn null<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    let rule = match (base.null, revision.null) {
        (Null::Invalid, Null::Valid) => Rule::BecameNullable,
        (Null::Valid, Null::Invalid) => Rule::BecameNotNullable,
        _ => return,
    };
    let at = |tree: &Tree<'a>, schema: &Schema<'a>| written(tree, schema, &["nullable", "x-nullable", "type"]);
    let (one, other) = c.trees();
    found.findings.push(Finding::new(rule, Some(at(one, base)), Some(at(other, revision)), []));
}

fn plain<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    let (from, to) = (pair.base.types, pair.revision.types);
    if from == to {
        return format(c, pair, found);
    }
    if pair.lens.typing == Typing::Repeated && to == Types::ARRAY && !from.meets(Types::ARRAY) {
        let rule = if is_one_of_many(c, pair) { Rule::TypeGeneralized } else { Rule::TypeChanged };
        changed(c, pair, rule, found);
        return Go::Stop;
    }
    let listed = pair.base.written == Written::Union || pair.revision.written == Written::Union;
    if listed && !is_any(from) && !is_any(to) {
        return list(c, pair, found);
    }
    changed(c, pair, rule_of(pair, from, to), found);
    if from.meets(to) { Go::On } else { Go::Stop }
}

fn is_any(types: Types) -> bool {
    Types::ANY.without(Types::NULL).within(types)
}

/// Whether a value that was valid is, as the only element, a valid array (OAS 3.0.3 §4.7.12.3: `color=blue`).
fn is_one_of_many<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>) -> bool {
    let revision = &pair.revision;
    if ["minItems", "contains", "prefixItems"].into_iter().any(|keyword| revision.part(keyword).is_some()) {
        return false;
    }
    let items = c.revision.schemas.of(&revision.items);
    let lens = super::lens::Lens { typing: Typing::Parameter, ..pair.lens };
    let element = Pair { base: std::rc::Rc::clone(&pair.base), revision: items, lens };
    // null in an array or beside it makes no difference for what is not null
    matches!(c.relation(&element), Effect::Equivalent | Effect::Widen)
}

/// Alternatives of bare types: what came and what went.
fn list<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    let (from, to) = (pair.base.types, pair.revision.types);
    let missing = |these: Types, others: Types| {
        let named = these.names().into_iter();
        let absent = named.filter(|name| Types::named(name).is_some_and(|types| !types.within(others)));
        absent.collect::<Vec<_>>().join(", ")
    };
    // a number that is there makes an integer no news
    let (gone, come) = (missing(from, to), missing(to, from));
    let (one, other) = c.trees();
    let at = |tree: &Tree<'a>, schema: &Schema<'a>| written(tree, schema, &["oneOf", "anyOf", "type"]);
    for (rule, names) in [(Rule::TypesNarrowed, gone), (Rule::TypesWidened, come)] {
        if !names.is_empty() {
            let spots = (at(one, &pair.base), at(other, &pair.revision));
            found.findings.push(Finding::new(rule, Some(spots.0), Some(spots.1), [names]));
        }
    }
    if from.meets(to) { Go::On } else { Go::Stop }
}

/// What a change between types means, by what is left of a type on the wire.
fn rule_of(pair: &Pair<'_>, from: Types, to: Types) -> Rule {
    let plain = match (from.within(to), to.within(from)) {
        (true, _) => Rule::TypeGeneralized,
        (_, true) => Rule::TypeSpecialized,
        _ => Rule::TypeChanged,
    };
    let text = |types: Types| types == Types::STRING;
    match (pair.lens.typing, plain) {
        (_, Rule::TypeGeneralized) | (Typing::Strict, _) => plain,
        (Typing::Loose, _) => match pair.lens.direction {
            Direction::Request if text(to) => Rule::TypeCompatible,
            Direction::Response if text(from) => Rule::TypeCompatible,
            _ => plain,
        },
        // every value of a parameter or header is text already
        (Typing::Parameter | Typing::Repeated, _) if text(to) && !from.meets(structured()) => Rule::TypeGeneralized,
        (Typing::Header, _) if text(from) && !to.meets(structured()) => Rule::TypeCompatible,
        (Typing::Header, _) if text(to) && !from.meets(structured()) => Rule::TypeGeneralized,
        (Typing::BelowParameter, _) if text(to) => Rule::TypeUnclear,
        (Typing::BelowParameter, Rule::TypeChanged) => Rule::TypeSpecialized,
        _ => plain,
    }
}

fn structured() -> Types {
    Types::ARRAY.or(Types::OBJECT)
}

fn changed<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, rule: Rule, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let spot = |tree: &Tree<'a>, schema: &Schema<'a>| written(tree, schema, &["type", "oneOf", "anyOf"]);
    let from = shown(c.types(&pair.base, Side::Base), &pair.base);
    let to = shown(c.types(&pair.revision, Side::Revision), &pair.revision);
    let places = (spot(one, &pair.base), spot(other, &pair.revision));
    found.findings.push(Finding::new(rule, Some(places.0), Some(places.1), [from, to]));
}

fn shown(types: Types, schema: &Schema<'_>) -> String {
    match schema.text("format") {
        Some(format) if !NO_FORMAT.contains(&format) => format!("{types}/{format}"),
        _ => types.to_string(),
    }
}

fn format<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    let named = |schema: &Schema<'a>| schema.text("format").filter(|format| !NO_FORMAT.contains(format));
    let (from, to) = (named(&pair.base), named(&pair.revision));
    if from == to || pair.base.types.is_empty() {
        return Go::On;
    }
    let includes = |wide: &str, narrow: &str| {
        // two steps are enough for the table
        let direct = |wide: &str, narrow: &str| WIDER.contains(&(wide, narrow));
        direct(wide, narrow) || WIDER.iter().any(|(top, middle)| *top == wide && direct(middle, narrow))
    };
    let rule = match (from, to) {
        (Some(_), None) => Rule::TypeGeneralized,
        (None, Some(_)) => Rule::TypeSpecialized,
        (Some(from), Some(to)) if includes(to, from) => Rule::TypeGeneralized,
        (Some(from), Some(to)) if includes(from, to) => Rule::TypeSpecialized,
        _ => Rule::TypeChanged,
    };
    let (one, other) = c.trees();
    let at = |tree: &Tree<'a>, schema: &Schema<'a>| written(tree, schema, &["format", "type"]);
    let texts = (shown(pair.base.types, &pair.base), shown(pair.revision.types, &pair.revision));
    let spots = (at(one, &pair.base), at(other, &pair.revision));
    found.findings.push(Finding::new(rule, Some(spots.0), Some(spots.1), [texts.0, texts.1]));
    Go::On
}

/// Where the first of these keywords is written; the schema itself without one.
pub(super) fn written<'a>(tree: &Tree<'a>, schema: &Schema<'a>, keywords: &[&str]) -> Spot<'a> {
    let node = keywords.iter().find_map(|keyword| tree.member(schema.part(keyword)?, keyword));
    node.map_or(Spot::from(schema.at), Spot::from)
}
