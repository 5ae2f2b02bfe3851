//! Alternatives: `oneOf` and `anyOf`, told apart by discriminator, JSON type, required members or constants.

use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value as Json;

use super::facets::Facets;
use super::schema::component_name;
use super::{At, Modeler, docs};
use crate::ir::{
    AccessStep, Accessor, Arm, EnumRepr, Guard, JsonKind, NameHint, Presence, Tagging, Ty, TypeId, TypeKind,
};
use crate::source::Pointer;

/// Extension that names short cuts into a union: name -> JSON Pointers into the value.
const ACCESSORS: &str = "x-bursar-accessors";
/// Where lowering keeps what values of the discriminator mean that nothing maps (OAS 3.2.0 Discriminator Object).
const DEFAULT: &str = "x-bursar-defaultMapping";

impl<'d> Modeler<'d> {
    pub(super) fn union(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Ty {
        let (key, members) = if facets.one_of.is_empty() { ("anyOf", facets.any_of) } else { ("oneOf", facets.one_of) };
        let list = at.pointer.child(key);
        if let [only] = members {
            return self.ty(only, &list.index(0), hint);
        }
        let id = self.reserve(at, hint);
        let mut arms: Vec<Arm> = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            let mut arm = self.arm(id, member, &list.index(index));
            if arms.iter().any(|earlier| earlier.name == arm.name) {
                arm.name = format!("{} {index}", arm.name);
            }
            arms.push(arm);
        }
        if let Some(tag) = &at.schema.schema_data.discriminator {
            self.undefined_tag(at, tag, &arms);
            return self.tagged(id, at, tag, arms, members);
        }
        if arms.iter().all(|arm| matches!(self.behind(&arm.ty), Ty::Str) || self.is_text_enum(&arm.ty)) {
            return self.collapse(id, Ty::Str);
        }
        match self.indistinct(&arms) {
            None => {
                let accessors = self.accessors(at, &arms);
                let overlaps = key == "anyOf" && self.overlap(&arms);
                let tagging = if overlaps { Tagging::AnyOf } else { Tagging::Guards };
                self.api.types[id].kind = TypeKind::Union { tagging, arms, accessors };
            }
            Some((one, other)) => {
                let message = format!("the alternatives `{one}` and `{other}` cannot be told apart");
                self.degraded("union-indistinct", &at.pointer, message, "the value is kept as any JSON value");
                return self.collapse(id, Ty::Any);
            }
        }
        Ty::Named(id)
    }

    /// Reports a discriminator that none of the alternatives has as a member.
    fn undefined_tag(&mut self, at: &At<'d>, tag: &Discriminator, arms: &[Arm]) {
        let name = tag.property_name.as_str();
        let may_have = |arm: &Arm| match self.behind(&arm.ty) {
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Struct { fields, extra } => extra.is_some() || fields.iter().any(|field| field.wire == name),
                // these have members of their own, or are not known yet
                TypeKind::Union { .. } | TypeKind::Alias(_) => true,
                TypeKind::Enum { .. } => false,
            },
            Ty::Map(_) | Ty::Any => true,
            _ => false,
        };
        // a struct that is still being read has no members so far
        let open = |arm: &Arm| matches!(self.behind(&arm.ty), Ty::Named(id) if matches!(&self.api.types[*id].kind, TypeKind::Struct { fields, .. } if fields.is_empty()));
        if arms.is_empty() || arms.iter().any(|arm| may_have(arm) || open(arm)) {
            return;
        }
        let message = format!("the discriminator `{name}` is a member of none of the alternatives");
        let effect = "a value without it is kept as any JSON value";
        self.degraded("discriminator-undefined", &at.pointer.child("discriminator"), message, effect);
    }

    /// The union becomes a plain type; what was made for its alternatives alone is gone.
    fn collapse(&mut self, id: TypeId, plain: Ty) -> Ty {
        self.forget(id.index() + 1);
        self.api.types[id].kind = TypeKind::Alias(plain);
        Ty::Named(id)
    }

    fn arm(&mut self, parent: TypeId, member: &'d ReferenceOr<Schema>, at: &Pointer) -> Arm {
        let found = self.doc.schema(member, at);
        let title = found.as_ref().and_then(|found| found.node.schema_data.title.clone());
        let component = found.as_ref().and_then(|found| component_name(&found.at));
        let number = at.last().map(|index| index.into_owned()).unwrap_or_default();
        let role = component.clone().or(title).unwrap_or_else(|| format!("Variant{number}"));
        let ty = self.ty(member, at, &NameHint::Child { parent, role: role.clone() });
        let name =
            if component.is_some() || role != format!("Variant{number}") { role } else { self.arm_words(&ty, role) };
        let docs = found.map(|found| docs::of_schema(found.node)).unwrap_or_default();
        let guard = self.guard(&ty);
        Arm { name, tags: Vec::new(), guard, docs, ty }
    }

    /// An alternative without a name of its own is called by its JSON type.
    fn arm_words(&self, ty: &Ty, role: String) -> String {
        match self.behind(ty) {
            Ty::Bool => "Bool".to_owned(),
            Ty::Int(_) => "Integer".to_owned(),
            Ty::Float(_) | Ty::Decimal(crate::ir::DecimalForm::Number) => "Number".to_owned(),
            Ty::Str => "Text".to_owned(),
            Ty::List(_) | Ty::Tuple(_) => "List".to_owned(),
            Ty::Map(_) => "Map".to_owned(),
            _ => role,
        }
    }

    fn tagged(
        &mut self,
        id: TypeId,
        at: &At<'d>,
        tag: &Discriminator,
        mut arms: Vec<Arm>,
        members: &'d [ReferenceOr<Schema>],
    ) -> Ty {
        let list = at.pointer.child("oneOf");
        for (index, (arm, member)) in arms.iter_mut().zip(members).enumerate() {
            let name = self.doc.schema(member, &list.index(index)).and_then(|found| component_name(&found.at));
            let Some(name) = name else { continue };
            let reference = Pointer::root().join(["components", "schemas", &name]).to_string();
            let mapped = tag.mapping.iter().filter(|(_, target)| **target == name || **target == reference);
            arm.tags = mapped.map(|(value, _)| value.clone()).collect();
            if arm.tags.is_empty() {
                arm.tags.push(name);
            }
        }
        self.each_tag_once(at, &mut arms);
        for value in tag.mapping.keys().filter(|value| arms.iter().all(|arm| !arm.tags.contains(value))) {
            let message = format!("`{value}` is mapped to none of the alternatives; it is kept as any JSON value");
            self.note("union-mapping-unused", &at.pointer.join(["discriminator", "mapping", value]), message);
        }
        if let Some(index) = arms.iter().position(|arm| arm.tags.is_empty()) {
            let place = self.doc.schema(&members[index], &list.index(index));
            let why = match place.and_then(|found| component_name(&found.at)) {
                Some(_) => "has no value of the discriminator to itself",
                None => "is written in place, so the discriminator cannot name it",
            };
            let message = format!("the alternative `{}` {why}", arms[index].name);
            self.degraded("union-untagged", &at.pointer, message, "the value is kept as any JSON value");
            return self.collapse(id, Ty::Any);
        }
        let accessors = self.accessors(at, &arms);
        let tagging = match self.default_arm(at, tag, &list, members) {
            Some(index) => Tagging::DiscriminatorOr(tag.property_name.clone(), index),
            None => Tagging::Discriminator(tag.property_name.clone()),
        };
        self.api.types[id].kind = TypeKind::Union { tagging, arms, accessors };
        Ty::Named(id)
    }

    /// The alternative that `defaultMapping` names, by its component's name or by a reference to it.
    fn default_arm(
        &mut self,
        at: &At<'d>,
        tag: &Discriminator,
        list: &Pointer,
        members: &'d [ReferenceOr<Schema>],
    ) -> Option<usize> {
        let target = tag.extensions.get(DEFAULT)?.as_str()?;
        let is_it = |(index, member): (usize, &'d ReferenceOr<Schema>)| {
            let name = component_name(&self.doc.schema(member, &list.index(index))?.at)?;
            let reference = Pointer::root().join(["components", "schemas", &name]).to_string();
            (target == name || target == reference).then_some(index)
        };
        let found = members.iter().enumerate().find_map(is_it);
        if found.is_none() {
            let message = format!("`{target}` is none of the alternatives; other values are kept as any JSON value");
            self.note("union-mapping-unused", &at.pointer.join(["discriminator", DEFAULT]), message);
        }
        found
    }

    /// A value that two alternatives claim chooses the first: by its own name, or because the mapping says so twice.
    pub(super) fn each_tag_once(&mut self, at: &At<'d>, arms: &mut [Arm]) {
        for index in 1..arms.len() {
            let (earlier, rest) = arms.split_at_mut(index);
            let claimed = |value: &String| earlier.iter().find(|arm| arm.tags.contains(value));
            for value in rest[0].tags.clone().iter().filter(|value| claimed(value).is_some()) {
                let first = claimed(value).map(|arm| arm.name.clone()).unwrap_or_default();
                let message =
                    format!("`{value}` stands for `{first}` and for `{}`; it chooses `{first}`", rest[0].name);
                self.note("union-tag-twice", &at.pointer, message);
                rest[0].tags.retain(|tag| tag != value);
            }
        }
    }

    /// What every value of the type has.
    fn guard(&self, ty: &Ty) -> Guard {
        let kind = self.json_kind(ty);
        let mut guard = Guard { kind, keys: Vec::new(), constants: Vec::new() };
        if let Ty::Named(id) = self.behind(ty)
            && let TypeKind::Struct { fields, .. } = &self.api.types[*id].kind
        {
            for field in fields.iter().filter(|field| field.presence == Presence::Required) {
                match self.constant(&field.ty) {
                    Some(value) => guard.constants.push((field.wire.clone(), value)),
                    None => guard.keys.push(field.wire.clone()),
                }
            }
        }
        guard
    }

    fn constant(&self, ty: &Ty) -> Option<String> {
        let Ty::Named(id) = self.behind(ty) else { return None };
        match &self.api.types[*id].kind {
            TypeKind::Enum { repr: EnumRepr::Str, variants } if variants.len() == 1 => {
                variants[0].value.as_str().map(str::to_owned)
            }
            _ => None,
        }
    }

    fn json_kind(&self, ty: &Ty) -> Option<JsonKind> {
        Some(match self.behind(ty) {
            Ty::Bool => JsonKind::Boolean,
            Ty::Int(_) => JsonKind::Integer,
            Ty::Float(_) | Ty::Decimal(crate::ir::DecimalForm::Number) => JsonKind::Number,
            Ty::Str | Ty::IntText(_) | Ty::Decimal(_) | Ty::Bytes(_) | Ty::Time(_) | Ty::Uuid => JsonKind::String,
            Ty::List(_) | Ty::Tuple(_) => JsonKind::Array,
            Ty::Map(_) => JsonKind::Object,
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Struct { .. } => JsonKind::Object,
                TypeKind::Enum { repr: EnumRepr::Str, .. } => JsonKind::String,
                TypeKind::Enum { repr: EnumRepr::Int, .. } => JsonKind::Integer,
                TypeKind::Union { .. } | TypeKind::Alias(_) => return None,
            },
            Ty::Any | Ty::File | Ty::Nullable(_) => return None,
        })
    }

    /// The first pair of arms of which the earlier one could take a value of the later one.
    fn indistinct<'a>(&self, arms: &'a [Arm]) -> Option<(&'a str, &'a str)> {
        for (index, later) in arms.iter().enumerate() {
            for earlier in &arms[..index] {
                if !self.apart(earlier, later) {
                    return Some((&earlier.name, &later.name));
                }
            }
        }
        None
    }

    /// Whether the guard of `earlier` refuses every value of `later`.
    fn apart(&self, earlier: &Arm, later: &Arm) -> bool {
        let (Some(one), Some(other)) = (earlier.guard.kind, later.guard.kind) else { return false };
        if one != other {
            // every integer is a number, so an integer has to be asked for first
            return !(one == JsonKind::Number && other == JsonKind::Integer);
        }
        if one != JsonKind::Object {
            return false;
        }
        let constants = earlier.guard.constants.iter().any(|(key, value)| {
            later.guard.constants.iter().any(|(other_key, other)| key == other_key && value != other)
        });
        let Ty::Named(id) = self.behind(&later.ty) else { return constants };
        let TypeKind::Struct { fields, extra } = &self.api.types[*id].kind else { return constants };
        let asked = earlier.guard.keys.iter().chain(earlier.guard.constants.iter().map(|(key, _)| key));
        let missing = extra.is_none() && asked.into_iter().any(|key| fields.iter().all(|field| field.wire != *key));
        constants || missing
    }

    /// Whether a value can be several of the arms at once, and the first of them would not keep all of it.
    fn overlap(&self, arms: &[Arm]) -> bool {
        let members = |arm: &Arm| match self.behind(&arm.ty) {
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Struct { fields, extra: None } => {
                    Some(fields.iter().map(|field| field.wire.clone()).collect::<Vec<_>>())
                }
                _ => None,
            },
            _ => None,
        };
        let exclusive = |one: &Guard, other: &Guard| {
            let differs = |(key, value): &(String, String)| {
                other.constants.iter().any(|(other_key, other)| key == other_key && value != other)
            };
            one.kind != other.kind || one.constants.iter().any(differs)
        };
        let loses = |first: &Arm, later: &Arm| {
            // who keeps members that it does not list loses none
            let Some(kept) = members(first) else { return false };
            members(later).is_none_or(|all| all.iter().any(|member| !kept.contains(member)))
        };
        let mut pairs =
            arms.iter().enumerate().flat_map(|(n, first)| arms[n + 1..].iter().map(move |later| (first, later)));
        pairs.any(|(first, later)| !exclusive(&first.guard, &later.guard) && loses(first, later))
    }

    fn is_text_enum(&self, ty: &Ty) -> bool {
        matches!(self.behind(ty), Ty::Named(id) if matches!(self.api.types[*id].kind, TypeKind::Enum { repr: EnumRepr::Str, .. }))
    }

    /// The type behind names that are only other names.
    pub(super) fn behind<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        match ty {
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Alias(of) if !matches!(of, Ty::Any) => self.behind(of),
                _ => ty,
            },
            _ => ty,
        }
    }

    fn accessors(&mut self, at: &At<'d>, arms: &[Arm]) -> Vec<Accessor> {
        let Some(stated) = at.schema.schema_data.extensions.get(ACCESSORS) else { return Vec::new() };
        let place = at.pointer.child(ACCESSORS);
        let Some(stated) = stated.as_object() else {
            self.error(
                "accessor",
                &place,
                format!("`{ACCESSORS}` has to be an object of lists of JSON Pointers"),
                "name -> [pointer]",
            );
            return Vec::new();
        };
        stated.iter().filter_map(|(name, pointers)| self.accessor(&place.child(name), name, pointers, arms)).collect()
    }

    fn accessor(&mut self, place: &Pointer, name: &str, pointers: &Json, arms: &[Arm]) -> Option<Accessor> {
        let stated = pointers.as_array().map(Vec::as_slice).unwrap_or_default();
        let pointers: Vec<Pointer> = stated.iter().filter_map(Json::as_str).filter_map(Pointer::parse).collect();
        let mut paths = Vec::new();
        let mut found: Option<Ty> = None;
        for pointer in &pointers {
            for (index, arm) in arms.iter().enumerate() {
                let Some((steps, ty)) = self.follow(&arm.ty, pointer) else { continue };
                if found.as_ref().is_some_and(|first| *first != ty) || paths.iter().any(|(known, _)| *known == index) {
                    self.error(
                        "accessor",
                        place,
                        "its pointers lead to values of different types, or twice into one form",
                        "name one value of one type in each form",
                    );
                    return None;
                }
                found = Some(ty);
                paths.push((index, steps));
            }
        }
        if found.is_none() || paths.len() < stated.len() {
            self.error(
                "accessor",
                place,
                "a pointer of it leads nowhere in any form",
                "point at a member or an element of the forms",
            );
            return None;
        }
        found.map(|ty| Accessor { name: name.to_owned(), ty, paths })
    }

    fn follow(&self, ty: &Ty, pointer: &Pointer) -> Option<(Vec<AccessStep>, Ty)> {
        let mut ty = self.behind(ty).clone();
        let mut steps = Vec::new();
        for key in pointer.keys() {
            let (step, next) = match &ty {
                Ty::List(of) => (AccessStep::Element(key.parse().ok()?), self.behind(of).clone()),
                Ty::Named(id) => {
                    let TypeKind::Struct { fields, .. } = &self.api.types[*id].kind else { return None };
                    let index = fields.iter().position(|field| field.wire == key)?;
                    (AccessStep::Member(*id, index), self.behind(&fields[index].ty).clone())
                }
                _ => return None,
            };
            steps.push(step);
            ty = if let Ty::Nullable(of) = next { *of } else { next };
        }
        Some((steps, ty))
    }
}
