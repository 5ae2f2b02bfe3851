//! References where the standard has none: in place of a whole map, a list, or an object that no component can be. What they
//! lead to is read in their place, as people mean it; so are the Media Type Objects of `components.mediaTypes` (OAS 3.2.0),
//! which nothing behind this stage knows.

use crate::diag::{Diag, Severity};
use crate::source::{Object, Value};

use super::anchors;
use super::check::Check;
use super::imports::Part;
use super::refs;
use super::sites::Site;
use super::table::Kind;
use super::version::Version;

/// How many references are followed so, and how many values are taken by them in all: what is taken may refer to more, twice
/// each, and so on.
const MOST: (usize, usize) = (1 << 13, 1 << 20);

/// The reference that stands here alone.
pub(super) fn reference(value: &Value) -> Option<&str> {
    let members = value.as_object()?;
    let is_remark = |key: &String| key == "$ref" || key.starts_with("x-") || super::check::is_remark(key);
    members.get("$ref")?.as_str().filter(|_| members.keys().all(is_remark))
}

/// Whether the document refers to its own parts where a whole map or list belongs, or to media types of its own, or has schemas
/// that name themselves: then it has to be kept while it is read.
pub(super) fn is_needed(root: &Value) -> bool {
    let mut stack = vec![(root, "", "")];
    while let Some((value, above, key)) = stack.pop() {
        if anchors::is_key(key) {
            return true;
        }
        match value {
            // most objects are told apart by one question, and only few keys have to be looked up
            Value::Object(members)
                if members.contains_key("$ref")
                    && (above == "content" || PLACES.contains(&key))
                    && reference(value).is_some_and(|text| text.starts_with('#')) =>
            {
                return true;
            }
            Value::Object(members) => {
                stack.extend(members.iter().map(|(name, member)| (member, key, name.as_str())));
            }
            Value::Array(items) => stack.extend(items.iter().map(|item| (item, key, ""))),
            _ => {}
        }
    }
    false
}

/// Keys of what cannot be a reference by the standard.
const PLACES: &[&str] = &[
    "paths",
    "webhooks",
    "x-webhooks",
    "components",
    "info",
    "servers",
    "tags",
    "externalDocs",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "query",
    "additionalOperations",
    "parameters",
    "responses",
    "callbacks",
    "content",
    "headers",
    "examples",
    "encoding",
    "variables",
    "schemas",
    "requestBodies",
    "securitySchemes",
    "links",
    "pathItems",
    "mediaTypes",
    "definitions",
    "securityDefinitions",
    "$defs",
    "properties",
    "patternProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
    "discriminator",
    "flows",
];

impl Check<'_, '_> {
    /// Reads a value, or what the reference in its place leads to; `None` when that cannot be had, which was then said.
    pub(super) fn instead(
        &mut self,
        kind: Option<Kind>,
        value: Value,
        site: Site,
        read: impl FnOnce(&mut Self, Value) -> Option<Value>,
    ) -> Option<Value> {
        let Some(text) = reference(&value).map(str::to_owned) else { return read(self, value) };
        let part = self.part(&text, site)?;
        let is_component = self.cx.version == Version::V32 && kind == Some(Kind::MediaType);
        if !is_component {
            let what = kind.map_or("a whole map or list", Kind::name);
            let message =
                format!("`{text}` stands in place of {what}, where the standard has no `$ref`; it is read there");
            self.cx.note("ref-in-place", site, "$ref", message);
        }
        self.imports.origin(&self.cx.sites.pointer(site), &part.file, &part.pointer);
        self.within.push((part.file.clone(), part.pointer));
        let outer = std::mem::replace(&mut self.file, part.file);
        let read = match reference(&part.value) {
            Some(_) => self.instead(kind, part.value, site, read),
            None => read(self, part.value),
        };
        self.file = outer;
        self.within.pop();
        read
    }

    /// A path item of another file, in place of the reference to it; `None` where this is no such reference.
    pub(super) fn path_item(&mut self, members: &Object, site: Site, severity: Severity) -> Option<Option<Object>> {
        let text = members
            .get("$ref")
            .and_then(Value::as_str)
            .filter(|text| !text.starts_with('#') || !self.within.is_empty())?;
        let part = self.imports.part(text, &self.file, self.cx)?;
        let Value::Object(found) = part.value else { return None };
        let step = (part.file.clone(), part.pointer.clone());
        if self.within.contains(&step) {
            return None;
        }
        self.imports.origin(&self.cx.sites.pointer(site), &part.file, &part.pointer);
        self.within.push(step);
        let outer = std::mem::replace(&mut self.file, part.file);
        let read = self.object(Kind::PathItem, found, site, severity);
        self.file = outer;
        self.within.pop();
        Some(read)
    }

    fn part(&mut self, text: &str, site: Site) -> Option<Part> {
        if self.taken.0 > MOST.0 || self.taken.1 > MOST.1 {
            return None; // which was said
        }
        let at = self.cx.place_of(site, "$ref");
        let part = match self.imports.take(text, &self.file, self.cx) {
            Ok(part) => part,
            Err(led) => {
                refs::say_unled(text, &led, at, "it is left out", self.cx);
                return None;
            }
        };
        if self.within.iter().any(|step| *step == (part.file.clone(), part.pointer.clone())) {
            let message = format!("`{text}` leads back to where it stands");
            let help = "write down there what is meant";
            self.cx.say(Diag::degraded("ref-cycle", at, message).because("it is left out").help(help));
            return None;
        }
        self.taken.0 += 1;
        self.taken.1 += count(&part.value);
        if self.taken.0 > MOST.0 || self.taken.1 > MOST.1 {
            let (references, values) = MOST;
            let message = format!(
                "with `{text}`, more than {references} references or {values} values stand where the standard has none"
            );
            self.cx.say(Diag::degraded("ref-growth", at, message).because("it is left out"));
            return None;
        }
        Some(part)
    }
}

fn count(value: &Value) -> usize {
    let mut stack = vec![value];
    let mut count = 0;
    while let Some(value) = stack.pop() {
        count += 1;
        match value {
            Value::Object(members) => stack.extend(members.values()),
            Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
    count
}
