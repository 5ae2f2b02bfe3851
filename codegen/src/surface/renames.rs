//! Which item of one surface is which of another: by name, and where a name is gone, by what stands in its place.
//!
//! An operation is known by its method and path. A type that is gone and one that is new are the same under two names when
//! the same place (an argument, a field, an answer) held the one and holds the other, and both are of one kind. So nothing
//! is guessed from likeness: two types that merely look alike are one gone and one added.

use std::collections::{BTreeMap, HashMap};

use super::{Item, Operation, Path, Shape, Surface, Ty};

/// What a name is a name of. A field and a function may have the same.
pub(super) type Key<'a> = (&'static str, &'a str, &'a str);

/// A surface, to look things up in.
pub(super) struct Index<'a> {
    pub(super) surface: &'a Surface,
    items: HashMap<Key<'a>, &'a Item>,
    types: HashMap<&'a str, &'a Item>,
}

impl<'a> Index<'a> {
    pub(super) fn of(surface: &'a Surface) -> Self {
        let types = surface.items.iter().filter(|item| item.is_type()).map(|item| (item.path.name.as_str(), item));
        Self { surface, items: surface.items.iter().map(|item| (key(item), item)).collect(), types: types.collect() }
    }

    pub(super) fn find(&self, key: &Key<'_>) -> Option<&'a Item> {
        self.items.get(key).copied()
    }

    pub(super) fn ty(&self, name: &str) -> Option<&'a Item> {
        self.types.get(name).copied()
    }

    pub(super) fn op(&self, method: &str) -> Option<&'a Item> {
        self.find(&("operation", "Client", method))
    }

    fn ops(&self) -> impl Iterator<Item = (&'a Item, &'a Operation)> + use<'a> {
        let op = |item: &'a Item| if let Shape::Operation(op) = &item.shape { Some((item, &**op)) } else { None };
        self.surface.items.iter().filter_map(op)
    }

    /// The type without names that are only other names.
    pub(super) fn resolved(&self, ty: &Ty) -> Ty {
        const DEPTH: usize = 32;
        self.behind(ty, DEPTH)
    }

    fn behind(&self, ty: &Ty, depth: usize) -> Ty {
        let alias = |name: &str| match &self.ty(name)?.shape {
            Shape::Alias(of) if depth > 0 => Some(self.behind(of, depth - 1)),
            _ => None,
        };
        ty.replaced(&alias)
    }
}

/// The class that a name is unique in. All types are one: a struct may become an enum.
pub(super) fn class(item: &Item) -> &'static str {
    match &item.shape {
        Shape::Type(_) | Shape::Alias(_) => "type",
        Shape::Operation(_) | Shape::Group(_) => "operation",
        shape => shape.kind().as_str(),
    }
}

/// What an item is called, in its own surface.
pub(super) fn key(item: &Item) -> Key<'_> {
    let of = if item.is_type() { "" } else { item.path.of.as_str() };
    (class(item), of, item.path.name.as_str())
}

/// Names of the base, and what they became.
#[derive(Default)]
pub(super) struct Renames<'a> {
    types: BTreeMap<&'a str, &'a str>,
    /// Methods and accessors of `Client`.
    methods: BTreeMap<&'a str, &'a str>,
    features: BTreeMap<&'a str, &'a str>,
    environments: BTreeMap<&'a str, &'a str>,
}

impl<'a> Renames<'a> {
    pub(super) fn find(base: &Index<'a>, revision: &Index<'a>) -> Self {
        let mut names = Self::default();
        for (old, new) in same_routes(base, revision) {
            names.operation((old, new), base, revision);
        }
        names.environments(base, revision);
        while names.types_in_place(base, revision) {}
        names
    }

    /// The key that `item` of the base has in the revision.
    pub(super) fn key<'k>(&'k self, item: &'k Item) -> Key<'k> {
        let (class, of, name) = key(item);
        let renamed = match class {
            "type" => self.types.get(name),
            "operation" => self.methods.get(name),
            "feature" => self.features.get(name),
            "environment" => self.environments.get(name),
            _ => None,
        };
        (class, self.ty(of), renamed.copied().unwrap_or(name))
    }

    /// What a type is called in the revision.
    pub(super) fn ty<'k>(&'k self, name: &'k str) -> &'k str {
        self.types.get(name).copied().unwrap_or(name)
    }

    /// What a method or accessor of `Client` is called in the revision.
    pub(super) fn method<'k>(&'k self, name: &'k str) -> &'k str {
        self.methods.get(name).copied().unwrap_or(name)
    }

    /// What a feature is called in the revision.
    pub(super) fn feature<'k>(&'k self, name: &'k str) -> &'k str {
        self.features.get(name).copied().unwrap_or(name)
    }

    /// A type of the base in the words of the revision.
    pub(super) fn translated(&self, ty: &Ty) -> Ty {
        ty.replaced(&|name| self.types.get(name).map(|name| Ty { name: (*name).to_owned(), args: Vec::new() }))
    }

    fn operation(&mut self, (old, new): (&'a Item, &'a Item), base: &Index<'a>, revision: &Index<'a>) {
        let (Shape::Operation(before), Shape::Operation(after)) = (&old.shape, &new.shape) else { return };
        if old.path.name != new.path.name {
            self.methods.insert(&old.path.name, &new.path.name);
        }
        for (from, to) in [(&before.marker, &after.marker), (&before.ok, &after.ok), (&before.err, &after.err)] {
            self.propose(from, to, base, revision);
        }
        if let (Some(from), Some(to)) = (&before.group, &after.group)
            && revision.op(from).is_none()
            && base.op(to).is_none()
        {
            self.methods.entry(from).or_insert(to);
        }
        if let ([from], [to]) = (old.gate.as_slice(), new.gate.as_slice())
            && revision.find(&("feature", "", from)).is_none()
            && base.find(&("feature", "", to)).is_none()
        {
            self.features.entry(from).or_insert(to);
        }
    }

    fn environments(&mut self, base: &Index<'a>, revision: &Index<'a>) {
        let all = |index: &Index<'a>| -> Vec<&'a Item> {
            index.surface.items.iter().filter(|item| matches!(item.shape, Shape::Environment(..))).collect()
        };
        let (old, new) = (all(base), all(revision));
        let gone = old.iter().filter(|item| revision.find(&key(item)).is_none());
        for item in gone {
            let same = |other: &&&Item| base.find(&key(other)).is_none() && other.says("url") == item.says("url");
            if let Some(other) = new.iter().find(same) {
                self.environments.insert(&item.path.name, &other.path.name);
            }
        }
    }

    /// Looks once at every place of a type; whether something was found, which may show more.
    fn types_in_place(&mut self, base: &Index<'a>, revision: &Index<'a>) -> bool {
        let mut found = Vec::new();
        for item in &base.surface.items {
            let Some(other) = revision.find(&self.key(item)) else { continue };
            // what is written the same names nothing that is gone
            for (old, new) in places(item).into_iter().zip(places(other)).filter(|(old, new)| old != new) {
                let gone: Vec<&str> =
                    old.names().into_iter().filter(|name| self.is_gone(name, base, revision)).collect();
                let fresh: Vec<&str> =
                    new.names().into_iter().filter(|name| self.is_new(name, base, revision)).collect();
                if let ([from], [to]) = (gone.as_slice(), fresh.as_slice()) {
                    found.push((*from, *to));
                }
            }
        }
        let before = self.types.len();
        for (from, to) in found {
            self.propose(from, to, base, revision);
        }
        self.types.len() > before
    }

    fn is_gone(&self, name: &str, base: &Index<'_>, revision: &Index<'_>) -> bool {
        base.ty(name).is_some() && revision.ty(name).is_none() && !self.types.contains_key(name)
    }

    fn is_new(&self, name: &str, base: &Index<'_>, revision: &Index<'_>) -> bool {
        revision.ty(name).is_some() && base.ty(name).is_none() && !self.types.values().any(|taken| *taken == name)
    }

    fn propose(&mut self, from: &str, to: &str, base: &Index<'a>, revision: &Index<'a>) {
        let (Some(old), Some(new)) = (base.ty(from), revision.ty(to)) else { return };
        let alike = old.shape.kind() == new.shape.kind();
        if alike && self.is_gone(from, base, revision) && self.is_new(to, base, revision) {
            self.types.insert(&old.path.name, &new.path.name);
        }
    }
}

/// Operations with the same method and path, those of the same name first.
fn same_routes<'a>(base: &Index<'a>, revision: &Index<'a>) -> Vec<(&'a Item, &'a Item)> {
    let mut by_route: HashMap<String, Vec<&'a Item>> = HashMap::new();
    for (item, op) in revision.ops() {
        by_route.entry(op.route()).or_default().push(item);
    }
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for (item, op) in base.ops() {
        let Some(there) = by_route.get_mut(&op.route()) else { continue };
        match there.iter().position(|other| other.path.name == item.path.name) {
            Some(at) => pairs.push((item, there.remove(at))),
            None => left.push((item, op.route())),
        }
    }
    for (item, route) in left {
        if let Some(there) = by_route.get_mut(&route).filter(|there| !there.is_empty()) {
            pairs.push((item, there.remove(0)));
        }
    }
    pairs
}

/// The types that an item is declared with, in an order that two items of one kind share.
fn places(item: &Item) -> Vec<&Ty> {
    match &item.shape {
        Shape::Operation(op) => op.args.iter().map(|arg| &arg.ty).collect(),
        Shape::Setter(arg) => vec![&arg.ty],
        Shape::Stream(ty) | Shape::Pages(ty) | Shape::Alias(ty) | Shape::Accessor(ty) | Shape::Field(ty, _) => vec![ty],
        Shape::Variant(ty, _) => ty.iter().collect(),
        _ => Vec::new(),
    }
}

/// The path of an item with the name that it has in the base.
pub(super) fn is_renamed(old: &Path, new: &Path) -> bool {
    old.name != new.name
}
