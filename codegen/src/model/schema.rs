//! Schemas to types.

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value as Json;

use super::facets::Facets;
use super::stream::CONTENT_SCHEMA;
use super::{At, Modeler, docs};
use crate::ir::{
    BytesForm, Constant, DecimalForm, EnumRepr, FloatKind, IntKind, NameHint, TimeKind, Tuple, Ty, TypeDef, TypeId,
    TypeKind, Variant,
};
use crate::source::Pointer;

/// The most values of an enum: more take rustc minutes.
const MOST_VALUES: usize = 10_000;

impl<'d> Modeler<'d> {
    /// The type of a schema that may be a reference.
    pub(super) fn ty(&mut self, schema: &'d ReferenceOr<Schema>, at: &Pointer, hint: &NameHint) -> Ty {
        match self.doc.schema(schema, at) {
            Some(found) => self.ty_at(At { schema: found.node, pointer: found.at }, hint),
            None => Ty::Any, // a dangling reference is an error of an earlier stage
        }
    }

    /// The same for members and elements.
    pub(super) fn boxed(&mut self, schema: &'d ReferenceOr<Box<Schema>>, at: &Pointer, hint: &NameHint) -> Ty {
        match self.doc.boxed_schema(schema, at) {
            Some(found) => self.ty_at(At { schema: found.node, pointer: found.at }, hint),
            None => Ty::Any,
        }
    }

    /// The type of a schema, with `null` where the schema admits it.
    pub(super) fn ty_at(&mut self, at: At<'d>, hint: &NameHint) -> Ty {
        let facets = Facets::of(at.schema);
        let hint = self.hint_at(&at, hint);
        let nullable = at.schema.schema_data.nullable || facets.values.iter().any(Json::is_null);
        let bare = match (&hint, self.ids.get(&at.pointer)) {
            (_, Some(&id)) => Ty::Named(id),
            (NameHint::Component(_), None) if component_name(&at.pointer).is_some() => {
                self.component(&at, &facets, &hint)
            }
            (_, None) => self.bare(&at, &facets, &hint),
        };
        match bare {
            Ty::Nullable(_) | Ty::Any => bare,
            bare if nullable => Ty::Nullable(Box::new(bare)),
            bare => bare,
        }
    }

    /// A component is called by its name; others by their title, if they have one, or by their context.
    fn hint_at(&self, at: &At<'d>, hint: &NameHint) -> NameHint {
        if let Some(name) = component_name(&at.pointer) {
            return NameHint::Component(name);
        }
        let title = at.schema.schema_data.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        match title {
            // the parent calls it so already
            Some(title) if matches!(hint, NameHint::Child { role, .. } if role == title) => hint.clone(),
            // a sentence is no name
            Some(title) if title.split_whitespace().count() <= 4 => {
                NameHint::Titled { title: title.to_owned(), context: Box::new(hint.clone()) }
            }
            _ => hint.clone(),
        }
    }

    /// A component that is no type of its own becomes another name of what it is.
    fn component(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        if !self.open.insert(at.pointer.clone()) {
            return Ty::Named(self.reserve(at, hint));
        }
        let ty = self.bare(at, facets, hint);
        self.open.remove(&at.pointer);
        match ty {
            Ty::Named(id) if self.api.types[id].origin == at.pointer => Ty::Named(id),
            // the one part that says something, written in place
            Ty::Named(id) if self.api.types[id].hint == *hint && !self.ids.contains_key(&at.pointer) => {
                self.ids.insert(at.pointer.clone(), id);
                Ty::Named(id)
            }
            Ty::Any => Ty::Any,
            of if self.names_only(&of, &at.pointer) => {
                let message = "a schema is made of nothing but itself";
                self.degraded("recursive-alias", &at.pointer, message, "it becomes any JSON value");
                Ty::Named(self.define(at, hint, TypeKind::Alias(Ty::Any)))
            }
            of => {
                let within = if let Ty::Nullable(within) = &of { within } else { &of };
                if let Ty::Named(id) = *within
                    && self.api.types[id].hint == *hint
                {
                    self.api.types[id].hint = inside(hint, "Value");
                }
                Ty::Named(self.define(at, hint, TypeKind::Alias(of)))
            }
        }
    }

    /// Whether a type leads to the schema at `pointer` through lists, maps and other names alone.
    fn names_only(&self, ty: &Ty, pointer: &Pointer) -> bool {
        match ty {
            Ty::List(of) | Ty::Map(of) | Ty::Nullable(of) => self.names_only(of, pointer),
            Ty::Tuple(tuple) => tuple.all().any(|of| self.names_only(of, pointer)),
            Ty::Named(id) => {
                let def = &self.api.types[*id];
                def.origin == *pointer || matches!(&def.kind, TypeKind::Alias(of) if self.names_only(of, pointer))
            }
            _ => false,
        }
    }

    /// The type without regard to `null`.
    pub(super) fn bare(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        if facets.not.is_some() {
            self.note(
                "constraint-unchecked",
                &at.pointer.child("not"),
                "`not` narrows the values; the client does not check it",
            );
        }
        if let Some(ty) = self.hierarchy(at, facets, hint) {
            return ty;
        }
        if !facets.all_of.is_empty() {
            return self.all_of(at, facets, hint);
        }
        if self.has_members_beside(at, facets) {
            return self.object(at, hint);
        }
        if !facets.one_of.is_empty() || !facets.any_of.is_empty() {
            return self.union(at, facets, hint);
        }
        match facets.ty {
            Some("boolean") => Ty::Bool,
            Some("integer") => self.integer(at, facets, hint),
            Some("number") => number(facets.format.as_deref()),
            Some("string") => self.string(at, facets, hint),
            Some("array") => self.list(at, facets, hint),
            _ if facets.is_object() => self.object(at, hint),
            _ if facets.items.is_some() => self.list(at, facets, hint),
            _ if facets.values.iter().any(Json::is_string) => self.string(at, facets, hint),
            _ => Ty::Any,
        }
    }

    fn integer(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        let values: Vec<i64> = facets.values.iter().filter_map(Json::as_i64).collect();
        if !values.is_empty() {
            let variants = values.into_iter().map(Constant::Int);
            return self.enumeration(at, hint, EnumRepr::Int, variants.collect());
        }
        Ty::Int(int_kind(facets.format.as_deref()))
    }

    fn string(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        if at.schema.schema_data.extensions.contains_key(CONTENT_SCHEMA) {
            let message = "what `contentSchema` says is in a text; the client gives the text as it is sent";
            self.note("content-undecoded", &at.pointer.child(CONTENT_SCHEMA), message);
        }
        let values: Vec<Constant> =
            facets.values.iter().filter_map(Json::as_str).map(|text| Constant::Str(text.to_owned())).collect();
        if !values.is_empty() {
            return self.enumeration(at, hint, EnumRepr::Str, values);
        }
        match facets.format.as_deref() {
            Some("date-time") => Ty::Time(TimeKind::DateTime),
            Some("date") => Ty::Time(TimeKind::Date),
            Some("uuid") => Ty::Uuid,
            Some("byte" | "base64") => Ty::Bytes(BytesForm::Base64),
            Some("base64url") => Ty::Bytes(BytesForm::Base64Url),
            Some("decimal") => Ty::Decimal(DecimalForm::Text),
            Some(format @ ("int64" | "int32" | "uint64" | "uint32")) => Ty::IntText(int_kind(Some(format))),
            _ => Ty::Str,
        }
    }

    fn enumeration(&mut self, at: &At<'d>, hint: &NameHint, repr: EnumRepr, values: Vec<Constant>) -> Ty {
        let values: IndexSet<Constant> = values.into_iter().collect();
        if values.len() > MOST_VALUES {
            let message =
                format!("this enum has {} values, and {MOST_VALUES} are the most that a type has", values.len());
            let plain = match repr {
                EnumRepr::Str => Ty::Str,
                EnumRepr::Int => Ty::Int(IntKind::I64),
            };
            self.degraded("enum-too-wide", &at.pointer, message, "any value of its type is taken");
            return plain;
        }
        let variant = |value: Constant| Variant { value, docs: crate::ir::Docs::default() };
        let variants = values.into_iter().map(variant).collect();
        Ty::Named(self.define(at, hint, TypeKind::Enum { repr, variants }))
    }

    fn list(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        if let Some(prefix) = at.schema.schema_data.extensions.get(PREFIX).and_then(Json::as_array) {
            return self.tuple(at, facets, prefix, hint);
        }
        let Some(items) = facets.items else { return Ty::List(Box::new(Ty::Any)) };
        Ty::List(Box::new(self.boxed(items, &at.pointer.child("items"), &inside(hint, "Item"))))
    }

    /// An array whose first elements have schemas of their own: a list where all of them are the same.
    fn tuple(&mut self, at: &At<'d>, facets: &Facets<'d>, prefix: &[Json], hint: &NameHint) -> Ty {
        let rest = facets.items.and_then(|items| serde_json::to_value(items).ok());
        let is_closed = rest.as_ref().is_some_and(is_nothing);
        let mut all = prefix.iter().chain(rest.as_ref().filter(|_| !is_closed));
        let first = all.next();
        let alike = first.is_some_and(|first| all.all(|other| other == first)) && !is_closed && rest.is_some();
        match facets.items.filter(|_| alike) {
            Some(items) => Ty::List(Box::new(self.boxed(items, &at.pointer.child("items"), &inside(hint, "Item")))),
            None => self.by_place(at, facets, prefix.len(), is_closed, hint),
        }
    }

    fn by_place(&mut self, at: &At<'d>, facets: &Facets<'d>, count: usize, is_closed: bool, hint: &NameHint) -> Ty {
        let place = at.pointer.child(PREFIX);
        let is_full = is_closed || facets.items_most.is_some_and(|most| most <= count);
        if count + usize::from(!is_full) > MOST_SLOTS {
            let message = format!(
                "this array has {count} elements with types by their place, and a tuple has {MOST_SLOTS} with what follows"
            );
            self.degraded("tuple-untyped", &place, message, "each element is any JSON value");
            return Ty::List(Box::new(Ty::Any));
        }
        let items = (0..count).map(|index| {
            let at = place.index(index);
            let role = inside(hint, &format!("Item{index}"));
            self.doc.kept(&at).map_or(Ty::Any, |schema| self.ty(schema, &at, &role))
        });
        let items = items.collect();
        let rest = match facets.items.filter(|_| !is_full) {
            Some(schema) => Some(self.boxed(schema, &at.pointer.child("items"), &inside(hint, "Item"))),
            None => (!is_full).then_some(Ty::Any),
        };
        let required = facets.items_least.unwrap_or_default().min(count);
        Ty::Tuple(Tuple { items, required, rest: rest.map(Box::new) })
    }

    /// Adds a type, or gives the one that this schema became before.
    pub(super) fn define(&mut self, at: &At<'d>, hint: &NameHint, kind: TypeKind) -> TypeId {
        let id = self.reserve(at, hint);
        self.api.types[id].kind = kind;
        id
    }

    /// Adds a type whose content follows, so that it may refer to itself.
    pub(super) fn reserve(&mut self, at: &At<'d>, hint: &NameHint) -> TypeId {
        if let Some(&id) = self.ids.get(&at.pointer) {
            return id;
        }
        let docs = docs::of_schema(at.schema);
        let kind = TypeKind::Alias(Ty::Any);
        let id = self.api.types.push(TypeDef { hint: hint.clone(), kind, docs, origin: at.pointer.clone() });
        self.ids.insert(at.pointer.clone(), id);
        id
    }

    /// Drops the types from the index `len` on, to which nothing refers yet; a schema that is met again is read again.
    pub(super) fn forget(&mut self, len: usize) {
        self.api.types.truncate(len);
        self.ids.retain(|_, id| id.index() < len);
        self.files.retain(|_, id| id.index() < len);
    }
}

/// The most slots of a tuple, with the one of all that follows.
const MOST_SLOTS: usize = 8;

/// Where lowering keeps the schemas of the first elements.
const PREFIX: &str = "x-bursar-prefixItems";

/// Whether a schema has no values, which is what `false` becomes.
fn is_nothing(schema: &Json) -> bool {
    schema.get("not").is_some_and(|not| not.as_object().is_some_and(serde_json::Map::is_empty))
}

/// The name of the component schema at this pointer.
pub(super) fn component_name(pointer: &Pointer) -> Option<String> {
    let rest = pointer.as_str().strip_prefix("/components/schemas/")?;
    if rest.contains('/') { None } else { pointer.last().map(|name| name.into_owned()) }
}

/// The hint of something inside a thing that is no type itself (an element of a list).
pub(super) fn inside(hint: &NameHint, role: &str) -> NameHint {
    match hint {
        NameHint::Component(name) => NameHint::Words(format!("{name} {role}")),
        NameHint::Words(words) => NameHint::Words(format!("{words} {role}")),
        NameHint::OfOp { op, role: outer } => NameHint::OfOp { op: *op, role: format!("{outer} {role}") },
        NameHint::Child { parent, role: outer } => NameHint::Child { parent: *parent, role: format!("{outer} {role}") },
        NameHint::Titled { title, .. } => NameHint::Words(format!("{title} {role}")),
    }
}

fn int_kind(format: Option<&str>) -> IntKind {
    match format {
        Some("int8") => IntKind::I8,
        Some("int16") => IntKind::I16,
        Some("int32") => IntKind::I32,
        Some("uint8") => IntKind::U8,
        Some("uint16") => IntKind::U16,
        Some("uint32") => IntKind::U32,
        Some("uint64") => IntKind::U64,
        _ => IntKind::I64,
    }
}

/// Only `float` and `double` are binary: any other number is exact, since it may be money.
fn number(format: Option<&str>) -> Ty {
    match format {
        Some("float") => Ty::Float(FloatKind::F32),
        Some("double") => Ty::Float(FloatKind::F64),
        Some(int @ ("int32" | "int64")) => Ty::Int(int_kind(Some(int))),
        _ => Ty::Decimal(DecimalForm::Number),
    }
}
