//! What of a program still fits when an item has another shape: the rules of what breaks.

use super::change::args;
use super::compare::Compare;
use super::{Arg, Bump, Converts, Deprecated, Form, Item, Operation, Set, Shape, Taken, Ty, Usual, What};

/// A difference of two items.
pub(super) struct Fit {
    pub(super) what: What,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) bump: Bump,
}

impl Fit {
    pub(super) fn new(what: What, from: String, to: String, bump: Bump) -> Self {
        let some = |text: String| if text.is_empty() { None } else { Some(text) };
        Self { what, from: some(from), to: some(to), bump }
    }

    /// The shapes as they are declared.
    fn of(what: What, old: &Item, new: &Item, bump: Bump) -> Self {
        Self { what, from: old.shape.text(), to: new.shape.text(), bump }
    }
}

/// Whether two types are of one form, so that their members can be compared.
pub(super) fn is_one_form(old: &Item, new: &Item) -> bool {
    match (&old.shape, &new.shape) {
        (Shape::Type(one), Shape::Type(other)) => {
            one.text() == other.text()
                || matches!((one, other), (Form::Struct(_) | Form::Parts, Form::Struct(_) | Form::Parts))
        }
        (Shape::Alias(_), Shape::Alias(_)) => true,
        _ => false,
    }
}

/// What differs of the shapes.
pub(super) fn fit(cx: &Compare<'_>, old: &Item, new: &Item) -> Vec<Fit> {
    match (&old.shape, &new.shape) {
        (Shape::Operation(before), Shape::Operation(after)) => operation(cx, before, after),
        (Shape::Type(before), Shape::Type(after)) if is_one_form(old, new) => traits(before, after),
        (Shape::Field(before, had), Shape::Field(after, has)) => {
            if cx.is_same(before, after) {
                setter(*had, *has)
            } else {
                vec![Fit::of(What::Type, old, new, Bump::Major)]
            }
        }
        (Shape::Variant(before, had), Shape::Variant(after, has)) => {
            let same = match (before, after) {
                (Some(before), Some(after)) => cx.is_same(before, after),
                (before, after) => before == after,
            };
            if same { conversion(*had, *has) } else { vec![Fit::of(What::Type, old, new, Bump::Major)] }
        }
        (Shape::New(before), Shape::New(after)) => list(cx, before, after),
        (Shape::Setter(before), Shape::Setter(after)) => {
            list(cx, std::slice::from_ref(before), std::slice::from_ref(after))
        }
        (Shape::Environment(before, was), Shape::Environment(after, is)) => environment((*before, *was), (*after, *is)),
        (Shape::Feature(before), Shape::Feature(after)) => needs(cx, before, after),
        (Shape::Stream(before), Shape::Stream(after))
        | (Shape::Pages(before), Shape::Pages(after))
        | (Shape::Accessor(before), Shape::Accessor(after))
        | (Shape::Alias(before), Shape::Alias(after)) => {
            if cx.is_same(before, after) {
                Vec::new()
            } else {
                vec![Fit::of(What::Type, old, new, Bump::Major)]
            }
        }
        (Shape::Builder(before), Shape::Builder(after)) if before.len() == after.len() => Vec::new(),
        (Shape::Builder(_), Shape::Builder(_)) => vec![Fit::of(What::Arguments, old, new, Bump::Major)],
        (Shape::Auth(before), Shape::Auth(after)) => variables(before, after),
        (Shape::Signed(before), Shape::Signed(after)) => {
            variables(std::slice::from_ref(before), std::slice::from_ref(after))
        }
        (Shape::Group(before), Shape::Group(after)) if before == after => Vec::new(),
        (Shape::Group(_), Shape::Group(_)) if old.path != new.path => Vec::new(),
        (Shape::Group(_), Shape::Group(_)) => vec![Fit::of(What::Type, old, new, Bump::Major)],
        (Shape::Crate, Shape::Crate) => Vec::new(),
        _ => vec![Fit::of(What::Form, old, new, Bump::Major)],
    }
}

/// What differs of what is sent and read.
pub(super) fn facts(old: &Item, new: &Item) -> Option<Fit> {
    let differing = |of: &Item, other: &Item| {
        let facts = of.facts.iter().filter(|(name, value)| other.facts.get(*name) != Some(value));
        facts.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join("; ")
    };
    (old.facts != new.facts).then(|| Fit::new(What::Wire, differing(old, new), differing(new, old), Bump::Patch))
}

impl Compare<'_> {
    /// Whether both are the same type, whatever they are called.
    fn is_same(&self, before: &Ty, after: &Ty) -> bool {
        // what a name stands for is told of the name itself
        self.names.translated(before) == *after
            || self.names.translated(&self.old.resolved(before)) == self.new.resolved(after)
    }

    /// Whether a value of the type `before` becomes one of the type `after` by itself.
    fn becomes(&self, before: &Ty, after: &Ty) -> bool {
        let before = self.names.translated(&self.old.resolved(before));
        let after = self.new.resolved(after);
        let is_text = matches!(self.new.ty(&after.name).map(|ty| &ty.shape), Some(Shape::Type(Form::Texts)));
        let holds = |item: &&super::Item| {
            item.path.of == after.name
                && matches!(&item.shape, Shape::Variant(Some(ty), Converts::Yes) if self.new.resolved(ty) == before)
        };
        (is_text && before.name == "String") || self.new.surface.items.iter().any(|item| holds(&item))
    }
}

fn traits(before: &Form, after: &Form) -> Vec<Fit> {
    let missing = |of: &Form, from: &Form| {
        let all = of.traits().iter().filter(|one| !from.traits().contains(one));
        all.copied().collect::<Vec<_>>().join(", ")
    };
    let (lost, gained) = (missing(before, after), missing(after, before));
    if lost.is_empty() && gained.is_empty() {
        return Vec::new();
    }
    let bump = if lost.is_empty() { Bump::Minor } else { Bump::Major };
    vec![Fit::new(What::Traits, lost, gained, bump)]
}

fn setter(had: Set, has: Set) -> Vec<Fit> {
    let words = |set: Set| if set == Set::Setter { "setter".to_owned() } else { String::new() };
    match (had, has) {
        (Set::Setter, Set::None) => vec![Fit::new(What::Setter, words(had), words(has), Bump::Major)],
        (Set::None, Set::Setter) => vec![Fit::new(What::Setter, words(had), words(has), Bump::Minor)],
        _ => Vec::new(),
    }
}

fn conversion(had: Converts, has: Converts) -> Vec<Fit> {
    let words = |converts: Converts| if converts == Converts::Yes { "From".to_owned() } else { String::new() };
    match (had, has) {
        (Converts::Yes, Converts::No) => vec![Fit::new(What::Conversion, words(had), words(has), Bump::Major)],
        (Converts::No, Converts::Yes) => vec![Fit::new(What::Conversion, words(had), words(has), Bump::Minor)],
        _ => Vec::new(),
    }
}

fn environment((before, was): (usize, Usual), (after, is): (usize, Usual)) -> Vec<Fit> {
    let mut fits = Vec::new();
    if before != after {
        // `as` is allowed on an enum of plain variants
        fits.push(Fit::new(What::Number, before.to_string(), after.to_string(), Bump::Major));
    }
    if was == Usual::Yes && is == Usual::No {
        fits.push(Fit::new(What::Default, "default".to_owned(), String::new(), Bump::Major));
    }
    fits
}

fn needs(cx: &Compare<'_>, before: &[String], after: &[String]) -> Vec<Fit> {
    let before: Vec<&str> = before.iter().map(|feature| cx.names.feature(feature)).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    let is_lost = before.iter().any(|feature| !after.contains(feature));
    let is_gained = after.iter().any(|feature| !before.contains(feature));
    match (is_lost, is_gained) {
        (true, _) => vec![Fit::new(What::Features, before.join(", "), after.join(", "), Bump::Major)],
        (false, true) => vec![Fit::new(What::Features, before.join(", "), after.join(", "), Bump::Minor)],
        (false, false) => Vec::new(),
    }
}

fn variables(before: &[String], after: &[String]) -> Vec<Fit> {
    if before == after {
        return Vec::new();
    }
    vec![Fit::new(What::Variables, before.join(", "), after.join(", "), Bump::Major)]
}

/// Arguments have no names for a caller: each place has to take what it took, and to mean what it meant.
fn list(cx: &Compare<'_>, before: &[Arg], after: &[Arg]) -> Vec<Fit> {
    let one = |old: &Arg, new: &Arg| {
        let same = cx.is_same(&old.ty, &new.ty);
        match (old.taken, new.taken) {
            // under the same name it is the same parameter, sent otherwise
            _ if old.wire != new.wire && old.name != new.name => Bump::Major,
            (one, other) if same && one == other => Bump::None,
            (Taken::Plain, Taken::Into) if same || cx.becomes(&old.ty, &new.ty) => Bump::Minor,
            _ => Bump::Major,
        }
    };
    let count = if before.len() == after.len() { Bump::None } else { Bump::Major };
    let bump = before.iter().zip(after).map(|(old, new)| one(old, new)).fold(count, Bump::max);
    if bump == Bump::None { Vec::new() } else { vec![Fit::new(What::Arguments, args(before), args(after), bump)] }
}

fn operation(cx: &Compare<'_>, before: &Operation, after: &Operation) -> Vec<Fit> {
    let mut fits = list(cx, &before.args, &after.args);
    fits.extend(group(cx, before, after));
    fits.extend(route(cx, before, after));
    fits.extend(auth(before, after));
    match (before.deprecated, after.deprecated) {
        (Deprecated::No, Deprecated::Yes) => {
            fits.push(Fit { what: What::Deprecated, from: None, to: Some("deprecated".to_owned()), bump: Bump::Minor })
        }
        (Deprecated::Yes, Deprecated::No) => {
            fits.push(Fit { what: What::Deprecated, from: Some("deprecated".to_owned()), to: None, bump: Bump::Patch })
        }
        _ => {}
    }
    fits
}

/// Where a group itself is new or gone, that says it all.
fn group(cx: &Compare<'_>, before: &Operation, after: &Operation) -> Option<Fit> {
    let (old, new) = (before.group.as_ref()?, after.group.as_ref()?);
    let stays = cx.new.op(cx.names.method(old)).is_some();
    (stays && cx.names.method(old) != new).then(|| Fit::new(What::Group, old.clone(), new.clone(), Bump::Major))
}

/// The same method with another address sends other bytes; with the address of another operation it means another thing.
fn route(cx: &Compare<'_>, before: &Operation, after: &Operation) -> Option<Fit> {
    let (old, new) = (before.route(), after.route());
    let has = |index: &super::renames::Index<'_>, route: &str| {
        index.surface.items.iter().any(|item| matches!(&item.shape, Shape::Operation(op) if op.route() == route))
    };
    if old == new {
        return None;
    }
    let shown = |op: &Operation| format!("{} {}", op.verb, op.path);
    let bump = if has(cx.new, &old) || has(cx.old, &new) { Bump::Major } else { Bump::Patch };
    Some(Fit::new(What::Route, shown(before), shown(after), bump))
}

/// The alternatives, each as the schemes that it asks for.
fn ways(op: &Operation) -> Vec<Vec<&str>> {
    if op.auth.is_empty() {
        return vec![Vec::new()];
    }
    let mut ways: Vec<Vec<&str>> =
        op.auth.iter().map(|way| way.iter().map(|(scheme, _)| scheme.as_str()).collect()).collect();
    ways.iter_mut().for_each(|way| way.sort_unstable());
    ways
}

/// Who could call has to be able to go on, with the credentials that were enough.
fn auth(before: &Operation, after: &Operation) -> Option<Fit> {
    let (old, new) = (ways(before), ways(after));
    let enough = |had: &Vec<&str>, asked: &Vec<&str>| asked.iter().all(|scheme| had.contains(scheme));
    let is_lost = old.iter().any(|had| !new.iter().any(|asked| enough(had, asked)));
    let is_gained = new.iter().any(|had| !old.iter().any(|asked| enough(had, asked)));
    let words = |op: &Operation| super::print::ways(op).join(" or ");
    match (is_lost, is_gained) {
        (true, _) => Some(Fit::new(What::Auth, words(before), words(after), Bump::Major)),
        (false, true) => Some(Fit::new(What::Auth, words(before), words(after), Bump::Minor)),
        (false, false) if before.auth != after.auth => {
            Some(Fit::new(What::Wire, words(before), words(after), Bump::Patch))
        }
        (false, false) => None,
    }
}
