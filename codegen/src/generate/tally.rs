//! Counting what a document has, apart from the stages that read it.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Diags, Place, Severity, Spot};
use crate::ir::{Api, BodyContent, Content, Ty, TypeKind};
use crate::source::{Object, Pointer, Value};

/// The keys of a path item that are operations, in any version.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// References that are followed to one place; those that lead back to themselves were taken out before.
const MOST_HOPS: usize = 128;

/// The version that a document says it is written in.
pub(super) fn version(root: &Value) -> String {
    let said = |key: &str| match root.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        _ => None,
    };
    said("openapi").or_else(|| said("swagger")).unwrap_or_default()
}

/// How many operations the paths of a document have.
pub(super) fn operations(root: &Value) -> usize {
    let paths = root.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")).map(|(_, item)| of_item(root, item)).sum()
}

fn of_item(root: &Value, item: &Value) -> usize {
    let mut at = item;
    let mut seen = HashSet::new();
    while let Some(text) = at.get("$ref").and_then(Value::as_str) {
        let target = Pointer::parse(text).filter(|_| seen.insert(text)).and_then(|pointer| root.at(&pointer));
        // one that is not in the document is taken for one operation: it should have been one at least
        let Some(target) = target else { return 1 };
        at = target;
    }
    let present = |value: Option<&Value>| value.is_some_and(|value| !matches!(value, Value::Null));
    let more = at.get("additionalOperations").and_then(Value::as_object).map_or(0, Object::len);
    METHODS.iter().filter(|method| present(at.get(method))).count() + more
}

/// Where a value is any JSON although its schema says more, by the code of what was said of it; `-` where nothing was.
pub(super) fn loose(api: &Api, lowered: &Value, diags: &Diags) -> BTreeMap<String, Vec<Pointer>> {
    let mut finder = Finder { lowered, found: Vec::new(), seen: HashSet::new() };
    for (_, def) in api.types.iter() {
        match &def.kind {
            TypeKind::Struct { fields, extra } => {
                fields.iter().for_each(|field| finder.check(&field.ty, &field.origin));
                if let Some(extra) = extra {
                    finder.check(extra, &def.origin.child("additionalProperties"));
                }
            }
            TypeKind::Alias(of) => finder.check(of, &def.origin),
            TypeKind::Enum { .. } | TypeKind::Union { .. } => {}
        }
    }
    for (_, op) in api.ops.iter() {
        op.params.iter().for_each(|param| finder.check(&param.ty, &param.origin.child("schema")));
        for form in op.body.iter().flat_map(|body| &body.forms) {
            if let BodyContent::Json(ty) | BodyContent::Form(ty) | BodyContent::Multipart(ty) = &form.content {
                finder.check(ty, &op.origin.join(["requestBody", "content", form.media_type.as_str(), "schema"]));
            }
        }
        for reply in &op.replies {
            if let Content::Json(media, ty) = &reply.content {
                finder.check(ty, &reply.origin.join(["content", media.as_str(), "schema"]));
            }
        }
    }
    let mut loose: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
    let said: Vec<(&Pointer, &str)> = diags
        .iter()
        .filter(|diag| diag.severity == Severity::Degraded)
        .filter_map(|diag| {
            let Place { at: Spot::Pointer(pointer), .. } = &diag.at else { return None };
            Some((pointer, diag.code))
        })
        .collect();
    for at in finder.found {
        let code = said.iter().find(|(pointer, _)| pointer.is_within(&at) || at.is_within(pointer));
        loose.entry(code.map_or("-", |(_, code)| code).to_owned()).or_default().push(at);
    }
    loose
}

struct Finder<'v> {
    lowered: &'v Value,
    found: Vec<Pointer>,
    seen: HashSet<Pointer>,
}

impl Finder<'_> {
    fn check(&mut self, ty: &Ty, at: &Pointer) {
        let Some((schema, at)) = self.schema(at) else { return };
        match ty {
            Ty::Nullable(of) => self.check(of, &at),
            Ty::List(of) => self.check(of, &at.child("items")),
            Ty::Tuple(tuple) => {
                let place = at.child("x-bursar-prefixItems");
                tuple.items.iter().enumerate().for_each(|(index, of)| self.check(of, &place.index(index)));
                tuple.rest.iter().for_each(|of| self.check(of, &at.child("items")));
            }
            Ty::Map(of) => self.check(of, &at.child("additionalProperties")),
            Ty::Any if says_type(schema) && self.seen.insert(at.clone()) => self.found.push(at),
            _ => {}
        }
    }

    /// The schema at a place, references on the way followed.
    fn schema(&self, at: &Pointer) -> Option<(&Object, Pointer)> {
        let mut steps: Vec<String> = at.keys().map(|key| key.into_owned()).collect();
        steps.reverse();
        let (mut value, mut place, mut hops) = (self.lowered, Pointer::root(), 0);
        loop {
            if let Some(text) = value.get("$ref").and_then(Value::as_str) {
                hops += 1;
                place = Pointer::parse(text).filter(|_| hops < MOST_HOPS)?;
                value = self.lowered.at(&place)?;
                continue;
            }
            let Some(step) = steps.pop() else { return Some((value.as_object()?, place)) };
            place = place.child(&step);
            value = match value {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                other => other.get(&step)?,
            };
        }
    }
}

/// Whether a schema restricts what its values are.
fn says_type(schema: &Object) -> bool {
    let some = |key: &str| {
        schema.get(key).is_some_and(|value| match value {
            Value::Array(items) => !items.is_empty(),
            Value::Object(members) => !members.is_empty(),
            _ => true,
        })
    };
    [
        "type",
        "properties",
        "items",
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "x-bursar-types",
        "x-bursar-enum",
        "x-bursar-null",
    ]
    .into_iter()
    .any(some)
}
