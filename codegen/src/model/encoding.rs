//! The Encoding Object (OAS 3.0.4): how single members of a form are written.

use openapiv3::{Encoding, Header, MediaType, ParameterSchemaOrContent, QueryStyle, ReferenceOr};

use super::Modeler;
use super::body::is_json;
use super::facets::Facets;
use crate::ir::{BodyContent, Explode, PartRule, Presence, Reserved, Style, Ty, TypeKind};
use crate::source::Pointer;

/// What a member of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Value,
    File,
    /// The document does not list it, and no other member can have its name.
    Unknown,
}

impl<'d> Modeler<'d> {
    /// The rules of a form that say something else than the defaults.
    pub(super) fn rules(&mut self, node: &'d MediaType, at: &Pointer, content: &BodyContent) -> Vec<PartRule> {
        let at = at.child("encoding");
        let mut rules = Vec::new();
        for (wire, encoding) in &node.encoding {
            let at = at.child(wire);
            let member = self.member(content, wire);
            if member == Member::Unknown {
                let message = format!("the encoding of `{wire}` is not used: the form has no such member");
                self.note("encoding-unused", &at, message);
                continue;
            }
            let style =
                encoding.style.as_ref().filter(|_| member == Member::Value).map(|style| styled(style, encoding));
            let is_form = matches!(content, BodyContent::Form(_));
            let media_type =
                media_type(encoding, member).filter(|media| style.is_none() && (!is_form || is_json(media)));
            let headers = if is_form { Vec::new() } else { self.part_headers(encoding, wire, member, &at) };
            if style.is_some() || media_type.is_some() || !headers.is_empty() {
                rules.push(PartRule { wire: wire.clone(), style, media_type, headers });
            }
        }
        rules
    }

    fn member(&self, content: &BodyContent, wire: &str) -> Member {
        let Some(ty) = content.ty() else { return Member::Unknown };
        let Ty::Named(id) = self.behind(ty) else { return Member::Value };
        let TypeKind::Struct { fields, extra } = &self.api.types[*id].kind else { return Member::Value };
        let named = fields.iter().find(|field| field.wire == wire).map(|field| &field.ty);
        match named.or(extra.as_ref()) {
            None => Member::Unknown,
            Some(Ty::File) => Member::File,
            Some(Ty::List(of)) if **of == Ty::File => Member::File,
            Some(_) => Member::Value,
        }
    }

    /// Headers of a part that can have one value only; others are the caller's, where a caller can give them.
    fn part_headers(
        &mut self,
        encoding: &'d Encoding,
        wire: &str,
        member: Member,
        at: &Pointer,
    ) -> Vec<(String, String)> {
        let mut fixed = Vec::new();
        for (name, header) in &encoding.headers {
            // described by `contentType`, and ignored here (OAS 3.0.4, Encoding Object, headers)
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let at = at.child("headers").child(name);
            let Some(found) = self.doc.header(header, &at) else { continue };
            let need = if found.node.required { Presence::Required } else { Presence::Optional };
            match (self.only_text(found.node, &found.at), need, member) {
                (Some(value), Presence::Required, _) => fixed.push((name.clone(), value)),
                (None, Presence::Required, Member::Value) => {
                    let message = format!("parts of `{wire}` need the header `{name}`, which has no place in a call");
                    self.degraded("part-header", &at, message, "the parts are sent without it");
                }
                (_, _, Member::File) => {
                    let message =
                        format!("the header `{name}` of the file `{wire}` is sent where `Upload::header` adds it");
                    self.note("part-header", &at, message);
                }
                _ => {
                    let message = format!("the header `{name}` of parts of `{wire}` is not sent");
                    self.note("part-header", &at, message);
                }
            }
        }
        fixed
    }

    /// The one text that a header can have.
    fn only_text(&self, header: &'d Header, at: &Pointer) -> Option<String> {
        let ParameterSchemaOrContent::Schema(schema) = &header.format else { return None };
        let found = match schema {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { .. } => self.doc.schema(schema, at)?.node,
        };
        let values = Facets::of(found).values;
        let text = values.first().filter(|_| values.len() == 1)?.as_str()?;
        let is_sendable = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        is_sendable.then(|| text.to_owned())
    }
}

/// The lowered document has `style` wherever values are styled.
fn styled(style: &QueryStyle, encoding: &Encoding) -> (Style, Explode, Reserved) {
    // what lowering writes for the separators of Swagger 2.0
    let tabs = encoding.extensions.get("x-bursar-style").and_then(serde_json::Value::as_str) == Some("tabDelimited");
    let style = match style {
        _ if tabs => Style::TabDelimited,
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    };
    let explode = if encoding.explode { Explode::Yes } else { Explode::No };
    (style, explode, if encoding.allow_reserved { Reserved::Kept } else { Reserved::Encoded })
}

/// The media type that parts have without a word of the caller: of several, a file can be any, and a value is the first.
fn media_type(encoding: &Encoding, member: Member) -> Option<String> {
    let listed = encoding.content_type.as_deref()?;
    let mut types = listed.split(',').map(str::trim).filter(|media| !media.is_empty());
    let first = types.next()?;
    match member {
        Member::File if types.next().is_some() || first.contains('*') => None,
        _ => std::iter::once(first).chain(types).find(|media| !media.contains('*')).map(str::to_owned),
    }
}
