//! Who is let in: requirements of operations and of the document, and the schemes that they name.

use super::draft::{Draft, Drafts};
use super::lens::Spot;
use super::operations::{Note, Routes, Scope};
use super::schemas::Comparer;
use crate::change::{Area, Occurrence};
use crate::contract::operation::Operation;
use crate::contract::security::{Alternative, Flow, Scheme};
use crate::contract::value::{same, shown};
use crate::ids;
use crate::level::{Direction, Polarity, Reach, Rule};

/// A change of a requirement: the rule, its words, and the scheme and scope that it is about.
struct Demand<'a> {
    rule: Rule,
    words: Vec<String>,
    scheme: String,
    scope: Option<String>,
    base: Option<Spot<'a>>,
    revision: Option<Spot<'a>>,
}

/// What an operation demands, when it does not leave that to the document.
pub(super) fn operation<'a>(
    scope: &mut Scope<'a, '_, '_>,
    routes: Routes<'a>,
    base: &Operation<'a>,
    revision: &Operation<'a>,
) {
    if base.security.is_none() && revision.security.is_none() {
        return;
    }
    let global = |own: &Option<Vec<Alternative<'a>>>, global: &Option<Vec<Alternative<'a>>>| {
        own.clone().or_else(|| global.clone()).unwrap_or_default()
    };
    let from = global(&base.security, &scope.c.base.security);
    let to = global(&revision.security, &scope.c.revision.security);
    let places = (Spot::from(routes.0.node.place), Spot::from(routes.1.node.place));
    for demand in demands(&from, &to) {
        let at = scope.located(|location| {
            location.scheme = Some(demand.scheme.clone());
            location.scope.clone_from(&demand.scope);
        });
        let mut note = Note::new(demand.rule, Direction::None, Area::Security).noun("api").with(demand.words);
        note.base = demand.base.or(Some(places.0));
        note.revision = demand.revision.or(Some(places.1));
        scope.push(note, at);
    }
}

/// What the document demands, and its schemes.
pub(super) fn compare<'a>(c: &Comparer<'a, '_>, drafts: &mut Drafts<'a, '_>) {
    let list = |list: &Option<Vec<Alternative<'a>>>| list.clone().unwrap_or_default();
    for demand in demands(&list(&c.base.security), &list(&c.revision.security)) {
        let root = (Spot::from(c.base.tree().root().place), Spot::from(c.revision.tree().root().place));
        let places = (demand.base.or(Some(root.0)), demand.revision.or(Some(root.1)));
        push(drafts, demand.rule, "api-global", demand.words, places);
    }
    schemes(c, drafts);
}

fn push<'a>(
    drafts: &mut Drafts<'a, '_>,
    rule: Rule,
    noun: &str,
    arguments: Vec<String>,
    (base, revision): (Option<Spot<'a>>, Option<Spot<'a>>),
) {
    let draft = Draft {
        rule,
        id: ids::of_operation(rule, noun, Direction::None),
        direction: Direction::None,
        reach: Reach::Sent,
        polarity: Polarity::Same,
        area: Area::Security,
        base,
        revision,
        arguments,
    };
    drafts.push(&draft, None::<Occurrence>);
}

/// From one list of ways in to another. No list, an empty one and `{}` let everybody in.
fn demands<'a>(from: &[Alternative<'a>], to: &[Alternative<'a>]) -> Vec<Demand<'a>> {
    let open = |list: &[Alternative<'a>]| list.is_empty() || list.iter().any(|way| way.schemes.is_empty());
    let names = |way: &Alternative<'a>| way.schemes.keys().copied().collect::<Vec<_>>();
    let mut come: Vec<_> = to.iter().filter(|way| !way.schemes.is_empty()).collect();
    let mut found = Vec::new();
    let mut gone = Vec::new();
    for way in from.iter().filter(|way| !way.schemes.is_empty()) {
        match come.iter().position(|other| names(other) == names(way)) {
            Some(index) => scopes(way, come.remove(index), &mut found),
            None => gone.push(way),
        }
    }
    // the same way in with more or fewer keys
    gone.retain(|way| {
        let nested = |other: &&&Alternative<'a>| {
            let all = |one: &Alternative<'a>, other: &Alternative<'a>| {
                one.schemes.keys().all(|name| other.schemes.contains_key(name))
            };
            all(way, other) || all(other, way)
        };
        let Some(index) = come.iter().position(|other| nested(&other)) else { return true };
        let other = come.remove(index);
        let (rule, more, less) = if other.schemes.len() > way.schemes.len() {
            (Rule::SecurityDemanded, other, *way)
        } else {
            (Rule::SecurityReleased, *way, other)
        };
        let schemes = more.schemes.iter().filter(|(name, _)| !less.schemes.contains_key(*name));
        let change = Alternative { place: more.place, schemes: schemes.map(|(k, v)| (*k, v.clone())).collect() };
        found.push(Demand::of(rule, &change, Some(way.place.into()), Some(other.place.into())));
        false
    });
    for way in gone {
        let rule = if open(to) { Rule::SecurityReleased } else { Rule::SecurityAlternativeRemoved };
        found.push(Demand::of(rule, way, Some(way.place.into()), None));
    }
    for way in come {
        let rule = if open(from) && !open(to) { Rule::SecurityDemanded } else { Rule::SecurityAlternativeAdded };
        found.push(Demand::of(rule, way, None, Some(way.place.into())));
    }
    // the way in without anything, beside others that stay
    let stays = from.iter().any(|way| !way.schemes.is_empty()) && to.iter().any(|way| !way.schemes.is_empty());
    if stays && found.is_empty() && open(from) != open(to) {
        let (rule, list) = if open(to) { (Rule::SecurityReleased, to) } else { (Rule::SecurityDemanded, to) };
        let named = list.iter().filter(|way| !way.schemes.is_empty());
        found.extend(named.map(|way| Demand::of(rule, way, None, Some(way.place.into()))));
    }
    found
}

impl<'a> Demand<'a> {
    fn of(rule: Rule, way: &Alternative<'a>, base: Option<Spot<'a>>, revision: Option<Spot<'a>>) -> Self {
        let label = way.label();
        Self { rule, words: vec![label.clone()], scheme: label, scope: None, base, revision }
    }
}

fn scopes<'a>(from: &Alternative<'a>, to: &Alternative<'a>, found: &mut Vec<Demand<'a>>) {
    let spots = (Some(Spot::from(from.place)), Some(Spot::from(to.place)));
    for (name, old) in &from.schemes {
        let Some(new) = to.schemes.get(name) else { continue };
        let gone = old.iter().filter(|scope| !new.contains(scope)).map(|scope| (Rule::ScopeReleased, *scope));
        let come = new.iter().filter(|scope| !old.contains(scope)).map(|scope| (Rule::ScopeDemanded, *scope));
        for (rule, scope) in gone.chain(come) {
            found.push(Demand {
                rule,
                words: vec![(*name).to_owned(), scope.to_owned()],
                scheme: (*name).to_owned(),
                scope: Some(scope.to_owned()),
                base: spots.0,
                revision: spots.1,
            });
        }
    }
}

fn schemes<'a>(c: &Comparer<'a, '_>, drafts: &mut Drafts<'a, '_>) {
    let (base, revision) = (&c.base.schemes, &c.revision.schemes);
    for (name, old) in base {
        match revision.get(name) {
            Some(new) => scheme(drafts, name, old, new),
            None => push(drafts, Rule::SchemeRemoved, "api", vec![(*name).to_owned()], (Some(old.place.into()), None)),
        }
    }
    for (name, new) in revision.iter().filter(|(name, _)| !base.contains_key(*name)) {
        push(drafts, Rule::SchemeAdded, "api", vec![(*name).to_owned()], (None, Some(new.place.into())));
    }
}

fn scheme<'a>(drafts: &mut Drafts<'a, '_>, name: &str, old: &Scheme<'a>, new: &Scheme<'a>) {
    let spots = (Some(Spot::from(old.place)), Some(Spot::from(new.place)));
    let name = name.to_owned();
    if old.kind != new.kind {
        let words = vec![name, old.kind.clone(), new.kind.clone()];
        return push(drafts, Rule::SchemeTypeChanged, "api", words, spots);
    }
    let get = |scheme: &Scheme<'a>, key: &str| {
        let found = scheme.details.iter().find(|(other, _)| *other == key);
        found.map_or("nothing".to_owned(), |(_, value)| value.clone())
    };
    for key in ["in", "name", "openIdConnectUrl"] {
        let (from, to) = (get(old, key), get(new, key));
        if from != to {
            push(drafts, Rule::SchemeChanged, "api", vec![key.to_owned(), name.clone(), from, to], spots);
        }
    }
    for (flow, from) in &old.flows {
        match new.flows.get(flow) {
            Some(to) => flows(drafts, &name, from, to),
            None => {
                let words = vec![(*flow).to_owned(), name.clone()];
                push(drafts, Rule::FlowRemoved, "api", words, (Some(from.place.into()), spots.1));
            }
        }
    }
    for (flow, to) in new.flows.iter().filter(|(flow, _)| !old.flows.contains_key(*flow)) {
        let words = vec![(*flow).to_owned(), name.clone()];
        push(drafts, Rule::FlowAdded, "api", words, (spots.0, Some(to.place.into())));
    }
}

fn flows<'a>(drafts: &mut Drafts<'a, '_>, name: &str, old: &Flow<'a>, new: &Flow<'a>) {
    let spots = (Some(Spot::from(old.place)), Some(Spot::from(new.place)));
    let urls = [
        (Rule::AuthorizationUrlChanged, old.authorization, new.authorization),
        (Rule::TokenUrlChanged, old.token, new.token),
    ];
    for (rule, from, to) in urls.into_iter().filter(|(_, from, to)| from != to) {
        push(drafts, rule, "api", vec![name.to_owned(), from.to_owned(), to.to_owned()], spots);
    }
    for (scope, node) in &old.scopes {
        let words = vec![name.to_owned(), (*scope).to_owned()];
        match new.scopes.get(scope) {
            None => push(drafts, Rule::FlowScopeRemoved, "api", words, (Some((*node).into()), spots.1)),
            Some(other) if !same(node.value, other.value) => {
                let words = words.into_iter().chain([shown(node.value), shown(other.value)]).collect();
                push(drafts, Rule::FlowScopeChanged, "api", words, (Some((*node).into()), Some((*other).into())));
            }
            Some(_) => {}
        }
    }
    for (scope, node) in new.scopes.iter().filter(|(scope, _)| !old.scopes.contains_key(*scope)) {
        let words = vec![name.to_owned(), (*scope).to_owned()];
        push(drafts, Rule::FlowScopeAdded, "api", words, (spots.0, Some((*node).into())));
    }
}
