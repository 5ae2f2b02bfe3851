//! Operations: which there are, and what is said of each; webhooks and callbacks the other way round.

use std::collections::HashMap;

use super::draft::{Draft, Drafts};
use super::graph::Entry;
use super::lens::{Lens, Spot, Typing};
use super::life::{self, Day, Life};
use super::schemas::Comparer;
use super::{Options, content, parameters, responses, security, servers};
use crate::change::{Area, Location, Occurrence};
use crate::contract::node::Node;
use crate::contract::operation::{Operation, Route};
use crate::ids;
use crate::level::{Direction, Polarity, Reach, Rule};

/// What is collected on the way, and where one is.
pub(crate) struct Scope<'a, 'c, 's> {
    pub(crate) c: &'s Comparer<'a, 'c>,
    pub(crate) options: Options,
    pub(crate) entries: &'s mut Vec<Entry<'a>>,
    pub(crate) drafts: &'s mut Drafts<'a, 'c>,
    pub(crate) at: Occurrence,
    pub(crate) caller: Caller,
}

/// Who calls an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    Client,
    /// The server calls the client: what it sends is what the client reads.
    Server,
}

/// A pair of routes.
pub(crate) type Routes<'a> = (Route<'a>, Route<'a>);

impl<'a> Scope<'a, '_, '_> {
    /// The direction of what the caller sends, or is answered.
    pub(crate) fn direction(&self, plain: Direction) -> Direction {
        match (self.caller, plain) {
            (Caller::Client, direction) => direction,
            (Caller::Server, Direction::Request) => Direction::Response,
            (Caller::Server, Direction::Response) => Direction::Request,
            (Caller::Server, Direction::None) => Direction::None,
        }
    }

    pub(crate) fn lens(&self, plain: Direction, typing: Typing) -> Lens {
        Lens { direction: self.direction(plain), typing, reach: Reach::Sent, polarity: Polarity::Same }
    }

    /// Where one is, with more said of it.
    pub(crate) fn located(&self, change: impl FnOnce(&mut Location)) -> Occurrence {
        let mut at = self.at.clone();
        change(&mut at.location);
        at
    }

    /// Takes a change of an operation.
    pub(crate) fn push(&mut self, note: Note<'a>, at: Occurrence) {
        let direction = self.direction(note.direction);
        let draft = Draft {
            rule: note.rule,
            id: ids::of_operation(note.rule, note.noun, direction),
            direction,
            reach: Reach::Sent,
            polarity: Polarity::Same,
            area: note.area,
            base: note.base,
            revision: note.revision,
            arguments: note.arguments,
        };
        self.drafts.push(&draft, Some(at));
    }
}

/// A change of an operation, before it has an id.
pub(crate) struct Note<'a> {
    pub(crate) rule: Rule,
    pub(crate) noun: &'static str,
    pub(crate) direction: Direction,
    pub(crate) area: Area,
    pub(crate) base: Option<Spot<'a>>,
    pub(crate) revision: Option<Spot<'a>>,
    pub(crate) arguments: Vec<String>,
}

impl<'a> Note<'a> {
    pub(crate) fn new(rule: Rule, direction: Direction, area: Area) -> Self {
        Self { rule, noun: "", direction, area, base: None, revision: None, arguments: Vec::new() }
    }

    pub(crate) fn noun(mut self, noun: &'static str) -> Self {
        self.noun = noun;
        self
    }

    pub(crate) fn between(mut self, base: Option<Node<'a>>, revision: Option<Node<'a>>) -> Self {
        self.base = base.map(Spot::from);
        self.revision = revision.map(Spot::from);
        self
    }

    pub(crate) fn with(mut self, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.arguments = arguments.into_iter().map(Into::into).collect();
        self
    }
}

/// A path without the names of its parameters and without a slash at its end.
pub(crate) fn erased(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        text.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    match text.trim_end_matches('/') {
        "" => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

/// Compares all operations and webhooks.
pub(crate) fn compare<'a, 'c>(
    c: &Comparer<'a, 'c>,
    options: Options,
    entries: &mut Vec<Entry<'a>>,
    drafts: &mut Drafts<'a, 'c>,
) {
    let at = Occurrence::default();
    let mut scope = Scope { c, options, entries, drafts, at, caller: Caller::Client };
    let (kept, gone, come) = matched(&c.base.routes, &c.revision.routes);
    for (one, other) in kept {
        scope.enter((one, other), Location::default());
        scope.operation((one, other));
    }
    let has = |routes: &[Route<'a>], path: &str| routes.iter().any(|route| erased(route.path) == erased(path));
    for route in gone {
        let noun = if has(&c.revision.routes, route.path) { "api" } else { "api-path" };
        scope.enter((route, route), Location::default());
        scope.removed(route, noun);
    }
    for route in come {
        scope.enter((route, route), Location::default());
        let at = scope.at.clone();
        let note = Note::new(Rule::OperationAdded, Direction::None, Area::Paths).between(None, Some(route.node));
        scope.push(note, at);
    }
    scope.caller = Caller::Server;
    scope.webhooks();
    schemas_removed(&mut scope);
}

type Matched<'a> = (Vec<Routes<'a>>, Vec<Route<'a>>, Vec<Route<'a>>);

/// Routes by method and path: the same path first, then one that differs in names of parameters.
fn matched<'a>(base: &[Route<'a>], revision: &[Route<'a>]) -> Matched<'a> {
    let mut exact: HashMap<(&str, &str), usize> = HashMap::new();
    let mut shaped: HashMap<(String, &str), Vec<usize>> = HashMap::new();
    for (index, route) in revision.iter().enumerate() {
        exact.insert((route.path, route.method), index);
        shaped.entry((erased(route.path), route.method)).or_default().push(index);
    }
    let mut taken = vec![false; revision.len()];
    let mut partners: Vec<Option<usize>> = vec![None; base.len()];
    for (route, partner) in base.iter().zip(&mut partners) {
        *partner = exact.get(&(route.path, route.method)).copied();
        if let Some(index) = *partner {
            taken[index] = true;
        }
    }
    for (route, partner) in base.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
        let same = shaped.get(&(erased(route.path), route.method));
        *partner = same.and_then(|all| all.iter().copied().find(|index| !taken[*index]));
        if let Some(index) = *partner {
            taken[index] = true;
        }
    }
    let mut kept = Vec::new();
    let mut gone = Vec::new();
    for (route, partner) in base.iter().zip(partners) {
        match partner {
            Some(index) => kept.push((*route, revision[index])),
            None => gone.push(*route),
        }
    }
    let come = revision.iter().zip(taken).filter(|(_, taken)| !taken).map(|(route, _)| *route).collect();
    (kept, gone, come)
}

impl<'a> Scope<'a, '_, '_> {
    fn enter(&mut self, (base, revision): Routes<'a>, location: Location) {
        let id = revision.node.text("operationId").or_else(|| base.node.text("operationId"));
        self.at = Occurrence {
            path: base.path.to_owned(),
            method: base.method.to_owned(),
            operation_id: id.map(str::to_owned),
            location,
        };
    }

    /// Whether both say the same, with what they take from the path and the document.
    fn is_alike(&self, (base, revision): Routes<'a>) -> bool {
        let alike = self.c.alike;
        let roots = (self.c.base.tree().root(), self.c.revision.tree().root());
        base.path == revision.path
            && alike.values(base.node.value, revision.node.value)
            && ["parameters", "servers"]
                .iter()
                .all(|key| alike.nodes(base.item.value.get(key), revision.item.value.get(key)))
            && ["consumes", "produces"].iter().all(|key| alike.nodes(roots.0.value.get(key), roots.1.value.get(key)))
    }

    fn operation(&mut self, routes: Routes<'a>) {
        if self.is_alike(routes) {
            return;
        }
        let (base, revision) = (self.c.base.operation(routes.0), self.c.revision.operation(routes.1));
        self.about(routes);
        parameters::compare(self, routes, &base, &revision);
        self.body(&base, &revision);
        responses::compare(self, &base, &revision);
        security::operation(self, routes, &base, &revision);
        servers::operation(self, &base, &revision);
        self.callbacks(&base, &revision);
    }

    fn removed(&mut self, route: Route<'a>, noun: &'static str) {
        let life = Life::of(route.node);
        let (rule, noun, date) = match (life.deprecated, life.sunset) {
            (true, Some(date)) => match (Day::parse(date), self.options.today) {
                (None, _) => (Rule::OperationSunsetParse, "api-path", Some(date)),
                (Some(day), Some(today)) if day <= today => (Rule::OperationRemovedWithDeprecation, noun, None),
                _ => (Rule::OperationRemovedBeforeSunset, noun, Some(date)),
            },
            (true, None) => (Rule::OperationRemovedWithDeprecation, noun, None),
            (false, _) => (Rule::OperationRemoved, noun, None),
        };
        let note = Note::new(rule, Direction::None, Area::Paths).noun(noun).with(date);
        let at = self.at.clone();
        self.push(note.between(Some(route.node), None), at);
    }

    /// What an operation says of itself.
    fn about(&mut self, (base, revision): Routes<'a>) {
        let spots = (Some(base.node), Some(revision.node));
        for (rule, words) in life::events(Life::of(base.node), Life::of(revision.node)) {
            let rule = match rule {
                Rule::Deprecated => Rule::OperationDeprecated,
                Rule::DeprecatedWithSunset => Rule::OperationDeprecatedWithSunset,
                Rule::Reactivated => Rule::OperationReactivated,
                Rule::SunsetDeleted => Rule::OperationSunsetDeleted,
                other => other,
            };
            let words = if rule == Rule::DeprecatedSunsetInvalid {
                std::iter::once("the operation".to_owned()).chain(words).collect()
            } else {
                words
            };
            self.plain(Note::new(rule, Direction::None, Area::Paths).noun("api").between(spots.0, spots.1).with(words));
        }
        let id = |route: Route<'a>| route.node.text("operationId");
        let note = |rule| Note::new(rule, Direction::None, Area::Paths).noun("api").between(spots.0, spots.1);
        match (id(base), id(revision)) {
            (None, Some(new)) => self.plain(note(Rule::OperationIdAdded).with([new])),
            (Some(old), new) if new != Some(old) => {
                self.plain(note(Rule::OperationIdRemoved).with([old, new.unwrap_or("nothing")]));
            }
            _ => {}
        }
        self.tags((base, revision));
    }

    fn tags(&mut self, (base, revision): Routes<'a>) {
        let tags = |route: Route<'a>| -> Vec<&'a str> {
            let list = route.node.value.get("tags").and_then(|list| list.as_array()).unwrap_or_default();
            list.iter().filter_map(|tag| tag.as_str()).collect()
        };
        let (old, new) = (tags(base), tags(revision));
        let note = |rule, tag: &str| {
            let note = Note::new(rule, Direction::None, Area::Tags).noun("api").with([tag]);
            note.between(Some(base.node), Some(revision.node))
        };
        for tag in new.iter().filter(|tag| !old.contains(tag)) {
            self.plain(note(Rule::TagAdded, tag));
        }
        for tag in old.iter().filter(|tag| !new.contains(tag)) {
            self.plain(note(Rule::TagRemoved, tag));
        }
    }

    fn plain(&mut self, note: Note<'a>) {
        let at = self.at.clone();
        self.push(note, at);
    }

    fn body(&mut self, base: &Operation<'a>, revision: &Operation<'a>) {
        let note = |rule| Note::new(rule, Direction::Request, Area::RequestBody);
        match (&base.body, &revision.body) {
            (None, Some(body)) => {
                let rule = if body.required { Rule::BodyAddedRequired } else { Rule::BodyAddedOptional };
                self.plain(note(rule).between(None, Some(body.node)));
            }
            (Some(body), None) => self.plain(note(Rule::BodyRemoved).between(Some(body.node), None)),
            (Some(old), Some(new)) => {
                let rule = match (old.required, new.required) {
                    (false, true) => Some(Rule::BecameRequired),
                    (true, false) => Some(Rule::BecameOptional),
                    _ => None,
                };
                if let Some(rule) = rule {
                    let note = note(rule).noun("request-body").between(Some(old.node), Some(new.node));
                    self.plain(note);
                }
                content::compare(self, Direction::Request, &Location::default(), (&old.content, &new.content));
            }
            (None, None) => {}
        }
    }

    fn callbacks(&mut self, base: &Operation<'a>, revision: &Operation<'a>) {
        let (kept, gone, come) = matched(&base.callbacks, &revision.callbacks);
        let outer = (self.at.clone(), self.caller);
        let inner = match outer.1 {
            Caller::Client => Caller::Server,
            Caller::Server => Caller::Client,
        };
        let called = |route: Route<'a>| format!("{} {}", route.method, route.path);
        let note = |rule, route: Route<'a>| Note::new(rule, Direction::None, Area::Callbacks).with([called(route)]);
        for route in gone {
            self.plain(note(Rule::CallbackRemoved, route).between(Some(route.node), None));
        }
        for route in come {
            self.plain(note(Rule::CallbackAdded, route).between(None, Some(route.node)));
        }
        for routes in kept {
            self.caller = inner;
            self.at = outer.0.clone();
            self.at.location.callback = Some(called(routes.0));
            self.operation(routes);
        }
        (self.at, self.caller) = outer;
    }

    fn webhooks(&mut self) {
        let (kept, gone, come) = matched(&self.c.base.webhooks, &self.c.revision.webhooks);
        let location = Location { webhook: true, ..Location::default() };
        for routes in kept {
            self.enter(routes, location.clone());
            self.operation(routes);
        }
        let changes = [(gone, Rule::WebhookRemoved), (come, Rule::WebhookAdded)];
        for (routes, rule) in changes {
            for route in routes {
                self.enter((route, route), location.clone());
                let note = Note::new(rule, Direction::None, Area::Components).with([route.path]);
                let note = match rule {
                    Rule::WebhookRemoved => note.between(Some(route.node), None),
                    _ => note.between(None, Some(route.node)),
                };
                self.plain(note);
            }
        }
    }
}

/// Named schemas that are gone. What used them says more; this tells what code by that name has lost.
fn schemas_removed(scope: &mut Scope<'_, '_, '_>) {
    let (base, revision) = (scope.c.base, scope.c.revision);
    for (name, node) in base.components.iter().filter(|(name, _)| !revision.components.contains_key(*name)) {
        let draft = Draft {
            rule: Rule::SchemaRemoved,
            id: ids::of_operation(Rule::SchemaRemoved, "api", Direction::None),
            direction: Direction::None,
            reach: Reach::Sent,
            polarity: Polarity::Same,
            area: Area::Components,
            base: Some((*node).into()),
            revision: None,
            arguments: vec![(*name).to_owned()],
        };
        scope.drafts.push(&draft, None);
    }
}

#[cfg(test)]
mod tests {
    use super::erased;

    #[test]
    fn names_of_parameters_do_not_matter() {
        let check = |path: &str, expect: &str| assert_eq!(erased(path), expect, "{path}");
        check("/a/{id}/b", "/a/{}/b");
        check("/a/{id}.{format}/", "/a/{}.{}");
        check("/", "/");
        check("/a/{open", "/a/{}");
    }
}
