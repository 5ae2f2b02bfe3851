//! A discriminator on a parent: the schemas that have it in their `allOf` are what its values are (OAS 3.0.4 Discriminator
//! Object, the allOf form; OAS 2.0 Schema Object, `discriminator`).

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::facets::Facets;
use super::schema::component_name;
use super::{At, Modeler, docs};
use crate::ir::{Arm, Guard, NameHint, Tagging, Ty, TypeKind};
use crate::source::Pointer;

impl<'d> Modeler<'d> {
    /// The union of a parent and all that descend from it; `None` where it is no parent.
    pub(super) fn hierarchy(&mut self, at: &At<'d>, facets: &Facets<'d>, hint: &NameHint) -> Option<Ty> {
        let tag = at.schema.schema_data.discriminator.as_ref()?;
        let name = component_name(&at.pointer)?;
        if !facets.one_of.is_empty() || !facets.any_of.is_empty() {
            return None;
        }
        let heirs = self.heirs(&name);
        if heirs.is_empty() {
            return None;
        }
        let id = self.reserve(at, hint);
        let mut arms: Vec<Arm> = Vec::with_capacity(heirs.len() + 1);
        for (heir, schema) in heirs {
            let pointer = component(&heir);
            let ty = self.ty(schema, &pointer, &NameHint::Component(heir.clone()));
            let found = self.doc.schema(schema, &pointer);
            let docs = found.map(|found| docs::of_schema(found.node)).unwrap_or_default();
            arms.push(arm(heir, ty, docs, tag));
        }
        // the parent itself has a place of its own, as the schema is the union
        let own = At { schema: at.schema, pointer: at.pointer.child("discriminator") };
        let base = self.object_of(at, &own, &NameHint::Words(format!("{name} Base")));
        arms.push(arm(name, base, docs::of_schema(at.schema), tag));
        self.each_tag_once(at, &mut arms);
        arms.retain(|arm| !arm.tags.is_empty());
        let tagging = Tagging::Discriminator(tag.property_name.clone());
        self.api.types[id].kind = TypeKind::Union { tagging, arms, accessors: Vec::new() };
        Some(Ty::Named(id))
    }

    /// The components that have `parent` in their `allOf`, and those that have one of these there, in document order.
    fn heirs(&self, parent: &str) -> Vec<(String, &'d ReferenceOr<Schema>)> {
        let doc = self.doc;
        let all = doc.openapi().components.iter().flat_map(|components| &components.schemas);
        let all: Vec<(&String, &'d ReferenceOr<Schema>)> = all.collect();
        let mut known: Vec<&str> = vec![parent];
        loop {
            let is_new = |(name, schema): &&(&String, &ReferenceOr<Schema>)| {
                !known.contains(&name.as_str()) && parents(schema).iter().any(|parent| known.contains(&parent.as_str()))
            };
            let Some((name, _)) = all.iter().find(is_new) else { break };
            known.push(name);
        }
        let heirs = all.into_iter().filter(|(name, _)| *name != parent && known.contains(&name.as_str()));
        heirs.map(|(name, schema)| (name.clone(), schema)).collect()
    }
}

fn component(name: &str) -> Pointer {
    Pointer::root().join(["components", "schemas", name])
}

/// The components that a schema has in its `allOf`.
fn parents(schema: &ReferenceOr<Schema>) -> Vec<String> {
    let ReferenceOr::Item(schema) = schema else { return Vec::new() };
    let name = |part: &ReferenceOr<Schema>| match part {
        ReferenceOr::Reference { reference } => component_name(&Pointer::parse(reference)?),
        ReferenceOr::Item(_) => None,
    };
    Facets::of(schema).all_of.iter().filter_map(name).collect()
}

fn arm(name: String, ty: Ty, docs: crate::ir::Docs, tag: &Discriminator) -> Arm {
    let reference = component(&name).to_string();
    let mapped = tag.mapping.iter().filter(|(_, target)| **target == name || **target == reference);
    let mut tags: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if tags.is_empty() {
        tags.push(name.clone());
    }
    let guard = Guard { kind: Some(crate::ir::JsonKind::Object), keys: Vec::new(), constants: Vec::new() };
    Arm { name, ty, tags, guard, docs }
}
