//! Bodies with files: an object with binary members is a struct of its own, since files have no form in JSON.
//!
//! The same schema can be JSON elsewhere, where such a member is text; so these structs are kept apart from other types.
//! Where nothing else is made of a component, the struct has its name.

use openapiv3::{AdditionalProperties, Encoding, MediaType, ReferenceOr, Schema};

use super::body::{is_json, is_text};
use super::facets::Facets;
use super::object::Parts;
use super::schema::component_name;
use super::{At, Modeler, docs};
use crate::ir::{NameHint, Ty, TypeDef, TypeId, TypeKind};
use crate::source::Pointer;

/// What a member holds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    None,
    One,
    Many,
}

impl Holds {
    /// The type of a member that holds files.
    fn ty(self) -> Option<Ty> {
        match self {
            Self::None => None,
            Self::One => Some(Ty::File),
            Self::Many => Some(Ty::List(Box::new(Ty::File))),
        }
    }
}

impl<'d> Modeler<'d> {
    /// The struct of a body with files; `None` when it has none. `Err`: why it cannot be written.
    pub(super) fn files_type(
        &mut self,
        node: &'d MediaType,
        at: &Pointer,
        hint: &NameHint,
    ) -> Result<Option<Ty>, String> {
        let at = at.child("schema");
        let Some(found) = node.schema.as_ref().and_then(|schema| self.doc.schema(schema, &at)) else { return Ok(None) };
        let object = self.alone(At { schema: found.node, pointer: found.at });
        let facets = Facets::of(object.schema);
        if !facets.one_of.is_empty() || !facets.any_of.is_empty() {
            let arms = facets.one_of.iter().chain(facets.any_of);
            let mut arms = arms.filter_map(|arm| self.doc.schema(arm, &object.pointer));
            let with_files =
                arms.any(|arm| self.has_files(&self.parts(&At { schema: arm.node, pointer: arm.at }), node));
            let why = "whose schema is a choice of objects with files, which cannot be written";
            return if with_files { Err(why.to_owned()) } else { Ok(None) };
        }
        let parts = self.parts(&object);
        if !self.has_files(&parts, node) {
            return Ok(None);
        }
        if let Some(&id) = self.files.get(&object.pointer) {
            return Ok(Some(Ty::Named(id)));
        }
        Ok(Some(Ty::Named(self.files_struct(&object, &parts, node, &at, hint))))
    }

    /// The schema itself, behind compositions that only add words.
    fn alone(&self, at: At<'d>) -> At<'d> {
        let facets = Facets::of(at.schema);
        match self.only_part(&at, &facets).filter(|_| !facets.all_of.is_empty()) {
            Some(part) => self.alone(part),
            None => at,
        }
    }

    fn parts(&self, at: &At<'d>) -> Parts<'d> {
        let mut parts = Parts::default();
        self.collect(at, &mut parts);
        parts
    }

    fn has_files(&self, parts: &Parts<'d>, node: &MediaType) -> bool {
        let holds = |(name, (schema, at)): (&String, &(&'d ReferenceOr<Box<Schema>>, Pointer))| {
            self.holds(schema, at, node.encoding.get(name)) != Holds::None
        };
        parts.members.iter().any(holds) || self.extra_holds(parts) != Holds::None
    }

    fn files_struct(
        &mut self,
        object: &At<'d>,
        parts: &Parts<'d>,
        node: &'d MediaType,
        place: &Pointer,
        hint: &NameHint,
    ) -> TypeId {
        // another type of the same schema may follow; see `name_files`
        let (hint, origin) = match component_name(&object.pointer) {
            Some(name) => (NameHint::Words(format!("{name} Form")), place.clone()),
            None => (hint.clone(), object.pointer.clone()),
        };
        let kind = TypeKind::Alias(Ty::Any);
        let id = self.api.types.push(TypeDef { hint, kind, docs: docs::of_schema(object.schema), origin });
        self.files.insert(object.pointer.clone(), id);
        let mut fields = Vec::with_capacity(parts.members.len());
        for (wire, (schema, at)) in &parts.members {
            let holds = self.holds(schema, at, node.encoding.get(wire));
            // what has no value has no part either, so a file is never null
            fields.push(match holds.ty() {
                Some(ty) => self.field_of(wire, schema, at, &parts.required, ty),
                None => {
                    let hint = NameHint::Child { parent: id, role: wire.clone() };
                    self.field(wire, schema, at, &parts.required, &hint)
                }
            });
        }
        let files = self.extra_holds(parts).ty();
        let extra = files.or_else(|| self.rest(parts, &NameHint::Child { parent: id, role: "Extra".to_owned() }));
        self.api.types[id].kind = TypeKind::Struct { fields, extra };
        id
    }

    fn extra_holds(&self, parts: &Parts<'d>) -> Holds {
        match &parts.additional {
            Some((AdditionalProperties::Schema(schema), at)) => match self.doc.schema(schema, at) {
                // members of any kind are values
                Some(found) if Facets::of(found.node).is_silent() => Holds::None,
                Some(found) => self.holds_at(At { schema: found.node, pointer: found.at }, None),
                None => Holds::None,
            },
            _ => Holds::None,
        }
    }

    fn holds(&self, schema: &'d ReferenceOr<Box<Schema>>, at: &Pointer, encoding: Option<&Encoding>) -> Holds {
        let found = self.doc.boxed_schema(schema, at);
        found.map_or(Holds::None, |found| self.holds_at(At { schema: found.node, pointer: found.at }, encoding))
    }

    fn holds_at(&self, at: At<'d>, encoding: Option<&Encoding>) -> Holds {
        let at = self.alone(at);
        let facets = Facets::of(at.schema);
        if self.is_file(&facets, encoding) {
            return Holds::One;
        }
        if let (Some("array"), Some(items)) = (facets.ty, facets.items) {
            let holds = self.holds(items, &at.pointer.child("items"), encoding);
            return if holds == Holds::One { Holds::Many } else { Holds::None };
        }
        // one file or a list of them
        let mut arms = facets.one_of.iter().chain(facets.any_of).peekable();
        let is_file = |arm: &'d ReferenceOr<Schema>| {
            let found = self.doc.schema(arm, &at.pointer);
            found.is_some_and(|found| {
                !Facets::of(found.node).is_silent()
                    && self.holds_at(At { schema: found.node, pointer: found.at }, encoding) != Holds::None
            })
        };
        if arms.peek().is_some() && arms.all(is_file) { Holds::Many } else { Holds::None }
    }

    /// Binary text, or text whose parts have a media type that no text has. A schema that says nothing is octets, too (OAS
    /// 3.1.1, Encoding Object, defaults by type), unless its parts are said to be text or JSON.
    fn is_file(&self, facets: &Facets<'_>, encoding: Option<&Encoding>) -> bool {
        let listed = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let mut types = listed.into_iter().flat_map(|listed| listed.split(','));
        match (facets.ty, facets.format.as_deref()) {
            (Some("string"), Some("binary")) => true,
            (Some("string"), None) => listed.is_some() && facets.values.is_empty() && types.all(is_never_text),
            (None, None) => {
                facets.is_silent() && facets.not.is_none() && types.all(|media| !is_json(media) && !is_text(media))
            }
            _ => false,
        }
    }

    /// A component of which nothing but a struct with files is made gives that its name.
    pub(super) fn name_files(&mut self) {
        for (pointer, &id) in &self.files {
            if let (Some(name), false) = (component_name(pointer), self.ids.contains_key(pointer)) {
                self.api.types[id].hint = NameHint::Component(name);
                self.api.types[id].origin = pointer.clone();
            }
        }
    }
}

fn is_never_text(media: &str) -> bool {
    let media = media.trim().to_ascii_lowercase();
    let is_svg = media.contains("xml");
    media == "application/octet-stream"
        || ["image/", "audio/", "video/"].iter().any(|kind| media.starts_with(kind)) && !is_svg
}
