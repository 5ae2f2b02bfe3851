//! Request bodies: every media type of a content map as a form of the body, or why it cannot be one.

use openapiv3::MediaType;

use super::body::{is_json, is_text};
use super::facets::Facets;
use super::{Modeler, docs};
use crate::ir::{Body, BodyContent, BodyForm, NameHint, OpId, Presence, Ty, TypeKind, word};
use crate::source::Pointer;

/// How a media type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Json,
    Form,
    Multipart,
    Text,
    Octets,
    Range,
    /// A multipart type other than `multipart/form-data`, whose parts have no names.
    Nameless,
}

/// An entry of the content map.
struct Entry<'d> {
    media: &'d str,
    node: &'d MediaType,
    way: Way,
}

/// Types of the forms so far.
type Known<'d> = Vec<(&'d MediaType, Ty)>;

impl<'d> Modeler<'d> {
    /// The body of a request. `Err`: why the operation cannot be offered.
    pub(super) fn body(
        &mut self,
        op: OpId,
        body: &'d openapiv3::RequestBody,
        at: &Pointer,
    ) -> Result<Option<Body>, String> {
        let shared = at.last().filter(|_| at.as_str().starts_with("/components/requestBodies/"));
        let at = at.child("content");
        let need = if body.required { Presence::Required } else { Presence::Optional };
        if body.content.is_empty() {
            self.empty_content(&at, need);
            return Ok(None);
        }
        let entries = self.entries(body, &at);
        let is_one = entries.len() == 1;
        let (mut forms, mut refused, mut known) = (Vec::new(), Vec::new(), Known::new());
        for entry in &entries {
            let role = if is_one { "Body".to_owned() } else { format!("{} Body", common_word(&entries, entry)) };
            let hint = match &shared {
                Some(name) if is_one => NameHint::Words(name.clone().into_owned()),
                Some(name) => NameHint::Words(format!("{name} {}", common_word(&entries, entry))),
                None => NameHint::OfOp { op, role },
            };
            match self.form(entry, &at.child(entry.media), &hint, &mut known) {
                Ok(form) => forms.push(form),
                Err(why) => refused.push((entry.media, why)),
            }
        }
        if forms.is_empty() {
            let whys = refused.iter().map(|(media, why)| format!("`{media}`, {why}"));
            return Err(format!("its body is {}", whys.collect::<Vec<_>>().join(", or ")));
        }
        for (media, why) in refused {
            let message = format!("the body can also be `{media}`, {why}");
            self.degraded(
                "body-media-unsupported",
                &at.child(media),
                message,
                "the client has no such form of the body",
            );
        }
        Ok(Some(Body { forms, need, docs: docs::described(body.description.as_ref()) }))
    }

    fn empty_content(&mut self, at: &Pointer, need: Presence) {
        let message = "the body has no media type, so nobody knows how to write it";
        match need {
            Presence::Required => {
                self.degraded("body-content-empty", at, message, "the request is sent without a body")
            }
            Presence::Optional => self.note("body-content-empty", at, format!("{message}; none is sent")),
        }
    }

    /// The entries that differ: of several names for the same JSON or XML, the usual one is kept.
    fn entries(&mut self, body: &'d openapiv3::RequestBody, at: &Pointer) -> Vec<Entry<'d>> {
        let mut kept: Vec<Entry<'d>> = Vec::new();
        for (media, node) in &body.content {
            let entry = Entry { media, node, way: way(media) };
            let alike = |other: &Entry<'_>| family(other.media) == family(media) && other.node.schema == node.schema;
            match kept.iter().position(alike).filter(|_| family(media).is_some()) {
                None => kept.push(entry),
                Some(index) => {
                    let other = &mut kept[index];
                    let (sent, unused) = if rank(media) < rank(other.media) {
                        (media.as_str(), std::mem::replace(other, entry).media)
                    } else {
                        (other.media, media.as_str())
                    };
                    let message =
                        format!("the body can also be `{unused}`, with the same content; the client sends `{sent}`");
                    self.note("body-media-unused", &at.child(unused), message);
                }
            }
        }
        for entry in &mut kept {
            if entry.media.contains('*') {
                entry.way = Way::Range;
            }
        }
        kept
    }

    fn form(
        &mut self,
        entry: &Entry<'d>,
        at: &Pointer,
        hint: &NameHint,
        known: &mut Known<'d>,
    ) -> Result<BodyForm, String> {
        let content = match entry.way {
            Way::Json => BodyContent::Json(self.value_type(entry.node, at, hint, known)),
            Way::Form if self.is_text_schema(entry.node, at) => BodyContent::Text,
            Way::Form => BodyContent::Form(self.object_type(entry.node, at, hint, known)?),
            Way::Multipart => match self.files_type(entry.node, at, hint)? {
                Some(ty) => BodyContent::Files(ty),
                None => BodyContent::Multipart(self.object_type(entry.node, at, hint, known)?),
            },
            Way::Text => BodyContent::Text,
            Way::Octets => BodyContent::Octets,
            Way::Range => BodyContent::Range,
            Way::Nameless => return Err("whose parts have no names, which cannot be written".to_owned()),
        };
        let rules = match &content {
            BodyContent::Form(_) | BodyContent::Multipart(_) | BodyContent::Files(_) => {
                self.rules(entry.node, at, &content)
            }
            _ => {
                self.unused_encoding(entry, at);
                Vec::new()
            }
        };
        if matches!(content, BodyContent::Text | BodyContent::Octets | BodyContent::Range) {
            self.unused_schema(entry, at, &content);
        }
        Ok(BodyForm { media_type: entry.media.to_owned(), content, rules })
    }

    /// The type of the values; forms with the same schema have the same.
    fn value_type(&mut self, node: &'d MediaType, at: &Pointer, hint: &NameHint, known: &mut Known<'d>) -> Ty {
        if let Some((_, ty)) = known.iter().find(|(other, _)| other.schema == node.schema) {
            return ty.clone();
        }
        let ty = self.media(node, at, hint);
        known.push((node, ty.clone()));
        ty
    }

    /// The type of a form, whose values have to be objects.
    fn object_type(
        &mut self,
        node: &'d MediaType,
        at: &Pointer,
        hint: &NameHint,
        known: &mut Known<'d>,
    ) -> Result<Ty, String> {
        let ty = self.value_type(node, at, hint, known);
        let is_object = match self.behind(&ty) {
            Ty::Any | Ty::Map(_) => true,
            Ty::Named(id) => matches!(self.api.types[*id].kind, TypeKind::Struct { .. } | TypeKind::Union { .. }),
            _ => false,
        };
        if is_object { Ok(ty) } else { Err("whose schema is no object, which a form has to be".to_owned()) }
    }

    fn is_text_schema(&self, node: &'d MediaType, at: &Pointer) -> bool {
        let schema = node.schema.as_ref().and_then(|schema| self.doc.schema(schema, &at.child("schema")));
        schema.is_some_and(|found| Facets::of(found.node).ty == Some("string"))
    }

    fn unused_encoding(&mut self, entry: &Entry<'d>, at: &Pointer) {
        if !entry.node.encoding.is_empty() {
            let message = format!("the encoding is not used: `{}` is no form", entry.media);
            self.note("encoding-unused", &at.child("encoding"), message);
        }
    }

    /// A schema that says more than "text" is of no use where a body is handed over as it is.
    fn unused_schema(&mut self, entry: &Entry<'d>, at: &Pointer, content: &BodyContent) {
        let at = at.child("schema");
        let Some(schema) = &entry.node.schema else { return };
        let Some(found) = self.doc.schema(schema, &at) else { return };
        let facets = Facets::of(found.node);
        if facets.is_silent() || facets.ty == Some("string") {
            return;
        }
        let taken = match content {
            BodyContent::Text => "text that the caller has written",
            BodyContent::Octets => "octets",
            _ => "octets of a media type that the caller names",
        };
        let message = format!("the body `{}` is {taken}; its schema is not used", entry.media);
        self.note("body-schema-unused", &at, message);
    }
}

/// A word for what is written in an entry, which need not be the only one with its schema.
fn common_word<'e>(entries: &[Entry<'e>], entry: &Entry<'e>) -> &'e str {
    let has_values = |entry: &Entry<'_>| matches!(entry.way, Way::Json | Way::Form | Way::Multipart);
    let alike = entries.iter().filter(|other| has_values(other) && other.node.schema == entry.node.schema).count();
    if has_values(entry) && alike > 1 { "Common" } else { word(entry.media) }
}

fn way(media: &str) -> Way {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        _ if is_json(media) => Way::Json,
        "application/x-www-form-urlencoded" => Way::Form,
        "multipart/form-data" => Way::Multipart,
        other if other.starts_with("multipart/") => Way::Nameless,
        _ if is_text(media) => Way::Text,
        _ => Way::Octets,
    }
}

/// Types that are one format under several names.
fn family(media: &str) -> Option<&'static str> {
    match way(media) {
        // a patch is another thing than what it patches
        Way::Json if media.to_ascii_lowercase().contains("patch") => None,
        Way::Json => Some("json"),
        Way::Text if media.to_ascii_lowercase().contains("xml") => Some("xml"),
        _ => None,
    }
}

/// The lower, the better known; ranges are no names at all.
fn rank(media: &str) -> u8 {
    match media.to_ascii_lowercase().as_str() {
        "application/json" | "application/xml" => 0,
        range if range.contains('*') => 2,
        _ => 1,
    }
}
