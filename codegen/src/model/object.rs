//! Objects: members from `properties` and every part of `allOf`, as one struct or map.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::facets::Facets;
use super::schema::{component_name, inside};
use super::{At, Modeler, docs};
use crate::ir::{Access, Field, NameHint, Presence, Ty, TypeKind};
use crate::source::Pointer;

/// The most members of a struct: what rustc needs for one grows with their square, and at 2,000 it is minutes and gigabytes.
const MOST_MEMBERS: usize = 1_000;

/// What the parts of an object say together.
#[derive(Default)]
pub(super) struct Parts<'d> {
    pub(super) members: IndexMap<String, (&'d ReferenceOr<Box<Schema>>, Pointer)>,
    pub(super) required: HashSet<&'d str>,
    pub(super) additional: Option<(&'d AdditionalProperties, Pointer)>,
    /// Pointers on the way: a part that contains itself adds nothing.
    seen: HashSet<Pointer>,
    /// Parts that say something else than an object.
    pub(super) foreign: Vec<Pointer>,
    /// Parts with alternatives, whose members are not listed here.
    pub(super) alternatives: Vec<Pointer>,
}

/// Whether a part of an allOf is an object that is written in place: its members are those of the whole.
fn is_own_object(part: &At<'_>) -> bool {
    let data = &part.schema.schema_data;
    Facets::of(part.schema).is_object() && !data.nullable && component_name(&part.pointer).is_none()
}

/// What says the type of a schema whose parts are of one type.
enum Plain<'d> {
    /// The schema itself.
    Own,
    /// One of its parts.
    Part(At<'d>),
    /// Several, which only agree about the type.
    Several(&'d str),
}

/// Whether an alternative only says which members have to be there.
fn says_only_required(part: &Facets<'_>) -> bool {
    part.is_silent()
        || Facets { required: &[], ty: None, ..part.clone() }.is_silent() && part.ty.is_none_or(|ty| ty == "object")
}

impl<'d> Modeler<'d> {
    /// A schema with `allOf`.
    pub(super) fn all_of(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        match self.plain_part(at, facets) {
            Some(Plain::Own) => return self.bare(at, &Facets { all_of: &[], not: None, ..facets.clone() }, hint),
            Some(Plain::Part(part)) => return self.ty_at(part, hint),
            Some(Plain::Several(ty)) => {
                let message = format!("several parts of an allOf say more of a value of type `{ty}`");
                self.degraded("allof-mixed", &at.pointer, message, "it is any value of this type");
                return self.bare(at, &Facets { ty: Some(ty), ..Facets::default() }, hint);
            }
            None => {}
        }
        match self.only_part(at, facets) {
            Some(only) if !is_own_object(&only) => self.ty_at(only, hint),
            _ => self.object(at, hint),
        }
    }

    /// Which part says most, where the schema and all its parts are of one type that has no members: `type: string` beside a
    /// reference to a text (which is how people make one nullable in 3.0). None where there are other types, or alternatives.
    fn plain_part(&self, at: &At<'d>, facets: &Facets<'d>) -> Option<Plain<'d>> {
        let list = at.pointer.child("allOf");
        let parts = facets.all_of.iter().enumerate().map(|(index, part)| {
            let found = self.doc.schema(part, &list.index(index))?;
            Some(At { schema: found.node, pointer: found.at })
        });
        let parts: Vec<At<'d>> = parts.collect::<Option<_>>()?;
        let own = Facets { all_of: &[], ..facets.clone() };
        let read: Vec<Facets<'d>> = parts.iter().map(|part| Facets::of(part.schema)).collect();
        let mut speaking = read.iter().chain([&own]).filter(|said| !said.is_silent());
        let ty = speaking.next()?.ty.filter(|ty| *ty != "object")?;
        let is_plain = |said: &Facets<'_>| said.is_silent() || said.ty == Some(ty) && said.is_one_type();
        if !read.iter().chain([&own]).all(is_plain) {
            return None;
        }
        let mut detailed = parts.iter().zip(&read).filter(|(_, said)| said.has_details());
        match (detailed.next(), detailed.next(), own.has_details()) {
            (None, _, true) => Some(Plain::Own),
            (Some((part, _)), None, false) => Some(Plain::Part(part.clone())),
            (None, None, false) => {
                let first = parts.iter().zip(&read).find(|(_, said)| !said.is_silent());
                Some(first.map_or(Plain::Own, |(part, _)| Plain::Part(part.clone())))
            }
            _ => Some(Plain::Several(ty)),
        }
    }

    /// The one part that says what the values are, where all others only add words (a `$ref` with a description).
    pub(super) fn only_part(&self, at: &At<'d>, facets: &Facets<'d>) -> Option<At<'d>> {
        let own = Facets { all_of: &[], ..facets.clone() };
        if !own.is_silent() || !own.required.is_empty() {
            return None;
        }
        let list = at.pointer.child("allOf");
        let mut speaking = facets.all_of.iter().enumerate().filter_map(|(index, part)| {
            let found = self.doc.schema(part, &list.index(index))?;
            let part = Facets::of(found.node);
            (!part.is_silent() || !part.required.is_empty()).then_some(At { schema: found.node, pointer: found.at })
        });
        let first = speaking.next()?;
        // a part that is this schema again would never end
        (speaking.next().is_none() && first.pointer != at.pointer).then_some(first)
    }

    /// An object: a struct when members are known, else a map.
    pub(super) fn object(&mut self, at: &At<'d>, hint: &NameHint) -> Ty {
        self.object_of(at, at, hint)
    }

    /// The same, as a type that stands at `own`.
    pub(super) fn object_of(&mut self, at: &At<'d>, own: &At<'d>, hint: &NameHint) -> Ty {
        let mut parts = Parts::default();
        self.collect(at, &mut parts);
        if !parts.foreign.is_empty() && parts.members.is_empty() && parts.additional.is_none() {
            let message = "the parts of an allOf, which are no objects, are of several types or forms";
            self.degraded("allof-mixed", &at.pointer, message, "it becomes any JSON value");
            return Ty::Any;
        }
        for pointer in std::mem::take(&mut parts.foreign) {
            self.degraded(
                "allof-mixed",
                &pointer,
                "a part of an allOf is no object, and other parts are",
                "the part is left out of the type",
            );
        }
        for pointer in &parts.alternatives {
            self.degraded(
                "allof-alternatives",
                pointer,
                "alternatives stand beside members that all of them have",
                "what the alternatives have of their own is kept as any JSON values",
            );
        }
        let closed = matches!(parts.additional, Some((AdditionalProperties::Any(false), _)));
        if parts.members.is_empty() && !closed {
            return Ty::Map(Box::new(self.rest(&parts, hint).unwrap_or(Ty::Any)));
        }
        if parts.members.len() > MOST_MEMBERS {
            let message = format!(
                "this object has {} members, and {MOST_MEMBERS} are the most that a struct has",
                parts.members.len()
            );
            self.degraded("object-too-wide", &at.pointer, message, "it is kept as a map of any JSON values");
            return Ty::Map(Box::new(Ty::Any));
        }
        let id = self.reserve(own, hint);
        let mut fields = Vec::with_capacity(parts.members.len());
        for (wire, (schema, pointer)) in &parts.members {
            fields.push(self.field(
                wire,
                schema,
                pointer,
                &parts.required,
                &NameHint::Child { parent: id, role: wire.clone() },
            ));
        }
        fields.extend(self.undefined(at, &parts));
        let extra = self.rest(&parts, &NameHint::Child { parent: id, role: "Extra".to_owned() });
        self.api.types[id].kind = TypeKind::Struct { fields, extra };
        Ty::Named(id)
    }

    /// Members that `required` names and nothing defines: they can have any value. It is mostly a slip, so an answer without
    /// one is read all the same.
    fn undefined(&mut self, at: &At<'d>, parts: &Parts<'d>) -> Vec<Field> {
        let mut names: Vec<&str> =
            parts.required.iter().copied().filter(|name| !parts.members.contains_key(*name)).collect();
        names.sort_unstable();
        let origin = at.pointer.child("required");
        let one = |name: &str| {
            let message =
                format!("`{name}` is required and nowhere defined; it is read as an optional member of any value");
            self.note("required-undefined", &origin, message);
            let (presence, access) = (Presence::Optional, Access::ReadWrite);
            Field {
                wire: name.to_owned(),
                ty: Ty::Any,
                presence,
                access,
                docs: Default::default(),
                origin: origin.clone(),
            }
        };
        names.into_iter().map(one).collect()
    }

    /// The type of members that are not listed, where the document speaks of them.
    pub(super) fn rest(&mut self, parts: &Parts<'d>, hint: &NameHint) -> Option<Ty> {
        match &parts.additional {
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                Some(self.ty(schema, pointer, &inside(hint, "Value")))
            }
            Some((AdditionalProperties::Any(true), _)) => Some(Ty::Any),
            _ if !parts.alternatives.is_empty() => Some(Ty::Any),
            Some((AdditionalProperties::Any(false), _)) | None => None,
        }
    }

    pub(super) fn collect(&self, at: &At<'d>, parts: &mut Parts<'d>) {
        if !parts.seen.insert(at.pointer.clone()) {
            return;
        }
        let facets = Facets::of(at.schema);
        let list = at.pointer.child("allOf");
        for (index, part) in facets.all_of.iter().enumerate() {
            if let Some(found) = self.doc.schema(part, &list.index(index)) {
                self.collect(&At { schema: found.node, pointer: found.at }, parts);
            }
        }
        let members = at.pointer.child("properties");
        for (wire, schema) in facets.properties.into_iter().flatten() {
            parts.members.insert(wire.clone(), (schema, members.child(wire)));
        }
        parts.required.extend(facets.required.iter().map(String::as_str));
        if let Some(additional) = facets.additional {
            // a part that says nothing is open; one that says `false` speaks of its own members only
            let closed = matches!(additional, AdditionalProperties::Any(false));
            if !closed || parts.additional.is_none() {
                parts.additional = Some((additional, at.pointer.child("additionalProperties")));
            }
        }
        if self.alternatives(at, &facets).iter().any(|(_, part)| !says_only_required(part)) {
            parts.alternatives.push(at.pointer.clone());
        }
        if facets.ty.is_some_and(|ty| ty != "object") {
            parts.foreign.push(at.pointer.clone());
        }
    }

    /// The alternatives of a schema, references followed.
    fn alternatives(&self, at: &At<'d>, facets: &Facets<'d>) -> Vec<(At<'d>, Facets<'d>)> {
        let (key, members) = if facets.one_of.is_empty() { ("anyOf", facets.any_of) } else { ("oneOf", facets.one_of) };
        let list = at.pointer.child(key);
        let found =
            members.iter().enumerate().filter_map(|(index, member)| self.doc.schema(member, &list.index(index)));
        found.map(|found| (At { schema: found.node, pointer: found.at }, Facets::of(found.node))).collect()
    }

    /// Whether a schema with alternatives has members of its own that these do not repeat: then it is an object.
    pub(super) fn has_members_beside(&self, at: &At<'d>, facets: &Facets<'d>) -> bool {
        let Some(own) = facets.properties else { return false };
        let alternatives = self.alternatives(at, facets);
        if alternatives.is_empty() {
            return false;
        }
        let repeats = |(at, part): &(At<'d>, Facets<'d>)| {
            let mut parts = Parts::default();
            self.collect(at, &mut parts);
            !says_only_required(part) && own.keys().all(|name| parts.members.contains_key(name))
        };
        !alternatives.iter().all(repeats)
    }

    pub(super) fn field(
        &mut self,
        wire: &str,
        schema: &'d ReferenceOr<Box<Schema>>,
        pointer: &Pointer,
        required: &HashSet<&str>,
        hint: &NameHint,
    ) -> Field {
        let ty = self.boxed(schema, pointer, hint);
        self.field_of(wire, schema, pointer, required, ty)
    }

    /// A field whose type is known already.
    pub(super) fn field_of(
        &self,
        wire: &str,
        schema: &'d ReferenceOr<Box<Schema>>,
        pointer: &Pointer,
        required: &HashSet<&str>,
        ty: Ty,
    ) -> Field {
        let found = self.doc.boxed_schema(schema, pointer);
        let data = found.as_ref().map(|found| &found.node.schema_data);
        let access = match data {
            Some(data) if data.read_only => Access::ReadOnly,
            Some(data) if data.write_only => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        let presence = if required.contains(wire) { Presence::Required } else { Presence::Optional };
        let mut docs = found.map(|found| docs::of_schema(found.node)).unwrap_or_default();
        if access == Access::WriteOnly {
            docs.facts.push("Sent only: no answer has it.".to_owned());
        }
        Field { wire: wire.to_owned(), ty, presence, access, docs, origin: pointer.clone() }
    }
}
