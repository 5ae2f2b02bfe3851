//! Facts that follow from the whole graph: which types travel in requests and in replies, and which edges need a box.

mod cycles;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::ir::{Access, Api, Arena, Id, Ty, TypeDef, TypeId, TypeKind};

/// What the graph of types tells.
#[derive(Debug, Clone)]
pub struct Facts {
    uses: Vec<Use>,
    knots: Vec<Option<u32>>,
}

/// In which direction a type travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use {
    /// It is part of a request body or a parameter.
    pub request: Travels,
    /// It is part of a reply, or of what the provider sends by itself.
    pub response: Travels,
}

/// Whether a type travels in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Travels {
    /// It does not.
    #[default]
    No,
    /// It does.
    Yes,
}

impl Facts {
    /// In which direction `id` travels.
    pub fn uses(&self, id: TypeId) -> Use {
        self.uses[id.index()]
    }

    /// Whether a value of `to` held by value inside `from` would make the type infinitely large.
    pub fn is_boxed(&self, from: TypeId, to: TypeId) -> bool {
        self.knots[from.index()].is_some() && self.knots[from.index()] == self.knots[to.index()]
    }
}

impl Facts {
    /// How many types the largest knot of types that hold each other has.
    pub fn largest_knot(&self) -> usize {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for knot in self.knots.iter().flatten() {
            *sizes.entry(*knot).or_default() += 1;
        }
        sizes.into_values().max().unwrap_or(0)
    }
}

impl Travels {
    /// Whether it does.
    pub fn yes(self) -> bool {
        self == Self::Yes
    }
}

/// Derives the facts of `api`.
pub fn analyze(api: &Api) -> Facts {
    let mut uses = vec![Use::default(); api.types.len()];
    for (_, op) in api.ops.iter() {
        let sent = op.params.iter().map(|param| &param.ty);
        let forms = op.body.iter().flat_map(|body| &body.forms);
        let sent = sent.chain(forms.filter_map(|form| form.content.ty()));
        for ty in sent {
            spread(&api.types, ty, &mut uses, |used| &mut used.request);
        }
        for reply in &op.replies {
            if let Some(ty) = reply.content.ty() {
                spread(&api.types, ty, &mut uses, |used| &mut used.response);
            }
        }
    }
    for payload in api.webhooks.iter().chain(&api.callbacks).filter_map(|hook| hook.payload.as_ref()) {
        spread(&api.types, payload, &mut uses, |used| &mut used.response);
    }
    Facts { uses, knots: cycles::knots(&api.types) }
}

/// Marks every type that `ty` reaches.
fn spread(types: &Arena<TypeDef>, ty: &Ty, uses: &mut [Use], side: fn(&mut Use) -> &mut Travels) {
    let mut open: Vec<TypeId> = Vec::new();
    named(ty, &mut open);
    while let Some(id) = open.pop() {
        let mark = side(&mut uses[id.index()]);
        if mark.yes() {
            continue;
        }
        *mark = Travels::Yes;
        for part in parts(&types[id].kind) {
            named(part, &mut open);
        }
    }
}

/// The types that a type is made of.
pub(crate) fn parts(kind: &TypeKind) -> Vec<&Ty> {
    match kind {
        TypeKind::Struct { fields, extra } => fields.iter().map(|field| &field.ty).chain(extra).collect(),
        TypeKind::Union { arms, .. } => arms.iter().map(|arm| &arm.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum { .. } => Vec::new(),
    }
}

/// Collects the named types in `ty`.
pub(crate) fn named(ty: &Ty, into: &mut Vec<TypeId>) {
    match ty {
        Ty::Named(id) => into.push(*id),
        Ty::List(of) | Ty::Map(of) | Ty::Nullable(of) => named(of, into),
        Ty::Tuple(tuple) => tuple.all().for_each(|of| named(of, into)),
        _ => {}
    }
}

/// The named type that is held by value in `ty`: lists and maps are pointers already, and tuples hold objects in boxes.
pub(crate) fn held(ty: &Ty) -> Option<Id<TypeDef>> {
    match ty {
        Ty::Named(id) => Some(*id),
        Ty::Nullable(of) => held(of),
        _ => None,
    }
}

/// Whether a member travels in the direction of a reply only.
pub fn only_read(access: Access) -> bool {
    access == Access::ReadOnly
}
